//! Lists: facts told one by one. Each value goes through disclosure control by the class of its column.

use std::collections::BTreeMap;

use arrow_array::Array;
use arrow_schema::DataType;
use schakel_disclosure::{FactValue, RawFact, Term};

use crate::rows::Rows;
use crate::{IndicatorError, List, ListColumn, labels};

/// One raw value of a list.
#[derive(Debug, Clone)]
pub(crate) struct RawValue {
    pub(crate) column: String,
    pub(crate) fact: Option<RawFact>,
    pub(crate) label: Option<Term>,
}

/// The raw rows of a list, per school, in the order of the query.
pub(crate) fn raw_lists(list: &List, rows: &Rows) -> Result<BTreeMap<String, Vec<Vec<RawValue>>>, IndicatorError> {
    let mut columns = Vec::with_capacity(list.header.columns.len());
    for (name, column) in &list.header.columns {
        if let Some(objection) = column.objection() {
            return Err(IndicatorError::shape(rows.query(), format!("column `{name}`: {objection}")));
        }
        if rows.column(name).is_none() {
            return Err(IndicatorError::shape(rows.query(), format!("expected a column `{name}`")));
        }
        let among = rows.numbers(if let ListColumn::Among { among, .. } = column { among } else { "" })?;
        let released = rows.flags(if let ListColumn::Released { released, .. } = column { released } else { "" })?;
        columns.push((rows.position(name), name, column, Values::read(rows, name)?, among, released));
    }
    columns.sort_by_key(|(position, ..)| *position);
    let schools = rows.texts("school_id")?;
    let mut lists: BTreeMap<String, Vec<Vec<RawValue>>> = BTreeMap::new();
    for row in 0..rows.len() {
        let values = columns
            .iter()
            .map(|(_, name, column, values, among, released)| {
                let value = values.get(row);
                let class = column.class(among.count(row), released.get(row));
                RawValue {
                    column: (*name).clone(),
                    label: label(column, value.as_ref()),
                    fact: value.map(|value| RawFact { class, value }),
                }
            })
            .collect();
        lists.entry(schools.get(row).to_owned()).or_default().push(values);
    }
    Ok(lists)
}

/// The label of a code.
fn label(column: &ListColumn, value: Option<&FactValue>) -> Option<Term> {
    let list = column.model_column()?.codes()?;
    match value? {
        FactValue::Text(code) => Some(labels::in_list(list, code).unwrap_or_else(|| labels::role(code))),
        _ => None,
    }
}

/// A column of a list, by what it holds.
enum Values {
    Text(crate::rows::Texts, Vec<bool>),
    Number(crate::rows::Numbers),
    Flag(crate::rows::Flags, Vec<bool>),
}

impl Values {
    fn read(rows: &Rows, name: &str) -> Result<Self, IndicatorError> {
        let column = rows
            .column(name)
            .ok_or_else(|| IndicatorError::shape(rows.query(), format!("expected a column `{name}`")))?;
        let known = || (0..column.len()).map(|row| column.is_valid(row)).collect();
        Ok(match column.data_type() {
            DataType::Boolean => Self::Flag(rows.flags(name)?, known()),
            kind if kind.is_numeric() => Self::Number(rows.numbers(name)?),
            _ => Self::Text(rows.texts(name)?, known()),
        })
    }

    fn get(&self, row: usize) -> Option<FactValue> {
        match self {
            Self::Text(texts, known) => known[row].then(|| FactValue::Text(texts.get(row).to_owned())),
            Self::Flag(flags, known) => known[row].then(|| FactValue::Flag(flags.get(row))),
            Self::Number(numbers) => numbers.get(row).map(FactValue::Number),
        }
    }
}
