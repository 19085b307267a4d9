//! The arguments of `schakel privacy`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};

use super::Lang;

/// `schakel privacy …`
#[derive(Debug, Subcommand)]
pub enum PrivacyCommand {
    /// The record of processing of a school: data flows, retention, and what becomes of every field
    #[command(after_help = "Examples:\n  \
        schakel privacy record\n  \
        schakel privacy record --school delta --lang nl,en --format html --out avg\n  \
        schakel privacy record --json\n\n\
        Made from the plugin and the model in use, and from the files as they are now. For the record of processing\n\
        (GDPR article 30) and as input for an impact assessment (DPIA).")]
    Record(RecordArgs),
    /// Leave persons out who object, from now on
    #[command(after_help = "Examples:\n  \
        schakel privacy object --school delta\n  \
        schakel privacy object --school delta --person bezwaar.txt\n  \
        schakel privacy object --school delta --person bezwaar.txt --withdraw\n\n\
        Without --person the list that schakel.toml names under `objections` is applied now, and what was begun\n\
        earlier is finished. With --person those persons are remembered, not by their ids but by a keyed hash.")]
    Object(ObjectArgs),
    /// Erase persons, a whole school, or what a research team collected of a school
    #[command(after_help = "Examples:\n  \
        schakel privacy erase --school delta --person wissen.txt\n  \
        schakel privacy erase --school delta --person - --outputs < wissen.txt\n  \
        schakel privacy erase --school delta\n  \
        schakel privacy erase --collected A\n\n\
        Ids of persons come from a file or from standard input, so that none stays in the history of a shell.\n\
        One id per line; `student` or `staff` and a blank before it means that kind of person only.\n\
        Without --person the school goes: store, kept answers, its reports and its keys; the program asks first.\n\
        --collected is for a research team: what it collected of a school that stops, by its name in research.")]
    Erase(EraseArgs),
    /// Give the pseudonyms of a school another key, so that old and new cannot be linked
    #[command(after_help = "Example:\n  schakel privacy rotate-key --school delta\n\n\
        What is stored is made again. Destroy the copy of the old key that you keep elsewhere.")]
    RotateKey(RotateKeyArgs),
    /// Remove the data of schools of which the last day to keep them is past
    #[command(after_help = "Examples:\n  \
        schakel privacy expire --date 2028-08-02\n  \
        schakel privacy expire --date 2028-08-02 --outputs --yes\n\n\
        The last day is `retention_until` in schakel.toml. The program never looks at the clock: the day is the\n\
        report date of the project, or the one given with --date.")]
    Expire(ExpireArgs),
    /// What was removed, when, and the proof of it
    #[command(after_help = "Examples:\n  schakel privacy log\n  schakel privacy log --json\n\n\
        Every line holds the hash of the one before, so that a line that was changed or taken out is seen.")]
    Log(LogArgs),
}

/// An edition of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum RecordFormat {
    /// Text with simple marks, to put into a document of your own
    Md,
    /// A page for a browser, to read and print
    Html,
}

impl RecordFormat {
    /// How the file ends.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
        }
    }
}

/// `schakel privacy record`
#[derive(Debug, Args)]
pub struct RecordArgs {
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// Only this school (may be given more than once)
    #[arg(long = "school", short, value_name = "ID")]
    pub schools: Vec<String>,
    /// Where the records go (default: the folder `privacy` in the project)
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Languages
    #[arg(long, value_delimiter = ',', default_value = "nl", value_name = "LANG")]
    pub lang: Vec<Lang>,
    /// Editions
    #[arg(long, value_delimiter = ',', default_value = "md,html", value_name = "FORMAT")]
    pub format: Vec<RecordFormat>,
    /// Print the records as JSON instead of writing them
    #[arg(long)]
    pub json: bool,
}

/// What every command has that removes something.
#[derive(Debug, Args)]
pub struct RemovalArgs {
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// The day that the log names (default: the report date of the project)
    #[arg(long, value_name = "DATE")]
    pub date: Option<NaiveDate>,
    /// Also remove reports and packages made before, which may still hold a contribution
    #[arg(long)]
    pub outputs: bool,
    /// The folder with reports and packages (default: the folder `out` in the project)
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print the outcome as JSON
    #[arg(long)]
    pub json: bool,
}

/// `schakel privacy object`
#[derive(Debug, Args)]
pub struct ObjectArgs {
    /// The school (may be given more than once; default: all, without --person)
    #[arg(long = "school", short, value_name = "ID")]
    pub schools: Vec<String>,
    /// A file with local ids, or `-` for standard input
    #[arg(long, value_name = "FILE", requires = "schools")]
    pub person: Option<PathBuf>,
    /// Let these persons take part again
    #[arg(long, requires = "person")]
    pub withdraw: bool,
    /// What all removals have.
    #[command(flatten)]
    pub removal: RemovalArgs,
}

/// `schakel privacy erase`
#[derive(Debug, Args)]
pub struct EraseArgs {
    /// The school
    #[arg(long, short, value_name = "ID", required_unless_present = "collected")]
    pub school: Option<String>,
    /// A file with local ids, or `-` for standard input; without it the whole school is erased
    #[arg(long, value_name = "FILE")]
    pub person: Option<PathBuf>,
    /// Erase what a research team collected of the school with this name in research
    #[arg(long, value_name = "ALIAS", conflicts_with_all = ["school", "person"])]
    pub collected: Option<String>,
    /// Erase the whole school, or what was collected of it, without asking
    #[arg(long, short, conflicts_with = "person")]
    pub yes: bool,
    /// What all removals have.
    #[command(flatten)]
    pub removal: RemovalArgs,
}

/// `schakel privacy rotate-key`
#[derive(Debug, Args)]
pub struct RotateKeyArgs {
    /// The school
    #[arg(long, short, value_name = "ID")]
    pub school: String,
    /// Do it without asking
    #[arg(long, short)]
    pub yes: bool,
    /// What all removals have.
    #[command(flatten)]
    pub removal: RemovalArgs,
}

/// `schakel privacy expire`
#[derive(Debug, Args)]
pub struct ExpireArgs {
    /// Only this school (may be given more than once)
    #[arg(long = "school", short, value_name = "ID")]
    pub schools: Vec<String>,
    /// Remove without asking
    #[arg(long, short)]
    pub yes: bool,
    /// What all removals have.
    #[command(flatten)]
    pub removal: RemovalArgs,
}

/// `schakel privacy log`
#[derive(Debug, Args)]
pub struct LogArgs {
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// Print the lines as JSON
    #[arg(long)]
    pub json: bool,
}
