//! What Typst asks of its surroundings: one source and the fonts of the reports.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Everything that documents have in common.
pub struct Common {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Common {
    /// The standard library of Typst, and the faces that our reports are set in.
    pub fn new() -> Common {
        let fonts: Vec<Font> = [
            include_bytes!("../../../report-templates/fonts/SourceSans3-Regular.ttf").as_slice(),
            include_bytes!("../../../report-templates/fonts/SourceSans3-SemiBold.ttf"),
            include_bytes!("../../../report-templates/fonts/SourceSans3-Bold.ttf"),
            include_bytes!("../../../report-templates/fonts/SourceSans3-Italic.ttf"),
        ]
        .into_iter()
        .map(|bytes| Font::new(Bytes::new(bytes), 0).expect("a font"))
        .collect();
        Common {
            library: LazyHash::new(Library::builder().build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        }
    }
}

/// One document.
pub struct Single<'c> {
    pub common: &'c Common,
    pub source: Source,
}

impl World for Single<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.common.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.common.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, _: FileId) -> FileResult<Source> {
        Ok(self.source.clone())
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.common.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
