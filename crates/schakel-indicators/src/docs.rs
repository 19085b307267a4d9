//! `docs/indicators.md`, printed from the headers.

use std::fmt::Write as _;

use schakel_disclosure::Identity;

use crate::header::{About, Changes, Interval};
use crate::labels;
use crate::{Header, HeaderError, Settings, THRESHOLDS, catalogue};

/// The page.
///
/// # Errors
/// When a header has a mistake.
pub fn markdown() -> Result<String, HeaderError> {
    let settings = Settings::default();
    let mut page = String::new();
    // Writing to a text cannot fail.
    let _ = write_page(&mut page, &settings, catalogue()?.indicators.iter().map(|i| &i.header));
    Ok(page)
}

fn write_page<'h>(
    page: &mut String,
    settings: &Settings,
    headers: impl Iterator<Item = &'h Header>,
) -> std::fmt::Result {
    writeln!(page, "# Indicators\n")?;
    writeln!(
        page,
        "<!-- Printed from crates/schakel-indicators/sql by `schakel_indicators::docs::markdown`; do not edit. -->\n"
    )?;
    writeln!(
        page,
        "Each indicator is one query over the common model, in `crates/schakel-indicators/sql`. Its header is what this page and the\n\
         reports print. Numbers leave the engine only after disclosure control: who must not be recognised in a number is said with each."
    )?;
    for header in headers {
        write_indicator(page, settings, header)?;
    }
    writeln!(page, "\n## Thresholds\n\n| name | default | meaning |\n|---|---|---|")?;
    for threshold in THRESHOLDS {
        writeln!(page, "| `{}` | {} | {} |", threshold.name, threshold.default, threshold.meaning)?;
    }
    Ok(())
}

fn write_indicator(page: &mut String, settings: &Settings, header: &Header) -> std::fmt::Result {
    writeln!(page, "\n## {} {}\n", header.id, header.en)?;
    writeln!(page, "*{}* · `{}`\n", header.nl, header.name)?;
    writeln!(page, "{}\n", settings.fill(&header.definition_en))?;
    writeln!(page, "> {}\n", settings.fill(&header.definition_nl))?;
    writeln!(page, "| | |\n|---|---|")?;
    writeln!(page, "| population | {} |", settings.fill(&header.population.en))?;
    for (name, text) in [("numerator", &header.numerator.en), ("denominator", &header.denominator.en)] {
        if !text.is_empty() {
            writeln!(page, "| {name} | {} |", settings.fill(text))?;
        }
    }
    let interval = match header.interval {
        Interval::Wilson => "Wilson, 95 %",
        Interval::T => "t, 95 %",
        Interval::Paired => "t on paired differences, 95 %",
        Interval::Newcombe => "Newcombe and Wilson, of the difference, 95 %",
        Interval::None => "none",
    };
    let about = match header.protects {
        About::Students => "students",
        About::Staff => "staff",
        About::Functions => "functions: small roles are merged",
        About::None => "nobody: facts about the organisation",
    };
    let changes = match header.changes {
        Changes::None => "none",
        Changes::Complete => "from the previous school year",
        Changes::Query => "with an interval",
    };
    let breakdowns: Vec<String> =
        header.breakdowns.iter().map(|by| format!("{} (`{by}`)", labels::breakdown(by).en)).collect();
    writeln!(page, "| unit | {} |", header.unit)?;
    writeln!(page, "| interval | {interval} |")?;
    writeln!(page, "| protects | {about} |")?;
    if header.minimum_n > 0 {
        writeln!(page, "| fewest observations | {} |", header.minimum_n)?;
    }
    writeln!(page, "| breakdowns | {} |", breakdowns.join(", "))?;
    writeln!(page, "| changes | {changes} |")?;
    if !header.adds_up.is_empty() {
        let known: Vec<String> = header.adds_up.iter().map(known).collect();
        writeln!(page, "| known to everybody | {} |", known.join("; "))?;
    }
    writeln!(page, "| source | {} |", header.source)
}

/// What everybody knows of some numbers, as a formula.
fn known(identity: &Identity) -> String {
    let parts: Vec<String> = identity.parts.iter().map(|part| format!("`{part}`")).collect();
    let whole = identity.whole.as_ref().map_or("all".to_owned(), |whole| format!("`{whole}`"));
    format!("{} {} {whole}", parts.join(" + "), if identity.rest { "≤" } else { "=" })
}
