//! Every kind of bad input has a message with its place and what to do, and the rest goes on.

mod common;

use common::{Mini, errors};

#[test]
fn a_missing_file_stops_the_school_and_is_named_with_the_file_that_may_be_meant() {
    let mini = Mini::new();
    mini.load();
    std::fs::rename(mini.path("data/personen.csv"), mini.path("data/person.csv")).unwrap();
    let load = mini.load();
    assert!(!load.loaded);
    assert_eq!(
        errors(&load),
        [
            "data/personen.csv: the file is not there. In that folder there is `person.csv`. Rename it, or change `path` in plugin.toml."
        ]
    );
    assert!(!mini.path("store/mini").exists(), "nothing of an earlier load is taken for what the files say now");
}

#[test]
fn an_empty_file_is_not_a_school_without_students() {
    let mini = Mini::new();
    mini.write("data/personen.csv", "");
    assert!(mini.errors()[0].starts_with("data/personen.csv: the file is empty (0 bytes)."), "{:?}", mini.errors());
}

#[test]
fn a_renamed_column_is_named_with_line_column_and_the_nearest_name() {
    let mini = Mini::new();
    mini.change("data/personen.csv", "nummer;", "Nummer;");
    assert_eq!(
        mini.errors(),
        [
            "plugin/staff.sql, row 1, column 8: there is no column `nummer` in `personen`. Did you mean `Nummer`?",
            "plugin/student.sql, row 1, column 8: there is no column `nummer` in `personen`. Did you mean `Nummer`?",
        ],
        "all queries are tried"
    );
}

#[test]
fn a_date_that_is_none_costs_its_row_and_what_refers_to_it() {
    let mini = Mini::new();
    mini.change("data/gesprekken.csv", "04-09-2025", "31-09-2025");
    let load = mini.load();
    assert!(load.loaded, "the school is still reported");
    let errors = errors(&load);
    assert_eq!(
        errors[0],
        "data/gesprekken.csv, row 3, column date: `date` of `guidance_moment`: not a date of the form dd-mm-jjjj; the row is refused. \
         Put the form that the source uses in plugin.toml under [formats] date, such as dd-mm-jjjj."
    );
    assert!(
        errors[1].contains("refers to a row of `guidance_moment` that is refused; the row is refused"),
        "{errors:#?}"
    );
    assert_eq!(mini.column("guidance_moment", "minutes"), ["20", "-", "30"]);
    assert_eq!(mini.column("rejected_row", "reason"), ["M03", "M12", "M12"]);
    assert_eq!(mini.column("rejected_row", "source_row"), ["3"; 3]);
    assert_eq!(load.counts["guidance_moment"].refused, 1);
}

#[test]
fn a_value_that_does_not_fit_an_optional_column_becomes_missing_and_is_counted() {
    let mini = Mini::new();
    mini.change("data/gesprekken.csv", ";20;", ";een kwartier;");
    mini.change("data/gesprekken.csv", ";15;", ";99999;");
    let load = mini.load();
    assert_eq!(mini.column("guidance_moment", "minutes"), ["-", "-", "-", "30"]);
    let errors = errors(&load);
    assert!(
        errors[0].contains(
            "row 2, column minutes: `minutes` of `guidance_moment`: not a whole number; the value is left out"
        ),
        "{errors:#?}"
    );
    assert!(
        errors[1].contains(
            "row 3, column minutes: `minutes` of `guidance_moment`: not between 0 and 10080; the value is left out"
        ),
        "{errors:#?}"
    );
    assert!(!errors.concat().contains("kwartier"), "no value is repeated");
}

#[test]
fn an_unknown_code_is_counted_and_named_with_the_code_that_may_be_meant() {
    let mini = Mini::new();
    mini.change("data/gesprekken.csv", "group_talk", "group_tlk");
    let errors = mini.errors();
    assert_eq!(
        errors[0],
        "data/gesprekken.csv, row 4, column form: `form` of `guidance_moment`: not in the code list `moment_form`: `group_tlk` (1×); \
         the row is refused. Did you mean `group_talk`? All codes: `schakel schema guidance_moment.form`. Add a translation of this code to a code of the model in the plugin."
    );
    assert_eq!(mini.column("unmapped_code", "code"), ["group_tlk"]);
    assert_eq!(mini.column("unmapped_code", "count"), ["1"]);
}

#[test]
fn a_column_of_names_selected_as_codes_is_not_repeated() {
    let mini = Mini::new();
    mini.change("plugin/guidance_moment_staff.sql", "'docent' AS role", "Leerling AS role");
    let load = mini.load();
    let errors = errors(&load).concat();
    assert!(errors.contains("the values do not look like codes"), "{errors}");
    assert!(!errors.contains("1001"), "{errors}");
    assert_eq!(mini.column("unmapped_code", "code"), ["(not shown)"]);
}

#[test]
fn a_duplicate_key_costs_the_later_row() {
    let mini = Mini::new();
    mini.change("data/personen.csv", "leerling-1003;leerling;;2010", "leerling-1002;leerling;;2011");
    let errors = mini.errors();
    assert!(
        errors[0].starts_with("data/personen.csv, row 6, column student_id: `student_id` of `student`: an earlier row has the same key (student_id); the row is refused"),
        "{errors:#?}"
    );
    assert_eq!(mini.column("student", "birth_year"), ["2009", "2010"], "the first is kept");
}

#[test]
fn a_double_row_of_a_table_with_a_key_of_several_columns_is_refused_too() {
    let mini = Mini::new();
    mini.change(
        "plugin/guidance_moment_student.sql",
        "FROM gesprekken",
        "FROM gesprekken UNION ALL SELECT Nr, Leerling, 'no', source_row FROM gesprekken WHERE Nr = 'g-1002-1'",
    );
    let load = mini.load();
    assert_eq!(load.counts["guidance_moment_student"].refused, 1);
    assert!(
        errors(&load)[0].contains("an earlier row has the same key (moment_id, student_id)"),
        "{:#?}",
        errors(&load)
    );
}

#[test]
fn a_dangling_reference_costs_the_row_when_required_and_the_value_when_not() {
    let mini = Mini::new();
    mini.change("data/gesprekken.csv", "docent-B8;leerling-1003", "docent-C9;leerling-1004");
    let load = mini.load();
    let errors = errors(&load);
    assert!(
        errors[0].starts_with("data/gesprekken.csv, row 4, column staff_id: `staff_id` of `guidance_moment_staff`: refers to a row of `staff` that is not there; the value is left out"),
        "{errors:#?}"
    );
    assert!(errors[1].contains("`student_id` of `guidance_moment_student`: refers to a row of `student` that is not there; the row is refused"), "{errors:#?}");
    assert_eq!(mini.column("guidance_moment_staff", "staff_key")[2], "-");
    assert_eq!(load.counts["guidance_moment_student"].stored, 3);
}

#[test]
fn a_person_of_another_school_does_not_come_in() {
    let mini = Mini::new();
    mini.change(
        "plugin/student.sql",
        "SELECT nummer",
        "SELECT CASE nummer WHEN 'leerling-1002' THEN 'andere' ELSE 'mini' END AS school_id, nummer",
    );
    let load = mini.load();
    assert!(
        errors(&load)[0].contains("`school_id` of `student`: is of another school; the row is refused"),
        "{:#?}",
        errors(&load)
    );
    assert_eq!(mini.column("student", "birth_year"), ["2009", "2010"]);
}

#[test]
fn a_required_value_that_is_missing_is_told_with_its_row() {
    let mini = Mini::new();
    mini.change("data/gesprekken.csv", "03-09-2025", "");
    assert!(mini.errors()[0].starts_with("data/gesprekken.csv, row 2, column date: `date` of `guidance_moment`: a required value is missing; the row is refused"), "{:#?}", mini.errors());
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused() {
    let mini = Mini::new();
    mini.write("plugin/staff_role.sql", "SELECT nummer AS staff_id, 'docent' AS role, '2025-08-01' AS \"from\", '2025-07-01' AS until FROM personen WHERE soort = 'medewerker'");
    let errors = mini.errors();
    assert!(
        errors[0].contains("`from` of `staff_role`: lies after `until`; the row is refused (2 times)"),
        "{errors:#?}"
    );
}

#[test]
fn a_mistake_in_sql_has_its_line_and_column() {
    let mini = Mini::new();
    mini.write("plugin/staff.sql", "SELECT nummer AS staff_id\nFORM personen\n");
    let errors = mini.errors();
    assert!(
        errors[0].starts_with("plugin/staff.sql, row 2, column 1: Expected: end of statement, found: FORM."),
        "{errors:#?}"
    );
}

#[test]
fn an_unknown_table_is_named_with_the_one_that_may_be_meant() {
    let mini = Mini::new();
    mini.change("plugin/staff.sql", "FROM personen", "FROM Personen");
    assert_eq!(
        mini.errors(),
        ["plugin/staff.sql, row 3, column 6: there is no source table `Personen`. Did you mean `personen`?"]
    );
}

#[test]
fn a_plugin_may_only_select() {
    for (sql, what) in [
        ("CREATE TABLE x AS SELECT 1", "CREATE is not allowed here"),
        ("DROP TABLE personen", "DROP is not allowed here"),
        ("INSERT INTO personen SELECT * FROM personen", "INSERT is not allowed here"),
        ("DELETE FROM personen", "DELETE is not allowed here"),
        ("COPY personen TO '/tmp/x.csv'", "COPY is not allowed here"),
        ("EXPLAIN SELECT 1", "EXPLAIN is not allowed here"),
        ("-- first\nSET datafusion.execution.batch_size = 1", "SET is not allowed here"),
        ("SHOW TABLES", "SHOW is not allowed here"),
        ("CREATE EXTERNAL TABLE x STORED AS CSV LOCATION '/etc/passwd'", "CREATE is not allowed here"),
        ("SELECT * FROM read_csv('/etc/passwd')", "a function cannot stand where a table is expected"),
        ("SELECT * FROM generate_series(1, 3)", "a function cannot stand where a table is expected"),
        ("SELECT * FROM '/etc/passwd'", "there is no source table"),
        ("SELECT * FROM information_schema.tables", "is not one of the declared sources"),
        ("SELECT * INTO x FROM personen", "SELECT INTO is not allowed here"),
        ("SELECT 1; SELECT 2", "the file holds 2 statements; expected one"),
        ("-- nothing", "the file holds no query"),
    ] {
        let mini = Mini::new();
        mini.write("plugin/staff.sql", sql);
        let load = mini.load();
        assert!(!load.loaded, "{sql}");
        assert!(errors(&load).iter().any(|error| error.contains(what)), "{sql}: {:#?}", errors(&load));
    }
}

#[test]
fn a_value_that_makes_a_query_fail_is_not_repeated() {
    let mini = Mini::new();
    mini.change("plugin/student.sql", "geboortejaar AS birth_year", "CAST(nummer AS INT) AS birth_year");
    let errors = mini.errors();
    assert!(
        errors[0].starts_with("plugin/student.sql: a value cannot be converted to the type that the query asks for"),
        "{errors:#?}"
    );
    assert!(!errors.concat().contains("1001"), "{errors:#?}");
}

#[test]
fn columns_that_the_model_does_not_have_and_required_ones_that_are_not_given_are_told_together() {
    let mini = Mini::new();
    mini.change("plugin/staff.sql", "AS teaches", "AS teach");
    let errors = mini.errors();
    assert!(
        errors[0].starts_with(
            "plugin/staff.sql, column teach: the table `staff` has no column `teach`. Did you mean `teaches`?"
        ),
        "{errors:#?}"
    );
    assert!(
        errors[1]
            .starts_with("plugin/staff.sql, column teaches: the required column `teaches` of `staff` is not given."),
        "{errors:#?}"
    );
}

#[test]
fn a_query_named_after_no_table_is_named_with_the_table_that_may_be_meant() {
    let mini = Mini::new();
    mini.write("plugin/students.sql", "SELECT 1");
    let errors = mini.errors();
    assert!(errors[0].starts_with("plugin/students.sql: `students` is not a table that a plugin fills"), "{errors:#?}");
    assert!(errors[0].ends_with("Did you mean `student`?"), "{errors:#?}");
    std::fs::rename(mini.path("plugin/students.sql"), mini.path("plugin/load_run.sql")).unwrap();
    assert!(
        mini.errors()[0].contains("`load_run` is not a table that a plugin fills"),
        "the program's own tables are its own"
    );
}

#[test]
fn a_query_that_never_ends_is_stopped() {
    let mini = Mini::new();
    mini.change("schakel.toml", "[[school]]", "[settings]\nsql_seconds = 1\n[[school]]");
    let joins = (0..30).map(|n| format!("gesprekken t{n}")).collect::<Vec<_>>().join(", ");
    mini.write("plugin/staff.sql", &format!("SELECT sum(length(t0.Nr) + length(t29.Docent)) AS staff_id FROM {joins}"));
    let errors = mini.errors();
    assert!(errors[0].starts_with("plugin/staff.sql: the query took longer than 1 s."), "{errors:#?}");
}

#[test]
fn texts_that_a_function_cannot_read_are_counted() {
    let mini = Mini::new();
    mini.change("plugin/guidance_moment.sql", "Datum AS date", "parse_date(Datum, 'dd-mm-jjjj') AS date");
    mini.change("data/gesprekken.csv", "04-09-2025", "gisteren");
    let errors = mini.errors();
    assert!(
        errors.iter().any(|error| error
            .starts_with("plugin/guidance_moment.sql: parse_date could not read a text; its result is missing.")),
        "{errors:#?}"
    );
    assert!(
        errors
            .iter()
            .any(|error| error.contains("row 3, column date") && error.contains("a required value is missing")),
        "{errors:#?}"
    );
}

#[test]
fn what_is_wrong_with_one_school_stops_no_other() {
    let mini = Mini::new();
    mini.change(
        "schakel.toml",
        "[[school]]",
        "[[school]]\nid = \"stuk\"\nplugin = \"nergens\"\ndata = \"data\"\n[[school]]",
    );
    let project = mini.project();
    let schools: Vec<_> = project.schools.iter().collect();
    let loads = schakel_core::load::load_all(&project, &schools, &mini.options(), &|_| {});
    assert_eq!(
        loads.iter().map(|load| (load.school.as_str(), load.loaded)).collect::<Vec<_>>(),
        [("stuk", false), ("mini", true)]
    );
    assert!(
        errors(&loads[0])[0].starts_with("nergens/plugin.toml: there is no plugin here."),
        "{:?}",
        loads[0].problems
    );
}

#[test]
fn a_query_under_a_name_that_some_systems_do_not_find_is_told_and_never_passed_over() {
    let mini = Mini::new();
    mini.write("plugin/Team.SQL", "SELECT 1");
    let told = mini.errors();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].starts_with("plugin/Team.SQL: `Team.SQL` is not read") && told[0].ends_with("Call it `team.sql`."),
        "{}",
        told[0]
    );
    mini.remove("plugin/Team.SQL");
    mini.write("plugin/leerling.sql", "SELECT 1");
    assert!(mini.errors()[0].ends_with("Did you mean `student`?"), "{}", mini.errors()[0]);
}

#[test]
fn a_form_of_dates_that_would_exchange_day_and_month_is_refused() {
    let mini = Mini::new();
    let manifest = std::fs::read_to_string(mini.path("plugin/plugin.toml")).unwrap();
    let form = manifest.lines().find(|line| line.starts_with("date = ")).unwrap();
    mini.change("plugin/plugin.toml", form, "date = \"jjjj-dd-mm\"");
    let told = mini.errors();
    assert!(told[0].contains("behind the year the month goes first, as in jjjj-mm-dd"), "{told:#?}");
}
