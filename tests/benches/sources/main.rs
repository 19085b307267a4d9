//! How fast sources are read, and how fast a school is loaded from them, beside what others take for the same in the same
//! run; and how much memory that takes.
//!
//! `cargo bench --profile dev -p schakel-tests --bench sources` runs all; a word behind `--` runs those whose name holds it.
//! The peers need Python with what `peers.py` names, which SCHAKEL_BENCH_PYTHON may name; without it they are left out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on stops")]
#![allow(missing_docs, reason = "a program without users of its code")]

mod made;
#[path = "../measure/mod.rs"]
mod measure;
mod projects;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use schakel_source::{Kind, SourceSpec};
use schakel_tests::watched;
use serde_json::Value;

use measure::{python, run, told};
use projects::Project;

/// How many times the fastest peer reading may take.
const READING: f64 = 2.0;
/// The part of the time of earthmover that all of a load may take.
const LOADING: f64 = 0.1;
/// Megabytes that a file of any size may take.
const STREAMED: f64 = 1024.0;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let [word, kind, path] = words.as_slice()
        && word == "read"
    {
        return read_once(kind, Path::new(path));
    }
    println!("load of the machine: {}", fs::read_to_string("/proc/loadavg").unwrap_or_default().trim());
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    for (name, project) in projects::ALL {
        if wanted(name) {
            format(name, project);
        }
    }
    if wanted("larger") {
        larger_than_memory();
    }
}

/// Reads a source as its kind and tells how many rows it has and how long that took: what the benchmark starts itself for.
fn read_once(kind: &str, path: &Path) {
    let kind = Kind::all().find(|definition| definition.name == kind).unwrap().kind;
    let spec = SourceSpec::new("t", kind, path.file_name().unwrap().to_str().unwrap());
    let start = Instant::now();
    let tables = schakel_source::read(&spec, path.parent().unwrap()).unwrap();
    let rows: u64 = tables.iter().filter(|table| !table.derived).map(|table| table.rows()).sum();
    println!("{}", serde_json::json!({ "rows": rows, "seconds": start.elapsed().as_secs_f64() }));
}

/// One format: its reading beside those who read it, and all of a load beside earthmover.
fn format(name: &str, project: fn(&Path) -> Project) {
    let folder = tempfile::tempdir().unwrap();
    let made = project(folder.path());
    let mut reading = f64::INFINITY;
    let mut rows = 0;
    let mut megabytes = 0.0;
    for _ in 0..3 {
        let mut child = Command::new(std::env::current_exe().unwrap());
        let out = folder.path().join("read.json");
        child.args(["read", made.kind]).arg(&made.path).stdout(fs::File::create(&out).unwrap());
        megabytes = f64::max(megabytes, watched(&mut child).unwrap().megabytes);
        let told: Value = serde_json::from_slice(&fs::read(out).unwrap()).unwrap();
        reading = reading.min(told["seconds"].as_f64().unwrap());
        rows = told["rows"].as_u64().unwrap();
    }
    println!("{name}, reading: {reading:.2} s, {:.0} rows per second, {megabytes:.0} MB", rows as f64 / reading);

    let mut loading = f64::INFINITY;
    let mut megabytes = 0.0;
    for _ in 0..3 {
        let _ = fs::remove_dir_all(made.folder.join(".schakel"));
        let took = run(&made.folder, "check");
        loading = loading.min(took.seconds);
        megabytes = f64::max(megabytes, took.megabytes);
    }
    println!("{name}, loading: {loading:.2} s, {:.0} rows per second, {megabytes:.0} MB", rows as f64 / loading);

    if let Some(fastest) = peers(&made) {
        told(&format!("{name}, reading over the fastest peer's"), reading / fastest, "times", READING);
    }
    if let Some(python) = python("earthmover", "earthmover") {
        let took = earthmover(&python, &made, folder.path());
        println!("{name}, earthmover: {took:.2} s");
        told(&format!("{name}, loading over earthmover's"), loading / took, "times", LOADING);
    }
}

/// The seconds of the fastest of those who read the same file.
fn peers(made: &Project) -> Option<f64> {
    let python = python("duckdb, python_calamine, openpyxl, lxml", "peers")?;
    let script = workspace("peers.py");
    let given = Command::new(python).arg(script).arg(made.kind).arg(&made.path).stderr(Stdio::inherit()).output();
    let given = given.unwrap();
    assert!(given.status.success());
    let told: Value = serde_json::from_slice(&given.stdout).unwrap();
    let took = told.as_object().unwrap().iter().map(|(name, seconds)| {
        let seconds = seconds.as_f64().unwrap();
        println!("  {name}: {seconds:.2} s");
        seconds
    });
    took.min_by(f64::total_cmp)
}

/// The seconds of earthmover for a mapping to the same rows, as lines of JSON.
fn earthmover(python: &str, made: &Project, folder: &Path) -> f64 {
    let program = Path::new(python).with_file_name("earthmover");
    let mut command = Command::new(program);
    command.args(["run", "-c"]).arg(workspace("earthmover").join(format!("{}.yaml", made.kind)));
    command.env("DATA", if made.path.is_dir() { &made.path } else { made.path.parent().unwrap() });
    command.env("OUT", folder.join("earthmover")).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    watched(&mut command).unwrap().seconds
}

/// A CSV larger than what may be in memory, through a query that counts by group.
fn larger_than_memory() {
    let folder = tempfile::tempdir().unwrap();
    let made = projects::larger(folder.path());
    let gigabytes = fs::metadata(&made.path).unwrap().len() as f64 / f64::from(1 << 30);
    let took = run(&made.folder, "check");
    println!("a CSV of {gigabytes:.1} GB, counted by group: {:.1} s", took.seconds);
    told("a CSV larger than memory, memory", took.megabytes, "MB", STREAMED);
}

/// A file beside this one.
fn workspace(file: &str) -> PathBuf {
    schakel_tests::workspace().join("tests/benches/sources").join(file)
}
