//! Every query of the crate, compiled in: views, indicators and lists.

use std::sync::OnceLock;

use crate::header::{Header, HeaderError, split};
use crate::list_header::ListHeader;

/// A line in an indicator file that starts its second query.
const CHANGES: &str = "-- @changes\n";

/// An indicator: what it is and how it is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// What it is.
    pub header: Header,
    /// The query of its cells.
    pub query: &'static str,
    /// The query of its changes, if it has one.
    pub change_query: Option<&'static str>,
}

/// A list: facts told one by one rather than counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Its name and columns.
    pub header: ListHeader,
    /// Its query.
    pub query: &'static str,
}

/// Everything that is compiled in.
#[derive(Debug)]
pub struct Catalogue {
    /// The indicators, in the order in which reports and documentation name them.
    pub indicators: Vec<Indicator>,
    /// The lists.
    pub lists: Vec<List>,
}

macro_rules! files {
    ($folder:literal: $($name:literal)+) => {
        [$(($name, include_str!(concat!("../sql/", $folder, $name, ".sql")))),+]
    };
}

/// The views, which other queries read as tables: name and query, each after those it reads.
pub(crate) static VIEWS: &[(&str, &str)] = &files!("views/":
    "years" "roles"
    "main_evidence" "moments" "guides" "role_sizes" "named_guides" "spread" "telling_groups"
    "staff_in_year" "students" "voices" "reach" "reach_groups" "leavers" "first_years"
    "measurements" "wave_ends" "answerers" "answerer_groups" "responses" "response_change"
    "scored_items" "item_scores" "scores" "score_groups" "reliability" "agreements" "agreement_groups"
    "pairs" "pair_groups" "agreement_pairs" "score_pairs"
    "latest_background" "background" "told" "told_groups" "chances" "opportunities" "standardised"
    "finding_views" "asked_of_leadership");

static INDICATORS: &[(&str, &str)] = &files!("":
    "A1" "A2" "A3" "A4" "A5" "A6" "B1" "B2" "B3" "B4" "B5" "B6" "C1" "C2" "C3" "C4" "C5" "D1" "D2" "D3" "D4"
    "E1" "E2" "E3" "F1" "F2" "F3" "G1" "H1" "H2" "X1" "Q1" "Q2");

static LISTS: &[(&str, &str)] = &files!("lists/":
    "vision" "interventions" "decisions" "next_steps" "hours_to_schedule" "stories" "obstacles" "perspectives"
    "teams" "ingredients" "double_ratings" "self_assessments" "school" "waves");

/// The catalogue, read once.
///
/// # Errors
/// When the header of a file has a mistake; a test of this crate excludes that for the files compiled in.
pub fn catalogue() -> Result<&'static Catalogue, HeaderError> {
    static CATALOGUE: OnceLock<Result<Catalogue, HeaderError>> = OnceLock::new();
    CATALOGUE.get_or_init(read).as_ref().map_err(Clone::clone)
}

fn read() -> Result<Catalogue, HeaderError> {
    let mut indicators = Vec::with_capacity(INDICATORS.len());
    for (name, text) in INDICATORS {
        let (header, body) = split::<Header>(&format!("{name}.sql"), text)?;
        let (query, change_query) = match body.split_once(CHANGES) {
            Some((query, changes)) => (query, Some(changes)),
            None => (body, None),
        };
        indicators.push(Indicator { header, query, change_query });
    }
    let mut lists = Vec::with_capacity(LISTS.len());
    for (name, text) in LISTS {
        let (header, query) = split::<ListHeader>(&format!("lists/{name}.sql"), text)?;
        lists.push(List { header, query });
    }
    Ok(Catalogue { indicators, lists })
}

impl Catalogue {
    /// The indicator with this id, in any case.
    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|i| i.header.id.eq_ignore_ascii_case(id))
    }
}
