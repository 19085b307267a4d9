//! Progress on standard error: one line per school, gone when done, and nothing at all where it is not a terminal.

use std::collections::BTreeMap;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use schakel_core::load::{Progress, Step};

/// A line per school.
pub(crate) struct SchoolBars {
    all: MultiProgress,
    bars: BTreeMap<String, ProgressBar>,
}

impl SchoolBars {
    /// Shows a line for each of these schools.
    #[must_use]
    pub(crate) fn new<'a>(schools: impl Iterator<Item = &'a str>) -> Self {
        let all = MultiProgress::new();
        let style = ProgressStyle::with_template("{spinner} {prefix:16} {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        let bars = schools
            .map(|school| {
                let bar = all.add(ProgressBar::new_spinner().with_style(style.clone()).with_prefix(school.to_owned()));
                bar.enable_steady_tick(Duration::from_millis(100));
                (school.to_owned(), bar)
            })
            .collect();
        Self { all, bars }
    }

    /// Shows what a load is doing.
    pub(crate) fn show(&self, progress: Progress<'_>) {
        let Some(bar) = self.bars.get(progress.school) else { return };
        match progress.step {
            Step::Looking => bar.set_message("looking at files"),
            Step::Reading => bar.set_message("reading"),
            Step::Mapping => bar.set_message("mapping"),
            Step::Checking => bar.set_message("checking"),
            Step::Writing => bar.set_message("writing the store"),
            Step::Done => bar.finish_and_clear(),
        }
    }

    /// Removes the lines.
    pub(crate) fn finish(self) {
        let _ = self.all.clear();
    }
}

/// One line for work that has no steps worth showing.
#[must_use]
pub(crate) fn line(message: &'static str) -> ProgressBar {
    let bar = ProgressBar::new_spinner().with_message(message);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
