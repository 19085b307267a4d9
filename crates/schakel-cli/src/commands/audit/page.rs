//! The outcome of an audit in words, and as one HTML page.

use schakel_audit::{Cost, Found, Leak, MarkReport, Protected, Report, TableReport};

use crate::commands::html::{self, escaped};

/// Cells that a page lists at most.
const MOST_CELLS: usize = 1000;

/// The page.
pub(super) fn page(report: &Report, protected: Option<&Protected>) -> String {
    let mut body = format!("<p class=\"place\">{}</p>\n", escaped(&summary(report)));
    if report.contradictions > 0 {
        body.push_str(&format!("<p>{}</p>\n", escaped(&contradictions(report))));
    }
    if let Some(protected) = protected {
        body.push_str("<h2>The protected table</h2>\n");
        let lines = [cost(&protected.cost), summary(&protected.report)];
        body.extend(lines.iter().map(|line| format!("<p>{}</p>\n", escaped(line))));
    }
    body.push_str("<h2>What can be derived</h2>\n");
    body.push_str(&table(
        &["Exactly", "Nearly", "First in row", "There it is", "From"],
        report.leaks.iter().map(|leak| {
            let (row, low, high) = leak.first;
            vec![leak.exact.to_string(), leak.narrowed.to_string(), row.to_string(), between(low, high), from(leak)]
        }),
    ));
    body.push_str("<h2>Tables</h2>\n");
    for one in &report.tables {
        body.push_str(&format!("<h3>{}</h3>\n<p>{}</p>\n", escaped(&one.table), escaped(&about(one))));
        body.extend(one.marks.iter().map(|one| format!("<p>{}</p>\n", escaped(&mark(one)))));
    }
    body.push_str("<h2>What adds up</h2>\n");
    body.push_str(&table(
        &["Found by", "Complete", "Exceptions", "Relation"],
        report.relations.iter().map(|one| {
            let (complete, exceptions) = (one.complete.to_string(), one.exceptions.to_string());
            vec![found(one.found).to_owned(), complete, exceptions, one.relation.clone()]
        }),
    ));
    body.push_str("<h2>Masked cells that can be derived</h2>\n");
    body.push_str(&cut_short(report.cells.len()));
    body.push_str(&table(
        &["Table", "Row", "Column", "Is", "From"],
        report.cells.iter().take(MOST_CELLS).map(|cell| {
            let (row, is) = (cell.row.to_string(), between(cell.low, cell.high));
            vec![cell.table.clone(), row, cell.column.clone(), is, cell.how.clone()]
        }),
    ));
    body.push_str("<h2>Small counts that are shown</h2>\n");
    body.push_str(&cut_short(report.shown.len()));
    body.push_str(&table(
        &["Table", "Row", "Column", "Is"],
        report
            .shown
            .iter()
            .take(MOST_CELLS)
            .map(|cell| vec![cell.table.clone(), cell.row.to_string(), cell.column.clone(), cell.count.to_string()]),
    ));
    html::page("en", "Audit of published tables", &body)
}

/// That a list is cut short, where it is.
fn cut_short(all: usize) -> String {
    if all <= MOST_CELLS {
        return String::new();
    }
    format!("<p>The first {MOST_CELLS} of {all}; <code>--json</code> has all.</p>\n")
}

fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let head: String = head.iter().map(|name| format!("<th scope=\"col\">{name}</th>")).collect();
    let row = |cells: Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escaped(cell))).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = rows.map(row).collect();
    if rows.is_empty() { "<p>Nothing.</p>\n".to_owned() } else { format!("<table>\n<tr>{head}</tr>\n{rows}</table>\n") }
}

/// What was found, in one line.
pub(super) fn summary(report: &Report) -> String {
    let small = match report.small {
        0 => String::new(),
        1 => format!(" 1 count below {} is shown.", report.threshold),
        small => format!(" {small} counts below {} are shown.", report.threshold),
    };
    let masked =
        if report.masked == 1 { "1 masked cell".to_owned() } else { format!("{} masked cells", report.masked) };
    match (report.masked, report.derivable + report.narrowed) {
        (0, _) => format!("No cell is masked.{small}"),
        (_, 0) => format!("{masked}: none can be derived.{small}"),
        _ => format!("{masked}: {} can be derived exactly, {} nearly.{small}", report.derivable, report.narrowed),
    }
}

/// That some of what is shown cannot all be true.
pub(super) fn contradictions(report: &Report) -> String {
    format!("Places where what is shown contradicts itself, so that nothing was derived: {}.", report.contradictions)
}

/// What a table is like.
pub(super) fn about(table: &TableReport) -> String {
    let many = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let mut parts = vec![many(table.rows, "row"), many(table.counts.len(), "column") + " of counts"];
    if !table.shares.is_empty() {
        parts.push(format!("{} of percentages", table.shares.len()));
    }
    let about =
        if table.dimensions.is_empty() { String::new() } else { format!(", by {}", table.dimensions.join(", ")) };
    format!("{}{about}", parts.join(", "))
}

/// What a mark stands for.
pub(super) fn mark(mark: &MarkReport) -> String {
    let text = if mark.text.is_empty() { "an empty cell".to_owned() } else { format!("\"{}\"", mark.text) };
    let means = match (mark.means, mark.high) {
        ("hidden", Some(high)) => format!("hides {} to {high}", mark.low),
        ("hidden", None) => "hides a count".to_owned(),
        ("zero", _) => "is zero, as sums show".to_owned(),
        _ => "says nothing".to_owned(),
    };
    format!("{text} {means}, in {} {}", mark.cells, if mark.cells == 1 { "cell" } else { "cells" })
}

/// Between which counts something lies.
pub(super) fn between(low: i64, high: Option<i64>) -> String {
    match high {
        Some(high) if high == low => low.to_string(),
        Some(high) => format!("{low} to {high}"),
        None => format!("{low} or more"),
    }
}

/// From what cells of a column follow; the column is named when that does not name it.
pub(super) fn from(leak: &Leak) -> String {
    if leak.how.starts_with(&leak.column) { leak.how.clone() } else { format!("{}: {}", leak.column, leak.how) }
}

/// How a relation was found.
pub(super) fn found(found: Found) -> &'static str {
    match found {
        Found::Names => "names",
        Found::Labels => "labels",
        Found::Numbers => "numbers",
    }
}

/// What protecting cost.
pub(super) fn cost(cost: &Cost) -> String {
    let many = |count: u64, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    format!(
        "Masked besides the {}: {}, {} from which others would follow, {}.",
        many(cost.masked, "cell that was", "cells that were"),
        many(cost.small, "small count", "small counts"),
        many(cost.others, "count", "counts"),
        many(cost.percentages, "percentage", "percentages"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(derivable: u64) -> Report {
        Report {
            masked: 3,
            derivable,
            narrowed: 0,
            small: 1,
            contradictions: 0,
            threshold: 5,
            tables: Vec::new(),
            relations: Vec::new(),
            leaks: Vec::new(),
            cells: Vec::new(),
            shown: Vec::new(),
        }
    }

    #[test]
    fn the_summary_counts_what_is_masked_derived_and_shown() {
        assert_eq!(summary(&report(0)), "3 masked cells: none can be derived. 1 count below 5 is shown.");
        assert_eq!(
            summary(&report(2)),
            "3 masked cells: 2 can be derived exactly, 0 nearly. 1 count below 5 is shown."
        );
    }

    #[test]
    fn names_of_columns_cannot_become_markup() {
        let mut report = report(1);
        report.leaks.push(Leak {
            table: "t.csv".to_owned(),
            column: "<b>".to_owned(),
            how: "<b> = a − c".to_owned(),
            exact: 1,
            narrowed: 0,
            first: (2, 3, Some(3)),
        });
        let html = page(&report, None);
        assert!(html.contains("<td>2</td><td>3</td><td>&lt;b&gt; = a − c</td>"), "{html}");
    }
}
