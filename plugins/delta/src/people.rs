//! Staff with their roles, students with their background and enrolments.

use std::collections::BTreeMap;

use schakel_plugin::model::check::{DecimalMark, parse_decimal};
use schakel_plugin::model::record::{Enrolment, Staff, StaffRole, Student, StudentBackground};
use schakel_plugin::{Datelike, Error, NaiveDate, Place, Result};

use crate::Delta;
use crate::ooapi::{Found, Person, PersonOfDelta};
use crate::words::{ENDED, FIRST_GENERATION, GENDERS, PRIOR, ROLES};

impl Delta {
    /// Persons of a kind, with what Delta keeps of them. Test accounts are `guest` and left out.
    fn persons<'p>(&'p self, kind: &'p str) -> impl Iterator<Item = (&'p Found<Person>, &'p PersonOfDelta)> {
        let of_kind = self.pages.persons.iter().filter(move |found| found.item.affiliations.iter().any(|a| a == kind));
        of_kind.filter_map(|found| Some((found, found.item.consumers.first()?)))
    }

    pub(crate) fn staff(&self) -> Result<Vec<Staff>> {
        self.persons("employee")
            .map(|(found, own)| {
                Ok(Staff {
                    staff_id: found.item.person_id.clone(),
                    school_id: self.school_id.clone(),
                    teaches: own.rollen.iter().any(|role| role.rol == "docent"),
                    course_alumnus: own.leergang_loopbaancoaching,
                    contract_class: contract_class(own.aanstelling.as_deref())
                        .place_with(|| format!("{}, item {}, aanstelling", found.file, found.number))?,
                    ..Staff::at(&found.file, found.number)
                })
            })
            .collect()
    }

    pub(crate) fn staff_roles(&self) -> Result<Vec<StaffRole>> {
        let mut roles = Vec::new();
        for (found, own) in self.persons("employee") {
            for role in &own.rollen {
                roles.push(StaffRole {
                    staff_id: found.item.person_id.clone(),
                    role: ROLES.code(&role.rol),
                    team_id: role.team.clone(),
                    subject: role.vak.clone(),
                    from: date(&role.van, found)?,
                    until: role.tot.as_deref().map(|text| date(text, found)).transpose()?,
                    guidance_hours: role.uren,
                    ..StaffRole::at(&found.file, found.number)
                });
            }
        }
        Ok(roles)
    }

    pub(crate) fn students(&self) -> Result<Vec<Student>> {
        self.persons("student")
            .map(|(found, _)| {
                let birth = found.item.date_of_birth.as_deref().map(|text| date(text, found)).transpose()?;
                Ok(Student {
                    student_id: found.item.person_id.clone(),
                    school_id: self.school_id.clone(),
                    birth_year: birth.map(|day| i64::from(day.year())),
                    ..Student::at(&found.file, found.number)
                })
            })
            .collect()
    }

    /// One row per year of enrolment; the facts themselves are those of today.
    pub(crate) fn student_backgrounds(&self) -> Result<Vec<StudentBackground>> {
        let students: BTreeMap<&str, _> =
            self.persons("student").map(|(found, own)| (found.item.person_id.as_str(), (found, own))).collect();
        let years = self.years();
        let mut rows = BTreeMap::new();
        for association in &self.pages.associations {
            let item = &association.item;
            let Some((found, own)) = students.get(item.person.as_str()) else { continue };
            let Some(year) = years.get(item.offering.as_str()) else { continue };
            rows.entry((item.person.as_str(), *year)).or_insert_with(|| StudentBackground {
                student_id: item.person.clone(),
                school_year: (*year).to_owned(),
                gender: GENDERS.code(found.item.gender.as_deref().unwrap_or("U")),
                ses_quintile: self.quintiles.of(own.postcodecijfers.as_deref()),
                first_generation: own.eerste_generatie.as_deref().and_then(|word| FIRST_GENERATION.optional(word)),
                prior_education: own.vooropleiding.as_deref().and_then(|word| PRIOR.optional(word)),
                provenance: "las".to_owned(),
                ..StudentBackground::at(&found.file, found.number)
            });
        }
        Ok(rows.into_values().collect())
    }

    pub(crate) fn enrolments(&self) -> Result<Vec<Enrolment>> {
        let offerings: BTreeMap<&str, _> =
            self.pages.offerings.iter().map(|found| (found.item.offering_id.as_str(), &found.item)).collect();
        let mut rows = Vec::new();
        for found in &self.pages.associations {
            let place = || format!("{}, item {}", found.file, found.number);
            let offering = offerings.get(found.item.offering.as_str());
            let offering =
                offering.ok_or_else(|| Error::new("its offering is not in programofferings.json")).place_with(place)?;
            let own = found.item.consumers.first();
            let own =
                own.ok_or_else(|| Error::new("expected `consumers` with the enrolment of Delta")).place_with(place)?;
            rows.push(Enrolment {
                enrolment_id: found.item.association_id.clone(),
                student_id: found.item.person.clone(),
                programme_id: offering.program.clone(),
                group_id: own.groep.clone(),
                year_level: own.leerjaar,
                school_year: offering.academic_session.clone(),
                from: date(&own.van, found)?,
                until: own.tot.as_deref().map(|text| date(text, found)).transpose()?,
                status: own.uitstroom.as_deref().map_or_else(|| "active".to_owned(), |word| ENDED.code(word)),
                on_reference_date: own.peildatum,
                ..Enrolment::at(&found.file, found.number)
            });
        }
        Ok(rows)
    }

    /// The school year of every offering.
    fn years(&self) -> BTreeMap<&str, &str> {
        let offerings = self.pages.offerings.iter().map(|found| &found.item);
        offerings.map(|item| (item.offering_id.as_str(), item.academic_session.as_str())).collect()
    }
}

/// A date in an item; an error names the file and the item, never the person.
fn date<T>(text: &str, found: &Found<T>) -> Result<NaiveDate> {
    text.parse().map_err(|_| Error::new(format!("{}, item {}: expected a date jjjj-mm-dd", found.file, found.number)))
}

/// The class of a contract in full-time equivalents, written with a decimal comma.
fn contract_class(fte: Option<&str>) -> Result<String> {
    let class = match fte.map(|text| parse_decimal(text, DecimalMark::Comma)) {
        None => "unknown",
        Some(None) => return Err(Error::new("expected a number with a decimal comma")),
        Some(Some(fte)) if fte < 0.5 => "lt_0_5",
        Some(Some(fte)) if fte <= 0.8 => "0_5_to_0_8",
        Some(Some(_)) => "gt_0_8",
    };
    Ok(class.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_of_half_or_four_fifths_is_in_the_middle_class() {
        let classes = [Some("0,4"), Some("0,5"), Some("0,8"), Some("1"), None].map(|fte| contract_class(fte).unwrap());
        assert_eq!(classes, ["lt_0_5", "0_5_to_0_8", "0_5_to_0_8", "gt_0_8", "unknown"]);
        assert!(contract_class(Some("voltijd")).is_err());
    }
}
