//! Declarations: the example of every kind, with faults.

use arbitrary::{Result, Unstructured};
use schakel_source::{Kind, SourceSpec};

use crate::{Case, Mode, archives, databases, delimited, documents, edit, json, lines};

const PIECES: &[&str] = &[
    "\n",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "=",
    "kind = \"xml\"\n",
    "name = \"a b\"\n",
    "sheet = 99999999999\n",
    "sheets = [\"*\"]\n",
    "header_row = 0\n",
    "header_rows = 18446744073709551615\n",
    "seconds = 0\n",
    "delimiter = \"ab\"\n",
    "quote = \"\"\n",
    "decimal = \",\"\n",
    "date = \"\"\n",
    "masked = \"-1\"\n",
    "keep = [\"a\"]\n",
    "drop = [\"a\"]\n",
    "null = [\"\"]\n",
    "long = true\n",
    "structure = \"../a\"\n",
    "decode = [\"\"]\n",
    "description = \"a.csv\"\n",
    "path = \"../../etc/passwd\"\n",
    "fields = [{ name = \"\", start = 0, length = 1 }]\n",
    "fields = { a = \"../..\" }\n",
    "items = \"/\"\n",
    "row = \"//\"\n",
    "range = \"A0:B1\"\n",
    "encoding = \"x\"\n",
    "tables = [\"a\"]\n",
    "table = \"a\"\n",
    "columns = { id = \"id\" }\n",
    "multiple = [\"a\"]\n",
    "tls = \"off\"\n",
    "schema = \"\"\n",
    "é",
    "\\u0000",
];

/// The text of declarations, and the first of them over a file of its kind when it has one.
pub fn case(bytes: &[u8]) -> Result<(String, Option<Case>)> {
    let u = &mut Unstructured::new(bytes);
    let kinds: Vec<_> = Kind::all().collect();
    let definition = u.choose(&kinds)?;
    let mut example = definition.example.as_bytes().to_vec();
    edit::damage(u, &mut example, PIECES)?;
    let example = String::from_utf8_lossy(&example).into_owned();
    let case = match toml::from_str::<SourceSpec>(&example) {
        // Where a path leads is for those to guard who know the folder.
        Ok(spec) if !spec.kind.is_server() => {
            let spec = SourceSpec { path: "a.csv".to_owned(), ..spec };
            let bytes = file(u, spec.kind)?;
            Some(Case { spec, files: vec![("a.csv".to_owned(), bytes)], secret: false })
        }
        _ => None,
    };
    Ok((format!("[[source]]\n{example}\n"), case))
}

fn file(u: &mut Unstructured<'_>, kind: Kind) -> Result<Vec<u8>> {
    match kind {
        Kind::Sqlite | Kind::Parquet => databases::any(u, kind),
        Kind::Ro | Kind::Fixed | Kind::Cijferho => lines::any(u, kind, Mode::Values),
        Kind::Xml | Kind::Edexml | Kind::Oso | Kind::Tbgi => documents::any(u),
        Kind::Json | Kind::Ndjson | Kind::Ooapi | Kind::Xapi => json::any(u),
        Kind::Xlsx | Kind::Ods | Kind::TrajectoryWorkbook | Kind::Lsa | Kind::Qdpx | Kind::Oneroster => {
            archives::any(u)
        }
        _ => delimited::any(u),
    }
}
