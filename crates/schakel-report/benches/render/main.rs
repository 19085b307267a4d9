//! How fast a report is made from its facts, how large it is, and how that scales; each figure beside its limit.
//!
//! `cargo bench --profile dev -p schakel-report` runs all; a word behind `--` runs those whose name holds it.
//! Times are processor time of the thread where the system tells it, so that other work on the machine counts for little;
//! the figure for more cores is by the clock.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark that cannot go on stops")]
#![allow(missing_docs, reason = "a program without users of its code")]

#[path = "../../tests/common/mod.rs"]
mod common;
mod school;

use std::fs;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use schakel_report::document::Lang;
use schakel_report::facts::Facts;
use schakel_report::template::TemplateSet;
use schakel_report::{Rendered, compose, fill, markup, render};

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SCHOOLS: usize = 1000;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let templates = TemplateSet::of(schakel_report::Report::VisionAndProgress).unwrap();
    for (name, bench) in [("one", one as fn(&TemplateSet)), ("thousand", thousand), ("cores", cores)] {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            bench(&templates);
        }
    }
}

/// One report from its facts to its bytes, warm.
fn one(templates: &TemplateSet) {
    let facts = school::numbered(0);
    let markup = fill(&facts, templates, Lang::Nl).unwrap();
    let report = render(&facts, templates, Lang::Nl).unwrap();
    println!("one report of {} pages", report.pages);
    let filling = quickest(|| assert!(!fill(&facts, templates, Lang::Nl).unwrap().is_empty()));
    let reading = quickest(|| assert!(!markup::read(&markup).unwrap().blocks.is_empty()));
    let document = markup::read(&markup).unwrap();
    let setting = quickest(|| assert!(compose(&document, templates.theme()).unwrap().pages > 11));
    let all = quickest(|| assert!(made(&facts, templates).pages > 11));
    println!("  filling {filling:.2} ms, reading {reading:.2} ms, setting and writing {setting:.2} ms");
    told("one report, facts to bytes", all, "ms", 10.0);
    told("one report with its fonts", report.pdf.len() as f64 / 1000.0, "kB", 150.0);
}

/// Many schools in a row on one core.
fn thousand(templates: &TemplateSet) {
    let mut early = 0.0;
    let mut took = Duration::ZERO;
    for number in 0..SCHOOLS {
        // By then the words that are remembered have been thrown away and gathered again.
        if number == SCHOOLS / 4 {
            early = peak_memory();
        }
        let facts = school::numbered(number);
        let start = processor_time();
        assert!(made(&facts, templates).pages > 11);
        took += processor_time() - start;
    }
    at_least("reports of different schools, one core", SCHOOLS as f64 / took.as_secs_f64(), "a second", 80.0);
    let late = peak_memory();
    println!("  {:.1} MB of memory after {} reports, {:.1} MB after {SCHOOLS}", early, SCHOOLS / 4, late);
    told("memory after all over that after a quarter", late / early, "times", 1.05);
}

/// The same schools on one core and on all, in turn, by the clock.
fn cores(templates: &TemplateSet) {
    let schools: Vec<Facts> = (0..SCHOOLS / 10).map(school::numbered).collect();
    let cores = rayon::current_num_threads();
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    let work = || schools.par_iter().for_each(|facts| assert!(made(facts, templates).pages > 11));
    let clock = |work: &(dyn Fn() + Sync)| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    work();
    let (mut one, mut all) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..5 {
        one = one.min(clock(&|| alone.install(work)));
        all = all.min(clock(&work));
    }
    at_least(&format!("{cores} cores over one"), one / all, "times", 0.9 * cores as f64);
}

fn made(facts: &Facts, templates: &TemplateSet) -> Rendered {
    render(facts, templates, Lang::Nl).unwrap()
}

/// What something takes in milliseconds: the best of some rounds of many times, as the system tells the time of a
/// thread in steps of a few milliseconds.
fn quickest(what: impl Fn()) -> f64 {
    const TIMES: u32 = 40;
    let round = || {
        let start = processor_time();
        (0..TIMES).for_each(|_| what());
        (processor_time() - start).as_secs_f64() * 1000.0 / f64::from(TIMES)
    };
    (0..8).map(|_| round()).fold(f64::INFINITY, f64::min)
}

/// What this thread has taken of a processor so far; by the clock where the system does not tell.
fn processor_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse().ok()).filter(|n| *n > 0);
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

/// The most memory that this program has held so far, in MB; 0 where the system does not tell.
fn peak_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or(0.0) / 1024.0
}

/// Prints a figure beside the most it may be.
fn told(what: &str, figure: f64, unit: &str, limit: f64) {
    println!("{what}: {figure:.2} {unit}, limit {limit} {unit} ({:.2} of it)", figure / limit);
}

/// Prints a figure beside the least it may be.
fn at_least(what: &str, figure: f64, unit: &str, limit: f64) {
    println!("{what}: {figure:.2} {unit}, at least {limit} {unit} ({:.2} of it)", figure / limit);
}
