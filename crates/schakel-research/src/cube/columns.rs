//! The columns of the cube: the one definition of what a row holds.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text, or a code where the column has [`Column::codes`].
    Text,
    /// A whole number that is not negative.
    Whole,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
}

/// A code with its labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// As files write it.
    pub code: &'static str,
    /// Dutch label.
    pub nl: &'static str,
    /// English label.
    pub en: &'static str,
}

/// A column of the cube.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in files.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether every row has it; else it may be empty.
    pub required: bool,
    /// Dutch label.
    pub nl: &'static str,
    /// English label.
    pub en: &'static str,
    /// What it means, and when it is empty.
    pub meaning: &'static str,
    /// The codes it may have; any text where there are none.
    pub codes: &'static [Code],
}

impl Column {
    /// Whether a text may stand in it, as far as that follows from its codes and from whether it may be empty.
    fn takes(&self, text: &str) -> bool {
        let known = self.codes.is_empty() || self.codes.iter().any(|code| code.code == text);
        if text.is_empty() { !self.required } else { known }
    }
}

/// A value of a row; `None` and the empty text are an empty cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Datum<'r> {
    /// Of a [`Kind::Text`].
    Text(&'r str),
    /// Of a [`Kind::Whole`].
    Whole(Option<u64>),
    /// Of a [`Kind::Number`].
    Number(Option<f64>),
    /// Of a [`Kind::Flag`].
    Flag(Option<bool>),
}

/// A type that a column can have.
pub(super) trait Value: Sized {
    const KIND: Kind;
    /// The value as files know it.
    fn datum(&self) -> Datum<'_>;
    /// Reads it; `None` when the text is not of this kind.
    fn read(text: &str) -> Option<Self>;
}

impl Value for String {
    const KIND: Kind = Kind::Text;
    fn datum(&self) -> Datum<'_> {
        Datum::Text(self)
    }
    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Value for Option<u64> {
    const KIND: Kind = Kind::Whole;
    fn datum(&self) -> Datum<'_> {
        Datum::Whole(*self)
    }
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
    }
}

impl Value for Option<f64> {
    const KIND: Kind = Kind::Number;
    fn datum(&self) -> Datum<'_> {
        Datum::Number(self.filter(|number| number.is_finite()))
    }
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { text.parse().ok().filter(|number: &f64| number.is_finite()).map(Some) }
    }
}

impl Value for Option<bool> {
    const KIND: Kind = Kind::Flag;
    fn datum(&self) -> Datum<'_> {
        Datum::Flag(*self)
    }
    fn read(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) }
    }
}

/// Makes the record, the list of columns and the way between them from one table.
macro_rules! columns {
    ($($(#[doc = $meaning:literal])+ $name:ident: $type:ty, $need:ident, $nl:literal, $en:literal, $codes:expr;)+) => {
        /// A released number, or the fact that it is kept back. What each member means: [`COLUMNS`].
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Row {
            $($(#[doc = $meaning])+ pub $name: $type,)+
        }

        /// The columns, in the order of the files.
        pub const COLUMNS: &[Column] = &[$(Column {
            name: stringify!($name),
            kind: <$type as Value>::KIND,
            required: columns!(@ $need),
            nl: $nl,
            en: $en,
            meaning: concat!($($meaning),+).trim_ascii(),
            codes: $codes,
        }),+];

        impl Row {
            /// The values in the order of [`COLUMNS`].
            #[must_use]
            pub fn data(&self) -> Vec<Datum<'_>> {
                vec![$(Value::datum(&self.$name)),+]
            }

            /// Reads a row: `field` gives the text of the next column, `fault` takes each column whose text is not of
            /// its kind.
            pub(super) fn read_with<'t>(
                mut field: impl FnMut() -> &'t str,
                mut fault: impl FnMut(&'static Column),
            ) -> Row {
                let mut columns = COLUMNS.iter();
                let mut row = Row::default();
                $(if let Some(column) = columns.next() {
                    let text = field();
                    match Value::read(text).filter(|_| column.takes(text)) {
                        Some(value) => row.$name = value,
                        None => fault(column),
                    }
                })+
                row
            }
        }
    };
    (@ required) => { true };
    (@ optional) => { false };
}

const fn code(code: &'static str, nl: &'static str, en: &'static str) -> Code {
    Code { code, nl, en }
}

const SECTORS: &[Code] = &[
    code("vo", "voortgezet onderwijs", "secondary education"),
    code("mbo", "middelbaar beroepsonderwijs", "vocational education"),
    code("hbo", "hoger beroepsonderwijs", "higher professional education"),
];
const MEASURES: &[Code] =
    &[code("value", "waarde", "value"), code("change", "verandering of verschil", "change or difference")];
const STATUSES: &[Code] = &[
    code("released", "vrijgegeven", "released"),
    code("suppressed", "niet getoond, om personen te beschermen", "kept back, to protect persons"),
    code("hidden_low_response", "niet getoond: te weinig antwoorden", "kept back: too few answers"),
    code("missing", "niet vastgelegd", "not recorded"),
];
const UNITS: &[Code] = &[
    code("percent", "procent", "percent"),
    code("score", "score van 0 tot 100", "score from 0 to 100"),
    code("number", "aantal", "number"),
    code("hours", "uren", "hours"),
    code("days", "dagen", "days"),
    code("coefficient", "coëfficiënt", "coefficient"),
];
const VERDICTS: &[Code] = &[
    code("up", "aantoonbaar hoger", "demonstrably higher"),
    code("down", "aantoonbaar lager", "demonstrably lower"),
    code("none", "geen aantoonbaar verschil", "no demonstrable difference"),
    code("unknown", "niet te zeggen", "cannot be said"),
];
const BANDS: &[Code] = &[
    code("nearly_all", "allemaal of bijna allemaal", "all or nearly all"),
    code("nearly_none", "niemand of bijna niemand", "none or nearly none"),
    code("differ", "verschilt", "differs"),
    code("similar", "ongeveer gelijk", "about the same"),
];

columns! {
    /// Name of the school in research (its alias).
    school: String, required, "school", "school", &[];
    /// Sector of education of the school.
    sector: String, optional, "sector", "sector", SECTORS;
    /// School year that the school reports on, as 2025-2026.
    school_year: String, required, "schooljaar van het rapport", "school year of the report", &[];
    /// Indicator by its id, as B2.
    indicator: String, required, "indicator", "indicator", &[];
    /// Whether the row is a value, or a change between two periods or difference between two groups.
    measure: String, required, "soort rij", "kind of row", MEASURES;
    /// Breakdown; `all` for the total of the school.
    by: String, optional, "uitsplitsing", "breakdown", &[];
    /// Group within the breakdown.
    grp: String, optional, "groep", "group", &[];
    /// Second key, as a theme or an answer. Empty where there is none.
    part: String, optional, "onderdeel", "part", &[];
    /// School year or measurement of the value. Of a change the later one; of a difference the group itself. Empty
    /// where the value is not of a period.
    period: String, optional, "periode", "period", &[];
    /// Of a change the earlier period; of a difference the group compared with. Empty for a value.
    compared_with: String, optional, "vergeleken met", "compared with", &[];
    /// Whether the number may be seen, and if not, why.
    status: String, required, "status", "status", STATUSES;
    /// What the numbers count. A change of percentages is in percentage points.
    unit: String, optional, "eenheid", "unit", UNITS;
    /// The value; of a change the difference, later less earlier. Empty unless the status is `released` and there is no
    /// band.
    value: Option<f64>, optional, "waarde", "value", &[];
    /// Of a change the earlier value, or that of the group compared with. Empty for a value.
    from_value: Option<f64>, optional, "eerdere waarde", "earlier value", &[];
    /// Lower end of the 95% margin of `value`. Empty for a whole population.
    low: Option<f64>, optional, "ondergrens (95%)", "lower limit (95%)", &[];
    /// Upper end of the 95% margin of `value`. Empty for a whole population.
    high: Option<f64>, optional, "bovengrens (95%)", "upper limit (95%)", &[];
    /// On how many observations the value rests. Empty where only a band may be told.
    n: Option<u64>, optional, "aantal waarnemingen", "observations", &[];
    /// Lowest number of observations it can be, where only a band may be told.
    n_from: Option<u64>, optional, "aantal waarnemingen: minstens", "observations: at least", &[];
    /// Highest number of observations it can be, where only a band may be told.
    n_to: Option<u64>, optional, "aantal waarnemingen: hoogstens", "observations: at most", &[];
    /// How many there are in all. Empty where only a band may be told.
    population: Option<u64>, optional, "omvang van de groep", "size of the group", &[];
    /// Lowest size it can be, where only a band may be told.
    population_from: Option<u64>, optional, "omvang van de groep: minstens", "size of the group: at least", &[];
    /// Highest size it can be, where only a band may be told.
    population_to: Option<u64>, optional, "omvang van de groep: hoogstens", "size of the group: at most", &[];
    /// Of a change: how many persons answered both times. Empty where answers are not linked or only a band may be
    /// told.
    pairs: Option<u64>, optional, "gekoppelde personen", "linked persons", &[];
    /// Lowest number of linked persons it can be, where only a band may be told.
    pairs_from: Option<u64>, optional, "gekoppelde personen: minstens", "linked persons: at least", &[];
    /// Highest number of linked persons it can be, where only a band may be told.
    pairs_to: Option<u64>, optional, "gekoppelde personen: hoogstens", "linked persons: at most", &[];
    /// Of a change: whether it rests on persons who answered both times. Empty for a value.
    paired: Option<bool>, optional, "op gekoppelde personen", "on linked persons", &[];
    /// Of a change: what may be said about it. Empty for a value.
    verdict: String, optional, "oordeel", "verdict", VERDICTS;
    /// Words that stand in the place of a number that would say too much.
    band: String, optional, "in woorden", "in words", BANDS;
    /// Whether the response is low enough to warn.
    warn: Option<bool>, required, "let op: lage respons", "warning: low response", &[];
}
