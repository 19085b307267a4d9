//! What is connected with what.

/// Things by their numbers, in groups that are joined one by one.
pub(crate) struct Groups(Vec<usize>);

impl Groups {
    /// So many things, each in a group of its own.
    pub(crate) fn new(things: usize) -> Groups {
        Groups((0..things).collect())
    }

    /// The smallest number of the group of a thing.
    pub(crate) fn top(&mut self, thing: usize) -> usize {
        let mut top = thing;
        while self.0[top] != top {
            self.0[top] = self.0[self.0[top]];
            top = self.0[top];
        }
        top
    }

    /// Joins the groups of two things; `false` when they were in one already.
    pub(crate) fn join(&mut self, one: usize, other: usize) -> bool {
        let (one, other) = (self.top(one), self.top(other));
        self.0[one.max(other)] = one.min(other);
        one != other
    }
}
