//! The header of a list: which column of the model each of its columns shows, and so whether it may.

use std::collections::BTreeMap;

use schakel_disclosure::FactClass;
use schakel_model::{Column, Privacy};
use serde::Deserialize;

/// What the header of a list says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListHeader {
    /// Its name in the facts.
    pub name: String,
    /// Its columns.
    pub columns: BTreeMap<String, ListColumn>,
}

/// A column of a list: the column of the model it comes from, and what makes it printable if that is not a
/// fact about the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum ListColumn {
    /// Public, or a fact about the organisation.
    Plain(String),
    /// A role under the name it may be shown by.
    Shown {
        /// `table.column` of the model.
        column: String,
        /// Always true: the query takes the role from `shown_roles`, and the engine checks that.
        shown: bool,
    },
    /// A fact about a person among many.
    Among {
        /// `table.column` of the model.
        column: String,
        /// Column of the query with the number of persons of whom it could be said.
        among: String,
    },
    /// A text that its teller released.
    Released {
        /// `table.column` of the model.
        column: String,
        /// Column of the query that says so.
        released: String,
    },
}

impl ListColumn {
    /// `table.column` of the model.
    #[must_use]
    pub fn origin(&self) -> &str {
        match self {
            Self::Plain(column)
            | Self::Shown { column, .. }
            | Self::Among { column, .. }
            | Self::Released { column, .. } => column,
        }
    }

    /// The column of the model.
    #[must_use]
    pub fn model_column(&self) -> Option<&'static Column> {
        let (table, column) = self.origin().split_once('.')?;
        schakel_model::table(table)?.column(column)
    }

    /// Why the column may not be in a list, if so.
    #[must_use]
    pub fn objection(&self) -> Option<String> {
        let Some(column) = self.model_column() else {
            return Some(format!("the model has no column `{}`", self.origin()));
        };
        let fits = match self {
            Self::Plain(_) => column.privacy <= Privacy::P1,
            Self::Shown { shown, .. } => *shown && column.codes().is_some_and(|list| list.name == "role"),
            Self::Among { .. } => column.privacy <= Privacy::P2,
            Self::Released { .. } => column.privacy != Privacy::P4,
        };
        let class = column.privacy.name();
        (!fits).then(|| format!("`{}` has privacy class {class}, which a list may not show like this", self.origin()))
    }

    /// How disclosure control must treat a value: with the persons of whom it could be said, and whether
    /// it was released, where the query tells.
    #[must_use]
    pub fn class(&self, among: Option<u64>, released: bool) -> FactClass {
        match self {
            Self::Plain(_) | Self::Shown { .. } => FactClass::Organisation,
            Self::Among { .. } => FactClass::Personal { among: among.unwrap_or(0) },
            Self::Released { .. } => FactClass::Identifying { released },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objection(toml: &str) -> Option<String> {
        let header: ListHeader = toml::from_str(&format!("name = \"x\"\n[columns]\nc = {toml}")).unwrap();
        header.columns["c"].objection()
    }

    #[test]
    fn facts_about_the_organisation_may_be_listed() {
        assert_eq!(objection("\"intervention.title\""), None);
    }

    #[test]
    fn what_is_about_a_person_may_not() {
        assert_eq!(
            objection("\"staff_role.role\"").unwrap(),
            "`staff_role.role` has privacy class P2, which a list may not show like this"
        );
        assert!(objection("\"finding.text\"").is_some());
        assert!(objection("{ column = \"student_background.gender\", among = \"n\" }").is_some());
        assert!(objection("{ column = \"student_background.gender\", released = \"r\" }").is_some());
    }

    #[test]
    fn unless_many_share_it_or_its_teller_released_it() {
        assert_eq!(objection("{ column = \"intervention.lead_is_alumnus\", among = \"n\" }"), None);
        assert_eq!(objection("{ column = \"story.text\", released = \"released\" }"), None);
        assert_eq!(objection("{ column = \"staff_role.role\", shown = true }"), None);
    }

    #[test]
    fn a_column_that_the_model_does_not_have_is_refused() {
        assert_eq!(objection("\"intervention.name\"").unwrap(), "the model has no column `intervention.name`");
    }
}
