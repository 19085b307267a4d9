//! What the attacker of the crate derives from a system that somebody else wrote: JSON on standard input, JSON on standard
//! output.
//!
//! ```json
//! {"near": 5000,
//!  "quantities": [{"low": 0, "high": null, "whole": true}, …],
//!  "relations": [{"terms": [[0, 1.0], [1, -1.0]], "low": 0, "high": 0}, …],
//!  "ask": [0, 1]}
//! ```
//!
//! A bound that is null is none. The answer has, for each quantity that was asked about, its lowest and highest value, or
//! null where the relations contradict each other.

use std::io::Read;

use schakel_disclosure::linear::{Attack, Interval, Quantity, Relation, System};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Question {
    near: usize,
    quantities: Vec<Bounds>,
    relations: Vec<Terms>,
    ask: Vec<usize>,
}

#[derive(Deserialize)]
struct Bounds {
    low: Option<f64>,
    high: Option<f64>,
    whole: bool,
}

#[derive(Deserialize)]
struct Terms {
    terms: Vec<(usize, f64)>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize)]
struct Answer {
    low: Option<f64>,
    high: Option<f64>,
}

fn interval(low: Option<f64>, high: Option<f64>) -> Interval {
    Interval::new(low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let question: Question = serde_json::from_str(&text)?;
    let mut system = System::new();
    let mut quantities: Vec<Quantity> = Vec::new();
    for bounds in &question.quantities {
        let domain = interval(bounds.low, bounds.high);
        quantities.push(if bounds.whole { system.count(domain) } else { system.amount(domain) });
    }
    let of = |place: usize| quantities.get(place).copied().ok_or_else(|| format!("there is no quantity {place}"));
    for one in &question.relations {
        let terms: Result<Vec<(Quantity, f64)>, String> =
            one.terms.iter().map(|(place, factor)| Ok((of(*place)?, *factor))).collect();
        system.relate(Relation::new(terms?, interval(one.low, one.high)));
    }
    let attack = Attack::on(&system).near(question.near);
    let mut answers: Vec<Option<Answer>> = Vec::new();
    for place in question.ask {
        let finite = |bound: f64| bound.is_finite().then_some(bound);
        let derived = attack.derive(of(place)?);
        answers.push(
            derived.map(|derived| Answer { low: finite(derived.interval.low), high: finite(derived.interval.high) }),
        );
    }
    println!("{}", serde_json::to_string(&answers)?);
    Ok(())
}
