//! Delimited text: rows of any values below the headings by which a kind is known.

use arbitrary::{Result, Unstructured};
use schakel_source::Kind;

use crate::values::{encoded, value};
use crate::{Case, Mode, edit, options, values};

/// The headings of a kind, of which the lines hold no value.
pub struct Form {
    kind: Kind,
    headings: &'static str,
    /// Lines below the headings that belong to them.
    more: &'static str,
}

pub const fn form(kind: Kind, headings: &'static str) -> Form {
    Form { kind, headings, more: "" }
}

const FORMS: &[Form] = &[
    form(Kind::Csv, "id;naam;klas;datum"),
    form(Kind::Csv, "id,naam,naam,,waarde"),
    form(Kind::Csv, "a\tb\tc"),
    form(Kind::Csv, "alleen"),
    form(Kind::Csv, "id. Nummer,Q1. Hoe?,Q2[SQ1]. Wat? [a],Q2[SQ2]. Wat? [b]"),
    form(Kind::Csv, "a|b|c"),
    Form {
        kind: Kind::Qualtrics,
        headings: "StartDate,Status,IPAddress,ResponseId,Q1",
        more: "Start Date,Response Type,IP Address,Response ID,Hoe?\n\
               \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",\
               \"{\"\"ImportId\"\":\"\"ipAddress\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\
               \"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n",
    },
    Form { kind: Kind::Qualtrics, headings: "V1,V2,V3,Q1", more: "ResponseID,Name,Status,Hoe?\n" },
    form(Kind::Limesurvey, "id,submitdate,lastpage,token,Q1,Q2[SQ1],Q2[SQ2],Q3[A][1]"),
    form(Kind::Limesurvey, "id. Antwoord,submitdate. Datum,Q1. Hoe?,Q2[6SQ]. Wat? [a],Q4[filecount]. "),
    form(Kind::Limesurvey, "id,submitdate,12X3X26,12X3X26SQ,12X3X2SQ002"),
    form(Kind::Forms, "ID;Begintijd;Tijd van voltooien;E-mail;Naam;Wat is je rol?;Met wie sprak je?"),
    form(Kind::Forms, "Tijdstempel,Gebruikersnaam,Hoe vaak? [Gesprek],Hoe vaak? [Bezoek],Waarom?"),
    form(Kind::Somtoday, "leerlingNummer;leerlingMentoren;leerlingAdresPostcode;Stamklas;leerlingNummer;leerlingBSN"),
    form(Kind::Somtoday, "medewerkerAfkorting;medewerkerRollen;medewerkerOnderwijzend"),
    form(Kind::Magister, "STAMNR;CLASS;PROFILECODE;Postcode;vertrekdatum"),
    form(
        Kind::Duo,
        "BRIN NUMMER;VESTIGING;GESLAAGDEN SCHOOLJAAR 2030-2031 - MAN;GESLAAGDEN SCHOOLJAAR 2030-2031 - VROUW",
    ),
    form(Kind::Duo, "INSTELLINGSCODE;AANTAL - TOTAAL;AANTAL 2030 - MAN;SLAGINGSPERCENTAGE 2030 - TOTAAL"),
    form(Kind::CbsSes, "SES_Verslagjaar;SES_PC4;SES_Totaalscore;SES_Interval_ondergrens"),
    form(Kind::CbsSes, "CBS_APCG_PC4;CBS_APCG_tf;CBS_APCG_Jaar"),
];

/// Names that a declaration of these may give.
const NAMES: &[&str] = &[
    "id",
    "naam",
    "rol",
    "leerlingNummer",
    "STAMNR",
    "Klas",
    "Wat is je rol?",
    "submitted",
    "token",
    "",
    "é",
    "column_2",
];
const OWN: &[&str] = &[";", ",", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "\n\n", "'", "sep=;"];
const PIECES: &[&str] =
    &["\"", "\n", ";;;;", ",", "\r", "sep=;\n", "\0", "\u{feff}", "[SQ1]", "]. ", "X", " - MAN", "2030", "ImportId"];

pub fn case(bytes: &[u8]) -> Result<Case> {
    let u = &mut Unstructured::new(bytes);
    let mode = Mode::choose(u)?;
    let form = u.choose(FORMS)?;
    let mut case = Case::of_file(form.kind, "a.csv", Vec::new(), mode == Mode::Values);
    options::set(u, &mut case.spec, NAMES)?;
    if form.kind == Kind::Limesurvey && u.ratio(1, 3)? {
        case.spec.structure = Some("survey.lss".to_owned());
        let mut structure = crate::archives::structure(u)?.into_bytes();
        if mode != Mode::Values {
            edit::damage(u, &mut structure, crate::documents::PIECES)?;
        }
        case.files.push(("survey.lss".to_owned(), structure));
    }
    case.files[0].1 = match mode {
        Mode::Raw => {
            options::set_header(u, &mut case.spec)?;
            values::rest(u)?
        }
        Mode::Values => written(u, form)?,
        Mode::Damaged => {
            options::set_header(u, &mut case.spec)?;
            let mut bytes = written(u, form)?;
            edit::damage(u, &mut bytes, PIECES)?;
            bytes
        }
    };
    Ok(case)
}

fn written(u: &mut Unstructured<'_>, form: &Form) -> Result<Vec<u8>> {
    let text = text(u, form)?;
    encoded(u, &text)
}

/// Any of the exports.
pub fn any(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let form = u.choose(FORMS)?;
    written(u, form)
}

/// The headings and a few rows.
pub fn text(u: &mut Unstructured<'_>, form: &Form) -> Result<String> {
    let delimiter = [';', '\t', '|', ','].into_iter().find(|sign| form.headings.contains(*sign)).unwrap_or(',');
    let width = form.headings.matches(delimiter).count() + 1;
    let mut text = format!("{}\n{}", form.headings, form.more);
    for _ in 0..u.int_in_range(0..=5)? {
        let mut row = String::new();
        for column in 0..width {
            if column > 0 {
                row.push(delimiter);
            }
            let value = value(u, OWN)?;
            match u.ratio(1, 4)? {
                true => row.push_str(&format!("\"{}\"", value.replace('"', "\"\""))),
                false => row.push_str(&value),
            }
        }
        row.push('\n');
        text.push_str(&row.repeat(*u.choose(&[1, 1, 1, 12])?));
    }
    Ok(text)
}
