//! `schakel preview`: a report in the browser, made again whenever something that it rests on changes.

mod page;
mod serve;
mod subject;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anstream::println;

use super::watch::Stamp;
use crate::args::PreviewArgs;
use crate::exit::{Ended, Failure};
use crate::print::{DIM, NAME};
use subject::Subject;

/// How long between two looks at the files.
const LOOK: Duration = Duration::from_millis(400);

/// What the browser sees: counted up with everything that is made.
#[derive(Debug, Default, Clone)]
struct State {
    version: u64,
    html: Arc<Vec<u8>>,
    pdf: Arc<Vec<u8>>,
    faults: Vec<Fault>,
}

/// Something that keeps the report from being made; the last good one stays on show beside it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
struct Fault {
    /// The file, as a reader knows it; empty when there is none.
    file: String,
    /// Line from 1; 0 when there is none.
    line: usize,
    /// Column from 1; 0 when there is none.
    column: usize,
    message: String,
    /// Some lines of the file around the place, with their numbers.
    excerpt: Vec<(usize, String)>,
}

type Shared = Arc<Mutex<State>>;

/// Serves the preview until the program is stopped.
///
/// # Errors
/// Wrong use when there is no such project or school, or the port is taken.
pub(crate) fn run(args: &PreviewArgs) -> Ended {
    let subject = Subject::of(args)?;
    let state = Shared::default();
    let server = serve::start(args.port, Arc::clone(&state))?;
    println!("{NAME}{}{NAME:#}", server.url);
    println!("{DIM}Only this machine can open it. Stop with Ctrl-C.{DIM:#}");
    watch_and_make(subject, &state, &server)
}

fn watch_and_make(mut subject: Subject, state: &Shared, server: &serve::Running) -> Ended {
    let (mut seen_data, mut seen_templates) = (Stamp::default(), Stamp::default());
    loop {
        let (data, templates) = (subject.data_stamp(), subject.templates_stamp());
        if data != seen_data || templates != seen_templates {
            if data != seen_data {
                subject.forget();
            }
            let made = subject.make();
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            match made {
                Ok((html, pdf)) => {
                    (state.html, state.pdf) = (Arc::new(html), Arc::new(pdf));
                    state.faults.clear();
                }
                Err(faults) => state.faults = faults,
            }
            state.version += 1;
            drop(state);
            (seen_data, seen_templates) = (data, templates);
        }
        if server.ended() {
            return Err(Failure::Fault("the preview server stopped".to_owned()));
        }
        std::thread::sleep(LOOK);
    }
}
