"""Rows of every file of a folder, counted with Python's own csv reader: `name rows` per line.

With `--records` the first argument is a file with records of several kinds: `kind rows` per line.
With `--xapi` it is a packed file of statements: rows per table, and per verb.
"""

import collections
import csv
import gzip
import json
import pathlib
import sys


def rows(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return sum(1 for row in csv.reader(file) if row)


def records(path):
    text = pathlib.Path(path).read_text(encoding="latin-1")
    return collections.Counter(line.replace("|", ";").split(";")[0] for line in text.splitlines() if line.strip())


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


KINDS = {"--records": records, "--xapi": xapi}
if sys.argv[1] in KINDS:
    for kind, count in sorted(KINDS[sys.argv[1]](sys.argv[2]).items()):
        print(kind, count)
else:
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.csv")):
        print(path.name, rows(path) - 1)
