//! What a school shares with the research team.

use std::path::PathBuf;

use clap::Args;

use super::Lang;

/// `schakel share`
#[derive(Debug, Args)]
pub struct ShareArgs {
    /// The school
    pub school: String,
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// Only show what would leave
    #[arg(long, conflicts_with_all = ["confirm", "sequence", "date"])]
    pub preview: bool,
    /// Confirm what is shown, as somebody with this function (no name of a person)
    #[arg(long, value_name = "FUNCTION")]
    pub confirm: Option<String>,
    /// Day of the confirmation, yyyy-mm-dd (default: the report date of the project)
    #[arg(long, value_name = "DATE")]
    pub date: Option<chrono::NaiveDate>,
    /// Number of the package, for a school that lost its count
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..))]
    pub sequence: Option<u64>,
    /// Where the package goes (default: the folder `out` in the project)
    #[arg(long, short, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Language of what is shown
    #[arg(long, default_value = "nl", value_name = "LANG")]
    pub lang: Lang,
    /// Read the school again, also where nothing changed
    #[arg(long)]
    pub fresh: bool,
    /// Print the outcome as JSON
    #[arg(long)]
    pub json: bool,
}

/// `schakel collect`
#[derive(Debug, Args)]
pub struct CollectArgs {
    /// The packages
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// Print the outcome as JSON
    #[arg(long)]
    pub json: bool,
}

/// `schakel keys`
#[derive(Debug, Args)]
pub struct KeysArgs {
    /// The school
    #[arg(required_unless_present = "research", conflicts_with = "research")]
    pub school: Option<String>,
    /// The key of the research team
    #[arg(long)]
    pub research: bool,
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}
