"""Every number that a document may carry, and why: it is a released fact, or one of a short list of other things."""

import re
from itertools import combinations


def rounded(value, decimals=0):
    """Half away from zero, as the program rounds."""
    scale = 10**decimals
    return (1 if value >= 0 else -1) * int(abs(value) * scale + 0.5 + 1e-9) / scale


def forms(value):
    """A released number as it is, and rounded to whole numbers: a shorter form of it tells less."""
    return {value, rounded(value), abs(value), abs(rounded(value))}


def of_cells(cells, changes):
    found = set()
    for cell in cells:
        for value in (cell.value, cell.low, cell.high, *(cell.n or ()), *(cell.population or ())):
            found |= forms(value) if value is not None else set()
    for change in changes:
        for value in (*change.values, *(change.pairs or ())):
            found |= forms(value) if value is not None else set()
    return found


def of_tree(value):
    """All numbers and the numbers within dates and texts in lists and settings."""
    if isinstance(value, dict):
        return set().union(*(of_tree(member) for member in value.values())) if value else set()
    if isinstance(value, list):
        return {float(len(value))}.union(*(of_tree(member) for member in value))
    if isinstance(value, bool) or value is None:
        return set()
    if isinstance(value, (int, float)):
        return forms(float(value))
    return {float(digits) for digits in re.findall(r"\d+(?:\.\d+)?|\d+", value)} | {
        float(d) for d in re.findall(r"\d+", value)
    }


def derived(facts, cells):
    """Numbers that a report computes from released numbers, which a reader could compute as well."""
    found = set()
    # Nobody, one and two people together: "talked to at most two".
    voices = {}
    for cell in cells:
        if cell.indicator == "B3" and cell.value is not None:
            voices.setdefault((cell.by, cell.group, cell.period), []).append(cell.value)
    for values in voices.values():
        for many in (2, 3):
            found |= {sum(some) for some in combinations(values, many)}
    # Hours: sums over purposes and shares of what was granted or scheduled.
    hours = sorted({cell.value for cell in cells if cell.unit == "hours" and cell.value})
    found |= {rounded(100 * one / other) for one in hours for other in hours}
    open_hours = [row["to_schedule"] for row in facts["lists"].get("hours_to_schedule", [])]
    found |= {sum(some) for many in range(1, len(open_hours) + 1) for some in combinations(open_hours, many)}
    # Counts of interventions, findings and steps by their status.
    lists = facts["lists"]
    total = sum(len(rows) for rows in lists.values() if isinstance(rows, list))
    found |= {float(count) for count in range(total + 1)} if total < 100 else set()
    found |= {
        sum(row.get(name) or 0 for row in lists.get("interventions", [])) for name in ("steps_done", "steps_total")
    }
    return found


# Members of the facts that are no figures.
CONTEXT = ("report", "school", "settings", "lists", "across", "versions", "quality")

# What is none of these, and why it may stand there.
OTHERS = {
    0: "start of a scale",
    1: "answers run from 1",
    2: "number of measurements compared",
    3: "roles, steps",
    4: "answer 4 or 5",
    5: "answer 4 or 5",
    10: "example of a small number",
    20: "example of a band, and ticks",
    29: "example of a band",
    25: "ticks of an axis",
    40: "a margin wider than this is too unsure",
    50: "ticks",
    60: "ticks",
    75: "ticks",
    80: "ticks",
    100: "end of a scale",
    95: "the level of a margin",
    30: "answers for Cronbach's alpha, ticks",
    125: "ticks",
    53: "example of a margin",
    42: "example of a margin",
    64: "example of a margin",
    21: "three busiest of 21 guides",
}


def allowed(facts, cells, changes):
    context = {name: facts[name] for name in CONTEXT if name in facts}
    texts = [
        indicator[name]
        for indicator in facts["indicators"].values()
        for name in ("definition", "population", "numerator", "denominator", "source", "name", "id")
    ]
    return (
        of_cells(cells, changes) | of_tree(context) | of_tree(texts) | derived(facts, cells) | set(map(float, OTHERS))
    )
