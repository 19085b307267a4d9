//! From pages to a file: pages and their content through printpdf, then everything around them that makes the file
//! readable for everyone and keepable for long (PDF/UA-1 and PDF/A-2a; PDF/A-3a when it carries other files).

mod attach;
mod content;
mod embed;
mod file;
mod icc;
mod image;
mod metadata;
mod outline;
mod pack;
mod path;
mod structure;
mod subset;
mod surface;
mod written;

use lopdf::{Object, ObjectId, StringFormat};
use printpdf::{Mm, Op, PdfDocument, PdfPage, PdfSaveOptions};

use crate::attachment::Attachment;
use crate::document::Document;
use crate::layout::Composition;
use crate::text::Faces;
use crate::theme::Theme;
use pack::Packer;
use written::Written;

/// A fault while the file is written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    /// The typeface cannot be reduced to the glyphs that are used.
    #[error("the typeface {0} cannot be embedded")]
    Font(&'static str),
    /// The object model of the file is not as expected.
    #[error("the file cannot be built: {0}")]
    Objects(#[from] lopdf::Error),
    /// The content of a page is not the plain text that it should be.
    #[error("the content of a page cannot be written: {0}")]
    Content(#[from] std::string::FromUtf8Error),
    /// The bytes cannot be produced.
    #[error("the file cannot be written: {0}")]
    Bytes(#[from] std::io::Error),
}

/// Writes a composition as the bytes of a file. The same composition gives the same bytes.
pub(crate) fn write(
    composition: &Composition,
    document: &Document,
    theme: &Theme,
    faces: &'static Faces,
    attachments: &[Attachment],
) -> Result<Vec<u8>, WriteError> {
    let mut packer = Packer::new();
    let mut fonts = embed::Fonts::new(faces);
    let mut places = structure::Places::new(composition);
    let mut pdf = PdfDocument::new("");
    pdf.pages = composition
        .pages
        .iter()
        .enumerate()
        .map(|(number, page)| {
            let mut surface = surface::Surface::new();
            content::draw(page, number, &mut places, &mut fonts, &mut surface);
            let content = Op::Unknown { key: surface.finish()?, value: Vec::new() };
            let millimetres = |points: f32| Mm(points * 25.4 / 72.0);
            let size = (millimetres(page.turn.page_width()), millimetres(page.turn.page_height()));
            Ok(PdfPage::new(size.0, size.1, vec![content]))
        })
        .collect::<Result<_, WriteError>>()?;
    let mut file = to_objects(&pdf);
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    fonts.embed(&mut file, &pages, &mut packer)?;
    if let Some(logo) = &theme.logo {
        image::embed(logo.image(), &mut file, &pages, composition, &mut packer)?;
    }
    let mut written = Written::default();
    structure::write(&mut file, &mut written, &pages, composition, &places, document.lang)?;
    outline::write(&mut file, &pages, composition)?;
    let part = if attachments.is_empty() { 2 } else { 3 };
    metadata::write(&mut file, document, part)?;
    attach::write(&mut file, attachments, &mut packer)?;
    file.trailer.set("ID", identity(&file, composition));
    finish(file, &written, &mut packer)
}

fn to_objects(pdf: &PdfDocument) -> lopdf::Document {
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        // The content of a page is an operation of our own, which the cautious mode would leave out.
        secure: false,
        image_optimization: None,
    };
    printpdf::serialize::to_lopdf_doc(pdf, &options, &mut Vec::new())
}

/// Streams shorter than this are written as they are: making the state ready for them takes longer than it is worth.
const SHORT: usize = 1000;

/// Packs the content of the pages and writes the file.
fn finish(mut file: lopdf::Document, written: &Written, packer: &mut Packer) -> Result<Vec<u8>, WriteError> {
    for object in file.objects.values_mut() {
        if let Object::Stream(stream) = object
            && !stream.dict.has(b"Filter")
            && !stream.dict.has_type(b"Metadata")
            && stream.content.len() >= SHORT
        {
            stream.content = packer.pack(&stream.content)?;
            stream.dict.set("Filter", "FlateDecode");
        }
    }
    file::write(&file, written, packer)
}

/// PDF/A has no string of more than 32,767 bytes.
const LONGEST_TEXT: usize = 16_000;

/// Text as PDF files hold it: UTF-16 with a mark; of a text that is longer than a string may be, the beginning.
fn text_string(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    let mut units = 0;
    for c in text.chars() {
        let last = units + c.len_utf16() > LONGEST_TEXT;
        let c = if last { '…' } else { c };
        let mut unit = [0; 2];
        bytes.extend(c.encode_utf16(&mut unit).iter().flat_map(|unit| unit.to_be_bytes()));
        units += c.len_utf16();
        if last {
            break;
        }
    }
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The identity of the file, from what it says: two files differ in it exactly when their content differs.
fn identity(file: &lopdf::Document, composition: &Composition) -> Object {
    let mut hash = Hash::new();
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            hash.add(&stream.content);
        }
    }
    for element in &composition.tags.elements {
        hash.add(element.alt.as_deref().unwrap_or_default().as_bytes());
    }
    for link in &composition.tags.links {
        hash.add(format!("{:?}", link.target).as_bytes());
    }
    let id = Object::String(hash.bytes(), StringFormat::Hexadecimal);
    Object::Array(vec![id.clone(), id])
}

/// FNV-1a over 128 bits: stable over versions and machines, which the hashes of the standard library are not.
struct Hash(u128);

impl Hash {
    fn new() -> Hash {
        Hash(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn add(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        for word in words {
            self.add_word(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut word = [0; 8];
            word[..rest.len()].copy_from_slice(rest);
            self.add_word(u64::from_le_bytes(word));
        }
        // The length keeps neighbouring pieces apart.
        self.add_word(bytes.len() as u64);
    }

    fn add_word(&mut self, word: u64) {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
        self.0 = (self.0 ^ u128::from(word)).wrapping_mul(PRIME);
    }

    fn bytes(&self) -> Vec<u8> {
        self.0.to_be_bytes().to_vec()
    }
}

/// A number as content needs it: hundredths of a point are finer than any printer.
fn hundredths(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
