//! How fast the program is and how much memory it takes, each beside a limit or a peer measured in the same run.
//!
//! `cargo bench --profile dev -p schakel-tests` runs all; a word behind `--` runs those whose name holds it.
//! `moments` needs Python with DuckDB (`python3 -m pip install duckdb`), which SCHAKEL_BENCH_PYTHON may name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on stops")]
#![allow(missing_docs, reason = "a program without users of its code")]

mod measure;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use schakel_report::document::Lang;
use schakel_report::facts::Facts;
use schakel_report::template::TemplateSet;
use schakel_tests::{Example, Took, workspace};

use measure::{PROGRAM, python, run, told};

const MOMENTS: u32 = 1_000_000;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    for (name, bench) in
        [("six", six as fn()), ("hundred", hundred as fn()), ("compose", compose as fn()), ("moments", moments as fn())]
    {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            bench();
        }
    }
}

/// The six schools of the example, from files to six PDFs; and once more with nothing changed.
fn six() {
    let example = Example::copy(PROGRAM).unwrap();
    let (first, again) = first_and_again(&example.project(), 5);
    told("six schools, from files to PDFs", first.seconds, "s", 3.0);
    told("six schools, nothing changed", again.seconds, "s", 1.0);
    told("six schools, memory", first.megabytes, "MB", 500.0);
}

/// A hundred schools in the same mix of formats, beside the six.
fn hundred() {
    let folder = tempfile::tempdir().unwrap();
    for (name, schools) in [("6", 6), ("100", 100)] {
        let plugins = workspace().join("plugins");
        schakel_example::many(schools, 1.0, &plugins, &folder.path().join(name)).unwrap();
    }
    let (six, _) = first_and_again(&folder.path().join("6"), 3);
    let (hundred, again) = first_and_again(&folder.path().join("100"), 1);
    told("100 schools, time over that of six", hundred.seconds / six.seconds, "times", 20.0);
    told("100 schools, memory over that of six", hundred.megabytes / six.megabytes, "times", 2.0);
    println!("  ({:.1} s and {:.0} MB; again {:.1} s)", hundred.seconds, hundred.megabytes, again.seconds);
}

/// One report from its facts to its bytes, on one core.
fn compose() {
    let example = Example::copy(PROGRAM).unwrap();
    example.run(&["report", "--facts", "--school", "wilgenborch"]).unwrap();
    let file = example.project().join("out/wilgenborch/visie-en-voortgang-2025-2026.json");
    let facts: Facts = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    let templates = TemplateSet::of(schakel_report::Report::VisionAndProgress).unwrap();
    let markup = schakel_report::fill(&facts, &templates, Lang::Nl).unwrap();
    let filling = median(30, || assert!(schakel_report::fill(&facts, &templates, Lang::Nl).unwrap().len() > 1000));
    let setting = median(30, || {
        let document = schakel_report::markup::read(&markup).unwrap();
        assert!(schakel_report::compose(&document, templates.theme()).unwrap().pages > 5);
    });
    println!("one report, filling the templates: {filling:.2} ms");
    told("one report, composition and PDF", setting, "ms", 40.0);
}

/// The middle of the times that something takes, in milliseconds.
fn median(times: usize, what: impl Fn()) -> f64 {
    let mut took: Vec<f64> = (0..times)
        .map(|_| {
            let start = Instant::now();
            what();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    took[took.len() / 2]
}

/// A CSV of a million guidance moments through a SQL plugin and the gate to Parquet, beside DuckDB doing the part of
/// it that it can: read, cast, write.
fn moments() {
    let Some(python) = python("duckdb", "a million moments") else { return };
    let folder = tempfile::tempdir().unwrap();
    let project = one_school(folder.path());
    let csv = project.join("data/momenten.csv");
    let mut ours = f64::INFINITY;
    let mut theirs = f64::INFINITY;
    for _ in 0..3 {
        let _ = fs::remove_dir_all(project.join(".schakel"));
        ours = ours.min(run(&project, "check").seconds);
        let start = Instant::now();
        let script = workspace().join("tests/benches/duckdb_moments.py");
        let status = Command::new(&python).arg(script).arg(&csv).arg(folder.path().join("duckdb.parquet")).status();
        assert!(status.unwrap().success());
        theirs = theirs.min(start.elapsed().as_secs_f64());
    }
    println!("a million moments: {ours:.2} s, DuckDB {theirs:.2} s");
    told("a million moments, time over DuckDB's", ours / theirs, "times", 2.0);
}

/// The quickest of some first runs and of the runs after them. The very first is not counted: the disk was cold.
fn first_and_again(project: &Path, times: usize) -> (Took, Took) {
    let runs: Vec<(Took, Took)> = (0..=times)
        .map(|_| {
            let _ = fs::remove_dir_all(project.join(".schakel"));
            (run(project, "report"), run(project, "report"))
        })
        .skip(1)
        .collect();
    let quickest = |runs: &mut dyn Iterator<Item = Took>| {
        runs.min_by(|one, other| one.seconds.total_cmp(&other.seconds)).expect("at least one run")
    };
    (quickest(&mut runs.iter().map(|run| run.0)), quickest(&mut runs.iter().map(|run| run.1)))
}

/// A project of one school with nothing but moments, many of them.
fn one_school(folder: &Path) -> PathBuf {
    let project = folder.join("project");
    let plugin = project.join("plugin");
    fs::create_dir_all(project.join("data")).unwrap();
    fs::create_dir_all(&plugin).unwrap();
    let write = |path: PathBuf, text: &str| fs::write(path, text).unwrap();
    write(
        project.join("schakel.toml"),
        "[project]\nid = \"moments\"\nname = \"Moments\"\nschool_year = \"2025-2026\"\nreport_date = \"2026-06-15\"\n\n\
         [[school]]\nid = \"school\"\nplugin = \"plugin\"\ndata = \"data\"\n",
    );
    write(
        plugin.join("plugin.toml"),
        "id = \"moments\"\nversion = \"1.0.0\"\npublisher = \"Benchmark\"\nmodel = \"1\"\n\n\
         [formats]\ndate = \"jjjj-mm-dd\"\n\n[[source]]\nname = \"moments\"\nkind = \"csv\"\npath = \"momenten.csv\"\n\n\
         [[source]]\nname = \"school\"\nkind = \"csv\"\npath = \"school.csv\"\n",
    );
    write(plugin.join("school.sql"), "SELECT name, sector, source_row FROM school\n");
    write(
        plugin.join("guidance_moment.sql"),
        "SELECT id AS moment_id, datum AS date, duur AS minutes,\n  \
         CASE soort WHEN 'gesprek' THEN 'individual_talk' WHEN 'les' THEN 'lob_lesson' ELSE soort END AS form,\n  \
         CASE waar WHEN 'lokaal' THEN 'mentor_slb_hour' ELSE waar END AS setting, gepland AS scheduled, 'registration' AS evidence, source_row\nFROM moments\n",
    );
    write(project.join("data/school.csv"), "name,sector\nVoorbeeldschool,vo\n");
    let mut csv = String::from("id,datum,soort,waar,gepland,duur\n");
    for moment in 0..MOMENTS {
        let (day, month) = (moment % 28 + 1, moment / 28 % 6 + 1);
        let form = if moment % 3 == 0 { "les" } else { "gesprek" };
        let minutes = moment % 9 * 5 + 5;
        writeln!(csv, "M-{moment:07},2026-{month:02}-{day:02},{form},lokaal,ja,{minutes}").unwrap();
    }
    write(project.join("data/momenten.csv"), &csv);
    project
}
