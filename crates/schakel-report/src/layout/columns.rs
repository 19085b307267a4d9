//! Blocks side by side.

use super::Composer;
use super::chunk::Chunk;
use super::sizes::{self, Column};
use super::tags::Role;
use crate::document::Block;

/// Space around columns, above and below.
const AROUND: f32 = 10.0;

impl<'d> Composer<'d> {
    /// Columns of equal width beside each other, as one piece. They are read one after the other.
    pub(super) fn columns(&mut self, columns: &'d [Vec<Block>], owner: u32, column: Column) -> Chunk {
        let gaps = sizes::GUTTER * columns.len().saturating_sub(1) as f32;
        let width = (column.width - gaps) / columns.len().max(1) as f32;
        let group = self.tags.add(Role::Group, owner);
        let mut all = Chunk { before: AROUND, after: AROUND, ..Chunk::default() };
        for (index, blocks) in columns.iter().enumerate() {
            let x = column.x + index as f32 * (width + sizes::GUTTER);
            let part = self.tags.add(Role::Group, group);
            let stacked = self.stacked(blocks, part, Column { x, width, ..column });
            if index == 0 {
                all.cap_top = stacked.cap_top;
            }
            all.beside(stacked);
        }
        all
    }

    /// Blocks below each other, as one piece.
    fn stacked(&mut self, blocks: &'d [Block], owner: u32, column: Column) -> Chunk {
        let mut all = Chunk::default();
        let chunks: Vec<Chunk> = blocks.iter().flat_map(|block| self.chunks(block, owner, column)).collect();
        for (index, chunk) in chunks.into_iter().enumerate() {
            if index == 0 {
                all.cap_top = chunk.cap_top;
            } else {
                all.height += if chunk.close { chunk.before } else { all.after.max(chunk.before) };
            }
            all.after = chunk.after;
            all.append(chunk);
        }
        all
    }
}
