//! How long it takes to find what must be left out of a school's whole release, and to attack what remains, on one core.
//!
//! `cargo bench --profile dev -p schakel-disclosure --bench suppression`

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]
#![allow(missing_docs, reason = "a program without users of its code")]

use std::time::Instant;

use schakel_disclosure::linear::{Attack, Interval, Need, Protected, Quantity, Relation, System, protect};

/// Seconds that one whole release may take.
const WHOLE_RELEASE: f64 = 1.0;
/// Seconds per school when there are many.
const OF_MANY: f64 = 1.0;

const PROGRAMMES: usize = 9;
const YEARS: usize = 4;
const QUESTIONS: usize = 13;
const ANSWERS: usize = 3;
const K: f64 = 10.0;

/// Forty linked tables of fifty cells: programme × year with margins, of everyone and of every answer to every question.
struct Release {
    system: System,
    truth: Vec<f64>,
    cells: Vec<Quantity>,
}

fn drawn(number: u64, below: u64) -> u64 {
    let mixed = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)) >> 16) % below
}

fn release(seed: u64) -> Release {
    let size = (PROGRAMMES + 1) * (YEARS + 1);
    let tables = 1 + QUESTIONS * ANSWERS;
    let mut truth = vec![0.0; size * tables];
    let place = |programme: usize, year: usize| programme * (YEARS + 1) + year;
    for programme in 0..PROGRAMMES {
        for year in 0..YEARS {
            let students = 20 + drawn(seed * 1000 + place(programme, year) as u64, 80);
            for question in 0..QUESTIONS {
                for student in 0..students {
                    let number = ((seed * 100 + question as u64) * 100 + place(programme, year) as u64) * 100 + student;
                    let answer = [0, 0, 0, 0, 0, 1, 1, 1, 1, 2][drawn(number, 10) as usize];
                    for (programme, year) in margins(programme, year) {
                        truth[(1 + question * ANSWERS + answer) * size + place(programme, year)] += 1.0;
                        truth[place(programme, year)] += if question == 0 { 1.0 } else { 0.0 };
                    }
                }
            }
        }
    }
    let mut system = System::new();
    let cells: Vec<Quantity> = truth.iter().map(|_| system.count(Interval::new(0.0, f64::INFINITY))).collect();
    for table in 0..tables {
        let of = |programme, year| cells[table * size + place(programme, year)];
        for programme in 0..=PROGRAMMES {
            let parts: Vec<Quantity> = (0..YEARS).map(|year| of(programme, year)).collect();
            system.relate(Relation::sum(&parts, of(programme, YEARS)));
        }
        for year in 0..=YEARS {
            let parts: Vec<Quantity> = (0..PROGRAMMES).map(|programme| of(programme, year)).collect();
            system.relate(Relation::sum(&parts, of(PROGRAMMES, year)));
        }
    }
    for question in 0..QUESTIONS {
        for at in 0..size {
            let parts: Vec<Quantity> =
                (0..ANSWERS).map(|answer| cells[(1 + question * ANSWERS + answer) * size + at]).collect();
            system.relate(Relation::sum(&parts, cells[at]));
        }
    }
    for (cell, value) in cells.iter().zip(&truth) {
        system.say([Relation::of(*cell, Interval::exactly(*value))], 1.0 + (1.0 + value).ln());
    }
    Release { system, truth, cells }
}

/// A cell and the margins it counts in.
fn margins(programme: usize, year: usize) -> [(usize, usize); 4] {
    [(programme, year), (programme, YEARS), (PROGRAMMES, year), (PROGRAMMES, YEARS)]
}

/// Seconds; cells too small to be shown, and cells left out besides.
fn run(release: &Release) -> (f64, usize, usize) {
    let start = Instant::now();
    let small = |value: f64| value > 0.0 && value < K;
    let mut shown: Vec<bool> = release.truth.iter().map(|value| !small(*value)).collect();
    let cells = release.cells.iter().zip(&release.truth).filter(|(_, value)| small(**value));
    let protected: Vec<Protected> =
        cells.map(|(quantity, _)| Protected { quantity: *quantity, need: Need { least: K }, knowing: None }).collect();
    let chosen = protect(&release.system, &release.truth, &mut shown, &protected).unwrap();
    let attack = Attack::reading(&release.system, &shown);
    for one in &protected {
        assert!(one.need.met(attack.derive(one.quantity).unwrap().interval));
    }
    (start.elapsed().as_secs_f64(), protected.len(), chosen.len())
}

fn told(what: &str, figure: f64, limit: f64) {
    println!("{what}: {figure:.3} s, limit {limit} s ({:.2} of it)", figure / limit);
}

fn main() {
    let one = release(1);
    let (seconds, small, besides) = run(&one);
    println!("{} cells in 40 linked tables, {small} too small, {besides} left out besides", one.truth.len());
    told("suppression and attack of a whole release", seconds, WHOLE_RELEASE);
    let schools = 20;
    let all: f64 = (2..2 + schools).map(|seed| run(&release(seed)).0).sum();
    told("a school of many, on one core", all / schools as f64, OF_MANY);
}
