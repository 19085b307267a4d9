//! Paragraphs of boxes and glue, and how they are broken.

use super::*;

/// Words of the given widths with spaces between them.
fn words(widths: &[f32]) -> Vec<Item> {
    let mut items = Vec::new();
    for (index, &width) in widths.iter().enumerate() {
        if index > 0 {
            items.push(Item::Glue { width: 2.0, stretch: 1.2, shrink: 0.6, cost: 0.0 });
        }
        items.push(Item::Box { width });
    }
    items
}

fn justified(width: f32) -> Measure {
    Measure { width, ragged: false }
}

#[test]
fn one_short_line_stays_one_line() {
    let breaks = break_lines(&words(&[10.0, 20.0]), justified(100.0));
    assert_eq!(breaks, [Break { item: 3, ratio: 0.0 }]);
}

/// Ratio of the loosest line but the last when every line takes as many words as fit.
fn loosest_when_filled_in_turn(widths: &[f32], measure: f32) -> f32 {
    let (mut loosest, mut width, mut spaces) = (0.0_f32, widths[0], 0.0);
    for word in &widths[1..] {
        if width + 2.0 + word <= measure + 0.6 * (spaces + 1.0) {
            width += 2.0 + word;
            spaces += 1.0;
        } else {
            loosest = loosest.max((measure - width) / (1.2 * spaces));
            (width, spaces) = (*word, 0.0);
        }
    }
    loosest
}

#[test]
fn the_whole_paragraph_decides_not_line_after_line() {
    let (mut better, mut worse) = (0, 0);
    for seed in 0..40_usize {
        let mut widths: Vec<f32> = (0..60).map(|n| 7.0 + ((n * n * 13 + n * (seed + 3) * 7) % 31) as f32).collect();
        // A last line that is never short: to avoid one, looser lines are taken.
        widths.push(60.0);
        let breaks = break_lines(&words(&widths), justified(150.0));
        let (_, but_last) = breaks.split_last().unwrap();
        let loosest = but_last.iter().map(|b| b.ratio).fold(0.0, f32::max);
        let in_turn = loosest_when_filled_in_turn(&widths, 150.0);
        better += usize::from(loosest < in_turn - 0.01);
        worse += usize::from(loosest > in_turn + 0.01);
    }
    assert!(better > 4 * worse, "better {better}, worse {worse}");
}

#[test]
fn no_line_is_wider_than_the_measure() {
    let widths: Vec<f32> = (0..120).map(|n| 8.0 + ((n * 37) % 29) as f32).collect();
    let items = words(&widths);
    for width in [80.0, 120.0, 200.0] {
        for ragged in [false, true] {
            let mut start = 0;
            for line in break_lines(&items, Measure { width, ragged }) {
                let natural: f32 = items[start..line.item]
                    .iter()
                    .map(|item| match item {
                        Item::Box { width } => *width,
                        Item::Glue { width, shrink, .. } => width + line.ratio.min(0.0) * shrink,
                        _ => 0.0,
                    })
                    .sum();
                assert!(natural <= width + SLACK, "{natural} in {width}");
                start = line.item + 1;
            }
        }
    }
}

#[test]
fn a_forced_break_ends_the_line() {
    let mut items = words(&[10.0]);
    items.push(Item::Forced);
    items.extend(words(&[10.0]));
    let breaks = break_lines(&items, justified(100.0));
    assert_eq!(breaks.iter().map(|b| b.item).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn a_box_wider_than_the_line_still_ends_somewhere() {
    let breaks = break_lines(&words(&[10.0, 300.0, 10.0]), justified(100.0));
    assert_eq!(breaks.last().map(|b| b.item), Some(5));
    assert_eq!(breaks.len(), 3);
}

#[test]
fn hyphens_on_lines_in_a_row_are_avoided() {
    // Every word can be broken in the middle; without the extra cost three lines in a row would end so.
    let mut items = Vec::new();
    for index in 0..40 {
        if index > 0 {
            items.push(Item::Glue { width: 2.0, stretch: 1.2, shrink: 0.6, cost: 0.0 });
        }
        items.push(Item::Box { width: 9.0 });
        items.push(Item::Penalty { width: 3.0, cost: 50.0, hyphen: true });
        items.push(Item::Box { width: 7.0 + (index % 3) as f32 });
    }
    let breaks = break_lines(&items, justified(96.0));
    let mut in_a_row = 0;
    for line in &breaks {
        let hyphen = matches!(items.get(line.item), Some(Item::Penalty { .. }));
        in_a_row = if hyphen { in_a_row + 1 } else { 0 };
        assert!(in_a_row <= 2, "{breaks:?}");
    }
}

/// Demerits of a way to break, or nothing when a line of it is too wide or too loose.
fn demerits(search: &Search<'_>, breaks: &[usize]) -> Option<f64> {
    let start = search.line_start(0);
    let mut node = Node { item: 0, start, demerits: 0.0, previous: 0, ratio: 0.0, fitness: 1, hyphens: 0 };
    for &at in breaks {
        let kind = search.place(at)?;
        let fitted = search.fit(node.start, at, kind);
        if fitted.too_wide || fitted.gaps > LOOSEST {
            return None;
        }
        node = Node { item: at, start: search.next_start(at), ..search.candidate(&node, 0, fitted, kind) };
    }
    Some(node.demerits)
}

#[test]
fn no_way_to_break_has_fewer_demerits_than_the_one_that_is_taken() {
    let mut compared = 0;
    for seed in 0..60_usize {
        let mut items = Vec::new();
        for index in 0..9 {
            if index > 0 {
                items.push(Item::Glue { width: 2.0, stretch: 1.2, shrink: 0.6, cost: 0.0 });
            }
            items.push(Item::Box { width: 5.0 + ((index * index * 7 + seed * 11) % 13) as f32 });
            if index % 2 == 0 {
                items.push(Item::Penalty { width: 1.0, cost: 50.0, hyphen: true });
                items.push(Item::Box { width: 4.0 + ((index * 5 + seed) % 7) as f32 });
            }
        }
        let measure = Measure { width: 44.0, ragged: seed % 3 == 0 };
        let sums = Sums::of(&items, measure.ragged);
        let search = Search { items: &items, measure, sums: &sums };
        let places: Vec<usize> = (1..items.len()).filter(|&at| search.place(at).is_some()).collect();
        let ways = (0..1_u32 << places.len()).filter_map(|chosen| {
            let taken = places.iter().enumerate().filter(|(bit, _)| chosen & (1 << bit) != 0);
            demerits(&search, &taken.map(|(_, &at)| at).chain([items.len()]).collect::<Vec<_>>())
        });
        let fewest = ways.fold(f64::INFINITY, f64::min);
        let Some(taken) = search.run(LOOSEST) else {
            assert!(fewest.is_infinite(), "seed {seed}");
            continue;
        };
        compared += 1;
        let taken = demerits(&search, &taken.iter().map(|one| one.item).collect::<Vec<_>>()).unwrap();
        assert!((taken - fewest).abs() <= fewest * 1e-9, "seed {seed}: {taken} for {fewest}");
    }
    assert!(compared > 20, "{compared}");
}
