//! The tables of the package: their rows, from the facts.

mod definitions;

use std::collections::BTreeMap;

use schakel_report::facts::across::Across;
use schakel_report::facts::{Facts, Text};

use self::definitions::{
    CODE_COLUMNS, INDICATOR_COLUMNS, INDICATORS, INGREDIENT_COLUMNS, INGREDIENTS, INTERVENTION_COLUMNS, INTERVENTIONS,
    OBSTACLE_COLUMNS, OBSTACLES, SCHOOL_COLUMNS, SCHOOLS, SELF_ASSESSMENT_COLUMNS, SELF_ASSESSMENTS, STORIES,
    STORY_COLUMNS, TELL_SIZE,
};
pub(super) use self::definitions::{CODES, CUBE};
use super::table::{Table, Value};
use crate::cube::{self, COLUMNS, Code, Column};

/// All tables, the cube first and the meaning of codes last. `schools` and `side` are of the same schools, in the same order.
pub(super) fn tables(schools: &[(String, Facts)], side: &Across) -> Vec<Table> {
    let mut tables = vec![
        cube(schools),
        members(schools, side),
        indicators(schools),
        interventions(side),
        ingredients(side),
        self_assessments(side),
        obstacles(side),
        stories(side),
    ];
    tables.push(codes(&tables));
    tables
}

fn cube(schools: &[(String, Facts)]) -> Table {
    let kept = |column: &Column| !TELL_SIZE.contains(&column.name);
    let rows = cube::rows(schools.iter().map(|(alias, facts)| (alias.as_str(), facts)));
    let values = |row: &cube::Row| {
        let data = COLUMNS.iter().zip(row.data());
        data.filter(|(column, _)| kept(column)).map(|(_, datum)| datum.into()).collect()
    };
    let mut table = Table::of(&CUBE, &[]);
    table.columns = COLUMNS.iter().filter(|column| kept(column)).collect();
    table.rows = rows.iter().map(values).collect();
    for (column, labels) in cube::labels(schools.iter().map(|(_, facts)| facts)) {
        for (code, label) in labels {
            table.label(column, &code, &label);
        }
    }
    table
}

fn members(schools: &[(String, Facts)], side: &Across) -> Table {
    let mut table = Table::of(&SCHOOLS, SCHOOL_COLUMNS);
    for ((alias, facts), member) in schools.iter().zip(&side.schools) {
        table.label("sector", &facts.school.sector, &facts.school.sector_label);
        table.rows.push(vec![
            Value::text(alias),
            Value::text(&facts.school.sector),
            Value::text(&facts.report.school_year),
            Value::text(&member.vision),
            Value::Flag(member.in_school_plan),
        ]);
    }
    table
}

fn indicators(schools: &[(String, Facts)]) -> Table {
    let mut table = Table::of(&INDICATORS, INDICATOR_COLUMNS);
    let units = COLUMNS.iter().find(|column| column.name == "unit").map_or(&[][..], |unit| unit.codes);
    for Code { code, nl, en } in units {
        table.label("unit", code, &Text { nl: (*nl).to_owned(), en: (*en).to_owned() });
    }
    let all = schools.iter().flat_map(|(_, facts)| &facts.indicators);
    let by_id: BTreeMap<_, _> = all.collect();
    for (id, one) in by_id {
        let mut row = vec![Value::text(id)];
        for text in [&one.name, &one.definition, &one.population, &one.numerator, &one.denominator] {
            row.extend(both(text));
        }
        row.extend([&one.unit, &one.interval, &one.source].map(|text| Value::text(text)));
        table.rows.push(row);
    }
    table
}

fn interventions(side: &Across) -> Table {
    let mut table = Table::of(&INTERVENTIONS, INTERVENTION_COLUMNS);
    for school in &side.schools {
        for (number, one) in (1_u64..).zip(&school.interventions) {
            table.label("status", &one.status, &one.status_label);
            let [theme_nl, theme_en] = both(&one.theme_label.clone().unwrap_or_default());
            table.rows.push(vec![
                Value::text(&school.alias),
                Value::Whole(number),
                Value::text(&one.title),
                optional(one.goal.as_ref()),
                theme_nl,
                theme_en,
                Value::text(&one.status),
                Value::text(&one.approved),
                optional(one.reason.as_ref()),
            ]);
        }
    }
    table
}

fn ingredients(side: &Across) -> Table {
    let mut table = Table::of(&INGREDIENTS, INGREDIENT_COLUMNS);
    for ingredient in &side.ingredients {
        for (school, mark) in marked(side, &ingredient.cells) {
            table.label("level", &mark.level, &mark.level_label);
            let [basis_nl, basis_en] = both(&mark.basis_label.clone().unwrap_or_default());
            let name = Value::text(&ingredient.name);
            table.rows.push(vec![name, school, Value::text(&mark.level), basis_nl, basis_en]);
        }
    }
    table
}

fn self_assessments(side: &Across) -> Table {
    let mut table = Table::of(&SELF_ASSESSMENTS, SELF_ASSESSMENT_COLUMNS);
    for one in &side.self_assessments {
        for (school, mark) in marked(side, &one.cells) {
            table.label("level", &mark.level, &mark.level_label);
            let criterion = Value::text(&one.criterion);
            table.rows.push(vec![Value::text(&one.framework), criterion, school, Value::text(&mark.level)]);
        }
    }
    table
}

/// The marks of the schools that have one.
fn marked<'s, M>(side: &'s Across, cells: &'s [Option<M>]) -> impl Iterator<Item = (Value, &'s M)> {
    let schools = side.schools.iter().zip(cells);
    schools.filter_map(|(school, mark)| Some((Value::text(&school.alias), mark.as_ref()?)))
}

fn obstacles(side: &Across) -> Table {
    let mut table = Table::of(&OBSTACLES, OBSTACLE_COLUMNS);
    for theme in &side.obstacles {
        let seen = |of: fn(&Text) -> &String| {
            let names: Vec<&str> = theme.perspectives.iter().map(|text| of(text).as_str()).collect();
            Value::text(&names.join("; "))
        };
        for (school, cell) in side.schools.iter().zip(&theme.cells) {
            let [theme_nl, theme_en] = both(&theme.theme_label);
            table.rows.push(vec![
                theme_nl,
                theme_en,
                Value::text(&school.alias),
                Value::whole(cell.all),
                Value::whole(cell.solved),
                seen(|text| &text.nl),
                seen(|text| &text.en),
            ]);
        }
    }
    table
}

fn stories(side: &Across) -> Table {
    let mut table = Table::of(&STORIES, STORY_COLUMNS);
    for (number, story) in (1_u64..).zip(&side.stories) {
        let by = story.released_by.as_deref().unwrap_or_default();
        table.label("released_by", by, &story.released_by_label.clone().unwrap_or_default());
        let row = vec![Value::Whole(number), Value::text(&story.title), Value::text(&story.text), Value::text(by)];
        table.rows.push(row);
    }
    table
}

/// The labels of all codes that stand in the tables.
fn codes(tables: &[Table]) -> Table {
    let mut codes = Table::of(&CODES, CODE_COLUMNS);
    for table in tables {
        for column in &table.columns {
            for one in table.codes(column) {
                let row = [table.definition.name, column.name, &one.code, &one.nl, &one.en];
                codes.rows.push(row.map(Value::text).into());
            }
        }
    }
    codes
}

fn both(text: &Text) -> [Value; 2] {
    [Value::text(&text.nl), Value::text(if text.en.is_empty() { &text.nl } else { &text.en })]
}

fn optional(text: Option<&String>) -> Value {
    text.map_or(Value::Empty, |text| Value::text(text))
}
