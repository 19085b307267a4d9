//! Lies told below Arrow's own types: the C structures as they cross the border, changed on their way.

#![allow(unsafe_code, reason = "attacks")]

use std::ffi::{c_char, c_void};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use schakel_plugin::abi::{PluginError, PluginTable};

/// `ArrowArrayStream`, as Arrow's C stream interface has it.
#[repr(C)]
pub(crate) struct Stream {
    get_schema: Option<unsafe extern "C" fn(*mut Stream, *mut Schema) -> i32>,
    get_next: Option<unsafe extern "C" fn(*mut Stream, *mut Array) -> i32>,
    get_last_error: Option<unsafe extern "C" fn(*mut Stream) -> *const c_char>,
    release: Option<unsafe extern "C" fn(*mut Stream)>,
    private: *mut c_void,
}

/// `ArrowArray`.
#[repr(C)]
pub(crate) struct Array {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut Array,
    dictionary: *mut Array,
    release: Option<unsafe extern "C" fn(*mut Array)>,
    private: *mut c_void,
}

/// `ArrowSchema`.
#[repr(C)]
pub(crate) struct Schema {
    format: *const c_char,
    name: *const c_char,
    metadata: *const c_char,
    flags: i64,
    n_children: i64,
    children: *mut *mut Schema,
    dictionary: *mut Schema,
    release: Option<unsafe extern "C" fn(*mut Schema)>,
    private: *mut c_void,
}

/// What the behaviours of this file are called.
pub const LIES: &[&str] = &[
    "null count that lies",
    "negative length",
    "length beyond the end",
    "offset beyond the end",
    "no children",
    "children nowhere",
    "no buffers",
    "buffer nowhere",
    "release that crashes",
    "release that keeps its place",
    "release that counts",
    "stream without functions",
    "error without words",
    "error nowhere",
    "schema of no type",
    "schema without an end",
];

static BEHAVIOUR: OnceLock<&'static str> = OnceLock::new();
static NEXT: OnceLock<unsafe extern "C" fn(*mut Stream, *mut Array) -> i32> = OnceLock::new();
static RELEASE: OnceLock<unsafe extern "C" fn(*mut Array)> = OnceLock::new();

/// From now on the streams of this process lie, when `behaviour` is one of these lies.
pub(crate) fn remember(behaviour: &str) {
    if let Some(lie) = LIES.iter().find(|lie| **lie == behaviour) {
        let _ = BEHAVIOUR.set(lie);
    }
}

/// `read` of the plugin's table: the honest one, and then the lie.
pub(crate) unsafe extern "C" fn read(
    instance: *mut c_void,
    table: *const c_char,
    request: *const c_char,
    stream: *mut arrow_array::ffi_stream::FFI_ArrowArrayStream,
    error: *mut PluginError,
) -> i32 {
    static HONEST: PluginTable = schakel_plugin::export::plugin_table::<crate::Hostile>("x\0", "1\0");
    // SAFETY: the caller's promises are passed on.
    let code = HONEST.read.map_or(1, |read| unsafe { read(instance, table, request, stream, error) });
    let (0, Some(behaviour)) = (code, BEHAVIOUR.get()) else { return code };
    // SAFETY: the stream was just filled; `Stream` has its layout.
    let stream = unsafe { &mut *stream.cast::<Stream>() };
    if let Some(next) = stream.get_next {
        let _ = NEXT.set(next);
    }
    match *behaviour {
        "stream without functions" => stream.get_next = None,
        "error without words" => stream.get_next = Some(fail),
        "error nowhere" => {
            stream.get_next = Some(fail);
            stream.get_last_error = Some(nowhere);
        }
        "schema of no type" => stream.get_schema = Some(no_type),
        "schema without an end" => stream.get_schema = Some(endless),
        _ => stream.get_next = Some(lie),
    }
    if *behaviour == "error without words" {
        stream.get_last_error = None;
    }
    0
}

unsafe extern "C" fn fail(_: *mut Stream, _: *mut Array) -> i32 {
    5
}

unsafe extern "C" fn nowhere(_: *mut Stream) -> *const c_char {
    std::ptr::without_provenance(16)
}

/// The next batch with one thing that is not so.
unsafe extern "C" fn lie(stream: *mut Stream, out: *mut Array) -> i32 {
    // SAFETY: the caller's promises are passed on.
    let code = NEXT.get().map_or(1, |next| unsafe { next(stream, out) });
    // SAFETY: filled just now, or released.
    let rows = unsafe { &mut *out };
    let (0, Some(release)) = (code, rows.release) else { return code };
    let _ = RELEASE.set(release);
    // SAFETY: the batch has a first column of texts.
    let column = unsafe { &mut **rows.children };
    match BEHAVIOUR.get().copied().unwrap_or_default() {
        "null count that lies" => column.null_count = 3,
        "negative length" => (rows.length, column.length) = (-1, -1),
        "length beyond the end" => (rows.length, column.length) = (1 << 40, 1 << 40),
        "offset beyond the end" => column.offset = 1 << 40,
        "no children" => rows.n_children = 0,
        "children nowhere" => rows.children = std::ptr::without_provenance_mut(16),
        "no buffers" => column.n_buffers = 0,
        // SAFETY: a column of texts has three buffers.
        "buffer nowhere" => unsafe { *column.buffers.add(2) = std::ptr::without_provenance(4096) },
        "release that crashes" => rows.release = Some(crash),
        "release that keeps its place" => rows.release = Some(keep),
        _ => rows.release = Some(once),
    }
    0
}

unsafe extern "C" fn crash(_: *mut Array) {
    crate::attacks::crash();
}

unsafe extern "C" fn keep(_: *mut Array) {}

/// Ends the process when it is called more often than batches were handed over.
unsafe extern "C" fn once(array: *mut Array) {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    const BATCHES: u32 = (crate::STUDENTS as u32).div_ceil(8192);
    if CALLS.fetch_add(1, Ordering::Relaxed) >= BATCHES {
        std::process::abort();
    }
    if let Some(release) = RELEASE.get() {
        // SAFETY: the caller's promises are passed on.
        unsafe { release(array) };
    }
}

fn schema(format: &'static std::ffi::CStr, child: Option<*mut Schema>) -> *mut Schema {
    let children = child.map(|child| Box::into_raw(Box::new(child)));
    Box::into_raw(Box::new(Schema {
        format: format.as_ptr(),
        name: c"n".as_ptr(),
        metadata: std::ptr::null(),
        flags: 2,
        n_children: i64::from(children.is_some()),
        children: children.unwrap_or(std::ptr::null_mut()),
        dictionary: std::ptr::null_mut(),
        release: Some(release_schema),
        private: std::ptr::null_mut(),
    }))
}

unsafe extern "C" fn release_schema(schema: *mut Schema) {
    // SAFETY: the caller passes a schema that is not released.
    unsafe { (*schema).release = None };
}

unsafe extern "C" fn no_type(_: *mut Stream, out: *mut Schema) -> i32 {
    // SAFETY: the caller passes a place for a schema; what is made here is never freed.
    unsafe { out.write(schema(c"+s", Some(schema(c"what is this", None))).read()) };
    0
}

/// Lists in lists in lists.
unsafe extern "C" fn endless(_: *mut Stream, out: *mut Schema) -> i32 {
    let mut inner = schema(c"l", None);
    for _ in 0..200_000 {
        inner = schema(c"+l", Some(inner));
    }
    // SAFETY: as above.
    unsafe { out.write(schema(c"+s", Some(inner)).read()) };
    0
}
