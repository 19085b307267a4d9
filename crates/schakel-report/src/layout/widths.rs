//! Widths of the columns of a table.

/// Space between columns in points, where there are few.
const GAP: f32 = 14.0;
/// Rounding of widths.
const ROUNDING: f32 = 0.5;
/// Most of a table that is space between its columns.
const GAPS_SHARE: f32 = 0.4;

/// Space between so many columns of a table of so many points.
pub(super) fn gap(columns: usize, width: f32) -> f32 {
    GAP.min(width * GAPS_SHARE / columns.saturating_sub(1).max(1) as f32)
}

/// Columns up to this natural width are not wrapped while others can be: dates, numbers, names of roles.
const SHORT: f32 = 84.0;

/// What a column asks for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Demand {
    /// Width at which nothing is wrapped.
    pub(super) natural: f32,
    /// Width at which no word sticks out when words are hyphenated.
    pub(super) narrowest: f32,
    /// Width at which no word needs to be hyphenated.
    pub(super) whole: f32,
    /// Share of the table in percent.
    pub(super) share: Option<f32>,
    /// Whether it takes a part of the room that is left.
    pub(super) stretches: bool,
}

/// Divides the width of a table.
pub(super) fn distribute(demands: &[Demand], width: f32) -> Vec<f32> {
    let count = demands.len();
    let room = width - gap(count, width) * count.saturating_sub(1) as f32;
    let mut set = wished(demands, room);
    // Shares of more than the whole, or words in more columns than there is room for.
    for column in &mut set {
        *column = column.max(1.0);
    }
    let total: f32 = set.iter().sum();
    if total > room + ROUNDING {
        for column in &mut set {
            *column *= room / total;
        }
    }
    set
}

fn wished(demands: &[Demand], room: f32) -> Vec<f32> {
    let count = demands.len();
    let mut set: Vec<Option<f32>> =
        demands.iter().map(|d| d.share.map(|share| (share / 100.0 * room).max(d.narrowest))).collect();
    let mut left = room - set.iter().flatten().sum::<f32>();
    let mut open: Vec<usize> = (0..count).filter(|&c| set[c].is_none()).collect();
    let natural: f32 = open.iter().map(|&c| demands[c].natural).sum();

    if natural <= left {
        let spare = left - natural;
        let takers: Vec<usize> = open.iter().copied().filter(|&c| demands[c].stretches).collect();
        let takers = if takers.is_empty() { open } else { takers };
        let weight: f32 = takers.iter().map(|&c| demands[c].natural.max(1.0)).sum();
        return demands
            .iter()
            .enumerate()
            .map(|(c, d)| {
                let extra = if takers.contains(&c) { spare * d.natural.max(1.0) / weight } else { 0.0 };
                set[c].unwrap_or(d.natural + extra)
            })
            .collect();
    }

    // Short columns keep their width as long as the others stay readable.
    let mut short: Vec<usize> = open.iter().copied().filter(|&c| demands[c].natural <= SHORT).collect();
    short.sort_by(|&a, &b| demands[a].natural.total_cmp(&demands[b].natural));
    for column in short {
        let others: f32 = open.iter().filter(|&&c| c != column).map(|&c| readable(&demands[c])).sum();
        if demands[column].natural + others <= left {
            set[column] = Some(demands[column].natural);
            left -= demands[column].natural;
            open.retain(|&c| c != column);
        }
    }

    // Words stay whole in all columns when that leaves some room to share.
    let whole: f32 = open.iter().map(|&c| demands[c].whole).sum();
    let demands: Vec<Demand> = demands
        .iter()
        .map(|d| Demand { narrowest: if whole <= left * 0.95 { d.narrowest.max(d.whole) } else { d.narrowest }, ..*d })
        .collect();
    let narrowest: f32 = open.iter().map(|&c| demands[c].narrowest).sum();
    let wished: f32 = open.iter().map(|&c| demands[c].natural - demands[c].narrowest).sum();
    for &column in &open {
        let d = &demands[column];
        set[column] = Some(if narrowest >= left {
            d.narrowest * left / narrowest.max(1.0)
        } else if wished > 0.0 {
            // Long texts wrap anyway; the root keeps one long column from starving the others.
            d.narrowest
        } else {
            d.narrowest + (left - narrowest) / open.len() as f32
        });
    }
    if narrowest < left && wished > 0.0 {
        let weights: Vec<f32> =
            open.iter().map(|&c| (demands[c].natural - demands[c].narrowest).max(0.0).sqrt()).collect();
        share_out(&open, &weights, &demands, left - narrowest, &mut set);
    }
    set.into_iter().map(Option::unwrap_or_default).collect()
}

/// Shares room by weight; no column gets more than it can use, what is over goes to the others.
fn share_out(open: &[usize], weights: &[f32], demands: &[Demand], mut room: f32, set: &mut [Option<f32>]) {
    let mut active: Vec<(usize, f32)> = open.iter().copied().zip(weights.iter().copied()).collect();
    while room > 0.01 && !active.is_empty() {
        let total: f32 = active.iter().map(|(_, w)| w).sum();
        if total <= 0.0 {
            break;
        }
        let mut used = 0.0;
        let before = active.len();
        active.retain(|&(column, weight)| {
            let now = set[column].unwrap_or_default();
            let share = room * weight / total;
            let most = demands[column].natural - now;
            let given = share.min(most);
            set[column] = Some(now + given);
            used += given;
            share < most
        });
        room -= used;
        if active.len() == before {
            break;
        }
    }
}

fn readable(demand: &Demand) -> f32 {
    demand.narrowest.max(demand.natural.min(SHORT))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demand(natural: f32, narrowest: f32) -> Demand {
        Demand { natural, narrowest, whole: narrowest, share: None, stretches: true }
    }

    fn total(set: &[f32]) -> f32 {
        set.iter().sum::<f32>() + GAP * (set.len() - 1) as f32
    }

    #[test]
    fn columns_fill_the_table() {
        for demands in [
            vec![demand(40.0, 20.0), demand(60.0, 30.0)],
            vec![demand(400.0, 50.0), demand(60.0, 30.0), demand(900.0, 60.0)],
            vec![demand(400.0, 200.0), demand(300.0, 250.0)],
        ] {
            let set = distribute(&demands, 400.0);
            assert!((total(&set) - 400.0).abs() < 0.5, "{set:?}");
        }
    }

    #[test]
    fn whatever_columns_ask_for_the_table_is_no_wider() {
        let share = |share| Demand { share: Some(share), ..demand(40.0, 30.0) };
        for demands in [
            vec![demand(900.0, 80.0); 60],
            vec![demand(1.0, 0.0); 90],
            vec![share(80.0), share(80.0), demand(300.0, 40.0)],
            vec![share(100.0), demand(0.0, 0.0)],
        ] {
            let set = distribute(&demands, 400.0);
            let total = set.iter().sum::<f32>() + gap(set.len(), 400.0) * (set.len() - 1) as f32;
            assert!(total <= 400.1 && set.iter().all(|width| *width > 0.0), "{set:?}");
        }
    }

    #[test]
    fn short_columns_are_not_wrapped_for_long_ones() {
        let set = distribute(&[demand(600.0, 60.0), demand(70.0, 30.0)], 400.0);
        assert_eq!(set[1], 70.0);
    }

    #[test]
    fn a_share_is_kept() {
        let half = Demand { share: Some(50.0), ..demand(10.0, 5.0) };
        let set = distribute(&[half, demand(300.0, 40.0)], 214.0);
        assert_eq!(set[0], 100.0);
    }

    #[test]
    fn numbers_do_not_take_the_room_that_is_left() {
        let number = Demand { stretches: false, ..demand(30.0, 30.0) };
        let set = distribute(&[demand(80.0, 40.0), number], 300.0);
        assert_eq!(set[1], 30.0);
    }
}
