//! Which element of an XML document is the row: the one that comes back most, with something inside it.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::csv::Input;
use crate::spec::SourceSpec;
use crate::xml::Events;

/// Elements at the start of a document that are looked at to tell its kind: behind the header of an envelope too.
const FIRST: usize = 40;
/// More different paths than this mean that names are data.
const MOST_PATHS: usize = 10_000;

/// The names of the first elements of a document of which this is the start.
pub(super) fn first_names(spec: &SourceSpec, head: &[u8]) -> Vec<String> {
    let (mut names, mut buffer) = (Vec::new(), Vec::new());
    let Ok(mut events) = Events::open(spec, Input::Bytes(head)) else { return names };
    while names.len() < FIRST {
        match events.next(&mut buffer) {
            Ok(Event::Start(start)) => names.push(start.local_name().as_ref().to_owned()),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    names
}

/// The path of the element that most likely is a row.
pub(super) fn row_path(spec: &SourceSpec, input: Input<'_>) -> Option<String> {
    let mut events = Events::open(spec, input).ok()?;
    let mut buffer = Vec::new();
    let mut open: Vec<(String, bool)> = Vec::new();
    // Path: how often it came, and whether anything stood inside.
    let mut paths: BTreeMap<String, (u64, bool)> = BTreeMap::new();
    loop {
        events.refresh(false);
        match events.next(&mut buffer) {
            Ok(Event::Start(start)) => {
                if let Some((_, inside)) = open.last_mut() {
                    *inside = true;
                }
                open.push((start.local_name().as_ref().to_owned(), !start.attributes_raw().trim().is_empty()));
            }
            Ok(Event::End(_)) => {
                let path = open.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("/");
                if let Some((_, inside)) = open.pop()
                    && (paths.len() < MOST_PATHS || paths.contains_key(&path))
                {
                    let entry = paths.entry(path).or_default();
                    entry.0 += 1;
                    entry.1 |= inside;
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let depth = |path: &str| path.split('/').count();
    let rows = paths.iter().filter(|(path, (_, inside))| *inside && depth(path) > 1);
    let row = rows.max_by(|one, other| (one.1.0).cmp(&other.1.0).then_with(|| depth(other.0).cmp(&depth(one.0))))?;
    Some(row.0.split_once('/').map_or(row.0.clone(), |(_, below)| below.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::Kind;

    #[test]
    fn the_row_is_the_element_with_content_that_comes_back_most() {
        let text = "<a><school><naam>x</naam></school><leerlingen><leerling key='1'><naam>y</naam></leerling>\
                    <leerling key='2'><naam>z</naam></leerling></leerlingen></a>";
        let spec = SourceSpec::new("a", Kind::Xml, "a.xml");
        assert_eq!(row_path(&spec, Input::Bytes(text.as_bytes())).as_deref(), Some("leerlingen/leerling"));
    }
}
