//! Which name of the standard a name of a file or a column stands for.

use std::collections::BTreeMap;

use super::standard::{FILES, StandardColumn, StandardFile, file_alias};
use crate::known::{Likeness, Way, assign, misspelt, plain};

/// The file of the standard that `file` (such as `Enrollments_out.csv`) is.
pub(super) fn file(name: &str) -> Option<(&'static StandardFile, Likeness)> {
    let stem = name.get(..name.len().checked_sub(4)?).filter(|_| name.to_lowercase().ends_with(".csv"))?;
    let whole = plain(stem);
    if let Some(file) = FILES.iter().find(|file| plain(file.name) == whole) {
        return Some((file, Likeness::Same));
    }
    // Words that systems write before or behind the name (a date, `out`) do not count.
    let words: Vec<String> = stem.split(|c: char| !c.is_ascii_alphabetic()).map(plain).collect();
    let candidates: Vec<&String> = std::iter::once(&whole).chain(&words).filter(|word| word.len() >= 4).collect();
    let alias = candidates.iter().find_map(|word| file_alias(word));
    let equal = candidates.iter().find_map(|word| FILES.iter().find(|file| stem_of(file.name) == stem_of(word)));
    let misspelt = || candidates.iter().find_map(|word| FILES.iter().find(|file| misspelt(&plain(file.name), word)));
    alias.or(equal).or_else(misspelt).map(|file| (file, Likeness::Near))
}

/// For every header the column of the standard that it is; no column is given twice. What is `declared` goes before all names.
pub(super) fn columns<'c>(
    file: &StandardFile,
    headers: &[&str],
    standard: &'c [StandardColumn],
    declared: &BTreeMap<usize, &str>,
) -> Vec<Option<(&'c StandardColumn, Likeness)>> {
    let ending = common_ending(headers);
    let short = headers.iter().enumerate().map(|(at, header)| {
        let is_declared = || declared.values().any(|name| plain(name) == plain(header));
        match declared.get(&at) {
            Some(name) => *name,
            None if is_extension(header) || is_declared() => "",
            None => header.strip_suffix(ending).unwrap_or(header),
        }
    });
    let short: Vec<&str> = short.collect();
    let same: Way<'_, StandardColumn> = &|column, header| plain(column.name) == plain(header);
    let older: Way<'_, StandardColumn> = &|column, header| {
        (file.name, column.name, plain(header).as_str()) == ("demographics", "sourcedId", "usersourcedid")
    };
    let stem: Way<'_, StandardColumn> = &|column, header| stem_of(column.name) == stem_of(header);
    let near: Way<'_, StandardColumn> = &|column, header| misspelt(&plain(column.name), &plain(header));
    let school: Way<'_, StandardColumn> =
        &|column, header| [column.name, header].iter().all(|name| SCHOOL.contains(&stem_of(name).as_str()));
    let found = assign(&short, standard, &[same, older, stem, near, school]);
    let likeness = |at, way| match way == 0 && (ending.is_empty() || declared.contains_key(&at)) {
        true => Likeness::Same,
        false => Likeness::Near,
    };
    let found = found.into_iter().enumerate();
    found.map(|(at, found)| found.map(|(column, way)| (column, likeness(at, way)))).collect()
}

/// What a school goes by in the name of a reference: the standard itself has both of the first.
const SCHOOL: [&str; 4] = ["school", "org", "organisation", "organization"];

/// A column of a vendor: the standard says how its name begins.
fn is_extension(header: &str) -> bool {
    let header = header.to_lowercase();
    ["ext_", "ext.", "metadata.", "metadata_"].iter().any(|start| header.starts_with(start))
}

/// The ending that all headers have, such as `_cl`: a mark of the system that wrote them.
fn common_ending<'h>(headers: &[&'h str]) -> &'h str {
    let ending = headers.first().and_then(|first| first.rfind('_').map(|at| &first[at..])).unwrap_or_default();
    if headers.len() > 2 && headers.iter().all(|header| header.ends_with(ending)) { ending } else { "" }
}

/// A name without what systems vary: the plural, and `SourcedId` or `Id` behind a reference.
fn stem_of(name: &str) -> String {
    let name = plain(name);
    let singular = name.strip_suffix('s').unwrap_or(&name);
    let stem = ["sourcedid", "id"].iter().find_map(|ending| singular.strip_suffix(ending));
    stem.filter(|stem| !stem.is_empty()).unwrap_or(singular).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::standard::Version;
    use super::*;

    fn taken(file: &str, headers: &[&str]) -> Vec<&'static str> {
        let file = StandardFile::named(file).unwrap();
        let standard = file.columns(Version::V1_1);
        let found = columns(file, headers, &standard, &BTreeMap::new());
        found.into_iter().map(|found| found.map_or("", |(column, _)| column.name)).collect()
    }

    #[test]
    fn files_are_known_by_their_name_whatever_stands_around_it() {
        let name = |name| file(name).map(|(file, likeness)| (file.name, likeness));
        assert_eq!(name("users.csv"), Some(("users", Likeness::Same)));
        assert_eq!(name("Academic_Sessions.CSV"), Some(("academicSessions", Likeness::Same)));
        assert_eq!(name("Enrollments_out.csv"), Some(("enrollments", Likeness::Near)));
        assert_eq!(name("enrolments.csv"), Some(("enrollments", Likeness::Near)));
        assert_eq!(name("Schools.csv"), Some(("orgs", Likeness::Near)));
        assert_eq!(name("2025-09-01 Class.csv"), Some(("classes", Likeness::Near)));
        assert_eq!([name("manifest.csv"), name("prijzen.csv"), name("users.txt"), name("é.csv")], [None; 4]);
    }

    #[test]
    fn columns_are_known_without_case_and_separators_and_then_by_the_nearest_name() {
        assert_eq!(
            taken("enrollments", &["EnrollmentId", "SOURCED_ID", "datLastModified", "UserId", "ClassId", "BeginDate"]),
            ["", "sourcedId", "dateLastModified", "userSourcedId", "classSourcedId", "beginDate"]
        );
    }

    #[test]
    fn an_equal_name_goes_before_a_near_one_wherever_it_stands() {
        assert_eq!(taken("users", &["userId", "userIds", "orgId", "ext_role"]), ["", "userIds", "orgSourcedIds", ""]);
    }

    #[test]
    fn an_ending_that_all_headers_have_is_not_part_of_the_names() {
        assert_eq!(
            taken("classes", &["classId_cl", "sourcedId_cl", "classCode_cl", "term_cl", "orgId_cl"]),
            ["", "sourcedId", "classCode", "termSourcedIds", "schoolSourcedId"]
        );
    }
}
