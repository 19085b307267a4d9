//! Proportions in words: "ruim vier op de tien medewerkers".

use crate::document::Lang;

/// A percentage as a person would say it, ready to stand before a plural noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Proportion {
    words: &'static str,
    /// Whether the words stand right before the noun ("vier op de tien medewerkers") or need "van de" ("een kwart van de medewerkers").
    of: bool,
    /// Whether the verb is plural.
    pub(crate) plural: bool,
}

impl Proportion {
    /// The words for a whole percentage.
    pub(crate) fn of(percent: f64, lang: Lang) -> Self {
        // Rounded first: the words must fit the whole number that is printed beside them.
        let whole = percent.round().clamp(0.0, 100.0);
        let table = match lang {
            Lang::Nl => NL,
            Lang::En => EN,
        };
        let row = table.iter().find(|row| whole <= row.0).unwrap_or(&LAST);
        Self { words: row.1, of: row.2, plural: row.3 }
    }

    /// The words with the noun they are about, a plural without article.
    pub(crate) fn with(self, noun: &str, lang: Lang) -> String {
        let link = match (self.of, lang) {
            (false, _) => "",
            (true, Lang::Nl) => "van de ",
            (true, Lang::En) => "of the ",
        };
        format!("{} {link}{noun}", self.words)
    }
}

const LAST: Row = (100.0, "alle", false, true);

/// Up to and including this percentage; the words; with "van de"; plural verb.
type Row = (f64, &'static str, bool, bool);

const NL: &[Row] = &[
    (0.0, "geen", true, false),
    (3.0, "bijna geen", false, true),
    (4.0, "bijna één op de twintig", false, false),
    (5.0, "één op de twintig", false, false),
    (7.0, "ruim één op de twintig", false, false),
    (9.0, "bijna één op de tien", false, false),
    (10.0, "één op de tien", false, false),
    (13.0, "ruim één op de tien", false, false),
    (16.0, "bijna één op de zes", false, false),
    (17.0, "één op de zes", false, false),
    (19.0, "bijna één op de vijf", false, false),
    (20.0, "één op de vijf", false, false),
    (23.0, "ruim één op de vijf", false, false),
    (24.0, "bijna een kwart", true, false),
    (25.0, "een kwart", true, false),
    (27.0, "ruim een kwart", true, false),
    (29.0, "bijna drie op de tien", false, true),
    (30.0, "drie op de tien", false, true),
    (32.0, "bijna een derde", true, false),
    (33.0, "een derde", true, false),
    (36.0, "ruim een derde", true, false),
    (39.0, "bijna vier op de tien", false, true),
    (40.0, "vier op de tien", false, true),
    (45.0, "ruim vier op de tien", false, true),
    (49.0, "bijna de helft", true, false),
    (50.0, "de helft", true, false),
    (55.0, "ruim de helft", true, false),
    (59.0, "bijna zes op de tien", false, true),
    (60.0, "zes op de tien", false, true),
    (64.0, "ruim zes op de tien", false, true),
    (66.0, "bijna twee derde", true, false),
    (67.0, "twee derde", true, false),
    (69.0, "bijna zeven op de tien", false, true),
    (70.0, "zeven op de tien", false, true),
    (73.0, "ruim zeven op de tien", false, true),
    (74.0, "bijna driekwart", true, false),
    (75.0, "driekwart", true, false),
    (77.0, "ruim driekwart", true, false),
    (79.0, "bijna acht op de tien", false, true),
    (80.0, "acht op de tien", false, true),
    (85.0, "ruim acht op de tien", false, true),
    (89.0, "bijna negen op de tien", false, true),
    (90.0, "negen op de tien", false, true),
    (95.0, "ruim negen op de tien", false, true),
    (99.0, "bijna alle", false, true),
    LAST,
];

const EN: &[Row] = &[
    (0.0, "none", true, true),
    (3.0, "almost none", true, true),
    (4.0, "nearly one in twenty", false, true),
    (5.0, "one in twenty", false, true),
    (7.0, "just over one in twenty", false, true),
    (9.0, "nearly one in ten", false, true),
    (10.0, "one in ten", false, true),
    (13.0, "just over one in ten", false, true),
    (16.0, "nearly one in six", false, true),
    (17.0, "one in six", false, true),
    (19.0, "nearly one in five", false, true),
    (20.0, "one in five", false, true),
    (23.0, "just over one in five", false, true),
    (24.0, "nearly a quarter", true, true),
    (25.0, "a quarter", true, true),
    (27.0, "just over a quarter", true, true),
    (29.0, "nearly three in ten", false, true),
    (30.0, "three in ten", false, true),
    (32.0, "nearly a third", true, true),
    (33.0, "a third", true, true),
    (36.0, "just over a third", true, true),
    (39.0, "nearly four in ten", false, true),
    (40.0, "four in ten", false, true),
    (45.0, "just over four in ten", false, true),
    (49.0, "nearly half", true, true),
    (50.0, "half", true, true),
    (55.0, "just over half", true, true),
    (59.0, "nearly six in ten", false, true),
    (60.0, "six in ten", false, true),
    (64.0, "just over six in ten", false, true),
    (66.0, "nearly two thirds", true, true),
    (67.0, "two thirds", true, true),
    (69.0, "nearly seven in ten", false, true),
    (70.0, "seven in ten", false, true),
    (73.0, "just over seven in ten", false, true),
    (74.0, "nearly three quarters", true, true),
    (75.0, "three quarters", true, true),
    (77.0, "just over three quarters", true, true),
    (79.0, "nearly eight in ten", false, true),
    (80.0, "eight in ten", false, true),
    (85.0, "just over eight in ten", false, true),
    (89.0, "nearly nine in ten", false, true),
    (90.0, "nine in ten", false, true),
    (95.0, "just over nine in ten", false, true),
    (99.0, "nearly all", true, true),
    (100.0, "all", true, true),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn nl(percent: f64) -> String {
        Proportion::of(percent, Lang::Nl).with("medewerkers", Lang::Nl)
    }

    #[test]
    fn percentages_become_the_words_a_person_would_use() {
        assert_eq!(nl(43.0), "ruim vier op de tien medewerkers");
        assert_eq!(nl(20.0), "één op de vijf medewerkers");
        assert_eq!(nl(25.0), "een kwart van de medewerkers");
        assert_eq!(nl(49.0), "bijna de helft van de medewerkers");
        assert_eq!(nl(98.0), "bijna alle medewerkers");
        assert_eq!(nl(100.0), "alle medewerkers");
        assert_eq!(nl(0.0), "geen van de medewerkers");
        let en = Proportion::of(43.0, Lang::En).with("staff", Lang::En);
        assert_eq!(en, "just over four in ten staff");
    }

    #[test]
    fn the_verb_agrees() {
        assert!(!Proportion::of(20.0, Lang::Nl).plural);
        assert!(Proportion::of(43.0, Lang::Nl).plural);
    }

    #[test]
    fn words_only_claim_more_or_less_on_the_right_side() {
        // "ruim x" stands above x, "bijna x" below it, for every percentage.
        let value = |words: &str| match words {
            "één op de twintig" => 5.0,
            "één op de tien" => 10.0,
            "één op de zes" => 100.0 / 6.0,
            "één op de vijf" => 20.0,
            "een kwart" => 25.0,
            "een derde" => 100.0 / 3.0,
            "de helft" => 50.0,
            "twee derde" => 200.0 / 3.0,
            "driekwart" => 75.0,
            "drie op de tien" => 30.0,
            "vier op de tien" => 40.0,
            "zes op de tien" => 60.0,
            "zeven op de tien" => 70.0,
            "acht op de tien" => 80.0,
            "negen op de tien" => 90.0,
            "alle" => 100.0,
            "geen" => 0.0,
            other => panic!("no value for {other}"),
        };
        for percent in 0..=100_u8 {
            let percent = f64::from(percent);
            let words = Proportion::of(percent, Lang::Nl).words;
            if let Some(x) = words.strip_prefix("ruim ") {
                assert!(percent > value(x) && percent - value(x) <= 5.0, "{words}");
            } else if let Some(x) = words.strip_prefix("bijna ") {
                assert!(percent < value(x) || x == "geen", "{words} at {percent}");
            } else {
                assert!((percent - value(words)).abs() < 0.5, "{words}");
            }
        }
    }
}
