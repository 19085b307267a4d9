//! The structure tree of the file, and the links.

use std::collections::BTreeMap;

use lopdf::{Document as File, Object, ObjectId, dictionary};

use super::outline::destination;
use super::written::{Entries, Members, Written};
use super::{WriteError, text_string};
use crate::document::{Lang, Scope, Target};
use crate::layout::{Attribute, Composition, Element, Kid, LinkArea, Role};

/// Where the pieces of content came to stand: page and number of the marks there.
pub(super) struct Places {
    /// The element of every piece of content.
    element_of: Vec<u32>,
    roles: Vec<Role>,
    marks: Vec<Vec<(usize, i64)>>,
    /// Per page the element of every number.
    pages: Vec<Vec<u32>>,
}

/// How marks on the page are to be labelled.
pub(super) struct Marked {
    pub(super) role: &'static str,
    pub(super) number: i64,
}

impl Places {
    pub(super) fn new(composition: &Composition) -> Places {
        let tags = &composition.tags;
        let mut element_of = vec![0; tags.contents as usize];
        for (id, element) in tags.elements.iter().enumerate() {
            for kid in &element.kids {
                if let Kid::Content(content) = kid
                    && let Some(slot) = element_of.get_mut(*content as usize)
                {
                    *slot = id as u32;
                }
            }
        }
        Places {
            marks: vec![Vec::new(); element_of.len()],
            element_of,
            roles: tags.elements.iter().map(|e| e.role).collect(),
            pages: vec![Vec::new(); composition.pages.len()],
        }
    }

    /// Notes that marks of a piece of content begin on a page.
    pub(super) fn mark(&mut self, content: u32, page: usize) -> Marked {
        let content = content as usize;
        let element = self.element_of.get(content).copied().unwrap_or(0);
        let mut number = 0;
        if let Some(on_page) = self.pages.get_mut(page) {
            number = on_page.len() as i64;
            on_page.push(element);
        }
        if let Some(marks) = self.marks.get_mut(content) {
            marks.push((page, number));
        }
        let role = self.roles.get(element as usize).copied();
        Marked { role: name(role.unwrap_or(Role::Paragraph)), number }
    }
}

/// Name of a role in the file. Roles that PDF 1.7 does not have are mapped in [`write`].
fn name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(_) => "H3",
        Role::Paragraph => "P",
        Role::List => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::ItemBody => "LBody",
        Role::Table => "Table",
        Role::Head => "THead",
        Role::Body => "TBody",
        Role::Foot => "TFoot",
        Role::Row => "TR",
        Role::HeadCell => "TH",
        Role::Cell => "TD",
        Role::Caption => "Caption",
        Role::Figure => "Figure",
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Span => "Span",
        Role::Aside => "Aside",
        Role::Note => "Note",
        Role::Group => "Div",
    }
}

pub(super) fn write(
    file: &mut File,
    written: &mut Written,
    pages: &[ObjectId],
    composition: &Composition,
    places: &Places,
    lang: Lang,
) -> Result<(), WriteError> {
    let ids: Vec<ObjectId> = composition.tags.elements.iter().map(|_| file.new_object_id()).collect();
    let mut writer = Writer {
        pages,
        composition,
        places,
        ids,
        areas: BTreeMap::new(),
        numbers: Vec::new(),
        next_number: pages.len() as i64,
        lang,
    };
    writer.annotate(file, written)?;
    writer.tree(file, written)
}

/// Where a link leads, and what it is called.
struct Leading {
    element: ObjectId,
    says: Object,
    to: To,
}

enum To {
    Place(Object),
    Url(Object),
}

struct Writer<'a> {
    pages: &'a [ObjectId],
    composition: &'a Composition,
    places: &'a Places,
    ids: Vec<ObjectId>,
    /// Active areas per link: page and annotation.
    areas: BTreeMap<u32, Vec<(usize, ObjectId)>>,
    /// Entries of the parent tree beyond those of the pages.
    numbers: Vec<(i64, ObjectId)>,
    next_number: i64,
    lang: Lang,
}

impl Writer<'_> {
    /// Puts the active areas of links on the pages.
    fn annotate(&mut self, file: &mut File, written: &mut Written) -> Result<(), WriteError> {
        for (number, page) in self.composition.pages.iter().enumerate() {
            let mut annotations = Vec::with_capacity(page.links.len());
            for area in &page.links {
                let Some(link) = self.link(area) else {
                    continue;
                };
                let id = file.new_object_id();
                written.add(id, |out| self.annotation(&link, area, page.turn.page_height(), out));
                self.numbers.push((self.next_number, link.element));
                self.next_number += 1;
                annotations.push(Object::Reference(id));
                self.areas.entry(area.link).or_default().push((number, id));
            }
            let Some(id) = self.pages.get(number) else {
                continue;
            };
            let dictionary = file.get_object_mut(*id)?.as_dict_mut()?;
            if annotations.is_empty() {
                dictionary.remove(b"Annots");
            } else {
                dictionary.set("Annots", annotations);
            }
            dictionary.set("StructParents", number as i64);
            dictionary.set("Tabs", "S");
        }
        Ok(())
    }

    /// The link that an area leads along, unless there is no such place.
    fn link(&self, area: &LinkArea) -> Option<Leading> {
        let link = self.composition.tags.links.get(area.link as usize)?;
        let element = *self.ids.get(link.element as usize)?;
        let (says, to) = match &link.target {
            Target::Id(id) => {
                let (page, y) = self.composition.places.get(id).copied()?;
                let says = match (&link.says, self.lang) {
                    (Some(name), _) => text_string(name),
                    (None, Lang::Nl) => text_string(&format!("Naar bladzijde {}", page + 1)),
                    (None, Lang::En) => text_string(&format!("To page {}", page + 1)),
                };
                (says, To::Place(destination(self.pages, self.composition, page, y)))
            }
            Target::Url(url) => (text_string(url), To::Url(Object::string_literal(url.as_str()))),
        };
        Some(Leading { element, says, to })
    }

    fn annotation(&self, link: &Leading, area: &LinkArea, page_height: f32, out: &mut Entries<'_>) {
        let bottom = page_height - area.y - area.height;
        let corners = [area.x, bottom, area.x + area.width, bottom + area.height];
        out.name("Type", "Annot");
        out.name("Subtype", "Link");
        out.array("Rect", |rect| corners.iter().for_each(|corner| rect.hundredths(*corner)));
        out.array("Border", |border| (0..3).for_each(|_| border.integer(0)));
        // Printed with the page.
        out.integer("F", 4);
        out.integer("StructParent", self.next_number);
        out.object("Contents", &link.says);
        match &link.to {
            To::Place(place) => out.object("Dest", place),
            To::Url(url) => out.dictionary("A", |out| {
                out.name("S", "URI");
                out.object("URI", url);
            }),
        }
    }

    fn tree(&self, file: &mut File, written: &mut Written) -> Result<(), WriteError> {
        let root = file.new_object_id();
        for (index, element) in self.composition.tags.elements.iter().enumerate() {
            if self.is_shown(index as u32) {
                written.add(self.ids[index], |out| self.element(index as u32, element, root, out));
            }
        }
        let mut numbers = Vec::new();
        for (page, elements) in self.places.pages.iter().enumerate() {
            let row: Vec<Object> =
                elements.iter().filter_map(|&e| Some(Object::Reference(*self.ids.get(e as usize)?))).collect();
            numbers.push(Object::Integer(page as i64));
            numbers.push(Object::Reference(file.add_object(row)));
        }
        for (number, element) in &self.numbers {
            numbers.push(Object::Integer(*number));
            numbers.push(Object::Reference(*element));
        }
        let parents = file.add_object(dictionary! { "Nums" => numbers });
        let mut tree = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(self.ids[0])],
            "ParentTree" => parents,
            "ParentTreeNextKey" => self.next_number,
            "RoleMap" => dictionary! { "Aside" => "Div" },
        };
        let named = self.named();
        if !named.is_empty() {
            tree.set("IDTree", file.add_object(dictionary! { "Names" => named }));
        }
        file.set_object(root, tree);
        file.catalog_mut()?.set("StructTreeRoot", root);
        Ok(())
    }

    /// The elements that are known by an id, in the order of their ids as the file wants it.
    fn named(&self) -> Vec<Object> {
        let elements = self.composition.tags.elements.iter().enumerate();
        let named = elements.filter_map(|(index, element)| Some((element.id.as_deref()?, self.ids[index])));
        let sorted: BTreeMap<&str, ObjectId> = named.collect();
        sorted.into_iter().flat_map(|(id, element)| [Object::string_literal(id), Object::Reference(element)]).collect()
    }

    /// Elements without anything on a page are left out, but for cells, which keep a table whole.
    fn is_shown(&self, index: u32) -> bool {
        let Some(element) = self.composition.tags.elements.get(index as usize) else {
            return false;
        };
        if index == 0 || matches!(element.role, Role::Cell | Role::HeadCell) {
            return true;
        }
        element.kids.iter().any(|kid| match kid {
            Kid::Element(child) => self.is_shown(*child),
            Kid::Content(content) => self.places.marks.get(*content as usize).is_some_and(|marks| !marks.is_empty()),
            Kid::Areas(_) => false,
        })
    }

    fn element(&self, index: u32, element: &Element, root: ObjectId, out: &mut Entries<'_>) {
        let parent = if index == 0 { root } else { self.ids[element.parent as usize] };
        out.name("S", name(element.role));
        out.reference("P", parent);
        let mut own_page = None;
        out.array("K", |kids| own_page = self.kids(element, kids));
        if let Some(page) = own_page {
            out.object("Pg", &self.page(page));
        }
        if let Some(alt) = &element.alt {
            out.object("Alt", &text_string(alt));
        }
        if let Some(id) = &element.id {
            out.object("ID", &Object::string_literal(id.as_str()));
        }
        if let Some(lang) = element.lang {
            out.object("Lang", &Object::string_literal(lang.tag()));
        }
        self.attribute(index, element, out);
    }

    /// Writes what an element holds; gives the page that numbers of marks alone are of.
    fn kids(&self, element: &Element, out: &mut Members<'_>) -> Option<usize> {
        let mut own_page = None;
        for kid in &element.kids {
            match kid {
                Kid::Element(child) if self.is_shown(*child) => out.reference(self.ids[*child as usize]),
                Kid::Element(_) => {}
                Kid::Content(content) => {
                    let marks = self.places.marks.get(*content as usize);
                    for &(page, number) in marks.into_iter().flatten() {
                        if *own_page.get_or_insert(page) == page {
                            out.integer(number);
                        } else {
                            out.dictionary(|mark| {
                                mark.name("Type", "MCR");
                                mark.object("Pg", &self.page(page));
                                mark.integer("MCID", number);
                            });
                        }
                    }
                }
                Kid::Areas(link) => {
                    for &(page, annotation) in self.areas.get(link).into_iter().flatten() {
                        out.dictionary(|area| {
                            area.name("Type", "OBJR");
                            area.reference("Obj", annotation);
                            area.object("Pg", &self.page(page));
                        });
                    }
                }
            }
        }
        own_page
    }

    fn page(&self, page: usize) -> Object {
        self.pages.get(page).map_or(Object::Null, |id| Object::Reference(*id))
    }

    fn attribute(&self, index: u32, element: &Element, out: &mut Entries<'_>) {
        match element.attribute {
            Attribute::None if element.role == Role::Figure => self.figure(index, out),
            Attribute::None => {}
            Attribute::Scope(scope, columns) => out.dictionary("A", |out| {
                out.name("O", "Table");
                let scope = match scope {
                    Scope::Column => "Column",
                    Scope::Row => "Row",
                };
                out.name("Scope", scope);
                if columns > 1 {
                    out.integer("ColSpan", columns as i64);
                }
            }),
            Attribute::Columns(columns) => out.dictionary("A", |out| {
                out.name("O", "Table");
                out.integer("ColSpan", columns as i64);
            }),
            Attribute::Numbered(numbered) => out.dictionary("A", |out| {
                out.name("O", "List");
                out.name("ListNumbering", if numbered { "Decimal" } else { "Disc" });
            }),
        }
    }

    /// The box of a drawing, where it was placed.
    fn figure(&self, index: u32, out: &mut Entries<'_>) {
        let mut found = self.composition.pages.iter().flat_map(|p| p.figures.iter().map(|f| (p.turn.page_height(), f)));
        let Some((height, (_, [x, y, w, h]))) = found.find(|(_, (figure, _))| *figure == index) else {
            return;
        };
        let corners = [*x, height - y - h, x + w, height - y];
        out.dictionary("A", |out| {
            out.name("O", "Layout");
            out.name("Placement", "Block");
            out.array("BBox", |sides| corners.iter().for_each(|corner| sides.hundredths(*corner)));
        });
    }
}
