//! The definitions hang together: names are unique, references resolve, every code has its labels.

use std::collections::BTreeSet;

use schakel_model::{
    Column, Lang, Person, Privacy, RoleGroup, Section, Table, Type, code_label, code_list, code_lists,
    dependency_order, role_group, table, tables, trajectory_sheets,
};

fn columns() -> impl Iterator<Item = (&'static Table, &'static Column)> {
    tables().iter().flat_map(|t| t.columns.iter().map(|c| (*t, c)))
}

fn place(table: &Table, column: &Column) -> String {
    format!("{}.{}", table.name, column.name)
}

/// Fails with every name that occurs twice.
fn all_different<'a>(what: &str, names: impl Iterator<Item = &'a str>) {
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> = names.filter(|name| !seen.insert(*name)).collect();
    assert!(twice.is_empty(), "{what}: {twice:?} occur twice");
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[test]
fn names_and_labels_are_unique_where_a_person_must_choose_by_them() {
    all_different("tables", tables().iter().map(|t| t.name));
    all_different("Dutch labels of tables", tables().iter().map(|t| t.nl));
    all_different("English labels of tables", tables().iter().map(|t| t.en));
    all_different("code lists", code_lists().iter().map(|l| l.name));
    for table in tables() {
        all_different(table.name, table.columns.iter().map(|c| c.name));
        all_different(table.name, table.columns.iter().map(|c| c.nl));
        all_different(table.name, table.columns.iter().map(|c| c.en));
    }
}

#[test]
fn names_are_snake_case() {
    for (table, column) in columns() {
        assert!(is_snake_case(table.name) && is_snake_case(column.name), "{}", place(table, column));
    }
}

#[test]
fn every_table_and_column_has_labels_and_definitions_in_two_languages() {
    for table in tables() {
        for text in [table.nl, table.en, table.definition_nl, table.definition] {
            assert!(!text.trim().is_empty(), "{}", table.name);
        }
        for definition in [table.definition_nl, table.definition] {
            assert!(definition.ends_with('.'), "{}: {definition}", table.name);
        }
    }
    for (table, column) in columns() {
        let place = place(table, column);
        for label in [column.nl, column.en] {
            assert!(!label.trim().is_empty() && !label.ends_with('.'), "{place}: {label}");
        }
        for definition in [column.definition_nl, column.definition] {
            assert!(definition.ends_with('.'), "{place}: {definition}");
        }
        assert_ne!(column.definition_nl, column.definition, "{place}");
    }
}

#[test]
fn tables_stand_in_the_order_of_the_sections() {
    let sections: Vec<Section> = tables().iter().map(|t| t.section).collect();
    assert!(sections.is_sorted());
    for section in Section::ALL {
        assert!(sections.contains(&section), "{section:?} has no table");
    }
}

#[test]
fn keys_and_periods_name_columns_of_their_table() {
    for table in tables() {
        assert!(!table.key.is_empty(), "{}", table.name);
        for key in table.key {
            assert!(table.column(key).is_some(), "{}.{key}", table.name);
        }
        for period in table.periods {
            for end in [period.from, period.until] {
                let column = table.column(end).unwrap_or_else(|| panic!("{}.{end}", table.name));
                assert!(matches!(column.ty, Type::Date), "{}.{end}", table.name);
            }
        }
    }
}

#[test]
fn a_key_of_one_column_is_required() {
    for table in tables() {
        if let [key] = table.key {
            assert!(table.column(key).unwrap().required, "{}.{key}", table.name);
        }
    }
}

#[test]
fn every_reference_points_at_the_key_of_a_table_and_holds_the_same_kind_of_value() {
    for (from, column) in columns() {
        let Some(reference) = column.references else { continue };
        let place = place(from, column);
        let parent = table(reference.table).unwrap_or_else(|| panic!("{place}: no table {}", reference.table));
        assert_eq!(parent.key, [reference.column], "{place}");
        let target = parent.column(reference.column).unwrap();
        match (column.ty, target.ty) {
            (Type::Id, Type::Id) => {}
            (Type::PersonId(a), Type::PersonId(b)) => assert_eq!(a, b, "{place}"),
            (a, b) => panic!("{place}: {} refers to {}", a.name(), b.name()),
        }
    }
}

#[test]
fn an_id_that_is_named_like_the_key_of_another_table_refers_to_it() {
    // A criterion may be the school's own and stand in no framework; the tables of the program itself
    // keep what a row said, whether or not it resolves.
    let free = ["self_assessment.criterion_id", "rejected_row.source_id"];
    for (from, column) in columns() {
        let parent = tables().iter().find(|t| t.name != from.name && t.key == [column.name]);
        if parent.is_some() && !free.contains(&place(from, column).as_str()) {
            assert!(column.references.is_some(), "{}", place(from, column));
        }
    }
}

#[test]
fn rules_fit_the_type_of_their_column() {
    for (table, column) in columns() {
        let place = place(table, column);
        if let Some((low, high)) = column.range {
            assert!(matches!(column.ty, Type::Int | Type::Dec), "{place}");
            assert!(low < high, "{place}");
        }
        if column.format.is_some() {
            assert!(matches!(column.ty, Type::Text), "{place}");
        }
        if column.name == "school_year" {
            assert_eq!(column.format, Some(schakel_model::Format::SchoolYear), "{place}");
        }
    }
}

#[test]
fn every_code_list_of_a_column_is_registered_and_every_registered_list_is_used() {
    let mut used: BTreeSet<&str> = columns().filter_map(|(_, c)| c.codes()).map(|l| l.name).collect();
    // Derived from the role: no column holds it.
    used.insert("role_group");
    let registered: BTreeSet<&str> = code_lists().iter().map(|l| l.name).collect();
    assert_eq!(used, registered);
}

#[test]
fn every_code_has_two_labels_and_is_found_by_each() {
    for list in code_lists() {
        assert!(list.codes.len() >= 2, "{}", list.name);
        all_different(list.name, list.codes.iter().map(|c| c.code));
        all_different(list.name, list.codes.iter().map(|c| c.nl));
        all_different(list.name, list.codes.iter().map(|c| c.en));
        for code in list.codes {
            assert!(!code.nl.is_empty() && !code.en.is_empty(), "{}.{}", list.name, code.code);
            assert!(!code.code.contains([';', ' ']), "{}.{}", list.name, code.code);
            for typed in [code.code, code.nl, code.en].iter().chain(code.formerly) {
                let found = list.recognise(&format!(" {} ", typed.to_uppercase()));
                assert_eq!(found, Some(code), "{}: {typed}", list.name);
            }
            assert_eq!(code_label(list.name, code.code, Lang::Nl), Some(code.nl));
            assert_eq!(code_label(list.name, code.code, Lang::En), Some(code.en));
        }
    }
    assert_eq!(code_label("role", "tovenaar", Lang::Nl), None);
    assert_eq!(code_label("geen_lijst", "docent", Lang::Nl), None);
}

#[test]
fn what_identifies_a_person_is_at_least_pseudonymous_and_free_answers_stay_at_the_school() {
    for (table, column) in columns() {
        if column.person().is_some() {
            assert!(column.privacy >= Privacy::P2, "{}", place(table, column));
        }
    }
    let class = |t: &str, c: &str| table(t).unwrap().column(c).unwrap().privacy;
    for sensitive in ["gender", "ses_quintile", "first_generation", "origin", "support_need"] {
        assert_eq!(class("student_background", sensitive), Privacy::P4, "{sensitive}");
    }
    for (t, c) in [
        ("answer", "value_text"),
        ("finding", "text"),
        ("story", "text"),
        ("intervention", "reason"),
        ("ingredient_observation", "note"),
    ] {
        assert_eq!(class(t, c), Privacy::P5, "{t}.{c}");
    }
}

#[test]
fn the_model_has_no_column_for_a_direct_identifier() {
    let forbidden =
        ["given_name", "family_name", "surname", "email", "bsn", "phone", "address", "birth_date", "date_of_birth"];
    for (table, column) in columns() {
        assert!(!forbidden.contains(&column.name), "{}", place(table, column));
    }
}

#[test]
fn a_person_column_that_knows_its_kind_refers_to_the_table_of_that_kind() {
    for (table, column) in columns() {
        let expected = match column.person() {
            Some(Person::Staff) => "staff",
            Some(Person::Student) => "student",
            Some(Person::Respondent) => "respondent",
            Some(Person::Link | Person::ByKind) | None => continue,
        };
        if table.name != expected {
            assert_eq!(column.references.map(|r| r.table), Some(expected), "{}", place(table, column));
        }
    }
}

#[test]
fn parents_come_before_children_in_the_dependency_order() {
    let order = dependency_order();
    assert_eq!(order.len(), tables().len());
    all_different("dependency order", order.iter().map(|t| t.name));
    for (position, child) in order.iter().enumerate() {
        for parent in child.parents() {
            assert!(order[..position].iter().any(|t| t.name == parent), "{} before {parent}", child.name);
        }
    }
}

#[test]
fn the_trajectory_workbook_can_have_its_sheets_and_headers() {
    let names: Vec<&str> = trajectory_sheets().iter().map(|t| t.name).collect();
    assert_eq!(
        names,
        [
            "vision",
            "finding",
            "intervention",
            "step",
            "approval",
            "participation",
            "time_allocation",
            "ingredient_observation",
            "story",
            "self_assessment"
        ]
    );
    for sheet in trajectory_sheets() {
        assert!(sheet.nl.chars().count() <= 31, "{}", sheet.nl);
        assert!(!sheet.nl.contains(['[', ']', ':', '*', '?', '/', '\\', '\'']), "{}", sheet.nl);
        for column in sheet.columns {
            for header in [column.name, column.nl, column.en].iter().chain(column.formerly) {
                let found = sheet.column_labelled(&format!(" {} ", header.to_uppercase())).unwrap();
                assert_eq!(found.name, column.name, "{}: {header}", sheet.name);
            }
        }
    }
}

#[test]
fn a_workbook_filled_in_under_labels_of_before_is_still_read() {
    let granted = table("time_allocation").unwrap().column_labelled("Uren toegezegd").unwrap();
    assert_eq!((granted.name, granted.nl), ("hours_granted", "Uren toegekend"));
    let theme = code_list("theme").unwrap().recognise("Zicht op de leerling").unwrap();
    assert_eq!((theme.code, theme.nl), ("zicht_op_leerling", "zicht op de leerling of student"));
}

#[test]
fn labels_do_not_break_a_markdown_table() {
    for (table, column) in columns() {
        for text in [column.nl, column.en, column.definition_nl, column.definition] {
            assert!(!text.contains(['|', '\n']), "{}: {text}", place(table, column));
        }
    }
}

#[test]
fn synonyms_are_lowercase_and_each_stands_once_per_column() {
    for (table, column) in columns() {
        let place = place(table, column);
        all_different(&place, column.synonyms.iter().copied());
        for synonym in column.synonyms {
            assert_eq!(*synonym, synonym.to_lowercase(), "{place}");
        }
    }
}

#[test]
fn each_role_has_one_group_and_the_groups_are_those_of_the_project() {
    assert_eq!(RoleGroup::PrimaryProcess.roles(), ["docent", "mentor", "slb", "coach", "praktijkbegeleider"]);
    assert_eq!(RoleGroup::Specialist.roles(), ["decaan", "lob_coordinator", "loopbaanbegeleider"]);
    assert_eq!(RoleGroup::Leadership.roles(), ["teamleider", "schoolleiding"]);
    let grouped: usize = RoleGroup::ALL.iter().map(|g| g.roles().len()).sum();
    assert_eq!(grouped, code_list("role").unwrap().codes.len());
    assert_eq!(role_group("studentendecaan"), RoleGroup::Other);
    assert_eq!(role_group("tovenaar"), RoleGroup::Other);
    let codes: Vec<&str> = RoleGroup::ALL.iter().map(|g| g.code()).collect();
    assert_eq!(codes, ["primary_process", "specialist", "leadership", "other"]);
    assert_eq!(RoleGroup::Specialist.label(Lang::Nl), "specialisten");
}

#[test]
fn a_perspective_is_a_role_or_a_student_or_a_parent() {
    let perspective: BTreeSet<&str> = code_list("perspective").unwrap().codes.iter().map(|c| c.code).collect();
    let mut expected: BTreeSet<&str> = code_list("role").unwrap().codes.iter().map(|c| c.code).collect();
    // A parent is one perspective under one code.
    expected.remove("ouder");
    expected.extend(["student", "parent"]);
    assert_eq!(perspective, expected);
}

#[test]
fn a_table_is_found_by_its_name_its_label_or_a_word_of_it() {
    let called = |name| schakel_model::tables_called(name).iter().map(|table| table.name).collect::<Vec<_>>();
    assert_eq!([called("student"), called("Inschrijving")], [["student"], ["enrolment"]]);
    assert_eq!(called("leerling"), ["student", "student_background", "guidance_moment_student"]);
    assert_eq!(called("zeppelin"), Vec::<&str>::new());
}
