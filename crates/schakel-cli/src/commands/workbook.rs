//! `schakel workbook`: the blank trajectory workbook.

use anstream::println;
use schakel_source::{Kind, SourceSpec};

use crate::args::WorkbookArgs;
use crate::commands::editions;
use crate::exit::{Ended, Failure, Outcome};
use crate::print::{DIM, NAME};

/// Writes the workbook. A file that is there may be filled in already, so it is left alone.
///
/// # Errors
/// Wrong use when the file is there, or cannot be written.
pub(crate) fn run(args: &WorkbookArgs) -> Ended {
    let to = &args.out;
    if to.exists() {
        let message = format!("{} is there already and may be filled in. Give another name with --out.", to.display());
        return Err(Failure::Usage(message));
    }
    let bytes = schakel_source::blank_workbook::blank().map_err(|error| Failure::Fault(error.to_string()))?;
    editions::write_whole(to, &bytes)?;
    println!("{NAME}{}{NAME:#}", to.display());
    let name = to.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    println!(
        "\n{DIM}To read it, put it in the data folder of the school and this in plugin.toml:{DIM:#}\n\n{}",
        schakel_source::declaration(&SourceSpec::new("werkboek", Kind::TrajectoryWorkbook, name)).trim_end()
    );
    Ok(Outcome::Done)
}
