//! Following a page as a reader would: its files are written, its commands are run, and what comes of them is what it
//! shows.
//!
//! | on the page | does |
//! |---|---|
//! | a block with only the name of a file above it | writes that file |
//! | a block of `sh` | runs its commands |
//! | a block of `text` after it | is what the last of them printed |
//! | a block below a line that begins with the name of a file | is what that file holds now |
//!
//! Of a file with rows a block may show some columns; `…` stands for what is left out. With `SCHAKEL_UPDATE` set, the
//! page gets what came of it instead.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::page::{Block, blocks};

/// What a check that goes on and on says when it is done for now.
const WAITS: &str = "Waiting for a file to change";
/// What stands on a page for the folder of the reader.
const HOME: &str = "/home/you";
/// What the test of a plugin tells.
const PROBLEMS: &str = "tests/proef/expected/problems.txt";

/// A reader in a folder of their own.
struct Reader<'a> {
    program: &'a Path,
    /// The home of the reader; `work` in it is where files are written and commands are run.
    home: PathBuf,
    /// Files that every part begins with, and their texts.
    begun: Vec<(&'a str, &'a str)>,
    printed: String,
    /// A command that ended with problems, until the page shows them.
    failed: Option<String>,
}

/// How a page is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From its first line to its last, in one folder.
    Through,
    /// Every heading in a folder of its own. It has the files above the first heading, to which a file of the same name
    /// is added; the commands that stand there are run when all files of a heading are written.
    ByHeading,
}

/// Follows a page; gives the page with what came of it.
///
/// # Errors
/// Every block of which the page shows something else than what came of it, and the first file or command that fails.
pub fn follow(page: &str, program: &Path, way: Way) -> Result<String, String> {
    let all = blocks(page);
    let mut parts: Vec<&str> = match way {
        Way::Through => vec![""],
        Way::ByHeading => all.iter().map(|block| block.heading).filter(|heading| !heading.is_empty()).collect(),
    };
    parts.dedup();
    let mut made: Vec<(Block<'_>, String)> = Vec::new();
    for part in parts {
        let failed = |error: String| format!("{part}: {error}");
        let folder = tempfile::tempdir().map_err(|error| failed(error.to_string()))?;
        // The system may know the folder by another name.
        let home = fs::canonicalize(folder.path()).map_err(|error| failed(error.to_string()))?;
        let mut reader = Reader { program, home, begun: Vec::new(), printed: String::new(), failed: None };
        for block in in_order(&all, way, part) {
            let now = reader.take(block, !part.is_empty() && block.heading.is_empty()).map_err(failed)?;
            made.extend(now.filter(|now| !is_shown(block.text, now)).map(|now| (*block, now)));
        }
        reader.finish(&all, part).map_err(failed)?;
    }
    if std::env::var_os("SCHAKEL_UPDATE").is_none() && !made.is_empty() {
        let wrong = made.iter().map(|(block, now)| {
            format!("{}: the page shows\n{}what came of it is\n{now}\n", block.heading, block.text)
        });
        return Err(wrong.collect());
    }
    let mut page = page.to_owned();
    made.sort_by_key(|(block, _)| block.start);
    for (block, now) in made.iter().rev() {
        page.replace_range(block.start..block.start + block.text.len(), now);
    }
    Ok(page)
}

/// The blocks of a part in the order in which they are followed.
fn in_order<'b, 'p>(all: &'b [Block<'p>], way: Way, part: &str) -> Vec<&'b Block<'p>> {
    let own = || all.iter().filter(|block| block.heading == part);
    let common = || all.iter().filter(|block| block.heading.is_empty());
    let is_file = |block: &&Block<'_>| block.file().is_some();
    match way {
        Way::Through => all.iter().collect(),
        Way::ByHeading => common()
            .filter(is_file)
            .chain(own().filter(is_file))
            .chain(common().filter(|block| block.file().is_none()))
            .chain(own().filter(|block| block.file().is_none()))
            .collect(),
    }
}

/// Whether a block shows a text; `…` stands for anything within a line, and as a line of its own for any lines.
fn is_shown(shown: &str, text: &str) -> bool {
    let Some((before, after)) = shown.split_once('…') else { return shown == text };
    let Some(rest) = text.strip_prefix(before) else { return false };
    let own_line = (before.is_empty() || before.ends_with('\n')) && after.starts_with('\n');
    let (after, ends) = if own_line { (&after[1..], "\n") } else { (after, "") };
    let next = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    next.take_while(|at| own_line || !rest[..*at].contains('\n'))
        .filter(|at| rest[..*at].is_empty() || rest[..*at].ends_with(ends))
        .any(|at| is_shown(after, &rest[at..]))
}

impl<'a> Reader<'a> {
    /// Does what a block asks; gives what it should show when it shows what came of something.
    fn take(&mut self, block: &Block<'a>, begins: bool) -> Result<Option<String>, String> {
        if let Some(name) = block.file() {
            let before = self.begun.iter().find(|(begun, _)| *begun == name).map_or("", |(_, text)| text);
            let text = format!("{before}{}", block.text);
            self.begun.extend(begins.then_some((name, block.text)));
            let file = self.work(name);
            let folder = file.parent().unwrap_or(Path::new("."));
            let written = fs::create_dir_all(folder).and_then(|()| fs::write(&file, text));
            return written.map(|()| None).map_err(|error| format!("{name}: {error}"));
        }
        let shows = block.above.strip_prefix('`').and_then(|rest| rest.split_once('`'));
        match (block.language, shows) {
            ("sh", _) => {
                for line in block.text.replace("\\\n", " ").lines() {
                    self.is_told()?;
                    self.printed = self.run(line)?;
                }
                Ok(None)
            }
            (language, Some((name, _))) => {
                let text = fs::read_to_string(self.work(name)).map_err(|error| format!("{name}: {error}"))?;
                Ok(Some(self.shown(if language == "csv" { some_columns(block.text, &text) } else { text })))
            }
            ("text", None) => {
                self.failed = None;
                Ok(Some(self.printed.clone()))
            }
            (language, None) => Err(format!("a block of {language} that is no file: {}", block.above)),
        }
    }

    /// A command that ended with problems is followed by what it printed.
    fn is_told(&self) -> Result<(), String> {
        self.failed.clone().map_or(Ok(()), Err)
    }

    /// Nothing is left that the page does not show.
    fn finish(&self, all: &[Block<'_>], part: &str) -> Result<(), String> {
        self.is_told()?;
        let shown = all.iter().any(|block| block.heading == part && block.above.contains(PROBLEMS));
        match fs::read_to_string(self.work(PROBLEMS)) {
            Ok(problems) if !shown => Err(format!("problems that the page does not show:\n{problems}")),
            _ => Ok(()),
        }
    }

    fn work(&self, name: &str) -> PathBuf {
        self.home.join("work").join(name)
    }

    /// Runs a command of the program; gives all that it printed.
    fn run(&mut self, line: &str) -> Result<String, String> {
        let mut words = words(line).into_iter();
        if words.next().as_deref() != Some("schakel") {
            return Err(format!("not a command of the program: {line}"));
        }
        let words: Vec<String> = words.collect();
        let failed = |error: std::io::Error| format!("{line}: {error}");
        fs::create_dir_all(self.work("")).map_err(failed)?;
        let (out, into) = std::io::pipe().map_err(failed)?;
        let mut command = Command::new(self.program);
        command.args(&words).current_dir(self.work(""));
        // The folder with the keys is that of this reader.
        command.env_remove("SCHAKEL_KEYS").env_remove("XDG_DATA_HOME").env("HOME", &self.home);
        command.stdout(into.try_clone().map_err(failed)?).stderr(into);
        let mut running = command.spawn().map_err(failed)?;
        // Only the program itself still holds the end that is written to.
        drop(command);
        let mut printed = String::new();
        for read in BufReader::new(out).lines() {
            let read = read.map_err(failed)?;
            printed.push_str(&read);
            printed.push('\n');
            if read.starts_with(WAITS) {
                running.kill().map_err(failed)?;
                break;
            }
        }
        let code = running.wait().map_err(failed)?.code();
        let ended = format!("{line} ended with {code:?}:\n{printed}");
        match code {
            Some(0) => {}
            None if printed.contains(WAITS) => {}
            Some(1) => self.failed = Some(ended),
            _ => return Err(ended),
        }
        Ok(self.shown(printed))
    }

    /// A text as a page shows it.
    fn shown(&self, text: impl AsRef<str>) -> String {
        text.as_ref().replace(&*self.home.to_string_lossy(), HOME)
    }
}

/// The words of a command; what stands between quotes is one.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut quoted, mut within) = (Vec::<String>::new(), false, false);
    for sign in line.chars() {
        if sign == ' ' && !quoted {
            within = false;
            continue;
        }
        if !std::mem::replace(&mut within, true) {
            words.push(String::new());
        }
        match (sign, words.last_mut()) {
            ('"', _) => quoted = !quoted,
            (_, Some(word)) => word.push(sign),
            (_, None) => {}
        }
    }
    words
}

/// The columns of a text with rows that a block shows, in its order; all when it names one that is not there.
fn some_columns(block: &str, text: &str) -> String {
    let rows = |text: &str| -> Option<Vec<csv::StringRecord>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        reader.records().collect::<Result<_, _>>().ok()
    };
    let chosen = || -> Option<String> {
        let (wanted, rows) = (rows(block)?, rows(text)?);
        let header = rows.first()?;
        let at: Option<Vec<usize>> =
            wanted.first()?.iter().map(|name| header.iter().position(|column| column == name)).collect();
        let (at, mut writer) = (at?, csv::Writer::from_writer(Vec::new()));
        for row in &rows {
            writer.write_record(at.iter().map(|column| row.get(*column).unwrap_or_default())).ok()?;
        }
        String::from_utf8(writer.into_inner().ok()?).ok()
    };
    chosen().unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_stand_for_lines_or_a_part_of_one() {
        assert!(is_shown("a\n…\nd\n", "a\nb\nc\nd\n") && is_shown("…\nb\n", "a\nb\n") && is_shown("a\n…\n", "a\nb\n"));
        assert!(is_shown("a\n", "a\n") && !is_shown("a\n", "a\nb\n") && !is_shown("…\na\n", "a\nb\n"));
        assert!(!is_shown("a\n…\nb\n…\nc\n", "a\nc\n"));
        assert!(is_shown("a (… kB)\nb\n", "a (12 kB)\nb\n") && !is_shown("a …b\n", "a\nb\n"));
    }

    #[test]
    fn a_command_is_cut_at_blanks_outside_quotes() {
        assert_eq!(words("schakel new  \"De Linde\" x"), ["schakel", "new", "De Linde", "x"]);
    }

    #[test]
    fn a_block_may_show_some_columns() {
        assert_eq!(some_columns("c,a\nx\n", "a,b,c\n1,2,3\n"), "c,a\n3,1\n");
        assert_eq!(some_columns("z\n", "a,b\n1,2\n"), "a,b\n1,2\n");
    }
}
