//! The program's side of the border: a table of C functions as safe calls.
//!
//! What a library says is not believed: the table is checked before a function is called, and every array is validated in full before a row of it
//! is used. A library that breaks the rules of C can still end the process; that is why the program calls it in a process of its own.

#![allow(
    unsafe_code,
    reason = "calls C functions of a library; every call says which rule of the border makes it sound"
)]

use std::ffi::{CStr, CString, c_char, c_void};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi_and_data_type};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, RecordBatch, RecordBatchOptions, StructArray};
use arrow_schema::{DataType, Schema, SchemaRef};
use serde::Deserialize;

use crate::Config;
use crate::abi::{
    ABI_MAJOR, ABI_MINOR, CODE_PANICKED, CloseFn, FreeTextFn, MAGIC, OpenFn, PluginError, PluginTable, ReadFn, TablesFn,
};
use crate::export::PANIC_MARK;

/// Why a library cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unusable {
    /// Occurs when the exported function returns no table, or one that does not begin with [`MAGIC`].
    NotAPlugin,
    /// Occurs when the library was built for another major version of the border.
    OtherAbi {
        /// Name the library gives itself.
        name: String,
        /// The version the library was built for, as `major.minor`.
        library: String,
        /// The version this program speaks, as `major.minor`.
        program: String,
    },
    /// Occurs when the table is smaller than its version says, or lacks a function.
    Incomplete {
        /// What is missing.
        what: &'static str,
    },
}

/// Why a call to a library gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The library said that it could not do it, and why.
    Failed(String),
    /// The library panicked with these words.
    Panicked(String),
    /// What the library handed over is not what the rules say.
    Invalid(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Failed(message) => f.write_str(message),
            Failure::Panicked(words) => write!(f, "panic: {words}"),
            Failure::Invalid(what) => write!(f, "invalid data: {what}"),
        }
    }
}

/// A library whose table was checked.
#[derive(Debug, Clone)]
pub struct Library {
    name: String,
    version: String,
    open: OpenFn,
    tables: TablesFn,
    read: ReadFn,
    free_text: FreeTextFn,
    close: CloseFn,
}

impl Library {
    /// Checks the table that the exported function returned.
    ///
    /// # Errors
    /// When the library is no plugin, or one of another version.
    ///
    /// # Safety
    /// `table` is what [`SYMBOL`](crate::abi::SYMBOL) of a loaded library returned, and the library is never unloaded.
    pub unsafe fn check(table: *const PluginTable) -> Result<Library, Unusable> {
        if table.is_null() || !table.is_aligned() {
            return Err(Unusable::NotAPlugin);
        }
        // SAFETY: the caller's promise; the first field never changes.
        if unsafe { (*table).magic } != MAGIC {
            return Err(Unusable::NotAPlugin);
        }
        // SAFETY: with the magic in place, the five fields that never change are there.
        let (major, minor, size) = unsafe { ((*table).abi_major, (*table).abi_minor, (*table).struct_size) };
        if size < std::mem::offset_of!(PluginTable, open) {
            return Err(Unusable::Incomplete { what: "its name and version" });
        }
        // SAFETY: the size says that name and version are there; the rules say that they are texts or null.
        let (name, version) = unsafe { (constant((*table).name), constant((*table).version)) };
        if major != ABI_MAJOR {
            return Err(Unusable::OtherAbi {
                name,
                library: format!("{major}.{minor}"),
                program: format!("{ABI_MAJOR}.{ABI_MINOR}"),
            });
        }
        if size < size_of::<PluginTable>() {
            return Err(Unusable::Incomplete { what: "the end of its table of functions" });
        }
        // SAFETY: the size says that the whole table is there, and it stays as it is while the library is loaded.
        let table = unsafe { &*table };
        let lacks = |what| Unusable::Incomplete { what };
        Ok(Library {
            name,
            version,
            open: table.open.ok_or(lacks("the function `open`"))?,
            tables: table.tables.ok_or(lacks("the function `tables`"))?,
            read: table.read.ok_or(lacks("the function `read`"))?,
            free_text: table.free_text.ok_or(lacks("the function `free_text`"))?,
            close: table.close.ok_or(lacks("the function `close`"))?,
        })
    }

    /// The name that the library gives itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version that the library gives itself.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Opens the library for one school.
    ///
    /// # Errors
    /// When the library says that it cannot, or panics.
    pub fn open(&self, config: &Config) -> Result<Opened, Failure> {
        let json = serde_json::to_string(config).map_err(|error| Failure::Invalid(error.to_string()))?;
        let json = c_text(&json)?;
        let (mut instance, mut error) = (std::ptr::null_mut(), PluginError::none());
        // SAFETY: the function belongs to a checked table; all three pointers live until it returns.
        let code = unsafe { (self.open)(json.as_ptr(), &raw mut instance, &raw mut error) };
        done(code, &mut error)?;
        Ok(Opened { library: self.clone(), instance })
    }
}

/// A library that is open for a school.
#[derive(Debug)]
pub struct Opened {
    library: Library,
    instance: *mut c_void,
}

#[derive(Deserialize)]
struct Listed {
    name: String,
}

impl Opened {
    /// The names of the tables it can hand over.
    ///
    /// # Errors
    /// When the library fails, or its list cannot be read.
    pub fn tables(&self) -> Result<Vec<String>, Failure> {
        let (mut json, mut error) = (std::ptr::null_mut::<c_char>(), PluginError::none());
        // SAFETY: the instance is open, the pointers live until the call returns.
        let code = unsafe { (self.library.tables)(self.instance, &raw mut json, &raw mut error) };
        done(code, &mut error)?;
        if json.is_null() {
            return Err(Failure::Invalid("the list of tables is missing".to_owned()));
        }
        // SAFETY: a returned text ends in a zero byte and lives until it is freed, which happens once, below.
        let text = unsafe { CStr::from_ptr(json) }.to_string_lossy().into_owned();
        // SAFETY: the text came from `tables` of the same library.
        unsafe { (self.library.free_text)(json) };
        let list: Vec<Listed> =
            serde_json::from_str(&text).map_err(|error| Failure::Invalid(format!("the list of tables: {error}")))?;
        Ok(list.into_iter().map(|table| table.name).collect())
    }

    /// Reads a table.
    ///
    /// # Errors
    /// When the library fails, panics, or gives a stream without a schema.
    pub fn read(&self, table: &str) -> Result<Stream, Failure> {
        let (name, request) = (c_text(table)?, c_text("{}")?);
        let (mut raw, mut error) = (FFI_ArrowArrayStream::empty(), PluginError::none());
        // SAFETY: the instance is open, the pointers live until the call returns, the stream is empty.
        let code = unsafe {
            (self.library.read)(self.instance, name.as_ptr(), request.as_ptr(), &raw mut raw, &raw mut error)
        };
        done(code, &mut error)?;
        Stream::new(raw)
    }
}

impl Drop for Opened {
    fn drop(&mut self) {
        // SAFETY: the instance is open and is closed once, here.
        unsafe { (self.library.close)(self.instance) }
    }
}

/// The rows of a table as batches that were validated.
#[derive(Debug)]
pub struct Stream {
    raw: FFI_ArrowArrayStream,
    schema: SchemaRef,
    ended: bool,
}

impl Stream {
    fn new(mut raw: FFI_ArrowArrayStream) -> Result<Stream, Failure> {
        let (Some(get_schema), Some(_), Some(_)) = (raw.get_schema, raw.get_next, raw.release) else {
            return Err(Failure::Invalid("the stream lacks a function, or was released already".to_owned()));
        };
        let mut schema = FFI_ArrowSchema::empty();
        // SAFETY: the stream is not released; the place for the schema lives until the call returns.
        let code = unsafe { get_schema(&raw mut raw, &raw mut schema) };
        if code != 0 {
            return Err(last_error(&mut raw, code));
        }
        let schema = Schema::try_from(&schema).map_err(|error| Failure::Invalid(format!("the schema: {error}")))?;
        Ok(Stream { raw, schema: Arc::new(schema), ended: false })
    }

    /// Names and types of the columns.
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    fn advance(&mut self) -> Result<Option<RecordBatch>, Failure> {
        let Some(get_next) = self.raw.get_next else { return Ok(None) };
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: the stream is not released; the place for the array lives until the call returns.
        let code = unsafe { get_next(&raw mut self.raw, &raw mut array) };
        if code != 0 {
            return Err(last_error(&mut self.raw, code));
        }
        if array.is_released() {
            return Ok(None);
        }
        // Arrow panics on some structures that do not fit what was announced.
        catch_unwind(AssertUnwindSafe(|| self.validated(array)))
            .unwrap_or_else(|_| Err(Failure::Invalid("its structure is not that of the announced columns".to_owned())))
    }

    fn validated(&self, array: FFI_ArrowArray) -> Result<Option<RecordBatch>, Failure> {
        let invalid = |error: arrow_schema::ArrowError| Failure::Invalid(error.to_string());
        let rows_type = DataType::Struct(self.schema.fields().clone());
        // SAFETY: the array is what the stream gave for this schema; its buffers are validated before anything reads a value.
        let data = unsafe { from_ffi_and_data_type(array, rows_type) }.map_err(invalid)?;
        data.validate_full().map_err(invalid)?;
        let rows = StructArray::from(data);
        if rows.null_count() > 0 {
            return Err(Failure::Invalid("a row as a whole is null".to_owned()));
        }
        let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
        let (_, columns, _) = rows.into_parts();
        RecordBatch::try_new_with_options(self.schema(), columns, &options).map(Some).map_err(invalid)
    }
}

impl Iterator for Stream {
    type Item = Result<RecordBatch, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.advance().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

/// # Safety
/// `pointer` is null or points at a text that ends in a zero byte and lives until we return.
unsafe fn constant(pointer: *const c_char) -> String {
    if pointer.is_null() {
        return "without a name".to_owned();
    }
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(pointer) }.to_string_lossy().chars().take(100).collect()
}

fn c_text(text: &str) -> Result<CString, Failure> {
    CString::new(text).map_err(|_| Failure::Invalid("a text with a zero byte cannot be passed on".to_owned()))
}

fn done(code: i32, error: &mut PluginError) -> Result<(), Failure> {
    if code == 0 {
        return Ok(());
    }
    let message = if error.message.is_null() {
        format!("it gave number {code} and no reason")
    } else {
        // SAFETY: the library filled the error with a text that ends in a zero byte; it is freed below.
        unsafe { CStr::from_ptr(error.message) }.to_string_lossy().into_owned()
    };
    if let Some(release) = error.release {
        // SAFETY: the function belongs to the side that filled the error, and is called once.
        unsafe { release(error) };
    }
    Err(if code == CODE_PANICKED { Failure::Panicked(message) } else { Failure::Failed(message) })
}

fn last_error(stream: &mut FFI_ArrowArrayStream, code: i32) -> Failure {
    let text = stream.get_last_error.map_or(std::ptr::null(), |get_last_error| {
        // SAFETY: the stream is not released; the text lives until the next call to the stream.
        unsafe { get_last_error(stream) }
    });
    if text.is_null() {
        return Failure::Failed(format!("it gave number {code} and no reason"));
    }
    // SAFETY: not null, so a text that ends in a zero byte and lives until the next call to the stream.
    let message = unsafe { CStr::from_ptr(text) }.to_string_lossy().into_owned();
    match message.split_once(PANIC_MARK) {
        Some((_, words)) => Failure::Panicked(words.to_owned()),
        None => Failure::Failed(message.strip_prefix("External error: ").unwrap_or(&message).to_owned()),
    }
}
