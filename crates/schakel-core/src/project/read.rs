//! Reads schakel.toml: all mistakes at once, each with its line and column.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::research::{contributor_sections, research_section};
use super::settings::SETTINGS;
use super::sharing::{collect_section, share_section};
use super::toml_fields::{Fields, Reader};
use super::{PROJECT_FILE, Project, School, Setting, Settings};
use schakel_source::problem::{Problem, did_you_mean};

const SECTIONS: [&str; 7] = ["project", "settings", "research", "contributor", "share", "collect", "school"];

impl Project {
    /// Reads the project file at `path`, or the `schakel.toml` in the folder at `path`.
    ///
    /// # Errors
    /// When the file cannot be read, and one problem with line and column for every mistake in it.
    pub fn open(path: &Path) -> Result<Project, Vec<Problem>> {
        Project::open_with(path, &[])
    }

    /// As [`Project::open`], with the settings of a later step beside [`SETTINGS`]: each is defined where it is used, and all
    /// stand in `[settings]`.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn open_with(path: &Path, more: &[Setting]) -> Result<Project, Vec<Problem>> {
        let file = if path.is_dir() { path.join(PROJECT_FILE) } else { path.to_owned() };
        let name = file.file_name().map_or_else(|| PROJECT_FILE.to_owned(), |name| name.to_string_lossy().into_owned());
        let text = std::fs::read_to_string(&file).map_err(|error| {
            let what = match error.kind() {
                std::io::ErrorKind::NotFound => "there is no such project file".to_owned(),
                std::io::ErrorKind::InvalidData => "the project file is not UTF-8 text".to_owned(),
                kind => format!("the project file cannot be read: {kind}"),
            };
            vec![
                Problem::error("project-missing", what)
                    .file(file.to_string_lossy())
                    .hint("Go to its folder, name it with --project, or have one made by `schakel plugin new`."),
            ]
        })?;
        let folder = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => Path::new(".").to_owned(),
        };
        Project::parse(&text, &name, &folder, more)
    }

    /// Reads the text of a project file; `file` is how a message names it, `folder` where its paths start, `more` are the
    /// settings it may have beside [`SETTINGS`].
    ///
    /// # Errors
    /// One problem with line and column for every mistake.
    pub fn parse(text: &str, file: &str, folder: &Path, more: &[Setting]) -> Result<Project, Vec<Problem>> {
        let reader = &mut Reader::new(text, file);
        let document = reader.parse();
        let document = document.get_ref();
        for key in document.keys() {
            if !SECTIONS.contains(&key.get_ref().as_ref()) {
                let message = format!("unknown section `{}`", key.get_ref());
                reader.fault(key.span().start, message, did_you_mean(key.get_ref(), &SECTIONS));
            }
        }
        let project = project_section(reader, document);
        let settings = settings_section(reader, document, more);
        let share = share_section(reader, document);
        let collect = collect_section(reader, document);
        let research = research_section(reader, document);
        let contributors = contributor_sections(reader, document);
        let schools = school_sections(reader, document);
        if reader.problems.is_empty() {
            project
                .map(|project| Project {
                    folder: folder.to_owned(),
                    settings,
                    research,
                    contributors,
                    share,
                    collect,
                    schools,
                    ..project
                })
                .ok_or_else(|| vec![Problem::error("project-file", "there is no [project] section").file(file)])
        } else {
            Err(std::mem::take(&mut reader.problems))
        }
    }
}

fn project_section(reader: &mut Reader<'_>, document: &DeTable<'_>) -> Option<Project> {
    let Some((at, table)) = section(reader, document, "project") else {
        if reader.problems.is_empty() {
            reader.fault(0, "there is no [project] section", Some("Start the file with [project].".to_owned()));
        }
        return None;
    };
    let mut fields = Fields::new("[project]", at, table);
    let id = fields.required(reader, "id");
    let name = fields.required(reader, "name");
    let school_year = fields.required(reader, "school_year");
    let previous = fields.text(reader, "previous_school_year");
    let report_date = fields.required_date(reader, "report_date");
    let retention_until = fields.date(reader, "retention_until");
    fields.finish(reader);
    if let Some((id, at)) = &id {
        check_id(reader, "project", id, *at);
    }
    for (key, year) in [("school_year", &school_year), ("previous_school_year", &previous)] {
        if let Some((year, at)) = year
            && !is_school_year(year)
        {
            reader.fault(*at, format!("`{key}` is not a school year; expected for example 2025-2026"), None);
        }
    }
    Some(Project {
        folder: Default::default(),
        id: id?.0,
        name: name?.0,
        school_year: school_year?.0,
        previous_school_year: previous.map(|(year, _)| year),
        report_date: report_date?,
        retention_until,
        settings: Settings::default(),
        research: None,
        contributors: Vec::new(),
        share: None,
        collect: None,
        schools: Vec::new(),
    })
}

fn settings_section(reader: &mut Reader<'_>, document: &DeTable<'_>, more: &[Setting]) -> Settings {
    let known: Vec<&Setting> = SETTINGS.iter().chain(more).collect();
    let mut settings = Settings::of(&known);
    let Some((at, table)) = section(reader, document, "settings") else { return settings };
    for (key, at, value) in Fields::new("[settings]", at, table).numbers(reader) {
        match known.iter().find(|setting| setting.name == key) {
            Some(setting) => {
                if let Err(message) = settings.set(setting, value) {
                    reader.fault(at, message, Some(setting.meaning.to_owned()));
                }
            }
            None => {
                let names: Vec<_> = known.iter().map(|setting| setting.name).collect();
                reader.fault(at, format!("[settings] has an unknown key `{key}`"), did_you_mean(&key, &names));
            }
        }
    }
    settings
}

fn school_sections(reader: &mut Reader<'_>, document: &DeTable<'_>) -> Vec<School> {
    let Some(value) = document.iter().find(|(key, _)| key.get_ref() == "school").map(|(_, value)| value) else {
        // Who gathers packages needs no data of a school.
        let gathers = document.keys().any(|key| key.get_ref() == "collect");
        if reader.problems.is_empty() && !gathers {
            reader.fault(
                0,
                "there is no [[school]] section",
                Some(
                    "Add one for each school, with id, plugin and data. A research team that only gathers packages adds \
                     [collect.keys] instead."
                        .to_owned(),
                ),
            );
        }
        return Vec::new();
    };
    let Some(array) = value.get_ref().as_array() else {
        reader.fault(
            value.span().start,
            "`school` is one section",
            Some("Write [[school]] with double brackets.".to_owned()),
        );
        return Vec::new();
    };
    let mut schools: Vec<School> = Vec::new();
    for item in array.iter() {
        let Some(table) = item.get_ref().as_table() else { continue };
        let Some(school) = school_section(reader, item.span().start, table) else { continue };
        if let Some(other) = schools.iter().find(|other| other.id == school.id) {
            let message = format!("the school id `{}` is used twice, first in line {}", school.id, other.line);
            reader.fault(item.span().start, message, Some("Give every school an id of its own.".to_owned()));
        }
        schools.push(school);
    }
    schools
}

fn school_section(reader: &mut Reader<'_>, at: usize, table: &DeTable<'_>) -> Option<School> {
    let mut fields = Fields::new("[[school]]", at, table);
    let id = fields.required(reader, "id");
    let plugin = fields.required(reader, "plugin");
    let data = fields.required(reader, "data");
    let mut text = |key| fields.text(reader, key).map(|(text, _)| text);
    let (name, alias, brin, objections) = (text("name"), text("alias"), text("brin"), text("objections"));
    let sector = fields.text(reader, "sector");
    let retention_until = fields.date(reader, "retention_until");
    fields.finish(reader);
    if let Some((id, at)) = &id {
        check_id(reader, "school", id, *at);
    }
    if let Some((sector, at)) = &sector
        && !["vo", "mbo", "hbo"].contains(&sector.as_str())
    {
        reader.fault(*at, format!("`sector` is `{sector}`; expected vo, mbo or hbo"), None);
    }
    let line = reader.line(at);
    let sector = sector.map(|(sector, _)| sector);
    let (id, plugin, data) = (id?.0, plugin?.0, data?.0);
    Some(School { id, plugin, data, name, sector, alias, brin, objections, retention_until, line })
}

pub(super) fn section<'a, 't>(
    reader: &mut Reader<'_>,
    document: &'a DeTable<'t>,
    name: &str,
) -> Option<(usize, &'a DeTable<'t>)> {
    let (_, value) = document.iter().find(|(key, _)| key.get_ref() == name)?;
    match value.get_ref() {
        DeValue::Table(table) => Some((value.span().start, table)),
        other => {
            reader.fault(
                value.span().start,
                format!("`{name}` is of the kind {}; expected a section [{name}]", other.type_str()),
                None,
            );
            None
        }
    }
}

/// An id becomes the name of a folder and part of a pseudonym.
fn check_id(reader: &mut Reader<'_>, what: &str, id: &str, at: usize) {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if id.len() > 40 || !id.chars().all(fits) || !id.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        let message =
            format!("the {what} id `{id}` cannot be used; expected at most 40 small letters, digits, `-` and `_`");
        reader.fault(at, message, Some("It becomes the name of a folder.".to_owned()));
    }
}

fn is_school_year(text: &str) -> bool {
    match text.split_once('-') {
        Some((from, until)) if from.len() == 4 && until.len() == 4 => {
            matches!((from.parse::<u16>(), until.parse::<u16>()), (Ok(from), Ok(until)) if from.checked_add(1) == Some(until))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::settings::Kind;
    use super::*;

    const WHOLE: &str = r#"[project]
id = "zes-scholen"
name = "Zes scholen"
school_year = "2025-2026"
previous_school_year = "2024-2025"
report_date = "2026-06-15"
[settings]
students_k = 5
response_hide = 0.3
[[school]]
id = "delta"
plugin = "../../plugins/delta"
data = "data/delta"
sector = "hbo"
"#;

    fn faults(text: &str) -> Vec<String> {
        Project::parse(text, "schakel.toml", Path::new("p"), &[]).unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_whole_project_file_is_read_with_paths_relative_to_it() {
        let project = Project::parse(WHOLE, "schakel.toml", Path::new("examples/zes"), &[]).unwrap();
        assert_eq!(project.settings.get("students_k"), 5.0);
        assert_eq!(project.settings.get("staff_k"), 5.0, "what is not set has its default");
        assert_eq!(project.report_date.to_string(), "2026-06-15");
        let school = project.school("delta").unwrap();
        assert_eq!(project.path(&school.data), Path::new("examples/zes/data/delta"));
        assert_eq!(project.shown(&project.path("data/delta/a.csv")), "data/delta/a.csv");
        assert_eq!((school.sector.as_deref(), school.line), (Some("hbo"), 10));
    }

    #[test]
    fn what_the_research_team_says_of_its_study_is_read_and_checked() {
        let study =
            "[research]\ntitle = \"LOB\"\nlicence = \"CC-BY-4.0\"\n[[contributor]]\nname = \"A\"\nrole = \"author\"\n";
        let project = Project::parse(&format!("{WHOLE}{study}"), "schakel.toml", Path::new("p"), &[]).unwrap();
        assert_eq!(project.research.unwrap().licence.as_deref(), Some("CC-BY-4.0"));
        assert_eq!(project.contributors[0].role.as_deref(), Some("author"));
        let wrong = faults(&format!(
            "{WHOLE}[research]\nlicence = \"mine\"\nlanguage = \"de\"\n[[contributor]]\nnaam = \"A\"\n"
        ));
        assert_eq!(wrong.len(), 4, "{wrong:?}");
        assert!(wrong[0].contains("`licence` is `mine`; expected one of CC0-1.0, CC-BY-4.0"), "{wrong:?}");
    }

    #[test]
    fn a_date_may_be_written_without_quotes() {
        let text = WHOLE.replace("\"2026-06-15\"", "2026-06-15");
        assert_eq!(
            Project::parse(&text, "schakel.toml", Path::new(""), &[]).unwrap().report_date.to_string(),
            "2026-06-15"
        );
    }

    #[test]
    fn every_mistake_is_reported_at_once_with_line_column_and_the_name_that_was_meant() {
        let text = WHOLE
            .replace("school_year = \"2025-2026\"", "school_year = \"2025-2027\"")
            .replace("students_k = 5", "student_k = 5")
            .replace("plugin =", "plugins =")
            .replace("\"hbo\"", "\"HBO\"");
        assert_eq!(
            faults(&text),
            [
                "schakel.toml, row 4, column 15: `school_year` is not a school year; expected for example 2025-2026",
                "schakel.toml, row 8, column 1: [settings] has an unknown key `student_k`. Did you mean `students_k`?",
                "schakel.toml, row 10, column 1: [[school]] has no `plugin`. Add the line plugin = \"…\".",
                "schakel.toml, row 12, column 1: [[school]] has an unknown key `plugins`. Did you mean `plugin`?",
                "schakel.toml, row 14, column 10: `sector` is `HBO`; expected vo, mbo or hbo",
            ]
        );
    }

    #[test]
    fn an_unknown_section_a_wrong_id_and_a_school_named_twice_are_refused() {
        let text = format!(
            "{}\n[[school]]\nid = \"delta\"\nplugin = \"a\"\ndata = \"b\"\n[setings]\nx = 1\n",
            WHOLE.replace("zes-scholen", "Zes Scholen")
        );
        let faults = faults(&text);
        assert!(
            faults[0].contains("unknown section `setings`") && faults[0].contains("Did you mean `settings`?"),
            "{faults:#?}"
        );
        assert!(
            faults[1].starts_with("schakel.toml, row 2, column 6: the project id `Zes Scholen` cannot be used"),
            "{faults:#?}"
        );
        assert!(faults[2].contains("the school id `delta` is used twice, first in line 10"), "{faults:#?}");
        assert_eq!(faults.len(), 3);
    }

    #[test]
    fn a_setting_of_a_later_step_stands_among_the_others() {
        let later = [Setting {
            name: "moments_min",
            kind: Kind::Whole,
            default: 3.0,
            range: (1.0, 99.0),
            meaning: "Fewest moments.",
        }];
        let text = WHOLE.replace("students_k = 5", "moments_min = 4");
        let project = Project::parse(&text, "schakel.toml", Path::new(""), &later).unwrap();
        assert_eq!((project.settings.get("moments_min"), project.settings.get("students_k")), (4.0, 10.0));
        let project = Project::parse(WHOLE, "schakel.toml", Path::new(""), &later).unwrap();
        assert_eq!(project.settings.get("moments_min"), 3.0);
    }

    #[test]
    fn what_is_not_toml_is_reported_with_its_place() {
        let faults = faults("[project]\nid = zes\n");
        assert!(faults[0].starts_with("schakel.toml, row 2, column 6: "), "{faults:#?}");
    }

    #[test]
    fn a_project_file_that_is_not_there_is_named() {
        let problems = Project::open(Path::new("no/such/schakel.toml")).unwrap_err();
        assert_eq!(
            problems[0].to_string(),
            "no/such/schakel.toml: there is no such project file. \
             Go to its folder, name it with --project, or have one made by `schakel plugin new`."
        );
    }
}
