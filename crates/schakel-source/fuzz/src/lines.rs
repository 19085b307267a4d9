//! Lines: fixed positions, register files, and 1CijferHO with its description and decode tables.

use arbitrary::{Result, Unstructured};
use schakel_source::{Fields, FixedField, Kind};

use crate::values::{encoded, value};
use crate::{Case, Mode, edit, options, values};

const REGISTER: &[&str] = &[
    "VLP;99ZZ;2031-01-01;2031-12-31",
    "PER;1;;§;M",
    "ISG;1;;2;§;§;;§",
    "ISP;1;;2;§;25000;BOL;;;§",
    "AMO;§;;2;§",
    "KZD|1|§",
    "XYZ;§;§;§;;;;;;;;;;;;;;;;",
    "PER;§;§;§",
    "§",
    "",
];
const DESCRIPTION: &str = "Bestandsbeschrijving EV99XX24.asc\n=================================\n\n\
    Lay-out bestand\n===============\n\
    \x20                              Startpositie  Aantal posities\n\
    Persoonsgebonden nummer               1             6\n\
    Inschrijvingsjaar                     7             4\n\
    Hoogste vooropleiding voor het HO    11             3\n\n\
    Hoogste vooropleiding voor het HO\n---------------------------------\n\
    Zie bestand Dec_opl.asc voor decodering.\n\n\
    Dec_land.asc\n============\n\
    \x20                              Startpositie  Aantal posities\n\
    Code land                             1             4\n\
    Naam land                             5            10\n";

const NAMES: &[&str] = &[
    "persoon",
    "volgnummer",
    "jaar",
    "field_3",
    "Persoonsgebonden_nummer",
    "Dec_land.asc",
    "Inschrijvingsjaar",
    "",
    "é",
];
const OWN: &[&str] = &[";", "|", "\n", "\r", "          "];
const PIECES: &[&str] = &[
    ";",
    "|",
    "\n",
    "PER;",
    "ISG|",
    "Startpositie",
    "Aantal posities",
    "Dec_x.asc",
    "===",
    "---",
    "99999999999",
    "  0  0",
    "             1             4\n",
    " ",
    "\u{a0}",
    "é",
    "\0",
];

pub fn case(bytes: &[u8]) -> Result<Case> {
    let u = &mut Unstructured::new(bytes);
    let mode = Mode::choose(u)?;
    let kind = *u.choose(&[Kind::Fixed, Kind::Ro, Kind::Cijferho])?;
    let mut case = Case::of_file(kind, "a.asc", Vec::new(), mode == Mode::Values);
    if kind == Kind::Fixed {
        let field = |name: &str, start, length| FixedField { name: name.to_owned(), start, length };
        case.spec.fields = Some(Fields::Fixed(vec![field("jaar", 1, 4), field("naam", 5, 8), field("jaar", 3, 99)]));
    }
    options::set(u, &mut case.spec, NAMES)?;
    case.files[0].1 = any(u, kind, mode)?;
    if kind == Kind::Cijferho {
        let mut description = DESCRIPTION.as_bytes().to_vec();
        let mut decode = cut(u, 14)?.into_bytes();
        if mode == Mode::Damaged {
            edit::damage(u, &mut description, PIECES)?;
            edit::damage(u, &mut decode, PIECES)?;
        }
        case.files.push(("Bestandsbeschrijving_1.txt".to_owned(), description));
        let name = *u.choose(&["Dec_land.asc", "Dec_opl.asc", "dec_geen.ASC"])?;
        case.files.push((name.to_owned(), decode));
        if u.ratio(1, 3)? {
            case.spec.description = Some("Bestandsbeschrijving_1.txt".to_owned());
        }
        if u.ratio(1, 3)? {
            case.spec.decode = vec![name.to_owned(), name.to_owned()];
        }
    }
    if mode == Mode::Raw {
        case.files[0].1 = values::rest(u)?;
    }
    Ok(case)
}

/// A file of the kind.
pub fn any(u: &mut Unstructured<'_>, kind: Kind, mode: Mode) -> Result<Vec<u8>> {
    let text = if kind == Kind::Ro { register(u)? } else { cut(u, 13)? };
    let mut bytes = encoded(u, &text)?;
    if mode == Mode::Damaged {
        edit::damage(u, &mut bytes, PIECES)?;
    }
    Ok(bytes)
}

fn register(u: &mut Unstructured<'_>) -> Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=6)? {
        for (number, part) in u.choose(REGISTER)?.split('§').enumerate() {
            if number > 0 {
                // A secret between two breaks would be the code of a record.
                text.push_str(&value(u, OWN)?.replace(['\n', '\r'], ""));
            }
            text.push_str(part);
        }
        text.push('\n');
    }
    Ok(text)
}

/// Lines of about this many characters.
fn cut(u: &mut Unstructured<'_>, width: usize) -> Result<String> {
    let mut text = String::new();
    for _ in 0..u.int_in_range(0..=4)? {
        let mut line = value(u, OWN)?;
        while line.chars().count() < width && u.ratio(7, 8)? {
            line.push(*u.choose(&['1', ' ', 'a', 'é'])?);
        }
        text.push_str(&line);
        text.push('\n');
    }
    Ok(text)
}
