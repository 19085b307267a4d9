//! The pages of an answer: in their order, and whether all of them are there.

use std::collections::BTreeMap;

use serde_json::Value;

use super::entity::{self, Entity};
use crate::problem::Problem;
use crate::spec::SourceSpec;

/// One file.
pub(super) struct Page {
    pub(super) entity: &'static Entity,
    pub(super) items: Vec<Value>,
    file: String,
    number: Option<u64>,
    has_next: bool,
}

/// Whether a text looks like a page of an answer: what `inspect` asks.
pub(crate) fn is_page(text: &str) -> bool {
    ["\"items\"", "\"pageNumber\"", "\"hasNextPage\""].iter().all(|key| text.contains(key))
}

impl Page {
    /// A page, a bare list, or one record; `None` for what is no answer of OOAPI.
    pub(super) fn of(mut value: Value, file: String) -> Option<Page> {
        let number = value.get("pageNumber").and_then(Value::as_u64);
        let has_next = value.get("hasNextPage").and_then(Value::as_bool) == Some(true);
        let items = match value.get_mut("items").map(Value::take) {
            Some(Value::Array(items)) => items,
            Some(_) => return None,
            None => match value {
                Value::Array(items) => items,
                object @ Value::Object(_) => vec![object],
                _ => return None,
            },
        };
        if !items.iter().all(Value::is_object) {
            return None;
        }
        let entity = entity::of(&items, &file)?;
        Some(Page { entity, items, file, number, has_next })
    }

    /// The name of the file without the number at its end: pages of one answer have it in common.
    fn series(&self) -> &str {
        let stem = self.file.split('.').next().unwrap_or(&self.file);
        stem.trim_end_matches(|sign: char| sign.is_ascii_digit())
    }

    /// The number in the name of the file.
    fn file_number(&self) -> Option<u64> {
        let stem = self.file.split('.').next().unwrap_or(&self.file);
        stem[self.series().len()..].parse().ok()
    }
}

/// Puts pages in the order of their answers, and within one in that of their numbers.
pub(super) fn sort(pages: &mut [Page]) {
    pages.sort_by(|one, other| {
        let place = |page: &Page| (page.number, page.file_number());
        one.series()
            .cmp(other.series())
            .then_with(|| place(one).cmp(&place(other)))
            .then_with(|| one.file.cmp(&other.file))
    });
}

/// The pages that are to be read, without those that are there twice, and what is wrong with their order.
pub(super) fn in_order<'p>(
    spec: &SourceSpec,
    pages: impl Iterator<Item = &'p mut Page>,
) -> (Vec<&'p mut Page>, Vec<Problem>) {
    let mut series: BTreeMap<String, Vec<&mut Page>> = BTreeMap::new();
    for page in pages {
        series.entry(page.series().to_owned()).or_default().push(page);
    }
    let (mut kept, mut problems) = (Vec::new(), Vec::new());
    for pages in series.into_values() {
        let mut told = |file: &str, message: String| {
            problems.push(
                Problem::error("source-page", message)
                    .file(&spec.path)
                    .sheet(file)
                    .hint("Ask the service for all pages again, until hasNextPage is false."),
            );
        };
        let mut before: Option<u64> = None;
        let mut next_page = None;
        for page in pages {
            if let Some(number) = page.number {
                // A service counts its pages from 1, some from 0.
                let expected = before.map_or(u64::from(number > 0), |before| before.saturating_add(1));
                if before == Some(number) {
                    told(&page.file, format!("page {number} is there twice; this one is left out"));
                    continue;
                }
                if number.checked_sub(expected) == Some(1) {
                    told(&page.file, format!("page {expected}, before this one, is not there"));
                } else if number > expected {
                    told(&page.file, format!("pages {expected} to {}, before this one, are not there", number - 1));
                }
                before = Some(number);
            }
            next_page = page.has_next.then(|| page.file.clone());
            kept.push(page);
        }
        if let Some(file) = next_page {
            told(&file, "the last page says that there is another; it is not here".to_owned());
        }
    }
    (kept, problems)
}
