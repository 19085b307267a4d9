"""Numbers as documents tell them: the facts, the CSV files inside a PDF, and the cube of the research team."""

import csv
import io
import json
import pathlib
from dataclasses import dataclass

# What may be seen of a number. Anything else is the dash.
SHOWN = ("released",)


@dataclass(frozen=True)
class Cell:
    """A number in its table: where it stands, and what is told."""

    indicator: str
    by: str
    group: str
    part: str
    period: str
    status: str
    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    # Lowest and highest number of observations, and of persons they stand for.
    n: tuple | None = None
    population: tuple | None = None
    band: str = ""
    labels: tuple = ()

    @property
    def key(self):
        return (self.indicator, self.by, self.group, self.part, self.period)

    @property
    def told(self):
        """What a reader of any medium is told."""
        return (self.status, self.value, self.low, self.high, self.n, self.band)


@dataclass(frozen=True)
class Change:
    """A difference between two ends."""

    indicator: str
    by: str
    group: str
    part: str
    first: str
    second: str
    status: str
    unit: str
    values: tuple = (None, None, None, None, None)
    pairs: tuple | None = None
    labels: tuple = ()

    @property
    def key(self):
        return (self.indicator, self.by, self.group, self.part, self.first, self.second)


def size(exact, band):
    """A number of persons, exact or as a band."""
    if exact is not None:
        return (exact, exact)
    return (band["from"], band["to"]) if band else None


def of_facts(path):
    """The facts, their cells and their changes."""
    facts = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    cells, changes = [], []
    for indicator in facts["indicators"].values():
        for c in indicator["cells"]:
            labels = tuple(c[f"{what}_label"][lang] for what in ("group", "part") for lang in ("nl", "en"))
            cells.append(
                Cell(
                    indicator["id"],
                    c["by"],
                    c["group"],
                    c["part"],
                    c["period"],
                    c["status"],
                    c["unit"] or indicator["unit"],
                    c["value"],
                    c["low"],
                    c["high"],
                    size(c["n"], c["n_band"]),
                    size(c["population"], c["population_band"]),
                    c["band"] or "",
                    labels,
                )
            )
        for c in indicator["changes"]:
            values = tuple(c[name] for name in ("from_value", "to_value", "diff", "low", "high"))
            labels = tuple(c[f"{what}_label"][lang] for what in ("group", "part") for lang in ("nl", "en"))
            changes.append(
                Change(
                    indicator["id"],
                    c["by"],
                    c["group"],
                    c["part"],
                    c["from"],
                    c["to"],
                    c["status"],
                    c.get("unit") or indicator["unit"],
                    values,
                    size(c["n_pairs"], c["n_pairs_band"]),
                    labels,
                )
            )
    return facts, cells, changes


def number(text):
    return float(text) if text else None


def row(c, group, n=None):
    """A cell as a line of a file tells it."""
    return Cell(
        c["indicator"],
        c["by"],
        group.removeprefix("'"),
        c["part"],
        c["period"],
        c["status"],
        c["unit"],
        number(c["value"]),
        number(c["low"]),
        number(c["high"]),
        n,
        None,
        c["band"],
    )


def of_attachments(files):
    """The cells and the changes of the CSV files inside a PDF; `files` by their names."""
    tables = [list(csv.DictReader(io.StringIO(data.decode("utf-8")))) for data in files.values()]
    figures = next(table for table in tables if table and "period" in table[0])
    changes = next(table for table in tables if table and "from_value" in table[0])
    return [
        row(
            c,
            c["group"],
            size(number(c["n"]), {"from": number(c["n_from"]), "to": number(c["n_to"])} if c["n_from"] else None),
        )
        for c in figures
    ], changes


def of_cube(rows):
    """The cells of the cube, by the alias of their school; it tells no sizes."""
    schools = {}
    for c in rows:
        if c["measure"] == "value":
            schools.setdefault(c["school"], []).append(row(c, c["grp"]))
    return schools
