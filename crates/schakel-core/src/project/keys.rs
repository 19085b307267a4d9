//! The keys of `schakel.toml` besides its settings: documentation and schema come from here, and a test holds that they are
//! the keys that are read.

/// A key of a section.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, in Markdown.
    pub meaning: &'static str,
    /// What is written behind it.
    pub kind: KeyKind,
    /// The values it may have; any when empty.
    pub values: &'static [&'static str],
}

/// What is written behind a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// A text.
    Text,
    /// A whole number from the first to the second.
    Whole(u32, u32),
    /// `true` or `false`.
    Flag,
    /// A section of its own, with a text behind every name.
    Texts,
}

const fn key(name: &'static str, required: bool, meaning: &'static str) -> Key {
    Key { name, required, meaning, kind: KeyKind::Text, values: &[] }
}

/// The keys of `[project]`.
pub const PROJECT: &[Key] = &[
    key(
        "id",
        true,
        "Small letters, digits, `-` and `_`. Part of every pseudonym: with another id the same person has another pseudonym.",
    ),
    key("name", true, "The name as reports print it."),
    key("school_year", true, "The school year that is reported, such as `2025-2026`."),
    key("previous_school_year", false, "The school year it is compared with; may be left out."),
    key(
        "report_date",
        true,
        "The day that counts as today. The program never looks at the clock: the same files and the same date give the same report.",
    ),
    key("retention_until", false, RETENTION),
];

/// What `retention_until` means, of the project and of a school.
const RETENTION: &str = "The last day on which data of a school may be kept, such as `2028-08-01`. After it nothing is read any more, and \
    `schakel privacy expire` removes what is kept. That of a school goes before that of the project.";

/// The keys of `[[school]]`.
pub const SCHOOL: &[Key] = &[
    key("id", true, "Small letters, digits, `-` and `_`; the name of the school's folder in store and output."),
    key("plugin", true, "Folder of the plugin: a folder with a `plugin.toml`."),
    key("data", true, "Folder with the files of the school."),
    key("name", false, "The name of the school, for a plugin without a `school.sql`."),
    Key {
        name: "sector",
        required: false,
        meaning: "`vo`, `mbo` or `hbo`, for a plugin without a `school.sql`.",
        kind: KeyKind::Text,
        values: &["vo", "mbo", "hbo"],
    },
    key(
        "alias",
        false,
        "How the school is called in research output, whatever the plugin; `schakel research` asks for one for every school.",
    ),
    key("brin", false, "The school's registration number (BRIN), for a plugin without a `school.sql`."),
    key(
        "objections",
        false,
        "A file with the local ids of persons whose data are left out: one per line, `staff` or `student` and a blank before it if the id means that kind of person only, `#` before a remark. Without that file nothing of the school is used.",
    ),
    key("retention_until", false, RETENTION),
];

/// The keys of `[share]`.
pub const SHARE: &[Key] = &[
    key(
        "research_key",
        true,
        "The public key of the research team, which begins with `age1`: only that team can read what is shared. The team prints it with `schakel keys --research`.",
    ),
    key(
        "agreement",
        true,
        "The agreement under which the school shares, as both sides call it; it stands in every package.",
    ),
    Key {
        name: "confirmations",
        required: false,
        meaning: "How many persons must confirm before a package is made: 1 (without this key) or 2, each with another function.",
        kind: KeyKind::Whole(1, 2),
        values: &[],
    },
    Key {
        name: "microdata",
        required: false,
        meaning: "`true` when rows of persons are shared too, without name, number or pseudonym: only of descriptions that at least five persons share. Without this key only released figures leave.",
        kind: KeyKind::Flag,
        values: &[],
    },
];

/// The keys of `[collect]`.
pub const COLLECT: &[Key] = &[
    key(
        "identity",
        false,
        "The file with the secret key of the research team, outside the folder of the project. Without this key it is the one that `schakel keys --research` made.",
    ),
    Key {
        name: "keys",
        required: false,
        meaning: "A section `[collect.keys]` with the public key of each school behind its alias: `A = \"ed25519:…\"`, as `schakel keys` printed it at the school.",
        kind: KeyKind::Texts,
        values: &[],
    },
];

/// Keys as a table for the documentation, in Markdown.
#[must_use]
pub fn markdown(keys: &[Key]) -> String {
    let rows = keys.iter().map(|key| {
        let needed = if key.required { "yes" } else { "" };
        format!("| `{}` | {needed} | {} |\n", key.name, key.meaning)
    });
    format!("| key | needed | meaning |\n|---|---|---|\n{}", rows.collect::<String>())
}
