//! The author's side of the border: a [`Plugin`] as a table of C functions.

#![allow(unsafe_code, reason = "functions that C calls get raw pointers; every use says why it is sound")]

use std::any::Any;
use std::ffi::{CStr, CString, c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};

use crate::abi::{ABI_MAJOR, ABI_MINOR, CODE_FAILED, CODE_PANICKED, MAGIC, PluginError, PluginTable};
use crate::tables::{Batches, Tables};
use crate::{Config, Error, Plugin, Result};

/// Makes the library of the crate that calls it a plugin: `export_plugin!(Delta);`. Name and version are those of the crate.
#[macro_export]
macro_rules! export_plugin {
    ($plugin:ty) => {
        const _: () = {
            static TABLE: $crate::abi::PluginTable = $crate::export::plugin_table::<$plugin>(
                concat!(env!("CARGO_PKG_NAME"), "\0"),
                concat!(env!("CARGO_PKG_VERSION"), "\0"),
            );

            #[allow(
                unsafe_code,
                reason = "the one symbol by which the program finds the plugin; no other crate exports it"
            )]
            #[unsafe(no_mangle)]
            extern "C" fn schakel_plugin() -> *const $crate::abi::PluginTable {
                &TABLE
            }
        };
    };
}

/// The table of a plugin. `name` and `version` end in a zero byte; [`export_plugin!`](crate::export_plugin) sees to that.
pub const fn plugin_table<P: Plugin>(name: &'static str, version: &'static str) -> PluginTable {
    assert!(
        matches!(name.as_bytes(), [.., 0]) && matches!(version.as_bytes(), [.., 0]),
        "name and version end in a zero byte"
    );
    PluginTable {
        magic: MAGIC,
        abi_major: ABI_MAJOR,
        abi_minor: ABI_MINOR,
        struct_size: size_of::<PluginTable>(),
        name: name.as_ptr().cast(),
        version: version.as_ptr().cast(),
        open: Some(open::<P>),
        tables: Some(tables::<P>),
        read: Some(read::<P>),
        free_text: Some(free_text),
        close: Some(close::<P>),
    }
}

/// What an instance is behind its pointer.
struct Instance<P> {
    plugin: P,
    tables: Tables<P>,
}

unsafe extern "C" fn open<P: Plugin>(
    config: *const c_char,
    instance: *mut *mut c_void,
    error: *mut PluginError,
) -> i32 {
    let opened = guard(|| {
        // SAFETY: the caller passes a text that lives until we return (rules of the border).
        let config: Config = serde_json::from_str(unsafe { text(config) }?)?;
        let plugin = P::open(&config)?;
        let mut tables = Tables::new();
        plugin.tables(&mut tables);
        Ok(Box::new(Instance { plugin, tables }))
    });
    answer(opened, error, |opened| {
        // SAFETY: the caller passes a place for the instance.
        unsafe { instance.write(Box::into_raw(opened).cast()) }
    })
}

unsafe extern "C" fn tables<P: Plugin>(instance: *mut c_void, json: *mut *mut c_char, error: *mut PluginError) -> i32 {
    let listed = guard(|| {
        // SAFETY: the caller passes what `open` of the same P gave it, and has not closed it.
        let instance = unsafe { &*instance.cast::<Instance<P>>() };
        let list: Vec<_> = instance.tables.names()?.iter().map(|name| serde_json::json!({ "name": name })).collect();
        Ok(CString::new(serde_json::to_string(&list)?)?)
    });
    answer(listed, error, |listed| {
        // SAFETY: the caller passes a place for the text, and frees it with `free_text`.
        unsafe { json.write(listed.into_raw()) }
    })
}

unsafe extern "C" fn read<P: Plugin>(
    instance: *mut c_void,
    table: *const c_char,
    _request: *const c_char,
    stream: *mut FFI_ArrowArrayStream,
    error: *mut PluginError,
) -> i32 {
    let batches = guard(|| {
        // SAFETY: the caller passes what `open` of the same P gave it, and has not closed it.
        let instance = unsafe { &*instance.cast::<Instance<P>>() };
        // SAFETY: the caller passes a text that lives until we return.
        let table = unsafe { text(table) }?;
        Ok(Guarded::new(instance.tables.read(&instance.plugin, table)?))
    });
    answer(batches, error, |batches| {
        // SAFETY: the caller passes a place for the stream, which holds none yet.
        unsafe { stream.write(FFI_ArrowArrayStream::new(Box::new(batches))) }
    })
}

unsafe extern "C" fn free_text(text: *mut c_char) {
    if !text.is_null() {
        // SAFETY: the caller returns a text that `tables` gave it, once.
        drop(unsafe { CString::from_raw(text) });
    }
}

unsafe extern "C" fn close<P: Plugin>(instance: *mut c_void) {
    if !instance.is_null() {
        // SAFETY: the caller returns what `open` of the same P gave it, once.
        let instance = unsafe { Box::from_raw(instance.cast::<Instance<P>>()) };
        // A panic while cleaning up has nobody to go to: the rows were handed over.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(instance)));
    }
}

/// # Safety
/// `pointer` is null or points at bytes that end in a zero and live as long as the result is used.
unsafe fn text<'a>(pointer: *const c_char) -> Result<&'a str> {
    if pointer.is_null() {
        return Err(Error::new("the program passed no text"));
    }
    // SAFETY: the caller's promise.
    Ok(unsafe { CStr::from_ptr(pointer) }.to_str()?)
}

/// Why a function of the author gave nothing.
enum Fault {
    Failed(Error),
    Panicked(String),
}

fn guard<T>(work: impl FnOnce() -> Result<T>) -> Result<T, Fault> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(Fault::Failed(error)),
        Err(payload) => Err(Fault::Panicked(words(payload.as_ref()))),
    }
}

/// What a panic said.
fn words(payload: &(dyn Any + Send)) -> String {
    match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => (*text).to_owned(),
        (_, Some(text)) => text.clone(),
        _ => "a panic without words".to_owned(),
    }
}

fn answer<T>(outcome: Result<T, Fault>, error: *mut PluginError, give: impl FnOnce(T)) -> i32 {
    let (code, message) = match outcome {
        Ok(value) => {
            give(value);
            return 0;
        }
        Err(Fault::Failed(error)) => (CODE_FAILED, error.to_string()),
        Err(Fault::Panicked(words)) => (CODE_PANICKED, words),
    };
    if !error.is_null() {
        let message = CString::new(without_zero(message)).unwrap_or_default();
        // SAFETY: the caller passes a place for the error, which holds none yet.
        unsafe { error.write(PluginError { code, message: message.into_raw(), release: Some(release_error) }) };
    }
    code
}

unsafe extern "C" fn release_error(error: *mut PluginError) {
    // SAFETY: the caller passes the error that `answer` filled.
    let error = unsafe { &mut *error };
    if !error.message.is_null() {
        // SAFETY: the message was made by `answer`; it is taken out, so a second call finds null.
        drop(unsafe { CString::from_raw(std::mem::replace(&mut error.message, std::ptr::null_mut())) });
    }
    error.release = None;
}

/// A text that C can hold. Arrow's stream would panic on a zero byte in an error.
fn without_zero(text: String) -> String {
    if text.contains('\0') { text.replace('\0', " ") } else { text }
}

/// In front of the message of a panic on its way through a stream, which has no room for a code.
pub(crate) const PANIC_MARK: &str = "\u{1}panic\u{1}";

/// Batches whose panics have become errors: Arrow's stream calls them from C, where a panic would end the process.
struct Guarded {
    schema: SchemaRef,
    batches: Option<Batches>,
}

impl Guarded {
    fn new(batches: Batches) -> Guarded {
        Guarded { schema: batches.schema(), batches: Some(batches) }
    }

    fn end(&mut self) {
        let batches = self.batches.take();
        let _ = catch_unwind(AssertUnwindSafe(|| drop(batches)));
    }
}

impl Iterator for Guarded {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let batches = self.batches.as_mut()?;
        let message = match catch_unwind(AssertUnwindSafe(|| batches.next())) {
            Ok(Some(Ok(batch))) => return Some(Ok(batch)),
            Ok(None) => None,
            Ok(Some(Err(ArrowError::ExternalError(error)))) => Some(error.to_string()),
            Ok(Some(Err(error))) => Some(error.to_string()),
            Err(payload) => Some(format!("{PANIC_MARK}{}", words(payload.as_ref()))),
        };
        self.end();
        message.map(|message| Err(ArrowError::ExternalError(without_zero(message).into())))
    }
}

impl RecordBatchReader for Guarded {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        self.end();
    }
}
