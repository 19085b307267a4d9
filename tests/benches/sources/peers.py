"""How long others take to read a file: peers.py KIND PATH prints seconds by name as JSON.

Needs: python3 -m pip install duckdb python-calamine openpyxl lxml earthmover
"""

import json
import os
import sys
import time
from pathlib import Path

kind, path = sys.argv[1:]


def csv_files():
    folder = Path(path)
    return sorted(folder.glob("*.csv")) if folder.is_dir() else [folder]


def duckdb_tables(options):
    import duckdb

    connection = duckdb.connect()
    connection.execute(f"SET threads = {os.cpu_count()}")
    for number, file in enumerate(csv_files()):
        connection.execute(f"CREATE TABLE t{number} AS SELECT * FROM read_csv(?, header = true{options})", [str(file)])


def calamine_rows():
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())


def openpyxl_rows():
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def lxml_rows():
    """Students with the columns that the kind edexml reads, and the groups they are in."""
    from lxml import etree

    students, members = [], []
    for _, element in etree.iterparse(path, tag="leerling"):
        row = {child.tag: child.text for child in element if child.tag in ("geboortedatum", "geslacht", "jaargroep", "mutatiedatum")}
        row["key"] = element.get("key")
        row["groep"] = element.find("groep").get("key")
        students.append(row)
        members.extend((row["key"], group.get("key")) for group in element.iter("samengestelde_groep"))
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return len(students) + len(members)


PEERS = {
    "oneroster": {"DuckDB, as text": lambda: duckdb_tables(", all_varchar = true"), "DuckDB, typed": lambda: duckdb_tables("")},
    "limesurvey": {"DuckDB, as text": lambda: duckdb_tables(", all_varchar = true"), "DuckDB, typed": lambda: duckdb_tables("")},
    "xlsx": {"python-calamine": calamine_rows, "openpyxl": openpyxl_rows},
    "edexml": {"lxml iterparse": lxml_rows},
}

took = {}
for name, read in PEERS[kind].items():
    # Slow readers once, quick ones three times: the best counts.
    for _ in range(3):
        start = time.perf_counter()
        read()
        seconds = time.perf_counter() - start
        took[name] = min(seconds, took.get(name, seconds))
        if seconds > 10:
            break
print(json.dumps(took))
