//! The command line, defined once: help, completions and parsing all come from here.

mod audit;
mod look;
mod plugin;
mod privacy;
mod report;
mod sharing;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use self::audit::AuditArgs;
pub use self::look::{CheckArgs, ExplainArgs, IndicatorsArgs, InspectArgs, SchemaArgs, WorkbookArgs};
pub use self::plugin::{NewPluginArgs, PluginCommand, Sector, TestPluginArgs, TrustArgs};
pub use self::privacy::{
    EraseArgs, ExpireArgs, LogArgs, ObjectArgs, PrivacyCommand, RecordArgs, RecordFormat, RemovalArgs, RotateKeyArgs,
};
pub use self::report::{Format, OutputArgs, PreviewArgs, ReportArgs, ReportName, ResearchArgs, TemplatesArgs};
pub use self::sharing::{CollectArgs, KeysArgs, ShareArgs};

/// What a person can ask of Schakel.
#[derive(Debug, Parser)]
#[command(
    name = "schakel",
    version,
    about = "See whether career guidance is really carried by everyone, in a school's own data.",
    long_about = "See whether career guidance is really carried by everyone, in a school's own data.\n\n\
        Schakel reads a school's own files through its plugin, checks every row, and makes a PDF report for \
        the school leadership. Everything runs on this machine; no id or name of a person is stored or written.",
    after_help = "Exit codes: 0 all done, 1 problems in the data (what could be made is made), 2 wrong use, 3 a fault of the program.",
    disable_help_subcommand = true
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read, check, compute and write the reports
    #[command(after_help = "Examples:\n  \
        schakel report --project examples/zes-scholen\n  \
        schakel report --project . --school wilgenborch --lang nl,en --out reports\n  \
        schakel report --project . --format pdf,html")]
    Report(ReportArgs),
    /// Put the schools of a project side by side, in a report and a data package for the research team
    #[command(after_help = "Examples:\n  \
        schakel research --project examples/zes-scholen\n  \
        schakel research --project . --lang nl,en --format pdf,html\n  \
        schakel research --project . --collected collected\n\n\
        Beside the report stands the folder datapackage: all released numbers as CSV, Parquet, SPSS and XLSX with their codebook,\n\
        ready to be published. [research] and [[contributor]] in schakel.toml say what it is of and who made it.\n\n\
        A school is called by its alias of schakel.toml; its name, its size and its days are left out. Stories and titles stay as\n\
        people wrote them, so who knows a school may recognise it.")]
    Research(ResearchArgs),
    /// Make the package by which a school shares its released figures with the research team
    #[command(after_help = "Examples:\n  \
        schakel share delta --preview\n  \
        schakel share delta --project examples/zes-scholen\n  \
        schakel share delta --confirm teamleider --out to-send\n\n\
        It shows in plain words what leaves, and makes the package when a person confirms: by typing, or with\n\
        --confirm and the function of who does. With `confirmations = 2` under [share] in schakel.toml a second\n\
        run, by somebody with another function, makes it. Only the research team can read a package.")]
    Share(ShareArgs),
    /// Check the packages of schools and keep those that are as the school signed them
    #[command(after_help = "Examples:\n  \
        schakel collect zes-scholen-A-2025-2026.schakel\n  \
        schakel collect inbox/*.schakel --project research --json\n\n\
        What is kept stands in the folder `collected` of the project, of each school the package with the highest\n\
        number. What is refused is told with the reason and what to do, and nothing of it is kept.\n\
        The secret key is the file that `identity` under [collect] in schakel.toml or the variable SCHAKEL_IDENTITY\n\
        names, or else the one that `schakel keys --research` made.")]
    Collect(CollectArgs),
    /// The public key of a school or of the research team; makes the key the first time
    #[command(after_help = "Examples:\n  \
        schakel keys delta --project examples/zes-scholen\n  \
        schakel keys --research\n\n\
        A school gives its public key to the research team, for [collect.keys] in the schakel.toml there. The team\n\
        gives its own to the schools, for `research_key` under [share]. The secret keys stay in the folder of keys of\n\
        whoever made them.")]
    Keys(KeysArgs),
    /// Show a report in the browser, made again whenever its templates, texts, theme or data change
    #[command(after_help = "Examples:\n  \
        schakel preview --project examples/zes-scholen --school delta\n  \
        schakel preview --project . --research --lang en --port 8080\n\n\
        Only this machine can open the address that is printed. Templates of the project's own stand in\n\
        report-templates/visie-en-voortgang and report-templates/projectopbrengst beside schakel.toml.")]
    Preview(PreviewArgs),
    /// The templates, texts and colours of a report; copies of them for the project to change
    #[command(after_help = "Examples:\n  \
        schakel templates visie-en-voortgang --project examples/zes-scholen\n  \
        schakel templates visie-en-voortgang texts/nl.toml theme.toml --project .\n\n\
        A file that is copied stands in report-templates beside schakel.toml and takes the place of the program's own.")]
    Templates(TemplatesArgs),
    /// Read, map and check; show every problem with its place
    #[command(after_help = "Examples:\n  \
        schakel check --project examples/zes-scholen\n  \
        schakel check --project . --school lindehage --json\n  \
        schakel check --project . --watch --html problems.html")]
    Check(CheckArgs),
    /// What is in a file: format, columns, fill, shapes of values, and a proposed mapping
    #[command(after_help = "Examples:\n  \
        schakel inspect export.csv\n  \
        schakel inspect users.csv enrollments.csv --json\n  \
        schakel inspect data/oneroster\n\n\
        Shapes, never values, are shown: 12-03-2025 becomes 99-99-9999.")]
    Inspect(InspectArgs),
    /// What a published table gives away: masked counts that follow from totals and percentages
    #[command(after_help = "Examples:\n  \
        schakel audit leerlingen.csv\n  \
        schakel audit publicatie --html audit.html\n  \
        schakel audit leerlingen.csv --mask 4=1-4 --json\n  \
        schakel audit leerlingen.xlsx --protect leerlingen-veilig.xlsx\n\n\
        Exit code 1 when a masked count can be derived, exactly or nearly.")]
    Audit(AuditArgs),
    /// The common model: its tables, one table with its columns, or one column with examples
    #[command(after_help = "Examples:\n  \
        schakel schema\n  \
        schakel schema guidance_moment --lang nl\n  \
        schakel schema guidance_moment.form\n  \
        schakel schema plugin.toml > plugin.schema.json\n\n\
        plugin.toml and schakel.toml give a JSON Schema, by which an editor completes and checks such a file.")]
    Schema(SchemaArgs),
    /// The indicators: definitions and, with a project, released values
    #[command(after_help = "Examples:\n  \
        schakel indicators\n  \
        schakel indicators B2\n  \
        schakel indicators B2 --project examples/zes-scholen --json")]
    Indicators(IndicatorsArgs),
    /// Where a number comes from: definition, SQL, tables, sources, counts, suppression
    #[command(after_help = "Example:\n  schakel explain wilgenborch B2 --project examples/zes-scholen")]
    Explain(ExplainArgs),
    /// The blank trajectory workbook, for a school to fill in by hand
    #[command(after_help = "Examples:\n  \
        schakel workbook\n  \
        schakel workbook --out data/delta/trajectwerkboek.xlsx\n\n\
        It is an Excel file in Dutch with drop-downs and an explanation of every column.\n\
        A plugin reads it with kind = \"trajectory_workbook\".")]
    Workbook(WorkbookArgs),
    /// For the privacy officer: the record of processing, objections, erasure, keys, retention
    #[command(subcommand)]
    Privacy(PrivacyCommand),
    /// Plugins of a project
    #[command(subcommand)]
    Plugin(PluginCommand),
    /// Completions for a shell, on standard output
    #[command(after_help = "Example:\n  schakel completions bash > /etc/bash_completion.d/schakel")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// The project to work on.
#[derive(Debug, Args)]
pub struct ProjectArgs {
    /// The project: its folder, or its schakel.toml
    #[arg(long, short, default_value = ".", value_name = "PATH")]
    pub project: PathBuf,
    /// Only this school (may be given more than once)
    #[arg(long = "school", short, value_name = "ID")]
    pub schools: Vec<String>,
    /// Read every school again, also where nothing changed
    #[arg(long)]
    pub fresh: bool,
}

/// A language of what a school reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Lang {
    /// Dutch
    Nl,
    /// English
    En,
}

impl Lang {
    /// The language as the model knows it.
    #[must_use]
    pub fn model(self) -> schakel_model::Lang {
        match self {
            Self::Nl => schakel_model::Lang::Nl,
            Self::En => schakel_model::Lang::En,
        }
    }

    /// The language tag: `nl` or `en`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }
}
