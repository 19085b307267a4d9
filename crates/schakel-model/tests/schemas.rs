//! What a plugin hands over and what the store keeps, as Arrow schemas and as records.
// The helpers build what a test needs; a mistake in them should fail it at once.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Schema};
use chrono::NaiveDate;
use schakel_model::record::*;
use schakel_model::{Person, Record, table, tables};

fn shape(schema: &Schema) -> Vec<String> {
    schema
        .fields()
        .iter()
        .map(|f| format!("{}{} {}", f.name(), if f.is_nullable() { "?" } else { "" }, f.data_type()))
        .collect()
}

#[test]
fn an_author_hands_over_the_columns_of_the_model_and_may_say_where_a_row_came_from() {
    assert_eq!(
        shape(&table("guidance_moment_staff").unwrap().author_schema()),
        ["moment_id? Utf8", "staff_id? Utf8", "role? Utf8", "share? Float64", "source_id? Utf8", "source_row? Int64"]
    );
}

#[test]
fn the_store_has_the_school_first_and_a_dense_key_for_every_person() {
    assert_eq!(
        shape(&table("guidance_moment_staff").unwrap().store_schema()),
        [
            "school_id Utf8",
            "moment_id Utf8",
            "staff_key? Int64",
            "role Utf8",
            "share? Float64",
            "source_id? Utf8",
            "source_row? Int64"
        ]
    );
    let intervention = table("intervention").unwrap().store_schema();
    assert_eq!(intervention.field_with_name("lead_staff_key").unwrap().data_type(), &DataType::Int64);
    assert!(intervention.field_with_name("lead_staff_id").is_err());
}

#[test]
fn the_table_of_a_kind_of_person_keeps_the_pseudonym_beside_the_key() {
    assert_eq!(
        shape(&table("respondent").unwrap().store_schema()),
        [
            "school_id Utf8",
            "respondent_key Int64",
            "respondent_id Utf8",
            "wave_id Utf8",
            "kind Utf8",
            "role Utf8",
            "team_id? Utf8",
            "staff_key? Int64",
            "student_key? Int64",
            "link_code? Utf8",
            "completed Boolean",
            "date? Date32",
            "source_id? Utf8",
            "source_row? Int64"
        ]
    );
}

#[test]
fn every_stored_table_starts_with_the_school_and_names_no_column_twice() {
    for table in tables() {
        let schema = table.store_schema();
        assert_eq!(schema.field(0).name(), "school_id", "{}", table.name);
        let mut names: Vec<&String> = schema.fields().iter().map(|f| f.name()).collect();
        names.sort();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "{}", table.name);
        for column in table.columns.iter().filter(|c| !matches!(c.person(), None | Some(Person::Link))) {
            let field = schema.field_with_name(&column.store_name()).unwrap();
            assert_eq!(field.data_type(), &DataType::Int64, "{}.{}", table.name, column.name);
            assert_eq!(field.is_nullable(), !column.required, "{}.{}", table.name, column.name);
        }
        for key in table.store_key() {
            assert!(schema.field_with_name(&key).is_ok(), "{}.{key}", table.name);
        }
    }
    assert_eq!(
        table("group_member").unwrap().store_key(),
        ["group_id", "person_kind", "person_key", "function", "from"]
    );
}

#[test]
fn tables_about_the_data_are_the_only_ones_that_plugins_do_not_fill() {
    for table in tables() {
        assert_eq!(table.located, table.from_plugins(), "{}", table.name);
    }
}

/// Two rows as a plugin would hand them over, read back again.
fn through_arrow<T: Record + PartialEq + std::fmt::Debug>(rows: &[T]) -> RecordBatch {
    let schema = T::table().author_schema();
    let batch = serde_arrow::to_record_batch(schema.fields(), &rows).unwrap();
    assert_eq!(batch.num_rows(), rows.len(), "{}", T::table().name);
    let back: Vec<T> = serde_arrow::from_record_batch(&batch).unwrap();
    assert_eq!(back, rows, "{}", T::table().name);
    batch
}

macro_rules! each_record {
    ($($record:ident)+) => {
        #[test]
        fn every_record_becomes_arrow_in_the_authors_schema_and_comes_back_the_same() {
            let mut seen = Vec::new();
            $(
                let batch = through_arrow(&[$record::default(), $record::default()]);
                let names: Vec<String> = batch.schema().fields().iter().map(|f| f.name().clone()).collect();
                let json = serde_json::to_value($record::default()).unwrap();
                let fields: Vec<String> = json.as_object().unwrap().keys().cloned().collect();
                assert_eq!(fields, names, "{}", $record::TABLE.name);
                seen.push($record::TABLE.name);
            )+
            let all: Vec<&str> = tables().iter().map(|t| t.name).collect();
            assert_eq!(seen, all);
        }
    };
}

each_record! {
    School Location Programme Team Group
    Staff StaffRole Student StudentBackground Enrolment GroupMember
    GuidanceMoment GuidanceMomentStaff GuidanceMomentStudent TimeAllocation
    Instrument Item Wave WaveAudience Respondent Answer
    Vision Finding Intervention Step Approval Participation Ingredient IngredientObservation Story
    FragmentCode Fragment Framework FrameworkCriterion SelfAssessment
    Transition
    Source LoadRun RejectedRow UnmappedCode QualityFinding
}

#[test]
fn a_date_of_a_record_is_a_day_in_arrow_and_a_missing_one_is_null() {
    let day = NaiveDate::from_ymd_opt(2025, 10, 1).unwrap();
    let rows = [
        StaffRole { staff_id: "m1".into(), role: "mentor".into(), from: day, until: Some(day), ..Default::default() },
        StaffRole {
            staff_id: "m2".into(),
            role: "docent".into(),
            from: day,
            guidance_hours: Some(7.5),
            ..Default::default()
        },
    ];
    let batch = through_arrow(&rows);
    let dates = |name: &str| -> Arc<dyn Array> { Arc::clone(batch.column_by_name(name).unwrap()) };
    let from = dates("from");
    let from = from.as_any().downcast_ref::<arrow_array::Date32Array>().unwrap();
    assert_eq!(from.value(0), 20_362);
    assert!(dates("until").is_valid(0));
    assert!(dates("until").is_null(1));
}

#[test]
fn a_record_reads_iso_dates_from_json_and_takes_an_absent_optional_field_as_missing() {
    let step: Step = serde_json::from_str(
        r#"{"step_id":"s1","intervention_id":"i1","description":"Team bijpraten","due":"2026-02-28","status":"open"}"#,
    )
    .unwrap();
    assert_eq!(step.due.to_string(), "2026-02-28");
    assert_eq!((step.done, step.source_row), (None, None));
    for wrong in [r#""28-02-2026""#, r#""2026-02-30""#, "null"] {
        let text =
            format!(r#"{{"step_id":"s1","intervention_id":"i1","description":"x","due":{wrong},"status":"open"}}"#);
        assert!(serde_json::from_str::<Step>(&text).is_err(), "{wrong}");
    }
    let without = r#"{"step_id":"s1","intervention_id":"i1","description":"x","status":"open"}"#;
    assert!(serde_json::from_str::<Step>(without).is_err(), "a required date may not be absent");
}
