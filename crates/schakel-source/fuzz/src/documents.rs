//! XML: documents of every kind with any values in them, one or several in a folder.

use arbitrary::{Result, Unstructured};
use schakel_source::Kind;

use crate::values::{encoded, filled};
use crate::{Case, Mode, edit, options, values};

/// Documents of a kind, with holes where values go.
const FORMS: &[(Kind, &str)] = &[
    (
        Kind::Xml,
        "<?xml version=\"1.0\"?><a jaar=\"§\"><klas key=\"§\"><leerling key=\"§\">§<naam>§</naam><rol>§</rol>\
         <rol x=\"§\">§</rol>\
         </leerling><leerling><naam><b>§</b></naam></leerling></klas><klas/></a>",
    ),
    (
        Kind::Edexml,
        "<EDEX xmlns=\"urn:x\"><school><schooljaar>§</schooljaar><brincode>§</brincode><auteur>§</auteur></school>\
         <groepen><groep key=\"§\"><naam>§</naam></groep><samengestelde_groep key=\"§\"/></groepen>\
         <leerlingen><leerling key=\"§\" eckid=\"§\"><achternaam>§</achternaam><geboortedatum>§</geboortedatum>\
         <groep key=\"§\"/><samengestelde_groepen><samengestelde_groep key=\"§\"/></samengestelde_groepen>\
         <toevoegingen><x>§</x></toevoegingen></leerling></leerlingen><leerkrachten><leerkracht key=\"§\">\
         <roepnaam>§</roepnaam><rol>§</rol><rol>§</rol><groepen><groep key=\"§\"><rol>§</rol></groep>\
         <samengestelde_groep key=\"§\"/></groepen></leerkracht></leerkrachten></EDEX>",
    ),
    (
        Kind::Oso,
        "<dossier><metadata><datum>§</datum><categorie_uitlevering><cat_leerling>§</cat_leerling>\
         <cat_vombo>§</cat_vombo></categorie_uitlevering><overstap>§</overstap></metadata>\
         <inzage><toestemming>§</toestemming></inzage><huidigeschool><brincode>§</brincode><leerling>\
         <voornaam>§</voornaam><leerlingid>§</leerlingid><overstapadvies><advies>§</advies>\
         <argumentatie>§</argumentatie></overstapadvies><schoolloopbaanlijst><schoolloopbaan>\
         <schooljaar>§</schooljaar></schoolloopbaan><schoolloopbaan/></schoolloopbaanlijst>\
         <stage><soortstage>§</soortstage><y><z>§</z></y></stage></leerling></huidigeschool></dossier>",
    ),
    (
        Kind::Tbgi,
        "<Bekostigingsgrondslagen><Inschrijving><BRIN>§</BRIN><Burgerservicenummer>§</Burgerservicenummer>\
         <Teldatum><Teldatum>§</Teldatum><NieuwVeld>§</NieuwVeld><BekostigingsrelevanteBPV>\
         <Volgnummer>§</Volgnummer></BekostigingsrelevanteBPV><Signaal><Signaalcode>§</Signaalcode>\
         <Parameter><Parameternaam>§</Parameternaam></Parameter></Signaal></Teldatum></Inschrijving>\
         <Diploma><Niveau>§</Niveau><Teldatum>§</Teldatum></Diploma></Bekostigingsgrondslagen>",
    ),
];

const NAMES: &[&str] = &[
    "leerling",
    "klas/leerling",
    "a",
    "naam",
    "achternaam",
    "Burgerservicenummer",
    "@key",
    "argumentatie",
    "/",
    "",
    "é",
];
const OWN: &[&str] =
    &["]]>", "&lt;b&gt;", "&#x10FFFF;", "&#xD800;", "&;", "&", "<![CDATA[x<y]]>", "<!-- x -->", "<?y z?>"];
pub const PIECES: &[&str] = &[
    "<",
    ">",
    "</",
    "/>",
    "<x>",
    "</x>",
    "\"",
    "<!DOCTYPE a [<!ENTITY eigen \"x\"><!ENTITY b \"&eigen;&eigen;\">]>",
    "&b;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>",
    " xmlns:x=\"y\"",
    " key=\"1\"",
    "<leerling>",
    "</leerling>",
    "<dossier><metadata/>",
    "<Signaal>",
    "<Teldatum>",
    "\u{0}",
    "é",
];

pub fn case(bytes: &[u8]) -> Result<Case> {
    let u = &mut Unstructured::new(bytes);
    let mode = Mode::choose(u)?;
    let (kind, form) = u.choose(FORMS)?;
    let several = *kind == Kind::Oso && u.ratio(1, 2)?;
    let mut case = Case::of_file(*kind, if several { "d/1.xml" } else { "a.xml" }, Vec::new(), mode == Mode::Values);
    if *kind == Kind::Xml {
        case.spec.row = Some("leerling".to_owned());
    }
    options::set(u, &mut case.spec, NAMES)?;
    case.files[0].1 = document(u, mode, form)?;
    if several {
        case.spec.path = "d".to_owned();
        let second = document(u, mode, form)?;
        case.files.push(("d/2.XML".to_owned(), second));
    }
    if mode == Mode::Raw {
        case.files[0].1 = values::rest(u)?;
    }
    Ok(case)
}

fn document(u: &mut Unstructured<'_>, mode: Mode, form: &str) -> Result<Vec<u8>> {
    let text = text(u, form)?;
    let mut bytes = encoded(u, &text)?;
    if mode == Mode::Damaged {
        edit::damage(u, &mut bytes, PIECES)?;
    }
    Ok(bytes)
}

/// A document of this form with any values.
pub fn text(u: &mut Unstructured<'_>, form: &str) -> Result<String> {
    let text = filled(u, form, OWN, |value| value.replace("<5", "&lt;5"))?;
    // Elements and their rows again and again.
    let Some((start, end)) = text.split_once("<leerling ").filter(|_| text.len() < 4000) else { return Ok(text) };
    let Some((row, rest)) = end.split_once("</leerling>") else { return Ok(text) };
    let row = format!("<leerling {row}</leerling>").repeat(u.int_in_range(1..=3)?);
    Ok(format!("{start}{row}{rest}"))
}

/// Any of the documents.
pub fn any(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let (_, form) = u.choose(FORMS)?;
    let text = text(u, form)?;
    encoded(u, &text)
}
