//! The structure of the document for readers that cannot see the page: which text is a heading, which cell
//! names which column, in what order things are read.

use crate::document::{Lang, Scope, Target};

/// Types of structure elements of PDF 1.7.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    Section,
    Heading(u8),
    Paragraph,
    List,
    Item,
    Label,
    ItemBody,
    Table,
    Head,
    Body,
    Foot,
    Row,
    HeadCell,
    Cell,
    Caption,
    Figure,
    Contents,
    ContentsItem,
    Reference,
    Link,
    Span,
    Aside,
    Note,
    Group,
}

/// What an element says about itself beside its role.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) enum Attribute {
    #[default]
    None,
    /// A heading cell, and the columns it covers.
    Scope(Scope, usize),
    /// A cell that covers several columns.
    Columns(usize),
    /// A list, and whether it is numbered.
    Numbered(bool),
}

/// A child of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kid {
    Element(u32),
    /// Text or drawing on the page.
    Content(u32),
    /// The active areas of a link.
    Areas(u32),
}

#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) role: Role,
    pub(crate) parent: u32,
    pub(crate) kids: Vec<Kid>,
    pub(crate) alt: Option<String>,
    pub(crate) lang: Option<Lang>,
    /// What it is known by in the file; no two have the same.
    pub(crate) id: Option<String>,
    pub(crate) attribute: Attribute,
}

/// A link of the document.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) element: u32,
    pub(crate) target: Target,
    /// What it is called; else it is called after where it leads.
    pub(crate) says: Option<String>,
}

/// All elements; the first is the document.
#[derive(Debug, Clone)]
pub(crate) struct Tags {
    pub(crate) elements: Vec<Element>,
    pub(crate) links: Vec<Link>,
    pub(crate) contents: u32,
}

impl Tags {
    pub(crate) const DOCUMENT: u32 = 0;

    pub(crate) fn new() -> Tags {
        let mut tags = Tags { elements: Vec::with_capacity(512), links: Vec::new(), contents: 0 };
        tags.elements.push(Tags::element(Role::Document, 0));
        tags
    }

    fn element(role: Role, parent: u32) -> Element {
        Element { role, parent, kids: Vec::new(), alt: None, lang: None, id: None, attribute: Attribute::None }
    }

    /// A new element at the end of its parent.
    pub(crate) fn add(&mut self, role: Role, parent: u32) -> u32 {
        let id = self.elements.len() as u32;
        self.elements.push(Tags::element(role, parent));
        self.push_kid(parent, Kid::Element(id));
        id
    }

    /// A new piece of content at the end of an element.
    pub(crate) fn content(&mut self, parent: u32) -> u32 {
        let id = self.contents;
        self.contents += 1;
        self.push_kid(parent, Kid::Content(id));
        id
    }

    /// A new link element at the end of its parent.
    pub(crate) fn link(&mut self, target: Target, parent: u32) -> (u32, u32) {
        let element = self.add(Role::Link, parent);
        let link = self.links.len() as u32;
        self.links.push(Link { element, target, says: None });
        (element, link)
    }

    /// Gives the link its active areas, after its text.
    pub(crate) fn close_link(&mut self, element: u32, link: u32) {
        self.push_kid(element, Kid::Areas(link));
    }

    /// Calls the link that was made last by a name.
    pub(crate) fn say(&mut self, name: String) {
        if let Some(link) = self.links.last_mut() {
            link.says = Some(name);
        }
    }

    pub(crate) fn push_kid(&mut self, parent: u32, kid: Kid) {
        if let Some(parent) = self.elements.get_mut(parent as usize) {
            parent.kids.push(kid);
        }
    }

    /// Moves an element behind all that its parent has so far.
    pub(crate) fn move_last(&mut self, element: u32, parent: u32) {
        if let Some(parent) = self.elements.get_mut(parent as usize)
            && let Some(at) = parent.kids.iter().position(|kid| *kid == Kid::Element(element))
        {
            parent.kids[at..].rotate_left(1);
        }
    }

    pub(crate) fn get_mut(&mut self, element: u32) -> Option<&mut Element> {
        self.elements.get_mut(element as usize)
    }
}
