//! Bookmarks: the headings, nested as they are in the text.

use lopdf::{Dictionary, Document as File, Object, ObjectId, dictionary};

use super::{WriteError, hundredths, text_string};
use crate::layout::{Composition, PlacedHeading};

/// A bookmark with those below it.
struct Bookmark<'h> {
    heading: &'h PlacedHeading,
    children: Vec<Bookmark<'h>>,
}

pub(super) fn write(file: &mut File, pages: &[ObjectId], composition: &Composition) -> Result<(), WriteError> {
    let mut headings = composition.headings.iter().peekable();
    let mut top = Vec::new();
    while headings.peek().is_some() {
        top.extend(gather(&mut headings, 0));
    }
    if top.is_empty() {
        return Ok(());
    }
    let root = file.new_object_id();
    let (first, last) = write_level(file, pages, composition, &top, root);
    file.set_object(
        root,
        dictionary! {
            "Type" => "Outlines",
            "First" => first,
            "Last" => last,
            "Count" => top.len() as i64,
        },
    );
    let catalog = file.catalog_mut()?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

/// Bookmarks deeper than `above`.
fn gather<'h>(headings: &mut std::iter::Peekable<std::slice::Iter<'h, PlacedHeading>>, above: u8) -> Vec<Bookmark<'h>> {
    let mut level = Vec::new();
    while let Some(heading) = headings.next_if(|h| h.level > above) {
        let children = gather(headings, heading.level);
        level.push(Bookmark { heading, children });
    }
    level
}

fn write_level(
    file: &mut File,
    pages: &[ObjectId],
    composition: &Composition,
    level: &[Bookmark<'_>],
    parent: ObjectId,
) -> (ObjectId, ObjectId) {
    let ids: Vec<ObjectId> = level.iter().map(|_| file.new_object_id()).collect();
    for (index, bookmark) in level.iter().enumerate() {
        let mut entry: Dictionary = dictionary! {
            "Title" => text_string(&bookmark.heading.title),
            "Parent" => parent,
            "Dest" => destination(pages, composition, bookmark.heading.page, bookmark.heading.y),
        };
        if index > 0 {
            entry.set("Prev", ids[index - 1]);
        }
        if let Some(next) = ids.get(index + 1) {
            entry.set("Next", *next);
        }
        if !bookmark.children.is_empty() {
            let (first, last) = write_level(file, pages, composition, &bookmark.children, ids[index]);
            entry.set("First", first);
            entry.set("Last", last);
            // Below zero: closed until the reader opens it.
            entry.set("Count", -(bookmark.children.len() as i64));
        }
        file.set_object(ids[index], entry);
    }
    let edge = |id: Option<&ObjectId>| id.copied().unwrap_or(parent);
    (edge(ids.first()), edge(ids.last()))
}

/// A place on a page, a little above what is meant.
pub(super) fn destination(pages: &[ObjectId], composition: &Composition, page: usize, y: f32) -> Object {
    let (Some(id), Some(marks)) = (pages.get(page).or(pages.last()), composition.pages.get(page)) else {
        return Object::Null;
    };
    let height = marks.turn.page_height();
    let top = hundredths((height - y + 12.0).min(height));
    Object::Array(vec![Object::Reference(*id), "XYZ".into(), Object::Null, Object::Real(top), Object::Null])
}
