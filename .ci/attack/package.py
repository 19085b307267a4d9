"""The data package of the research team, read by the tools of others: what each of its files tells of every number."""

import csv
import math
import re

import openpyxl
import pyarrow.parquet
import pyreadstat
from lxml import etree

NUMBERS = ("value", "from_value", "low", "high")


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def plain(value):
    if value is None or value == "" or isinstance(value, float) and math.isnan(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def forms(folder):
    """The cube in all its forms, each as rows of texts."""
    cube = rows(folder / "data/cube.csv")
    names = list(cube[0])
    parquet = pyarrow.parquet.read_table(folder / "data/cube.parquet").to_pylist()
    # As the file holds it, also where a value is marked as missing.
    frame, _ = pyreadstat.read_sav(str(folder / "data/cube.sav"), output_format="dict", user_missing=True)
    sav = [{n: frame[n + ("_" if n == "by" else "")][at] for n in names} for at in range(len(cube))]
    return cube, {"cube.parquet": parquet, "cube.sav": sav}


def check(folder, facts_of):
    """Findings about the data package; `facts_of` has the cells and the changes of each school, by its alias."""
    cube, others = forms(folder)
    found = []
    for row in cube:
        if row["status"] != "released" and any(row[name] for name in NUMBERS):
            found.append(f"cube.csv: a number beside the status {row['status']}: {place(row)}")
    for name, table in others.items():
        for one, other in zip(cube, table):
            for column in NUMBERS:
                told = plain(other[column])
                # Missing values of SPSS are codes of reasons: they hold no number.
                if name == "cube.sav" and one["status"] != "released" and told.startswith("-9"):
                    told = ""
                if told and (not one[column] or float(told) != float(one[column])):
                    found.append(f"{name}: {column} is {told}, not “{one[column]}”: {place(one)}")
        if len(table) != len(cube):
            found.append(f"{name}: {len(table)} rows, not {len(cube)}")
    found += workbook(folder, cube) + codebook(folder) + sources(cube, facts_of)
    return found, len(cube)


def place(row):
    return " ".join(row[name] for name in ("school", "indicator", "by", "grp", "part", "period") if row[name])


def sources(cube, facts_of):
    """Every number of the cube is one of the facts of its school, and what is kept back there is kept back here."""
    found = []
    for row in cube:
        cells, changes = facts_of[row["school"]]
        ends = (row["compared_with"],) if row["measure"] == "change" else ()
        key = (row["indicator"], row["by"], row["grp"].removeprefix("'"), row["part"], row["period"])
        if row["measure"] == "value":
            cell = cells.get(key)
            told = (cell.status, cell.value, cell.low, cell.high) if cell else None
        else:
            change = next((c for c in changes if c.key[:4] == key[:4] and {c.first, c.second} == {key[4], *ends}), None)
            told = (change.status, change.values[2], change.values[3], change.values[4]) if change else None
        here = (row["status"], *(float(row[name]) if row[name] else None for name in ("value", "low", "high")))
        if told != here:
            found.append(f"cube.csv: {here}, and the facts of the school say {told}: {place(row)}")
    return found


def workbook(folder, cube):
    """All numbers of a sheet are values of the cube for that school and indicator."""
    found, known = [], {}
    for row in cube:
        if row["value"]:
            known.setdefault((row["indicator"][0], row["school"]), set()).add(float(row["value"]))
    for sheet in openpyxl.load_workbook(folder / "tables.xlsx"):
        head = [str(cell.value) for cell in sheet[1]]
        for line in sheet.iter_rows(min_row=2):
            for name, cell in zip(head, line):
                school = re.fullmatch(r"school (\S+)", name)
                if school and isinstance(cell.value, (int, float)):
                    if float(cell.value) not in known.get((sheet.title[0], school[1]), ()):
                        found.append(
                            f"tables.xlsx, {sheet.title}!{cell.coordinate}: {cell.value} is in no row of the cube"
                        )
                if cell.comment:
                    found.append(f"tables.xlsx, {sheet.title}!{cell.coordinate}: a comment")
    return found


def codebook(folder):
    """A codebook may say how many values a column has, and nothing of what they are."""
    book = etree.parse(str(folder / "ddi-codebook.xml"))
    kinds = {e.get("type") for e in book.iter("{ddi:codebook:2_5}sumStat")}
    found = [f"ddi-codebook.xml: a statistic of the kind {kind}" for kind in sorted(kinds - {"vald", "invd"})]
    return found + [f"ddi-codebook.xml: {e.tag}" for e in book.iter("{*}catStat", "{*}valrng")]
