//! The macro that defines a table once: it yields the record struct and the [`Table`](crate::Table).
//!
//! A table opens with its kind, record, name and section, its labels, what a row is, and its key with the
//! pairs of dates that must be in order (`key wave_id where from <= until;`). One column reads:
//!
//! ```text
//! name: [type] class -> table.column in 0 to 1440 as Format,
//!     "Dutch label" | "English label",
//!     "Dutch definition" | "English definition",
//!     also "synonym" "synonym",
//!     formerly "Dutch label it had before";
//! ```
//!
//! where the type is `id`, `person(Staff)`, `code(FORM)`, `set(TOPIC)`, `int`, `dec`, `date`, `bool` or
//! `text`, followed by `?` when the value may be missing; everything after the class is optional up to
//! the labels. A `record` carries the place it came from; a `ledger` is filled by the program.

macro_rules! table {
    (
        $mode:ident $record:ident $name:literal in $section:ident;
        label $nl:literal | $en:literal;
        means $definition_nl:literal | $definition:literal;
        key $($key:ident),* $(where $($from:ident <= $until:ident),+)?;
        $(
            $col:ident : [$($ty:tt)+] $privacy:ident
            $(-> $parent:ident . $parent_col:ident)?
            $(in $low:literal to $high:literal)?
            $(as $format:ident)?
            , $col_nl:literal | $col_en:literal
            , $col_definition_nl:literal | $col_definition:literal
            $(, also $($synonym:literal)+)?
            $(, formerly $($former:literal)+)?
            ;
        )+
    ) => {
        record_struct! { $mode $record $definition { $($col [$($ty)+] $col_definition;)+ } -> {} }

        impl $record {
            /// The description of the table this is a row of.
            pub const TABLE: &'static $crate::Table = &$crate::Table {
                name: $name,
                section: $crate::Section::$section,
                nl: $nl,
                en: $en,
                definition_nl: $definition_nl,
                definition: $definition,
                key: &[$(stringify!($key)),*],
                periods: &[$($($crate::Period { from: stringify!($from), until: stringify!($until) }),+)?],
                columns: &[$($crate::Column {
                    name: stringify!($col),
                    ty: column_type!($($ty)+),
                    required: is_required!($($ty)+),
                    privacy: $crate::Privacy::$privacy,
                    nl: $col_nl,
                    en: $col_en,
                    definition_nl: $col_definition_nl,
                    definition: $col_definition,
                    range: optional!($(($low as f64, $high as f64))?),
                    format: optional!($($crate::Format::$format)?),
                    references: optional!($($crate::Reference {
                        table: stringify!($parent),
                        column: stringify!($parent_col),
                    })?),
                    synonyms: &[$($($synonym),+)?],
                    formerly: &[$($($former),+)?],
                }),+],
                located: is_located!($mode),
            };
        }

        impl $crate::Record for $record {
            fn table() -> &'static $crate::Table {
                Self::TABLE
            }
        }

        located_constructor! { $mode $record }
    };
}

/// Builds the struct column by column; dates need a serde attribute of their own.
macro_rules! record_struct {
    ($mode:ident $record:ident $doc:literal { $col:ident [date] $text:literal; $($rest:tt)* } -> { $($done:tt)* }) => {
        record_struct! { $mode $record $doc { $($rest)* } -> { $($done)*
            #[doc = $text]
            #[serde(with = "crate::iso_date")]
            pub $col: chrono::NaiveDate,
        } }
    };
    ($mode:ident $record:ident $doc:literal { $col:ident [date ?] $text:literal; $($rest:tt)* } -> { $($done:tt)* }) => {
        record_struct! { $mode $record $doc { $($rest)* } -> { $($done)*
            #[doc = $text]
            #[serde(default, with = "crate::iso_date::optional")]
            pub $col: Option<chrono::NaiveDate>,
        } }
    };
    ($mode:ident $record:ident $doc:literal { $col:ident [$($ty:tt)+] $text:literal; $($rest:tt)* } -> { $($done:tt)* }) => {
        record_struct! { $mode $record $doc { $($rest)* } -> { $($done)*
            #[doc = $text]
            pub $col: rust_type!($($ty)+),
        } }
    };
    (record $record:ident $doc:literal {} -> { $($done:tt)* }) => {
        record_struct! { ledger $record $doc {} -> { $($done)*
            /// The source the row came from, as the plugin names it; filled in by the gate when missing.
            pub source_id: Option<String>,
            /// The row number in the source, from 1, as a person sees it.
            pub source_row: Option<i64>,
        } }
    };
    (ledger $record:ident $doc:literal {} -> { $($done:tt)* }) => {
        #[doc = $doc]
        #[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
        pub struct $record { $($done)* }
    };
}

macro_rules! rust_type {
    (int) => { i64 };
    (dec) => { f64 };
    (bool) => { bool };
    (int ?) => { Option<i64> };
    (dec ?) => { Option<f64> };
    (bool ?) => { Option<bool> };
    ($text:ident $(($of:ident))?) => { String };
    ($text:ident $(($of:ident))? ?) => { Option<String> };
}

macro_rules! column_type {
    (id $($opt:tt)?) => {
        $crate::Type::Id
    };
    (person($who:ident) $($opt:tt)?) => {
        $crate::Type::PersonId($crate::Person::$who)
    };
    (code($list:ident) $($opt:tt)?) => {
        $crate::Type::Code(&$crate::codes::$list)
    };
    (set($list:ident) $($opt:tt)?) => {
        $crate::Type::Set(&$crate::codes::$list)
    };
    (int $($opt:tt)?) => {
        $crate::Type::Int
    };
    (dec $($opt:tt)?) => {
        $crate::Type::Dec
    };
    (date $($opt:tt)?) => {
        $crate::Type::Date
    };
    (bool $($opt:tt)?) => {
        $crate::Type::Bool
    };
    (text $($opt:tt)?) => {
        $crate::Type::Text
    };
}

macro_rules! is_required {
    ($kind:ident $(($of:ident))?) => {
        true
    };
    ($kind:ident $(($of:ident))? ?) => {
        false
    };
}

macro_rules! located_constructor {
    (record $record:ident) => {
        impl $record {
            /// An empty record that knows its place: row `row` (from 1, as a person sees it) of `source`. The
            /// fields go before it: `Self { …, ..Self::at("students", 12) }`.
            pub fn at(source: &str, row: i64) -> Self {
                Self { source_id: Some(source.to_owned()), source_row: Some(row), ..Self::default() }
            }
        }
    };
    (ledger $record:ident) => {};
}

macro_rules! is_located {
    (record) => {
        true
    };
    (ledger) => {
        false
    };
}

macro_rules! optional {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
}
