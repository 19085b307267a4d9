//! The files and columns of OneRoster 1.1 and 1.2, under the spelling of the standard.

/// A version of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V1_1,
    V1_2,
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Version::V1_1 => "1.1",
            Version::V1_2 => "1.2",
        })
    }
}

/// A file of the standard.
#[derive(Debug)]
pub(super) struct StandardFile {
    /// Its name without `.csv`, which is the name of its table too.
    pub(super) name: &'static str,
    /// The columns behind `sourcedId`, `status` and `dateLastModified`. A `!` marks one that must be there, a `-` one
    /// that only version 1.1 has, a `+` one that only 1.2 has.
    columns: &'static str,
}

/// Columns that every file has.
const OF_ALL: &str = "!sourcedId status dateLastModified";

/// The files, in the order in which they are read.
pub(super) const FILES: [StandardFile; 18] = [
    file("academicSessions", "!title !type !startDate !endDate parentSourcedId !schoolYear"),
    file("orgs", "!name !type identifier parentSourcedId"),
    file("courses", "schoolYearSourcedId !title courseCode grades !orgSourcedId subjects subjectCodes"),
    file(
        "classes",
        "!title grades !courseSourcedId classCode !classType location !schoolSourcedId !termSourcedIds subjects \
         subjectCodes periods +resources",
    ),
    file(
        "users",
        "!enabledUser -!orgSourcedIds -!role !username userIds !givenName !familyName middleName identifier email sms \
         phone agentSourcedIds grades password +userMasterIdentifier +resourceSourcedIds +preferredGivenName \
         +preferredMiddleName +preferredFamilyName +primaryOrgSourcedId +pronouns",
    ),
    file("roles", "!userSourcedId !roleType !role beginDate endDate !orgSourcedId userProfileSourcedId"),
    file("enrollments", "!classSourcedId !schoolSourcedId !userSourcedId !role primary beginDate endDate"),
    file(
        "demographics",
        "birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican nativeHawaiianOrOtherPacificIslander \
         white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation \
         cityOfBirth publicSchoolResidenceStatus",
    ),
    file(
        "userProfiles",
        "!userSourcedId !profileType !vendorId applicationId description !credentialType !username password",
    ),
    file("userResources", "!userSourcedId orgSourcedId classSourcedId !resourceSourcedId"),
    file("resources", "!vendorResourceId title roles importance vendorId applicationId"),
    file("courseResources", "title !courseSourcedId !resourceSourcedId"),
    file("classResources", "title !classSourcedId !resourceSourcedId"),
    file("categories", "!title +weight"),
    file(
        "lineItems",
        "!title description !assignDate !dueDate !classSourcedId !categorySourcedId -!gradingPeriodSourcedId \
         resultValueMin resultValueMax +!schoolSourcedId +academicSessionSourcedId +scoreScaleSourcedId",
    ),
    file(
        "results",
        "!lineItemSourcedId !studentSourcedId !scoreStatus score !scoreDate comment +classSourcedId +textScore \
         +scoreScaleSourcedId +inProgress +incomplete +late +missing",
    ),
    file("scoreScales", "!title !type !orgSourcedId courseSourcedId !classSourcedId !scoreScaleValue"),
    file("lineItemScoreScales", "!lineItemSourcedId !scoreScaleSourcedId"),
];

/// Other names under which a file goes.
const ALIASES: [(&str, &str); 4] =
    [("class", "classes"), ("schools", "orgs"), ("persons", "users"), ("terms", "academicSessions")];

const fn file(name: &'static str, columns: &'static str) -> StandardFile {
    StandardFile { name, columns }
}

/// A column of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct StandardColumn {
    pub(super) name: &'static str,
    pub(super) required: bool,
}

impl StandardFile {
    /// The file of this exact name.
    pub(super) fn named(name: &str) -> Option<&'static StandardFile> {
        FILES.iter().find(|file| file.name == name)
    }

    /// Its columns in a version, in the order of the standard.
    pub(super) fn columns(&self, version: Version) -> Vec<StandardColumn> {
        let words = OF_ALL.split_whitespace().chain(self.columns.split_whitespace());
        let of_version = words.filter_map(|word| match word.strip_prefix(['-', '+']) {
            Some(rest) => (word.starts_with('-') == (version == Version::V1_1)).then_some(rest),
            None => Some(word),
        });
        of_version
            .map(|word| match word.strip_prefix('!') {
                Some(name) => StandardColumn { name, required: true },
                None => StandardColumn { name: word, required: false },
            })
            .collect()
    }

    /// Whether its rows are persons or what belongs to one.
    pub(super) fn of_persons(&self) -> bool {
        matches!(self.name, "users" | "userProfiles" | "demographics" | "roles")
    }
}

/// The file that another name stands for.
pub(super) fn file_alias(plain: &str) -> Option<&'static StandardFile> {
    ALIASES.iter().find(|(alias, _)| *alias == plain).and_then(|(_, name)| StandardFile::named(name))
}

/// Columns that name persons, reach them or open their accounts: nobody needs them to count.
pub(super) const IDENTIFYING: [&str; 14] = [
    "username",
    "userIds",
    "givenName",
    "familyName",
    "middleName",
    "preferredGivenName",
    "preferredMiddleName",
    "preferredFamilyName",
    "userMasterIdentifier",
    "email",
    "sms",
    "phone",
    "password",
    "pronouns",
];

/// Columns that hold a date.
pub(super) const DATES: [&str; 7] =
    ["startDate", "endDate", "beginDate", "birthDate", "assignDate", "dueDate", "scoreDate"];
/// The column that holds a moment.
pub(super) const MOMENT: &str = "dateLastModified";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_decides_where_the_role_of_a_person_stands() {
        let users = StandardFile::named("users").unwrap();
        let has = |version, name| users.columns(version).iter().any(|column| column.name == name);
        assert!(has(Version::V1_1, "role") && !has(Version::V1_2, "role"));
        assert!(has(Version::V1_2, "primaryOrgSourcedId") && !has(Version::V1_1, "primaryOrgSourcedId"));
    }
}
