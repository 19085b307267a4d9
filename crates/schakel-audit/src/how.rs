//! From what a cell follows, in words.

use super::attack::{Connected, Origin, Reader};
use super::relation::Kind;
use super::world::World;

/// The rule by which a cell of a part follows, or the relations that it takes together.
pub(crate) fn how(world: &World, reader: &Reader, part: &Connected, place: usize) -> String {
    let by = part.derived.as_ref().and_then(|derived| derived.by[place]);
    let Some(rule) = by else {
        let mut relations: Vec<usize> = part.origins.iter().map(|origin| relation_of(world, *origin)).collect();
        relations.sort_unstable();
        relations.dedup();
        let texts: Vec<&str> = relations.iter().map(|relation| world.relations[*relation].text.as_str()).collect();
        return match texts.len() {
            0..=4 => format!("together: {}", texts.join("; ")),
            more => format!("together: {}; and {} more relations", texts[..3].join("; "), more - 3),
        };
    };
    let is_open = |cell: &usize| reader.bounds[*cell].0 < reader.bounds[*cell].1;
    let name = |cell: usize| {
        let (table, count, _) = world.place(cell);
        world.tables[table].count_name(count)
    };
    let cell = part.cells[place];
    let (text, open) = match part.origins[rule] {
        Origin::Share(share) => {
            let share = &world.shares[share];
            let open = [share.part, share.whole].iter().filter(|cell| is_open(cell)).count();
            let text = match reader.percents[share.share] {
                true => world.relations[share.relation].text.clone(),
                false => format!("{} is at most {}", name(share.part), name(share.whole)),
            };
            (text, open)
        }
        Origin::Sum(sum) => {
            let sum = &world.sums[sum];
            let relation = &world.relations[sum.relation];
            let others = || sum.parts.iter().filter(|other| **other != cell);
            let text = match relation.kind {
                Kind::Columns { .. } if sum.total != cell => {
                    let minus: Vec<&str> = others().map(|other| name(*other)).collect();
                    format!("{} = {} − {}", name(cell), name(sum.total), minus.join(" − "))
                }
                _ => relation.text.clone(),
            };
            (text, sum.parts.iter().chain([&sum.total]).filter(|cell| is_open(cell)).count())
        }
    };
    if open > 1 { format!("{text}, with what is known of the masked cells in it") } else { text }
}

fn relation_of(world: &World, origin: Origin) -> usize {
    match origin {
        Origin::Sum(sum) => world.sums[sum].relation,
        Origin::Share(share) => world.shares[share].relation,
    }
}
