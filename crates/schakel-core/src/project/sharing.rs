//! What a school shares with the research team, and what that team gathers.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::read::section;
use super::toml_fields::{Fields, Reader};

/// `[share]`: to whom a school shares, and who must confirm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Public key of the research team, `age1…`.
    pub research_key: String,
    /// The agreement under which the school shares.
    pub agreement: String,
    /// How many persons must confirm.
    pub confirmations: u32,
    /// Whether rows of persons are shared too.
    pub microdata: bool,
}

/// `[collect]`: how the research team reads packages, and how it knows of which school they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Collect {
    /// File with the secret key of the research team, as written.
    pub identity: Option<String>,
    /// The public keys of the schools, `ed25519:…`, by alias.
    pub keys: BTreeMap<String, String>,
}

pub(super) fn share_section(reader: &mut Reader<'_>, document: &DeTable<'_>) -> Option<Share> {
    let (at, table) = section(reader, document, "share")?;
    let mut fields = Fields::new("[share]", at, table);
    let research_key = fields.required(reader, "research_key");
    let agreement = fields.required(reader, "agreement");
    let confirmations = fields.whole(reader, "confirmations", 1, 2).unwrap_or(1);
    let microdata = fields.flag(reader, "microdata").unwrap_or(false);
    fields.finish(reader);
    if let Some((key, at)) = &research_key
        && !is_key(key, "age1", 58, |c| c.is_ascii_lowercase() || c.is_ascii_digit())
    {
        let hint = "Copy what `schakel keys --research` prints at the research team.";
        reader.fault(*at, "`research_key` is not a public key of age1 and 58 characters", Some(hint.to_owned()));
    }
    Some(Share { research_key: research_key?.0, agreement: agreement?.0, confirmations, microdata })
}

pub(super) fn collect_section(reader: &mut Reader<'_>, document: &DeTable<'_>) -> Option<Collect> {
    let (at, table) = section(reader, document, "collect")?;
    let mut fields = Fields::new("[collect]", at, table);
    let identity = fields.text(reader, "identity").map(|(identity, _)| identity);
    let written = fields.texts(reader, "keys");
    fields.finish(reader);
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    for (alias, key, at) in written {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if !(1..=40).contains(&alias.len()) || !alias.chars().all(fits) {
            reader.fault(at, format!("the alias `{alias}` is not 1 to 40 letters, digits, `-` or `_`"), None);
        }
        // The alias is the name of a folder, and not every system tells `a` from `A` there.
        if keys.keys().any(|other| other.eq_ignore_ascii_case(&alias)) {
            reader.fault(at, format!("the alias `{alias}` differs from another in capitals only"), None);
        }
        if !is_key(&key, "ed25519:", 64, |c| matches!(c, '0'..='9' | 'a'..='f')) {
            let message = format!("`{alias}` is not a public key of ed25519: and 64 hexadecimal digits");
            reader.fault(at, message, Some("Copy what `schakel keys` prints at the school.".to_owned()));
        }
        keys.insert(alias, key);
    }
    Some(Collect { identity, keys })
}

/// Whether a text has the form of a key: a prefix and so many characters.
fn is_key(text: &str, prefix: &str, length: usize, fits: impl Fn(char) -> bool) -> bool {
    text.strip_prefix(prefix).is_some_and(|rest| rest.len() == length && rest.chars().all(fits))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::project::Project;

    const PROJECT: &str =
        "[project]\nid = \"zes\"\nname = \"Zes\"\nschool_year = \"2025-2026\"\nreport_date = 2026-06-15\n";
    const SCHOOL: &str = "[[school]]\nid = \"delta\"\nplugin = \"p\"\ndata = \"d\"\n";

    fn read(text: &str) -> Result<Project, Vec<String>> {
        let read = Project::parse(&format!("{PROJECT}{text}"), "schakel.toml", Path::new("."), &[]);
        read.map_err(|problems| problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_school_shares_to_one_research_team_and_one_person_confirms_unless_two_are_asked() {
        let share =
            format!("{SCHOOL}[share]\nresearch_key = \"age1{}\"\nagreement = \"Afspraak 12\"\n", "q".repeat(58));
        let of = |text: &str| read(text).unwrap().share.unwrap();
        assert_eq!((of(&share).confirmations, of(&share).agreement.as_str()), (1, "Afspraak 12"));
        assert_eq!(of(&format!("{share}confirmations = 2\n")).confirmations, 2);
        for wrong in ["0", "3", "1.5", "\"2\""] {
            let faults = read(&format!("{share}confirmations = {wrong}\n")).unwrap_err();
            assert!(faults[0].contains("`confirmations` is not a whole number from 1 to 2"), "{faults:?}");
        }
        assert_eq!((of(&share).microdata, of(&format!("{share}microdata = true\n")).microdata), (false, true));
        let faults = read(&format!("{share}microdata = \"ja\"\n")).unwrap_err();
        assert!(faults[0].contains("`microdata` is not `true` or `false`"), "{faults:?}");
        assert!(read(&share.replace("age1", "age2")).unwrap_err()[0].contains("`research_key` is not a public key"));
        assert_eq!(read(SCHOOL).unwrap().share, None);
    }

    #[test]
    fn a_research_team_needs_no_school_of_its_own_and_knows_each_by_its_key() {
        let key = format!("ed25519:{}", "0a".repeat(32));
        let collect = format!("[collect]\nidentity = \"../team.key\"\n[collect.keys]\nA = \"{key}\"\n");
        let project = read(&collect).unwrap();
        let read_back = project.collect.unwrap();
        assert_eq!((project.schools.len(), read_back.keys["A"].as_str()), (0, key.as_str()));
        assert_eq!(read_back.identity.as_deref(), Some("../team.key"));
        let faults = |more: &str| read(&format!("{collect}{more}\n")).unwrap_err().concat();
        assert!(faults(&format!("a = \"{key}\"")).contains("differs from another in capitals only"));
        assert!(faults("B = \"ed25519:00\"").contains("`B` is not a public key"));
        assert!(faults(&format!("\"../B\" = \"{key}\"")).contains("the alias `../B` is not"));
        assert!(faults("B = 1").contains("`B` is not text between quotes"));
    }
}
