//! All cells of all tables under one numbering, and the equations between them.

use super::relation::{Kind, Relation, is_share, unit_of};
use super::table::Table;

/// A total with its parts.
#[derive(Debug, Clone)]
pub(crate) struct Sum {
    /// The relation that it comes of.
    pub relation: usize,
    /// The total.
    pub total: usize,
    /// Its parts.
    pub parts: Vec<usize>,
}

/// A share of one cell in another. One that is not shown still tells that the part is not more than the whole.
#[derive(Debug, Clone)]
pub(crate) struct Share {
    /// The relation that it comes of.
    pub relation: usize,
    /// The share, by its number among all shares.
    pub share: usize,
    /// The part.
    pub part: usize,
    /// The whole.
    pub whole: usize,
    /// What is shown, times ten to the power of its decimals; none when it is masked.
    pub shown: Option<i64>,
    /// What all would be shown as.
    pub unit: i64,
    /// How far what is shown may be off, in halves of its last decimal.
    pub halves: i64,
}

/// A place: table, count or share, and row of data.
pub(crate) type Place = (usize, usize, usize);

/// The tables with their relations.
#[derive(Debug)]
pub(crate) struct World {
    /// The tables.
    pub tables: Vec<Table>,
    /// What was found between their cells.
    pub relations: Vec<Relation>,
    /// The sums.
    pub sums: Vec<Sum>,
    /// The shares.
    pub shares: Vec<Share>,
    cells: Vec<usize>,
    percents: Vec<usize>,
}

impl World {
    /// The equations of relations between tables. Those that do not hold where all is shown are left out.
    pub(crate) fn new(tables: Vec<Table>, relations: Vec<Relation>) -> World {
        let starts = |size: &dyn Fn(&Table) -> usize| {
            let mut starts = vec![0];
            for table in &tables {
                starts.push(starts[starts.len() - 1] + size(table) * table.len());
            }
            starts
        };
        let cells = starts(&|table| table.counts.len());
        let percents = starts(&|table| table.shares.len());
        let mut world = World { tables, relations, sums: Vec::new(), shares: Vec::new(), cells, percents };
        for relation in 0..world.relations.len() {
            world.equations(relation);
        }
        world
    }

    /// How many cells there are.
    pub(crate) fn len(&self) -> usize {
        self.cells[self.tables.len()]
    }

    /// How many shares there are.
    pub(crate) fn percents(&self) -> usize {
        self.percents[self.tables.len()]
    }

    /// The number of a cell.
    pub(crate) fn cell(&self, table: usize, count: usize, row: usize) -> usize {
        self.cells[table] + count * self.tables[table].len() + row
    }

    /// Where a cell stands.
    pub(crate) fn place(&self, cell: usize) -> Place {
        place(&self.cells, &self.tables, cell)
    }

    /// Where a share stands.
    pub(crate) fn share_place(&self, share: usize) -> Place {
        place(&self.percents, &self.tables, share)
    }

    /// What everyone reads in every cell.
    pub(crate) fn read(&self) -> Vec<(i64, i64)> {
        (0..self.len())
            .map(|cell| {
                let (table, count, row) = self.place(cell);
                self.tables[table].read(count, row)
            })
            .collect()
    }

    fn equations(&mut self, relation: usize) {
        let Relation { table, kind, .. } = self.relations[relation].clone();
        let rows = self.tables[table].len();
        match kind {
            Kind::Columns { total, parts } => {
                for row in 0..rows {
                    let cells = parts.iter().map(|part| self.cell(table, *part, row)).collect();
                    self.sum(relation, self.cell(table, total, row), cells);
                }
            }
            Kind::Rows { sums, counts } => {
                for count in counts {
                    for (total, parts) in &sums {
                        let cells = parts.iter().map(|row| self.cell(table, count, *row as usize)).collect();
                        self.sum(relation, self.cell(table, count, *total as usize), cells);
                    }
                }
            }
            Kind::Tables { other, counts: (own, theirs), sums } => {
                for (total, parts) in &sums {
                    let cells = parts.iter().map(|row| self.cell(other, theirs, *row as usize)).collect();
                    self.sum(relation, self.cell(table, own, *total as usize), cells);
                }
            }
            Kind::Share { share, part, whole, halves } => {
                let unit = unit_of(&self.tables[table], share);
                for row in 0..rows {
                    let shown = self.tables[table].percents[share][row];
                    let own = &self.tables[table];
                    let fits = match (own.shown(part, row), own.shown(whole, row), shown) {
                        (Some(part), Some(whole), Some(shown)) => is_share(part, whole, shown, unit, halves),
                        (Some(part), Some(whole), None) => part <= whole,
                        _ => shown.is_none_or(|shown| (0..=unit).contains(&shown)),
                    };
                    if fits {
                        self.shares.push(Share {
                            relation,
                            share: self.percents[table] + share * rows + row,
                            part: self.cell(table, part, row),
                            whole: self.cell(table, whole, row),
                            shown,
                            unit,
                            halves,
                        });
                    }
                }
            }
        }
    }

    fn sum(&mut self, relation: usize, total: usize, parts: Vec<usize>) {
        let shown = |cell: usize| {
            let (table, count, row) = self.place(cell);
            self.tables[table].shown(count, row)
        };
        let complete: Option<Vec<i64>> = parts.iter().map(|part| shown(*part)).collect();
        let fits = match (shown(total), complete) {
            (Some(total), Some(parts)) => parts.iter().sum::<i64>() == total,
            _ => true,
        };
        if fits {
            self.sums.push(Sum { relation, total, parts });
        }
    }
}

fn place(starts: &[usize], tables: &[Table], at: usize) -> Place {
    let table = starts.partition_point(|start| *start <= at) - 1;
    let within = at - starts[table];
    let rows = tables[table].len();
    (table, within / rows, within % rows)
}
