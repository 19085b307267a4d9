//! A first native plugin: students and moments of guidance from two lists.

use schakel_plugin::model::record::{GuidanceMoment, GuidanceMomentStudent, Student};
use schakel_plugin::{Config, NaiveDate, Place, Plugin, Result, Tables, Words, export_plugin};

/// What the school calls the forms of guidance.
const FORMS: Words = Words::new(&[("gesprek", "individual_talk"), ("les", "lob_lesson"), ("bezoek", "company_visit")]);

/// The plugin, open for the school: both lists fit into memory.
#[derive(Debug)]
pub struct FirstPlugin {
    school_id: String,
    students: List,
    moments: List,
}

export_plugin!(FirstPlugin);

impl Plugin for FirstPlugin {
    fn open(config: &Config) -> Result<FirstPlugin> {
        Ok(FirstPlugin {
            school_id: config.school_id.clone(),
            students: List::read(config, "leerlingen")?,
            moments: List::read(config, "gesprekken")?,
        })
    }

    fn tables(&self, tables: &mut Tables<FirstPlugin>) {
        tables.rows(FirstPlugin::students).rows(FirstPlugin::moments).rows(FirstPlugin::moment_students);
    }
}

impl FirstPlugin {
    fn students(&self) -> Result<Vec<Student>> {
        self.students.rows(|row, [number, birth_year]| {
            Ok(Student {
                student_id: number.to_owned(),
                school_id: self.school_id.clone(),
                birth_year: number_or_none(birth_year)?,
                ..Student::at("leerlingen", row)
            })
        })
    }

    fn moments(&self) -> Result<Vec<GuidanceMoment>> {
        self.moments.rows(|row, [moment, date, minutes, form, _]| {
            Ok(GuidanceMoment {
                moment_id: moment.to_owned(),
                school_id: self.school_id.clone(),
                date: NaiveDate::parse_from_str(date, "%d-%m-%Y")?,
                minutes: number_or_none(minutes)?,
                form: FORMS.code(form),
                setting: "lob_hour".to_owned(),
                scheduled: true,
                evidence: "registration".to_owned(),
                ..GuidanceMoment::at("gesprekken", row)
            })
        })
    }

    fn moment_students(&self) -> Result<Vec<GuidanceMomentStudent>> {
        self.moments.rows(|row, [moment, _, _, _, student]| {
            Ok(GuidanceMomentStudent {
                moment_id: moment.to_owned(),
                student_id: student.to_owned(),
                present: "yes".to_owned(),
                ..GuidanceMomentStudent::at("gesprekken", row)
            })
        })
    }
}

/// A list with a header and a semicolon between the fields.
#[derive(Debug)]
struct List {
    name: &'static str,
    text: String,
}

impl List {
    fn read(config: &Config, name: &'static str) -> Result<List> {
        Ok(List { name, text: std::fs::read_to_string(config.file(name)?).place(name)? })
    }

    /// One record for each line below the header; an error names the list and the row.
    fn rows<'a, T, const FIELDS: usize>(
        &'a self,
        record: impl Fn(i64, [&'a str; FIELDS]) -> Result<T>,
    ) -> Result<Vec<T>> {
        let rows = self.text.lines().zip(1..).skip(1);
        rows.map(|(line, row)| {
            let place = || format!("{}, row {row}", self.name);
            let fields: Vec<&str> = line.split(';').collect();
            let fields = fields.try_into().ok().place_with(|| format!("{}, {FIELDS} fields", place()))?;
            record(row, fields).place_with(place)
        })
        .collect()
    }
}

fn number_or_none(text: &str) -> Result<Option<i64>> {
    Ok(if text.is_empty() { None } else { Some(text.parse()?) })
}
