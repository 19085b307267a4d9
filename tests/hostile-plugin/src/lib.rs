//! A native plugin that misbehaves in the way its setting `behaviour` names. Without one it is a good plugin with 20,000 students.

#![allow(clippy::panic, reason = "a panic is one of the ways to misbehave")]

mod attacks;
mod lies;

use schakel_plugin::model::record::Student;
use schakel_plugin::{Config, Error, Plugin, Result, Rows, Tables, export_plugin};

/// How many students the plugin hands over: more than two batches.
pub const STUDENTS: i64 = 20_000;

/// The row in which it misbehaves: in the second batch.
const MOMENT: i64 = 10_000;

/// The plugin, open for a school.
#[derive(Debug)]
pub struct Hostile {
    behaviour: String,
    config: Config,
}

export_plugin!(Hostile);

impl Plugin for Hostile {
    fn open(config: &Config) -> Result<Hostile> {
        let behaviour: String = config.setting("behaviour")?.unwrap_or_default();
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
            "nested types" => tables.batches("lesson", |_| Ok(lies::nested())),
            "text that is none" => tables.batches("lesson", |_| Ok(lies::invalid_text())),
            "lengths that lie" => tables.batches("lesson", |_| Ok(lies::wrong_offsets())),
            "other columns than announced" => tables.batches("lesson", |_| Ok(lies::other_columns())),
            _ => tables.stream(Hostile::students),
        };
    }
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
            Ok(Student { student_id: format!("s{row:08}"), ..Student::at("students", row) })
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
