//! Reads the structure of a finished file back: roles, attributes, and the text of every element in the order in which it is read.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::content::Content;
use lopdf::{Dictionary, Document as File, Object, ObjectId};

/// The structure of a file, an element on a line, indented under the one it is part of.
pub(crate) fn of(bytes: &[u8]) -> String {
    let file = File::load_mem(bytes).unwrap();
    let catalog = file.catalog().unwrap();
    let mut reader = Reader { file: &file, texts: texts(&file), out: String::new() };
    let lang = string(catalog.get(b"Lang").unwrap());
    let _ = writeln!(reader.out, "file in {lang}");
    let root = file.get_dictionary(catalog.get(b"StructTreeRoot").unwrap().as_reference().unwrap()).unwrap();
    for kid in kids(root) {
        reader.kid(&kid, None, 0);
    }
    reader.out
}

/// Text by page and number of the marks.
type Texts = BTreeMap<(ObjectId, i64), String>;

struct Reader<'f> {
    file: &'f File,
    texts: Texts,
    out: String,
}

/// What stands in an element itself.
enum Part {
    Text(String),
    Kid(Object),
}

impl Reader<'_> {
    fn kid(&mut self, kid: &Object, page: Option<ObjectId>, depth: usize) {
        let element = match kid {
            Object::Reference(id) => self.file.get_dictionary(*id).unwrap(),
            Object::Dictionary(dictionary) => dictionary,
            other => panic!("no element: {other:?}"),
        };
        if element.has_type(b"OBJR") {
            let annotation = element.get(b"Obj").unwrap().as_reference().unwrap();
            let annotation = self.file.get_dictionary(annotation).unwrap();
            self.line(depth, &format!("-> {}", string(annotation.get(b"Contents").unwrap())));
            return;
        }
        self.element(element, page, depth);
    }

    fn element(&mut self, element: &Dictionary, page: Option<ObjectId>, depth: usize) {
        let page = element.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let mut head = name(element.get(b"S").unwrap());
        for (key, says) in [("Lang", "lang"), ("ID", "id")] {
            if let Ok(value) = element.get(key.as_bytes()) {
                let _ = write!(head, " {says}={}", string(value));
            }
        }
        if let Ok(attributes) = element.get(b"A").and_then(Object::as_dict) {
            for (key, says) in [("Scope", "scope"), ("ColSpan", "columns"), ("ListNumbering", "numbering")] {
                match attributes.get(key.as_bytes()) {
                    Ok(Object::Name(value)) => {
                        let _ = write!(head, " {says}={}", String::from_utf8_lossy(value));
                    }
                    Ok(value) => {
                        let _ = write!(head, " {says}={}", value.as_i64().unwrap());
                    }
                    Err(_) => {}
                }
            }
        }
        let alternative = element.get(b"Alt").ok().map(string);
        if let Some(alt) = &alternative {
            let _ = write!(head, " alt: {alt}");
        }
        let mut parts: Vec<Part> = Vec::new();
        for kid in kids(element) {
            match self.text(&kid, page) {
                // What an alternative stands for is not read: the labels of a drawing.
                Some(_) if alternative.is_some() => {}
                Some(text) => match parts.last_mut() {
                    Some(Part::Text(before)) => before.push_str(&text),
                    _ => parts.push(Part::Text(text)),
                },
                None => parts.push(Part::Kid(kid)),
            }
        }
        // A text alone stands on the line of its element.
        if let [Part::Text(text)] = parts.as_slice() {
            let text = plain(text);
            self.line(depth, &format!("{head}: {text}"));
            return;
        }
        self.line(depth, &head);
        for part in parts {
            match part {
                Part::Text(text) => self.line(depth + 1, &format!("\"{}\"", plain(&text))),
                Part::Kid(kid) => self.kid(&kid, page, depth + 1),
            }
        }
    }

    /// The text of a piece of content; `None` for elements and areas of links.
    fn text(&self, kid: &Object, page: Option<ObjectId>) -> Option<String> {
        let (page, number) = match kid {
            Object::Integer(number) => (page.unwrap(), *number),
            Object::Dictionary(marks) if marks.has_type(b"MCR") => {
                let page = marks.get(b"Pg").unwrap().as_reference().unwrap();
                (page, marks.get(b"MCID").unwrap().as_i64().unwrap())
            }
            _ => return None,
        };
        Some(self.texts[&(page, number)].clone())
    }

    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "  ".repeat(depth));
    }
}

fn kids(element: &Dictionary) -> Vec<Object> {
    match element.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    }
}

fn name(object: &Object) -> String {
    String::from_utf8_lossy(object.as_name().unwrap()).into_owned()
}

fn string(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

/// Hyphens that only end a line are no part of the text, nor are marks that stand for nothing.
fn plain(text: &str) -> String {
    text.replace(['\u{ad}', '\u{200b}'], "")
}

/// The text of all marked content.
fn texts(file: &File) -> Texts {
    let mut found = Texts::new();
    let mut tables: BTreeMap<ObjectId, BTreeMap<u16, String>> = BTreeMap::new();
    for page in file.get_pages().into_values() {
        let fonts = file.get_page_fonts(page).unwrap();
        let content = Content::decode(&file.get_page_content(page)).unwrap();
        let mut font: &BTreeMap<u16, String> = &BTreeMap::new();
        for dictionary in fonts.values() {
            let table = dictionary.get(b"ToUnicode").unwrap().as_reference().unwrap();
            tables.entry(table).or_insert_with(|| to_unicode(file, table));
        }
        // Marks that are open: the number of the content, and the text that stands for what is shown.
        let mut open: Vec<(Option<i64>, bool)> = Vec::new();
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BMC" => open.push((None, false)),
                "BDC" => {
                    let properties = operation.operands[1].as_dict().unwrap();
                    let number = properties.get(b"MCID").and_then(Object::as_i64).ok();
                    if let Some(number) = number {
                        found.entry((page, number)).or_default();
                    }
                    let instead = properties.get(b"ActualText").ok();
                    if let (Some(instead), Some(number)) = (instead, current(&open)) {
                        found.entry((page, number)).or_default().push_str(&string(instead));
                    }
                    open.push((number, instead.is_some()));
                }
                "EMC" => {
                    open.pop();
                }
                "Tf" => {
                    let dictionary = fonts[operation.operands[0].as_name().unwrap()];
                    font = &tables[&dictionary.get(b"ToUnicode").unwrap().as_reference().unwrap()];
                }
                "TJ" if !open.iter().any(|(_, instead)| *instead) => {
                    let Some(number) = current(&open) else { continue };
                    let text = found.entry((page, number)).or_default();
                    for part in operation.operands[0].as_array().unwrap() {
                        let Ok(codes) = part.as_str() else { continue };
                        for code in codes.chunks(2) {
                            text.push_str(&font[&u16::from_be_bytes([code[0], code[1]])]);
                        }
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn current(open: &[(Option<i64>, bool)]) -> Option<i64> {
    open.iter().rev().find_map(|(number, _)| *number)
}

/// The text that each code of a font stands for.
fn to_unicode(file: &File, table: ObjectId) -> BTreeMap<u16, String> {
    let stream = file.get_object(table).unwrap().as_stream().unwrap();
    let text = String::from_utf8(stream.decompressed_content().unwrap()).unwrap();
    let rows = text.split("beginbfchar\n").skip(1).flat_map(|block| block.split("endbfchar").next().unwrap().lines());
    let unit = |hex: &str| u16::from_str_radix(hex, 16).unwrap();
    rows.map(|row| {
        let (code, text) = row.trim_matches(['<', '>']).split_once("> <").unwrap();
        let units: Vec<u16> = (0..text.len()).step_by(4).map(|at| unit(&text[at..at + 4])).collect();
        (unit(code), String::from_utf16(&units).unwrap())
    })
    .collect()
}
