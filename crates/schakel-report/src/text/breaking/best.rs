//! The ways to a place of which a way to the end may be made.

use super::UNEVEN_NEIGHBOURS;

/// Hyphens on lines in a row are counted up to this.
pub(super) const MOST_HYPHENS: u8 = 3;

/// A place to which there is a way, and the last line of that way.
#[derive(Clone, Copy)]
pub(super) struct Node {
    pub(super) item: usize,
    /// First item of the line that follows.
    pub(super) start: usize,
    pub(super) demerits: f64,
    /// Where the last line begins.
    pub(super) previous: usize,
    pub(super) ratio: f32,
    pub(super) fitness: u8,
    pub(super) hyphens: u8,
}

impl Node {
    /// Ways to a place are kept apart by the looseness of their last line and by the hyphens that end it.
    fn state(&self) -> (u8, u8) {
        (self.hyphens, self.fitness)
    }

    /// Whether another way there can only do better: it has no more hyphens in a row, and fewer demerits even if its
    /// last line suits the next one less.
    fn is_beaten_by(&self, other: &Node) -> bool {
        let suits = if other.fitness == self.fitness { 0.0 } else { UNEVEN_NEIGHBOURS };
        other.state() != self.state() && other.hyphens <= self.hyphens && other.demerits + suits < self.demerits
    }
}

/// The best way of every state to one place, in the order of their states. There are a few at most.
#[derive(Default)]
pub(super) struct Best(Vec<Node>);

impl Best {
    /// Adds a way where it is the best of its state; of equal ones the first stays.
    pub(super) fn add(&mut self, node: Node) {
        let at = self.0.iter().position(|known| known.state() >= node.state()).unwrap_or(self.0.len());
        match self.0.get_mut(at) {
            Some(known) if known.state() == node.state() => {
                if node.demerits < known.demerits {
                    *known = node;
                }
            }
            _ => self.0.insert(at, node),
        }
    }

    /// Gives the ways that are worth going on with, and forgets all.
    pub(super) fn take(&mut self, nodes: &mut Vec<Node>) {
        let mut at = 0;
        while let Some(node) = self.0.get(at) {
            if self.0.iter().any(|other| node.is_beaten_by(other)) {
                self.0.remove(at);
            } else {
                at += 1;
            }
        }
        nodes.append(&mut self.0);
    }
}
