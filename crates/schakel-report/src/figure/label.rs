//! Labels: broken over lines, and moved apart.

use super::canvas::{Canvas, Style};
use crate::text::{divided, shortened};

/// A name takes at most so many lines; the whole of it stands in the text and the table that go with the figure.
const MOST_LINES: usize = 6;

/// Breaks a text at spaces into lines of at most `width` points; a longer word is broken anywhere.
pub(super) fn wrap(canvas: &Canvas<'_>, text: &str, style: Style, width: f32) -> Vec<String> {
    let fits = |text: &str| canvas.text_width(text, style) <= width;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer {
            Some(longer) if fits(&longer) => {
                if let Some(line) = lines.last_mut() {
                    *line = longer;
                }
            }
            _ => {
                let mut rest = word;
                while lines.len() <= MOST_LINES && !rest.is_empty() {
                    let (line, after) = if fits(rest) { (rest, "") } else { divided(rest, fits) };
                    lines.push(line.to_owned());
                    rest = after;
                }
            }
        }
        if lines.len() > MOST_LINES {
            let last = format!("{}{}", lines[MOST_LINES - 1], lines[MOST_LINES]);
            lines.truncate(MOST_LINES - 1);
            // Longer than the line by what follows, so that the sign that there is more stands at its end.
            lines.push(shortened(&format!("{last}{last}"), fits).into_owned());
            break;
        }
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// A label that wants to stand centred at a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Wish {
    pub(super) center: f32,
    pub(super) width: f32,
}

/// Centres for labels in the order of their wishes' places, so that none overlap and all stand within `left..right`; `None` when they don't fit.
/// Each moves as little as needed: labels that touch form a group, and the group stands around the mean of its wishes.
pub(super) fn spread(wishes: &[Wish], gap: f32, left: f32, right: f32) -> Option<Vec<f32>> {
    let needed: f32 = wishes.iter().map(|w| w.width + gap).sum::<f32>() - gap;
    if !wishes.is_empty() && needed > right - left {
        return None;
    }
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|a, b| wishes[*a].center.total_cmp(&wishes[*b].center));

    let mut groups: Vec<Group> = Vec::new();
    for index in order {
        let mut group = Group::of(index, wishes[index], left, right);
        while let Some(before) = groups.last() {
            if before.start + before.width + gap <= group.start {
                break;
            }
            group = before.join(&group, gap, left, right);
            groups.pop();
        }
        groups.push(group);
    }
    let mut centers = vec![0.0; wishes.len()];
    for group in groups {
        let mut x = group.start;
        for index in group.members {
            centers[index] = x + wishes[index].width / 2.0;
            x += wishes[index].width + gap;
        }
    }
    Some(centers)
}

struct Group {
    start: f32,
    width: f32,
    /// Sum over the members of the start of the group that each would like.
    wanted: f32,
    members: Vec<usize>,
}

impl Group {
    fn of(index: usize, wish: Wish, left: f32, right: f32) -> Group {
        let wanted = wish.center - wish.width / 2.0;
        Group { start: wanted.min(right - wish.width).max(left), width: wish.width, wanted, members: vec![index] }
    }

    fn join(&self, next: &Group, gap: f32, left: f32, right: f32) -> Group {
        let width = self.width + gap + next.width;
        let shift = self.width + gap;
        let wanted = self.wanted + next.wanted - shift * next.members.len() as f32;
        let members: Vec<usize> = self.members.iter().chain(&next.members).copied().collect();
        let start = wanted / members.len() as f32;
        Group { start: start.min(right - width).max(left), width, wanted, members }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wish(center: f32, width: f32) -> Wish {
        Wish { center, width }
    }

    #[test]
    fn labels_with_room_stand_where_they_want() {
        let centers = spread(&[wish(10.0, 8.0), wish(50.0, 8.0)], 2.0, 0.0, 100.0);
        assert_eq!(centers, Some(vec![10.0, 50.0]));
    }

    #[test]
    fn labels_that_collide_move_apart_evenly() {
        let centers = spread(&[wish(50.0, 10.0), wish(50.0, 10.0)], 2.0, 0.0, 100.0);
        assert_eq!(centers, Some(vec![44.0, 56.0]));
    }

    #[test]
    fn labels_without_room_are_not_forced() {
        assert_eq!(spread(&[wish(5.0, 60.0), wish(6.0, 60.0)], 2.0, 0.0, 100.0), None);
    }

    proptest! {
        #[test]
        fn whatever_fits_ends_up_apart_and_inside(
            wishes in prop::collection::vec((-20f32..120.0, 1f32..14.0), 0..7)
        ) {
            let wishes: Vec<Wish> = wishes.into_iter().map(|(c, w)| wish(c, w)).collect();
            if let Some(centers) = spread(&wishes, 1.0, 0.0, 100.0) {
                let mut edges: Vec<(f32, f32)> = centers
                    .iter()
                    .zip(&wishes)
                    .map(|(c, w)| (c - w.width / 2.0, c + w.width / 2.0))
                    .collect();
                edges.sort_by(|a, b| a.0.total_cmp(&b.0));
                for pair in edges.windows(2) {
                    prop_assert!(pair[0].1 + 1.0 <= pair[1].0 + 0.01);
                }
                for edge in edges {
                    prop_assert!(edge.0 >= -0.01 && edge.1 <= 100.01);
                }
            }
        }
    }
}
