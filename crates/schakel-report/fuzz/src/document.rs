//! Documents of valid elements whose content the input chooses.

use std::fmt::Write;

use arbitrary::{Result, Unstructured};

use crate::hostile;

/// Longest table in bytes: time is for many inputs, not for one.
const LONGEST_TABLE: usize = 100_000;

/// The markup that the bytes describe.
pub fn written(bytes: &[u8]) -> String {
    let mut u = Unstructured::new(bytes);
    let mut out = String::from("<report lang=\"nl\" title=\"T\">");
    for _ in 0..30 {
        if u.is_empty() || block(&mut out, &mut u).is_err() {
            break;
        }
    }
    out.push_str("</report>");
    out
}

fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn text(u: &mut Unstructured<'_>) -> Result<String> {
    hostile::text(u).map(|text| escaped(&text))
}

/// Text that is never empty, for what has to say something.
fn said(u: &mut Unstructured<'_>) -> Result<String> {
    text(u).map(|text| format!("x{text}"))
}

fn finite(u: &mut Unstructured<'_>) -> Result<f64> {
    hostile::number(u).map(|number| if number.is_finite() { number } else { 0.0 })
}

fn inline(u: &mut Unstructured<'_>) -> Result<String> {
    let text = text(u)?;
    Ok(match u.int_in_range(0..=6)? {
        0 => format!("<strong>{text}</strong>"),
        1 => format!("<em>{text}<br/>{}</em>", self::text(u)?),
        2 => format!("<span lang=\"en\">{text}</span>"),
        3 => format!("<a href=\"https://example.org/\">{text}</a>"),
        _ => text,
    })
}

fn block(out: &mut String, u: &mut Unstructured<'_>) -> Result<()> {
    let block = match u.int_in_range(0..=15)? {
        0 => format!("<h1>{}</h1>", said(u)?),
        1 => format!("<ul><li>{}</li><li><p>{}</p><ol><li>{}</li></ol></li></ul>", inline(u)?, inline(u)?, inline(u)?),
        2 | 3 => table(u)?,
        4 => format!("<aside><big>{}</big><strong>{}</strong><p>{}</p></aside>", said(u)?, inline(u)?, inline(u)?),
        5 => format!("<callout kind=\"decision\" title=\"{}\"><p>{}</p></callout>", text(u)?, inline(u)?),
        6 => format!(
            "<keyfigures><keyfigure value=\"{}\" unit=\"{}\">{}</keyfigure></keyfigures>",
            said(u)?,
            text(u)?,
            inline(u)?
        ),
        7 => format!("<keep><p class=\"lead\">{}</p><p class=\"note\">{}</p></keep>", inline(u)?, inline(u)?),
        8 => format!("<landscape>{}</landscape>", figure(u)?),
        9 => format!("<cover kicker=\"{}\" title=\"{}\" subtitle=\"{}\"/>", text(u)?, said(u)?, text(u)?),
        13 => format!(
            "<columns><column><p>{}</p>{}</column><column>{}</column><column><p>{}</p></column></columns>",
            inline(u)?,
            figure(u)?,
            table(u)?,
            inline(u)?
        ),
        10 => "<toc depth=\"3\"/>".to_owned(),
        11 => format!("<p>{}{}{}</p>", inline(u)?, inline(u)?, inline(u)?),
        12 => format!("<p>{}x<footnote>{}</footnote> {}</p>", inline(u)?, said(u)?, inline(u)?)
            .repeat(u.int_in_range(1..=9)?),
        _ => figure(u)?,
    };
    out.push_str(&block);
    Ok(())
}

fn table(u: &mut Unstructured<'_>) -> Result<String> {
    let columns = *u.choose(&[1, 2, 3, 7, 20, 60])?;
    let rows = *u.choose(&[0, 1, 2, 5, 200])?;
    let mut cells = || -> Result<Vec<String>> { (0..3).map(|_| inline(u)).collect() };
    let (heads, bodies) = (cells()?, cells()?);
    let row = |name: &str, texts: &[String]| -> String {
        let cells: String = (0..columns).map(|i| format!("<{name}>{}</{name}>", texts[i % texts.len()])).collect();
        format!("<tr>{cells}</tr>")
    };
    let body = row("td", &bodies);
    let body = body.repeat(rows.min(LONGEST_TABLE / body.len()));
    Ok(format!(
        "<table><caption>{}</caption><thead>{}</thead><tbody>{body}</tbody></table>",
        inline(u)?,
        row("th", &heads)
    ))
}

fn figure(u: &mut Unstructured<'_>) -> Result<String> {
    let kind = *u.choose(KINDS)?;
    let unit = *u.choose(&["percent", "score", "hours", "count"])?;
    let mut chart = String::new();
    let _ = write!(chart, "<chart kind=\"{kind}\" unit=\"{unit}\"");
    if u.ratio(1, 5)? {
        let min = finite(u)?;
        let _ = write!(chart, " min=\"{min}\" max=\"{}\"", min + finite(u)?.abs());
    }
    chart.push('>');
    let rows = *u.choose(&[1, 2, 3, 12, 100])?;
    match kind {
        "matrix" | "levels" => grid(&mut chart, kind, rows.min(12), u)?,
        "multiples" => {
            let row = bar(u, 0)? + &bar(u, 1)?;
            for _ in 0..rows {
                let _ = write!(chart, "<panel label=\"{}\">{row}</panel>", said(u)?);
            }
        }
        "stacked" | "likert" => {
            let labels = [text(u)?, text(u)?, text(u)?];
            for _ in 0..rows {
                let _ = write!(chart, "<row label=\"{}\" note=\"{}\">", said(u)?, text(u)?);
                for label in &labels {
                    let _ = write!(chart, "<part label=\"{label}\" value=\"{}\" text=\"{}\"/>", finite(u)?, text(u)?);
                }
                chart.push_str("</row>");
            }
        }
        "dots" => {
            for _ in 0..rows {
                let _ = write!(
                    chart,
                    "<row label=\"{}\" median=\"{}\" median-text=\"{}\">",
                    said(u)?,
                    finite(u)?,
                    text(u)?
                );
                for name in ["A", "B"] {
                    let (value, low, high) = (finite(u)?, finite(u)?, finite(u)?);
                    let _ = write!(chart, "<part label=\"{name}{}\" value=\"{value}\" text=\"{}\"", text(u)?, text(u)?);
                    if u.arbitrary()? {
                        let _ = write!(chart, " low=\"{low}\" high=\"{high}\"");
                    }
                    chart.push_str("/>");
                }
                chart.push_str("</row>");
            }
        }
        "dumbbell" => {
            for _ in 0..rows {
                let (from, to) = (finite(u)?, finite(u)?);
                let _ = write!(
                    chart,
                    "<row label=\"{}\" from=\"{from}\" to=\"{to}\" from-text=\"{}\" to-text=\"{}\" low=\"{}\" high=\"{}\"/>",
                    said(u)?,
                    text(u)?,
                    text(u)?,
                    finite(u)?,
                    finite(u)?
                );
            }
        }
        "timeline" => {
            for _ in 0..rows {
                let from = *u.choose(&["0000-01-01", "2024-02-29", "2025-09-01"])?;
                let to = *u.choose(&["2025-09-01", "2026-06-15", "9999-12-31"])?;
                let status = *u.choose(&["idea", "running", "stopped", "adapted"])?;
                let _ = write!(
                    chart,
                    "<bar label=\"{}\" from=\"{from}\" to=\"{to}\" status=\"{status}\" text=\"{}\" approved=\"{to}\"/>",
                    said(u)?,
                    text(u)?
                );
            }
        }
        _ => {
            for index in 0..rows {
                chart.push_str(&bar(u, index)?);
            }
        }
    }
    chart.push_str("</chart>");
    Ok(format!("<figure title=\"{}\" caption=\"{}\">{chart}</figure>", said(u)?, text(u)?))
}

const KINDS: &[&str] =
    &["bars", "chain", "stacked", "likert", "multiples", "dumbbell", "timeline", "matrix", "dots", "levels"];

fn bar(u: &mut Unstructured<'_>, index: usize) -> Result<String> {
    let label = said(u)?;
    if u.ratio(1, 6)? {
        return Ok(format!("<row label=\"{index}{label}\" status=\"suppressed\" text=\"{}\"/>", text(u)?));
    }
    Ok(format!(
        "<row label=\"{index}{label}\" value=\"{}\" text=\"{}\" low=\"{}\" high=\"{}\" mark=\"{}\" mark-label=\"{}\" note=\"{}\"/>",
        finite(u)?,
        text(u)?,
        finite(u)?,
        finite(u)?,
        finite(u)?,
        text(u)?,
        text(u)?
    ))
}

fn grid(chart: &mut String, kind: &str, rows: usize, u: &mut Unstructured<'_>) -> Result<()> {
    let columns = *u.choose(&[1, 3, 12, 60])?;
    if kind == "levels" {
        let _ = write!(chart, "<level text=\"{}\"/><level text=\"{}\"/>", said(u)?, said(u)?);
    }
    for _ in 0..columns {
        let _ = write!(chart, "<col label=\"{}\"/>", said(u)?);
    }
    for _ in 0..rows {
        let _ = write!(chart, "<row label=\"{}\">", said(u)?);
        for _ in 0..columns {
            if kind == "levels" {
                chart.push_str(*u.choose(&[
                    "<cell level=\"0\"/>",
                    "<cell level=\"1\"/>",
                    "<cell status=\"missing\"/>",
                ])?);
            } else {
                let _ = write!(chart, "<cell value=\"{}\" text=\"{}\"/>", finite(u)?, text(u)?);
            }
        }
        chart.push_str("</row>");
    }
    Ok(())
}
