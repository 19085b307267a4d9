//! Limits for templates, which may come from outside: how deep they lie in each other, how much they write, how much work they make.
//!
//! Handlebars has no such limits, and hands its helpers nothing in which they could keep count. So the count of a report that is being filled
//! stands beside the thread that fills it.

use std::cell::{Cell, RefCell};
use std::io;

use handlebars::{Output, RenderError, RenderErrorReason};

/// How deep templates and texts may lie in each other.
pub(super) const DEEPEST: usize = 20;
/// Most bytes of a report, of a text in it, and of a value that a helper gives.
pub(super) const LARGEST: usize = 8 << 20;
/// Most steps for one report. A step is a call of a helper, a round of a loop, or a few bytes written.
pub(super) const MOST_STEPS: usize = 2_000_000;
/// So many bytes take as long as a step.
const BYTES_OF_A_STEP: usize = 64;
/// Names that a message shows of each end of a chain.
const SHOWN: usize = 6;

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
    static CHAIN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Begins the count for one report.
pub(super) fn begin() {
    STEPS.set(0);
    CHAIN.with_borrow_mut(Vec::clear);
}

/// Counts steps.
pub(super) fn count(steps: usize) -> Result<(), RenderError> {
    add(steps).map_err(|message| RenderErrorReason::Other(message).into())
}

/// Counts a value that a helper gives, and refuses it when it is too large.
pub(super) fn count_value(bytes: usize) -> Result<(), String> {
    if bytes > LARGEST {
        return Err(format!("gives more than the {} MB that are allowed", LARGEST >> 20));
    }
    add(1 + bytes / BYTES_OF_A_STEP)
}

fn add(steps: usize) -> Result<(), String> {
    let now = STEPS.get().saturating_add(steps);
    STEPS.set(now);
    if now > MOST_STEPS {
        return Err(format!(
            "the templates take more than the {MOST_STEPS} steps that a report may take: a loop in a loop goes over too much"
        ));
    }
    Ok(())
}

/// Within a template or text, until it is dropped.
pub(super) struct Inside(());

/// Enters a template or text.
pub(super) fn enter(name: &str) -> Result<Inside, RenderError> {
    CHAIN.with_borrow_mut(|chain| {
        if chain.len() >= DEEPEST {
            let message = format!(
                "templates and texts lie more than {DEEPEST} deep in each other: {}. One of them brings itself in",
                shown(chain, name)
            );
            return Err(RenderErrorReason::Other(message).into());
        }
        chain.push(name.to_owned());
        Ok(Inside(()))
    })
}

impl Drop for Inside {
    fn drop(&mut self) {
        CHAIN.with_borrow_mut(|chain| {
            chain.pop();
        });
    }
}

/// The names from the outermost inward; of a long chain both ends.
fn shown(chain: &[String], last: &str) -> String {
    let mut names: Vec<&str> = chain.iter().map(String::as_str).collect();
    names.push(last);
    if names.len() > 2 * SHOWN {
        names.splice(SHOWN..names.len() - SHOWN, ["…"]);
    }
    names.join(" → ")
}

/// What is written, up to the limit.
#[derive(Default)]
pub(super) struct Limited {
    text: String,
}

impl Limited {
    /// Room for so many bytes at first.
    pub(super) fn with_capacity(bytes: usize) -> Limited {
        Limited { text: String::with_capacity(bytes) }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }
}

impl Output for Limited {
    fn write(&mut self, text: &str) -> Result<(), io::Error> {
        if self.text.len() + text.len() > LARGEST {
            let message = format!("the templates write more than the {} MB that a report may have", LARGEST >> 20);
            return Err(io::Error::other(message));
        }
        self.text.push_str(text);
        add(1 + text.len() / BYTES_OF_A_STEP).map_err(io::Error::other)
    }
}
