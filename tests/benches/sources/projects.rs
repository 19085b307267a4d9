//! Projects of one school around the made-up files, each with a plugin as somebody would write it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::made;
use crate::measure::PROGRAM;

/// A project, and the source in it that the benchmark is about.
pub(crate) struct Project {
    pub(crate) folder: PathBuf,
    pub(crate) kind: &'static str,
    pub(crate) path: PathBuf,
}

/// Makes the files and the project of a format.
type Make = fn(&Path) -> Project;

/// The formats.
pub(crate) const ALL: [(&str, Make); 4] = [
    ("OneRoster, a million enrolments", oneroster),
    ("LimeSurvey, six million answers", limesurvey),
    ("XLSX, 200,000 rows", xlsx),
    ("UWLR, 100,000 students", uwlr),
];

const PROJECT: &str = "[project]\nid = \"sources\"\nname = \"Sources\"\nschool_year = \"2025-2026\"\nreport_date = \"2026-06-15\"\n\n\
    [[school]]\nid = \"school\"\nsector = \"vo\"\nname = \"Voorbeeldschool\"\nplugin = \"plugin\"\ndata = \"data\"\n";
const PLUGIN: &str = "id = \"school\"\nversion = \"1.0.0\"\npublisher = \"Benchmark\"\nmodel = \"1\"\n\n\
    [formats]\ndate = \"jjjj-mm-dd\"\n\n";

/// A project with the files of a plugin; the data are made in the folder that is given.
fn project(folder: &Path, plugin: &[(&str, &str)]) -> PathBuf {
    let folder = folder.join("project");
    fs::create_dir_all(folder.join("data")).unwrap();
    fs::create_dir_all(folder.join("plugin")).unwrap();
    fs::write(folder.join("schakel.toml"), PROJECT).unwrap();
    for (name, text) in plugin {
        let text = if *name == "plugin.toml" { format!("{PLUGIN}{text}") } else { (*text).to_owned() };
        fs::write(folder.join("plugin").join(name), text).unwrap();
    }
    folder
}

/// A set of OneRoster, with the plugin that the program proposes for it.
fn oneroster(folder: &Path) -> Project {
    let folder = folder.join("project");
    let path = folder.join("data/oneroster");
    made::oneroster(&path);
    let mut new = Command::new(PROGRAM);
    new.args(["plugin", "new", "school", "--sector", "vo", "--name", "Voorbeeldschool", "--school-year", "2025-2026"]);
    let status = new.arg("--project").arg(&folder).arg(&path).stdout(Stdio::null()).status().unwrap();
    assert!(status.success());
    let mut list = String::from("grade,programme_id,name,level,year_level\n");
    for grade in 1..=6 {
        writeln!(list, "{grade},vwo,vwo,vwo,{grade}").unwrap();
    }
    fs::write(folder.join("plugins/school/leerjaren.csv"), list).unwrap();
    Project { folder, kind: "oneroster", path }
}

fn limesurvey(folder: &Path) -> Project {
    let mut items = String::from("question;item_id;kind;text;scale_id;dimension;theme;reversed\n");
    for item in 1..=made::ITEMS {
        writeln!(items, "VRAAG[SQ{item:03}];I{item:02};likert;Vraag {item};weten;knowledge;kennis;no").unwrap();
    }
    let manifest = "[[source]]\nname = \"enquete\"\nkind = \"limesurvey\"\npath = \"enquete.csv\"\n\n\
        [[source]]\nname = \"vragen\"\nkind = \"csv\"\npath = \"plugin:vragen.csv\"\n\n\
        [[survey]]\ninstrument = { instrument_id = \"lob\", name = \"LOB\", version = \"1\", audience = \"staff\", \
        licence = \"CC BY 4.0\", language = \"nl\" }\nitems = \"vragen\"\n\
        answers.likert = { A1 = \"1\", A2 = \"2\", A3 = \"3\", A4 = \"4\", A5 = \"5\", A6 = \"not_applicable\" }\n\
        wave = [{ wave_id = \"voormeting\", source = \"enquete\", number = 1, label = \"before\", from = \"2025-10-01\", \
        until = \"2025-10-31\" }]\nrespondent.role = { column = \"ROL\", values = { A1 = \"docent\", A2 = \"mentor\" } }\n\
        respondent.link_code = \"KOPPEL\"\n";
    let folder = project(folder, &[("plugin.toml", manifest), ("vragen.csv", &items)]);
    let path = folder.join("data/enquete.csv");
    made::limesurvey(&path);
    Project { folder, kind: "limesurvey", path }
}

fn xlsx(folder: &Path) -> Project {
    let moments = "SELECT id AS moment_id, datum AS date, duur AS minutes,\n  \
        CASE soort WHEN 'gesprek' THEN 'individual_talk' ELSE 'lob_lesson' END AS form,\n  \
        'mentor_slb_hour' AS setting, gepland AS scheduled, 'registration' AS evidence, source_row\nFROM momenten\n";
    let manifest = "[[source]]\nname = \"momenten\"\nkind = \"xlsx\"\npath = \"momenten.xlsx\"\n";
    let folder = project(folder, &[("plugin.toml", manifest), ("guidance_moment.sql", moments)]);
    let path = folder.join("data/momenten.xlsx");
    made::workbook(&path);
    Project { folder, kind: "xlsx", path }
}

fn uwlr(folder: &Path) -> Project {
    let manifest = "[[source]]\nname = \"las\"\nkind = \"edexml\"\npath = \"uwlr.xml\"\n";
    let students =
        "SELECT key AS student_id, substr(geboortedatum, 1, 4) AS birth_year, source_row FROM las__leerlingen\n";
    let groups = "SELECT key AS group_id, naam AS name, 'mentorgroep' AS kind, '2025-2026' AS school_year, source_row \
        FROM las__groepen\nUNION ALL\nSELECT key, naam, 'lesgroep', '2025-2026', source_row FROM las__samengestelde_groepen\n";
    let members = "SELECT groep AS group_id, 'student' AS person_kind, key AS person_id, 'student' AS function, \
        '2025-08-01' AS \"from\", source_row FROM las__leerlingen\nUNION ALL\n\
        SELECT samengestelde_groep, 'student', leerling, 'student', '2025-08-01', source_row FROM las__leerling_groepen\n";
    let plugin =
        [("plugin.toml", manifest), ("student.sql", students), ("group.sql", groups), ("group_member.sql", members)];
    let folder = project(folder, &plugin);
    let path = folder.join("data/uwlr.xml");
    made::uwlr(&path);
    Project { folder, kind: "edexml", path }
}

/// A CSV that is larger than memory, of which the groups and days are counted.
pub(crate) fn larger(folder: &Path) -> Project {
    let manifest = "[[source]]\nname = \"gebeurtenissen\"\nkind = \"csv\"\npath = \"gebeurtenissen.csv\"\n";
    let moments = "SELECT groep || ' ' || datum AS moment_id, datum AS date, least(count(*), 400) AS minutes, \
        'individual_talk' AS form,\n  'mentor_slb_hour' AS setting, 'ja' AS scheduled, 'registration' AS evidence, \
        min(source_row) AS source_row\nFROM gebeurtenissen\nGROUP BY groep, datum\nORDER BY 1\n";
    let folder = project(folder, &[("plugin.toml", manifest), ("guidance_moment.sql", moments)]);
    let path = folder.join("data/gebeurtenissen.csv");
    made::larger(&path);
    Project { folder, kind: "csv", path }
}
