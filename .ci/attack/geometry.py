"""What the coordinates of a chart say: the values that a reader with a ruler of unlimited precision finds."""

import re

from document import numbers

# Grid lines, and the lines that lead from a name in the head of a chart to its first mark.
GRID, LEADER = 0.5, 0.6
# Coordinates have two decimals, so the ends of a length are each off by half a hundredth at most.
OFF = 0.01
# The side of a square of a legend.
LEGEND = 8.5
# Colours that cover, or that mark what is not shown.
COVER = ("#ffffff", "pattern")


class Scale:
    """From points to values, by the grid lines and what is written below them."""

    def __init__(self, figure, known=None):
        lines = [
            s
            for s in figure.shapes
            if s[0] == "line"
            and s[1] == s[3]
            and s[5] == GRID
            and s[4] - s[2] > 20
            or s[0] == "line"
            and s[1] == s[3]
            and s[5] == GRID
            and s[2] - s[4] > 20
        ]
        self.places = sorted({line[1] for line in lines})
        ticks, self.percent = known or ([], False)
        if not known:
            for place in self.places:
                below = [s[3] for s in figure.shapes if s[0] == "text" and abs(s[1] - place) < OFF]
                below = [words for words in below if re.fullmatch(r"[-−]?\d+%?", words)]
                self.percent |= any(words.endswith("%") for words in below)
                if below:
                    ticks.append(float(below[-1].rstrip("%").replace("−", "-")))
        self.ticks = ticks
        self.found = len(self.places) == len(ticks) > 1

    def value(self, x):
        first, last = self.places[0], self.places[-1]
        return self.ticks[0] + (x - first) / (last - first) * (self.ticks[-1] - self.ticks[0])

    @property
    def tolerance(self):
        return 3 * OFF * (self.ticks[-1] - self.ticks[0]) / (self.places[-1] - self.places[0])


def marks(figure, scale):
    """The values of all marks on an axis, in the order in which they are drawn."""
    found, first, last = [], scale.places[0], scale.places[-1]
    for shape in figure.shapes:
        if shape[0] == "dot":
            found.append(shape[1])
        elif shape[0] == "bar" and shape[4] not in COVER and not str(shape[4]).startswith("url"):
            if abs(shape[1] - first) < 2 * OFF:
                found.append(shape[2])
        elif shape[0] == "line" and shape[5] not in (GRID, LEADER) and shape[6] not in ("#d5dbe0", "#ffffff"):
            if first - OFF <= shape[1] and shape[3] <= last + OFF:
                found += [shape[1]] if shape[1] == shape[3] else [shape[1], shape[3]]
    return [scale.value(x) for x in found if first - OFF <= x <= last + OFF]


def rows_of_bars(figure):
    """Bars by the row in which they are drawn: of each its left and right end."""
    rows = {}
    for shape in figure.shapes:
        if shape[0] == "bar" and shape[4] not in COVER and not str(shape[4]).startswith("url"):
            rows.setdefault(round(shape[3], 1), []).append((shape[1], shape[2]))
    return [sorted(bars) for _, bars in sorted(rows.items())]


def stacked(figure):
    """The shares of stacked bars, in percent of the sum of what is written; with what is written, row by row."""
    said = [[float(x) for x in re.findall(r"(\d+)%", row)] for row in figure.alternative.split("; ")]
    said = [row for row in said if row]
    rows = [row for row in rows_of_bars(figure) if any(abs(b - a - LEGEND) > OFF for a, b in row)]
    found = []
    for written, bars in zip(said, rows):
        shown = [value for value in written if value > 0]
        if len(shown) != len(bars):
            found.append((written, None))
            continue
        gaps = [after[0] - bar[1] for bar, after in zip(bars, bars[1:])]
        gap = sum(gaps) / len(gaps) if gaps else 0.0
        ends = [bar[0] for bar in bars] + [bars[-1][1] + gap]
        whole = ends[-1] - ends[0]
        found.append((shown, [(b - a) / whole * sum(shown) for a, b in zip(ends, ends[1:])]))
    return found


def proportions(figure, lang):
    """Bars without an axis: what is written in each row, and how long its bar is."""
    rows = [row[0] for row in rows_of_bars(figure)]
    start = min((bar[0] for bar in rows), default=0)
    body = figure.alternative.split(": ", 1)[-1]
    said = [numbers(row.rsplit(": ", 1)[-1], lang)[:1] for row in body.split("; ")]
    return [(one[0], bar[1] - start) for one, bar in zip((s for s in said if s), rows)]
