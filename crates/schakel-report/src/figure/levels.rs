//! Levels: a circle per cell that is fuller the higher its level, with the number beside it, and the words of the levels below.

use super::canvas::{Area, Canvas, GAP, baseline};
use super::columns;
use super::rows::Rows;
use crate::document::{Lang, LevelCell, LevelsRow};
use crate::draw::{Anchor, Color, Stroke};

const ROW: f32 = 19.0;
const RADIUS: f32 = 5.2;
/// Between the circle and its number.
const BESIDE: f32 = 3.5;
/// Corners of a whole circle that is drawn as a polygon.
const CORNERS: usize = 48;

pub(super) fn draw(canvas: &mut Canvas<'_>, scale: &[String], columns: &[String], rows: &[LevelsRow]) {
    let names = Rows::new(canvas, rows.iter().map(|r| r.label.as_str()), ROW);
    let left = names.plot_left();
    let step = (canvas.width - left) / columns.len().max(1) as f32;
    let head = columns::draw_names(canvas, columns, left, step);
    let areas = names.areas(left, canvas.width, head);
    let rule = Stroke::solid(canvas.theme.rule, 0.5);
    for area in &areas {
        canvas.line((0.0, area.y), (canvas.width, area.y), rule);
    }
    names.draw_names(canvas, &areas);
    let top = scale.len().saturating_sub(1).max(1);
    for (row, area) in rows.iter().zip(&areas) {
        for (index, cell) in row.cells.iter().enumerate() {
            let middle = left + step * (index as f32 + 0.5);
            draw_cell(canvas, *cell, top, middle, Area { x: left + step * index as f32, w: step, ..*area });
        }
    }
    let bottom = head + names.height();
    canvas.line((0.0, bottom), (canvas.width, bottom), rule);
    let height = draw_key(canvas, scale, rows, bottom + 12.0);
    canvas.set_height(height);
}

fn draw_cell(canvas: &mut Canvas<'_>, cell: LevelCell, top: usize, middle: f32, area: Area) {
    match cell {
        LevelCell::Level(level) => {
            let style = canvas.value();
            let number = level.to_string();
            let width = 2.0 * RADIUS + BESIDE + canvas.text_width(&number, style);
            let x = middle - width / 2.0 + RADIUS;
            circle(canvas, (x, area.middle()), level, top);
            canvas.text(x + RADIUS + BESIDE, baseline(area.middle(), style.size), Anchor::Start, style, &number);
        }
        LevelCell::NotObserved => {
            let style = canvas.secondary();
            canvas.text(middle, baseline(area.middle(), style.size), Anchor::Middle, style, "\u{2013}");
        }
        LevelCell::Suppressed => withheld(canvas, middle, area.middle()),
    }
}

fn withheld(canvas: &mut Canvas<'_>, middle: f32, y: f32) {
    let mark = Area { x: middle - 2.0 * RADIUS, y: y - RADIUS, w: 4.0 * RADIUS, h: 2.0 * RADIUS };
    canvas.hatch(mark);
    canvas.outlined(mark, 0.0, None, Some(Stroke::solid(canvas.theme.neutral, 0.7)));
}

/// A circle that is filled from the top, clockwise, by the share of its level.
fn circle(canvas: &mut Canvas<'_>, center: (f32, f32), level: usize, top: usize) {
    let fill = canvas.theme.primary;
    if level >= top {
        canvas.circle(center, RADIUS, fill, Some(Stroke::solid(fill, 1.1)));
        return;
    }
    canvas.circle(center, RADIUS, Color::WHITE, Some(Stroke::solid(fill, 1.1)));
    if level == 0 {
        return;
    }
    let share = level as f32 / top as f32;
    let corners = (CORNERS as f32 * share).ceil() as usize;
    let mut points = vec![center];
    points.extend((0..=corners).map(|corner| {
        let angle = std::f32::consts::TAU * share * corner as f32 / corners as f32;
        (center.0 + RADIUS * angle.sin(), center.1 - RADIUS * angle.cos())
    }));
    canvas.polygon(points, Some(fill), None);
}

/// What every mark of the matrix means, in lines below it; gives the height down to its end.
fn draw_key(canvas: &mut Canvas<'_>, scale: &[String], rows: &[LevelsRow], y: f32) -> f32 {
    let top = scale.len().saturating_sub(1).max(1);
    let has = |wanted: LevelCell| rows.iter().flat_map(|row| &row.cells).any(|cell| *cell == wanted);
    let (missing, hidden) = match canvas.lang {
        Lang::Nl => ("niet waargenomen", "niet getoond"),
        Lang::En => ("not observed", "not shown"),
    };
    let mut entries: Vec<(LevelCell, String)> =
        scale.iter().enumerate().map(|(level, word)| (LevelCell::Level(level), format!("{level} {word}"))).collect();
    for (cell, word) in [(LevelCell::NotObserved, missing), (LevelCell::Suppressed, hidden)] {
        if has(cell) {
            entries.push((cell, word.to_owned()));
        }
    }
    let style = canvas.secondary().color(canvas.theme.ink);
    let (mut x, mut y) = (0.0, y);
    for (cell, text) in entries {
        let mark = match cell {
            LevelCell::Suppressed => 4.0 * RADIUS,
            LevelCell::Level(_) | LevelCell::NotObserved => 2.0 * RADIUS,
        };
        let width = mark + BESIDE + canvas.text_width(&text, style);
        if x > 0.0 && x + width > canvas.width {
            x = 0.0;
            y += 2.0 * RADIUS + 5.0;
        }
        match cell {
            LevelCell::Level(level) => circle(canvas, (x + RADIUS, y), level, top),
            LevelCell::NotObserved => {
                let quiet = canvas.secondary();
                canvas.text(x + RADIUS, baseline(y, quiet.size), Anchor::Middle, quiet, "\u{2013}");
            }
            LevelCell::Suppressed => withheld(canvas, x + mark / 2.0, y),
        }
        canvas.text(x + mark + BESIDE, baseline(y, style.size), Anchor::Start, style, &text);
        x += width + 3.0 * GAP;
    }
    y + RADIUS + 2.0
}
