//! What was told about the schools of a project before. It holds numbers that are kept back too, so it stays beside the
//! store, where the data of the schools are, for its owner only.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::PathBuf;

use schakel_core::project::Project;
use schakel_disclosure::Ledger;
use schakel_indicators::Outcome as Computed;

use crate::commands::editions::write_whole;
use crate::exit::Failure;

/// The folder beside the store.
pub(crate) const LEDGER: &str = "ledger";

fn file(project: &Project, school: &str) -> PathBuf {
    project.beside_store(LEDGER, school)
}

/// What was told before, by school.
///
/// # Errors
/// A fault when it cannot be read: without it a publication could tell too much beside an earlier one.
pub(crate) fn read(project: &Project) -> Result<BTreeMap<String, Ledger>, Failure> {
    let mut ledgers = BTreeMap::new();
    for school in &project.schools {
        let file = file(project, &school.id);
        let failed = |error: &dyn std::fmt::Display| {
            Failure::Fault(format!("cannot read what was told before in {}: {error}", file.display()))
        };
        match std::fs::read(&file) {
            Ok(bytes) => {
                let ledger = serde_json::from_slice(&bytes).map_err(|error| failed(&error))?;
                ledgers.insert(school.id.clone(), ledger);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(failed(&error)),
        }
    }
    Ok(ledgers)
}

/// Notes what is told now.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn keep(project: &Project, computed: &Computed) -> Result<(), Failure> {
    for (school, outcome) in &computed.schools {
        let text = serde_json::to_vec(&outcome.ledger).map_err(|error| Failure::fault("noting what is told", error))?;
        write_whole(&file(project, school), &text)?;
    }
    Ok(())
}

/// Forgets what was told before.
///
/// # Errors
/// When a file cannot be removed.
pub(crate) fn forget(project: &Project) -> Result<(), Failure> {
    for school in &project.schools {
        let file = file(project, &school.id);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(Failure::Usage(format!("cannot remove {}: {error}", file.display())));
            }
            _ => {}
        }
    }
    Ok(())
}
