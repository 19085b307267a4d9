//! The border between program and library, as C sees it.
//!
//! A library exports one symbol, [`SYMBOL`]: a function without arguments that returns a pointer to a [`PluginTable`] which stays valid
//! and unchanged as long as the library is loaded. Rules for both sides:
//!
//! - The first five fields of the table never change. A later minor version appends functions at the end; a reader looks at a field only
//!   when [`PluginTable::struct_size`] says that it is there. A library of another major version is not called.
//! - Strings are UTF-8 and end in a zero byte. What the program passes lives until the call returns. What the library returns through `tables` is
//!   freed with `free_text`.
//! - A function returns 0 when it succeeded. Otherwise it may fill the [`PluginError`] it was given; its `release` frees the message, and it is
//!   the side that filled the error that provides it.
//! - Rows travel as an Arrow C stream (`ArrowArrayStream`), which carries its own release function.
//! - One thread calls at a time. No exception, panic or longjmp leaves a function.
//! - `close` is called once per instance, after its streams were released.

use std::ffi::{c_char, c_void};

use arrow_array::ffi_stream::FFI_ArrowArrayStream;

/// First field of every table: the bytes `SCHAKEL1` as a number of this machine.
pub const MAGIC: u64 = u64::from_ne_bytes(*b"SCHAKEL1");

/// Changes when an older program or library would misunderstand the newer one.
pub const ABI_MAJOR: u32 = 1;

/// Counts the functions appended since the major version began.
pub const ABI_MINOR: u32 = 0;

/// Name of the exported function.
pub const SYMBOL: &str = "schakel_plugin";

/// The exported function.
pub type EntryPoint = unsafe extern "C" fn() -> *const PluginTable;

/// Opens the library for one school: `config` is a [`Config`](crate::Config) as JSON, the instance goes to `instance`.
pub type OpenFn =
    unsafe extern "C" fn(config: *const c_char, instance: *mut *mut c_void, error: *mut PluginError) -> i32;

/// Gives the tables that can be read as JSON: `[{"name":"student"}, …]`.
pub type TablesFn = unsafe extern "C" fn(instance: *mut c_void, json: *mut *mut c_char, error: *mut PluginError) -> i32;

/// Reads one table. `request` is a JSON object whose keys a later minor version may add; `{}` today.
pub type ReadFn = unsafe extern "C" fn(
    instance: *mut c_void,
    table: *const c_char,
    request: *const c_char,
    stream: *mut FFI_ArrowArrayStream,
    error: *mut PluginError,
) -> i32;

/// Frees a text that the library returned.
pub type FreeTextFn = unsafe extern "C" fn(text: *mut c_char);

/// Ends an instance.
pub type CloseFn = unsafe extern "C" fn(instance: *mut c_void);

/// What a library offers. The functions may be absent (null) as far as C is concerned; a program refuses a table without them.
#[repr(C)]
#[derive(Debug)]
pub struct PluginTable {
    /// [`MAGIC`].
    pub magic: u64,
    /// [`ABI_MAJOR`] of the library.
    pub abi_major: u32,
    /// [`ABI_MINOR`] of the library.
    pub abi_minor: u32,
    /// Size of this table in bytes, as the library knows it.
    pub struct_size: usize,
    /// Name of the library, for messages.
    pub name: *const c_char,
    /// Version of the library, for messages and provenance.
    pub version: *const c_char,
    /// Opens the library for one school.
    pub open: Option<OpenFn>,
    /// Names the tables.
    pub tables: Option<TablesFn>,
    /// Reads a table.
    pub read: Option<ReadFn>,
    /// Frees a returned text.
    pub free_text: Option<FreeTextFn>,
    /// Ends an instance.
    pub close: Option<CloseFn>,
}

/// What went wrong: allocated by the caller, filled by the callee.
#[repr(C)]
#[derive(Debug)]
pub struct PluginError {
    /// [`CODE_FAILED`] or [`CODE_PANICKED`]; other numbers mean "failed" too.
    pub code: i32,
    /// The message, or null.
    pub message: *mut c_char,
    /// Frees the message; belongs to the side that filled the error.
    pub release: Option<unsafe extern "C" fn(error: *mut PluginError)>,
}

/// The library says that it could not do it.
pub const CODE_FAILED: i32 = 1;

/// The library panicked, which its glue turned into an error.
pub const CODE_PANICKED: i32 = 2;

impl PluginError {
    /// No error.
    pub const fn none() -> PluginError {
        PluginError { code: 0, message: std::ptr::null_mut(), release: None }
    }
}

// SAFETY: a table is immutable after the library was loaded, and its pointers point at constants of the library.
#[allow(unsafe_code, reason = "a static that holds pointers to constants must say that it may be shared")]
unsafe impl Sync for PluginTable {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::mem::{offset_of, size_of};

    #[test]
    fn the_layout_is_the_one_that_libraries_were_built_for() {
        let pointer = size_of::<usize>();
        assert_eq!(offset_of!(PluginTable, magic), 0);
        assert_eq!(offset_of!(PluginTable, abi_major), 8);
        assert_eq!(offset_of!(PluginTable, abi_minor), 12);
        assert_eq!(offset_of!(PluginTable, struct_size), 16);
        assert_eq!(offset_of!(PluginTable, name), 16 + pointer);
        assert_eq!(offset_of!(PluginTable, open), 16 + 3 * pointer);
        assert_eq!(size_of::<PluginTable>(), 16 + 8 * pointer);
        assert_eq!(size_of::<PluginError>(), 3 * pointer.max(8));
    }
}
