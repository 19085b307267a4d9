//! Nothing where something was expected.

use super::*;
use schakel_report::facts::{Status, Text, Verdict};

#[test]
fn empty_names_and_texts() {
    for value in ["", " ", "\u{a0}", "\n\n"] {
        made(&written(|_| value.to_owned()));
    }
}

#[test]
fn empty_lists_one_at_a_time_and_all_at_once() {
    let whole = serde_json::to_value(common::shared()).unwrap();
    let members = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for list in members(&whole["lists"]) {
        let mut value = whole.clone();
        value["lists"][&list] = Value::Array(Vec::new());
        made(&serde_json::from_value(value).unwrap());
    }
    for indicator in members(&whole["indicators"]) {
        let mut value = whole.clone();
        value["indicators"].as_object_mut().unwrap().remove(&indicator);
        made_as(Report::VisionAndProgress, &serde_json::from_value(value).unwrap(), Lang::Nl);
    }
    made(&common::empty());
}

#[test]
fn everything_kept_back_or_missing() {
    for (status, verdict) in [
        (Status::Suppressed, Verdict::Unknown),
        (Status::HiddenLowResponse, Verdict::Unknown),
        (Status::Missing, Verdict::Unknown),
    ] {
        let mut facts = common::suppressed();
        for indicator in facts.indicators.values_mut() {
            for cell in &mut indicator.cells {
                (cell.status, cell.group_label) = (status, Text::default());
            }
            for change in &mut indicator.changes {
                (change.status, change.verdict) = (status, verdict);
            }
        }
        made(&facts);
    }
}

#[test]
fn codes_that_are_absent_or_none_of_the_list() {
    for level in ["", "4", "veel"] {
        let mut facts = common::shared();
        for ingredient in &mut facts.lists.ingredients {
            ingredient.level = level.to_owned();
        }
        made(&facts);
    }
}

#[test]
fn days_that_do_not_exist_and_ends_before_their_start() {
    for (start, end) in
        [("2026-02-30", "2026-13-01"), ("2026-05-01", "2026-04-01"), ("", "31 juni"), ("0000-01-01", "9999-12-31")]
    {
        let mut facts = common::shared();
        for one in &mut facts.lists.interventions {
            (one.start, one.end) = (Some(start.to_owned()), Some(end.to_owned()));
            (one.approved_on, one.next_step_due) = (Some(end.to_owned()), Some(start.to_owned()));
        }
        for story in &mut facts.lists.stories {
            story.released_on = Some(end.to_owned());
        }
        made(&facts);
    }
}

#[test]
fn a_value_that_rests_on_nobody_and_a_change_from_nothing() {
    let mut facts = common::shared();
    for indicator in facts.indicators.values_mut() {
        for cell in &mut indicator.cells {
            (cell.n, cell.population) = (Some(0.0), Some(-1.0));
        }
        for change in &mut indicator.changes {
            change.from_value = change.from_value.map(|_| 0.0);
        }
    }
    made(&facts);
}

#[test]
fn members_that_may_be_null_are_null() {
    let mut value = serde_json::to_value(common::shared()).unwrap();
    for list in value["lists"].as_object_mut().unwrap().values_mut() {
        for element in list.as_array_mut().unwrap() {
            // Codes, and what a list is about.
            let kept = [
                "level",
                "title",
                "text",
                "summary",
                "status",
                "description",
                "name",
                "subject",
                "purpose",
                "perspective",
            ];
            element.as_object_mut().unwrap().retain(|key, _| kept.contains(&key.as_str()));
        }
    }
    made(&serde_json::from_value(value).unwrap());
}
