//! Objects that are written at once, as the file holds them: elements and links, most of the objects of a file. A tree of objects of
//! their own would take several allocations for every entry.

use std::ops::Range;

use lopdf::{Object, ObjectId};

use super::file;

/// Dictionaries as text, each with its number.
#[derive(Default)]
pub(super) struct Written {
    text: Vec<u8>,
    places: Vec<(u32, Range<usize>)>,
}

impl Written {
    /// Writes a dictionary.
    pub(super) fn add(&mut self, (number, _): ObjectId, entries: impl FnOnce(&mut Entries<'_>)) {
        let start = self.text.len();
        dictionary(&mut self.text, entries);
        self.places.push((number, start..self.text.len()));
    }

    /// The objects with their numbers, in the order in which they were written.
    pub(super) fn objects(&self) -> impl Iterator<Item = (u32, &[u8])> {
        self.places.iter().filter_map(|(number, place)| Some((*number, self.text.get(place.clone())?)))
    }
}

fn dictionary(out: &mut Vec<u8>, entries: impl FnOnce(&mut Entries<'_>)) {
    out.extend_from_slice(b"<<");
    entries(&mut Entries(out));
    out.extend_from_slice(b">>");
}

/// The entries of a dictionary. Keys and names are plain: nothing in them is escaped.
pub(super) struct Entries<'o>(&'o mut Vec<u8>);

impl Entries<'_> {
    fn key(&mut self, key: &str) {
        self.0.push(b'/');
        self.0.extend_from_slice(key.as_bytes());
    }

    pub(super) fn name(&mut self, key: &str, value: &str) {
        self.key(key);
        self.key(value);
    }

    pub(super) fn integer(&mut self, key: &str, value: i64) {
        self.key(key);
        self.0.push(b' ');
        file::integer(self.0, value);
    }

    pub(super) fn reference(&mut self, key: &str, id: ObjectId) {
        self.key(key);
        self.0.push(b' ');
        file::reference(self.0, id);
    }

    pub(super) fn object(&mut self, key: &str, value: &Object) {
        file::entry(self.0, key.as_bytes(), value);
    }

    pub(super) fn dictionary(&mut self, key: &str, entries: impl FnOnce(&mut Entries<'_>)) {
        self.key(key);
        dictionary(self.0, entries);
    }

    pub(super) fn array(&mut self, key: &str, members: impl FnOnce(&mut Members<'_>)) {
        self.key(key);
        self.0.push(b'[');
        members(&mut Members { out: self.0, first: true });
        self.0.push(b']');
    }
}

/// The members of an array.
pub(super) struct Members<'o> {
    out: &'o mut Vec<u8>,
    first: bool,
}

impl Members<'_> {
    fn next(&mut self) -> &mut Vec<u8> {
        if !std::mem::take(&mut self.first) {
            self.out.push(b' ');
        }
        self.out
    }

    pub(super) fn integer(&mut self, value: i64) {
        file::integer(self.next(), value);
    }

    pub(super) fn hundredths(&mut self, value: f32) {
        file::hundredths(self.next(), value);
    }

    pub(super) fn reference(&mut self, id: ObjectId) {
        file::reference(self.next(), id);
    }

    pub(super) fn dictionary(&mut self, entries: impl FnOnce(&mut Entries<'_>)) {
        dictionary(self.next(), entries);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn what_is_written_at_once_is_what_an_object_would_be() {
        let mut written = Written::default();
        written.add((7, 0), |out| {
            out.name("S", "Figure");
            out.reference("P", (3, 0));
            out.array("K", |kids| {
                kids.reference((9, 0));
                kids.integer(4);
                kids.dictionary(|kid| kid.integer("MCID", 0));
                kids.hundredths(1.256);
            });
            out.object("Lang", &Object::string_literal("nl"));
            out.dictionary("A", |out| out.object("Pg", &Object::Null));
        });
        let object = Object::Dictionary(dictionary! {
            "S" => "Figure",
            "P" => (3, 0),
            "K" => vec![
                Object::Reference((9, 0)),
                4.into(),
                Object::Dictionary(dictionary! { "MCID" => 0 }),
                Object::Real(1.26),
            ],
            "Lang" => Object::string_literal("nl"),
            "A" => dictionary! { "Pg" => Object::Null },
        });
        let mut plain = Vec::new();
        file::object(&mut plain, &object);
        assert_eq!(written.objects().collect::<Vec<_>>(), [(7, plain.as_slice())]);
    }
}
