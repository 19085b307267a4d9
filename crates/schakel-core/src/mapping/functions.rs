//! The functions that a plugin's SQL has besides those of the engine.
//!
//! | function | gives |
//! |---|---|
//! | `parse_date(text)`, `parse_date(text, form)` | a date; the form is that of `[formats]` unless named, such as `'dd-mm-jjjj'` or `'excel'` |
//! | `parse_decimal(text)`, `parse_decimal(text, sign)` | a number; the sign is that of `[formats]` unless named, `'.'` or `','` |
//! | `school_year(date)` | `2025-2026` for a date, or for text as school systems write a school year or a date |
//! | `ses_quintile(score)` | 1 (lowest) to 5 for a SES-WOA score of Statistics Netherlands |
//!
//! Text that cannot be read becomes missing and is counted, so that the load can say how often it happened.

use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type};
use arrow_array::{Array, ArrayRef, Date32Array, Float64Array, Int64Array, StringArray};
use arrow_cast::cast;
use arrow_schema::DataType;
use chrono::NaiveDate;
use datafusion::common::{DataFusionError, ScalarValue};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use schakel_model::SchoolYear;
use schakel_model::check::{DecimalMark, parse_decimal};

use super::sql_error::OWN;
use crate::values::{DateForm, Forms};

/// How many texts a function could not read, per function.
#[derive(Debug, Default)]
pub(super) struct Unread {
    pub(super) dates: AtomicU64,
    pub(super) decimals: AtomicU64,
    pub(super) school_years: AtomicU64,
}

impl Unread {
    /// The counts by function, and back to zero.
    pub(super) fn take(&self) -> [(&'static str, u64); 3] {
        [("parse_date", &self.dates), ("parse_decimal", &self.decimals), ("school_year", &self.school_years)]
            .map(|(name, count)| (name, count.swap(0, Ordering::Relaxed)))
    }
}

/// The functions for one school.
pub(super) fn all(forms: &Arc<Forms>, unread: &Arc<Unread>) -> Vec<ScalarUDF> {
    [Which::ParseDate, Which::ParseDecimal, Which::SchoolYear, Which::SesQuintile]
        .map(|which| {
            let signature = Signature::variadic_any(Volatility::Immutable);
            ScalarUDF::from(Helper { which, signature, forms: forms.clone(), unread: unread.clone() })
        })
        .into()
}

/// Upper ends of the first four fifths of households by the SES-WOA score of their postcode area.
///
/// Computed from the PC4 table of Statistics Netherlands (SES-WOA 2022): 3,580 areas with a score, ordered by score, each
/// weighted by its number of households (7.82 million together).
const SES_FIFTHS: [f64; 4] = [-0.121, 0.032, 0.142, 0.244];

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Which {
    ParseDate,
    ParseDecimal,
    SchoolYear,
    SesQuintile,
}

#[derive(Debug)]
struct Helper {
    which: Which,
    signature: Signature,
    forms: Arc<Forms>,
    unread: Arc<Unread>,
}

impl PartialEq for Helper {
    fn eq(&self, other: &Helper) -> bool {
        self.which == other.which && Arc::ptr_eq(&self.unread, &other.unread)
    }
}

impl Eq for Helper {}

impl Hash for Helper {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.which.hash(state);
    }
}

fn own<T>(message: impl Into<String>) -> Result<T, DataFusionError> {
    Err(DataFusionError::Execution(format!("{OWN}{}", message.into())))
}

impl ScalarUDFImpl for Helper {
    fn name(&self) -> &str {
        match self.which {
            Which::ParseDate => "parse_date",
            Which::ParseDecimal => "parse_decimal",
            Which::SchoolYear => "school_year",
            Which::SesQuintile => "ses_quintile",
        }
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType, DataFusionError> {
        let most = if matches!(self.which, Which::ParseDate | Which::ParseDecimal) { 2 } else { 1 };
        if types.is_empty() || types.len() > most {
            return own(format!(
                "{} takes {} value(s), not {}",
                self.name(),
                if most == 2 { "1 or 2" } else { "1" },
                types.len()
            ));
        }
        Ok(match self.which {
            Which::ParseDate => DataType::Date32,
            Which::ParseDecimal => DataType::Float64,
            Which::SchoolYear => DataType::Utf8,
            Which::SesQuintile => DataType::Int64,
        })
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let Some(first) = args.args.first() else { return own("a value is missing") };
        let is_scalar = matches!(first, ColumnarValue::Scalar(_));
        let values = first.to_array(if is_scalar { 1 } else { args.number_rows })?;
        let option = match args.args.get(1) {
            None => None,
            Some(ColumnarValue::Scalar(scalar)) => match scalar.try_as_str() {
                Some(Some(text)) => Some(text.to_owned()),
                _ => return own(format!("the second value of {} is text between quotes", self.name())),
            },
            Some(ColumnarValue::Array(_)) => {
                return own(format!("the second value of {} is one text for all rows", self.name()));
            }
        };
        let result = match self.which {
            Which::ParseDate => self.parse_date(&values, option.as_deref())?,
            Which::ParseDecimal => self.parse_decimal(&values, option.as_deref())?,
            Which::SchoolYear => self.school_year(&values)?,
            Which::SesQuintile => self.ses_quintile(&values)?,
        };
        Ok(if is_scalar {
            ColumnarValue::Scalar(ScalarValue::try_from_array(&result, 0)?)
        } else {
            ColumnarValue::Array(result)
        })
    }
}

/// Applies `read` to every value that is there; counts the ones that it cannot read.
fn each<T>(values: &StringArray, unread: &AtomicU64, read: impl Fn(&str) -> Option<T>) -> Vec<Option<T>> {
    let mut failed = 0;
    let read = values
        .iter()
        .map(|value| {
            let text = value.map(str::trim).filter(|text| !text.is_empty())?;
            let value = read(text);
            failed += u64::from(value.is_none());
            value
        })
        .collect();
    unread.fetch_add(failed, Ordering::Relaxed);
    read
}

impl Helper {
    fn parse_date(&self, values: &ArrayRef, form: Option<&str>) -> Result<ArrayRef, DataFusionError> {
        if matches!(values.data_type(), DataType::Date32 | DataType::Date64 | DataType::Timestamp(..)) {
            return Ok(cast(values, &DataType::Date32)?);
        }
        let named = form.map(DateForm::parse).transpose().or_else(own)?;
        let form = named.as_ref().unwrap_or(&self.forms.date);
        let text = cast(values, &DataType::Utf8)?;
        let days = each(text.as_string::<i32>(), &self.unread.dates, |text| form.read(text));
        Ok(Arc::new(Date32Array::from(days)))
    }

    fn parse_decimal(&self, values: &ArrayRef, sign: Option<&str>) -> Result<ArrayRef, DataFusionError> {
        if values.data_type().is_numeric() {
            return Ok(cast(values, &DataType::Float64)?);
        }
        let mark = match sign {
            None => self.forms.decimal,
            Some(sign) => match DecimalMark::parse(sign) {
                Some(mark) => mark,
                None => return own("the decimal sign of parse_decimal is '.' or ','"),
            },
        };
        let text = cast(values, &DataType::Utf8)?;
        let numbers = each(text.as_string::<i32>(), &self.unread.decimals, |text| parse_decimal(text, mark));
        Ok(Arc::new(Float64Array::from(numbers)))
    }

    fn school_year(&self, values: &ArrayRef) -> Result<ArrayRef, DataFusionError> {
        let of_day = |days: i32| SchoolYear::of(NaiveDate::from_epoch_days(days)?).map(|year| year.to_string());
        if matches!(values.data_type(), DataType::Date32 | DataType::Date64 | DataType::Timestamp(..)) {
            let dates = cast(values, &DataType::Date32)?;
            let years = dates.as_primitive::<Date32Type>().iter().map(|days| of_day(days?));
            return Ok(Arc::new(years.collect::<StringArray>()));
        }
        let text = cast(values, &DataType::Utf8)?;
        let years = each(text.as_string::<i32>(), &self.unread.school_years, |text| {
            let day = || self.forms.date.read(text).and_then(of_day);
            SchoolYear::recognise(text).map(|year| year.to_string()).or_else(day)
        });
        Ok(Arc::new(StringArray::from(years)))
    }

    fn ses_quintile(&self, values: &ArrayRef) -> Result<ArrayRef, DataFusionError> {
        let scores = self.parse_decimal(values, None)?;
        let fifth = |score: f64| 1 + SES_FIFTHS.iter().filter(|end| score > **end).count() as i64;
        let fifths = scores.as_primitive::<Float64Type>().iter().map(|score| score.map(fifth));
        Ok(Arc::new(fifths.collect::<Int64Array>()))
    }
}
