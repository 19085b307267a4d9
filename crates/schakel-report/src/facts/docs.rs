//! The contract as a page, read from the very definitions that the program compiles.

use std::fmt::Write as _;

/// The parts of the definition, in the order of the page.
const SOURCES: [&str; 5] = [
    include_str!("../facts.rs"),
    include_str!("indicator.rs"),
    include_str!("lists.rs"),
    include_str!("quality.rs"),
    include_str!("across.rs"),
];

/// `docs/facts.md`: every type with its members, what they mean, and what they take when they are absent.
pub fn markdown() -> String {
    let mut out = String::from(
        "# The facts\n\n\
         What a report is made from: one JSON document per school, or per project (`across`). Every number in it is released: it passed disclosure control and is \
         rounded. A member that is null counts as absent. This page is made from the definitions in `crates/schakel-report/src/facts`; \
         `cargo test -p schakel-report` says when it is out of date.\n",
    );
    for source in SOURCES {
        for item in items(source) {
            let _ = write!(out, "\n## {}\n\n{}\n", item.name, item.docs);
            if item.members.is_empty() {
                continue;
            }
            out.push_str(if item.is_enum {
                "\n| value | meaning |\n|---|---|\n"
            } else {
                "\n| member | type | meaning |\n|---|---|---|\n"
            });
            for member in &item.members {
                if item.is_enum {
                    let _ = writeln!(out, "| `{}` | {} |", member.name, member.docs);
                } else {
                    let _ = writeln!(out, "| `{}` | {} | {} |", member.name, member.kind, member.docs);
                }
            }
        }
    }
    out
}

struct Item {
    name: String,
    docs: String,
    is_enum: bool,
    members: Vec<Member>,
}

struct Member {
    name: String,
    kind: String,
    docs: String,
}

/// The public types of a file: enough of the language to read plain structs and enums with documented members.
fn items(source: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut docs: Vec<&str> = Vec::new();
    let mut open = false;
    for line in source.lines() {
        let text = line.trim();
        if let Some(doc) = text.strip_prefix("///") {
            docs.push(doc.trim());
        } else if let Some(name) = declaration(text) {
            let described = plain(&std::mem::take(&mut docs));
            let is_enum = text.contains("enum ");
            let (name, members) = (name.to_owned(), Vec::new());
            items.push(Item { name, docs: described, is_enum, members });
            open = true;
        } else if line == "}" {
            open = false;
            docs.clear();
        } else if text.starts_with("#[") {
            // Attributes stand between a description and what it describes.
        } else if open && line.starts_with("    ") {
            let described = plain(&std::mem::take(&mut docs));
            if let Some(item) = items.last_mut().filter(|_| !described.is_empty()) {
                item.members.extend(member(text, item.is_enum, described));
            }
        } else {
            docs.clear();
        }
    }
    items
}

/// The name of a public struct or enum with a body.
fn declaration(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("pub struct ").or_else(|| text.strip_prefix("pub enum "))?;
    rest.strip_suffix(" {")
}

fn member(text: &str, is_enum: bool, docs: String) -> Option<Member> {
    let text = text.trim_end_matches(',');
    if is_enum {
        return Some(Member { name: snake(text), kind: String::new(), docs });
    }
    let (name, kind) = text.strip_prefix("pub ")?.split_once(": ")?;
    Some(Member { name: name.to_owned(), kind: kind_of(kind), docs })
}

/// The JSON type in words.
fn kind_of(kind: &str) -> String {
    let inner = |prefix: &str| kind.strip_prefix(prefix).and_then(|k| k.strip_suffix('>'));
    if let Some(inner) = inner("Option<") {
        return format!("{} or null", kind_of(inner));
    }
    if let Some(inner) = inner("Vec<") {
        return format!("list of {}", kind_of(inner));
    }
    if let Some(inner) = inner("BTreeMap<String, ") {
        return format!("object of {}", kind_of(inner));
    }
    match kind {
        "String" => "text".to_owned(),
        "f64" | "u32" => "number".to_owned(),
        "bool" => "true or false".to_owned(),
        "serde_json::Value" => "any value".to_owned(),
        named => format!("[{named}](#{})", named.to_lowercase()),
    }
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// A description on one line, without links into the code.
fn plain(docs: &[&str]) -> String {
    let words: Vec<&str> = docs.iter().copied().filter(|line| !line.is_empty()).collect();
    words.join(" ").replace("[`", "`").replace("`]", "`").replace('|', "\\|").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/facts.md");
        if std::env::var_os("SCHAKEL_WRITE_DOCS").is_some() {
            std::fs::write(path, markdown()).unwrap();
        }
        let written = std::fs::read_to_string(path).unwrap();
        assert!(
            written == markdown(),
            "run `SCHAKEL_WRITE_DOCS=1 cargo test -p schakel-report facts` and commit docs/facts.md"
        );
    }

    #[test]
    fn every_type_and_member_is_described() {
        let items: Vec<Item> = SOURCES.iter().flat_map(|s| items(s)).collect();
        assert!(items.len() >= 20, "{}", items.len());
        for item in items {
            assert!(!item.docs.is_empty(), "{}", item.name);
            assert!(!item.members.is_empty(), "{}", item.name);
        }
    }
}
