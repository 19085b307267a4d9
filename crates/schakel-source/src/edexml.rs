//! Students, groups and staff as a school system delivers them to publishers: UWLR and EDEXML.

use std::path::Path;

use super::csv::Input;
use super::spec::SourceSpec;
use super::stream::Take;
use super::table::SourceTable;
use crate::kind::{Definition, Kind, Takes};
use crate::problem::Problem;
use crate::xml::{Shape, Tables};

/// The kind `edexml`.
pub(crate) const KIND: Definition = Definition {
    kind: Kind::Edexml,
    name: "edexml",
    title: "UWLR and EDEXML",
    takes: Takes::File,
    options: &["keep", "null", "drop"],
    gives: "UWLR 2 and EDEXML 2, also as an answer in a SOAP envelope: `<name>__school`, `__vestigingen`, `__groepen`, \
            `__samengestelde_groepen`, `__leerlingen`, `__leerling_groepen` (a student in a composed group), \
            `__leerkrachten` and `__leerkracht_groepen`, with the names of the standard; `key` is the key of the row \
            itself, and a column such as `groep` the key of another. `rol` is read as it stands, several joined by \
            `;`. Names, addresses, numbers and origin of persons are not read; see `keep`.",
    example: r#"name = "las"
kind = "edexml"
path = "edexml.xml""#,
    read,
};

/// What tells who a person is, of students and staff alike.
macro_rules! person {
    () => {
        "achternaam voorvoegsel voornamen voorletters-1 roepnaam gebruikersnaam emailadres "
    };
}

/// The tables, as the schema calls them.
const SHAPES: [Shape; 9] = [
    Shape {
        name: "school",
        row: "school",
        fields: "schooljaar peildatum brincode dependancecode instellingsnummer schoolkey aanmaakdatum xsdversie",
        persons: "auteur",
        open: false,
    },
    Shape {
        name: "vestigingen",
        row: "vestigingen/vestiging",
        fields: "key:@key naam omschrijving mutatiedatum",
        persons: "",
        open: false,
    },
    Shape {
        name: "groepen",
        row: "groepen/groep",
        fields: "key:@key naam jaargroep omschrijving mutatiedatum",
        persons: "",
        open: false,
    },
    Shape {
        name: "samengestelde_groepen",
        row: "groepen/samengestelde_groep",
        fields: "key:@key naam omschrijving mutatiedatum",
        persons: "",
        open: false,
    },
    Shape {
        name: "leerlingen",
        row: "leerlingen/leerling",
        fields: "key:@key eckid:@eckid geboortedatum geslacht start_ondw_jgr3 jaargroep groep:groep/@key \
                 vestiging:vestiging/@key gewicht_nieuw gewicht instroomdatum uitstroomdatum mutatiedatum",
        persons: concat!(
            person!(),
            "fotourl etniciteit land land_vader land_moeder sofinummer bsn onderwijsnummer bsn_ondwnr-4 \
             rijksregisternummer postcodenl postnummerbe postcodeoverig"
        ),
        open: false,
    },
    Shape {
        name: "leerling_groepen",
        row: "leerlingen/leerling/samengestelde_groepen/samengestelde_groep",
        fields: "leerling:../key samengestelde_groep:@key",
        persons: "",
        open: false,
    },
    Shape {
        name: "leerkrachten",
        row: "leerkrachten/leerkracht",
        fields: "key:@key eckid:@eckid rol rolomschrijving mutatiedatum",
        persons: person!(),
        open: false,
    },
    Shape {
        name: "leerkracht_groepen",
        row: "leerkrachten/leerkracht/groepen/groep",
        fields: "leerkracht:../key groep:@key rol rolomschrijving",
        persons: "",
        open: false,
    },
    Shape {
        name: "leerkracht_groepen",
        row: "leerkrachten/leerkracht/groepen/samengestelde_groep",
        fields: "leerkracht:../key samengestelde_groep:@key rol rolomschrijving",
        persons: "",
        open: false,
    },
];

/// Whether a document that begins with elements of these names is one of those: what `inspect` asks.
pub(super) fn begins(names: &[String]) -> bool {
    names.iter().any(|name| name == "EDEX" || name.starts_with("leerlinggegevens"))
}

/// Reads all tables; `source_row` is the number of the element among those of its table.
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
        return Err(vec![
            Problem::error(
                "source-records",
                "the document has no school, groepen, leerlingen or leerkrachten of EDEXML",
            )
            .file(&spec.path)
            .hint("Look whether this is the right file; an answer with `geengegevens` or a fault holds no data."),
        ]);
    }
    Ok(tables.finish().into_iter().map(|table| table.finish(spec)).collect())
}
