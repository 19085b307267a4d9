//! What the gate says of codes that the list of their column does not have.

use std::collections::BTreeMap;

use schakel_model::{Column, check};

use super::findings::{Findings, Unmapped};
use super::intake::Taken;
use super::link::Linked;
use super::whence::{Whence, listed};
use schakel_source::problem::{Problem, nearest_code};

/// Unknown codes that a message names.
const CODES_NAMED: usize = 5;
/// Codes of a list that a hint names.
const CODES_LISTED: usize = 20;

impl Findings<'_> {
    /// Tells the codes of every column that no list has.
    pub(super) fn unknown_codes(&mut self, taken: &Taken, linked: &Linked) {
        for (column, (codes, known)) in &taken.unknown {
            let counted = |rows: &[u32]| rows.iter().filter(|row| linked.is_told(**row)).count() as u64;
            let codes: BTreeMap<&String, u64> =
                codes.iter().map(|(code, rows)| (code, counted(rows))).filter(|(_, count)| *count > 0).collect();
            if codes.is_empty() {
                continue;
            }
            let index = *column;
            let column = &taken.table.columns[index];
            let total: u64 = codes.values().sum();
            let faults = taken.faults.iter();
            let faults = faults.filter(|fault| fault.column == index && fault.check.code == check::ENUMERATION.code);
            let first = faults.map(|fault| fault.row).filter(|row| linked.is_told(*row)).min();
            let source = first.and_then(|row| taken.place(row as usize).0);
            let whence = Whence::of(taken, column, source, self.rules);
            // In a column of codes most values are codes. Where they are not, someone may have selected names:
            // then only what occurs often is shown. What the plugin writes itself is nobody's name.
            let of_codes = *known >= total || matches!(whence, Whence::Plugin | Whence::List);
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
            let hint = self.hint_of_code(taken, column, named.first().map(|(code, _)| *code), &whence);
            let problem = Problem::error(check::ENUMERATION.code, message).column(column.name).hint(hint).count(total);
            self.problem(taken, problem, first.as_ref(), &whence);
        }
    }

    /// The code that was meant, or the codes there are, and where to mend it.
    fn hint_of_code(&self, taken: &Taken, column: &Column, given: Option<&str>, whence: &Whence) -> String {
        let codes: Vec<&str> =
            column.codes().map_or_else(Vec::new, |list| list.codes.iter().map(|code| code.code).collect());
        let all = format!("`schakel schema {}.{}`", taken.table.name, column.name);
        let meant = match given.and_then(|given| nearest_code(given, codes.iter().copied())) {
            Some(code) => format!("Did you mean `{code}`? All codes: {all}."),
            None => {
                let more = if codes.len() > CODES_LISTED { " …" } else { "" };
                let some = codes.iter().take(CODES_LISTED).copied().collect::<Vec<_>>().join(", ");
                format!("There is: {some}{more} ({all}).")
            }
        };
        match whence {
            Whence::Row(files) if files.is_empty() => format!("{meant} {}", check::ENUMERATION.action),
            Whence::Row(files) => format!("{meant} Translate it in {}.", listed(files)),
            Whence::List => format!("{meant} Correct it there."),
            Whence::Joined(files) => format!("{meant} It stands in {}.", listed(files)),
            Whence::Plugin => format!("{meant} The query writes this value itself: correct it there."),
        }
    }
}
