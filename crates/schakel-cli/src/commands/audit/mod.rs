//! `schakel audit`: what a published table gives away, and the same table protected.

mod page;

use std::path::{Path, PathBuf};

use anstream::{eprintln, println};
use schakel_audit::{Audit, Leak, Marker, Options, Protected, Report, TableReport};
use schakel_source::problem::Problem;
use serde_json::json;

use crate::args::AuditArgs;
use crate::commands::editions::write_whole;
use crate::exit::{Ended, Failure, Outcome};
use crate::print::{self, DIM, ERROR, NAME};
use crate::progress;

/// Lines of a list before it is cut short; `--json` has all.
const SHOWN: usize = 20;

/// Audits tables, and protects them when asked.
///
/// # Errors
/// Wrong use when a result cannot be written where it was asked for.
pub(crate) fn run(args: &AuditArgs) -> Ended {
    if let Some(to) = &args.protect {
        check_place(args, to)?;
    }
    let bar = progress::line("looking for what adds up to what");
    let options = Options { marks: args.mask.clone(), threshold: args.threshold };
    let audited = schakel_audit::audit(&args.files, &options);
    bar.finish_and_clear();
    let audit = match audited {
        Ok(audit) => audit,
        Err(problems) => return ended_with(&problems, args.json),
    };
    let marker = args.marker.clone().unwrap_or_else(|| Marker::telling(audit.report.threshold));
    let protected = match args.protect.as_ref().map(|_| protect(&audit, &marker)) {
        None => None,
        Some(Ok(protected)) => Some(protected),
        Some(Err(problems)) => return ended_with(&problems, args.json),
    };
    if let (Some(to), Some(protected)) = (&args.protect, &protected) {
        write(to, protected)?;
    }
    if let Some(file) = &args.html {
        write_whole(file, page::page(&audit.report, protected.as_ref()).as_bytes())?;
    }
    if args.json {
        let mut shown = json!(audit.report);
        shown["problems"] = json!(audit.problems);
        if let Some(protected) = &protected {
            shown["protected"] = json!({"cost": protected.cost, "audit": protected.report});
        }
        print::json(&shown)?;
    } else {
        show(&audit.report);
        if let (Some(to), Some(protected)) = (&args.protect, &protected) {
            show_protected(to, protected, &marker);
        }
        print::problems(&audit.problems);
    }
    let leaks = audit.report.derivable + audit.report.narrowed > 0;
    Ok(if leaks { Outcome::Problems } else { print::outcome(&audit.problems) })
}

fn protect(audit: &Audit, marker: &Marker) -> Result<Protected, Vec<Problem>> {
    let bar = progress::line("masking until nothing can be derived");
    let protected = schakel_audit::protect(audit, marker);
    bar.finish_and_clear();
    protected
}

fn ended_with(problems: &[Problem], json: bool) -> Ended {
    if json {
        print::json(&json!({"problems": problems}))?;
    } else {
        print::problems(problems);
    }
    Ok(Outcome::Problems)
}

/// A protected table does not take the place of the one it was made from.
fn check_place(args: &AuditArgs, to: &Path) -> Result<(), Failure> {
    let same = |file: &PathBuf| {
        file == to || file.canonicalize().ok().is_some_and(|file| to.canonicalize().ok() == Some(file))
    };
    if args.files.iter().any(same) {
        return Err(Failure::Usage(
            "--protect names the table itself. Give another name: the original is not changed.".to_owned(),
        ));
    }
    Ok(())
}

/// Where every protected table goes: the file that was named, or a file in that folder.
fn write(to: &Path, protected: &Protected) -> Result<(), Failure> {
    if let [(_, bytes)] = protected.files.as_slice()
        && !to.is_dir()
    {
        return write_whole(to, bytes);
    }
    let name = |path: &Path| path.file_name().map(|name| to.join(name));
    let places: Vec<PathBuf> = protected.files.iter().filter_map(|(path, _)| name(path)).collect();
    let originals: Vec<&PathBuf> = protected.files.iter().map(|(path, _)| path).collect();
    for (at, place) in places.iter().enumerate() {
        let is_original = originals
            .iter()
            .any(|path| path.canonicalize().is_ok() && path.canonicalize().ok() == place.canonicalize().ok());
        if is_original || places[..at].contains(place) {
            let message = format!("two tables would be written to {}. Give another folder.", place.display());
            return Err(Failure::Usage(message));
        }
    }
    for ((_, bytes), place) in protected.files.iter().zip(&places) {
        write_whole(place, bytes)?;
    }
    Ok(())
}

fn show(report: &Report) {
    report.tables.iter().for_each(show_table);
    if !report.relations.is_empty() {
        println!("\n{NAME}What adds up{NAME:#}");
        let mut rows = vec![["  found by", "complete", "exceptions", "relation"].map(str::to_owned).to_vec()];
        rows.extend(report.relations.iter().take(SHOWN).map(|one| {
            let found = page::found(one.found);
            vec![format!("  {found}"), one.complete.to_string(), one.exceptions.to_string(), one.relation.clone()]
        }));
        print::columns(&rows);
        more(report.relations.len());
    }
    if !report.leaks.is_empty() {
        println!("\n{NAME}What can be derived{NAME:#}");
        let mut rows = vec![["  exactly", "nearly", "first in row", "is", "from"].map(str::to_owned).to_vec()];
        rows.extend(report.leaks.iter().take(SHOWN).map(leak));
        print::columns(&rows);
        more(report.leaks.len());
    }
    show_cells(report);
    println!("\n{}", summary(report));
    if report.contradictions > 0 {
        eprintln!("{DIM}{}{DIM:#}", page::contradictions(report));
    }
}

/// The cells one by one: those that can be derived, and small counts that are shown.
fn show_cells(report: &Report) {
    let place =
        |table: &str, row: u64| if report.tables.len() > 1 { format!("  {table} {row}") } else { format!("  {row}") };
    if !report.cells.is_empty() {
        println!("\n{NAME}Masked cells that can be derived{NAME:#}");
        let mut rows = vec![["  row", "is", "column"].map(str::to_owned).to_vec()];
        rows.extend(
            report.cells.iter().take(SHOWN).map(|cell| {
                vec![place(&cell.table, cell.row), page::between(cell.low, cell.high), cell.column.clone()]
            }),
        );
        print::columns(&rows);
        more(report.cells.len());
    }
    if !report.shown.is_empty() {
        println!("\n{NAME}Small counts that are shown{NAME:#}");
        let mut rows = vec![["  row", "is", "column"].map(str::to_owned).to_vec()];
        rows.extend(
            report
                .shown
                .iter()
                .take(SHOWN)
                .map(|cell| vec![place(&cell.table, cell.row), cell.count.to_string(), cell.column.clone()]),
        );
        print::columns(&rows);
        more(report.shown.len());
    }
}

/// What was found, in one line.
fn summary(report: &Report) -> String {
    let style = if report.derivable + report.narrowed > 0 { ERROR } else { NAME };
    format!("{style}{}{style:#}", page::summary(report))
}

fn show_table(table: &TableReport) {
    println!("{NAME}{}{NAME:#}  {}", table.table, page::about(table));
    for mark in &table.marks {
        println!("  {}", page::mark(mark));
    }
}

fn leak(leak: &Leak) -> Vec<String> {
    vec![
        format!("  {}", leak.exact),
        leak.narrowed.to_string(),
        leak.first.0.to_string(),
        page::between(leak.first.1, leak.first.2),
        page::from(leak),
    ]
}

fn more(all: usize) {
    if all > SHOWN {
        println!("  {DIM}and {} more; --json and --html have all{DIM:#}", all - SHOWN);
    }
}

fn show_protected(to: &Path, protected: &Protected, marker: &Marker) {
    println!("\n{NAME}{}{NAME:#}  {}", to.display(), page::cost(&protected.cost));
    println!("{}", summary(&protected.report));
    let threshold = protected.report.threshold;
    if marker.threshold() != Some(threshold) {
        let text = marker.text();
        println!(
            "{DIM}\"{text}\" tells no threshold: who audits it needs --threshold {threshold} --mask {text}{DIM:#}"
        );
    }
}
