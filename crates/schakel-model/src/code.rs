//! Enumerations: a code with a label in two languages, and the lists they stand in.

/// A language the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Lang {
    /// Reads `nl` or `en`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "nl" => Some(Self::Nl),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// One value of an enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// The value as it is stored.
    pub code: &'static str,
    /// Dutch label.
    pub nl: &'static str,
    /// English label.
    pub en: &'static str,
    /// Labels it had before: a workbook filled in under one of these is still read.
    pub formerly: &'static [&'static str],
}

impl Code {
    pub(crate) const fn new(code: &'static str, nl: &'static str, en: &'static str) -> Self {
        Self { code, nl, en, formerly: &[] }
    }

    /// The label in a language.
    #[must_use]
    pub const fn label(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Nl => self.nl,
            Lang::En => self.en,
        }
    }
}

/// An enumeration. The order of the codes is the order in which tables and figures show them.
#[derive(Debug)]
pub struct CodeList {
    /// Name, unique in the model.
    pub name: &'static str,
    /// Dutch label of the list as a whole.
    pub nl: &'static str,
    /// English label of the list as a whole.
    pub en: &'static str,
    /// The codes, in order.
    pub codes: &'static [Code],
}

impl CodeList {
    /// The code with exactly this value.
    #[must_use]
    pub fn find(&self, code: &str) -> Option<&'static Code> {
        self.codes.iter().find(|c| c.code == code)
    }

    /// Whether the list has exactly this code.
    #[must_use]
    pub fn contains(&self, code: &str) -> bool {
        self.find(code).is_some()
    }

    /// The place of a code in the list, from 0.
    #[must_use]
    pub fn position(&self, code: &str) -> Option<usize> {
        self.codes.iter().position(|c| c.code == code)
    }

    /// The label of a code in a language.
    #[must_use]
    pub fn label(&self, code: &str, lang: Lang) -> Option<&'static str> {
        self.find(code).map(|c| c.label(lang))
    }

    /// The code that a person means who typed the code itself or a label it has or had, in any case and
    /// with space around it. For workbooks filled by hand, where drop-downs show labels.
    #[must_use]
    pub fn recognise(&self, text: &str) -> Option<&'static Code> {
        let text = text.trim();
        self.find(text).or_else(|| {
            let wanted = text.to_lowercase();
            self.codes
                .iter()
                .find(|c| [c.code, c.nl, c.en].iter().chain(c.formerly).any(|label| label.to_lowercase() == wanted))
        })
    }
}

/// Joins two runs of codes into one list, so that lists that share codes define them once. `N` must
/// be the sum of the lengths: anything else does not compile.
pub(crate) const fn joined<const N: usize>(first: &[Code], second: &[Code]) -> [Code; N] {
    assert!(first.len() + second.len() == N, "N must be the number of codes");
    let mut all = [Code::new("", "", ""); N];
    let mut i = 0;
    while i < N {
        all[i] = if i < first.len() { first[i] } else { second[i - first.len()] };
        i += 1;
    }
    all
}
