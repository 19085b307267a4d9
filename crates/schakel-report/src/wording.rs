//! How numbers, dates and proportions are said in a language: shared by the texts and the figures.

mod number;
mod proportion;

pub(crate) use number::{NBSP, long_date, month_abbreviation, month_and_year, number, short, short_date};
pub(crate) use proportion::Proportion;
