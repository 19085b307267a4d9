//! JSON: documents, lines, pages of a service and statements, one file or several, packed by gzip or not.

use std::io::Write;

use arbitrary::{Result, Unstructured};
use flate2::Compression;
use flate2::write::GzEncoder;
use schakel_source::Kind;

use crate::values::{encoded, filled};
use crate::{Case, Mode, edit, options, values};

/// Documents of a kind; a hole is a string, or what stands for one.
const FORMS: &[(Kind, &str)] = &[
    (
        Kind::Json,
        concat!(
            r#"{"data":{"items":[{"id":§,"naam":{"a":§,"b":[§,§]},"lijst":[{"x":§},{"y":[[§]]},§]},{"id":§"#,
            r#","extra":1e400}],"n":§}}"#
        ),
    ),
    (Kind::Json, r#"[{"a":§,"a b":§,"a_b":§,"":§,"lijst":[{"x":§}],"lij st":[{"x":§}]},§,{"a":12345678901234567890}]"#),
    (Kind::Json, r#"{"a":§,"items":[{"b":§}],"c":[§]}"#),
    (Kind::Ndjson, "{\"a\":§,\"b\":{\"c\":§}}\n§\n\n{\"a\":[{\"x\":§}],\"d\":0.1}\n[§]\n{\"a\":§}"),
    (
        Kind::Ooapi,
        concat!(
            r#"{"pageSize":2,"pageNumber":1,"hasNextPage":true,"items":[{"personId":§,"primaryCode":"#,
            r#"{"codeType":"bsn","code":§},"surname":§,"gender":§,"ext":{"naam":§}}]}"#
        ),
    ),
    (
        Kind::Ooapi,
        concat!(
            r#"{"pageNumber":18446744073709551615,"hasNextPage":§,"items":[{"associationId":§,"person":"#,
            r#"{"mail":§},"role":§,"state":[§]}]}"#
        ),
    ),
    (
        Kind::Xapi,
        concat!(
            "{\"id\":§,\"actor\":{\"account\":{\"homePage\":§,\"name\":§},\"name\":§},\"verb\":",
            "{\"id\":\"http://x\",\"display\":{\"nl\":§}},\"object\":{\"id\":\"u\",\"definition\":",
            "{\"extensions\":{\"http://x/k\":§,\"http://x/naam\":§}}},\"result\":{\"duration\":§",
            ",\"score\":{\"raw\":§}},\"context\":{\"contextActivities\":{\"parent\":{\"id\":§}",
            ",\"other\":[{\"id\":§}]}}}\n\n{\"actor\":{\"mbox\":\"m\"},\"verb\":",
            "{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"},\"object\":",
            "{\"objectType\":\"StatementRef\",\"id\":§}}"
        ),
    ),
    (
        Kind::Xapi,
        concat!(
            r#"{"statements":[{"id":§,"actor":{"openid":"o"},"verb":{"id":"v"},"object":"#,
            r#"{"objectType":"Agent","name":§,"mbox":§},"timestamp":§},{"actor":§},§],"more":§}"#
        ),
    ),
    (
        Kind::Xapi,
        concat!(
            r#"[{"id":§,"actor":{"mbox":"o"},"verb":{"id":"v"},"object":{"id":"x"},"context":{"extensions":"#,
            r#"{"k":[§,{}],"l":[§]}}}]"#
        ),
    ),
];

const NAMES: &[&str] =
    &["items", "data/items", "data.items", "id", "naam", "surname", "actor_name", "bsn", "a", "", "/", "é"];
const OWN: &[&str] = &["\\", "\"", "\\u0000", "\n"];
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "\"",
    ",",
    ":",
    "null",
    "true",
    "1e999",
    "-",
    "[[[[[[[[",
    "{\"a\":",
    "\n",
    "\\ud800",
    "\"items\":",
    "\"pageNumber\":0,",
    "\"statements\":",
    "\u{feff}",
    "0.1",
];

pub fn case(bytes: &[u8]) -> Result<Case> {
    let u = &mut Unstructured::new(bytes);
    let mode = Mode::choose(u)?;
    let (kind, _) = u.choose(FORMS)?;
    let several = mode != Mode::Raw && u.ratio(1, 4)?;
    let mut case = Case::of_file(*kind, "d/persons-1.json", Vec::new(), mode == Mode::Values);
    options::set(u, &mut case.spec, NAMES)?;
    case.files[0].1 = file(u, *kind, mode)?;
    if several {
        case.spec.path = if *kind == Kind::Ooapi && u.ratio(1, 2)? { "d" } else { "d/*.json" }.to_owned();
        for number in 2..=u.int_in_range(2..=3)? {
            let name =
                u.choose(&["d/persons-{}.json", "d/{}.json", "d/groups{}.json"])?.replace("{}", &number.to_string());
            let bytes = file(u, *kind, mode)?;
            case.files.push((name, bytes));
        }
    }
    if mode == Mode::Raw {
        case.files[0].1 = values::rest(u)?;
    }
    Ok(case)
}

fn file(u: &mut Unstructured<'_>, kind: Kind, mode: Mode) -> Result<Vec<u8>> {
    let of_kind: Vec<&str> = FORMS.iter().filter(|(of, _)| *of == kind).map(|(_, form)| *form).collect();
    let form = *u.choose(&of_kind)?;
    let text = text(u, form)?;
    let mut bytes = encoded(u, &text)?;
    if mode == Mode::Damaged {
        edit::damage(u, &mut bytes, PIECES)?;
    }
    if u.ratio(1, 8)? {
        bytes = packed(&bytes);
        if mode == Mode::Damaged && u.ratio(1, 2)? {
            edit::damage(u, &mut bytes, &[])?;
        }
    }
    Ok(bytes)
}

/// Values are strings, as JSON writes them; some are numbers, lists or nothing.
fn text(u: &mut Unstructured<'_>, form: &str) -> Result<String> {
    let plain = |value: &str| matches!(value, "0" | "1" | "4").then(|| value.to_owned());
    filled(u, form, OWN, |value| match value {
        "" => "null".to_owned(),
        "ja" => "true".to_owned(),
        "x" => "[]".to_owned(),
        "[x]" => "{}".to_owned(),
        value => plain(value).unwrap_or_else(|| serde_json::Value::from(value).to_string()),
    })
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory can be written to")
}

/// Any of the documents.
pub fn any(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let (kind, _) = u.choose(FORMS)?;
    file(u, *kind, Mode::Values)
}
