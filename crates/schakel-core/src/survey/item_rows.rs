//! The rows of `item`: what is given, and for the rest what the survey itself tells.

use schakel_source::problem::Problem;

use super::grid::plain;
use super::header::Asked;
use super::items::{Item, Items};
use super::meanings::{Meanings, missing_reason};
use super::rows::Rows;
use super::spec::SurveySpec;
use super::{Looked, bind};

/// The question that an item is, in the first wave that asked it.
pub(super) fn told<'l>(items: &Items<'_>, waves: &'l [Looked<'_>]) -> Vec<Option<&'l Asked>> {
    let first = |index: usize| {
        let mut asked = waves.iter().filter_map(move |wave| {
            // They stand in the order of the items.
            let at = wave.bound.binary_search_by_key(&index, |bound| bound.item).ok()?;
            wave.header.columns.get(wave.bound[at].columns.first()?.0)
        });
        asked.next()
    };
    (0..items.list.len()).map(first).collect()
}

/// The kind of every item: what is given, or what LimeSurvey's type of question comes to.
pub(super) fn kinds(items: &Items<'_>, told: &[Option<&Asked>]) -> Result<Vec<&'static str>, Vec<Problem>> {
    let kind = |(item, asked): (&Item, &Option<&Asked>)| item.kind.or_else(|| of_type(asked.as_ref()?.kind?));
    let kinds: Vec<Option<&'static str>> = items.list.iter().zip(told).map(kind).collect();
    let unknown: Vec<&Item> =
        items.list.iter().zip(&kinds).filter(|(_, kind)| kind.is_none()).map(|(item, _)| item).collect();
    let Some(first) = unknown.first() else { return Ok(kinds.into_iter().flatten().collect()) };
    let ids: Vec<&str> = unknown.iter().map(|item| item.id.as_str()).collect();
    Err(vec![
        items
            .grid
            .problem(format!("the kind of these items is not known: {}", bind::listed(&ids)))
            .row(first.row.unsigned_abs())
            .column("kind")
            .hint("Add the column `kind`: likert, yes_no, count, choice, multiple_choice, rank or text."),
    ])
}

/// The kind of item that a type of question of LimeSurvey comes to.
fn of_type(letter: char) -> Option<&'static str> {
    Some(match letter {
        '5' | 'A' | 'B' | 'F' => "likert",
        'K' | 'N' => "count",
        'M' | 'P' | 'Y' => "yes_no",
        'L' | '!' | 'O' | 'G' | 'C' | 'E' => "choice",
        'S' | 'T' | 'U' | 'Q' => "text",
        'R' => "rank",
        _ => return None,
    })
}

/// Adds the row of an item.
pub(super) fn push(
    survey: &SurveySpec,
    items: &Items<'_>,
    item: &Item,
    kind: &str,
    asked: &Option<&Asked>,
    meanings: &Meanings,
    rows: &mut Rows,
) {
    let Some(table) = schakel_model::table("item") else { return };
    let range = range(item, kind, asked.as_ref().copied(), meanings);
    let values = table.columns.iter().map(|column| {
        let given = item.given.get(column.name).map(String::as_str);
        given.or(match column.name {
            "item_id" => Some(&item.id),
            "instrument_id" => Some(survey.instrument.id()),
            "code" => Some(asked.as_ref().map_or(item.id.as_str(), |asked| &asked.name)),
            "text" => asked.as_ref().and_then(|asked| asked.text.as_deref()),
            "kind" => Some(kind),
            "min" => range.as_ref().map(|(least, _)| least.as_str()),
            "max" => range.as_ref().map(|(_, most)| most.as_str()),
            "reversed" => Some("false"),
            _ => None,
        })
    });
    rows.push(values.collect::<Vec<_>>(), Some(&items.grid.source), item.row);
}

/// The lowest and the highest answer: those of the answers that can be chosen.
fn range(item: &Item, kind: &str, asked: Option<&Asked>, meanings: &Meanings) -> Option<(String, String)> {
    match (kind, asked.and_then(|asked| asked.kind)) {
        ("yes_no", _) => return Some(("0".to_owned(), "1".to_owned())),
        ("likert", Some('5' | 'A')) => return Some(("1".to_owned(), "5".to_owned())),
        ("likert", Some('B')) => return Some(("1".to_owned(), "10".to_owned())),
        ("likert", _) => {}
        _ => return None,
    }
    let mut values: Vec<&str> = meanings.values(&item.id, kind).into_iter().collect();
    for (_, code) in asked.map(|asked| asked.options.as_slice()).unwrap_or_default() {
        values.push(meanings.of(&item.id, kind, &plain(code)).unwrap_or(code));
    }
    let values = values.into_iter().filter(|value| missing_reason(value).is_none());
    let numbers: Option<Vec<i64>> = values.map(|value| value.parse().ok()).collect();
    let numbers = numbers?;
    Some((numbers.iter().min()?.to_string(), numbers.iter().max()?.to_string()))
}
