//! Facts of the shared school with hostile values in them, on their whole way to the PDF and the HTML edition.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use schakel_report::template::TemplateSet;
use schakel_report::{Report, ReportError, attachment, render_html, render_with};
use schakel_report_fuzz::{check, facts};

fn set(report: Report) -> &'static TemplateSet {
    static SETS: OnceLock<[TemplateSet; 2]> = OnceLock::new();
    let compiled = |report| TemplateSet::of(report).expect("the program's own templates can be read");
    let sets = SETS.get_or_init(|| [Report::VisionAndProgress, Report::ProjectOutcome].map(compiled));
    match report {
        Report::VisionAndProgress => &sets[0],
        Report::ProjectOutcome => &sets[1],
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some(case) = facts::read(bytes) else {
        return;
    };
    let templates = set(case.report);
    let attachments = attachment::figures(&case.facts, case.lang).expect("figures can be written");
    match render_with(&case.facts, templates, case.lang, &attachments) {
        Ok(made) => {
            check::pdf(&made.pdf);
            check::keep(&made.pdf);
        }
        // Facts that break their contract may leave a hole, which templates refuse. Nothing else may stop a report.
        Err(ReportError::Template(_)) => return,
        Err(other) => panic!("{other}"),
    }
    check::html(&render_html(&case.facts, templates, case.lang).expect("what the PDF shows the screen shows too"));
});
