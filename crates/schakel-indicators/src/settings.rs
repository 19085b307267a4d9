//! What a project may set: the thresholds of the indicators and of disclosure control.

use std::collections::BTreeMap;

use schakel_disclosure::Rules;
use serde_json::{Map, Value};

/// A threshold that indicator queries use as `{name}`.
#[derive(Debug)]
pub struct Threshold {
    /// Name in queries, definitions and the project file.
    pub name: &'static str,
    /// The value when the project says nothing.
    pub default: f64,
    /// What it does, in one sentence.
    pub meaning: &'static str,
}

/// Every threshold of the indicators.
pub static THRESHOLDS: &[Threshold] = &[
    Threshold { name: "moments_min", default: 3.0, meaning: "Multi-voice reach: fewest moments of a student." },
    Threshold { name: "persons_min", default: 2.0, meaning: "Multi-voice reach: fewest different persons." },
    Threshold { name: "roles_min", default: 2.0, meaning: "Multi-voice reach: fewest different roles." },
    Threshold { name: "contacts_min", default: 3.0, meaning: "Participation: fewest moments of a teacher." },
    Threshold { name: "told_min", default: 2.0, meaning: "Heard that it is possible: fewest people who said so." },
    Threshold { name: "agree_from", default: 75.0, meaning: "Agreeing: lowest score on 0 to 100; 75 is 4 of 5." },
    Threshold { name: "alpha_min", default: 30.0, meaning: "Cronbach's alpha: fewest who answered every item." },
    Threshold { name: "findings_min", default: 5.0, meaning: "Obstacles: fewest findings of a perspective." },
];

/// The settings of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Thresholds of disclosure control.
    pub rules: Rules,
    thresholds: BTreeMap<&'static str, f64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rules: Rules::default(), thresholds: THRESHOLDS.iter().map(|t| (t.name, t.default)).collect() }
    }
}

impl Settings {
    /// The defaults, changed by what a project file sets. Shares of response may be written as a share
    /// (0.5) or as a percentage (50). Settings that are none of the indicators' are left alone.
    #[must_use]
    pub fn from_project<'a>(set: impl IntoIterator<Item = (&'a str, f64)>) -> Self {
        let mut settings = Self::default();
        for (name, value) in set {
            if let Some(threshold) = THRESHOLDS.iter().find(|t| t.name == name) {
                settings.thresholds.insert(threshold.name, value);
            } else if let Some(rule) = settings.rule(name) {
                let percent = name.starts_with("response_") && value <= 1.0;
                // Thresholds are small and positive; anything else saturates, which is stricter.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                {
                    *rule = (if percent { value * 100.0 } else { value }).round() as u64;
                }
            }
        }
        settings
    }

    fn rule(&mut self, name: &str) -> Option<&mut u64> {
        let rules = &mut self.rules;
        Some(match name {
            "students_k" => &mut rules.students_k,
            "staff_k" => &mut rules.staff_k,
            "single_role" => &mut rules.single_role,
            "sensitive_k" => &mut rules.sensitive_k,
            "sensitive_part" => &mut rules.sensitive_part,
            "pairs_min" => &mut rules.pairs_min,
            "response_warn_role" => &mut rules.response_warn_role,
            "response_warn_all" => &mut rules.response_warn_all,
            "response_hide" => &mut rules.response_hide,
            _ => return None,
        })
    }

    /// A threshold by name.
    #[must_use]
    pub fn threshold(&self, name: &str) -> Option<f64> {
        match name {
            "students_k" => Some(self.rules.students_k as f64),
            "staff_k" => Some(self.rules.staff_k as f64),
            "sensitive_k" => Some(self.rules.sensitive_k as f64),
            "sensitive_part" => Some(self.rules.sensitive_part as f64),
            _ => self.thresholds.get(name).copied(),
        }
    }

    /// Everything a report prints about its thresholds.
    #[must_use]
    pub fn to_json(&self) -> Map<String, Value> {
        let mut json = match serde_json::to_value(&self.rules) {
            Ok(Value::Object(rules)) => rules,
            _ => Map::new(),
        };
        for (name, value) in &self.thresholds {
            json.insert((*name).to_owned(), number(*value));
        }
        json
    }

    /// Replaces `{name}` in a definition by the threshold of that name.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, value) in &self.thresholds {
            filled = filled.replace(&format!("{{{name}}}"), &number(*value).to_string());
        }
        filled
    }
}

/// A number as JSON, whole where it is.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 1e15 {
        // The check above makes the conversion exact.
        #[allow(clippy::cast_possible_truncation)]
        Value::from(value as i64)
    } else {
        Value::from(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_changes_what_it_sets_and_nothing_else() {
        let set = [("students_k", 5.0), ("response_hide", 0.3), ("moments_min", 4.0), ("sql_seconds", 60.0)];
        let settings = Settings::from_project(set);
        assert_eq!(settings.rules, Rules { students_k: 5, response_hide: 30, ..Rules::default() });
        assert_eq!(settings.threshold("moments_min"), Some(4.0));
        assert_eq!(settings.threshold("roles_min"), Some(2.0));
    }

    #[test]
    fn definitions_name_the_thresholds_that_were_used() {
        let settings = Settings::from_project([("contacts_min", 4.0)]);
        assert_eq!(settings.fill("minstens {contacts_min} momenten"), "minstens 4 momenten");
    }

    #[test]
    fn a_report_prints_every_threshold() {
        let json = Settings::default().to_json();
        assert_eq!((&json["students_k"], &json["told_min"]), (&Value::from(10), &Value::from(2)));
        assert_eq!(json["response_warn_all"], Value::from(60));
    }
}
