//! Names that templates give to values. A template knows a name by its number, and the value that has it now is found without a search.

use std::collections::BTreeMap;

use super::value::Value;

/// The number of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name(usize);

/// All names in the templates and texts of a set.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, Name>);

impl Names {
    /// The number of a name, which it has from now on.
    pub(super) fn of(&mut self, name: &str) -> Name {
        if let Some(known) = self.find(name) {
            return known;
        }
        let new = Name(self.0.len());
        self.0.insert(name.to_owned(), new);
        new
    }

    /// The number of a name that some template uses.
    pub(super) fn find(&self, name: &str) -> Option<Name> {
        self.0.get(name).copied()
    }
}

/// What the names stand for at one moment. A block gives names, and at its end they stand again for what they stood for before.
pub(super) struct Scope<'a> {
    now: Vec<Value<'a>>,
    /// What has been covered, the last one last.
    before: Vec<(Name, Value<'a>)>,
}

/// A moment to go back to.
pub(super) struct Moment(usize);

impl<'a> Scope<'a> {
    pub(super) fn of(names: &Names) -> Scope<'a> {
        Scope { now: vec![Value::Missing; names.0.len()], before: Vec::new() }
    }

    pub(super) fn get(&self, name: Name) -> &Value<'a> {
        self.now.get(name.0).unwrap_or(&Value::Missing)
    }

    pub(super) fn moment(&self) -> Moment {
        Moment(self.before.len())
    }

    pub(super) fn give(&mut self, name: Name, value: Value<'a>) {
        if let Some(place) = self.now.get_mut(name.0) {
            self.before.push((name, std::mem::replace(place, value)));
        }
    }

    pub(super) fn back_to(&mut self, moment: &Moment) {
        while self.before.len() > moment.0
            && let Some((name, value)) = self.before.pop()
            && let Some(place) = self.now.get_mut(name.0)
        {
            *place = value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_the_end_of_a_block_a_name_stands_for_what_it_stood_for_before() {
        let mut names = Names::default();
        let (a, b) = (names.of("a"), names.of("b"));
        assert_eq!((names.of("a"), names.find("c")), (a, None));
        let mut scope = Scope::of(&names);
        scope.give(a, 1.into());
        let outside = scope.moment();
        scope.give(a, 2.into());
        scope.give(b, 3.into());
        scope.give(a, 4.into());
        assert_eq!(scope.get(a).number(), Some(4.0));
        scope.back_to(&outside);
        assert_eq!(scope.get(a).number(), Some(1.0));
        assert!(matches!(scope.get(b), Value::Missing));
    }
}
