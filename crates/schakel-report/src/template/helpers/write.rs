//! Helpers that write numbers, dates and words in the language of the report.

use super::super::escape::{MARKUP_END, MARKUP_START, escape, markup};
use super::super::value::Value;
use super::call::{Call, Helper, Wrong};
use crate::document::{Date, Lang};
use crate::wording::{self, NBSP, Proportion};

pub(super) const HELPERS: &[(&str, Helper)] = &[
    ("num", num),
    ("pct", |call| Ok(format!("{}%", wording::short(call.number(0)?, call.lang)).into())),
    ("count", count),
    ("agree", agree),
    ("proportion", proportion),
    ("proportion-verb", proportion_verb),
    ("range", range),
    ("date", |call| Ok(wording::long_date(day(call)?, call.lang).into())),
    ("short-date", |call| Ok(wording::short_date(day(call)?, call.lang).into())),
    ("month", |call| Ok(wording::month_and_year(day(call)?, call.lang).into())),
    ("label", label),
    ("period", period),
    ("spell", spell),
    ("concat", |call| {
        let texts: String = call.placed.iter().filter_map(Value::text).collect();
        Ok(texts.into())
    }),
    ("join", join),
    ("capital", |call| Ok(first_letter(call.text(0)?, true).into())),
    ("small", |call| Ok(first_letter(call.text(0)?, false).into())),
    ("attr", attr),
    ("persons", persons),
    ("last-part", |call| {
        let (text, between) = (call.text(0)?, call.text(1)?);
        Ok(text.rsplit(between).next().unwrap_or(text).into())
    }),
    ("start", |call| {
        let length = call.number(1)? as usize;
        Ok(call.text(0)?.chars().take(length).collect::<String>().into())
    }),
    ("shown", |call| {
        let there = |member: &str| call.value(0).is_some_and(|v| v.get(member).number().is_some());
        Ok(if there("value") || there("to_value") { "released" } else { "suppressed" }.into())
    }),
];

/// `{{persons cell}}`: the number on which a cell rests, as far as it may be told: exact, as a band, or a dash.
fn persons<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let cell = call.value(0).unwrap_or(&Value::Missing);
    let band = cell.get("n_band");
    let lang = call.lang;
    Ok(match (cell.get("n").number(), band.get("from").number(), band.get("to").number()) {
        (Some(n), ..) => wording::short(n, lang),
        (None, Some(from), Some(to)) => {
            format!("{}\u{2013}{}", wording::short(from, lang), wording::short(to, lang))
        }
        _ => "\u{2013}".to_owned(),
    }
    .into())
}

/// More decimals than a number can hold say nothing.
const MOST_DECIMALS: usize = 15;

/// `{{num 1214}}`, `{{num 9.44 decimals=1}}`: a number; without `decimals` as short as it can be.
fn num<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let value = call.number(0)?;
    let written = match call.named("decimals").and_then(Value::number) {
        Some(decimals) => {
            let decimals = (0..=MOST_DECIMALS).find(|n| *n as f64 == decimals);
            let decimals = decimals.ok_or_else(|| format!("a number has at most {MOST_DECIMALS} decimals"))?;
            wording::number(value, decimals, call.lang)
        }
        None => wording::short(value, call.lang),
    };
    Ok(written.into())
}

/// `{{count 3 "docent" "docenten"}}`: a number with its noun, on one line.
fn count<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let value = call.number(0)?;
    let noun = if is_one(value) { call.text(1)? } else { call.text(2)? };
    let written = wording::short(value, call.lang);
    Ok(format!("{written}{NBSP}{noun}").into())
}

/// `{{agree 3 "is" "zijn"}}`: the form that goes with a number.
fn agree<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let one = is_one(call.number(0)?);
    Ok(if one { call.text(1)? } else { call.text(2)? }.into())
}

fn is_one(value: f64) -> bool {
    (value - 1.0).abs() < 1e-9
}

/// `{{proportion 43 "medewerkers"}}`: "ruim vier op de tien medewerkers".
fn proportion<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let lang = call.lang;
    Ok(Proportion::of(call.number(0)?, lang).with(call.text(1)?, lang).into())
}

/// `{{proportion-verb 43 "zegt" "zeggen"}}`: the form that goes with the words for a proportion.
fn proportion_verb<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let plural = Proportion::of(call.number(0)?, call.lang).plural;
    Ok(if plural { call.text(2)? } else { call.text(1)? }.into())
}

/// `{{range 37 49}}`, `{{range 37 49 unit="%"}}`: "tussen 37% en 49%".
fn range<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let unit = call.named_text("unit").unwrap_or("");
    let lang = call.lang;
    let low = wording::short(call.number(0)?, lang);
    let high = wording::short(call.number(1)?, lang);
    let (between, and) = match lang {
        Lang::Nl => ("tussen", "en"),
        Lang::En => ("between", "and"),
    };
    Ok(format!("{between} {low}{unit} {and} {high}{unit}").into())
}

fn day(call: &Call<'_, '_>) -> Result<Date, Wrong> {
    let text = call.text(0)?;
    Date::parse(text).ok_or_else(|| "the text is no date of the form yyyy-mm-dd".to_owned())
}

/// `{{label cell.group_label}}`: a text of the facts in the language of the report.
fn label<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let value = call.value(0).ok_or("there is no label here")?;
    value.text().ok_or("this is no label")?;
    Ok(value.clone())
}

/// `{{period change.from_label}}`: the name of a period as it stands in a sentence: "het najaar van 2024", "schooljaar 2024-2025".
fn period<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let named = label(call)?;
    let name = named.text().unwrap_or_default();
    let season = name.split_once(' ').filter(|(season, _)| season.ends_with("jaar") && *season != "schooljaar");
    Ok(match (call.lang, season) {
        (Lang::Nl, Some((season, year))) => format!("het {season} van{NBSP}{year}"),
        (Lang::En, _) if name.starts_with("school year") => format!("the {name}"),
        _ => name.to_owned(),
    }
    .into())
}

/// `{{spell 3}}`: a small number as a word; above twelve in figures.
fn spell<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    const NL: [&str; 13] =
        ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    const EN: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let value = call.number(0)?;
    let words = match call.lang {
        Lang::Nl => NL,
        Lang::En => EN,
    };
    let word = (0..=12_u8).find(|n| (f64::from(*n) - value).abs() < 1e-9).and_then(|n| words.get(usize::from(n)));
    Ok(word.map_or_else(|| wording::short(value, call.lang), |w| (*w).to_owned()).into())
}

/// `{{join list "title" quote=true}}`: "a, b en c". The key picks a field.
fn join<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let key = call.value(1).and_then(Value::text);
    let lang = call.lang;
    let last = match lang {
        Lang::Nl => "en",
        Lang::En => "and",
    };
    let quote = call.named("quote").and_then(Value::flag).unwrap_or(false);
    let texts: Option<Vec<String>> = call
        .list(0)?
        .map(|element| {
            let text = plain_text(&key.map_or_else(|| element.clone(), |key| element.get(key)), lang)?;
            Some(if quote { format!("\u{2018}{text}\u{2019}") } else { text })
        })
        .collect();
    let texts = texts.ok_or("an element of the list has no such text")?;
    Ok(match texts.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
    .into())
}

fn plain_text(value: &Value<'_>, lang: Lang) -> Option<String> {
    value.text().map(str::to_owned).or_else(|| value.number().map(|number| wording::short(number, lang)))
}

/// The text with its first letter large or small; markup before it is left alone. An abbreviation ("LOB-les") keeps its capitals.
fn first_letter(text: &str, large: bool) -> String {
    let Some((at, first)) = first_seen(text) else {
        return text.to_owned();
    };
    let rest = &text[at + first.len_utf8()..];
    if !large && rest.chars().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    let first: String = if large && first == 'é' && rest.starts_with("én") {
        // The stress marks of "één" stay on the second letter only: "Eén".
        "E".to_owned()
    } else if large {
        first.to_uppercase().collect()
    } else {
        first.to_lowercase().collect()
    };
    format!("{}{first}{rest}", &text[..at])
}

/// `{{attr "low" cell.low}}`: an attribute with its value, or nothing where there is none.
fn attr<'a>(call: &Call<'_, 'a>) -> Result<Value<'a>, Wrong> {
    let name = call.text(0)?;
    let mut plain = String::new();
    match call.value(1) {
        None => {}
        Some(value) if value.is_list() || value.is_table() => {
            return Err("an attribute holds a text or a number".to_owned());
        }
        Some(value) => value.print(&mut plain),
    }
    if plain.is_empty() {
        return Ok("".into());
    }
    let value = escape(&plain);
    Ok(markup(&format!(" {name}=\"{value}\"")).into())
}

/// The first letter or digit that a reader sees, with its place: none of a tag or of a reference such as `&lt;`, where the text is markup.
fn first_seen(text: &str) -> Option<(usize, char)> {
    let mut depth = 0_usize;
    let mut until = None;
    for (at, c) in text.char_indices() {
        match c {
            MARKUP_START => depth += 1,
            MARKUP_END => depth = depth.saturating_sub(1),
            _ if until == Some(c) => until = None,
            _ if until.is_some() => {}
            '<' if depth > 0 => until = Some('>'),
            '&' if depth > 0 => until = Some(';'),
            _ if c.is_alphanumeric() => return Some((at, c)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_changes_and_nothing_else() {
        assert_eq!(first_letter("docenten doen meer", true), "Docenten doen meer");
        assert_eq!(first_letter("\u{2}\u{2018}één op de vijf", true), "\u{2}\u{2018}Eén op de vijf");
        assert_eq!(first_letter("LOB-les", false), "LOB-les");
        assert_eq!(first_letter("Docenten", false), "docenten");
        assert_eq!(first_letter("", true), "");
        assert_eq!(first_letter("\u{2}&lt;script&gt;\u{3}", true), "\u{2}&lt;Script&gt;\u{3}");
        assert_eq!(first_letter("\u{2}<strong>de</strong>\u{3}", true), "\u{2}<strong>De</strong>\u{3}");
        assert_eq!(first_letter("<b> & c", true), "<B> & c");
    }
}
