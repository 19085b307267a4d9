//! Outlines of shapes, in the space of the page.

use super::surface::Step;

/// Turns a height below the top of the page into one above its foot.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) dx: f32,
    pub(super) dy: f32,
    pub(super) page_height: f32,
}

impl Frame {
    pub(super) fn x(self, x: f32) -> f32 {
        self.dx + x
    }

    pub(super) fn y(self, y: f32) -> f32 {
        self.page_height - self.dy - y
    }
}

/// Distance of the handles of a quarter circle, in parts of its radius.
const QUARTER: f32 = 0.552_284_8;

pub(super) fn line(f: Frame, x1: f32, y1: f32, x2: f32, y2: f32) -> Vec<Step> {
    vec![Step::Move(f.x(x1), f.y(y1)), Step::Line(f.x(x2), f.y(y2))]
}

pub(super) fn polygon(f: Frame, points: &[(f32, f32)]) -> Vec<Step> {
    let mut steps: Vec<Step> = points
        .iter()
        .enumerate()
        .map(|(index, &(x, y))| if index == 0 { Step::Move(f.x(x), f.y(y)) } else { Step::Line(f.x(x), f.y(y)) })
        .collect();
    if !steps.is_empty() {
        steps.push(Step::Close);
    }
    steps
}

pub(super) fn rectangle(f: Frame, x: f32, y: f32, w: f32, h: f32, radius: f32) -> Vec<Step> {
    let r = radius.min(w / 2.0).min(h / 2.0);
    if r <= 0.05 {
        return polygon(f, &[(x, y), (x + w, y), (x + w, y + h), (x, y + h)]);
    }
    let k = r * (1.0 - QUARTER);
    let curve = |ax, ay, bx, by, x, y| Step::Curve(f.x(ax), f.y(ay), f.x(bx), f.y(by), f.x(x), f.y(y));
    let (right, bottom) = (x + w, y + h);
    vec![
        Step::Move(f.x(x + r), f.y(y)),
        Step::Line(f.x(right - r), f.y(y)),
        curve(right - k, y, right, y + k, right, y + r),
        Step::Line(f.x(right), f.y(bottom - r)),
        curve(right, bottom - k, right - k, bottom, right - r, bottom),
        Step::Line(f.x(x + r), f.y(bottom)),
        curve(x + k, bottom, x, bottom - k, x, bottom - r),
        Step::Line(f.x(x), f.y(y + r)),
        curve(x, y + k, x + k, y, x + r, y),
        Step::Close,
    ]
}

pub(super) fn circle(f: Frame, cx: f32, cy: f32, r: f32) -> Vec<Step> {
    let k = r * QUARTER;
    let curve = |ax, ay, bx, by, x, y| Step::Curve(f.x(ax), f.y(ay), f.x(bx), f.y(by), f.x(x), f.y(y));
    vec![
        Step::Move(f.x(cx + r), f.y(cy)),
        curve(cx + r, cy + k, cx + k, cy + r, cx, cy + r),
        curve(cx - k, cy + r, cx - r, cy + k, cx - r, cy),
        curve(cx - r, cy - k, cx - k, cy - r, cx, cy - r),
        curve(cx + k, cy - r, cx + r, cy - k, cx + r, cy),
        Step::Close,
    ]
}

/// Distance of the lines of a hatching, along its sides.
const HATCH: f32 = 4.0;

/// Diagonal lines cut to a rectangle.
pub(super) fn hatching(f: Frame, x: f32, y: f32, w: f32, h: f32) -> Vec<Vec<Step>> {
    let mut lines = Vec::new();
    let mut offset = HATCH;
    while offset < w + h {
        // The line runs from the lower left to the upper right: x + y is constant along it.
        let from = (offset - h).max(0.0);
        let to = offset.min(w);
        lines.push(line(f, x + from, y + offset - from, x + to, y + offset - to));
        offset += HATCH;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { dx: 0.0, dy: 0.0, page_height: 100.0 };

    fn ends(steps: &[Step]) -> Vec<(f32, f32)> {
        steps
            .iter()
            .filter_map(|step| match *step {
                Step::Move(x, y) | Step::Line(x, y) | Step::Curve(_, _, _, _, x, y) => Some((x, y)),
                Step::Close => None,
            })
            .collect()
    }

    #[test]
    fn hatching_stays_inside_its_rectangle() {
        for steps in hatching(FRAME, 10.0, 20.0, 33.0, 12.0) {
            for (x, y) in ends(&steps) {
                assert!((10.0..=43.0).contains(&x), "{x}");
                assert!((68.0..=80.0).contains(&y), "{y}");
            }
        }
    }

    #[test]
    fn outlines_return_to_where_they_began() {
        for steps in [rectangle(FRAME, 1.0, 2.0, 30.0, 20.0, 4.0), circle(FRAME, 20.0, 20.0, 7.0)] {
            let ends = ends(&steps);
            let (first, last) = (ends[0], ends[ends.len() - 1]);
            assert!((first.0 - last.0).abs() < 0.001 && (first.1 - last.1).abs() < 0.001);
        }
    }

    #[test]
    fn a_radius_is_never_larger_than_half_a_side() {
        let steps = rectangle(FRAME, 0.0, 0.0, 10.0, 4.0, 50.0);
        assert!(ends(&steps).iter().all(|&(x, _)| (0.0..=10.0).contains(&x)));
    }
}
