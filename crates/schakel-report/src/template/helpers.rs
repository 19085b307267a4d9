//! The helpers that give a value; docs/templates.md describes them for authors. Those that steer are in `run`, those that say a text in `say`.

mod call;
mod compare;
mod compute;
mod find;
mod write;

pub(super) use call::{Call, Helper};
pub(super) use find::situation;

const ALL: [&[(&str, Helper)]; 4] = [find::HELPERS, compare::HELPERS, compute::HELPERS, write::HELPERS];

/// A helper by its name.
pub(super) fn find(name: &str) -> Option<(&'static str, Helper)> {
    ALL.into_iter().flatten().find(|(own, _)| *own == name).copied()
}

/// The names of all of them.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().flatten().map(|(name, _)| *name)
}
