"""Everything that a reader of the finished documents knows about the numbers of a school, as linear relations.

Built anew from what was read back, without a line of the program: a share is a part of a whole, rounding leaves a
range, groups add up to the total with whoever is in no group, and definitions tell which numbers of several tables are
the same.
"""

import pathlib
import re
from dataclasses import dataclass, field

# Breakdowns of which everybody is in one group at most.
OF_PERSONS = {
    "role_group",
    "role",
    "team",
    "level",
    "programme",
    "year_level",
    "track",
    "first_generation",
    "gender",
    "ses_quintile",
    "prior_education",
}
# The work that a role is, as the roles are explained in every report.
WORK = {
    role: group
    for group, roles in {
        "primary_process": "docent mentor slb coach praktijkbegeleider primary_process_other",
        "specialist": "decaan lob_coordinator loopbaanbegeleider specialist specialist_other",
        "leadership": "teamleider schoolleiding leadership leadership_other",
    }.items()
    for role in roles.split()
}
# Tables about all enrolled students.
ENROLLED = {"B1", "B2", "B3", "B4", "B6"}
# The number of another table that a part of the table of equal opportunity is.
SAME = {"B2": ("B2", ""), "B5": ("B5", ""), "H2": ("H2", "higher")}
# Parts of which everybody is in one.
ANSWERS = {"B3": r"\d.*", "H2": r".*", "C4": r"(knowledge|skill|attitude)_.*"}
# Of these, the number told is not one of persons: it is an index, or a share of moments, or compares two groups.
NO_PERSONS = {"A1", "A2", "A3", "A5", "A6", "D2", "D4", "X1"}
# Half of what rounding takes.
HALF = {"percent": 0.5, "score": 0.05}


@dataclass
class System:
    names: list = field(default_factory=list)
    low: list = field(default_factory=list)
    high: list = field(default_factory=list)
    whole: list = field(default_factory=list)
    # (terms, low, high, why)
    relations: list = field(default_factory=list)
    places: dict = field(default_factory=dict)

    def quantity(self, name, whole=True):
        if name not in self.places:
            self.places[name] = len(self.names)
            self.names.append(name)
            self.low.append(0.0)
            self.high.append(None)
            self.whole.append(whole)
        return self.places[name]

    def between(self, place, low, high):
        self.low[place] = max(self.low[place], low)
        self.high[place] = high if self.high[place] is None else min(self.high[place], high)

    def relate(self, terms, low, high, why):
        self.relations.append((terms, low, high, why))

    def total(self, parts, whole, why):
        self.relate([(part, 1.0) for part in parts] + [(whole, -1.0)], 0.0, 0.0, why)


def protected(queries):
    """Of each indicator whom its numbers are about, as its definition says."""
    about = {}
    for query in pathlib.Path(queries).glob("*.sql"):
        text = query.read_text(encoding="utf-8")
        about[re.search(r'^-- id = "(\w+)"', text, re.M)[1]] = re.search(r'^-- protects = "(\w+)"', text, re.M)[1]
    return about


def table_of(indicator, part):
    """The table and the part that a number belongs to."""
    return SAME.get(part, (indicator, part)) if indicator == "G1" else (indicator, part)


def persons_of(indicator, part):
    """A name for the persons of a number: numbers about the same persons share it."""
    table, part = table_of(indicator, part)
    if table in ENROLLED:
        return "enrolled"
    if table in ANSWERS and re.fullmatch(ANSWERS[table], part):
        return f"{table} {part.split('_')[0]}" if table == "C4" else table
    return f"{table} {part}"


def counted(cell, about):
    """Whether a cell is a share of persons or a mean over persons."""
    return (
        about.get(cell.indicator) in ("students", "staff")
        and cell.indicator not in NO_PERSONS
        and cell.unit in HALF
        and cell.by not in ("reliability", "median", "first_year")
        and not cell.part.endswith("_within")
    )


def pair(system, cell):
    """The persons of a cell, and how many of them (or what sum) it tells."""
    table, part = table_of(cell.indicator, cell.part)
    at = (cell.by, cell.group, cell.period)
    whole = system.quantity(("persons", persons_of(cell.indicator, cell.part), *at))
    share = cell.unit == "percent"
    name = ("part", table, part, *at)
    new = name not in system.places
    told = system.quantity(name, whole=share)
    if new:
        system.relate([(told, 1.0), (whole, -1.0 if share else -100.0)], None, 0.0, "a part is no more than the whole")
    return whole, told


def rounding(system, told, whole, value, unit, why):
    scale, half = (0.01 if unit == "percent" else 1.0), HALF[unit]
    system.relate([(told, 1.0), (whole, -(value - half) * scale)], 0.0, None, why)
    system.relate([(told, 1.0), (whole, -(value + half) * scale)], None, 0.0, why)


def build(cells, changes, about, complete=lambda *_: False, among=lambda *_: True):
    """The system; `complete` says of a breakdown whether everybody knows that nobody is in no group of it, `among` of those
    who answered twice whether they are some of those who answered.
    """
    system = System()
    cells = [cell for cell in cells if counted(cell, about)]
    for cell in cells:
        whole, told = pair(system, cell)
        why = " ".join(("told:", *cell.key))
        if cell.n:
            system.between(told if cell.indicator == "Q1" else whole, *cell.n)
        if cell.indicator == "Q1" and cell.population:
            system.between(whole, *cell.population)
        if cell.value is not None:
            rounding(system, told, whole, cell.value, cell.unit, why)
        # Nobody or one person; everybody or all but one.
        if cell.band == "nearly_none":
            system.between(told, 0.0, 1.0)
        if cell.band == "nearly_all":
            system.relate([(whole, 1.0), (told, -1.0)], 0.0, 1.0, why)
    # The groups and the period in which opportunities are compared.
    compared = {}
    for cell in cells:
        if cell.indicator == "G1":
            compared.setdefault((cell.by, cell.part), set()).add((cell.group, cell.period))
    ends(system, changes, about, compared)
    answered_once(system, changes, among)
    add_up(system, complete)
    answers(system)
    across(system)
    return system


def ends(system, changes, about, compared):
    """The ends of changes that are no cells: of those who answered twice, and of the others than a group."""
    paired = {change.indicator for change in changes if change.pairs} - NO_PERSONS
    for change in changes:
        if about.get(change.indicator) not in ("students", "staff") or change.unit not in HALF:
            continue
        why = " ".join(("told:", *change.key))
        # What is kept back is part of what adds up.
        if change.indicator in paired and change.first != "rest":
            twice = f"{change.indicator} {change.part}" + ("" if change.indicator == "C4" else " twice")
            whole = system.quantity(("persons", twice, change.by, change.group, "after"))
            if change.pairs:
                system.between(whole, *change.pairs)
            share = change.unit == "percent"
            for end, value in zip(("first", "last"), change.values):
                name = ("part", f"{change.indicator} twice", f"{change.part} {end}", change.by, change.group, "after")
                told = system.quantity(name, share)
                most = -1.0 if share else -100.0
                system.relate([(told, 1.0), (whole, most)], None, 0.0, "a part is no more than the whole")
                if value is not None:
                    rounding(system, told, whole, value, change.unit, why)
        elif (change.first, change.status) == ("rest", "released") and change.part in SAME and change.values[0] is not None:
            table, part = table_of("G1", change.part)
            others = [
                name
                for name in system.places
                if name[:4] == ("part", table, part, change.by)
                and name[4] != change.group
                and name[4:] in compared.get((change.by, change.part), ())
            ]
            for sign in (-1, 1):
                factor = (change.values[0] + sign * HALF["percent"]) / 100
                terms = []
                for name in others:
                    persons = system.places[("persons", persons_of("G1", change.part), *name[3:])]
                    terms += [(system.places[name], 1.0), (persons, -factor)]
                if terms:
                    system.relate(terms, 0.0 if sign < 0 else None, None if sign < 0 else 0.0, why)


def once(indicator, part, by, group, period):
    """Names for those who answered in one wave and not in the other, and how many of them or what sum."""
    return ("persons", f"{indicator} {part} once", by, group, period), ("part", f"{indicator} once", part, by, group, period)


def answered_once(system, changes, among):
    """Those who answered twice, and those who answered once, are those who answered."""
    for change in changes:
        for end, period in (("first", change.first), ("last", change.second)):
            at = (change.indicator, change.part, change.by, change.group, period)
            told = system.places.get(("part", f"{change.indicator} twice", f"{change.part} {end}", *at[2:4], "after"))
            all_told = system.places.get(("part", *at))
            if told is None or all_told is None or not among(*at):
                continue
            persons = system.places["persons", f"{change.indicator} {change.part} twice", *at[2:4], "after"]
            share = change.unit == "percent"
            others, part = (system.quantity(name, whole) for name, whole in zip(once(*at), (True, share)))
            system.total([persons, others], system.places["persons", persons_of(*at[:2]), *at[2:]], "once or twice")
            system.total([told, part], all_told, "once or twice")
            most = -1.0 if share else -100.0
            system.relate([(part, 1.0), (others, most)], None, 0.0, "a part is no more than the whole")


def add_up(system, complete):
    """Groups and whoever is in none of them are all; the roles of a kind of work are that work."""
    totals = {(n[0], n[1:-3], n[-1]): at for n, at in list(system.places.items()) if n[-3] == "all"}
    breakdowns = {}
    for name, at in list(system.places.items()):
        *what, by, group, period = name
        # Students stand beside the staff in the table of the response.
        if by in OF_PERSONS and group != "student":
            breakdowns.setdefault((what[0], tuple(what[1:]), by, period), {})[group] = at
    rests = {}
    for (kind, what, by, period), groups in breakdowns.items():
        total = totals.get((kind, what, period))
        if total is None:
            continue
        parts = list(groups.values())
        if not complete(what, by, period):
            name = (kind, *what, by, "nobody's", period)
            rests[name] = system.quantity(name, system.whole[total])
            parts.append(rests[name])
        system.total(parts, total, f"{by} adds up")
    for (kind, what, by, period), groups in breakdowns.items():
        if by != "role":
            continue
        work = breakdowns.get((kind, what, "role_group", period), {})
        known = {group: at for group, at in work.items()}
        for group, at in known.items():
            roles = [place for role, place in groups.items() if WORK.get(role, "other") == group]
            if roles:
                system.total(roles, at, f"roles of {group}")


def answers(system):
    """Answers of which everybody gives one add up to those who answered."""
    parts = {}
    for name, at in system.places.items():
        if name[0] == "part" and name[1] in ANSWERS and re.fullmatch(ANSWERS[name[1]], name[2]):
            what = f"{name[1]} {name[2].split('_')[0]}" if name[1] == "C4" else name[1]
            parts.setdefault((what, *name[3:]), []).append(at)
    for (what, *place), told in parts.items():
        whole = system.places.get(("persons", what, *place))
        if whole is not None and len(told) > 1:
            system.total(told, whole, "answers add up")


def across(system):
    """What definitions say of numbers in several tables."""
    for name, at in list(system.places.items()):
        if name[0] == "part" and name[1] == "B1":
            # Who was reached and who was not are all; who was not talked to nobody.
            unreached = system.places.get(("part", "B4", *name[2:]))
            whole = system.places[("persons", "enrolled", *name[3:])]
            if unreached is not None:
                system.total([at, unreached], whole, "reached or not")
            often = system.places.get(("part", "B2", *name[2:]))
            if often is not None:
                system.relate([(often, 1.0), (at, -1.0)], None, 0.0, "who was guided often was reached")
        if name[0] == "part" and name[1] == "B4":
            nobody = system.places.get(("part", "B3", "0", *name[3:]))
            if nobody is not None:
                system.total([at], nobody, "not reached is: by nobody")
        if name[:2] == ("part", "C5") and name[2] != "all_three":
            every = system.places.get(("part", "C5", "all_three", *name[3:]))
            if every is not None:
                system.relate([(every, 1.0), (at, -1.0)], None, 0.0, "all three is each of them")
        if name[:3] == ("part", "B6", "any"):
            meaningful, reached = (system.places.get(("part", table, "", *name[3:])) for table in ("B6", "B1"))
            for terms in ([(meaningful, 1.0), (at, -1.0)], [(at, 1.0), (reached, -1.0)]):
                if all(place is not None for place, _ in terms):
                    system.relate(terms, None, 0.0, "a meaningful moment is a moment")
        if name[0] == "persons" and name[1].split()[0] in ("C1", "C2", "C3", "C5", "D1", "D3"):
            # Nobody answers a question without having answered.
            completed = system.places.get(("part", "Q1", "", *name[2:]))
            if completed is not None:
                system.relate([(at, 1.0), (completed, -1.0)], None, 0.0, "who answered a question answered")
