//! The register of guidance, and where students went: CSV files of the school.

use std::path::Path;

use schakel_plugin::model::codes;
use schakel_plugin::model::record::{GuidanceMoment, GuidanceMomentStaff, GuidanceMomentStudent, Transition};
use schakel_plugin::{Config, Error, Place, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Delta;
use crate::words::{FORMS, INITIATIVES, PLACES, PRESENCE, ROLES, TOPICS};

/// The rows of the register with their number in the file.
#[derive(Debug)]
pub(crate) struct Register {
    moments: Vec<(i64, Moment)>,
    participants: Vec<(i64, Participant)>,
    transitions: Vec<(i64, Destination)>,
}

/// A row of `momenten.csv`. Remarks are in the file; there is no field for them here, so they are never read.
#[derive(Debug, Deserialize)]
struct Moment {
    moment_id: String,
    datum: String,
    duur_min: Option<i64>,
    vorm: String,
    plaats: String,
    ingepland: String,
    onderwerpen: String,
    initiatief: String,
    begeleider_1: String,
    rol_1: String,
    begeleider_2: String,
    rol_2: String,
}

#[derive(Debug, Deserialize)]
struct Participant {
    moment_id: String,
    student: String,
    aanwezig: String,
    zinvol: String,
}

#[derive(Debug, Deserialize)]
struct Destination {
    student: String,
    association: String,
    jaar: i64,
    bestemming: String,
    niveau: String,
    na_een_jaar: Option<String>,
}

impl Register {
    pub(crate) fn read(config: &Config) -> Result<Register> {
        Ok(Register {
            moments: rows(config.file("moments")?, "momenten.csv")?,
            participants: rows(config.file("participants")?, "deelnemers.csv")?,
            transitions: rows(config.file("transitions")?, "uitstroom.csv")?,
        })
    }
}

/// The rows of a CSV file, each with its number as a spreadsheet shows it: the header is row 1.
fn rows<T: DeserializeOwned>(path: &Path, file: &str) -> Result<Vec<(i64, T)>> {
    let mut reader = csv::Reader::from_path(path).place(file)?;
    let numbered = reader.deserialize().zip(2..);
    numbered.map(|(row, number)| Ok((number, row.place_with(|| format!("{file}, row {number}"))?))).collect()
}

impl Delta {
    pub(crate) fn moments(&self) -> Result<Vec<GuidanceMoment>> {
        let moments = self.register.moments.iter();
        moments
            .map(|(row, moment)| {
                let no_date = |_| Error::new(format!("momenten.csv, row {row}, datum: expected a date jjjj-mm-dd"));
                Ok(GuidanceMoment {
                    moment_id: moment.moment_id.clone(),
                    school_id: self.school_id.clone(),
                    date: moment.datum.parse().map_err(no_date)?,
                    minutes: moment.duur_min,
                    form: FORMS.code(&moment.vorm),
                    setting: PLACES.code(&moment.plaats),
                    scheduled: moment.ingepland == "ja",
                    topics: TOPICS.set(moment.onderwerpen.split(';'), &codes::TOPIC),
                    initiative: INITIATIVES.optional(&moment.initiatief),
                    evidence: "registration".to_owned(),
                    ..GuidanceMoment::at("moments", *row)
                })
            })
            .collect()
    }

    /// One or two people guide; the program divides a moment equally between them.
    pub(crate) fn moment_staff(&self) -> Result<Vec<GuidanceMomentStaff>> {
        let mut rows = Vec::new();
        for (row, moment) in &self.register.moments {
            let guides = [(&moment.begeleider_1, &moment.rol_1), (&moment.begeleider_2, &moment.rol_2)];
            for (staff, role) in guides.into_iter().filter(|(_, role)| !role.is_empty()) {
                rows.push(GuidanceMomentStaff {
                    moment_id: moment.moment_id.clone(),
                    staff_id: (!staff.is_empty()).then(|| staff.clone()),
                    role: ROLES.code(role),
                    ..GuidanceMomentStaff::at("moments", *row)
                });
            }
        }
        Ok(rows)
    }

    pub(crate) fn moment_students(&self) -> Result<Vec<GuidanceMomentStudent>> {
        let participants = self.register.participants.iter();
        Ok(participants
            .map(|(row, participant)| GuidanceMomentStudent {
                moment_id: participant.moment_id.clone(),
                student_id: participant.student.clone(),
                present: PRESENCE.code(&participant.aanwezig),
                meaningful: match participant.zinvol.as_str() {
                    "ja" => Some(true),
                    "nee" => Some(false),
                    _ => None,
                },
                ..GuidanceMomentStudent::at("participants", *row)
            })
            .collect())
    }

    /// The file already has the codes of the model.
    pub(crate) fn transitions(&self) -> Result<Vec<Transition>> {
        let transitions = self.register.transitions.iter();
        Ok(transitions
            .map(|(row, went)| Transition {
                student_id: went.student.clone(),
                from_enrolment_id: went.association.clone(),
                reference_year: went.jaar,
                destination: went.bestemming.clone(),
                level_change: went.niveau.clone(),
                after_one_year: went.na_een_jaar.clone(),
                provenance: "school_aftercare".to_owned(),
                ..Transition::at("transitions", *row)
            })
            .collect())
    }
}
