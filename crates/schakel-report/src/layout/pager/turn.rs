//! Pages that lie on their side.

use super::{Joint, Pager};
use crate::layout::sizes::Turn;

impl Pager {
    /// What follows goes to pages that stand so. The page begins with what follows, so that none stays empty.
    pub(crate) fn turn_to(&mut self, turn: Turn) {
        self.flush();
        self.place_all_waiting();
        self.steps.clear();
        if turn == self.turn {
            return;
        }
        self.turn = turn;
        if !self.is_blank() {
            self.turned = true;
        } else if let Some(page) = self.pages.last_mut() {
            page.turn = turn;
        }
    }

    /// Begins the page that was waited with.
    pub(super) fn begin_turned(&mut self) {
        if self.turned {
            self.next_page(Joint::Begins);
        }
    }
}
