//! Helpers that compare, as Handlebars has them.

use std::cmp::Ordering;

use super::super::value::Value;
use super::call::{Call, Helper, Wrong};

pub(super) const HELPERS: &[(&str, Helper)] = &[
    ("eq", |call| Ok(call.present(0)?.is(call.present(1)?).into())),
    ("ne", |call| Ok((!call.present(0)?.is(call.present(1)?)).into())),
    ("gt", |call| Ok(order(call)?.is_some_and(Ordering::is_gt).into())),
    ("gte", |call| Ok(order(call)?.is_some_and(Ordering::is_ge).into())),
    ("lt", |call| Ok(order(call)?.is_some_and(Ordering::is_lt).into())),
    ("lte", |call| Ok(order(call)?.is_some_and(Ordering::is_le).into())),
    ("and", |call| Ok(call.placed.iter().all(Value::is_true).into())),
    ("or", |call| Ok(call.placed.iter().any(Value::is_true).into())),
    ("not", |call| Ok((!call.present(0)?.is_true()).into())),
];

/// How two values of a kind stand to each other; `None` where they are of different kinds.
fn order(call: &Call<'_, '_>) -> Result<Option<Ordering>, Wrong> {
    let (a, b) = (call.present(0)?, call.present(1)?);
    if let (Some(a), Some(b)) = (a.number(), b.number()) {
        return Ok(a.partial_cmp(&b));
    }
    Ok(match (a.text(), b.text()) {
        (Some(a), Some(b)) => Some(a.cmp(b)),
        _ => None,
    })
}
