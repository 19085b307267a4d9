//! A timeline: what runs when, the explicit approvals, and the day of the report.

use super::canvas::{Area, Canvas, GAP, SMALL, Style, baseline};
use super::rows::Rows;
use crate::document::{Date, Lang, Phase, TimelineBar};
use crate::draw::{Anchor, Color, Face, Stroke};
use crate::wording::month_abbreviation;

const THICK: f32 = 14.0;
const DIAMOND: f32 = 5.0;
const HEAD: f32 = SMALL + 7.0;
/// About so many years are named at most.
const MOST_YEARS: i32 = 60;
/// The widest share of the calendar that the text of a bar may take.
const WIDEST_TEXT: f32 = 0.7;

pub(super) fn draw(canvas: &mut Canvas<'_>, today: Option<Date>, bars: &[TimelineBar]) {
    let names = Rows::new(canvas, bars.iter().map(|b| b.label.as_str()), 23.0);
    let left = names.plot_left();
    let Some(calendar) = Calendar::new(today, bars, left, canvas.width) else {
        without_dates(canvas, &names, bars);
        return;
    };
    let years = calendar.years();
    let head = HEAD + if years.len() > 1 { SMALL + 3.0 } else { 0.0 };
    let areas = names.areas(left, canvas.width, head);
    let bottom = head + names.height();
    calendar.draw_head(canvas, head, bottom, &years);
    let mut height = bottom;
    if let Some(today) = today {
        height += draw_today(canvas, &calendar, today, head, bottom);
    }
    names.draw_names(canvas, &areas);
    for (bar, area) in bars.iter().zip(&areas) {
        draw_bar(canvas, &calendar, bar, *area);
    }
    canvas.set_height(height);
}

/// Without a single date there is nothing to place; the rows still say where things stand.
fn without_dates(canvas: &mut Canvas<'_>, names: &Rows, bars: &[TimelineBar]) {
    let areas = names.areas(names.plot_left(), canvas.width, 0.0);
    names.draw_names(canvas, &areas);
    let style = canvas.name();
    for (bar, area) in bars.iter().zip(&areas) {
        let y = baseline(area.middle(), style.size);
        canvas.text(area.x, y, Anchor::Start, style, &bar.text);
    }
    canvas.set_height(names.height());
}

/// Whole months from the first day to the last.
struct Calendar {
    first: Date,
    months: i32,
    left: f32,
    per_day: f32,
}

impl Calendar {
    fn new(today: Option<Date>, bars: &[TimelineBar], left: f32, right: f32) -> Option<Calendar> {
        let dates = || bars.iter().flat_map(|b| [b.from, b.to, b.approved]).flatten().chain(today);
        let first = first_of_month(dates().min()?);
        let last = dates().max()?;
        let months = (last.year - first.year) * 12 + i32::from(last.month) - i32::from(first.month) + 1;
        let end = add_months(first, months);
        let days = (end.day_number() - first.day_number()) as f32;
        Some(Calendar { first, months, left, per_day: (right - left) / days.max(1.0) })
    }

    fn x(&self, date: Date) -> f32 {
        self.left + (date.day_number() - self.first.day_number()) as f32 * self.per_day
    }

    /// The first month shown of every year.
    fn years(&self) -> Vec<Date> {
        // Of a calendar of centuries not every year has a label.
        let every = (self.months / 12 / MOST_YEARS + 1).max(1);
        let named = |d: &Date| *d == self.first || (d.month == 1 && d.year % every == 0);
        (0..self.months).map(|i| add_months(self.first, i)).filter(named).collect()
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, top: f32, bottom: f32, years: &[Date]) {
        let style = canvas.secondary();
        let grid = Stroke::solid(canvas.theme.rule, 0.5);
        let widest =
            (1..=12).map(|m| canvas.text_width(&month_abbreviation(m, canvas.lang), style)).fold(0.0, f32::max);
        let month = 30.4 * self.per_day;
        // Every month has its name, or every second, third, sixth or twelfth one where that is all there is room for; of a calendar of many
        // years only the beginning of some.
        let every = [1, 2, 3, 6, 12, 60, 120, 600, 1200, 6000, 12_000, 60_000]
            .into_iter()
            .find(|n| month * *n as f32 >= widest + 3.0)
            .unwrap_or(120_000);
        for index in 0..=self.months {
            let date = add_months(self.first, index);
            let x = self.x(date);
            if index % every == 0 || index == self.months {
                canvas.line((x, top - 2.0), (x, bottom), grid);
            }
            if index < self.months && index % every == 0 {
                let room = every.min(self.months - index) as f32 * month;
                if room >= widest {
                    let name = month_abbreviation(date.month, canvas.lang);
                    canvas.text(x + 2.0, top - 4.5, Anchor::Start, style, &name);
                }
            }
        }
        if years.len() > 1 {
            let bold = style.bold();
            let label = |date: &Date| {
                let text = date.year.to_string();
                let x = self.x(*date) + 2.0;
                YearLabel { x, end: x + canvas.text_width(&text, bold), text }
            };
            let labels = clear_years(years.iter().map(label).collect(), canvas.width);
            for label in labels {
                canvas.text(label.x, SMALL, Anchor::Start, bold, &label.text);
            }
        }
    }
}

struct YearLabel {
    x: f32,
    end: f32,
    text: String,
}

/// Of two years whose labels would touch, the one that covers less of the axis loses its label.
fn clear_years(mut labels: Vec<YearLabel>, right: f32) -> Vec<YearLabel> {
    labels.retain(|label| label.end <= right);
    while let Some(index) = labels.windows(2).position(|pair| pair[0].end + GAP > pair[1].x) {
        let covered = |at: usize| labels.get(at + 1).map_or(right, |next| next.x) - labels[at].x;
        let shorter = if covered(index) < covered(index + 1) { index } else { index + 1 };
        labels.remove(shorter);
    }
    labels
}

fn first_of_month(date: Date) -> Date {
    Date { day: 1, ..date }
}

fn add_months(date: Date, months: i32) -> Date {
    let index = date.year * 12 + i32::from(date.month) - 1 + months;
    Date { year: index.div_euclid(12), month: u8::try_from(index.rem_euclid(12) + 1).unwrap_or(1), day: 1 }
}

fn draw_today(canvas: &mut Canvas<'_>, calendar: &Calendar, today: Date, top: f32, bottom: f32) -> f32 {
    let x = calendar.x(today);
    let color = canvas.theme.accent;
    canvas.line((x, top - 2.0), (x, bottom + 3.0), Stroke::solid(color, 1.1));
    let style = canvas.secondary().bold().color(color);
    let text = match canvas.lang {
        Lang::Nl => "vandaag",
        Lang::En => "today",
    };
    let half = canvas.text_width(text, style) / 2.0;
    let x = x.clamp(calendar.left + half, canvas.width - half);
    canvas.text(x, bottom + SMALL + 4.0, Anchor::Middle, style, text);
    SMALL + 7.0
}

/// How a phase looks: fill, outline, and whether the text on it is bold. What ended early or changed course is neutral.
fn look(canvas: &Canvas<'_>, phase: Phase) -> (Color, Option<Stroke>) {
    let theme = canvas.theme;
    match phase {
        Phase::Running => (theme.primary, None),
        Phase::Finished => (theme.strong, None),
        Phase::Adapted => (theme.soft.tint(0.45), Some(Stroke::solid(theme.soft, 1.0))),
        Phase::Stopped => (theme.wash, Some(Stroke::solid(theme.neutral, 1.0))),
        Phase::Approved => (Color::WHITE, Some(Stroke::solid(theme.primary, 1.2))),
        Phase::Submitted => (Color::WHITE, Some(Stroke::dashed(theme.accent, 1.2, 3.0, 2.0))),
        Phase::Idea => (Color::WHITE, Some(Stroke::dashed(theme.neutral, 1.0, 2.0, 2.0))),
    }
}

fn draw_bar(canvas: &mut Canvas<'_>, calendar: &Calendar, bar: &TimelineBar, area: Area) {
    let strip = area.strip(THICK);
    let (fill, stroke) = look(canvas, bar.phase);
    let diamond = bar.approved.map(|date| calendar.x(date));
    let style = Style::new(SMALL + 0.2, Face::SemiBold, canvas.theme.ink);
    let y = baseline(area.middle(), style.size);
    let Some(from) = bar.from.map(|d| calendar.x(d)) else {
        canvas.text(area.x + GAP, y, Anchor::Start, style, &bar.text);
        return;
    };
    let to = bar.to.map_or(area.right(), |d| calendar.x(d)).max(from + 3.0);
    let body = Area { x: from, w: to - from, ..strip };
    canvas.outlined(body, 2.5, Some(fill), stroke);
    if bar.to.is_none() {
        open_end(canvas, body);
    }
    if let Some(x) = diamond {
        draw_diamond(canvas, x, area.middle());
    }
    let text = &canvas.short(&bar.text, style, area.w * WIDEST_TEXT);
    let width = canvas.text_width(text, style);
    match place_text(width, body, diamond, area) {
        Place::Inside(x) => {
            let color = canvas.on(fill);
            canvas.text(x, y, Anchor::Start, style.color(color), text);
        }
        Place::Right(x) => canvas.text(x, y, Anchor::Start, style, text),
        Place::Left(x) => canvas.text(x, y, Anchor::End, style, text),
    }
}

/// The last stretch of a bar without an end fades out in steps.
fn open_end(canvas: &mut Canvas<'_>, body: Area) {
    let step = (body.w / 4.0).min(3.0);
    for index in 0..3_u8 {
        let gap = Area {
            x: body.right() - step * (f32::from(index) * 2.0 + 1.0),
            y: body.y - 1.0,
            w: step * 0.6,
            h: body.h + 2.0,
        };
        canvas.rect(gap, 0.0, Color::WHITE);
    }
}

fn draw_diamond(canvas: &mut Canvas<'_>, x: f32, y: f32) {
    let r = DIAMOND;
    let accent = canvas.theme.accent;
    canvas.polygon(
        vec![(x, y - r), (x + r, y), (x, y + r), (x - r, y)],
        Some(accent),
        Some(Stroke::solid(Color::WHITE, 1.0)),
    );
}

#[derive(Debug, PartialEq)]
enum Place {
    Inside(f32),
    Right(f32),
    Left(f32),
}

/// Where the text of a bar goes: inside, clear of the diamond, or else beside the bar on the side with room.
fn place_text(width: f32, body: Area, diamond: Option<f32>, row: Area) -> Place {
    let reach = DIAMOND + 2.0;
    let inside = body.x + 5.0;
    let clear = |x: f32| diamond.is_none_or(|d| x + width < d - reach || x > d + reach);
    let fits = |x: f32| x + width + 3.0 <= body.right() && clear(x);
    if fits(inside) {
        return Place::Inside(inside);
    }
    if let Some(after) = diamond.map(|d| d + reach + 1.0).filter(|x| *x >= inside && fits(*x)) {
        return Place::Inside(after);
    }
    let right = diamond.map_or(body.right(), |d| body.right().max(d + DIAMOND)) + GAP;
    if right + width <= row.right() {
        return Place::Right(right);
    }
    Place::Left(diamond.map_or(body.x, |d| body.x.min(d - DIAMOND)) - GAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: Area = Area { x: 0.0, y: 0.0, w: 300.0, h: 20.0 };

    fn body(x: f32, w: f32) -> Area {
        Area { x, w, ..ROW }
    }

    #[test]
    fn the_text_of_a_bar_never_lies_under_its_diamond() {
        assert_eq!(place_text(30.0, body(50.0, 100.0), None, ROW), Place::Inside(55.0));
        assert_eq!(place_text(30.0, body(50.0, 100.0), Some(60.0), ROW), Place::Inside(68.0));
        assert_eq!(place_text(40.0, body(50.0, 60.0), Some(80.0), ROW), Place::Right(115.0));
        assert_eq!(place_text(40.0, body(240.0, 30.0), None, ROW), Place::Left(235.0));
    }

    #[test]
    fn of_two_years_that_collide_the_longer_one_keeps_its_label() {
        let label = |x: f32, text: &str| YearLabel { x, end: x + 16.0, text: text.to_owned() };
        let shown =
            |labels: Vec<YearLabel>| clear_years(labels, 300.0).into_iter().map(|label| label.text).collect::<Vec<_>>();
        assert_eq!(shown(vec![label(0.0, "2024"), label(14.0, "2025"), label(180.0, "2026")]), ["2025", "2026"]);
        assert_eq!(shown(vec![label(0.0, "2024"), label(150.0, "2025"), label(290.0, "2026")]), ["2024", "2025"]);
        assert_eq!(shown(vec![label(0.0, "2024"), label(40.0, "2025")]), ["2024", "2025"]);
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        let date = Date { year: 2025, month: 11, day: 1 };
        assert_eq!((add_months(date, 2).year, add_months(date, 2).month), (2026, 1));
    }
}
