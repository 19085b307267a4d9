//! Files of which the rows are not kept: the same tables as of files that are, and what comes of a file that changes.

use std::path::Path;

use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use schakel_source::{Kind, SourceSpec, SourceTable, read, read_within};

use crate::given::{Given, codes, given, names};
use crate::{edexml, tbgi};

/// Bytes of a file that are kept at most in these tests: none.
const NOTHING: u64 = 0;

fn streamed(given: &Given) -> Vec<SourceTable> {
    read_within(&given.spec, given.path(), NOTHING).unwrap()
}

/// The rows of a table in one batch, from memory or read again.
fn rows(table: &SourceTable) -> RecordBatch {
    let mut batches = table.batches.clone();
    if let Some(stream) = &table.stream {
        assert!(batches.is_empty());
        let mut take = |batch| {
            batches.push(batch);
            true
        };
        stream.read(&mut take).unwrap();
    }
    concat_batches(&table.schema(), &batches).unwrap()
}

/// That a source gives the same when its rows are read again as when they are kept.
fn same(given: &Given) {
    let kept = read(&given.spec, given.path()).unwrap();
    let streamed = streamed(given);
    let told = |tables: &[SourceTable]| -> Vec<_> {
        tables.iter().map(|t| (t.name.clone(), t.columns.clone(), t.problems.clone(), t.rows(), t.derived)).collect()
    };
    assert_eq!(told(&streamed), told(&kept));
    assert!(streamed.iter().any(|table| table.stream.is_some()));
    for (streamed, kept) in streamed.iter().zip(&kept) {
        assert_eq!(rows(streamed), rows(kept), "{}", kept.name);
        assert_eq!(rows(streamed), rows(kept), "{}, read once more", kept.name);
    }
}

/// A list of more than one batch: every line is what `line` makes of its number.
fn lines(head: &str, line: impl Fn(usize) -> String) -> String {
    let rows: Vec<String> = (0..60_000).map(|number| format!("{}\n", line(number))).collect();
    format!("{head}{}", rows.concat())
}

#[test]
fn csv_with_dropped_and_unnamed_columns_decimal_commas_and_rows_of_another_width() {
    let text = lines("nr;naam;uren;;leeg;\n", |number| match number {
        50_000 => "1;x;2;;;;te;veel".to_owned(),
        50_001 => "1;x".to_owned(),
        _ => format!("{number};\"een; naam {number}\";{},5;{};;", number % 40, if number == 40_000 { "x" } else { "" }),
    });
    same(&given(Kind::Csv, "a.csv", text).with(|spec| {
        spec.drop = vec!["naam".to_owned()];
        spec.decimal = Some(",".to_owned());
        spec.null = vec!["7".to_owned()];
    }));
}

#[test]
fn csv_of_which_the_encoding_and_a_stray_quote_show_far_into_the_file() {
    let text = lines("nr;naam\n", |number| format!("{number};{}", if number == 55_000 { "caf?" } else { "cafe" }));
    let mut bytes = text.into_bytes();
    let at = bytes.iter().position(|byte| *byte == b'?').unwrap();
    bytes[at] = 0xE9;
    same(&given(Kind::Csv, "a.csv", bytes));
    let inch = lines("nr;maat;tekst\n", |number| format!("{number};5\" pijp;\"twee\nregels {number}\""));
    same(&given(Kind::Csv, "a.csv", inch));
}

#[test]
fn csv_without_a_header_of_which_a_late_row_is_the_widest() {
    let text = lines("", |number| if number == 59_000 { "a;b;c;d".to_owned() } else { format!("{number};b") });
    same(&given(Kind::Csv, "a.csv", text).with(|spec| spec.header = Some(false)));
}

#[test]
fn csv_with_more_rows_of_header() {
    let text = lines("nr;naam\nhet nummer;de naam\n", |number| format!("{number};x"));
    same(&given(Kind::Csv, "a.csv", text).with(|spec| spec.header_rows = Some(2)));
}

#[test]
fn ndjson_with_columns_and_lists_that_come_late() {
    let text = lines("", |number| match number {
        100 => "{geen json".to_owned(),
        59_999 => r#"{"nr":1,"laat":{"dieper":"x"},"lijst":[{"a":1},{"a":2}]}"#.to_owned(),
        _ => format!(r#"{{"nr":{number},"rollen":["a","b"],"lijst":[{{"a":{number}}}]}}"#),
    });
    same(&given(Kind::Ndjson, "a.ndjson", text));
}

#[test]
fn xml_with_declared_fields_and_without() {
    let rows = lines("", |number| {
        format!("<rij nr='{number}'><naam>n</naam>{}</rij>", "<deel><a>1</a></deel>".repeat(number % 3))
    });
    let xml = given(Kind::Xml, "a.xml", format!("<lijst>{rows}</lijst>"))
        .with(|spec| spec.row = Some("lijst/rij".to_owned()));
    same(&xml);
    same(&xml.with(|spec| {
        let fields = toml::from_str::<SourceSpec>(
            "name = 't'\nkind = 'xml'\npath = 'a.xml'\nrow = 'rij'\nfields = { nr = '@nr', naam = 'naam', geen = 'x' }",
        );
        spec.fields = fields.unwrap().fields;
    }));
}

#[test]
fn documents_of_several_tables() {
    same(&given(Kind::Edexml, "e.xml", edexml::document()));
    same(&given(Kind::Tbgi, "t.xml", tbgi::FILE));
}

#[test]
fn what_is_wrong_with_a_file_is_told_as_of_a_file_that_is_kept() {
    for (kind, text) in
        [(Kind::Csv, "a;b\n1;\"open\n"), (Kind::Csv, " \n"), (Kind::Ndjson, "geen json\n"), (Kind::Edexml, "<a>")]
    {
        let given = given(kind, "a.txt", text);
        assert_eq!(read_within(&given.spec, given.path(), NOTHING).unwrap_err(), given.problems(), "{kind}");
    }
    let empty = given(Kind::Csv, "a.csv", "a;b\n");
    assert_eq!(codes(&streamed(&empty)[0]), ["source-no-rows"]);
}

#[test]
fn a_small_file_a_kind_that_needs_all_rows_and_a_long_form_are_kept() {
    let small = given(Kind::Csv, "a.csv", "a;b\n1;2\n");
    assert!(read_within(&small.spec, small.path(), 8).unwrap()[0].stream.is_none());
    assert!(read_within(&small.spec, small.path(), 7).unwrap()[0].stream.is_some());
    let long = small.with(|spec| spec.long = true);
    assert!(streamed(&long).iter().all(|table| table.stream.is_none()));
    let json = given(Kind::Json, "a.json", r#"[{"a":1}]"#);
    assert!(streamed(&json).iter().all(|table| table.stream.is_none()));
}

#[test]
fn reading_stops_when_no_more_rows_are_wanted() {
    let xml = lines("<l>", |number| format!("<rij><a>{number}</a></rij>")) + "</l>";
    let of_row = |spec: &mut SourceSpec| spec.row = Some("l/rij".to_owned());
    for given in [
        given(Kind::Csv, "a.csv", lines("a;b\n", |number| format!("{number};{}", "x".repeat(100)))),
        given(Kind::Ndjson, "a.ndjson", lines("", |number| format!(r#"{{"a":{number},"b":"{}"}}"#, "x".repeat(200)))),
        given(Kind::Xml, "a.xml", xml).with(of_row),
    ] {
        let table = streamed(&given).remove(0);
        let mut seen = 0;
        let mut take = |batch: RecordBatch| {
            seen += batch.num_rows();
            false
        };
        table.stream.as_ref().unwrap().read(&mut take).unwrap();
        assert!(seen > 0 && (seen as u64) < table.rows(), "{}: {seen}", given.spec.kind);
    }
}

/// The code of the problem when a file is `before` at first and `after` when it is read again.
fn changed(before: &str, after: &str, path: impl Fn(&Path)) -> &'static str {
    let given = given(Kind::Csv, "a.csv", before);
    let table = streamed(&given).remove(0);
    assert_eq!(names(&table), ["a", "b"]);
    std::fs::write(given.path().join("a.csv"), after).unwrap();
    path(&given.path().join("a.csv"));
    table.stream.unwrap().read(&mut |_| true).unwrap_err().code
}

#[test]
fn a_file_that_is_shorter_longer_of_another_form_or_gone_the_second_time_is_told() {
    let before = "a;b\n1;2\n3;4\n";
    for after in ["a;b\n1;2\n", "a;b\n1;2\n3;4\n5;6\n", "a;b\n1;\"2\n3;4\n", "a;b\n1;2\n3;4;5\n"] {
        assert_eq!(changed(before, after, |_| ()), "source-changed", "{after}");
    }
    assert_eq!(changed(before, before, |path| std::fs::remove_file(path).unwrap()), "source-changed");
}
