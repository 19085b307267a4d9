//! Files that nobody declared, under any name.

use arbitrary::{Result, Unstructured};
use schakel_source::Kind;

use crate::{Mode, archives, databases, delimited, documents, edit, json, lines};

const NAMES: &[&str] = &[
    "a.csv",
    "a",
    ".csv",
    "é b.xlsx",
    "a;b.txt",
    "RO_99ZZ.csv",
    "EV99XX24.asc",
    "a.xml",
    "a.json.gz",
    "persons-1.json",
    "users.csv",
    "a.lsa",
    "\u{1F44D}.ods",
    "'\"\\.db",
    "map/a.csv",
];

/// The files, and which of them is looked at: one of them, or the folder around it.
pub fn files(bytes: &[u8]) -> Result<(Vec<(String, Vec<u8>)>, String)> {
    let u = &mut Unstructured::new(bytes);
    let name = (*u.choose(NAMES)?).to_owned();
    let mut files = vec![(name.clone(), file(u)?)];
    while u.ratio(1, 4)? && files.len() < 4 {
        let beside = *u.choose(&["map/b.xml", "map/orgs.csv", "map/users.csv", "Bestandsbeschrijving.txt", "s.lss"])?;
        let bytes = file(u)?;
        files.push((beside.to_owned(), bytes));
    }
    let folder = files.iter().any(|(name, _)| name.starts_with("map/")) && u.ratio(1, 3)?;
    Ok((files, if folder { "map".to_owned() } else { name }))
}

fn file(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    let mut bytes = match u.int_in_range(0..=8)? {
        0 => archives::any(u)?,
        1 => databases::any(u, Kind::Sqlite)?,
        2 => databases::any(u, Kind::Parquet)?,
        3 => documents::any(u)?,
        4 => json::any(u)?,
        5 => lines::any(u, Kind::Ro, Mode::Values)?,
        6 => lines::any(u, Kind::Fixed, Mode::Values)?,
        7 => delimited::any(u)?,
        _ => {
            let count = u.int_in_range(0..=200)?.min(u.len());
            return Ok(u.bytes(count)?.to_vec());
        }
    };
    if u.ratio(1, 2)? {
        edit::damage(u, &mut bytes, documents::PIECES)?;
    }
    Ok(bytes)
}
