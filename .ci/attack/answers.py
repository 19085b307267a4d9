"""The answer key: the numbers as they were computed, which the program notes beside the store.

None of them goes into the attack. They say which of the dashes hide too few persons, how uncertain these must stay, and
whether what was derived is true at all; and of which breakdowns everybody at the school knows that they are complete.
"""

import json
import pathlib
from itertools import chain

from system import OF_PERSONS, once, persons_of, table_of

SIDE, SENSITIVE_SIDE, BANDED, POINTS = 3.0, 5.0, 1.0, 20.0
K = {"students": 10, "staff": 5}


def last(path):
    """The last publication about a school."""
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"))[-1]


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
        publication = last(path)
        self.entries = [e for e in publication["cells"] if e["protects"] in K]
        self.truth = {}
        for entry in self.entries:
            size, part = numbers(entry)
            whole, told = names(entry)
            self.truth.setdefault(whole, size)
            if part is not None:
                self.truth.setdefault(told, part)

        self.once = dict(chain.from_iterable(self.answered_once(c) for c in publication["changes"] if c["pairs"]))

    def answered_once(self, change):
        """How many answered in one wave and not in the other, how many of them or what sum, and all of whom they are some."""
        for end, period in (("first", change["from"]), ("second", change["to"])):
            at = (change["table"], change["part"], change["by"], change["group"], period)
            persons, part = self.truth.get(("persons", persons_of(*at[:2]), *at[2:])), self.truth.get(("part", *at))
            measure, size = change[end]
            if part is not None and {"share", "mean"} & {*measure}:
                twice = measure["share"]["part"] if "share" in measure else measure["mean"]["mean"] * size
                yield at, (persons - size, part - twice, part, persons, change["protects"], "share" in measure)

    def among(self, *at):
        """Whether those who answered twice can be some of those who answered: who changed role may not be."""
        others, part, *_, share = self.once.get(at, (0.0, 0.0, True))
        return -1e-3 <= others and -1e-3 <= part <= others * (1.0 if share else 100.0) + 1e-3

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
        for at, (others, part, of, all_, protects, share) in self.once.items():
            # Where nobody answered so, or everybody, none of them did, or all.
            if 0.5 < others < K[protects] and self.among(*at) and not (share and (of < 0.5 or of > all_ - 0.5)):
                what = f"part of those who answered once in {' '.join(at)}"
                yield once(*at)[1], None, min(SIDE, others) if share else POINTS * others, what


def met(low, high, least):
    return low <= 1e-6 and high >= least - 1e-6 or high - low >= least - 1e-6
