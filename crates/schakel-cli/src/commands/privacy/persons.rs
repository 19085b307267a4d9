//! Local ids of persons, from a file or from standard input: never from the command line, where they would stay in the
//! history of the shell.

use std::io::Read;
use std::path::Path;

use schakel_core::gate::Objections;

use crate::exit::Failure;

/// The most that a list may have: more than a hundred thousand ids.
const MOST: u64 = 4 << 20;

/// Reads the ids of a file, or of standard input when it is `-`.
///
/// # Errors
/// Wrong use when it cannot be read, is no text, is far too long, or names nobody. No message shows what it holds.
pub(super) fn read(file: &Path) -> Result<Objections, Failure> {
    let shown = if file == Path::new("-") { "standard input".to_owned() } else { file.display().to_string() };
    let wrong = |what: &str| Failure::Usage(format!("the ids of persons in {shown}: {what}"));
    let mut text = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(MOST + 1).read_to_end(&mut text)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(MOST + 1).read_to_end(&mut text))
    };
    read.map_err(|error| wrong(&format!("cannot be read ({})", error.kind())))?;
    if text.len() as u64 > MOST {
        return Err(wrong("the list is too long; expected one id per line"));
    }
    let text = String::from_utf8(text).map_err(|_| wrong("this is not text in UTF-8; expected one id per line"))?;
    let persons = Objections::parse(&text);
    if persons.is_empty() {
        return Err(wrong("nobody is named; expected one id per line, such as `student 12345`"));
    }
    Ok(persons)
}
