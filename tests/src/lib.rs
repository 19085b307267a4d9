//! What the end-to-end tests share: a copy of the example project that a test may spoil, a run of the program on it,
//! and the pages of the documentation.

pub mod follow;
pub mod page;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A copy of the example, with its plugins, in a folder of its own; gone when dropped.
#[derive(Debug)]
pub struct Example {
    root: TempDir,
    program: PathBuf,
}

/// How a run of the program ended, and what it said.
#[derive(Debug)]
pub struct Run {
    /// The exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Run {
    /// Standard output as JSON; null when it is something else.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_default()
    }
}

/// The top folder of the workspace.
#[must_use]
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

impl Example {
    /// Copies the example of the workspace; `program` is what [`Example::run`] starts.
    ///
    /// # Errors
    /// When a file cannot be copied.
    pub fn copy(program: impl Into<PathBuf>) -> std::io::Result<Self> {
        let root = tempfile::tempdir()?;
        let from = workspace();
        for part in ["examples/zes-scholen/data", "examples/zes-scholen/instrument", "plugins"] {
            copy_folder(&from.join(part), &root.path().join(part))?;
        }
        let file = "examples/zes-scholen/schakel.toml";
        fs::copy(from.join(file), root.path().join(file))?;
        Ok(Self { root, program: program.into() })
    }

    /// A path below the copy's top folder.
    #[must_use]
    pub fn path(&self, below: &str) -> PathBuf {
        self.root.path().join(below)
    }

    /// The folder of the project.
    #[must_use]
    pub fn project(&self) -> PathBuf {
        self.path("examples/zes-scholen")
    }

    /// Rewrites a file below the top folder, byte for byte.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn edit(&self, below: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> std::io::Result<()> {
        let file = self.path(below);
        fs::write(&file, change(fs::read(&file)?))
    }

    /// Runs the program with these arguments and `--project` behind them, with keys of its own.
    ///
    /// # Errors
    /// When the program cannot be started.
    pub fn run(&self, args: &[&str]) -> std::io::Result<Run> {
        let output = Command::new(&self.program)
            .args(args)
            .arg("--project")
            .arg(self.project())
            .env("SCHAKEL_KEYS", self.path("keys"))
            .output()?;
        Ok(Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        })
    }

    /// Every file below a folder, sorted by path.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn files(&self, below: &str) -> std::io::Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        let mut folders = vec![self.path(below)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found.sort();
        Ok(found)
    }
}

/// What a process took.
#[derive(Debug, Clone, Copy)]
pub struct Took {
    /// Seconds from its beginning to its end.
    pub seconds: f64,
    /// The most memory it held, in megabytes (2^20 bytes); 0 where the system does not tell.
    pub megabytes: f64,
}

/// Runs a process to its end and watches its memory.
///
/// # Errors
/// When it cannot be started, or does not end well.
pub fn watched(command: &mut Command) -> std::io::Result<Took> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let mut peak = 0;
    let status = loop {
        peak = peak.max(resident(child.id()));
        match child.try_wait()? {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let took = Took { seconds: start.elapsed().as_secs_f64(), megabytes: peak as f64 / 1024.0 };
    if status.success() { Ok(took) } else { Err(std::io::Error::other(format!("{command:?} ended with {status}"))) }
}

/// The most memory that a process has held so far, in kB; 0 where the system does not tell.
fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}

/// Copies a folder with all that is in it.
///
/// # Errors
/// When a file cannot be copied.
pub fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy_folder(&source, &target)?;
        } else {
            fs::copy(source, target)?;
        }
    }
    Ok(())
}
