"""What follows from a system: the lowest and highest value of its quantities, by HiGHS and by the program itself."""

import json
import math
import subprocess

import numpy
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_matrix, csr_matrix, vstack

NEAR = 1e-6
# Nodes of a search for whole numbers: a count, unlike a time, gives the same each time.
NODES = 50


def components(system):
    """Places that are connected by relations, through quantities that are not known exactly."""
    parent = list(range(len(system.names)))

    def root(at):
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    exact = [low == high for low, high in zip(system.low, system.high)]
    for terms, *_ in system.relations:
        free = [at for at, _ in terms if not exact[at]]
        for at in free[1:]:
            parent[root(at)] = root(free[0])
    found = {}
    for at in range(len(system.names)):
        if not exact[at]:
            found.setdefault(root(at), []).append(at)
    return list(found.values()), exact


class Part:
    """A component as matrices."""

    def __init__(self, system, places, exact):
        self.index = {at: i for i, at in enumerate(places)}
        self.bounds = [(system.low[at], system.high[at]) for at in places]
        self.whole = [system.whole[at] for at in places]
        rows, columns, factors, self.low, self.high = [], [], [], [], []
        for terms, low, high, _ in system.relations:
            if not any(at in self.index for at, _ in terms):
                continue
            fixed = sum(factor * system.low[at] for at, factor in terms if exact[at])
            for at, factor in terms:
                if at in self.index:
                    rows.append(len(self.low))
                    columns.append(self.index[at])
                    factors.append(factor)
            self.low.append(-math.inf if low is None else low - fixed)
            self.high.append(math.inf if high is None else high - fixed)
        self.matrix = csr_matrix(coo_matrix((factors, (rows, columns)), shape=(len(self.low), len(places))))

    def end(self, at, sign):
        """The lowest (or highest) value by a linear program; None where there is none."""
        cost = numpy.zeros(len(self.bounds))
        cost[self.index[at]] = sign
        low, high = numpy.array(self.low), numpy.array(self.high)
        equal = low == high
        below, above = ~equal & numpy.isfinite(high), ~equal & numpy.isfinite(low)
        result = linprog(
            cost,
            A_ub=vstack([self.matrix[below], -self.matrix[above]]) if below.any() or above.any() else None,
            b_ub=numpy.concatenate([high[below], -low[above]]) if below.any() or above.any() else None,
            A_eq=self.matrix[equal] if equal.any() else None,
            b_eq=low[equal] if equal.any() else None,
            bounds=self.bounds,
            method="highs",
        )
        if result.status == 3:
            return sign * -math.inf
        if result.status != 0:
            raise ValueError(f"{result.message} ({result.status})")
        return result.x[self.index[at]]

    def whole_end(self, at, sign):
        """The same with whole numbers, as far as is found soon: it is possible, and the end may lie further."""
        cost = numpy.zeros(len(self.bounds))
        cost[self.index[at]] = sign
        lows = [low for low, _ in self.bounds]
        highs = [math.inf if high is None else high for _, high in self.bounds]
        result = milp(
            cost,
            constraints=LinearConstraint(self.matrix, self.low, self.high) if self.low else None,
            bounds=Bounds(lows, highs),
            integrality=[int(w) for w in self.whole],
            options={"node_limit": NODES},
        )
        if result.status == 3:
            return sign * -math.inf
        return result.x[self.index[at]] if result.x is not None else math.nan


def inner(system, derived):
    """The whole numbers in intervals of quantities that are whole."""
    end = lambda value, by: by(value) if math.isfinite(value) else value
    return {
        at: (end(low - NEAR, math.ceil), end(high + NEAR, math.floor)) if system.whole[at] else (low, high)
        for at, (low, high) in derived.items()
    }


def derive(system, ask, whole=False):
    """The interval of every quantity in `ask`; with `whole`, by programs over whole numbers."""
    found = {}
    parts, exact = components(system)
    wanted = set(ask)
    for places in parts:
        mine = wanted.intersection(places)
        if not mine:
            continue
        part = Part(system, places, exact)
        for at in mine:
            end = part.whole_end if whole else part.end
            found[at] = (end(at, 1.0), end(at, -1.0))
    return found | {at: (system.low[at], system.low[at]) for at in wanted if exact[at]}


def engine(program, system, ask):
    """The same by the attacker of the program."""
    question = {
        "near": len(system.names) + 1,
        "quantities": [{"low": l, "high": h, "whole": w} for l, h, w in zip(system.low, system.high, system.whole)],
        "relations": [{"terms": terms, "low": low, "high": high} for terms, low, high, _ in system.relations],
        "ask": ask,
    }
    run = subprocess.run(program, input=json.dumps(question), capture_output=True, text=True, check=True)
    answers = json.loads(run.stdout)
    bound = lambda value: math.inf if value is None else value
    return {
        at: None if a is None else (a["low"] if a["low"] is not None else -math.inf, bound(a["high"]))
        for at, a in zip(ask, answers)
    }
