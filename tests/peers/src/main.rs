//! The time of a report beside that of Typst and of WeasyPrint on the same content, tagged for everyone (PDF/UA-1), in one run.
//!
//! `cargo run --release --manifest-path tests/peers/Cargo.toml -- FOLDER` writes the file that each makes into FOLDER and prints
//! milliseconds of processor time per report. All three are warm: fonts read, code run before. Every report is of another school, and
//! Typst forgets between them what it knows. WeasyPrint is called with the Python in SCHAKEL_BENCH_PYTHON
//! (`python3 -m pip install weasyprint`), and left out where it is not there; it sets our HTML edition.

#[path = "../../../crates/schakel-report/tests/common/mod.rs"]
#[allow(unused)]
mod common;
#[path = "../../../crates/schakel-report/benches/render/school.rs"]
mod school;
mod source;
mod values;
mod world;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use schakel_report::document::{Document, Lang};
use schakel_report::facts::Facts;
use schakel_report::template::TemplateSet;
use schakel_report::{compose, fill, html, markup, measure, render};
use typst::syntax::Source;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::{Common, Single};

/// The allocator of our program, for all that runs in this one.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).expect("a folder for the files"));
    fs::create_dir_all(&folder).expect("the folder");
    let templates = TemplateSet::of(schakel_report::Report::VisionAndProgress).expect("templates");
    let facts: Vec<Facts> = (0..200).map(school::numbered).collect();
    let documents: Vec<Document> = facts.iter().map(|facts| read(facts, &templates)).collect();

    let mut next = (0..facts.len()).cycle();
    let pdf = render(&facts[0], &templates, Lang::Nl).expect("a report");
    fs::write(folder.join("ours.pdf"), &pdf.pdf).expect("a file");
    println!("the report: {} pages, {} kB", pdf.pages, pdf.pdf.len() / 1000);
    let whole = each(100, || {
        let at = next.next().unwrap_or(0);
        assert!(render(&facts[at], &templates, Lang::Nl).expect("a report").pages > 11);
    });
    let setting = each(100, || {
        let at = next.next().unwrap_or(0);
        assert!(compose(&documents[at], templates.theme()).expect("pages").pages > 11);
    });
    println!("ours: {whole:.1} ms from facts to bytes, of which {setting:.1} ms from document to bytes");

    let common = Common::new();
    let sources: Vec<String> = documents.iter().take(12).map(|d| written(d, &templates)).collect();
    let first = typst(&common, &sources[0]);
    fs::write(folder.join("typst.typ"), &sources[0]).expect("a file");
    fs::write(folder.join("typst.pdf"), &first.1).expect("a file");
    println!("Typst: {} pages, {} kB", first.0, first.1.len() / 1000);
    let mut next = (0..sources.len()).cycle();
    let theirs = each(sources.len(), || {
        comemo::evict(0);
        assert!(typst(&common, &sources[next.next().unwrap_or(0)]).0 > 8);
    });
    told("Typst", theirs, setting, whole, 20.0);

    match weasyprint(&folder, &documents, &templates) {
        Some(theirs) => told("WeasyPrint", theirs, setting, whole, 100.0),
        None => println!("WeasyPrint: left out, there is no Python with it (python3 -m pip install weasyprint)"),
    }
}

fn read(facts: &Facts, templates: &TemplateSet) -> Document {
    markup::read(&fill(facts, templates, Lang::Nl).expect("markup")).expect("a document")
}

fn written(document: &Document, templates: &TemplateSet) -> String {
    source::of(document, templates.theme(), measure().expect("fonts"))
}

/// Pages and bytes that Typst makes of a source.
fn typst(common: &Common, source: &str) -> (usize, Vec<u8>) {
    let world = Single { common, source: Source::detached(source) };
    let document: PagedDocument = typst::compile(&world).output.unwrap_or_else(|e| panic!("{e:?}"));
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).expect("a standard");
    let options = PdfOptions { standards, ..PdfOptions::default() };
    let bytes = typst_pdf::pdf(&document, &options).unwrap_or_else(|e| panic!("{e:?}"));
    (document.pages().len(), bytes)
}

/// Milliseconds that WeasyPrint takes for the screen edition of a report, in one process that has made one before.
fn weasyprint(folder: &Path, documents: &[Document], templates: &TemplateSet) -> Option<f64> {
    let python = std::env::var("SCHAKEL_BENCH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    for (number, document) in documents.iter().take(4).enumerate() {
        let page = html(document, templates.theme(), measure()?);
        fs::write(folder.join(format!("ours-{number}.html")), page).ok()?;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/weasyprint_peer.py");
    let told = Command::new(python).arg(script).arg(folder).output().ok()?;
    String::from_utf8(told.stdout).ok()?.trim().parse().ok()
}

fn told(who: &str, theirs: f64, setting: f64, whole: f64, least: f64) {
    let (whole, setting) = (theirs / whole, theirs / setting);
    println!(
        "{who}: {theirs:.0} ms from its source to bytes: {whole:.1} times our way from facts, {setting:.1} times ours from the document, at least {least} times"
    );
}

/// Milliseconds of processor time, of all threads, that something takes on average.
fn each(times: usize, mut what: impl FnMut()) -> f64 {
    let start = processor_milliseconds();
    (0..times).for_each(|_| what());
    (processor_milliseconds() - start) / times as f64
}

/// What this program has taken of the processors so far, which the system counts in hundredths of a second.
fn processor_milliseconds() -> f64 {
    let line = fs::read_to_string("/proc/self/stat").expect("a system that tells the time of a program");
    let after = line.rsplit(')').next().unwrap_or_default();
    // User and system time are the 14th and 15th of the line; the name, in brackets, is the second.
    after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() * 10.0
}
