//! Marks that stand for zero: told by sums that hold with them as nothing.

use super::cell::hides;
use super::relation::{Kind, Relation};
use super::table::{Cell, Declared, Meaning, Table};

/// Sums by which a mark is known as zero.
const ENOUGH: u64 = 3;

/// Finds the marks of a table that stand for zero. Gives whether there are any.
pub(crate) fn settle(table: &mut Table, relations: &[Relation], declared: &[Declared]) -> bool {
    let mut tested = vec![(0_u64, 0_u64); table.marks.len()];
    for relation in relations {
        match &relation.kind {
            Kind::Columns { total, parts } => {
                for row in 0..table.len() {
                    let cells = parts.iter().map(|part| (*part, row));
                    test(table, (*total, row), cells, &mut tested);
                }
            }
            Kind::Rows { sums, counts } => {
                for (count, (total, parts)) in counts.iter().flat_map(|count| sums.iter().map(move |sum| (*count, sum)))
                {
                    let cells = parts.iter().map(|row| (count, *row as usize));
                    test(table, (count, *total as usize), cells, &mut tested);
                }
            }
            Kind::Share { .. } | Kind::Tables { .. } => {}
        }
    }
    let mut any = false;
    for (mark, (fits, breaks)) in table.marks.iter_mut().zip(tested) {
        let told = declared.iter().any(|one| one.text == mark.text) || !mark.text.is_empty() && hides(&mark.text);
        if !told && mark.meaning != Meaning::Zero && fits >= ENOUGH && breaks * 100 <= fits {
            mark.meaning = Meaning::Zero;
            any = true;
        }
    }
    any
}

/// Tests one sum in which one mark, and no other, takes the place of numbers.
fn test(table: &Table, total: (usize, usize), parts: impl Iterator<Item = (usize, usize)>, tested: &mut [(u64, u64)]) {
    let (mut mark, mut sum) = (None, 0);
    for ((count, row), sign) in parts.map(|part| (part, 1)).chain([(total, -1)]) {
        match (table.shown(count, row), table.cells[count][row]) {
            (Some(number), _) | (None, Cell::Shown(number)) => sum += sign * number,
            (None, Cell::Marked(one)) if mark.is_none_or(|mark| mark == one) => mark = Some(one),
            (None, Cell::Marked(_)) => return,
        }
    }
    if let Some(mark) = mark {
        let (fits, breaks) = &mut tested[usize::from(mark)];
        *if sum == 0 { fits } else { breaks } += 1;
    }
}
