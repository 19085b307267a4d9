//! Reports, what is made of them and from what.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Lang, ProjectArgs};

/// An edition of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Format {
    /// Pages, to print, archive and send
    Pdf,
    /// One file for a browser, which also reads on a telephone
    Html,
}

impl Format {
    /// How the file ends.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Html => "html",
        }
    }
}

/// What is made of a report, and where it goes.
#[derive(Debug, Args)]
pub struct OutputArgs {
    /// Where the reports go (default: the folder `out` in the project)
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Languages of the reports
    #[arg(long, value_delimiter = ',', default_value = "nl", value_name = "LANG")]
    pub lang: Vec<Lang>,
    /// Editions of the reports
    #[arg(long, value_delimiter = ',', default_value = "pdf", value_name = "FORMAT")]
    pub format: Vec<Format>,
    /// Put the released figures inside each PDF as CSV files (PDF/A-3a instead of 2a)
    #[arg(long)]
    pub attach: bool,
    /// Also write the released facts of each report, as JSON
    #[arg(long)]
    pub facts: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub json: bool,
}

/// `schakel report`
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// The project and its schools.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Only to look at: what these reports tell is not noted. A report that others see is made without --draft, because
    /// what it tells and what the next report tells are guarded together
    #[arg(long)]
    pub draft: bool,
    /// Forget what earlier reports told, when nobody outside saw them
    #[arg(long)]
    pub forget: bool,
    /// What is made.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `schakel research`
#[derive(Debug, Args)]
pub struct ResearchArgs {
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// From the packages that `schakel collect` kept in this folder, instead of data of the schools (default where the
    /// project has no schools: the folder `collected` in the project)
    #[arg(long, value_name = "DIR", conflicts_with = "fresh")]
    pub collected: Option<PathBuf>,
    /// Read every school again, also where nothing changed
    #[arg(long)]
    pub fresh: bool,
    /// What is made.
    #[command(flatten)]
    pub output: OutputArgs,
}

/// `schakel preview`
#[derive(Debug, Args)]
pub struct PreviewArgs {
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// The school (default: the first of the project)
    #[arg(long, short, value_name = "ID")]
    pub school: Option<String>,
    /// The report over all schools instead of that of one
    #[arg(long, conflicts_with = "school")]
    pub research: bool,
    /// Language of the report
    #[arg(long, default_value = "nl", value_name = "LANG")]
    pub lang: Lang,
    /// Port on this machine (default: any that is free)
    #[arg(long, default_value_t = 0, hide_default_value = true, value_name = "PORT")]
    pub port: u16,
}

/// A report by the name of its templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportName {
    /// Vision and progress, of one school
    VisieEnVoortgang,
    /// What a project brought over its schools
    Projectopbrengst,
}

impl ReportName {
    /// The report.
    #[must_use]
    pub fn report(self) -> schakel_report::Report {
        match self {
            Self::VisieEnVoortgang => schakel_report::Report::VisionAndProgress,
            Self::Projectopbrengst => schakel_report::Report::ProjectOutcome,
        }
    }
}

/// `schakel templates`
#[derive(Debug, Args)]
pub struct TemplatesArgs {
    /// The report
    pub report: ReportName,
    /// Files to copy into the project (default: none, list all)
    #[arg(value_name = "FILE")]
    pub copy: Vec<String>,
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
}
