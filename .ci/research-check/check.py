"""check.py FOLDER...   read data packages with the tools of others; exit 1 if one disagrees.

The Data Package profile (dplib) and its data (frictionless), the codebook by the content model of DDI (lxml; by the schema
of the standard too, where SCHAKEL_DDI_XSD names its codebook.xsd), the citation (cffconvert), and Parquet (pyarrow), SPSS
(pyreadstat) and XLSX (openpyxl) beside the CSV.
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
from collections import Counter

import dplib
import jsonschema
import openpyxl
import pyarrow.parquet
import pyreadstat
from frictionless import Package, system
from lxml import etree

problems = []


def expect(true, *what):
    if not true:
        problems.append(" ".join(str(part) for part in what))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def typed(text, kind):
    if text == "":
        return None
    return {"string": str, "integer": int, "number": float, "boolean": lambda t: t == "true"}[kind](text)


def data_package(folder):
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    # dplib would fetch the profile, though it has a copy.
    profile = pathlib.Path(dplib.__file__).parent / "profiles/2.0/datapackage.json"
    profile = json.loads(profile.read_text(encoding="utf-8"))
    for error in jsonschema.validators.validator_for(profile)(profile).iter_errors(descriptor):
        problems.append(f"datapackage.json: {error.json_path}: {error.message}")
    # Other formats are compared with the CSV below.
    csv_only = [one for one in descriptor["resources"] if one["format"] == "csv"]
    with system.use_context(trusted=True):
        report = Package.from_descriptor(descriptor | {"resources": csv_only}, basepath=str(folder)).validate()
    for error in report.flatten(["name", "type", "message"]):
        problems.append(f"frictionless: {error}")
    expect(report.stats["tasks"] == 9, "frictionless looked at", report.stats["tasks"], "files")
    return {one["path"]: one for one in descriptor["resources"]}


def codebook(folder):
    book = etree.parse(str(folder / "ddi-codebook.xml"))
    schemas = [etree.RelaxNG(etree.parse(str(pathlib.Path(__file__).parent / "ddi-codebook.rng")))]
    # The schema of the standard itself is in no registry of packages.
    if xsd := os.environ.get("SCHAKEL_DDI_XSD"):
        schemas.append(etree.XMLSchema(etree.parse(xsd)))
    for schema in schemas:
        schema.validate(book)
        for error in schema.error_log:
            problems.append(f"ddi-codebook.xml: line {error.line}: {error.message}")
    space = {"d": "ddi:codebook:2_5"}
    for file in book.findall("d:fileDscr", space):
        head = rows(folder / file.get("URI"))
        names = [v.get("name") for v in book.iterfind("d:dataDscr/d:var", space) if v.get("files") == file.get("ID")]
        expect(not head or names == list(head[0]), "ddi-codebook.xml:", file.get("URI"), names)


def spss(folder, cube, fields):
    frame, meta = pyreadstat.read_sav(str(folder / "data/cube.sav"), output_format="dict")
    raw, told = pyreadstat.read_sav(str(folder / "data/cube.sav"), output_format="dict", user_missing=True)
    expect(meta.number_rows == len(cube), "sav: rows", meta.number_rows)
    expect(meta.file_encoding == "UTF-8", "sav: encoding", meta.file_encoding)
    for field in fields:
        name = field["name"] + ("_" if field["name"] == "by" else "")
        expect(meta.column_names_to_labels[name] == field["title"], "sav: label of", name)
        here = [None if v is None or v != v else v for v in frame[name]]
        kind = field["type"]
        there = [typed(row[field["name"]], kind) for row in cube]
        if kind == "string":
            there = [text or "" for text in there]
        expect(here == there, "sav: values of", name)
        if "categories" in field:
            labels = {one["value"]: one["label"] for one in field["categories"]}
            expect(meta.variable_value_labels.get(name) == labels, "sav: labels of", name, meta.variable_value_labels.get(name))
    reasons = {label: code for code, label in meta.variable_value_labels["value"].items()}
    statuses = meta.variable_value_labels["status"]
    for row, value in zip(cube, raw["value"]):
        if row["status"] != "released":
            expect(value == reasons.get(statuses.get(row["status"])), "sav: reason", row["status"], value)
    missing = [one["lo"] for one in told.missing_ranges.get("value", [])]
    expect(sorted(missing) == sorted(reasons.values()), "sav: missing values", missing)


def parquet(folder, cube, fields):
    table = pyarrow.parquet.read_table(folder / "data/cube.parquet")
    there = [{f["name"]: typed(row[f["name"]], f["type"]) for f in fields} for row in cube]
    expect(table.to_pylist() == there, "parquet: values")


def workbook(folder, cube):
    book = openpyxl.load_workbook(folder / "tables.xlsx")
    there, here = Counter(), Counter()
    for row in cube:
        if row["value"] and not row["band"]:
            there[row["indicator"][0], row["school"], float(row["value"])] += 1
        elif row["status"] in ("suppressed", "hidden_low_response"):
            there[row["indicator"][0], row["school"], "–"] += 1
    for sheet in book:
        head = [cell.value for cell in sheet[1]]
        schools = [(place, name.removeprefix("school ")) for place, name in enumerate(head) if str(name).startswith("school ")]
        if not schools:
            continue
        expect(sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1", "xlsx: head of", sheet.title)
        for line in sheet.iter_rows(min_row=2, values_only=True):
            for place, school in schools:
                value = line[place]
                if isinstance(value, (int, float)):
                    here[sheet.title, school, float(value)] += 1
                elif value == "–":
                    here[sheet.title, school, value] += 1
    expect(here == there, "xlsx: values", (here - there).most_common(3), (there - here).most_common(3))


for folder in map(pathlib.Path, sys.argv[1:]):
    before = len(problems)
    resources = data_package(folder)
    codebook(folder)
    cited = subprocess.run(
        [pathlib.Path(sys.executable).parent / "cffconvert", "--validate", "-i", folder / "CITATION.cff"],
        capture_output=True, text=True, check=False,
    )
    expect(cited.returncode == 0, "CITATION.cff:", cited.stdout, cited.stderr)
    cube, fields = rows(folder / "data/cube.csv"), resources["data/cube.csv"]["schema"]["fields"]
    parquet(folder, cube, fields)
    spss(folder, cube, fields)
    workbook(folder, cube)
    print(f"{folder.name}: {len(cube)} numbers, {len(problems) - before} problems")
for problem in problems:
    print(problem)
sys.exit(bool(problems))
