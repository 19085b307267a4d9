//! A plugin as its author writes it, seen through the border as the program sees it.

#![allow(clippy::panic, reason = "a plugin that panics is what is tested")]

use schakel_plugin::model::record::{GuidanceMoment, Student};
use schakel_plugin::{BATCH_ROWS, Config, Error, NaiveDate, Plugin, Result, Rows, Tables, harness};
use serde::{Deserialize, Serialize};

#[derive(Debug)]
struct Demo {
    school_id: String,
    students: usize,
}

/// A table of the plugin's own.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Lesson {
    name: String,
    hours: Option<f64>,
    source_row: i64,
}

impl Plugin for Demo {
    fn open(config: &Config) -> Result<Demo> {
        let students = config.setting("students")?.unwrap_or(2);
        if students == 0 {
            return Err(Error::new("no students"));
        }
        Ok(Demo { school_id: config.school_id.clone(), students })
    }

    fn tables(&self, tables: &mut Tables<Demo>) {
        tables
            .stream(Demo::students)
            .rows(Demo::moments)
            .own("lesson", |_| Ok(vec![Lesson { name: "LOB".to_owned(), hours: None, source_row: 4 }]))
            .own::<Lesson>("broken", |_| panic!("a table without a bottom"))
            .batches("dropped", |_| Ok(Box::new(PanicsWhenDropped)));
    }
}

impl Demo {
    fn students(&self) -> Result<Rows<Student>> {
        let school_id = self.school_id.clone();
        Ok(Box::new((1..=self.students as i64).map(move |row| {
            if row == 30_000 {
                panic!("row {row}");
            }
            let birth_year = (row % 2 == 0).then_some(2008);
            Ok(Student {
                student_id: format!("s{row}"),
                school_id: school_id.clone(),
                birth_year,
                ..Student::at("students", row)
            })
        })))
    }

    fn moments(&self) -> Result<Vec<GuidanceMoment>> {
        let date = NaiveDate::from_ymd_opt(2025, 11, 4).unwrap_or_default();
        Ok(vec![GuidanceMoment {
            moment_id: "m1".to_owned(),
            date,
            scheduled: true,
            ..GuidanceMoment::at("moments", 1)
        }])
    }
}

struct PanicsWhenDropped;

impl Drop for PanicsWhenDropped {
    fn drop(&mut self) {
        panic!("while cleaning up");
    }
}

impl Iterator for PanicsWhenDropped {
    type Item = std::result::Result<arrow_array::RecordBatch, arrow_schema::ArrowError>;
    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}

impl arrow_array::RecordBatchReader for PanicsWhenDropped {
    fn schema(&self) -> arrow_schema::SchemaRef {
        std::sync::Arc::new(arrow_schema::Schema::empty())
    }
}

fn open(students: usize) -> Result<harness::Harness> {
    let mut config = harness::config("delta", &[]);
    config.settings.insert("students".to_owned(), students.into());
    harness::open::<Demo>(config)
}

#[test]
fn records_arrive_as_they_were_written() {
    let plugin = open(2).unwrap();
    assert_eq!(plugin.tables().unwrap(), ["student", "guidance_moment", "lesson", "broken", "dropped"]);
    let students: Vec<Student> = plugin.records().unwrap();
    assert_eq!(students[1].student_id, "s2");
    assert_eq!((students[0].birth_year, students[1].birth_year), (None, Some(2008)));
    assert_eq!((students[1].source_id.as_deref(), students[1].source_row), (Some("students"), Some(2)));
    let moments: Vec<GuidanceMoment> = plugin.records().unwrap();
    assert_eq!((moments[0].date.to_string().as_str(), moments[0].scheduled), ("2025-11-04", true));
}

#[test]
fn a_table_of_the_model_has_the_columns_that_the_program_expects() {
    use schakel_plugin::model::Record;
    let batches = open(1).unwrap().batches("student").unwrap();
    assert_eq!(batches[0].schema(), Student::table().author_schema());
}

#[test]
fn a_long_table_travels_in_batches_that_keep_the_order() {
    let plugin = open(2 * BATCH_ROWS + 5).unwrap();
    let sizes: Vec<usize> = plugin.batches("student").unwrap().iter().map(|batch| batch.num_rows()).collect();
    assert_eq!(sizes, [BATCH_ROWS, BATCH_ROWS, 5]);
    let students: Vec<Student> = plugin.records().unwrap();
    assert!(students.iter().zip(1..).all(|(student, row)| student.source_row == Some(row)));
}

#[test]
fn a_table_of_its_own_has_the_fields_of_its_type() {
    let batches = open(1).unwrap().batches("lesson").unwrap();
    let lessons: Vec<Lesson> = serde_arrow::from_record_batch(&batches[0]).unwrap();
    assert_eq!(lessons, [Lesson { name: "LOB".to_owned(), hours: None, source_row: 4 }]);
}

#[test]
fn an_error_crosses_the_border_in_its_own_words() {
    assert_eq!(open(0).unwrap_err().to_string(), "no students");
    assert_eq!(open(1).unwrap().batches("teacher").unwrap_err().to_string(), "this plugin has no table `teacher`");
}

#[test]
fn no_panic_crosses_the_border() {
    let in_the_middle = open(40_000).unwrap().batches("student").unwrap_err();
    assert_eq!(in_the_middle.to_string(), "panic: row 30000");
    let at_once = open(1).unwrap().batches("broken").unwrap_err();
    assert_eq!(at_once.to_string(), "panic: a table without a bottom");
    assert_eq!(open(1).unwrap().batches("dropped").unwrap(), []);
}
