//! The command line, defined once: help, completions and parsing all come from here.

mod audit;
mod privacy;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use self::audit::AuditArgs;
pub use self::privacy::{
    EraseArgs, ExpireArgs, LogArgs, ObjectArgs, PrivacyCommand, RecordArgs, RecordFormat, RemovalArgs, RotateKeyArgs,
};

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

/// Options of `workbook`.
#[derive(Debug, Args)]
pub struct WorkbookArgs {
    /// The file to write; one that is there already is not changed
    #[arg(long, value_name = "FILE", default_value = "trajectwerkboek.xlsx")]
    pub out: PathBuf,
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
