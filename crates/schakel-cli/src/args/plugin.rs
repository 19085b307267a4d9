//! Plugins of a project.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// `schakel plugin …`
#[derive(Debug, Subcommand)]
pub enum PluginCommand {
    /// Which plugin serves which school, and what it fills
    #[command(after_help = "Example:\n  schakel plugin list --project examples/zes-scholen")]
    List {
        /// The project: its folder, or its schakel.toml
        #[arg(long, short, default_value = ".", value_name = "PATH")]
        project: PathBuf,
        /// Print as JSON
        #[arg(long)]
        json: bool,
    },
    /// Make a plugin to start from, proposed from a school's files
    #[command(after_help = "Examples:\n  \
        schakel plugin new delta data/delta/oneroster data/delta/enquete.csv --sector vo --name \"Delta College\"\n  \
        schakel plugin new delta data/delta/*.csv --project . --publisher \"ICT van Delta\"\n\n\
        Without a schakel.toml one is made. Look at every line of the queries: they are proposed from names and from the\n\
        shapes of values. Then run schakel check.")]
    New(NewPluginArgs),
    /// Compare the tables that a plugin gives with those that it should
    #[command(after_help = "Examples:\n  \
        schakel plugin test plugins/delta\n  \
        schakel plugin test plugins/delta --update\n\n\
        A test is a folder tests/NAME in the plugin's folder: a schakel.toml, small made-up files, and in `expected` a CSV file\n\
        for every table. --update writes those.")]
    Test(TestPluginArgs),
    /// Trust the native libraries of a project as they are now
    #[command(
        after_help = "Shows each library with publisher, version, SHA-256 and what changed; asks; writes plugins.lock.\n\n\
        Example:\n  schakel plugin trust --project . delta"
    )]
    Trust(TrustArgs),
}

/// `schakel plugin test`
#[derive(Debug, Args)]
pub struct TestPluginArgs {
    /// Folders of plugins
    #[arg(required = true, value_name = "PLUGIN")]
    pub plugins: Vec<PathBuf>,
    /// Expect from now on what comes out
    #[arg(long)]
    pub update: bool,
    /// Print as JSON
    #[arg(long)]
    pub json: bool,
}

/// `schakel plugin new`
#[derive(Debug, Args)]
pub struct NewPluginArgs {
    /// Id of the school and of its plugin: small letters, digits and hyphens
    #[arg(value_name = "ID")]
    pub id: String,
    /// Files of the school, or folders with the files of one export
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The project: its folder
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// Name of the school, for its report
    #[arg(long, value_name = "TEXT")]
    pub name: Option<String>,
    /// Sector of the school
    #[arg(long, value_name = "SECTOR")]
    pub sector: Option<Sector>,
    /// Who writes the plugin and answers for it (default: the name of the school)
    #[arg(long, value_name = "TEXT")]
    pub publisher: Option<String>,
    /// The school year that is reported, for a project that is new
    #[arg(long, value_name = "YEAR")]
    pub school_year: Option<String>,
}

/// A sector of education.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Sector {
    /// Secondary education
    Vo,
    /// Vocational education
    Mbo,
    /// Higher professional education
    Hbo,
}

impl Sector {
    /// The code of the model.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vo => "vo",
            Self::Mbo => "mbo",
            Self::Hbo => "hbo",
        }
    }
}

/// `schakel plugin trust`
#[derive(Debug, Args)]
pub struct TrustArgs {
    /// The plugin, by its id (default: all of the project)
    #[arg(value_name = "PLUGIN")]
    pub plugin: Option<String>,
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// Trust without asking
    #[arg(long, short)]
    pub yes: bool,
}
