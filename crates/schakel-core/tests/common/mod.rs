//! A small fictitious school in a folder of its own: two members of staff, three students, four moments.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    reason = "a test that cannot go on fails; every file of tests uses a part of this"
)]

use std::fs;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use schakel_core::load::{Options, SchoolLoad, load_school};
use schakel_core::project::Project;
use schakel_core::pseudonym::KeyFolder;
use schakel_core::store::StoreFolder;
use schakel_source::problem::Problem;

/// The folder of a project with one school, `mini`.
pub struct Mini {
    folder: tempfile::TempDir,
}

const PROJECT: &str = r#"[project]
id = "proef"
name = "Proef"
school_year = "2025-2026"
previous_school_year = "2024-2025"
report_date = "2026-06-15"
[[school]]
id = "mini"
plugin = "plugin"
data = "data"
name = "Voorbeeldschool Mini"
sector = "vo"
"#;

const MANIFEST: &str = r#"id = "mini"
version = "1.2.0"
publisher = "Voorbeeldproject"
model = "1"
[formats]
date = "dd-mm-jjjj"
decimal = ","
[[source]]
name = "personen"
kind = "csv"
path = "personen.csv"
[[source]]
name = "gesprekken"
kind = "csv"
path = "gesprekken.csv"
"#;

const PEOPLE: &str = "nummer;soort;lesgevend;geboortejaar\n\
    docent-A7;medewerker;ja;\n\
    docent-B8;medewerker;nee;\n\
    leerling-1001;leerling;;2009\n\
    leerling-1002;leerling;;2010\n\
    leerling-1003;leerling;;2010\n";

const TALKS: &str = "Nr;Datum;Duur;Vorm;Docent;Leerling;Onderwerp\n\
    g-1001-1;03-09-2025;20;individual_talk;docent-A7;leerling-1001;MR;KR\n\
    g-1002-1;04-09-2025;15;individual_talk;docent-A7;leerling-1002;WE\n\
    g-1003-1;05-09-2025;;group_talk;docent-B8;leerling-1003;\n\
    g-1001-2;06-10-2025;30;Individual talk;docent-B8;leerling-1001;KR\n";

impl Mini {
    /// A school without plugin and data.
    pub fn empty() -> Mini {
        let mini = Mini { folder: tempfile::tempdir().unwrap() };
        mini.write("schakel.toml", PROJECT);
        mini
    }

    /// The school as it should be: everything can be loaded.
    pub fn new() -> Mini {
        let mini = Mini::empty();
        mini.write("plugin/plugin.toml", MANIFEST);
        mini.write("data/personen.csv", PEOPLE);
        mini.write("data/gesprekken.csv", &TALKS.replace("MR;KR", "\"MR;KR\""));
        mini.write(
            "plugin/staff.sql",
            "SELECT nummer AS staff_id, lesgevend AS teaches, 'nee' AS course_alumnus,\n  'unknown' AS contract_class, source_row\n\
             FROM personen\nWHERE soort = 'medewerker'\n",
        );
        mini.write(
            "plugin/student.sql",
            "SELECT nummer AS student_id, geboortejaar AS birth_year, source_row\nFROM personen\nWHERE soort = 'leerling'\n",
        );
        mini.write(
            "plugin/guidance_moment.sql",
            "SELECT Nr AS moment_id, Datum AS date, Duur AS minutes, Vorm AS form, 'lob_hour' AS setting, 'ja' AS scheduled,\n  \
             Onderwerp AS topics, 'registration' AS evidence, source_row\nFROM gesprekken\n",
        );
        mini.write(
            "plugin/guidance_moment_staff.sql",
            "SELECT Nr AS moment_id, Docent AS staff_id, 'docent' AS role, source_row FROM gesprekken\n",
        );
        mini.write(
            "plugin/guidance_moment_student.sql",
            "SELECT Nr AS moment_id, Leerling AS student_id, 'yes' AS present, source_row FROM gesprekken\n",
        );
        mini
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        self.write_bytes(name, text.as_bytes());
    }

    pub fn write_bytes(&self, name: &str, bytes: &[u8]) {
        let file = self.path(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }

    /// Replaces a text in a file; the text must be there.
    pub fn change(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name} holds {from}");
        self.write(name, &text.replace(from, to));
    }

    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap();
    }

    pub fn project(&self) -> Project {
        Project::open(self.folder.path()).unwrap()
    }

    pub fn options(&self) -> Options {
        Options {
            store: StoreFolder::new(self.path("store")),
            keys: KeyFolder::new(self.path("keys")),
            fresh: false,
            host: None,
            echo: false,
        }
    }

    pub fn load(&self) -> SchoolLoad {
        let project = self.project();
        load_school(&project, project.school("mini").unwrap(), &self.options(), &|_| {})
    }

    /// Loads and gives the errors as a person reads them.
    pub fn errors(&self) -> Vec<String> {
        errors(&self.load())
    }

    /// A stored table as one batch; nothing when it has no file.
    pub fn table(&self, table: &str) -> Option<RecordBatch> {
        read(&self.path(&format!("store/mini/{table}.parquet")))
    }

    /// The texts of a stored column, `-` for a missing one.
    pub fn column(&self, table: &str, column: &str) -> Vec<String> {
        let Some(batch) = self.table(table) else { return Vec::new() };
        let values = batch.column_by_name(column).unwrap_or_else(|| panic!("{table} has {column}"));
        let texts = arrow_cast::cast(values, &arrow_schema::DataType::Utf8).unwrap();
        texts.as_string::<i32>().iter().map(|text| text.unwrap_or("-").to_owned()).collect()
    }

    /// The stored answers, one line per respondent: `m1, docent, 2025-10-06: A 4, B not_applicable`.
    pub fn answers(&self) -> String {
        let [waves, roles, dates] = ["wave_id", "role", "date"].map(|column| self.column("respondent", column));
        let respondents = self.column("respondent", "respondent_key");
        let [of, items] = ["respondent_key", "item_id"].map(|column| self.column("answer", column));
        let values = ["value_num", "value_code", "value_text", "missing"].map(|column| self.column("answer", column));
        let mut lines = String::new();
        for (row, respondent) in respondents.iter().enumerate() {
            let own = (0..of.len()).filter(|&answer| of[answer] == *respondent);
            let given: Vec<String> = own
                .map(|answer| {
                    let said: Vec<&str> = values.iter().map(|of| of[answer].as_str()).filter(|of| *of != "-").collect();
                    format!("{} {}", items[answer], said.join("/")).replace(".0", "")
                })
                .collect();
            let date = if dates[row] == "-" { "no date" } else { &dates[row] };
            lines += &format!("{}, {}, {date}: {}\n", waves[row], roles[row], given.join(", "));
        }
        lines
    }

    pub fn keys(&self, table: &str, column: &str) -> Vec<i64> {
        let batch = self.table(table).unwrap();
        batch.column_by_name(column).unwrap().as_primitive::<Int64Type>().values().to_vec()
    }
}

pub fn errors(load: &SchoolLoad) -> Vec<String> {
    load.problems.iter().filter(|problem| problem.is_error()).map(Problem::to_string).collect()
}

fn read(file: &Path) -> Option<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(fs::File::open(file).ok()?).unwrap();
    let schema = reader.schema().clone();
    let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
    Some(arrow_select::concat::concat_batches(&schema, &batches).unwrap())
}
