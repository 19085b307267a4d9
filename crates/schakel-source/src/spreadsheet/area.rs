//! Areas of a sheet, as people write them: `B3:H40`, `A:F`, `3:40`.

/// Rows and columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

impl Area {
    /// The whole sheet.
    pub(super) const ALL: Area = Area { rows: (0, u32::MAX), columns: (0, u32::MAX) };

    /// Reads `B3:H40`; `None` when it is not an area.
    pub(super) fn parse(text: &str) -> Option<Area> {
        let text = text.replace('$', "").to_ascii_uppercase();
        let (from, until) = text.split_once(':')?;
        let (first_column, first_row) = corner(from.trim())?;
        let (last_column, last_row) = corner(until.trim())?;
        let area = Area {
            rows: (first_row.unwrap_or(0), last_row.unwrap_or(u32::MAX)),
            columns: (first_column.unwrap_or(0), last_column.unwrap_or(u32::MAX)),
        };
        (area.rows.0 <= area.rows.1 && area.columns.0 <= area.columns.1).then_some(area)
    }

    /// Whether a cell lies in it.
    pub(super) fn holds(&self, row: u32, column: u32) -> bool {
        (self.rows.0..=self.rows.1).contains(&row) && (self.columns.0..=self.columns.1).contains(&column)
    }
}

fn corner(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (letters, number) = text.split_at(digits);
    let column = match letters {
        "" => None,
        _ if letters.len() <= 3 && letters.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            Some(letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1) - 1)
        }
        _ => return None,
    };
    let row = match number {
        "" => None,
        _ => Some(number.parse::<u32>().ok()?.checked_sub(1)?),
    };
    (column.is_some() || row.is_some()).then_some((column, row))
}

/// The letters above a column: 0 is `A`, 26 is `AA`.
pub(super) fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_as_people_write_them() {
        assert_eq!(Area::parse("B3:H40"), Some(Area { rows: (2, 39), columns: (1, 7) }));
        assert_eq!(Area::parse("$a:$aa"), Some(Area { rows: (0, u32::MAX), columns: (0, 26) }));
        assert_eq!(Area::parse("3:40"), Some(Area { rows: (2, 39), columns: (0, u32::MAX) }));
        for wrong in ["B3", "H40:B3", "1A:2B", ":", "A0:B2"] {
            assert_eq!(Area::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn letters_go_on_behind_z() {
        assert_eq!([0, 25, 26, 701, 702].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
