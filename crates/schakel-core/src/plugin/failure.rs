//! What can go wrong with a native library, each as one sentence for the person who runs the program.

use schakel_source::problem::Problem;

use super::os::End;
use super::protocol::Refusal;

/// How far a run came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stage {
    /// The host process is starting.
    Starting,
    /// The library is being opened by the system.
    Loading,
    /// The library opens the school's files.
    Opening,
    /// The library reads this table.
    Reading(String),
    /// All tables arrived.
    Closing,
}

impl std::fmt::Display for Stage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Stage::Starting => f.write_str("before the library was opened"),
            Stage::Loading => f.write_str("while the library was loaded"),
            Stage::Opening => f.write_str("while it opened the school's files"),
            Stage::Reading(table) => write!(f, "while it read table `{table}`"),
            Stage::Closing => f.write_str("while it closed, after the last table"),
        }
    }
}

/// Why a run gave no tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failure {
    /// Occurs when the library file is nowhere to be found.
    Missing { looked_in: Vec<String> },
    /// Occurs when nobody trusted a library of this plugin here.
    Untrusted { sha256: String },
    /// Occurs when another library was trusted.
    Changed { trusted: String, sha256: String },
    /// Occurs when a file under `[reads]` is not there or its path leaves the folders of the school.
    File { name: String, path: String, what: &'static str },
    /// Occurs when the host process cannot be started.
    NoHost(String),
    /// Occurs when the host gave up, with its reason.
    Refused(Refusal),
    /// Occurs when the process ended before the last table.
    Ended { end: End },
    /// Occurs when the run took longer than allowed.
    TooSlow { seconds: u64 },
    /// Occurs when nothing arrived for longer than allowed.
    Silent { seconds: u64, busy: Option<bool> },
    /// Occurs when the process used more memory than allowed.
    Memory { megabytes: u64 },
    /// Occurs when the process started more threads than allowed.
    Threads { most: u64 },
    /// Occurs when more was handed over than allowed.
    TooMuch { megabytes: u64 },
    /// Occurs when what arrives is not what a host sends.
    Garbage,
    /// Occurs when the stream breaks off, or its counts do not agree with what arrived.
    Truncated,
    /// Occurs when a table, or the list of tables, is not what it must be.
    Contents { table: Option<String>, faults: Vec<String> },
}

/// What a process said on standard error about its own end. Nothing else of it is shown: it could be about a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hint {
    /// It ran out of memory.
    pub(super) memory: bool,
    /// It ran out of stack.
    pub(super) stack: bool,
    /// Where it panicked: file, line and column of the source.
    pub(super) panicked_at: Option<String>,
}

impl Hint {
    /// Finds the sentences that the Rust runtime prints.
    pub(super) fn of(printed: &str) -> Hint {
        Hint {
            memory: printed.contains("memory allocation of "),
            stack: printed.contains("has overflowed its stack"),
            panicked_at: printed
                .lines()
                .filter_map(|line| line.split_once(" panicked at "))
                .next_back()
                .map(|(_, place)| in_the_source(place.trim_end_matches(':'))),
        }
    }
}

/// A place in the source without the folders of the machine that it was built on: `src/lib.rs:12:5`.
fn in_the_source(place: &str) -> String {
    match place.rfind("src/") {
        Some(start) => place[start..].to_owned(),
        None => place.rsplit('/').next().unwrap_or(place).to_owned(),
    }
}

/// For whom and of what a problem speaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) school: &'a str,
    pub(super) plugin: &'a str,
    pub(super) publisher: &'a str,
    pub(super) library: &'a str,
    /// `plugin.toml`, as a message names it.
    pub(super) manifest_file: &'a str,
    pub(super) limits: super::Limits,
}

impl<'a> About<'a> {
    /// A plugin and its library, as a problem names them.
    pub(super) fn of(school: &'a str, manifest: &'a super::Manifest, manifest_file: &'a str, library: &'a str) -> Self {
        let super::Manifest { id, publisher, limits, .. } = manifest;
        About { school, plugin: id, publisher, library, manifest_file, limits: *limits }
    }
}

impl Failure {
    /// The failure as a problem. `stage` is how far the run came, `printed` what the process said of itself.
    pub(super) fn problem(&self, about: &About<'_>, stage: &Stage, printed: &Hint) -> Problem {
        let (code, what, hint) = self.words(about, stage, printed);
        let About { school, plugin, library, .. } = about;
        Problem::error(code, format!("school {school}, plugin {plugin}, library {library}: {what}"))
            .school(*school)
            .file(about.manifest_file)
            .hint(hint)
    }

    fn words(&self, about: &About<'_>, stage: &Stage, printed: &Hint) -> (&'static str, String, String) {
        let publisher = about.publisher;
        let repair = format!("No other school is affected. Tell {publisher}, who wrote the plugin.");
        match self {
            Failure::Missing { looked_in } => (
                "plugin-library-missing",
                "the library is not there".to_owned(),
                format!(
                    "Expected in: {}. Build the plugin, or ask {publisher} for the library for this system.",
                    looked_in.join(", ")
                ),
            ),
            Failure::Untrusted { sha256 } => (
                "plugin-untrusted",
                format!("nobody trusted the library yet; its SHA-256 begins with {}", start(sha256)),
                trust(about),
            ),
            Failure::Changed { trusted, sha256 } => (
                "plugin-changed",
                format!(
                    "the library is not the trusted one: its SHA-256 begins with {}, that of the trusted one with {}",
                    start(sha256),
                    start(trusted)
                ),
                trust(about),
            ),
            Failure::File { name, path, what } => (
                "plugin-file",
                format!("the file `{name}` ({path}) {what}"),
                format!("Correct the path under [reads] in {}, or put the file there.", about.manifest_file),
            ),
            Failure::NoHost(reason) => (
                "plugin-host",
                format!("the process for the library could not be started: {reason}"),
                "This is about the computer, not about the plugin; try again.".to_owned(),
            ),
            Failure::Refused(refusal) => refused(refusal, about, stage, printed, repair),
            Failure::Ended { end } => ended(*end, printed, about, stage, repair),
            Failure::TooSlow { seconds } => (
                "plugin-time",
                format!("stopped {stage}: it was not done after {seconds} s"),
                format!("If so much is to be expected, raise limits.seconds in {}. {repair}", about.manifest_file),
            ),
            Failure::Silent { seconds, busy } => {
                let how = match busy {
                    Some(true) => "it kept computing",
                    Some(false) => "it was waiting",
                    None => "it was running",
                };
                (
                    "plugin-silent",
                    format!("stopped {stage}: {how} for {seconds} s without handing over a row"),
                    format!(
                        "If so long is to be expected, raise limits.silent_seconds in {}. {repair}",
                        about.manifest_file
                    ),
                )
            }
            Failure::Memory { megabytes } => memory(*megabytes, about, stage, &repair),
            Failure::Threads { most } => {
                ("plugin-threads", format!("stopped {stage}: it started more than {most} threads"), repair)
            }
            Failure::TooMuch { megabytes } => (
                "plugin-size",
                format!("stopped {stage}: it handed over more than {megabytes} megabytes"),
                format!("If so much is to be expected, raise limits.memory_mb in {}. {repair}", about.manifest_file),
            ),
            Failure::Garbage => (
                "plugin-garbage",
                format!("what arrived {stage} is not what a plugin hands over"),
                format!("A library writes nothing but through its tables. {repair}"),
            ),
            Failure::Truncated => {
                ("plugin-truncated", format!("the rows broke off {stage}; expected the end of the last table"), repair)
            }
            Failure::Contents { table, faults } => {
                let subject =
                    table.as_ref().map_or_else(|| "its list of tables".to_owned(), |table| format!("table `{table}`"));
                (
                    "plugin-contents",
                    format!("{subject} is not what the common model expects: {}", faults.join("; ")),
                    format!("`schakel schema` shows every table. {repair}"),
                )
            }
        }
    }
}

/// So much of a SHA-256 as a person compares.
fn start(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}

fn trust(about: &About<'_>) -> String {
    format!(
        "If it came from {} as you expect, run `schakel plugin trust --project . {}` in the folder of schakel.toml.",
        about.publisher, about.plugin
    )
}

fn refused(
    refusal: &Refusal,
    about: &About<'_>,
    stage: &Stage,
    printed: &Hint,
    repair: String,
) -> (&'static str, String, String) {
    let publisher = about.publisher;
    match refusal {
        Refusal::Changed => (
            "plugin-changed",
            "the library changed while it was being opened".to_owned(),
            "Run again when nothing writes to the plugin's folder.".to_owned(),
        ),
        Refusal::CannotLoad(reason) => (
            "plugin-not-a-library",
            format!("this system cannot open it as a library: {}", short(reason)),
            format!(
                "Expected a library for {} on {}. Ask {publisher} for it.",
                std::env::consts::OS,
                std::env::consts::ARCH
            ),
        ),
        Refusal::NotAPlugin => (
            "plugin-not-a-plugin",
            "it is a library, but no plugin of Schakel: it does not export a valid `schakel_plugin`".to_owned(),
            format!("Check the name under `library` in {}; an author writes `export_plugin!`.", about.manifest_file),
        ),
        Refusal::OtherAbi { name, library, program } => (
            "plugin-abi",
            format!(
                "`{}` was built for version {library} of the plugin border; this program speaks {program}",
                short(name)
            ),
            format!(
                "Ask {publisher} for a library built with schakel-plugin of this program, or use a program of the library's time."
            ),
        ),
        Refusal::Incomplete(what) => (
            "plugin-incomplete",
            format!("its table of functions lacks {}", short(what)),
            format!("The library is damaged or was not built with schakel-plugin. {repair}"),
        ),
        Refusal::Failed(message) => (
            "plugin-failed",
            format!("it gave up {stage}: {}", short(message)),
            format!("If the message does not help, ask {publisher}. No other school is affected."),
        ),
        Refusal::Panicked(words) => {
            let place = printed.panicked_at.as_ref().map(|place| format!(" at {}", short(place))).unwrap_or_default();
            ("plugin-panic", format!("it panicked {stage}{place}: {}", short(words)), repair)
        }
        Refusal::Invalid(what) => {
            ("plugin-invalid", format!("what it handed over {stage} is not valid Arrow data: {}", short(what)), repair)
        }
        Refusal::Host(what) => (
            "plugin-host",
            format!("the process for the library could not go on: {}", short(what)),
            "This is a fault of the program.".to_owned(),
        ),
    }
}

fn ended(end: End, printed: &Hint, about: &About<'_>, stage: &Stage, repair: String) -> (&'static str, String, String) {
    match end {
        End::Abort | End::Fault(_) if printed.memory => memory(about.limits.memory_mb, about, stage, &repair),
        End::Abort | End::Fault(_) if printed.stack => {
            ("plugin-stack", format!("it crashed {stage}: it ran out of stack, as endless recursion does"), repair)
        }
        End::Abort => ("plugin-abort", format!("it ended itself {stage}: it called abort"), repair),
        End::Fault("stack overflow") => ("plugin-stack", format!("it crashed {stage}: it ran out of stack"), repair),
        End::Fault(fault) => ("plugin-crash", format!("it crashed {stage}: {fault}"), repair),
        End::Exit(code) => (
            "plugin-exit",
            format!("it ended the process {stage} with code {code}; expected all its tables first"),
            format!("A library never calls exit. {repair}"),
        ),
        End::ProcessorTime => (
            "plugin-time",
            format!("stopped {stage}: it used up its processor time ({} s)", about.limits.seconds),
            format!("If so much is to be expected, raise limits.seconds in {}. {repair}", about.manifest_file),
        ),
        End::Wrote => (
            "plugin-wrote",
            format!("stopped {stage}: it tried to write a file"),
            format!("A library reads, and hands over tables; it writes nothing. {repair}"),
        ),
        End::Killed => (
            "plugin-killed",
            format!("its process was stopped {stage} by the system or by someone on it"),
            format!("Often the computer ran out of memory. {repair}"),
        ),
    }
}

fn memory(megabytes: u64, about: &About<'_>, stage: &Stage, repair: &str) -> (&'static str, String, String) {
    (
        "plugin-memory",
        format!("stopped {stage}: it needed more than {megabytes} megabytes of memory"),
        format!("If so much is to be expected, raise limits.memory_mb in {}. {repair}", about.manifest_file),
    )
}

/// A text of the library, on one line and not longer than a message bears.
fn short(text: &str) -> String {
    const LONGEST: usize = 300;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_a_library_printed_only_its_place_and_cause_are_kept() {
        let printed = "pupil Jan de Vries\nthread 'main' (7) panicked at /home/it/delta/src/lib.rs:4:9:\npupil Jan\n";
        assert_eq!(
            Hint::of(printed),
            Hint { memory: false, stack: false, panicked_at: Some("src/lib.rs:4:9".to_owned()) }
        );
        assert!(Hint::of("\nthread 'main' has overflowed its stack\n").stack);
        assert!(Hint::of("memory allocation of 67108864 bytes failed").memory);
    }

    #[test]
    fn a_long_message_of_a_library_is_cut_at_a_whole_letter() {
        let cut = short(&"é\n".repeat(400));
        assert_eq!(cut.chars().count(), 301);
        assert!(cut.ends_with('…'));
    }
}
