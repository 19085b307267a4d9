"""The answers in an export of a survey, read with Python's standard library: `row question value` per line.

A LimeSurvey archive is read from its two XML files: `Y` or nothing in a box is 1 or 0. Of a Qualtrics export the
columns that are named after the file are read. Responses that were not sent are left out.
"""

import csv
import pathlib
import sys
import xml.etree.ElementTree as xml
import zipfile


def limesurvey(path):
    with zipfile.ZipFile(path) as archive:
        files = {name.rsplit(".", 1)[1]: xml.fromstring(archive.read(name)) for name in archive.namelist()}
    questions = {row.findtext("qid"): row for row in files["lss"].find("questions/rows")}
    columns = {}
    for field in files["lsr"].iter("fieldname"):
        for qid, row in questions.items():
            if field.text.split("X")[2:] and field.text.split("X", 2)[2].startswith(qid):
                part = field.text.split("X", 2)[2][len(qid):]
                title = row.findtext("title") + ("_" + part if part else "")
                columns["_" + field.text] = (title, row.findtext("type") == "M")
    for number, row in enumerate(files["lsr"].find("responses/rows"), 1):
        if not row.findtext("submitdate"):
            continue
        for column, (title, box) in columns.items():
            value = (row.findtext(column) or "").strip()
            if box:
                value = "1" if value == "Y" else "0"
            if value:
                yield number, title, value


def qualtrics(path, names):
    with open(path, newline="", encoding="utf-8-sig") as file:
        lines = list(csv.reader(file))
    header, texts = lines[0], lines[1]
    first = 3 if "ImportId" in lines[2][0] else 2
    finished = header.index("Finished") if "Finished" in header else texts.index("Finished")
    for number, line in enumerate(lines[first:], first + 1):
        if line[finished] == "1":
            for name in names:
                yield number, name, line[header.index(name)]


path = pathlib.Path(sys.argv[1])
found = limesurvey(path) if path.suffix == ".lsa" else qualtrics(path, sys.argv[2:])
for row, question, value in found:
    print(row, question, value)
