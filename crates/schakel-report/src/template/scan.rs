//! Looks over the text of a template before Handlebars does: for what would overflow the stack, there or when it is filled in.

use super::error::TemplateError;

/// Largest template or text, in bytes.
const LARGEST: usize = 1 << 20;
/// How deep blocks may lie in each other in one template.
const DEEPEST_BLOCKS: usize = 20;
/// How deep brackets may lie in each other in one expression.
const DEEPEST_BRACKETS: usize = 20;

/// Refuses a template that is too large or too deep, and parts of Handlebars for which there are helpers with limits.
pub(super) fn check(template: &str, content: &str) -> Result<(), TemplateError> {
    if content.len() > LARGEST {
        let message = format!("has {} bytes, more than the {LARGEST} that are read", content.len());
        return Err(TemplateError::of_file(template, message));
    }
    let fault = |at: usize, message: String| {
        let before = &content[..at];
        let line_start = before.rfind('\n').map_or(0, |n| n + 1);
        let (line, column) = (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1);
        TemplateError { template: template.to_owned(), line, column, message }
    };
    // How many blocks lie in each other; an `else if` lies in the one before it.
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some(start) = content[at..].find("{{").map(|found| at + found) {
        let after = &content[start + 2..];
        if content[..start].ends_with('\\') {
            at = start + 2;
            continue;
        }
        let inner = after.trim_start_matches(['~', ' ', '\t', '\r', '\n']);
        if inner.starts_with('!') {
            let ends: &[&str] = if inner.starts_with("!--") { &["--}}", "--~}}"] } else { &["}}"] };
            let end = ends.iter().filter_map(|end| Some(after.find(end)? + end.len())).min();
            at = end.map_or(content.len(), |end| start + 2 + end);
            continue;
        }
        if inner.starts_with(['>', '*']) || inner.starts_with("#>") || inner.starts_with("#*") {
            let message = "partials and decorators are not read: write {{include \"name\"}}, or a text".to_owned();
            return Err(fault(start, message));
        }
        if after.starts_with("{{") {
            return Err(fault(start, "raw blocks are not read".to_owned()));
        }
        if inner.starts_with(['#', '^']) && !inner[1..].trim_start_matches(['~', ' ']).starts_with('}') {
            open.push(1);
        } else if inner.starts_with('/') {
            open.pop();
        } else if inner.starts_with("else")
            && let Some(innermost) = open.last_mut()
        {
            *innermost += 1;
        }
        if open.iter().sum::<usize>() > DEEPEST_BLOCKS {
            return Err(fault(start, format!("blocks lie more than {DEEPEST_BLOCKS} deep in each other")));
        }
        let (length, depth) = expression(after);
        if depth > DEEPEST_BRACKETS {
            return Err(fault(start, format!("brackets lie more than {DEEPEST_BRACKETS} deep in each other")));
        }
        at = start + 2 + length;
    }
    Ok(())
}

/// Length of an expression up to its closing braces, and how deep its brackets lie in each other.
fn expression(text: &str) -> (usize, usize) {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[' | '{') => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (None, '}') if text[at..].starts_with("}}") && depth <= 1 => return (at, deepest),
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, _) => {}
        }
    }
    (text.len(), deepest)
}
