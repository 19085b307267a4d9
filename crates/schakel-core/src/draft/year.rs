//! The school year that a source is about.

use schakel_model::SchoolYear;

/// A school year as queries write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Year {
    /// Such as `2025-2026`.
    name: String,
}

impl Year {
    /// A year by its name.
    pub(super) fn named(name: &str) -> Year {
        Year { name: name.to_owned() }
    }

    /// The year that the name of a file tells, such as `leerlingen_2024-2025.csv`; else this one.
    pub(super) fn of_file(&self, file: &str) -> Year {
        const LENGTH: usize = "2025-2026".len();
        let told = (0..file.len()).find_map(|at| {
            let outside = |character: Option<char>| !character.is_some_and(|character| character.is_ascii_digit());
            let text = file.get(at..at + LENGTH)?;
            let alone =
                outside(file.get(..at)?.chars().next_back()) && outside(file.get(at + LENGTH..)?.chars().next());
            SchoolYear::parse(&text.replace('_', "-")).filter(|_| alone)
        });
        told.map_or_else(|| self.clone(), |year| Year { name: year.to_string() })
    }

    /// A value that may be one of the year.
    pub(super) fn filled(&self, value: &str) -> String {
        match value {
            "@school_year" => self.name.clone(),
            "@first_day" => self.first_day(),
            "@reference_day" => self.day(0, "10-01"),
            "@last_day" => self.last_day(),
            other => other.to_owned(),
        }
    }

    /// The first day of the year.
    pub(super) fn first_day(&self) -> String {
        self.day(0, "08-01")
    }

    /// The last day of the year.
    pub(super) fn last_day(&self) -> String {
        self.day(1, "07-31")
    }

    /// A day of one of the two calendar years.
    fn day(&self, calendar_year: usize, day: &str) -> String {
        let year = self.name.split('-').nth(calendar_year).unwrap_or(&self.name);
        format!("{year}-{day}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_tells_its_year_when_it_holds_one() {
        let of = |file: &str| Year::named("2025-2026").of_file(file).name;
        for file in ["leerlingen_2024-2025.csv", "2024_2025/Export é.csv", "x2024-2025"] {
            assert_eq!(of(file), "2024-2025", "{file}");
        }
        for file in ["leerlingen.csv", "2024-2026.csv", "12024-20250.csv", "RO_2024-20251001.csv", "2024-2025é"] {
            assert_eq!(of(file), if file.ends_with('é') { "2024-2025" } else { "2025-2026" }, "{file}");
        }
    }

    #[test]
    fn the_days_are_those_of_the_year() {
        let year = Year::named("2025-2026");
        let days = ["@first_day", "@reference_day", "@last_day"].map(|day| year.filled(day));
        assert_eq!(days, ["2025-08-01", "2025-10-01", "2026-07-31"]);
    }
}
