//! Markup that nobody would write, read, set as pages and written as HTML.
//!
//! Bytes that begin with `<` are the markup itself; other bytes choose what a document of valid elements holds.

#![no_main]

use libfuzzer_sys::fuzz_target;
use schakel_report::theme::Theme;
use schakel_report::{ComposeError, compose, html, markup, measure};
use schakel_report_fuzz::{check, document};

fuzz_target!(|bytes: &[u8]| {
    let markup = match bytes.first() {
        Some(b'<') => String::from_utf8_lossy(bytes).into_owned(),
        _ => document::written(bytes),
    };
    let Ok(document) = markup::read(&markup) else {
        return;
    };
    let theme = Theme::default();
    match compose(&document, &theme) {
        Ok(pdf) => check::pdf(&pdf.bytes),
        Err(ComposeError::MissingGlyphs(_)) => {}
        Err(other) => panic!("{other}"),
    }
    check::html(&html(&document, &theme, measure().expect("the fonts can be read")));
});
