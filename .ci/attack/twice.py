"""Two publications about nearly the same persons: what both together tell about those in whom they differ.

The difference between two numbers is a number about a group: those who are gone, or whose row was corrected. What the
rules ask of a small group they ask of this one.
"""

import csv
import io
import shutil
import subprocess
from collections import Counter

import solve
import system as build_system
from document import numbers

SCHOOL = "wilgenborch"
# Fewest persons of whom something may be told, and how uncertain the number on either side must stay.
FEW, SIDE = 10, 3.0


class Project:
    """A copy of the example that may be changed."""

    def __init__(self, source, folder, program):
        self.folder, self.program, self.source = folder / "examples" / source.name, program, source
        leave = shutil.ignore_patterns("out", ".schakel", "target")
        shutil.copytree(source, self.folder, ignore=leave)
        shutil.copytree(source.parent.parent / "plugins", folder / "plugins", ignore=leave)
        self.data = self.folder / "data" / SCHOOL

    def publish(self, *more):
        out = self.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        command = [
            *self.program,
            "report",
            "--project",
            str(self.folder),
            "--school",
            SCHOOL,
            "--format",
            "pdf,html",
            "--attach",
            "--facts",
            "--out",
            str(out),
            *more,
        ]
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f"twice: {' '.join(command)}\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
        return next((out / SCHOOL).glob("*.json"))

    def restore(self):
        """The data as they were, and what was noted after the first publication."""
        shutil.rmtree(self.data)
        shutil.copytree(self.source / "data" / SCHOOL, self.data)
        shutil.rmtree(self.folder / ".schakel")
        shutil.copytree(self.folder / "noted", self.folder / ".schakel")

    def keep(self):
        shutil.copytree(self.folder / ".schakel", self.folder / "noted")

    def table(self, name):
        text = (self.data / name).read_text(encoding="utf-8")
        return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))

    def change(self, name, row_of):
        """Rewrites a table row by row; a row for which nothing comes back is left out."""
        path = self.data / name
        text = path.read_text(encoding="utf-8")
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        end = "\r\n" if "\r\n" in text else "\n"
        lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        head = next(lines)
        rows = [row_of(dict(zip(head, line))) for line in lines]
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator=end)
        writer.writerow(head)
        writer.writerows([row[name] for name in head] for row in rows if row)
        path.write_text(mark + out.getvalue(), encoding="utf-8", newline="")


def leave_out(project, students):
    """As if these students were never there: their rows, and the moments that were theirs alone."""
    moments, left = Counter(), Counter()
    for row in project.table("lob/moment-leerlingen.csv"):
        moments[row["moment"]] += 1
        left[row["moment"]] += row["leerling"] not in students
    gone = {moment for moment in moments if not left[moment]}
    for name, column in (
        ("oneroster/users.csv", "sourcedId"),
        ("oneroster/enrollments.csv", "userSourcedId"),
        ("oneroster/demographics.csv", "sourcedId"),
        ("lob/moment-leerlingen.csv", "leerling"),
        ("lob/doorstroom.csv", "leerling"),
    ):
        project.change(name, lambda row: None if row[column] in students else row)
    project.change("lob/momenten.csv", lambda row: None if row["id"] in gone else row)


def correct(project, name, column, before, after, of=None):
    """One row of a table corrected: the first with this value."""
    done = []

    def row_of(row):
        if not done and row.get(column) == before and (of is None or of(row)):
            done.append(row)
            return row | {column: after}
        return row

    project.change(name, row_of)
    if not done:
        raise SystemExit(f"twice: no row of {name} has {column} = {before}")


def variants(project):
    """What differs between the two publications, by name."""
    classes = {row["sourcedId"]: row for row in project.table("oneroster/classes.csv")}
    homerooms = {}
    for row in project.table("oneroster/enrollments.csv"):
        room = classes.get(row["classSourcedId"])
        if (
            row["role"] == "student"
            and room
            and room["classType"] == "homeroom"
            and "2025" in room["termSourcedIds"][:4]
        ):
            homerooms.setdefault(room["sourcedId"], []).append(row["userSourcedId"])
    smallest = min(homerooms.values(), key=lambda students: (len(students), students))
    highest = max(homerooms, key=lambda room: (classes[room]["grades"], room))
    sexes = {row["sourcedId"]: row["sex"] for row in project.table("oneroster/demographics.csv")}
    rare = min(Counter(sexes.values()).items(), key=lambda one: one[1])[0]
    here = {student for students in homerooms.values() for student in students}
    left = project.table("lob/doorstroom.csv")
    joined = {row["leerling"] for row in project.table("lob/moment-leerlingen.csv")}
    return {
        "a student of the highest year absent": lambda p: leave_out(p, {homerooms[highest][0]}),
        "a student of the rarest gender absent": lambda p: leave_out(
            p, {min(s for s in sexes if sexes[s] == rare and s in here)}
        ),
        "a student who left absent": lambda p: leave_out(p, {left[0]["leerling"]}),
        "a student without a moment absent": lambda p: leave_out(p, {min(here - joined)}),
        "a class absent": lambda p: leave_out(p, set(smallest)),
        "a destination corrected": lambda p: correct(p, "lob/doorstroom.csv", "niveau", "higher", "lower"),
        "a presence corrected": lambda p: correct(p, "lob/moment-leerlingen.csv", "aanwezig", "ja", "nee"),
        "a gender corrected": lambda p: correct(
            p, "oneroster/demographics.csv", "sex", "female", "male", lambda row: row["sourcedId"] in here
        ),
    }


def joint(first, second, about):
    """All that two publications tell, with their differences: (system, what differs with its quantities)."""
    joined, places = build_system.System(), []
    for edition, (cells, changes) in enumerate((first, second)):
        system = build_system.build([c for c in cells if about.get(c.indicator) == "students"], changes, about)
        start = len(joined.names)
        joined.names += [(edition, *name) for name in system.names]
        joined.low += system.low
        joined.high += system.high
        joined.whole += system.whole
        joined.relations += [([(at + start, f) for at, f in terms], *rest) for terms, *rest in system.relations]
        places.append({name: at + start for name, at in system.places.items()})
    of = [{cell.key: cell for cell in cells if build_system.counted(cell, about)} for cells, _ in (first, second)]
    differing = [
        key for key in of[0] if key in of[1] and of[0][key].told != of[1][key].told and about[key[0]] == "students"
    ]
    asked = []
    for key in differing:
        cell = of[0][key]
        whole = ("persons", build_system.persons_of(cell.indicator, cell.part), cell.by, cell.group, cell.period)
        part = ("part", *build_system.table_of(cell.indicator, cell.part), cell.by, cell.group, cell.period)
        for name in (whole, part):
            if name not in places[0] or name not in places[1] or ("difference", *name) in joined.places:
                continue
            at = joined.quantity(("difference", *name), joined.whole[places[0][name]])
            joined.low[at] = -1e6
            joined.relate([(places[0][name], 1.0), (places[1][name], -1.0), (at, -1.0)], 0.0, 0.0, "difference")
        asked.append(
            (key, joined.places.get(("difference", *whole)), joined.places.get(("difference", *part)), cell.unit)
        )
    return joined, asked


def told_of_few(first, second, about, most=None):
    """What both tell about fewer persons than may be told of; looks at `most` numbers, of the smallest groups."""
    joined, asked = joint(first, second, about)
    sizes = {cell.key: cell.n[1] for cell in first[0] if cell.n}
    asked = sorted(asked, key=lambda one: (sizes.get(one[0], 1e9), one[0]))[:most]
    try:
        derived = solve.inner(
            joined, solve.derive(joined, {at for _, *both, _ in asked for at in both if at is not None})
        )
    except ValueError:
        return []  # They contradict each other, as numbers told again may: nothing follows.
    found = []
    for key, whole, part, unit in asked:
        if whole is None or part is None or unit != "percent":
            continue
        (low, high), (least, most) = derived[whole], derived[part]
        some = max(abs(low), abs(high))
        if some < FEW and most - least < min(SIDE, max(some, 1.0)) - 1e-6 and (some > 0 or least > 0 or most < 0):
            found.append(
                f"{' '.join(filter(None, key))}: {low:g} to {high:g} persons less, {least:g} to {most:g} counted"
            )
    return found


def moments(first, second):
    """Numbers of moments that differ by so few that they may be those of one student."""
    of = [{cell.key: cell for cell in cells} for cells, _ in (first, second)]
    found = {}
    for key in of[0]:
        one, other = of[0][key], of[1].get(key)
        if other and key[0] in ("A1", "A6", "Q2"):
            for a, b in (
                (one.n and one.n[0], other.n and other.n[0]),
                (one.unit == "number" and one.value, other.unit == "number" and other.value),
            ):
                if a and b and 0 < abs(a - b) < FEW:
                    found.setdefault((a, b), f"{' '.join(filter(None, key))}: {a:g} moments, then {b:g}")
    return list(found.values())


def words(one, other):
    """Numbers that stand in the same sentence of both editions and differ by few, other than those of the facts."""
    found = []
    for a, b in zip(one.texts, other.texts):
        many, more = numbers(a, one.lang), numbers(b, other.lang)
        if a != b and len(many) == len(more):
            found += [(x, y, a) for x, y in zip(many, more) if x != y]
    return found
