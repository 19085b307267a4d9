//! The description that comes with 1CijferHO: where in a line every field stands, of the file and of its decode tables.

use std::collections::BTreeMap;
use std::path::Path;

use crate::encoding;
use crate::files::unreadable;
use crate::known::plain;
use crate::problem::Problem;
use crate::spec::{FixedField, SourceSpec};

/// A description takes up less; more is another text.
const MOST_BYTES: u64 = 8 << 20;
/// How many fields a line may have, and up to which position.
const MOST_FIELDS: usize = 2_000;
const LAST_POSITION: usize = 100_000;
/// The headings above the two numbers of a field.
const START: &str = "startpositie";
const LENGTH: &str = "aantal posities";

/// The fields of one kind of line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    /// The decode table it describes, in small letters: `dec_vopl.asc`; none for the file itself.
    pub(super) decode: Option<String>,
    pub(super) fields: Vec<FixedField>,
}

/// What a description tells.
#[derive(Debug, Default)]
pub(super) struct Description {
    pub(super) layouts: Vec<Layout>,
    /// The decode table of a field, by its plain name.
    references: BTreeMap<String, String>,
}

impl Description {
    /// Reads the file of a description.
    pub(super) fn open(spec: &SourceSpec, path: &Path) -> Result<Description, Problem> {
        let size = std::fs::metadata(path).map_err(|error| unreadable(spec, &error))?.len();
        let told =
            |message: &str, hint: &str| Problem::error("source-description", message).file(&spec.path).hint(hint);
        if size > MOST_BYTES {
            return Err(told("this is too large for a description", "Name the Bestandsbeschrijving in `description`."));
        }
        let bytes = std::fs::read(path).map_err(|error| unreadable(spec, &error))?;
        let (text, _) = encoding::decode(bytes, None).ok_or_else(|| told("this is no text", "Copy it again."))?;
        let description = Description::read(&text);
        if description.layouts.is_empty() {
            let hint = "Expected lines with a name, a `Startpositie` and an `Aantal posities` below those headings.";
            return Err(told("there is no layout in this description", hint));
        }
        Ok(description)
    }

    /// Reads the text of a description.
    pub(super) fn read(text: &str) -> Description {
        let mut description = Description::default();
        let (mut title, mut before) = ("", "");
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            if is_underline(line) {
                title = before.trim();
            } else if let Some(columns) = Columns::of(line) {
                let mut fields = Vec::new();
                while lines.next_if(|line| line.trim().is_empty()).is_some() {}
                while let Some(field) =
                    lines.peek().and_then(|line| columns.field(line)).filter(|_| fields.len() < MOST_FIELDS)
                {
                    fields.push(field);
                    lines.next();
                }
                if !fields.is_empty() {
                    description.layouts.push(Layout { decode: decode_name(title), fields });
                }
            } else if let Some(decode) = decode_name(line) {
                description.references.entry(plain(title)).or_insert(decode);
            }
            before = line;
        }
        description
    }

    /// Of a decode table that is only referred to: codes as long as the field that they explain, and texts behind them.
    pub(super) fn by_reference(&self, decode: &str) -> Option<Layout> {
        let fields = self.layouts.iter().filter(|layout| layout.decode.is_none()).flat_map(|layout| &layout.fields);
        let refers = |field: &&FixedField| self.references.get(&plain(&field.name)).is_some_and(|name| name == decode);
        let length = fields.into_iter().find(refers)?.length;
        let field = |name: &str, start, length| FixedField { name: name.to_owned(), start, length };
        let fields = vec![field("code", 1, length), field("description", length + 1, LAST_POSITION)];
        Some(Layout { decode: Some(decode.to_owned()), fields })
    }
}

/// Where the two numbers of a field stand, by the characters below the headings.
struct Columns {
    start: (usize, usize),
    length: (usize, usize),
}

impl Columns {
    fn of(line: &str) -> Option<Columns> {
        let line = line.to_lowercase();
        let place = |heading: &str| {
            let at = line[..line.find(heading)?].chars().count();
            Some((at, at + heading.chars().count()))
        };
        Some(Columns { start: place(START)?, length: place(LENGTH)? })
    }

    /// The field that a line describes; digits may stand in its name and in a remark behind it too.
    fn field(&self, line: &str) -> Option<FixedField> {
        let words = words(line);
        let below = |heading: (usize, usize)| {
            let of = move |word: &&Word<'_>| word.from < heading.1 && word.to > heading.0 && word.number().is_some();
            words.iter().rfind(of)
        };
        let (start, length) = (below(self.start)?, below(self.length)?);
        let name: String = line.chars().take(start.from).collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let (start, length) = (start.number()?, length.number()?);
        let placed = start >= 1 && length >= 1 && start <= LAST_POSITION && length <= LAST_POSITION;
        (placed && !name.is_empty()).then_some(FixedField { name, start, length })
    }
}

/// A word of a line with the characters between which it stands.
struct Word<'l> {
    text: &'l str,
    from: usize,
    to: usize,
}

impl Word<'_> {
    fn number(&self) -> Option<usize> {
        self.text.parse().ok()
    }
}

fn words(line: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut from = 0;
    for piece in line.split(char::is_whitespace) {
        let to = from + piece.chars().count();
        if !piece.is_empty() {
            words.push(Word { text: piece, from, to });
        }
        from = to + 1;
    }
    words
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

/// `dec_vopl.asc` of a line that names such a file, in small letters.
fn decode_name(line: &str) -> Option<String> {
    let line = line.to_lowercase();
    let from = line.find("dec_")?;
    let to = from + line[from..].find(".asc")? + 4;
    let name = &line[from..to];
    (!name.contains(char::is_whitespace)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Lay-out bestand\n===============\n\
        \x20                                  Startpositie  Aantal posities   Opmerking\n\
        Inschrijvingsjaar                         1             4\n\
        Leeftijd per 1 oktober 2023               5             3         0 = onbekend\n\
        Hoogste opleiding met een lange naam 2    8             5 (*)\n\
        \n\
        (*) Niet gevuld in 2020 en 2021.\n\n\
        Hoogste opleiding met een lange naam 2\n--------------------------------------\n\
        Zie bestand Dec_opl.asc voor decodering.\n\n\
        Dec_land.asc\n============\n\
        \x20                                  Startpositie  Aantal posities\n\n\
        Code land                                 1             4      } sleutel\n\
        Naam land                                 5            40\n";

    fn places(layout: &Layout) -> Vec<(&str, usize, usize)> {
        layout.fields.iter().map(|field| (field.name.as_str(), field.start, field.length)).collect()
    }

    #[test]
    fn fields_are_read_by_the_headings_above_their_numbers() {
        let description = Description::read(TEXT);
        assert_eq!(
            places(&description.layouts[0]),
            [
                ("Inschrijvingsjaar", 1, 4),
                ("Leeftijd per 1 oktober 2023", 5, 3),
                ("Hoogste opleiding met een lange naam 2", 8, 5)
            ]
        );
        assert_eq!((description.layouts.len(), &description.layouts[0].decode), (2, &None));
    }

    #[test]
    fn layouts_of_decode_tables_are_known_by_the_file_they_name() {
        let description = Description::read(TEXT);
        let land = &description.layouts[1];
        assert_eq!(
            (land.decode.as_deref(), places(land)),
            (Some("dec_land.asc"), vec![("Code land", 1, 4), ("Naam land", 5, 40)])
        );
        let opl = description.by_reference("dec_opl.asc").unwrap();
        assert_eq!(places(&opl), [("code", 1, 5), ("description", 6, LAST_POSITION)]);
        assert_eq!(description.by_reference("dec_land.asc"), None);
    }

    #[test]
    fn any_text_is_read_without_a_layout() {
        for text in [
            "",
            "Startpositie Aantal posities",
            "Startpositie  Aantal posities\nx 0 1\n",
            "é\n===\n\u{1F600}Dec_.asc Dec_ x.asc",
        ] {
            assert_eq!(Description::read(text).layouts, [], "{text}");
        }
    }
}
