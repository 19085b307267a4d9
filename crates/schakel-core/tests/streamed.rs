//! Sources of which the rows are not kept: a school is loaded as if they were, from files that stay what they are.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::fs;

use common::{Mini, errors};
use schakel_core::load::{SchoolLoad, Step, load_school};

const TALKS: &str = "data/gesprekken.csv";

/// The school with talks that are too large to be kept: blank lines behind the last row are in the file all the same.
fn large() -> Mini {
    let mini = Mini::new();
    let setting = "report_date = \"2026-06-15\"\n[settings]\nsource_memory_mb = 1\n";
    mini.change("schakel.toml", "report_date = \"2026-06-15\"\n", setting);
    let talks = fs::read_to_string(mini.path(TALKS)).unwrap();
    mini.write(TALKS, &format!("{talks}{}", "\n".repeat(1_100_000)));
    mini
}

/// Loads the school; the file of talks becomes another one after it was read for the first time.
fn load_while_changing(mini: &Mini, change: impl Fn() + Sync) -> SchoolLoad {
    let project = mini.project();
    let progress = |progress: schakel_core::load::Progress<'_>| {
        if progress.step == Step::Mapping {
            change();
        }
    };
    load_school(&project, project.school("mini").unwrap(), &mini.options(), &progress)
}

#[test]
fn the_store_holds_what_it_would_hold_of_rows_that_are_kept() {
    let (kept, streamed) = (Mini::new(), large());
    assert_eq!(kept.errors(), Vec::<String>::new());
    let load = streamed.load();
    assert_eq!(errors(&load), Vec::<String>::new());
    for (table, column) in
        [("guidance_moment", "date"), ("guidance_moment", "source_row"), ("guidance_moment_staff", "role")]
    {
        assert_eq!(streamed.column(table, column), kept.column(table, column), "{table}.{column}");
    }
    assert_eq!(load.provenance.sources[1].rows, 4);
}

#[test]
fn sources_are_joined_counted_and_cut_short_as_others_are() {
    let mini = large();
    mini.write(
        "plugin/guidance_moment.sql",
        "SELECT g.Nr AS moment_id, g.Datum AS date, (SELECT count(*) FROM gesprekken) * 5 AS minutes,\n  \
         'individual_talk' AS form, 'lob_hour' AS setting, 'ja' AS scheduled, 'registration' AS evidence, g.source_row\n\
         FROM gesprekken g JOIN personen p ON p.nummer = g.Leerling\n\
         WHERE g.Nr IN (SELECT Nr FROM gesprekken ORDER BY source_row LIMIT 2)\n",
    );
    for table in ["staff", "student"] {
        mini.remove(&format!("plugin/guidance_moment_{table}.sql"));
    }
    assert_eq!(mini.errors(), Vec::<String>::new());
    assert_eq!(mini.column("guidance_moment", "date"), ["2025-09-03", "2025-09-04"]);
    assert_eq!(mini.column("guidance_moment", "minutes"), ["20", "20"]);
}

#[test]
fn a_file_that_changes_while_it_is_read_stops_the_school_whatever_changed() {
    for (from, to) in
        [("03-09-2025", "04-09-2025"), ("g-1001-2;", "g-1001-2;\n;"), ("leerling-1002", "\"leerling-1002")]
    {
        let mini = large();
        let load = load_while_changing(&mini, || mini.change(TALKS, from, to));
        assert!(!load.loaded);
        let errors = errors(&load);
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].contains("data/gesprekken.csv") && errors[0].contains("changed while"), "{errors:?}");
        assert!(mini.table("guidance_moment").is_none());
    }
}

#[test]
fn a_survey_reads_its_responses_whatever_their_size() {
    let mini = large();
    mini.write("plugin/vragen.csv", "question;item_id;kind;text;dimension\nDuur;A;count;Hoe lang?;knowledge\n");
    let manifest = fs::read_to_string(mini.path("plugin/plugin.toml")).unwrap();
    let survey = "[[source]]\nname = \"vragen\"\nkind = \"csv\"\npath = \"plugin:vragen.csv\"\n[[survey]]\n\
        instrument = { instrument_id = \"i\", name = \"I\", version = \"1\", audience = \"staff\", licence = \"CC0\", language = \"nl\" }\n\
        items = \"vragen\"\nwave = [{ wave_id = \"m1\", source = \"gesprekken\" }]\nrespondent.role = { value = \"docent\" }\n";
    mini.write("plugin/plugin.toml", &format!("{manifest}{survey}"));
    mini.write("plugin/wave.sql", "SELECT 'm1' AS wave_id, 'i' AS instrument_id, 1 AS number, 'before' AS label, '2025-10-01' AS \"from\", '2025-10-31' AS until\n");
    assert_eq!(mini.errors(), Vec::<String>::new());
    assert_eq!(mini.column("answer", "item_id").len(), 3);
}
