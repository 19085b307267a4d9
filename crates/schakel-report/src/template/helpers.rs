//! The helpers that templates and texts are written with; docs/templates.md describes them for authors.

mod call;
mod compute;
mod each;
mod find;
mod flow;
mod pointer;
mod say;
mod write;

use std::collections::BTreeMap;

use handlebars::Handlebars;

pub(super) use call::fault;

use super::collect;
use super::texts::Texts;

/// Registers everything that does not depend on the texts.
pub(super) fn register(registry: &mut Handlebars<'static>) {
    find::register(registry);
    compute::register(registry);
    write::register(registry);
    flow::register(registry);
    each::register(registry);
    collect::register(registry);
}

/// Registers the helpers that say a text.
pub(super) fn register_texts(registry: &mut Handlebars<'static>, texts: &BTreeMap<&'static str, Texts>) {
    say::register(registry, texts);
}
