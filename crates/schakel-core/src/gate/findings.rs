//! What the gate has to say: one problem and one finding per table, column and check, and the refused rows with their place.

use std::collections::{BTreeMap, BTreeSet};

use schakel_model::check::{self, Check};
use schakel_model::{Column, Type};

use super::Rules;
use super::intake::Taken;
use super::left_out::LeftOut;
use super::link::{Fault, Linked, Why};
use super::whence::{Whence, listed};
use schakel_source::problem::Problem;

/// Refused rows of one table, column and check that are kept with their place; the finding counts all of them.
const MOST_PLACES: usize = 1_000;
/// Places that a finding names as examples.
const EXAMPLES: usize = 5;

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
    pub(super) rules: &'a Rules<'a>,
    left_out: &'a LeftOut,
    pub(super) problems: Vec<Problem>,
    pub(super) rejected: Vec<Rejected>,
    pub(super) unmapped: Vec<Unmapped>,
    pub(super) findings: Vec<Finding>,
}

/// Faults of one kind: how many, and the first rows.
#[derive(Default, PartialEq, Eq)]
struct Group {
    count: u64,
    rows: Vec<u32>,
}

/// What is told in one problem.
struct Told {
    columns: Vec<&'static Column>,
    check: &'static Check,
    why: Why,
    refused: bool,
    group: Group,
    whence: Whence,
}

impl Told {
    /// Whether the same rows lack both for the same reason.
    fn is_missing_with(&self, other: &Told) -> bool {
        let alike = |told: &Told| (told.check.code, told.why, told.refused);
        self.check.code == check::REQUIRED.code
            && alike(self) == alike(other)
            && (&self.group, &self.whence) == (&other.group, &other.whence)
    }
}

impl<'a> Findings<'a> {
    pub(super) fn new(rules: &'a Rules<'a>, left_out: &'a LeftOut) -> Findings<'a> {
        let (problems, rejected, unmapped, findings) = Default::default();
        Findings { rules, left_out, problems, rejected, unmapped, findings }
    }

    /// The source and the row number of a row; no number where a person stands who is left out.
    fn place<'t>(&self, taken: &'t Taken, row: u32) -> (Option<&'t str>, Option<i64>) {
        let (source, number) = taken.place(row as usize);
        (source, number.filter(|number| !self.left_out.hold(source, *number)))
    }

    /// Adds what came of a table.
    pub(super) fn add(&mut self, taken: &Taken, linked: &Linked) {
        if taken.rows == 0 {
            self.empty(taken);
        }
        let mut groups: BTreeMap<(usize, &'static str, Why, bool), (Group, &'static Check)> = BTreeMap::new();
        let faults = linked.faults.iter().filter(|fault| linked.is_told(fault.row));
        for Fault { row, column, check, why, refused } in faults {
            let (group, _) =
                groups.entry((*column, check.code, *why, *refused)).or_insert_with(|| (Group::default(), check));
            group.count += 1;
            group.rows.push(*row);
        }
        let mut totals: BTreeMap<(usize, &'static str), (u64, BTreeSet<u32>, &'static Check)> = BTreeMap::new();
        let mut told: Vec<Told> = Vec::new();
        for ((column, code, why, refused), (mut group, check)) in groups {
            group.rows.sort_unstable();
            group.rows.truncate(MOST_PLACES);
            let (n, rows, _) = totals.entry((column, code)).or_insert_with(|| (0, BTreeSet::new(), check));
            *n += group.count;
            rows.extend(group.rows.iter().take(EXAMPLES));
            let column = &taken.table.columns[column];
            let source = group.rows.first().and_then(|row| taken.place(*row as usize).0);
            // What is wrong with rows beside each other stands in the rows.
            let of_value = why == Why::Check && !["M05", "M11"].contains(&check.code);
            let whence = if of_value { Whence::of(taken, column, source, self.rules) } else { Whence::row() };
            let one = Told { columns: vec![column], check, why, refused, group, whence };
            // What a row lacks together is one thing to mend.
            match told.iter_mut().find(|told| told.is_missing_with(&one)) {
                Some(told) => told.columns.push(column),
                None => told.push(one),
            }
        }
        told.into_iter().for_each(|told| self.report(taken, told));
        for ((column, _), (n, rows, check)) in totals {
            let places = self.examples(taken, &rows);
            let column = Some(taken.table.columns[column].name);
            self.findings.push(Finding { check, table: taken.table.name, column, n, places });
        }
        self.unknown_codes(taken, linked);
        self.identifiers(taken, linked);
    }

    fn report(&mut self, taken: &Taken, told: Told) {
        let Told { columns, check, why, refused, group, whence } = told;
        let Some(column) = columns.first() else { return };
        let what = sentence(taken, column, check, why, self.rules);
        if refused {
            for column in &columns {
                let rejected: Vec<Rejected> = group
                    .rows
                    .iter()
                    .map(|row| {
                        let (source_id, source_row) = self.place(taken, *row);
                        Rejected {
                            table: taken.table.name,
                            column: column.name,
                            check,
                            message: what.clone(),
                            source_id: source_id.map(str::to_owned),
                            source_row,
                        }
                    })
                    .collect();
                self.rejected.extend(rejected);
            }
        }
        // Unknown codes are told with the codes themselves.
        if check.code == check::ENUMERATION.code {
            return;
        }
        let outcome = if refused { "the row is refused" } else { "the value is left out" };
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        let message = format!("`{}` of `{}`: {what}; {outcome}", names.join("` and `"), taken.table.name);
        let form = fitting(taken, column, check);
        let hint = match (why, &whence) {
            (Why::ParentRefused, _) => "Its own problem is listed apart.".to_owned(),
            (Why::NoTable, _) => format!("Let the plugin give `{}` too.", parent_of(column)),
            (Why::OtherSchool, _) => "Select the rows of this school only.".to_owned(),
            (Why::Check, Whence::Joined(files)) if check.code == check::REQUIRED.code => format!(
                "It comes from {} by a join: complete that file, and add the words that it does not have yet.",
                listed(files)
            ),
            (Why::Check, Whence::Row(files)) if check.code == check::REQUIRED.code && !files.is_empty() => {
                format!("{} Or complete {}, which the query joins.", check.action, listed(files))
            }
            (Why::Check, Whence::List) if check.code == check::REQUIRED.code => "Fill it in there.".to_owned(),
            (Why::Check, Whence::Row(_) | Whence::List) if form.is_some() => format!(
                "All values of this column have the form {0}: name it in [formats] of plugin.toml, or for this column alone \
                 with parse_date(…, '{0}').",
                form.unwrap_or_default()
            ),
            (Why::Check, Whence::Plugin) => "The query writes this value itself: correct it there.".to_owned(),
            (Why::Check, _) => check.action.to_owned(),
        };
        let problem = Problem::error(check.code, message).column(names.join(", ")).hint(hint).count(group.count);
        self.problem(taken, problem, group.rows.first(), &whence);
    }

    /// Names the place of the first row, or the file that the value stands in, and notes the problem.
    pub(super) fn problem(&mut self, taken: &Taken, problem: Problem, first: Option<&u32>, whence: &Whence) {
        let elsewhere = match whence {
            Whence::Row(_) | Whence::List => None,
            Whence::Joined(files) => files.first(),
            Whence::Plugin => Some(&taken.origin),
        };
        if let Some(file) = elsewhere {
            self.problems.push(problem.school(self.rules.school).file(file));
            return;
        }
        let (source, row) = first.map_or((None, None), |row| self.place(taken, *row));
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

    /// Examples of places, such as `users row 12`.
    fn examples<'r>(&self, taken: &Taken, rows: impl IntoIterator<Item = &'r u32>) -> Vec<String> {
        let text = |row: &u32| match self.place(taken, *row) {
            (Some(source), Some(number)) => Some(format!("{source} row {number}")),
            (None, Some(number)) => Some(format!("row {number}")),
            (_, None) => None,
        };
        rows.into_iter().take(EXAMPLES).filter_map(text).collect()
    }

    fn empty(&mut self, taken: &Taken) {
        let check = &check::EMPTY_TABLE;
        self.findings.push(Finding { check, table: taken.table.name, column: None, n: 0, places: Vec::new() });
        let message = format!("`{}` has no rows", taken.table.name);
        self.problem(taken, Problem::notice(check.code, message).hint(check.action), None, &Whence::row());
    }

    fn identifiers(&mut self, taken: &Taken, linked: &Linked) {
        for (column, rows) in &taken.identifiers {
            let rows: Vec<u32> = rows.iter().copied().filter(|row| linked.is_told(*row)).collect();
            if rows.is_empty() {
                continue;
            }
            let column = &taken.table.columns[*column];
            let check = &check::DIRECT_IDENTIFIER;
            let places = self.examples(taken, &rows);
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
                &Whence::row(),
            );
        }
    }
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

/// The form in which all dates of a column could be read.
fn fitting(taken: &Taken, column: &Column, check: &Check) -> Option<&'static str> {
    let fitting = taken.fitting.get(&taken.column(column.name)?).filter(|_| check.code == check::DATE.code)?;
    fitting.first()
}

fn parent_of(column: &Column) -> &'static str {
    column.references.map_or("student or staff", |reference| reference.table)
}
