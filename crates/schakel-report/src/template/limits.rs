//! Limits for templates, which may come from outside: how deep they lie in each other, how much they write, how much work they make.

/// How deep templates and texts may lie in each other.
const DEEPEST: usize = 20;
/// Most bytes of a report, of a text in it, and of a value that a helper gives.
const LARGEST: usize = 8 << 20;
/// Most steps for one report. A step is a call of a helper, a round of a loop, or a few bytes written.
const MOST_STEPS: usize = 2_000_000;
/// So many bytes take as long as a step.
const BYTES_OF_A_STEP: usize = 64;
/// Names that a message shows of each end of a chain.
const SHOWN: usize = 6;

/// The count for one report that is being filled in.
#[derive(Default)]
pub(super) struct Limits<'a> {
    steps: usize,
    /// Templates and texts that lie in each other, the outermost first.
    chain: Vec<&'a str>,
}

impl<'a> Limits<'a> {
    /// Counts steps.
    pub(super) fn count(&mut self, steps: usize) -> Result<(), String> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > MOST_STEPS {
            return Err(format!(
                "the templates take more than the {MOST_STEPS} steps that a report may take: a loop in a loop goes over too much"
            ));
        }
        Ok(())
    }

    /// Counts a value that a helper gives, and refuses it when it is too large.
    pub(super) fn count_value(&mut self, bytes: usize) -> Result<(), String> {
        if bytes > LARGEST {
            return Err(format!("gives more than the {} MB that are allowed", LARGEST >> 20));
        }
        self.count(1 + bytes / BYTES_OF_A_STEP)
    }

    /// Counts a piece that was written at the end of a text, of `bytes` bytes.
    pub(super) fn count_written(&mut self, text: &str, bytes: usize) -> Result<(), String> {
        if text.len() > LARGEST {
            return Err(format!("the templates write more than the {} MB that a report may have", LARGEST >> 20));
        }
        self.count(1 + bytes / BYTES_OF_A_STEP)
    }

    /// Enters a template or text.
    pub(super) fn enter(&mut self, name: &'a str) -> Result<(), String> {
        if self.chain.len() >= DEEPEST {
            return Err(format!(
                "templates and texts lie more than {DEEPEST} deep in each other: {}. One of them brings itself in",
                self.shown(name)
            ));
        }
        self.chain.push(name);
        Ok(())
    }

    /// Leaves the template or text that was entered last.
    pub(super) fn leave(&mut self) {
        self.chain.pop();
    }

    /// The names from the outermost inward; of a long chain both ends.
    fn shown(&self, last: &str) -> String {
        let mut names: Vec<&str> = self.chain.clone();
        names.push(last);
        if names.len() > 2 * SHOWN {
            names.splice(SHOWN..names.len() - SHOWN, ["…"]);
        }
        names.join(" → ")
    }
}
