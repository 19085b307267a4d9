"""The answer key: the numbers as they were computed, which the program notes beside the store.

None of them goes into the attack. They say which of the dashes hide too few persons, how uncertain these must stay, and
whether what was derived is true at all; and of which breakdowns everybody at the school knows that they are complete.
"""

import json
import pathlib

from system import OF_PERSONS, persons_of, table_of

SIDE, SENSITIVE_SIDE, BANDED, POINTS = 3.0, 5.0, 1.0, 20.0
K = {"students": 10, "staff": 5}


def entries(path):
    """The last publication about a school."""
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))[-1]["cells"]


def indicator_of(entry):
    """A part that is itself an indicator stands in the table of equal opportunity."""
    return "G1" if entry["part"] in ("B2", "B5", "H2") else entry["table"].split("/")[0]


def names(entry):
    """The quantities of an entry: its persons, and its part."""
    indicator = indicator_of(entry)
    table, part = table_of(indicator, entry["part"])
    at = (entry["by"], entry["group"], entry["period"])
    return ("persons", persons_of(indicator, entry["part"]), *at), ("part", table, part, *at)


def numbers(entry):
    """How many persons, and how many of them or what sum."""
    measure = entry["measure"]
    kind = next(iter(measure)) if isinstance(measure, dict) else measure
    size = entry["n"] if entry["n"] is not None else entry["persons"]
    if kind in ("share", "response"):
        return float(measure[kind]["whole"]), float(measure[kind]["part"])
    if kind == "mean":
        return float(size), measure["mean"]["mean"] * size
    return float(size), None


class Key:
    def __init__(self, path):
        self.entries = [e for e in entries(path) if e["protects"] in K]
        self.truth = {}
        for entry in self.entries:
            size, part = numbers(entry)
            whole, told = names(entry)
            self.truth.setdefault(whole, size)
            if part is not None:
                self.truth.setdefault(told, part)

    def complete(self, what, by, period):
        """Whether nobody is in no group of a breakdown: who works at the school knows."""
        kind = "persons" if ("persons", *what, "all", "all", period) in self.truth else "part"
        total = self.truth.get((kind, *what, "all", "all", period))
        groups = [
            size
            for name, size in self.truth.items()
            if name[:-3] == (kind, *what) and name[-3] == by and name[-1] == period and name[-2] != "student"
        ]
        return total is not None and by in OF_PERSONS and abs(total - sum(groups)) < 1e-3

    def needs(self):
        """(quantity, how wide it must stay, what it is) of every number that the rules keep back."""
        totals = {}
        for entry in self.entries:
            if entry["by"] == "all":
                totals[names(entry)[1][:3] + (entry["period"],)] = numbers(entry)
        for entry in self.entries:
            verdict = entry["verdict"] if isinstance(entry["verdict"], dict) else {}
            reason, band = verdict.get("suppress"), verdict.get("band")
            if reason not in ("too_few_persons", "sensitive_group", "every_answer") and band not in ("nearly_none", "nearly_all"):
                continue
            (whole, told), (size, part) = names(entry), numbers(entry)
            what = f"{indicator_of(entry)} {entry['by']} {entry['group']} {entry['part']} {entry['period']}".replace(
                "  ", " "
            )
            if part is None:
                continue
            if 0 < size < K[entry["protects"]]:
                yield whole, None, K[entry["protects"]], f"size of {what}"
            if "mean" in entry["measure"]:
                yield told, None, POINTS * max(size, 1.0), f"sum of {what}"
                continue
            side = BANDED if band else SENSITIVE_SIDE if entry["sensitive"] else SIDE
            of, all_ = totals.get(told[:3] + (entry["period"],), (None, None))
            if band != "nearly_all" and (all_ is None or all_ > 0):
                yield told, None, side, f"part of {what}"
            if band != "nearly_none" and (all_ is None or all_ < of):
                yield told, whole, side, f"other side of {what}"


def met(low, high, least):
    return low <= 1e-6 and high >= least - 1e-6 or high - low >= least - 1e-6
