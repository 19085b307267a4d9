"""Rows of every file of a folder, counted with Python's own csv reader: `name rows` per line.

With `--cells` the first argument is a file with `;`: `rows N`, and how many cells below the header hold a number, `<5`
or `NA`, of the columns whose heading ends in one of the further arguments (of all without those).
With `--layout` the first argument is a description of lines of fixed width: `field length` of its first layout.
With `--lines` the first argument is a text: `lines N`, of those that are not blank.
With `--records` the first argument is a file with records of several kinds: `kind rows` per line.
With `--elements` it is an XML document, and the others are paths of elements, of which those with text are counted.
With `--table` it is delimited text, and the others are its delimiter and how many rows of headings it has: `rows`, `columns`.
With `--sheet` it is a workbook: `rows` below the heading of its first sheet, and `columns`.
With `--lsa` it is an archive of LimeSurvey: `rows` and `columns` of the responses.
With `--lss` it is the structure of a survey, and the other a file for made-up results of it: `questions` and `rows`.
With `--xapi` it is a packed file of statements: rows per table, and per verb.
"""

import collections
import csv
import gzip
import itertools
import json
import pathlib
import re
import sys
import xml.etree.ElementTree
import zipfile


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return sum(1 for row in csv.reader(file) if row)


def records(path):
    text = pathlib.Path(path).read_text(encoding="latin-1")
    return collections.Counter(line.replace("|", ";").split(";")[0] for line in text.splitlines() if line.strip())


def cells(path, endings):
    with open(path, newline="", encoding="utf-8-sig") as file:
        header, *body = [row for row in csv.reader(file, delimiter=";") if row]
    wanted = [at for at, name in enumerate(header) if not endings or name.endswith(tuple(endings))]
    counts = collections.Counter(rows=len(body))
    for value in (row[at] for row in body for at in wanted):
        number = value.replace(",", "", 1).replace(".", "", 1).lstrip("-").isdigit()
        counts["number" if number else value] += 1
    return counts


def layout(path):
    lines = pathlib.Path(path).read_text(encoding="latin-1").splitlines()
    below = lines[next(at for at, line in enumerate(lines) if "Startpositie" in line) + 1 :]
    fields = itertools.takewhile(bool, (re.match(r"(.*\S)\s+(\d+)\s+(\d+)(?: \(\*\))?$", line) for line in below))
    return [(field[1], int(field[2]), int(field[3])) for field in fields]


def elements(path, wanted):
    found = collections.Counter({name: 0 for name in wanted})

    def visit(element, around):
        names = [*around, element.tag.rpartition("}")[2]]
        if "".join(element.itertext()).strip():
            found.update(name for name in wanted if names[-name.count("/") - 1 :] == name.split("/"))
        for child in element:
            visit(child, names)

    visit(xml.etree.ElementTree.parse(path).getroot(), [])
    return found


def xapi(path):
    count = collections.Counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for statement in map(json.loads, file):
            context = statement.get("context", {})
            count["statements"] += 1
            count[statement["verb"]["id"]] += 1
            count["context_activities"] += sum(len(list) for list in context.get("contextActivities", {}).values())
            places = [statement["object"].get("definition", {}), statement.get("result", {}), context]
            count["extensions"] += sum(
                not isinstance(value, dict) and value is not None
                for place in places
                for value in place.get("extensions", {}).values()
            )
    return count


def table(path, delimiter, headings):
    with open(path, newline="", encoding="utf-8-sig") as file:
        body = [row for row in csv.reader(file, delimiter=delimiter) if row]
    return {"rows": len(body) - int(headings), "columns": len(body[0])}


def sheet(path):
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        root = xml.etree.ElementTree.fromstring(archive.read(names[0]))
    filled = [row for row in root.findall(".//{*}row") if row.findall("{*}c/{*}v")]
    return {"rows": len(filled) - 1, "columns": len(filled[0].findall("{*}c/{*}v"))}


def lsa(path):
    with zipfile.ZipFile(path) as archive:
        name = next(name for name in archive.namelist() if name.endswith("_responses.lsr"))
        root = xml.etree.ElementTree.fromstring(archive.read(name))
    return {"rows": len(root.findall("responses/rows/row")), "columns": len(root.findall("responses/fields/fieldname"))}


def lss(path, results):
    rows = xml.etree.ElementTree.parse(path).getroot().findall("questions/rows/row")
    codes = [row.findtext("title") for row in rows]
    with open(results, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["id", "submitdate", *codes], ["1", "2025-10-06 09:12:00", *["1"] * len(codes)]])
    return {"questions": len(codes), "rows": 1}


def kinds(arguments):
    known = {"--table": table, "--sheet": sheet, "--lsa": lsa, "--lss": lss}
    return known[arguments[0]](*arguments[1:]) if arguments[0] in known else None


KINDS = {"--records": records, "--xapi": xapi}
if found := kinds(sys.argv[1:]):
    for name, count in sorted(found.items()):
        print(name, count)
elif sys.argv[1] == "--layout":
    for name, _start, length in layout(sys.argv[2]):
        print(name, length)
elif sys.argv[1] == "--lines":
    text = pathlib.Path(sys.argv[2]).read_text(encoding="latin-1")
    print("lines", sum(1 for line in text.splitlines() if line.strip()))
elif sys.argv[1] == "--cells":
    for name, count in sorted(cells(sys.argv[2], sys.argv[3:]).items()):
        print(name, count)
elif sys.argv[1] in KINDS:
    for kind, count in sorted(KINDS[sys.argv[1]](sys.argv[2]).items()):
        print(kind, count)
elif sys.argv[1] == "--elements":
    for name, count in sorted(elements(sys.argv[2], sys.argv[3:]).items()):
        print(name, count)
else:
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.csv")):
        print(path.name, rows(path) - 1)
