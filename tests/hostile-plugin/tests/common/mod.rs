//! One run of a hostile plugin.

#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use schakel_core::plugin::library::{self, Subject};
use schakel_core::plugin::native::{Folders, NativeRun, NativeTables, read_tables};
use schakel_core::plugin::{Lock, Manifest, Pin, platform};
use schakel_plugin::model::record::Student;
use schakel_source::problem::Problem;

/// What is run, and within which limits.
pub(crate) struct Case {
    library: String,
    folder: PathBuf,
    data: PathBuf,
    host: PathBuf,
    settings: String,
    limits: String,
    reads: String,
}

impl Case {
    /// The hostile plugin with this behaviour.
    pub(crate) fn new(behaviour: &str) -> Case {
        Case {
            library: "schakel_hostile_plugin".to_owned(),
            folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            data: PathBuf::from(env!("CARGO_MANIFEST_DIR")),
            host: PathBuf::from(env!("CARGO_BIN_EXE_hostile-plugin-host")),
            settings: format!("behaviour = '{behaviour}'"),
            limits: "memory_mb = 64".to_owned(),
            reads: String::new(),
        }
    }

    /// Another library, in this folder.
    pub(crate) fn library(mut self, folder: &Path, name: &str) -> Case {
        self.folder = folder.to_owned();
        self.library = name.to_owned();
        self
    }

    /// Other limits.
    pub(crate) fn limits(mut self, limits: &str) -> Case {
        self.limits = limits.to_owned();
        self
    }

    /// Another program as host.
    pub(crate) fn host(mut self, host: &Path) -> Case {
        self.host = host.to_owned();
        self
    }

    /// One more setting.
    pub(crate) fn setting(mut self, name: &str, value: impl std::fmt::Display) -> Case {
        self.settings.push_str(&format!("\n{name} = '{value}'"));
        self
    }

    /// A declared file in a data folder.
    pub(crate) fn reads(mut self, data: &Path, name: &str, path: &str) -> Case {
        self.data = data.to_owned();
        self.reads.push_str(&format!("{name} = '{path}'\n"));
        self
    }

    /// Trusts the library, and runs it.
    pub(crate) fn run(&self) -> Result<NativeTables, Box<Problem>> {
        self.run_after(|| {})
    }

    /// Trusts the library, does this, and then runs it.
    pub(crate) fn run_after(&self, between: impl FnOnce()) -> Result<NativeTables, Box<Problem>> {
        let Case { library, settings, limits, reads, .. } = self;
        let manifest = Manifest::parse(
            &format!(
                "id = 'hostile'\nversion = '1'\npublisher = 'Example Publisher'\nmodel = '1'\nlibrary = '{library}'\n\
                 [settings]\n{settings}\n[limits]\n{limits}\n[reads]\n{reads}"
            ),
            "plugins/hostile/plugin.toml",
        )
        .unwrap();
        let subject = Subject {
            school: "delta",
            manifest: &manifest,
            manifest_file: "plugins/hostile/plugin.toml",
            folder: &self.folder,
        };
        let mut lock = Lock::default();
        let found = library::find(&subject).map_err(Box::new)?.unwrap();
        lock.trust(Pin {
            plugin: manifest.id.clone(),
            platform: platform(),
            version: manifest.version.clone(),
            publisher: manifest.publisher.clone(),
            file: found.file_name,
            sha256: found.sha256,
        });
        let approved = library::approve(&subject, &lock).map_err(Box::new)?.unwrap();
        between();
        let outcome = read_tables(&NativeRun {
            manifest: &manifest,
            manifest_file: "plugins/hostile/plugin.toml",
            library: &approved,
            school_id: "delta",
            school_name: "Delta",
            school_year: "2025-2026",
            previous_school_year: "2024-2025",
            report_date: "2026-06-15",
            folders: Folders { data: &self.data, plugin: &self.folder, project: &self.data, off_limits: &[] },
            host: Some(&self.host),
            echo: false,
        });
        outcome.map_err(|mut problems| {
            assert_eq!(problems.len(), 1, "one failure, one problem: {problems:#?}");
            Box::new(problems.remove(0))
        })
    }

    /// The run fails with this problem, which names school, plugin, library and these words, and says what to do.
    pub(crate) fn ends_as(&self, code: &str, said: &[&str]) {
        let problem = self.run().expect_err("the run fails");
        println!("{problem}\n");
        assert_eq!(problem.code, code, "{problem}");
        let who = ["school delta", "plugin hostile", self.library.as_str()];
        for words in who.iter().chain(said) {
            assert!(problem.message.contains(words), "`{words}` is missing in: {problem}");
        }
        assert!(problem.hint.is_some(), "nothing says what to do: {problem}");
    }
}

/// The library of this crate, where cargo left it.
pub(crate) fn built_library() -> PathBuf {
    let folder = Path::new(env!("CARGO_BIN_EXE_hostile-plugin-host")).parent().unwrap();
    let name = schakel_core::plugin::library_file_name("schakel_hostile_plugin");
    [folder.join(&name), folder.join("deps").join(&name)].into_iter().find(|file| file.is_file()).unwrap()
}

/// docs/plugin-isolation.md has exactly these rows in the table below the heading that begins with `section`.
pub(crate) fn told(section: &str, rows: &[String]) {
    let page = include_str!("../../../../docs/plugin-isolation.md");
    let marks = (format!("<!-- {section} -->\n"), format!("<!-- end of {section} -->"));
    let (_, rest) = page.split_once(&marks.0).expect("the beginning of the table");
    let (table, _) = rest.split_once(&marks.1).expect("the end of the table");
    let told: Vec<&str> = table.lines().skip(2).collect();
    assert_eq!(told, rows, "the table should be:\n\n{}\n", rows.join("\n"));
}

/// The ids in table `student`.
pub(crate) fn students(tables: &NativeTables) -> Vec<String> {
    let table = tables.tables.iter().find(|table| table.name == "student").expect("a table of students");
    let mut ids = Vec::new();
    for batch in &table.batches {
        let rows: Vec<Student> = serde_arrow::from_record_batch(batch).expect("students");
        ids.extend(rows.into_iter().map(|student| student.student_id));
    }
    assert_eq!(ids.len() as u64, table.rows);
    ids
}
