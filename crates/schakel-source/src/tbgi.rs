//! What mbo schools get back about the grounds of their funding (TBGI): enrolments per counting date, and diplomas.

use std::path::Path;

use super::csv::Input;
use super::spec::SourceSpec;
use super::stream::Take;
use super::table::SourceTable;
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;
use crate::xml::{Shape, Tables};

/// The kind `tbgi`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Tbgi,
    name: "tbgi",
    title: "Grounds of funding of mbo (TBGI)",
    takes: Takes::File,
    options: &["keep", "null", "drop"],
    gives: "TBGI as XML: `<name>__Inschrijving`, below it with `parent_row` `__Teldatum`, and below that \
            `__BekostigingsrelevanteBPV` and `__Teldatum_Signaal`; `<name>__Diploma` with `__Diploma_Signaal`; below \
            signals `__Teldatum_Signaal_Parameter` and `__Diploma_Signaal_Parameter`. Columns have the names of the \
            file; a record in which every value is `nil` is left out. `keep = [\"Burgerservicenummer\"]` reads the \
            number by which the gate can tie students: without it records are tied by `parent_row` only.",
    example: r#"name = "tbgi"
kind = "tbgi"
path = "TBGI_99ZZ_2032.XML""#,
    read,
};

/// The element around all others.
macro_rules! root {
    () => {
        "Bekostigingsgrondslagen"
    };
}

/// A kind of record, of which elements that are not named here are columns too.
macro_rules! record {
    ($name:literal, $row:literal, $fields:literal, $persons:literal) => {
        Shape { name: $name, row: concat!(root!(), "/", $row), fields: $fields, persons: $persons, open: true }
    };
}

const SHAPES: [Shape; 8] = [
    record!(
        "Inschrijving",
        "Inschrijving",
        "BRIN Inschrijvingvolgnummer DatumInschrijving DatumUitschrijvingGepland DatumUitschrijvingWerkelijk \
         NiveauHoogstBekostigdeDiploma",
        "Burgerservicenummer Onderwijsnummer"
    ),
    record!(
        "Teldatum",
        "Inschrijving/Teldatum",
        "Teldatum DatumTijdBepalingBekostigingsgrondslagen StatusBepalingBekostigingsstatus \
         LeeftijdOpEenAugustusStudiejaar Opleidingcode Niveau Leertraject Leerroutefase IndicatieBekostigbaar \
         Bekostigingsstatus InschrijvingVoorCorrectiefactor BBLBOLFactor PrijsfactorMBO \
         AantalBekostigdeVerblijfsjarenMBO Verblijfsjaarfactor BijdrageInschrijvingAanDeelnemerswaarde",
        ""
    ),
    record!(
        "BekostigingsrelevanteBPV",
        "Inschrijving/Teldatum/BekostigingsrelevanteBPV",
        "Inschrijvingvolgnummer Volgnummer Afsluitdatum DatumBegin DatumEindGepland DatumEindWerkelijk Opleidingcode",
        ""
    ),
    record!(
        "Teldatum_Signaal",
        "Inschrijving/Teldatum/Signaal",
        "Signaalvolgnummer Signaalcode Signaalomschrijving",
        ""
    ),
    record!(
        "Teldatum_Signaal_Parameter",
        "Inschrijving/Teldatum/Signaal/Parameter",
        "Parametervolgnummer Parameternaam Parameterwaarde",
        ""
    ),
    record!(
        "Diploma",
        "Diploma",
        "BRIN Resultaatvolgnummer Opleidingcode Inschrijvingvolgnummer DatumBehaald Niveau \
         IndicatieSpecialistendiploma NiveauHoogstBekostigdeDiploma IndicatieHoogstBekostigdeDiplomaIsSpecialist \
         DatumTijdBepalingBekostigingsgrondslagen StatusBepalingBekostigingsstatus Bekostigingsstatus \
         BijdrageDiplomawaarde",
        "Burgerservicenummer Onderwijsnummer"
    ),
    record!("Diploma_Signaal", "Diploma/Signaal", "Signaalvolgnummer Signaalcode Signaalomschrijving", ""),
    record!(
        "Diploma_Signaal_Parameter",
        "Diploma/Signaal/Parameter",
        "Parametervolgnummer Parameternaam Parameterwaarde",
        ""
    ),
];

/// Whether a document that begins with elements of these names is one of those: what `inspect` asks.
pub(super) fn begins(names: &[String]) -> bool {
    names.first().is_some_and(|name| name == root!())
}

/// Reads all records; `source_row` is the number of the element among those of its kind.
pub(super) fn read(spec: &SourceSpec, path: &Path, limit: Option<u64>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    read_tables(spec, path, limit, None)
}

/// Reads the same and hands out the rows.
pub(super) fn hand_out(spec: &SourceSpec, path: &Path, take: Take<'_>) -> Result<Vec<SourceTable>, Vec<Problem>> {
    read_tables(spec, path, None, Some(take))
}

fn read_tables(
    spec: &SourceSpec,
    path: &Path,
    limit: Option<u64>,
    take: Option<Take<'_>>,
) -> Result<Vec<SourceTable>, Vec<Problem>> {
    let mut tables = Tables::new(spec, &SHAPES, limit).handing_out(take);
    tables.read(spec, Input::File(path)).map_err(|problem| vec![problem])?;
    if tables.count() == 0 {
        let message = concat!("the document has no Inschrijving or Diploma inside ", root!());
        return Err(vec![
            Problem::error("source-records", message)
                .file(&spec.path)
                .hint("Look whether this is the TBGI file itself; other XML is of kind xml."),
        ]);
    }
    Ok(tables.finish().into_iter().map(|table| table.finish(spec)).collect())
}
