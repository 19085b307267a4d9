//! A native plugin that misbehaves in the way its setting `behaviour` names. Without one it is a good plugin with 20,000 students.

#![allow(clippy::panic, reason = "a panic is one of the ways to misbehave")]

mod attacks;
#[cfg(target_os = "linux")]
pub mod attempts;
mod lies;
mod raw;

pub use raw::LIES;

use schakel_plugin::abi::PluginTable;
use schakel_plugin::model::record::Student;
use schakel_plugin::{Config, Error, Plugin, Result, Rows, Tables};

/// How many students the plugin hands over: more than two batches.
pub const STUDENTS: i64 = 20_000;

/// The row in which it misbehaves: in the second batch.
const MOMENT: i64 = 10_000;

/// Other ways to misbehave, by their names.
pub const BEHAVIOURS: &[&str] = &[
    "fail while opening",
    "panic while opening",
    "fail while reading",
    "fail in the middle",
    "fail with a zero byte",
    "panic in the middle",
    "crash",
    "crash while closing",
    "abort",
    "stack",
    "exit",
    "loop",
    "hang",
    "slow",
    "flood",
    "memory",
    "shared memory",
    "threads left running",
    "threads without end",
    "print without end",
    "error without end",
    "garbage",
    "announce a giant",
    "close the pipe",
    "take back the end",
    "table twice",
    "table without a name",
    "table of the program",
    "tables without end",
    "wrong types",
    "nested types",
    "dictionary",
    "columns without end",
    "name without end",
    "text without end",
    "empty batches without end",
    "many small batches",
    "text that is none",
    "lengths that lie",
    "other columns than announced",
];

/// The plugin, open for a school.
#[derive(Debug)]
pub struct Hostile {
    behaviour: String,
    config: Config,
}

/// What `export_plugin!` writes, with the one function that can lie below Arrow's own types in place of the honest one.
static TABLE: PluginTable = PluginTable {
    read: Some(raw::read),
    ..schakel_plugin::export::plugin_table::<Hostile>(
        concat!(env!("CARGO_PKG_NAME"), "\0"),
        concat!(env!("CARGO_PKG_VERSION"), "\0"),
    )
};

#[allow(unsafe_code, reason = "the symbol by which a plugin is found")]
#[unsafe(no_mangle)]
extern "C" fn schakel_plugin() -> *const PluginTable {
    &TABLE
}

impl Plugin for Hostile {
    fn open(config: &Config) -> Result<Hostile> {
        let behaviour: String = config.setting("behaviour")?.unwrap_or_default();
        raw::remember(&behaviour);
        match behaviour.as_str() {
            "fail while opening" => Err(Error::new("studenten.csv, row 3: expected 7 fields, found 2")),
            "panic while opening" => panic!("no students at all"),
            _ => Ok(Hostile { behaviour, config: config.clone() }),
        }
    }

    fn tables(&self, tables: &mut Tables<Hostile>) {
        match self.behaviour.as_str() {
            "table twice" => tables.stream(Hostile::students).stream(Hostile::students),
            "table without a name" => tables.batches("../../secrets", |_| Ok(lies::empty())),
            "table of the program" => tables.batches("load_run", |_| Ok(lies::empty())),
            "wrong types" => tables.batches("student", |_| Ok(lies::wrong_types())),
            "columns without end" => tables.batches("lesson", |_| Ok(lies::many_columns())),
            "name without end" => tables.batches("lesson", |_| Ok(lies::long_name())),
            "dictionary" => tables.batches("lesson", |_| Ok(lies::dictionary())),
            "empty batches without end" => tables.batches("lesson", |_| Ok(lies::batches(0, u64::MAX))),
            "many small batches" => tables.batches("lesson", |_| Ok(lies::batches(1, 100_001))),
            "text without end" => tables.batches("lesson", |_| Ok(lies::long_text())),
            "tables without end" => many_tables(tables),
            "nested types" => tables.batches("lesson", |_| Ok(lies::nested())),
            "text that is none" => tables.batches("lesson", |_| Ok(lies::invalid_text())),
            "lengths that lie" => tables.batches("lesson", |_| Ok(lies::wrong_offsets())),
            "other columns than announced" => tables.batches("lesson", |_| Ok(lies::other_columns())),
            _ => tables.stream(Hostile::students),
        };
    }
}

fn many_tables(tables: &mut Tables<Hostile>) -> &mut Tables<Hostile> {
    (0..20_000).fold(tables, |tables, n| tables.batches(&format!("{n:0200}"), |_| Ok(lies::empty())))
}

impl Hostile {
    fn students(&self) -> Result<Rows<Student>> {
        if self.behaviour == "fail while reading" {
            return Err(Error::new("studenten.csv: the file is empty"));
        }
        let (behaviour, config) = (self.behaviour.clone(), self.config.clone());
        let last = if behaviour == "flood" { i64::MAX } else { STUDENTS };
        Ok(Box::new((1..=last).map(move |row| {
            if row == MOMENT {
                attacks::carry_out(&behaviour, &config)?;
            }
            let student_id = match behaviour.as_str() {
                // So that a test can look for the process.
                "threads left running" => format!("p{}", std::process::id()),
                _ => format!("s{row:08}"),
            };
            Ok(Student { student_id, ..Student::at("students", row) })
        })))
    }
}

impl Drop for Hostile {
    fn drop(&mut self) {
        if self.behaviour == "crash while closing" {
            attacks::crash();
        }
    }
}
