//! What a heading such as `EXAMENKANDIDATEN SCHOOLJAAR 2019-2020 - MAN` says of its column.

/// How a sex, and all together, are written behind a measure.
const SEXES: [&str; 4] = ["MAN", "VROUW", "TOTAAL", "ONBEKEND"];
/// Words that only say that a year follows.
const OF_YEAR: [&str; 5] = ["SCHOOLJAAR", "STUDIEJAAR", "EXAMENJAAR", "PEILJAAR", "JAAR"];

/// What a column counts, in which year and of whom, as far as the heading tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// `EXAMENKANDIDATEN`.
    pub(super) measure: String,
    /// `2019-2020`, or `2019`.
    pub(super) school_year: String,
    /// `MAN`, `VROUW`, `TOTAAL` or `ONBEKEND`.
    pub(super) sex: String,
}

impl Heading {
    /// Takes a heading apart; none for a column that describes the row: it has neither a year nor a sex behind it.
    pub(super) fn read(heading: &str) -> Option<Heading> {
        let mut words: Vec<&str> = heading.split_whitespace().collect();
        let mut found = Heading::default();
        if let Some(sex) = words.last().map(|word| word.to_uppercase()).filter(|word| SEXES.contains(&word.as_str())) {
            found.sex = sex;
            words.pop();
        }
        if let Some(at) = words.iter().rposition(|word| is_year(word)) {
            found.school_year = words.remove(at).replace('/', "-");
            if at > 0 && OF_YEAR.contains(&words[at - 1].to_uppercase().as_str()) {
                words.remove(at - 1);
            }
        }
        while words.last().is_some_and(|word| *word == "-") {
            words.pop();
        }
        found.measure = words.join(" ");
        (!found.sex.is_empty() || !found.school_year.is_empty()).then_some(found)
    }

    /// Whether it counts persons: only counts are masked.
    pub(super) fn is_count(&self) -> bool {
        let measure = self.measure.to_uppercase();
        !["PERC", "GEMIDDELD", "CIJFER", "%"].iter().any(|part| measure.contains(part))
    }
}

/// `2019`, `2019-2020` or `2019/2020`.
fn is_year(word: &str) -> bool {
    let year = |text: &str| {
        text.len() == 4
            && text.bytes().all(|byte| byte.is_ascii_digit())
            && (text.starts_with("19") || text.starts_with("20"))
    };
    match word.split_once(['-', '/']) {
        Some((first, second)) => year(first) && year(second),
        None => year(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str) -> Option<[String; 3]> {
        Heading::read(heading).map(|found| [found.measure, found.school_year, found.sex])
    }

    #[test]
    fn a_heading_holds_measure_year_and_sex() {
        let is =
            |heading, expected: [&str; 3]| assert_eq!(read(heading), Some(expected.map(str::to_owned)), "{heading}");
        is("EXAMENKANDIDATEN SCHOOLJAAR 2019-2020 - MAN", ["EXAMENKANDIDATEN", "2019-2020", "MAN"]);
        is("SLAAGPERC SCHOOLJAAR 2023/2024 - TOTAAL", ["SLAAGPERC", "2023-2024", "TOTAAL"]);
        is("LEER- OF VERBLIJFSJAAR 1 - VROUW", ["LEER- OF VERBLIJFSJAAR 1", "", "VROUW"]);
        is("2023 MAN", ["", "2023", "MAN"]);
        is("Ingeschrevenen 2023", ["Ingeschrevenen", "2023", ""]);
    }

    #[test]
    fn a_column_that_describes_the_row_is_no_measure() {
        for heading in ["INSTELLINGSCODE", "ONDERWIJSTYPE VO", "LEERJAAR 1", "POSTCODE 1234", "", "TOTAAL AANTAL"] {
            assert_eq!(read(heading), None, "{heading}");
        }
    }
}
