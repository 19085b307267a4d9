//! What is looked at: data, the model, the indicators; and the workbook.

use std::path::PathBuf;

use clap::Args;

use super::{Lang, ProjectArgs};

/// Options of `workbook`.
#[derive(Debug, Args)]
pub struct WorkbookArgs {
    /// The file to write; one that is there already is not changed
    #[arg(long, value_name = "FILE", default_value = "trajectwerkboek.xlsx")]
    pub out: PathBuf,
}

/// `schakel check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The project and its schools.
    #[command(flatten)]
    pub project: ProjectArgs,
    /// Print the problems as JSON
    #[arg(long)]
    pub json: bool,
    /// Also write the problems as a page for a browser
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Check again whenever a file changes, until stopped
    #[arg(long)]
    pub watch: bool,
}

/// `schakel inspect`
#[derive(Debug, Args)]
pub struct InspectArgs {
    /// The files, or folders with files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// `schakel schema`
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// A table of the model, a column as TABLE.COLUMN, or plugin.toml or schakel.toml
    #[arg(value_name = "TABLE")]
    pub table: Option<String>,
    /// Language of labels
    #[arg(long, default_value = "en")]
    pub lang: Lang,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// `schakel indicators`
#[derive(Debug, Args)]
pub struct IndicatorsArgs {
    /// An indicator, such as B2
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// A project: show its released values
    #[arg(long, short, value_name = "PATH")]
    pub project: Option<PathBuf>,
    /// Only this school (may be given more than once)
    #[arg(long = "school", short, value_name = "ID")]
    pub schools: Vec<String>,
    /// Language of names and definitions
    #[arg(long, default_value = "en")]
    pub lang: Lang,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// `schakel explain`
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The school
    pub school: String,
    /// The indicator, such as B2
    pub indicator: String,
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// Language of names and definitions
    #[arg(long, default_value = "en")]
    pub lang: Lang,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
