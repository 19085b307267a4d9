//! Why a package is not kept.

/// Why a package is not kept. Its text says what is wrong, [`Refusal::code`] names it, [`Refusal::remedy`] says what to
/// do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Occurs when the file cannot be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(std::io::ErrorKind),
    /// Occurs when a package is larger, or unpacks to more, than that of any school.
    #[error("the package is larger, or unpacks to more, than any school has")]
    TooLarge,
    /// Occurs when the file is of another kind, or empty.
    #[error("this is no exchange package")]
    NoPackage,
    /// Occurs when the package was encrypted to another key.
    #[error("the package was not made for the key of this research team")]
    OtherRecipient,
    /// Occurs when the encrypted bytes are not those that were written.
    #[error("the package was cut off or changed on its way")]
    Damaged,
    /// Occurs when what is encrypted is no archive.
    #[error("what is in the package is no archive of files")]
    Archive,
    /// Occurs when a name in the package leads to a place outside it.
    #[error("a file in the package has a name that leads to another folder")]
    Path,
    /// Occurs when the package has other files than it should, or one twice.
    #[error("the package does not have the files that belong in it, each once")]
    Files,
    /// Occurs when there is no signature.
    #[error("the package is not signed")]
    Unsigned,
    /// Occurs when the manifest is not of the form.
    #[error("the manifest of the package cannot be read")]
    Manifest,
    /// Occurs when another version of the form is used.
    #[error("the package has version {found} of the form; this program reads version {}", super::FORMAT_VERSION)]
    Version {
        /// Version of the package.
        found: u32,
    },
    /// Occurs when the package is of another project.
    #[error("the package is of another project than this one")]
    Project,
    /// Occurs when no key is registered for the school.
    #[error("there is no school with this alias under [collect.keys] in schakel.toml")]
    School,
    /// Occurs when what was collected of the school was removed.
    #[error("what was collected of this school was removed; nothing of it is kept")]
    Stopped,
    /// Occurs when the package is signed by another key than is registered.
    #[error("the package is signed by another key than is registered for this school")]
    Key,
    /// Occurs when the signature does not fit the manifest.
    #[error("the signature does not fit: the package is not as the school signed it")]
    Signature,
    /// Occurs when a file is not the one that the manifest names.
    #[error("{file} in the package is not as the school signed it")]
    Content {
        /// Name of the file.
        file: &'static str,
    },
    /// Occurs when files of the package contradict each other.
    #[error("{file} in the package does not say the same as the other files")]
    Contradiction {
        /// Name of the file.
        file: &'static str,
    },
    /// Occurs when the package is of another school year.
    #[error("the package is of another school year than the project")]
    SchoolYear,
    /// Occurs when a later package of the school is kept already.
    #[error("package {found} of this school is older than package {kept}, which is kept already")]
    Stale {
        /// Number of the package.
        found: u64,
        /// Number of the one that is kept.
        kept: u64,
    },
    /// Occurs when the package is kept already.
    #[error("this package is kept already")]
    Duplicate,
    /// Occurs when another package with the same number is kept.
    #[error("another package of this school with the same number {number} is kept already")]
    SameNumber {
        /// Number of both.
        number: u64,
    },
    /// Occurs when what is kept of a school was changed by hand.
    #[error("what is kept of this school was changed after it was collected")]
    Kept,
}

impl Refusal {
    /// Which refusal this is, stable across versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Unreadable(_) => "package-unreadable",
            Refusal::TooLarge => "package-too-large",
            Refusal::NoPackage => "package-kind",
            Refusal::OtherRecipient => "package-recipient",
            Refusal::Damaged => "package-damaged",
            Refusal::Archive => "package-archive",
            Refusal::Path => "package-path",
            Refusal::Files => "package-files",
            Refusal::Unsigned => "package-unsigned",
            Refusal::Manifest => "package-manifest",
            Refusal::Version { .. } => "package-version",
            Refusal::Project => "package-project",
            Refusal::School => "package-school",
            Refusal::Stopped => "package-stopped",
            Refusal::Key => "package-key",
            Refusal::Signature => "package-signature",
            Refusal::Content { .. } => "package-content",
            Refusal::Contradiction { .. } => "package-contradiction",
            Refusal::SchoolYear => "package-school-year",
            Refusal::Stale { .. } => "package-stale",
            Refusal::Duplicate => "package-duplicate",
            Refusal::SameNumber { .. } => "package-same-number",
            Refusal::Kept => "package-kept",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Refusal::Unreadable(_) => "Look whether the file is there and may be read.",
            Refusal::TooLarge | Refusal::Path => "Do not open it. Ask the school whether it made this file.",
            Refusal::NoPackage => "Look whether the right file is named: a package ends in .schakel.",
            Refusal::OtherRecipient => {
                "Give the school the key that `schakel keys --research` prints, for `research_key` in its \
                 schakel.toml, or name the secret key that belongs to this package."
            }
            Refusal::Damaged => "Ask the school to send the same file once more.",
            Refusal::Archive
            | Refusal::Files
            | Refusal::Unsigned
            | Refusal::Manifest
            | Refusal::Contradiction { .. } => {
                "Ask the school to make a package with `schakel share`, and to send that file as it is."
            }
            Refusal::Version { .. } => "Use the same version of Schakel as the school.",
            Refusal::Project => "Compare `id` of [project] in schakel.toml here and at the school.",
            Refusal::School => "Look whether `alias` at the school is right, or add its key under [collect.keys].",
            Refusal::Stopped => {
                "Take its key out of [collect.keys] in schakel.toml. If it takes part again: remove its file in the \
                 folder privacy/collected."
            }
            Refusal::Key => {
                "Ask the school, by telephone, what `schakel keys` prints there. \
                 Register that key only if the school says that it has a new one."
            }
            Refusal::Signature | Refusal::Content { .. } => {
                "Do not use it: somebody changed it. Tell the school, and ask for a new package."
            }
            Refusal::SchoolYear => "Compare `school_year` of [project] in schakel.toml here and at the school.",
            Refusal::Stale { .. } => {
                "Nothing, if the later package is right. If the school lost its count, it goes on with \
                 `schakel share --sequence`."
            }
            Refusal::Duplicate => "Nothing: it is there.",
            Refusal::SameNumber { .. } => {
                "Ask the school which is right; it makes that one anew with `schakel share --sequence`."
            }
            Refusal::Kept => "Remove the folder of this school below `collected`, and collect its package again.",
        }
    }
}
