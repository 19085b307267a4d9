//! Reads the pages of a file back: where its marks stand and what its text says.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// Rounding of places.
const OFF_PAGE: f32 = 0.5;

/// Text of a font by code, and the width of each code in thousandths of the type size.
struct Font {
    texts: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f32>,
}

/// The text of all pages without spaces, soft hyphens and what is repeated for the eye. Fails where a mark stands off its page or a number is
/// none.
#[track_caller]
pub(crate) fn checked_text(pdf: &[u8]) -> String {
    let file = Document::load_mem(pdf).unwrap();
    let mut fonts: BTreeMap<ObjectId, Font> = BTreeMap::new();
    let mut text = String::new();
    for (number, page) in file.get_pages() {
        let resources = fonts_of(&file, page);
        for id in resources.values() {
            fonts.entry(*id).or_insert_with(|| Font::read(&file, *id));
        }
        let named = resources.iter().map(|(name, id)| (name.clone(), &fonts[id])).collect();
        let mut reader = Reader { fonts: named, number, size: media(&file, page), ..Reader::default() };
        for operation in Content::decode(&file.get_page_content(page)).unwrap().operations {
            reader.read(&operation);
        }
        text.push_str(&reader.text);
    }
    super::squeezed(&text)
}

fn media(file: &Document, page: ObjectId) -> (f32, f32) {
    let dict = file.get_dictionary(page).unwrap();
    let media = dict.get(b"MediaBox").and_then(Object::as_array).unwrap();
    (media[2].as_float().unwrap(), media[3].as_float().unwrap())
}

fn dictionary<'f>(file: &'f Document, object: &'f Object) -> &'f Dictionary {
    file.dereference(object).unwrap().1.as_dict().unwrap()
}

/// Fonts of a page by their name there.
fn fonts_of(file: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, ObjectId> {
    let page = file.get_dictionary(page).unwrap();
    let resources = dictionary(file, page.get(b"Resources").unwrap());
    let Ok(fonts) = resources.get(b"Font") else {
        return BTreeMap::new();
    };
    let fonts = dictionary(file, fonts).iter();
    fonts.filter_map(|(name, font)| Some((name.clone(), font.as_reference().ok()?))).collect()
}

impl Font {
    fn read(file: &Document, id: ObjectId) -> Font {
        let font = file.get_dictionary(id).unwrap();
        let descendant = font.get(b"DescendantFonts").and_then(Object::as_array).unwrap();
        let widths = dictionary(file, &descendant[0]).get(b"W").and_then(Object::as_array).unwrap();
        let widths = widths.chunks(2).flat_map(|row| {
            let first = u16::try_from(row[0].as_i64().unwrap()).unwrap();
            let widths = row[1].as_array().unwrap().iter().map(|width| width.as_float().unwrap());
            (first..).zip(widths)
        });
        let widths = widths.collect();
        let unicode = font.get(b"ToUnicode").and_then(Object::as_reference).unwrap();
        let stream = file.get_object(unicode).unwrap().as_stream().unwrap();
        let table = String::from_utf8(stream.decompressed_content().unwrap()).unwrap();
        Font { texts: table.lines().filter_map(entry).collect(), widths }
    }

    fn width(&self, code: u16) -> f32 {
        self.widths[&code]
    }
}

/// A line of the table from codes to text, as `<0001> <0041>`.
fn entry(line: &str) -> Option<(u16, String)> {
    let (code, text) = line.strip_prefix('<')?.strip_suffix('>')?.split_once("> <")?;
    let unit = |digits: &[u8]| u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok();
    let units: Option<Vec<u16>> = text.as_bytes().chunks(4).map(unit).collect();
    Some((unit(code.as_bytes())?, String::from_utf16(&units?).ok()?))
}

#[derive(Default)]
struct Reader<'f> {
    fonts: BTreeMap<Vec<u8>, &'f Font>,
    number: u32,
    size: (f32, f32),
    font: Option<&'f Font>,
    type_size: f32,
    tracking: f32,
    rise: f32,
    at: (f32, f32),
    /// Whether what is drawn is an artifact, and the text that stands for it, for each mark that is open.
    open: Vec<(bool, Option<String>)>,
    text: String,
}

impl Reader<'_> {
    #[track_caller]
    fn read(&mut self, operation: &Operation) {
        let numbers: Vec<f32> = operation.operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
        assert!(numbers.iter().all(|number| number.is_finite()), "page {}: {operation:?}", self.number);
        match operation.operator.as_str() {
            "Tf" => {
                let name = operation.operands[0].as_name().unwrap();
                self.font = self.fonts.get(name).copied();
                self.type_size = numbers[0];
            }
            "Td" => self.at = (numbers[0], numbers[1]),
            "Ts" => self.rise = numbers[0],
            "Tc" => self.tracking = numbers[0],
            "TJ" => self.show(operation.operands[0].as_array().unwrap()),
            "BMC" => {
                let artifact = operation.operands[0].as_name().unwrap() == b"Artifact";
                self.open.push((artifact, None));
            }
            "BDC" => {
                let stands = operation.operands[1].as_dict().and_then(|dict| dict.get(b"ActualText")).ok();
                let stands = stands.map(|text| lopdf::decode_text_string(text).unwrap());
                if let Some(text) = &stands {
                    self.text.push_str(text);
                }
                self.open.push((false, stands));
            }
            "EMC" => {
                self.open.pop();
            }
            // Nothing is moved or scaled but the logo.
            "cm" => self.on_page(numbers[4], numbers[5], operation),
            "m" | "l" | "re" | "c" => {
                for point in numbers.chunks(2) {
                    self.on_page(point[0], point[1], operation);
                }
            }
            _ => {}
        }
    }

    #[track_caller]
    fn show(&mut self, parts: &[Object]) {
        let font = self.font.unwrap();
        let hidden = self.open.iter().any(|(artifact, stands)| *artifact || stands.is_some());
        for part in parts {
            if let Ok(back) = part.as_float() {
                assert!(back.is_finite());
                self.at.0 -= back * self.type_size / 1000.0;
            } else if let Ok(codes) = part.as_str() {
                for code in codes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])) {
                    let width = font.width(code) * self.type_size / 1000.0;
                    let text = font.texts.get(&code).map_or("", String::as_str);
                    // A space at the end of a line is for who copies the text.
                    if !text.trim().is_empty() {
                        let what = Operation::new(text, Vec::new());
                        self.on_page(self.at.0, self.at.1 + self.rise, &what);
                        self.on_page(self.at.0 + width, self.at.1 + self.rise, &what);
                    }
                    self.at.0 += width + self.tracking;
                    if !hidden {
                        self.text.push_str(text);
                    }
                }
            }
        }
    }

    /// Decoration may run off the page, content may not.
    #[track_caller]
    fn on_page(&self, x: f32, y: f32, what: &Operation) {
        assert!(x.is_finite() && y.is_finite(), "page {}: {what:?}", self.number);
        if self.open.iter().any(|(artifact, _)| *artifact) {
            return;
        }
        let on = |at: f32, end: f32| (-OFF_PAGE..=end + OFF_PAGE).contains(&at);
        assert!(
            on(x, self.size.0) && on(y, self.size.1),
            "page {}: {what:?} at {x}, {y} of {:?}",
            self.number,
            self.size
        );
    }
}
