//! Sets a report from its markup: `cargo run --example zet -- report.xml report.pdf [rounds]`.
//! With a number of rounds it also says how long one takes.

use std::process::ExitCode;
use std::time::Instant;

use schakel_report::{compose, markup, theme::Theme};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [source, target, rest @ ..] = arguments.as_slice() else {
        eprintln!("usage: zet REPORT.xml REPORT.pdf [ROUNDS]");
        return ExitCode::from(2);
    };
    match set(source, target, rest.first().and_then(|n| n.parse().ok())) {
        Ok(said) => {
            eprintln!("{said}");
            ExitCode::SUCCESS
        }
        Err(said) => {
            eprintln!("{said}");
            ExitCode::FAILURE
        }
    }
}

fn set(source: &str, target: &str, rounds: Option<u32>) -> Result<String, String> {
    let text = std::fs::read_to_string(source).map_err(|e| format!("{source}: {e}"))?;
    let document = markup::read(&text).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(|p| format!("{source}: {p}")).collect();
        lines.join("\n")
    })?;
    let theme = Theme::default();
    let pdf = compose(&document, &theme).map_err(|e| e.to_string())?;
    std::fs::write(target, &pdf.bytes).map_err(|e| format!("{target}: {e}"))?;
    let mut said = format!("{} pages, {} bytes", pdf.pages, pdf.bytes.len());
    if let Some(rounds) = rounds.filter(|n| *n > 0) {
        let start = Instant::now();
        for _ in 0..rounds {
            compose(&document, &theme).map_err(|e| e.to_string())?;
        }
        let each = start.elapsed().as_secs_f64() * 1000.0 / f64::from(rounds);
        said.push_str(&format!(", {each:.1} ms each"));
    }
    Ok(said)
}
