//! Transfer dossiers of OSO, with which a school hands a student over to the next.

use std::collections::BTreeSet;
use std::path::Path;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;

use super::csv::Input;
use super::names::PARENT_ROW;
use super::names::SOURCE_ROW;
use super::spec::SourceSpec;
use super::table::SourceTable;
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;
use crate::xml::{Shape, Tables};

/// The kind `oso`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Oso,
    name: "oso",
    title: "OSO transfer dossiers",
    takes: Takes::Folder("xml"),
    // What says that there is no consent must not be taken as missing: this kind has no `null`.
    options: &["keep", "drop"],
    gives: "Transfer dossiers of OSO, a file or a folder of them: `<name>__dossier` (student, school, transfer, \
            consent), and below it, with `parent_row`, `__schoolloopbaan`, `__overstapadvies` (advice and wishes), \
            `__overigvombo` (`keuzevervolgopleiding`, `beroepskeuzetest`, `lobdossier`), `__stage` and \
            `__competenties`. \
            A dossier of which `toestemming` is there and not `Ja` is not read, nor a part that is `OPT-UIT`; a notice \
            counts the dossiers. Care, tests, absence and documents attached are never read, names and free text only \
            with `keep`.",
    example: r#"name = "overstap"
kind = "oso"
path = "dossiers"              # a folder, or one file"#,
    read,
};

/// The tables; the first is that of the dossier itself.
const SHAPES: [Shape; 6] = [
    Shape {
        name: "dossier",
        row: "dossier",
        fields: "leerlingid:huidigeschool/leerling/leerlingid \
                 geboortedatum:huidigeschool/leerling/geboortedatum \
                 geslacht:huidigeschool/leerling/geslacht \
                 onderwijssinds:huidigeschool/leerling/onderwijssinds \
                 startdatumhuidigonderwijs:huidigeschool/leerling/startdatumhuidigonderwijs \
                 datuminschrijving:huidigeschool/leerling/datuminschrijving \
                 datumuitschrijving:huidigeschool/leerling/datumuitschrijving \
                 brincode:huidigeschool/brincode vestigingscode:huidigeschool/vestigingscode \
                 soort:huidigeschool/soort type:huidigeschool/type \
                 overstap:metadata/overstap overdrachtsoort datum:metadata/datum \
                 standaardversie:metadata/standaardversie voorlopigdossier:inzage/voorlopigdossier \
                 inzage:inzage/inzage inzagedatum:inzage/inzagedatum akkoord:inzage/akkoord \
                 toestemming:inzage/toestemming \
                 cat_leerling:metadata/categorie_uitlevering/cat_leerling \
                 cat_schoolloopbaan:metadata/categorie_uitlevering/cat_schoolloopbaan \
                 cat_overstapadvies:metadata/categorie_uitlevering/cat_overstapadvies \
                 cat_vombo:metadata/categorie_uitlevering/cat_vombo",
        persons: "voornaam:huidigeschool/leerling/voornaam voorletters-1:huidigeschool/leerling/voorletters-1 \
                  voorvoegsel:huidigeschool/leerling/voorvoegsel achternaam:huidigeschool/leerling/achternaam \
                  roepnaam:huidigeschool/leerling/roepnaam bsn:huidigeschool/leerling/bsn \
                  onderwijsnummer:huidigeschool/leerling/onderwijsnummer",
        open: false,
    },
    Shape {
        name: "schoolloopbaan",
        row: "dossier/huidigeschool/leerling/schoolloopbaanlijst/schoolloopbaan",
        fields: "schooljaar groepscode groepsnaam jaargroep begindatum einddatum brincode vestigingscode schoolsoort \
                 schooltype voelementcode voelementomschrijving schoolsoortomschrijving",
        persons: "",
        open: false,
    },
    Shape {
        name: "overstapadvies",
        row: "dossier/huidigeschool/leerling/overstapadvies",
        fields: "advies wensouders wensleerling herzienadvies profiel contactnodig",
        // What is written freely about one student names persons more often than not.
        persons: "motivatie_herzienadvies argumentatie aandachtspunten contactpersoon contacttelefoon contactemail",
        open: false,
    },
    Shape {
        name: "overigvombo",
        row: "dossier/huidigeschool/leerling/overigvombo",
        fields: "keuzevervolgopleiding beroepskeuzetest portfolio pop motivatiebrief lobdossier",
        persons: "",
        open: false,
    },
    Shape {
        name: "stage",
        row: "dossier/huidigeschool/leerling/stage",
        fields: "begindatum einddatum soortstage functierol",
        persons: "beoordeling",
        open: false,
    },
    Shape {
        name: "competenties",
        row: "dossier/huidigeschool/leerling/competenties",
        fields: "competentiereferentie competentiecategorie competentiestatus",
        persons: "competentiebeschrijving",
        open: false,
    },
];

/// The categories of which student and parents decide, and the tables with what belongs to them.
const CATEGORIES: [(&str, &[&str]); 3] = [
    ("cat_schoolloopbaan", &["schoolloopbaan"]),
    ("cat_overstapadvies", &["overstapadvies"]),
    ("cat_vombo", &["overigvombo", "stage", "competenties"]),
];

/// Whether a document that begins with elements of these names is a dossier: what `inspect` asks.
pub(super) fn begins(names: &[String]) -> bool {
    names.windows(2).any(|pair| pair == ["dossier", "metadata"])
}

/// Reads all dossiers; `source_row` of a dossier is its number, over all files in the order of their names.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let mut dossiers = Tables::new(spec, &SHAPES, limit);
    let (mut problems, mut notices) = (Vec::new(), Vec::new());
    for file in &crate::files(spec, path)? {
        let mut of_file = spec.clone();
        if let Some(name) = file.file_name().filter(|_| file != path) {
            of_file.path = format!("{}/{}", spec.path, name.to_string_lossy());
        }
        let before = dossiers.count();
        match dossiers.read(&of_file, Input::File(file)) {
            Ok(()) if dossiers.count() == before && limit.is_none() => {
                notices.push(
                    Problem::notice("source-file", "there is no dossier of OSO in this file").file(&of_file.path),
                );
            }
            Ok(()) => {}
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    if dossiers.count() == 0 {
        return Err(vec![
            Problem::error("source-records", "there is no dossier of OSO here")
                .file(&spec.path)
                .hint("A dossier has the element `dossier` around all others. Look whether this is the right file."),
        ]);
    }
    let mut tables = with_consent(spec, dossiers.finish());
    if let Some(first) = tables.first_mut() {
        first.problems.append(&mut notices);
    }
    Ok(tables.into_iter().map(|table| table.finish(spec)).collect())
}

/// The tables without what student or parents did not consent to, and notices that count the dossiers.
fn with_consent(spec: &SourceSpec, tables: Vec<SourceTable>) -> Vec<SourceTable> {
    let Some(dossiers) = tables.first() else { return tables };
    // An element that stands there twice has both of its values.
    let opted_out = |value: &str| value.split(';').any(|value| value.eq_ignore_ascii_case("OPT-UIT"));
    let mut refused = rows_with(dossiers, "toestemming", |value| !value.eq_ignore_ascii_case("Ja"));
    refused.extend(rows_with(dossiers, "cat_leerling", opted_out));
    let withheld = CATEGORIES.map(|(category, _)| &rows_with(dossiers, category, opted_out) - &refused);
    let notice = |message: String, rows: &BTreeSet<i64>| {
        let problem = Problem::notice("source-consent", message).file(&spec.path).count(rows.len() as u64);
        (!rows.is_empty()).then_some(problem)
    };
    let message = "a dossier without consent to hand it over (`toestemming`): not read";
    let mut notices = Vec::from_iter(notice(message.to_owned(), &refused));
    for ((category, _), rows) in CATEGORIES.iter().zip(&withheld) {
        let message = format!("a dossier that leaves out `{category}` at the request of student or parents");
        notices.extend(notice(message, rows));
    }
    let mut tables: Vec<SourceTable> = SHAPES
        .iter()
        .zip(tables)
        .map(|(shape, table)| {
            let mut without = refused.clone();
            for ((_, parts), rows) in CATEGORIES.iter().zip(&withheld) {
                without.extend(rows.iter().filter(|_| parts.contains(&shape.name)));
            }
            let dossier = if shape.name == SHAPES[0].name { SOURCE_ROW } else { PARENT_ROW };
            table.filtered(|batch| numbers(batch, dossier).map(|row| !without.contains(&row)).map(Some).collect())
        })
        .collect();
    if let Some(first) = tables.first_mut() {
        first.problems.append(&mut notices);
    }
    tables
}

/// The rows that have such a value in a column.
fn rows_with(table: &SourceTable, column: &str, such: impl Fn(&str) -> bool) -> BTreeSet<i64> {
    let rows = table.batches.iter().flat_map(|batch| numbers(batch, SOURCE_ROW));
    rows.zip(table.texts(column)).filter(|(_, value)| value.is_some_and(&such)).map(|(row, _)| row).collect()
}

/// The whole numbers of a column.
fn numbers(batch: &RecordBatch, column: &str) -> impl Iterator<Item = i64> {
    let numbers = batch.column_by_name(column).and_then(|numbers| numbers.as_primitive_opt::<Int64Type>());
    numbers.map(|numbers| numbers.values().to_vec()).unwrap_or_default().into_iter()
}
