"""What a finished document says, in one form for all media."""

import re
from dataclasses import dataclass, field

# Soft hyphens, joiners and other characters that only say where a word may break.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# What stands for a number that is not shown, in a table and in words.
DASHES = {"–", "niet getoond", "not shown"}


@dataclass
class Table:
    name: str
    head: list
    rows: list


@dataclass
class Figure:
    """A chart: its alternative text, its numbers as a table, and what is drawn, in points."""

    alternative: str = ""
    table: Table | None = None
    # ("bar", x0, x1, y, colour), ("dot", x, y), ("line", x0, y0, x1, y1, width, colour), ("text", x, y, words);
    # y runs down.
    shapes: list = field(default_factory=list)


@dataclass
class Document:
    path: str
    lang: str
    # Sentences, headings, captions: all words outside tables and figures.
    texts: list = field(default_factory=list)
    tables: list = field(default_factory=list)
    figures: list = field(default_factory=list)
    metadata: dict = field(default_factory=dict)
    attachments: dict = field(default_factory=dict)
    # What stands below the grid lines of a figure, and whether as percentages, by its alternative text.
    ticks: dict = field(default_factory=dict)

    @property
    def words(self):
        """All words, wherever they stand."""
        cells = [cell for table in self.tables for row in [table.head, *table.rows] for cell in row]
        drawn = [shape[-1] for figure in self.figures for shape in figure.shapes if shape[0] == "text"]
        drawn += [cell for figure in self.figures if figure.table for row in figure.table.rows for cell in row]
        return [*self.texts, *cells, *(figure.alternative for figure in self.figures), *drawn, *self.metadata.values()]


def clean(text):
    return re.sub(r"\s+", " ", (text or "").translate(INVISIBLE)).strip()


NUMBER = re.compile(r"(?<![\w.,])[-−]?\d+(?:[.,]\d+)*(?![\w])")


def numbers(text, lang):
    """The numbers in a text, as they are written in its language."""
    point, thousands = (",", ".") if lang == "nl" else (".", ",")
    found = []
    for match in NUMBER.findall(text.replace("%", " ").replace("–", " – ")):
        plain = match.replace(thousands, "").replace(point, ".").replace("−", "-")
        if plain.count(".") < 2:
            found.append(float(plain))
    return found
