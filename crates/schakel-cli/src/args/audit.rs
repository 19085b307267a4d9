//! Options of `schakel audit`.

use std::path::PathBuf;

use clap::Args;
use schakel_audit::{Declared, Marker};

/// `schakel audit`
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// The tables: .csv, .xlsx or .ods files, or folders with such files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A text or number that stands for a count that is not shown, with the counts it stands for if it tells them
    /// (may be given more than once); <5, x, *, - and the like are known
    #[arg(long, value_name = "MARK[=LOW-HIGH]", value_parser = declared)]
    pub mask: Vec<Declared>,
    /// Counts below this, other than 0, should not be known (default: what the marks tell, or 10)
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(i64).range(2..=1000))]
    pub threshold: Option<i64>,
    /// Print the outcome as JSON, with every cell that can be derived
    #[arg(long)]
    pub json: bool,
    /// Also write the outcome as a page for a browser
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Write the table with more cells masked, so that nothing can be derived; of several tables, into this folder
    #[arg(long, value_name = "PATH")]
    pub protect: Option<PathBuf>,
    /// What stands in a masked cell of a protected table (default: x and the threshold, such as x(5), so that whoever
    /// audits the table knows it)
    #[arg(long, value_name = "TEXT")]
    pub marker: Option<Marker>,
}

/// Reads `x` or `4=1-4`.
fn declared(given: &str) -> Result<Declared, String> {
    let wrong = || "write a mark as it stands in the table, such as x, or with its counts: 4=1-4".to_owned();
    let Some((text, bounds)) = given.rsplit_once('=').filter(|(text, _)| !text.is_empty()) else {
        return Ok(Declared { text: given.to_owned(), bounds: None });
    };
    let (low, high) = bounds.split_once('-').ok_or_else(wrong)?;
    match (low.trim().parse(), high.trim().parse()) {
        (Ok(low), Ok(high)) if (0..high).contains(&low) && high <= 1_000_000 => {
            Ok(Declared { text: text.to_owned(), bounds: Some((low, high)) })
        }
        _ => Err(wrong()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_given_alone_or_with_its_counts() {
        let mark = |text: &str, bounds| Ok(Declared { text: text.to_owned(), bounds });
        assert_eq!(declared("x"), mark("x", None));
        assert_eq!(declared("4=1-4"), mark("4", Some((1, 4))));
        assert_eq!(declared("="), mark("=", None));
        for wrong in ["4=4-1", "4=a-b", "4=-1-4", "x=5"] {
            assert!(declared(wrong).is_err(), "{wrong}");
        }
    }
}
