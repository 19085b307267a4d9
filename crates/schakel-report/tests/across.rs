//! The report over the schools of a project: what stands in it, and what never does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use schakel_report::across::across;
use schakel_report::document::Lang;
use schakel_report::facts::{Cell, DoubleRating, Facts, Status};
use schakel_report::template::TemplateSet;
use schakel_report::{fill, render, render_html};

/// Three schools whose texts name the school.
fn schools() -> Vec<(String, Facts)> {
    let mut schools = vec![("C", common::shared()), ("A", common::carried()), ("B", common::unequal())];
    for (id, (_, facts)) in ["overzijde", "lindehage", "waterkant"].iter().zip(&mut schools) {
        facts.school.id = (*id).to_owned();
        let name = facts.school.name.clone();
        if let Some(story) = facts.lists.stories.first_mut() {
            story.text = format!("{} Zo gaat dat op {name}.", story.text);
        }
        // The first theme is named twice in every school, so six times in all.
        facts.lists.obstacles.extend(facts.lists.obstacles.first().cloned());
        if let Some(intervention) = facts.lists.interventions.first_mut() {
            intervention.title = format!("{} van {name}", intervention.title);
        }
    }
    schools.into_iter().map(|(alias, facts)| (alias.to_owned(), facts)).collect()
}

fn project() -> Facts {
    across("voorbeeld", schools()).unwrap()
}

fn cells<'a>(facts: &'a Facts, id: &str, by: &str, part: &str) -> Vec<&'a Cell> {
    facts.indicators[id].cells.iter().filter(|cell| cell.by == by && cell.part == part).collect()
}

#[test]
fn every_school_has_the_figure_of_its_own_report_under_its_name_in_research() {
    let project = project();
    for (alias, school) in schools() {
        let own = school.indicators["B2"].cells.iter().find(|c| c.by == "all" && c.period == school.report.school_year);
        let here = cells(&project, "B2", "school", "").into_iter().find(|c| c.group == alias);
        assert_eq!(here.unwrap().value, own.unwrap().value, "{alias}");
    }
    let order: Vec<&str> = cells(&project, "B2", "school", "").iter().map(|c| c.group.as_str()).collect();
    assert_eq!(order.iter().copied().collect::<std::collections::BTreeSet<_>>(), ["A", "B", "C"].into());
}

#[test]
fn the_median_is_that_of_the_schools_with_a_figure_from_three_on() {
    let median = |schools: Vec<(String, Facts)>| {
        let project = across("voorbeeld", schools).unwrap();
        cells(&project, "B2", "project", "").first().and_then(|cell| cell.value)
    };
    let mut values: Vec<f64> = cells(&project(), "B2", "school", "").iter().filter_map(|c| c.value).collect();
    values.sort_by(f64::total_cmp);
    assert_eq!(median(schools()), Some(values[1]));
    let mut one_hidden = schools();
    for cell in &mut one_hidden[0].1.indicators.get_mut("B2").unwrap().cells {
        (cell.status, cell.value) = (Status::Suppressed, None);
    }
    assert_eq!(median(one_hidden), None);
}

#[test]
fn what_a_school_keeps_back_is_not_in_it() {
    let mut schools = schools();
    for cell in &mut schools[1].1.indicators.get_mut("B2").unwrap().cells {
        (cell.status, cell.value) = (Status::Suppressed, None);
    }
    let project = across("voorbeeld", schools).unwrap();
    let kept = cells(&project, "B2", "school", "").into_iter().find(|c| c.group == "A").unwrap();
    assert_eq!((kept.status, kept.value), (Status::Suppressed, None));
}

#[test]
fn no_name_of_a_school_no_size_and_no_programme_leaves() {
    let facts = serde_json::to_string(&project()).unwrap();
    let templates = TemplateSet::of(schakel_report::Report::ProjectOutcome).unwrap();
    let markup = fill(&project(), &templates, Lang::Nl).unwrap();
    for (_, school) in schools() {
        for name in [&school.school.name, &school.school.id] {
            assert!(!facts.to_lowercase().contains(&name.to_lowercase()), "{name} is in the facts");
            assert!(!markup.to_lowercase().contains(&name.to_lowercase()), "{name} is in the report");
        }
        for size in [school.school.students, school.school.staff].into_iter().flatten() {
            assert!(!facts.contains(&format!(":{size}.0,")) && !facts.contains(&format!(":{size},")), "{size}");
        }
    }
    for indicator in project().indicators.values() {
        for cell in &indicator.cells {
            assert!(!["programme", "team", "level"].iter().any(|by| cell.by.ends_with(by)), "{}", cell.by);
            assert_eq!((cell.n, cell.population, cell.n_band, cell.population_band), (None, None, None, None));
            assert_ne!(cell.unit.as_deref().unwrap_or(&indicator.unit), "hours");
        }
    }
}

#[test]
fn the_order_in_which_schools_come_in_changes_nothing() {
    let mut turned = schools();
    turned.reverse();
    assert_eq!(across("voorbeeld", turned).unwrap().across, project().across);
    let templates = TemplateSet::of(schakel_report::Report::ProjectOutcome).unwrap();
    let mut turned = schools();
    turned.rotate_left(1);
    let turned = across("voorbeeld", turned).unwrap();
    assert_eq!(render(&turned, &templates, Lang::Nl).unwrap(), render(&project(), &templates, Lang::Nl).unwrap());
}

#[test]
fn both_editions_are_made_in_both_languages() {
    let templates = TemplateSet::of(schakel_report::Report::ProjectOutcome).unwrap();
    for lang in [Lang::Nl, Lang::En] {
        let pdf = render(&project(), &templates, lang).unwrap();
        assert!(pdf.pages >= 6 && pdf.warnings.is_empty(), "{} pages, {:?}", pdf.pages, pdf.warnings);
        assert!(render_html(&project(), &templates, lang).unwrap().ends_with("</html>\n"));
    }
}

#[test]
fn schools_without_any_data_still_give_a_report_that_says_so() {
    let mut schools = schools();
    for (_, facts) in &mut schools {
        facts.indicators.clear();
        facts.lists = Default::default();
    }
    let project = across("voorbeeld", schools).unwrap();
    let templates = TemplateSet::of(schakel_report::Report::ProjectOutcome).unwrap();
    for lang in [Lang::Nl, Lang::En] {
        render(&project, &templates, lang).unwrap();
    }
    let markup = fill(&project, &templates, Lang::Nl).unwrap();
    for sentence in ["Er zijn nog geen obstakels vastgelegd.", "Er zijn nog geen verhalen vrijgegeven."] {
        assert!(markup.contains(sentence), "{sentence}");
    }
}

#[test]
fn who_named_an_obstacle_is_told_only_where_it_cannot_point_to_someone() {
    let project = project();
    let obstacles = project.across.unwrap().obstacles;
    let told = |row: &schakel_report::facts::across::Obstacles| !row.perspectives.is_empty();
    let (named, unnamed): (Vec<_>, Vec<_>) = obstacles.iter().partition(|row| told(row));
    assert!(!named.is_empty() && !unnamed.is_empty(), "{obstacles:?}");
    for row in obstacles {
        let all: u32 = row.cells.iter().map(|cell| cell.all).sum();
        let schools = row.cells.iter().filter(|cell| cell.all > 0).count();
        assert_eq!(told(&row), all >= 5 && schools >= 3, "{row:?}");
    }
}

#[test]
fn neither_a_day_of_a_school_nor_a_sector_of_fewer_than_three_is_in_it() {
    let project = project();
    let across = project.across.unwrap();
    assert!(across.schools.iter().all(|school| school.sector_label.is_none()), "three schools in three sectors");
    assert!(across.stories.iter().all(|story| story.released_on.is_none()));
    let facts = serde_json::to_string(&across).unwrap();
    for (_, school) in schools() {
        for day in school.lists.interventions.iter().filter_map(|i| i.approved_on.as_ref()) {
            assert!(!facts.contains(day), "{day}");
        }
    }
}

#[test]
fn hatching_is_explained_where_a_school_is_hatched() {
    for kept_back in [false, true] {
        let mut schools = schools();
        if kept_back {
            schools[0].1.indicators.get_mut("G1").unwrap().changes.clear();
        }
        let project = across("voorbeeld", schools).unwrap();
        let set = TemplateSet::of(schakel_report::Report::ProjectOutcome).unwrap();
        let markup = fill(&project, &set, Lang::Nl).unwrap();
        let figure = markup.split("<figure id=\"fig-kansen\"").nth(1).unwrap().split("</figure>").next().unwrap();
        assert_eq!(figure.contains("\"suppressed\""), kept_back, "{figure}");
        assert_eq!(figure.contains("Gearceerd"), kept_back, "{figure}");
    }
}

#[test]
fn a_median_of_scores_is_as_whole_in_its_figure_as_the_scores_beside_it() {
    let set = TemplateSet::of(schakel_report::Report::ProjectOutcome).unwrap();
    let markup = fill(&project(), &set, Lang::Nl).unwrap();
    let figure = markup.split("<figure id=\"fig-khv\"").nth(1).unwrap().split("</figure>").next().unwrap();
    let title = figure.split('"').nth(1).unwrap();
    assert!(title.contains("mediaan") && !title.contains(','), "{title}");
    let medians: Vec<&str> = figure.split("median-text=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(medians.len() == 3 && medians.iter().all(|median| median.parse::<u32>().is_ok()), "{medians:?}");
    assert!(markup.contains("in de figuur staan scores afgerond"));
}

/// The report of three schools where the specialists' share fell by so many points.
fn fell_by(points: [f64; 3]) -> String {
    let mut schools = schools();
    for ((_, facts), points) in schools.iter_mut().zip(points) {
        common::set_share(facts, "specialist", 50.0, 50.0 - points);
    }
    let templates = TemplateSet::of(schakel_report::Report::ProjectOutcome).unwrap();
    fill(&across("voorbeeld", schools).unwrap(), &templates, Lang::Nl).unwrap()
}

#[test]
fn a_change_that_a_school_calls_nearly_none_is_not_counted_as_one() {
    let markup = fell_by([2.0, 3.0, 8.0]);
    assert!(markup.contains("Het aandeel van de specialisten werd kleiner op twee van de drie scholen."));
    assert!(markup.contains("Het aandeel van de specialisten bleef vrijwel gelijk: 50% en 48%."));
    assert!(markup.contains("<strong>−3</strong>") && !markup.contains("<strong>−2</strong>"));
    assert!(fell_by([3.0, 3.0, 8.0]).contains("Het aandeel van de specialisten werd kleiner op alle drie scholen."));
}

#[test]
fn moments_outside_the_fixed_hours_are_those_of_everyone_as_in_the_reports_of_the_schools() {
    let mut schools = schools();
    for (_, facts) in &mut schools {
        common::set_both(facts, "A6", "all", "all", "", 31.0, 37.0);
    }
    let templates = TemplateSet::of(schakel_report::Report::ProjectOutcome).unwrap();
    let markup = fill(&across("voorbeeld", schools).unwrap(), &templates, Lang::Nl).unwrap();
    let row =
        markup.split("<row label=\"Momenten buiten de vaste uren\"").nth(1).unwrap().split("</row>").next().unwrap();
    assert_eq!(row.matches("\" text=\"37\"").count(), 3, "{row}");
    let row = markup.split("<th scope=\"row\">Momenten buiten de vaste uren</th>").nth(1).unwrap();
    assert_eq!(row.split("</tr>").next().unwrap().matches("<strong>+6</strong>").count(), 3, "{row}");
}

#[test]
fn how_far_researchers_agree_is_told_over_all_schools_together() {
    let mut schools = schools();
    let rating = |level: &str, second_level: &str| DoubleRating {
        ingredient: "Tijd staat in het rooster".into(),
        level: level.into(),
        second_level: second_level.into(),
    };
    schools[0].1.lists.double_ratings = vec![rating("1", "1"), rating("2", "2")];
    schools[2].1.lists.double_ratings = vec![rating("2", "1"), rating("1", "1")];
    let project = across("voorbeeld", schools).unwrap();
    // Three of four the same; by chance ½ × ¾ + ½ × ¼ = ½, so (¾ − ½) / (1 − ½) = ½.
    let agreement = project.across.as_ref().and_then(|across| across.agreement).unwrap();
    assert_eq!((agreement.scored, agreement.same, agreement.percent), (4, 3, 75.0));
    assert_eq!(agreement.kappa, Some(0.5));
    let templates = TemplateSet::of(schakel_report::Report::ProjectOutcome).unwrap();
    let markup = fill(&project, &templates, Lang::Nl).unwrap();
    assert!(markup.contains("Cohens kappa 0,50"), "the kappa is in the report");
}
