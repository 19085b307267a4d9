//! The plugin host: the process in which a native library runs.

#![allow(unsafe_code, reason = "opening a library runs its code; that is what this process exists for")]

use std::io::{self, BufWriter, Write};
use std::path::Path;

use arrow_ipc::writer::StreamWriter;
use libloading::Library as SystemLibrary;
use schakel_plugin::abi::{EntryPoint, SYMBOL};
use schakel_plugin::import::{Failure, Library, Opened, Unusable};

use super::contents::MOST_TABLES;
use super::os::{self, Bounds, Held};
use super::protocol::{Frame, Loaded, Refusal, Request, RowWriter, Totals};

/// Code with which the host ends when the run did not go well. What happened has been told before.
const FAILED: i32 = 3;

/// Runs the plugin host: reads a request from standard input, draws the bounds, opens the library and streams its tables to standard output.
///
/// This is what the hidden subcommand `plugin-host` calls, first thing and before any thread is started. Returns the exit code.
pub fn host_main() -> i32 {
    os::close_inherited();
    let Ok(out) = os::take_stdout() else { return FAILED };
    let mut out = BufWriter::new(out);
    let code = match run(&mut out) {
        Ok(()) => 0,
        Err(Stop::Refused(refusal)) => {
            // When the program no longer listens, there is nobody left to tell.
            let _ = Frame::Failed(refusal).write(&mut out);
            FAILED
        }
        Err(Stop::Unheard) => FAILED,
    };
    if out.flush().is_ok() { code } else { FAILED }
}

/// Why a run ends early.
enum Stop {
    /// The program is told.
    Refused(Refusal),
    /// The program no longer listens.
    Unheard,
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Stop {
        Stop::Unheard
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Stop {
        Stop::Refused(refusal)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Refused(match failure {
            Failure::Failed(message) => Refusal::Failed(cut(message)),
            Failure::Panicked(words) => Refusal::Panicked(cut(words)),
            Failure::Invalid(what) => Refusal::Invalid(cut(what)),
        })
    }
}

/// So much of a text of the library as fits into a frame; the program shows less of it.
fn cut(text: String) -> String {
    const LONGEST: usize = 4_000;
    if text.len() > LONGEST { text.chars().take(LONGEST).collect() } else { text }
}

impl From<Unusable> for Stop {
    fn from(unusable: Unusable) -> Stop {
        Stop::Refused(match unusable {
            Unusable::NotAPlugin => Refusal::NotAPlugin,
            Unusable::OtherAbi { name, library, program } => Refusal::OtherAbi { name, library, program },
            Unusable::Incomplete { what } => Refusal::Incomplete(what.to_owned()),
        })
    }
}

fn run(out: &mut impl Write) -> Result<(), Stop> {
    let request: Request =
        serde_json::from_reader(io::stdin().lock()).map_err(|error| Refusal::Host(format!("the request: {error}")))?;
    let held = os::hold(&request.library).map_err(|error| Refusal::CannotLoad(error.to_string()))?;
    if held.sha256 != request.sha256 {
        return Err(Refusal::Changed.into());
    }
    let bounds = Bounds {
        memory_bytes: request.memory_bytes,
        cpu_seconds: request.cpu_seconds,
        readable: request.readable,
        parent: request.parent,
    };
    send(out, &Frame::Bounded(os::confine(&bounds)))?;
    let library = load(&held, &request.library)?;
    send(out, &Frame::Loaded(Loaded { name: library.name().to_owned(), version: library.version().to_owned() }))?;
    let opened = library.open(&request.config)?;
    // One name more than may be: enough for the program to refuse the list.
    let tables: Vec<String> = opened.tables()?.into_iter().take(MOST_TABLES + 1).map(cut).collect();
    send(out, &Frame::Tables(tables.clone()))?;
    let mut totals = Totals::default();
    for table in tables {
        let rows = hand_over(&opened, table, out)?;
        totals = Totals { tables: totals.tables + 1, rows: totals.rows + rows };
    }
    // Before the end is told: a library that crashes while closing has not done well.
    drop(opened);
    send(out, &Frame::Done(totals))
}

fn load(held: &Held, file: &Path) -> Result<Library, Stop> {
    // SAFETY: this runs the library's own start-up code, behind the bounds just drawn.
    let loaded = unsafe { SystemLibrary::new(&held.path) }
        .map_err(|error| Refusal::CannotLoad(reason(&error, &held.path, file)))?;
    // Never unloaded: its functions and constants are in use until the process ends.
    let loaded: &'static SystemLibrary = Box::leak(Box::new(loaded));
    // SAFETY: a library that exports this name promises this type; one that breaks the promise ends this process only.
    let entry = unsafe { loaded.get::<EntryPoint>(SYMBOL) }.map_err(|_| Refusal::NotAPlugin)?;
    // SAFETY: as above.
    let table = unsafe { entry() };
    // SAFETY: the table comes from the exported function, and the library stays loaded.
    Ok(unsafe { Library::check(table) }?)
}

/// The system's own words, which stand in the source of libloading's error; the library by its name only.
fn reason(error: &libloading::Error, held: &Path, file: &Path) -> String {
    let words = std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string);
    match file.file_name() {
        Some(name) => words.replace(&*held.to_string_lossy(), &name.to_string_lossy()),
        None => words,
    }
}

fn hand_over(opened: &Opened, table: String, out: &mut impl Write) -> Result<u64, Stop> {
    send(out, &Frame::Table(table.clone()))?;
    let stream = opened.read(&table)?;
    let mut rows = 0;
    let mut writer = StreamWriter::try_new(RowWriter::new(out), &stream.schema()).map_err(not_written)?;
    for batch in stream {
        let batch = batch?;
        rows += batch.num_rows() as u64;
        writer.write(&batch).map_err(not_written)?;
    }
    writer.finish().map_err(not_written)?;
    writer.flush().map_err(not_written)?;
    drop(writer);
    send(out, &Frame::TableEnd(rows))?;
    Ok(rows)
}

fn not_written(error: arrow_schema::ArrowError) -> Stop {
    match error {
        arrow_schema::ArrowError::IoError(..) => Stop::Unheard,
        other => Refusal::Invalid(other.to_string()).into(),
    }
}

fn send(out: &mut impl Write, frame: &Frame) -> Result<(), Stop> {
    frame.write(out)?;
    out.flush()?;
    Ok(())
}
