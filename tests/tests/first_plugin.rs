//! The first plugin: the same tables from SQL, Rust and C; and what the tutorials show is what there is.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use arrow_array::RecordBatch;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use schakel_tests::page::{Block, blocks};
use schakel_tests::{copy_folder, workspace};

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");
const EXAMPLE: &str = "examples/first-plugin";
const TABLES: [&str; 3] = ["student", "guidance_moment", "guidance_moment_student"];

/// A workspace of its own with the example, and what its C plugin includes.
struct Workspace(tempfile::TempDir);

/// What a command printed, and how it ended.
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Workspace {
    /// The example with this plugin, ready to run.
    fn with(plugin: &str) -> Workspace {
        let made = Workspace(tempfile::tempdir().unwrap());
        for folder in [EXAMPLE, "crates/schakel-plugin/include"] {
            copy_folder(&workspace().join(folder), &made.path(folder)).unwrap();
        }
        // The same key in each, so that a person has the same pseudonym.
        let key = made.path("keys/first-plugin/example.key");
        fs::create_dir_all(key.parent().unwrap()).unwrap();
        fs::write(key, format!("{}\n", "7".repeat(64))).unwrap();
        let file = made.path(EXAMPLE).join("schakel.toml");
        let text = fs::read_to_string(&file).unwrap();
        fs::write(file, text.replace("plugin = \"rust\"", &format!("plugin = \"{plugin}\""))).unwrap();
        if plugin == "c" {
            for line in commands(&read("docs/plugin-c.md")).iter().filter(|line| !line.contains(" check ")) {
                made.well(&line.replace(" trust ", " trust --yes "));
            }
        }
        made
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    /// Runs a command of a tutorial; in the place of what cargo would build the program that it did build.
    fn run(&self, line: &str) -> Ran {
        let line = line.replace("cargo run -- ", &format!("{PROGRAM} "));
        let mut words = line.split_whitespace();
        let mut command = Command::new(words.next().unwrap());
        command.args(words).current_dir(self.0.path()).env("SCHAKEL_KEYS", self.path("keys"));
        let output = command.output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran { code: output.status.code(), stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    fn well(&self, line: &str) -> Ran {
        let ran = self.run(line);
        assert_eq!(ran.code, Some(0), "{line}: {}{}", ran.stdout, ran.stderr);
        ran
    }

    fn check(&self) -> Ran {
        self.run(&format!("cargo run -- check --project {EXAMPLE}"))
    }

    /// The stored tables of the school.
    fn tables(&self) -> Vec<Vec<RecordBatch>> {
        let ran = self.check();
        assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
        let store = self.path(EXAMPLE).join(".schakel/store/example");
        let read = |table: &&str| {
            let file = fs::File::open(store.join(format!("{table}.parquet"))).unwrap();
            let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
            reader.map(Result::unwrap).collect()
        };
        TABLES.iter().map(read).collect()
    }
}

fn read(below: &str) -> String {
    fs::read_to_string(workspace().join(below)).unwrap()
}

/// The commands of a page, one a line.
fn commands(page: &str) -> Vec<String> {
    let of_block = |block: &Block<'_>| block.text.replace("\\\n", " ").lines().map(str::to_owned).collect::<Vec<_>>();
    let shown = blocks(page);
    shown.iter().filter(|block| block.language == "sh").flat_map(of_block).filter(|line| !line.is_empty()).collect()
}

/// Every file that the page shows is shown as it is; so many are.
fn shows_files(page: &str, languages: &[&str], count: usize) {
    let shown: Vec<Block<'_>> = blocks(page).into_iter().filter(|block| languages.contains(&block.language)).collect();
    for block in &shown {
        let name = block.above.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
        let file = name.expect("the name of the file");
        assert!(read(file).contains(block.text), "{file} is not what is shown:\n{}", block.text);
    }
    assert_eq!(shown.len(), count);
}

#[test]
fn sql_rust_and_c_fill_the_same_tables() {
    let [sql, rust, c] = ["sql", "rust", "c"].map(|plugin| Workspace::with(plugin).tables());
    let rows: Vec<usize> = sql.iter().map(|table| table.iter().map(RecordBatch::num_rows).sum()).collect();
    assert_eq!(rows, [4, 4, 4]);
    for (number, table) in TABLES.iter().enumerate() {
        assert_eq!(sql[number], rust[number], "{table} from Rust");
        assert_eq!(sql[number], c[number], "{table} from C");
    }
}

#[test]
fn rust_and_c_name_the_list_and_the_row_of_what_is_wrong() {
    for plugin in ["rust", "c"] {
        let made = Workspace::with(plugin);
        let list = made.path(EXAMPLE).join("data/gesprekken.csv");
        let text = fs::read_to_string(&list).unwrap();
        for (from, to) in [("04-09-2025", "31-09-2025"), (";45;", ";lang;"), ("bezoek;L003", "bezoek")] {
            let row = 1 + text.lines().position(|line| line.contains(from)).unwrap();
            fs::write(&list, text.replace(from, to)).unwrap();
            let ran = made.check();
            assert_eq!(ran.code, Some(1), "{plugin}: {}{}", ran.stdout, ran.stderr);
            assert!(ran.stderr.contains(&format!("gesprekken, row {row}")), "{plugin}, {to}: {}", ran.stderr);
            assert!(!ran.stderr.contains("lang;") && !ran.stderr.contains("L003"), "{plugin}: {}", ran.stderr);
        }
    }
}

#[test]
fn the_tutorial_in_rust_shows_files_and_commands_as_they_are() {
    let page = read("docs/native-tutorial.md");
    shows_files(&page, &["csv", "toml", "rust"], 5);
    let made = Workspace::with("rust");
    let manifest = read("examples/first-plugin/rust/Cargo.toml");
    let blocks = blocks(&page);
    let printed = blocks.iter().find(|block| block.language == "text").unwrap().text;
    let commands = commands(&page);
    assert_eq!(commands.len(), 2);
    for line in commands {
        match line.strip_prefix("cargo build -p ") {
            // It was built with this test.
            Some(package) => assert!(manifest.contains(&format!("name = \"{package}\"")), "{line}"),
            None => assert_eq!(made.well(&line).stdout, printed),
        }
    }
}

#[test]
fn the_page_about_c_shows_files_and_commands_as_they_are() {
    let page = read("docs/plugin-c.md");
    shows_files(&page, &["c"], 3);
    let made = Workspace::with("c");
    let last = commands(&page).pop().unwrap();
    assert!(last.contains(" check "), "{last}");
    made.well(&last);
}
