//! What the gate has to say: one problem and one finding per table, column and check, and the refused rows with their place.

use std::collections::{BTreeMap, BTreeSet};

use schakel_model::check::{self, Check};
use schakel_model::{Column, Type};

use super::Rules;
use super::intake::Taken;
use super::link::{Fate, Fault, Linked, Why};
use schakel_source::problem::{Problem, nearest};

/// Refused rows of one table, column and check that are kept with their place; the finding counts all of them.
const MOST_PLACES: usize = 1_000;
/// Places that a finding names as examples.
const EXAMPLES: usize = 5;
/// Unknown codes that a message names.
const CODES_NAMED: usize = 5;

/// A refused row: where it was and why, without any of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Table it was meant for.
    pub table: &'static str,
    /// The column concerned.
    pub column: &'static str,
    /// The check that refused it.
    pub check: &'static Check,
    /// What was wrong.
    pub message: String,
    /// The source it came from.
    pub source_id: Option<String>,
    /// Its row in the source.
    pub source_row: Option<i64>,
}

/// A code that the list of its column does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmapped {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The code as the source has it, or what stands for codes that may be something else than codes.
    pub code: String,
    /// How often it occurs.
    pub count: u64,
}

/// The outcome of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check.
    pub check: &'static Check,
    /// The table.
    pub table: &'static str,
    /// The column.
    pub column: Option<&'static str>,
    /// How many rows it concerns.
    pub n: u64,
    /// Examples of places: source and row.
    pub places: Vec<String>,
}

/// Collects what is found, table by table.
pub(super) struct Findings<'a> {
    rules: &'a Rules<'a>,
    pub(super) problems: Vec<Problem>,
    pub(super) rejected: Vec<Rejected>,
    pub(super) unmapped: Vec<Unmapped>,
    pub(super) findings: Vec<Finding>,
}

/// Faults of one kind: how many, and the first rows.
#[derive(Default)]
struct Group {
    count: u64,
    rows: Vec<u32>,
}

impl<'a> Findings<'a> {
    pub(super) fn new(rules: &'a Rules<'a>) -> Findings<'a> {
        Findings { rules, problems: Vec::new(), rejected: Vec::new(), unmapped: Vec::new(), findings: Vec::new() }
    }

    /// Adds what came of a table.
    pub(super) fn add(&mut self, taken: &Taken, linked: &Linked) {
        if taken.rows == 0 {
            self.empty(taken);
        }
        let mut groups: BTreeMap<(usize, &'static str, Why, bool), (Group, &'static Check)> = BTreeMap::new();
        for Fault { row, column, check, why, refused } in linked.faults.iter().filter(|fault| told(linked, fault.row)) {
            let (group, _) =
                groups.entry((*column, check.code, *why, *refused)).or_insert_with(|| (Group::default(), check));
            group.count += 1;
            group.rows.push(*row);
        }
        let mut totals: BTreeMap<(usize, &'static str), (u64, BTreeSet<u32>, &'static Check)> = BTreeMap::new();
        for ((column, code, why, refused), (mut group, check)) in groups {
            group.rows.sort_unstable();
            group.rows.truncate(MOST_PLACES);
            let (n, rows, _) = totals.entry((column, code)).or_insert_with(|| (0, BTreeSet::new(), check));
            *n += group.count;
            rows.extend(group.rows.iter().take(EXAMPLES));
            self.report(taken, &taken.table.columns[column], check, why, refused, &group);
        }
        for ((column, _), (n, rows, check)) in totals {
            let places = rows.iter().take(EXAMPLES).filter_map(|row| place_text(taken, *row as usize)).collect();
            let column = Some(taken.table.columns[column].name);
            self.findings.push(Finding { check, table: taken.table.name, column, n, places });
        }
        self.unknown_codes(taken, linked);
        self.identifiers(taken, linked);
    }

    fn report(
        &mut self,
        taken: &Taken,
        column: &'static Column,
        check: &'static Check,
        why: Why,
        refused: bool,
        group: &Group,
    ) {
        let what = sentence(taken, column, check, why, self.rules);
        if refused {
            self.rejected.extend(group.rows.iter().map(|row| {
                let (source_id, source_row) = taken.place(*row as usize);
                Rejected {
                    table: taken.table.name,
                    column: column.name,
                    check,
                    message: what.clone(),
                    source_id: source_id.map(str::to_owned),
                    source_row,
                }
            }));
        }
        // Unknown codes are told with the codes themselves.
        if check.code == check::ENUMERATION.code {
            return;
        }
        let outcome = if refused { "the row is refused" } else { "the value is left out" };
        let message = format!("`{}` of `{}`: {what}; {outcome}", column.name, taken.table.name);
        let hint = match why {
            Why::ParentRefused => "Its own problem is listed apart.".to_owned(),
            Why::NoTable => format!("Let the plugin give `{}` too.", parent_of(column)),
            Why::OtherSchool => "Select the rows of this school only.".to_owned(),
            Why::Check => check.action.to_owned(),
        };
        self.problem(
            taken,
            Problem::error(check.code, message).column(column.name).hint(hint).count(group.count),
            group.rows.first(),
        );
    }

    /// Names the place of the first row, and notes the problem.
    fn problem(&mut self, taken: &Taken, problem: Problem, first: Option<&u32>) {
        let (source, row) = first.map_or((None, None), |row| taken.place(*row as usize));
        let file = source.and_then(|source| self.rules.file_of(source)).unwrap_or_else(|| taken.origin.clone());
        let mut problem = problem.school(self.rules.school).file(file);
        if let Some(row) = row.and_then(|row| u64::try_from(row).ok()) {
            problem = problem.row(row);
        }
        if let Some(sheet) = taken.sheet.as_ref().filter(|_| source == taken.source.as_deref()) {
            problem = problem.sheet(sheet);
        }
        self.problems.push(problem);
    }

    fn empty(&mut self, taken: &Taken) {
        let check = &check::EMPTY_TABLE;
        self.findings.push(Finding { check, table: taken.table.name, column: None, n: 0, places: Vec::new() });
        let message = format!("`{}` has no rows", taken.table.name);
        self.problem(taken, Problem::notice(check.code, message).hint(check.action), None);
    }

    fn unknown_codes(&mut self, taken: &Taken, linked: &Linked) {
        for (column, (codes, known)) in &taken.unknown {
            let column = &taken.table.columns[*column];
            let counted = |rows: &[u32]| rows.iter().filter(|row| told(linked, **row)).count() as u64;
            let codes: BTreeMap<&String, u64> =
                codes.iter().map(|(code, rows)| (code, counted(rows))).filter(|(_, count)| *count > 0).collect();
            if codes.is_empty() {
                continue;
            }
            let total: u64 = codes.values().sum();
            // In a column of codes most values are codes. Where they are not, someone may have selected names:
            // then only what occurs often is shown.
            let of_codes = *known >= total;
            let shown =
                |code: &str, count: u64| (of_codes || count >= 5) && code.chars().count() <= 40 && !code.contains('@');
            let mut named: Vec<(&str, u64)> = Vec::new();
            let mut hidden = 0;
            for (code, count) in codes {
                if shown(code, count) {
                    named.push((code, count));
                    let (table, column) = (taken.table.name, column.name);
                    self.unmapped.push(Unmapped { table, column, code: code.clone(), count });
                } else {
                    hidden += count;
                }
            }
            if hidden > 0 {
                let code = "(not shown)".to_owned();
                self.unmapped.push(Unmapped { table: taken.table.name, column: column.name, code, count: hidden });
            }
            named.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
            let list = column.codes().map_or("", |list| list.name);
            let mut message = format!("`{}` of `{}`: not in the code list `{list}`", column.name, taken.table.name);
            let some: Vec<String> =
                named.iter().take(CODES_NAMED).map(|(code, count)| format!("`{code}` ({count}×)")).collect();
            if !some.is_empty() {
                message.push_str(&format!(": {}", some.join(", ")));
            }
            if named.len() > CODES_NAMED || hidden > 0 {
                message.push_str(if some.is_empty() { "; the values do not look like codes" } else { ", and others" });
            }
            message.push_str(if column.required { "; the row is refused" } else { "; the value is left out" });
            let codes = column.codes().map(|list| list.codes.iter().map(|code| code.code)).into_iter().flatten();
            let hint = match named.first().and_then(|(code, _)| nearest(code, codes)) {
                Some(code) => format!("Did you mean `{code}`? {}", check::ENUMERATION.action),
                None => check::ENUMERATION.action.to_owned(),
            };
            let index = taken.column(column.name);
            let faults = taken
                .faults
                .iter()
                .filter(|fault| Some(fault.column) == index && fault.check.code == check::ENUMERATION.code);
            let first = faults.map(|fault| fault.row).filter(|row| told(linked, *row)).min();
            let problem = Problem::error(check::ENUMERATION.code, message).column(column.name).hint(hint).count(total);
            self.problem(taken, problem, first.as_ref());
        }
    }

    fn identifiers(&mut self, taken: &Taken, linked: &Linked) {
        for (column, rows) in &taken.identifiers {
            let rows: Vec<u32> = rows.iter().copied().filter(|row| told(linked, *row)).collect();
            if rows.is_empty() {
                continue;
            }
            let column = &taken.table.columns[*column];
            let check = &check::DIRECT_IDENTIFIER;
            let places = rows.iter().take(EXAMPLES).filter_map(|row| place_text(taken, *row as usize)).collect();
            let n = rows.len() as u64;
            self.findings.push(Finding { check, table: taken.table.name, column: Some(column.name), n, places });
            let message = format!(
                "`{}` of `{}`: seems to hold an e-mail address or a citizen service number",
                column.name, taken.table.name
            );
            self.problem(
                taken,
                Problem::notice(check.code, message).column(column.name).hint(check.action).count(n),
                rows.first(),
            );
        }
    }
}

/// Whether anything is told of a row: not of one that is left out because a person objects.
fn told(linked: &Linked, row: u32) -> bool {
    linked.fates[row as usize] != Fate::Objected
}

/// What is wrong, without the value.
fn sentence(taken: &Taken, column: &Column, check: &'static Check, why: Why, rules: &Rules<'_>) -> String {
    use chrono::Datelike;
    match why {
        Why::ParentRefused => return format!("refers to a row of `{}` that is refused", parent_of(column)),
        Why::NoTable => return format!("refers to `{}`, of which the plugin gives no rows", parent_of(column)),
        Why::OtherSchool => return "is of another school".to_owned(),
        Why::Check => {}
    }
    match check.code {
        "M01" => "a required value is missing".to_owned(),
        "M02" => match column.ty {
            Type::Int => "not a whole number".to_owned(),
            Type::Bool => "not yes or no (ja/nee, true/false, 1/0)".to_owned(),
            _ => format!("not a number with `{}` before its decimals", rules.forms.decimal.sign() as char),
        },
        "M03" => format!("not a date of the form {}", rules.forms.date_letters),
        "M04" => format!("a date before 1950 or after {}", rules.report_date.year() + 10),
        "M05" => match taken.table.periods.iter().find(|period| period.from == column.name) {
            Some(period) => format!("lies after `{}`", period.until),
            None => "lies after its end".to_owned(),
        },
        "M06" => match column.range {
            Some((low, high)) => format!("not between {low} and {high}"),
            None => "out of range".to_owned(),
        },
        "M07" => format!("not in the code list `{}`", column.codes().map_or("", |list| list.name)),
        "M08" | "M09" => format!("not of the form {}", column.format.map_or("", |form| form.shape())),
        "M10" => "not an id of 1 to 64 characters".to_owned(),
        "M11" => format!("an earlier row has the same key ({})", taken.table.key.join(", ")),
        "M12" => format!("refers to a row of `{}` that is not there", parent_of(column)),
        _ => check.en.trim_end_matches('.').to_owned(),
    }
}

fn parent_of(column: &Column) -> &'static str {
    column.references.map_or("student or staff", |reference| reference.table)
}

/// `users row 12`, for the store.
fn place_text(taken: &Taken, row: usize) -> Option<String> {
    match taken.place(row) {
        (Some(source), Some(number)) => Some(format!("{source} row {number}")),
        (None, Some(number)) => Some(format!("row {number}")),
        _ => None,
    }
}
