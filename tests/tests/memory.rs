//! Memory does not grow with the size of a file.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use schakel_tests::watched;

const PROGRAM: &str = env!("CARGO_BIN_EXE_schakel-under-test");
const PROJECT: &str = "[project]\nid = \"memory\"\nname = \"Memory\"\nschool_year = \"2025-2026\"\nreport_date = \"2026-06-15\"\n\
    [settings]\nsource_memory_mb = 4\n\
    [[school]]\nid = \"school\"\nname = \"Voorbeeldschool\"\nsector = \"vo\"\nplugin = \"plugin\"\ndata = \"data\"\n";
const PLUGIN: &str = "id = \"school\"\nversion = \"1\"\npublisher = \"Voorbeeld\"\nmodel = \"1\"\n\
    [[source]]\nname = \"t\"\nkind = \"csv\"\npath = \"t.csv\"\n";
const QUERY: &str = "SELECT groep AS moment_id, min(datum) AS date, 20 AS minutes, 'individual_talk' AS form, \
    'mentor_slb_hour' AS setting, 'ja' AS scheduled, 'registration' AS evidence FROM t GROUP BY groep\n";

/// The megabytes that a load takes of a CSV with so many rows of about a hundred bytes.
fn megabytes(rows: u32) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, text: &str| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("schakel.toml", PROJECT);
    write("plugin/plugin.toml", PLUGIN);
    write("plugin/guidance_moment.sql", QUERY);
    let mut csv = String::from("nr;groep;datum;toelichting\n");
    for row in 0..rows {
        writeln!(csv, "{row};groep {};2026-01-{:02};{row:070}", row % 50, row % 28 + 1).unwrap();
    }
    write("data/t.csv", &csv);
    let took = watched(&mut check(folder.path())).unwrap();
    took.megabytes
}

fn check(project: &Path) -> Command {
    let mut program = Command::new(PROGRAM);
    program.arg("check").arg("--project").arg(project).env("SCHAKEL_KEYS", project.join("keys"));
    program.stdout(Stdio::null());
    program
}

#[test]
fn a_file_that_is_eight_times_as_large_takes_no_more_memory() {
    let (small, large) = (megabytes(200_000), megabytes(1_600_000));
    // What is read of a file and what waits for the query, whatever the number of cores.
    assert!(large < small + 40.0, "{small:.0} MB for 20 MB of text, {large:.0} MB for 160 MB");
}
