//! Moments of guidance, from the statements.

use schakel_plugin::Result;
use schakel_plugin::model::codes;
use schakel_plugin::model::record::{GuidanceMoment, GuidanceMomentStaff, GuidanceMomentStudent};

use crate::Kompas;
use crate::words::{FORMS, INITIATIVES, PLACES, PLATFORMS, ROLES, TOPICS};

impl Kompas {
    pub(crate) fn moments(&self) -> Result<Vec<GuidanceMoment>> {
        let moments = self.moments.iter();
        Ok(moments
            .map(|moment| GuidanceMoment {
                moment_id: moment.id.clone(),
                school_id: self.school_id.clone(),
                date: moment.date,
                minutes: moment.minutes,
                form: FORMS.code(&moment.form),
                setting: PLACES.code(&moment.details.plaats),
                scheduled: moment.details.ingepland,
                topics: TOPICS.set(moment.details.onderwerpen.iter().map(String::as_str), &codes::TOPIC),
                initiative: moment.details.initiatief.as_deref().and_then(|word| INITIATIVES.optional(word)),
                evidence: PLATFORMS.code(&moment.platform),
                ..GuidanceMoment::at("statements", moment.row)
            })
            .collect())
    }

    pub(crate) fn moment_staff(&self) -> Result<Vec<GuidanceMomentStaff>> {
        let mut rows = Vec::new();
        for moment in &self.moments {
            rows.extend(moment.guides.iter().map(|(staff, role)| GuidanceMomentStaff {
                moment_id: moment.id.clone(),
                staff_id: Some(staff.clone()),
                role: role.as_deref().map_or_else(|| "unknown".to_owned(), |role| ROLES.code(role)),
                ..GuidanceMomentStaff::at("statements", moment.row)
            }));
        }
        Ok(rows)
    }

    pub(crate) fn moment_students(&self) -> Result<Vec<GuidanceMomentStudent>> {
        let mut rows = Vec::new();
        for moment in &self.moments {
            rows.extend(moment.students.iter().map(|attendance| GuidanceMomentStudent {
                moment_id: moment.id.clone(),
                student_id: attendance.student.clone(),
                present: if attendance.present { "yes" } else { "no" }.to_owned(),
                meaningful: attendance.meaningful,
                ..GuidanceMomentStudent::at("statements", attendance.row)
            }));
        }
        Ok(rows)
    }
}
