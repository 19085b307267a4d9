//! Says a text of the language of the report.

use super::escape::{CHOICE_END, CHOICE_NEXT, CHOICE_START, MARKUP_END, MARKUP_START};
use super::helpers::situation;
use super::program::{Call, Program};
use super::run::{Run, Stop, fault};
use super::value::Value;

/// Texts that stand in where a text has no wording of its own for a situation, such as too few answers.
const OTHERWISE: &str = "otherwise";
/// What a text calls what it is about.
const SUBJECT: &str = "it";

impl<'a> Run<'a> {
    /// `{{t "reach.title" n=5}}` says a text; its named values stand ready in the text. With more names, as in `{{t (concat "group." code)
    /// "group.other"}}`, it says the first text that there is.
    ///
    /// `{{say "reach.total" cell who=(…)}}` says the wording that fits what may be said about a cell or change, which is `it` in the text:
    /// `reach.total.up`, `.down`, `.none`, `.unknown` for a change; `.released`, `.warn`, `.nearly_all`, `.nearly_none`, `.suppressed`, `.hidden`,
    /// `.missing` for a cell. With `steady=3` a change of less than 3 is said as `.steady`, where the text has that wording. Without a wording of
    /// its own, `warn` is said as `released`, and every other situation as in `otherwise`.
    ///
    /// A text stands between marks as markup, so that it is never escaped again, and between marks as a choice; see `openings`.
    pub(super) fn say(&mut self, call: &'a Call, by_situation: bool, out: &mut String) -> Result<(), Stop> {
        self.limits.count(1)?;
        let placed = self.placed(&call.given)?;
        let moment = self.scope.moment();
        self.give_names(&call.given)?;
        let found = if by_situation {
            let subject = placed.get(1).cloned().unwrap_or(Value::Missing);
            let steady = call.given.named.iter().find(|named| named.word == "steady");
            let steady = steady.and_then(|named| self.scope.get(named.name).number());
            let found = self.by_situation(placed.first(), &subject, steady);
            if let Some(it) = self.library.names.find(SUBJECT) {
                self.scope.give(it, subject);
            }
            found
        } else {
            self.first_of(&placed)
        };
        let mut wordings = found.map_err(|wrong| fault(call.name, &wrong))?;
        if self.in_text {
            // A text inside a text takes its first wording.
            wordings = wordings.get(..1).unwrap_or(wordings);
        }
        let around = std::mem::replace(&mut self.in_text, true);
        out.extend([MARKUP_START, CHOICE_START]);
        for (index, wording) in wordings.iter().enumerate() {
            if index > 0 {
                out.push(CHOICE_NEXT);
            }
            self.program(wording, out)?;
        }
        out.extend([CHOICE_END, MARKUP_END]);
        self.in_text = around;
        self.scope.back_to(&moment);
        Ok(())
    }

    fn first_of(&self, keys: &[Value<'a>]) -> Result<&'a [Program], String> {
        let mut named = keys.iter().map_while(Value::text).peekable();
        if named.peek().is_none() {
            return Err(NO_NAME.to_owned());
        }
        named.find_map(|key| self.texts.wordings(key)).ok_or_else(|| {
            let keys: Vec<&str> = keys.iter().map_while(Value::text).collect();
            no_text(&keys)
        })
    }

    fn by_situation(
        &self,
        key: Option<&Value<'a>>,
        subject: &Value<'a>,
        steady: Option<f64>,
    ) -> Result<&'a [Program], String> {
        let key = key.and_then(Value::text).ok_or(NO_NAME)?;
        let situation = situation(subject);
        let ways = [
            is_steady(subject, steady).then_some((key, "steady")),
            Some((key, situation)),
            (situation == "warn").then_some((key, "released")),
            Some((OTHERWISE, situation)),
        ];
        let mut name = String::new();
        let found = ways.iter().flatten().find_map(|(text, situation)| {
            name.clear();
            name.extend([text, ".", situation]);
            self.texts.wordings(&name)
        });
        found.ok_or_else(|| {
            let names: Vec<String> =
                ways.iter().flatten().map(|(text, situation)| format!("{text}.{situation}")).collect();
            no_text(&names)
        })
    }
}

const NO_NAME: &str = "the name of a text is needed";

fn no_text(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    format!("the texts of this language have no `{}`", names.join("` or `"))
}

/// Whether a change is smaller than what the call names as `steady`.
fn is_steady(subject: &Value<'_>, least: Option<f64>) -> bool {
    let change = subject.get("diff").number();
    matches!((least, change), (Some(least), Some(change)) if change != 0.0 && change.abs() < least)
}
