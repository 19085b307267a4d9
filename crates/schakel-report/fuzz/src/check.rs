//! What holds for every file, whatever it was made from.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The file is a whole PDF.
pub fn pdf(bytes: &[u8]) {
    assert!(bytes.starts_with(b"%PDF-1.7"), "the file does not begin as a PDF");
    assert!(bytes.trim_ascii_end().ends_with(b"%%EOF"), "the file has no end");
}

/// The page has neither a script nor a number that is none.
pub fn html(page: &str) {
    assert!(!page.contains("<script"), "a value arrived as markup");
    for attribute in
        [" x=\"", " y=\"", " x1=\"", " cx=\"", " width=\"", " height=\"", " points=\"", " viewBox=\"", " d=\""]
    {
        for rest in page.split(attribute).skip(1) {
            let value = rest.split('"').next().unwrap_or_default();
            assert!(!value.contains("NaN") && !value.contains("inf"), "{attribute}{value}\"");
        }
    }
}

/// Writes every n-th file to the folder `SCHAKEL_FUZZ_PDFS`, for another program to check; n is `SCHAKEL_FUZZ_EVERY`, or one. The name of a
/// file is complete only when the file is.
pub fn keep(pdf: &[u8]) {
    static MADE: AtomicUsize = AtomicUsize::new(0);
    let Some(folder) = std::env::var_os("SCHAKEL_FUZZ_PDFS").map(PathBuf::from) else {
        return;
    };
    let every = std::env::var("SCHAKEL_FUZZ_EVERY").ok().and_then(|n| n.parse().ok()).unwrap_or(1_usize).max(1);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    if number.is_multiple_of(every) {
        let name = format!("{}-{number}", std::process::id());
        let part = folder.join(format!("{name}.part"));
        std::fs::write(&part, pdf).expect("the folder of SCHAKEL_FUZZ_PDFS can be written");
        std::fs::rename(part, folder.join(format!("{name}.pdf"))).expect("the file can be renamed");
    }
}
