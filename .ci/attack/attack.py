"""attack.py PROJECT OUT QUERIES ATTACKER -- PROGRAM...   attack finished documents; exit 1, a line per finding.

PROJECT is the example, OUT the folder of its finished reports, QUERIES the definitions of the indicators, ATTACKER the
example program `attack` of schakel-disclosure, PROGRAM the command of schakel. See docs/disclosure.md, “How it is
attacked”.
"""

import math
import pathlib
import sys
import tempfile
import tomllib
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
import subprocess

import allowed
import answers
import cells as read_cells
import doctored
import html_doc
import package
import pdf_doc
import same
import solve
import system as build_system
import twice
from document import Document

LANGUAGES = ("nl", "en")
# Where the program and HiGHS may differ: both compute with binary fractions.
NEAR = 1e-4


def read_report(finished, attached, stem):
    """A report in all its media, and findings about them."""
    facts, cells, changes = read_cells.of_facts(attached / f"{stem}.json")
    ok = allowed.allowed(facts, cells, changes)
    documents: list[Document] = []
    for lang in LANGUAGES:
        page, pdf = (html_doc.read(finished / f"{stem}-{lang}.html"), pdf_doc.read(finished / f"{stem}-{lang}.pdf"))
        pdf.ticks = page.ticks
        documents += [page, pdf]
    with_files = pdf_doc.read(attached / f"{stem}-nl.pdf")
    with_files.ticks = documents[0].ticks
    found = same.check([*documents, with_files], facts, cells, changes, ok)
    if with_files.attachments:
        figures, others = read_cells.of_attachments(with_files.attachments)
        known = {cell.key: cell.told for cell in cells}
        found += [
            f"{stem}, cijfers.csv: {c.told}, and the facts say {known.get(c.key)}: {' '.join(c.key)}"
            for c in figures
            if known.get(c.key) != c.told
        ]
        kept = [
            c
            for c in others
            if c["status"] != "released" and any(c[n] for n in ("from_value", "to_value", "diff", "low", "high"))
        ]
        found += [f"{stem}, veranderingen.csv: a number beside the status {c['status']}" for c in kept]
    return found, cells, changes


def ask_of(system, key):
    """The quantities that the rules protect, with how uncertain each must stay: {place: (least, what)}."""
    asked, missing = {}, []
    for told, whole, least, what in key.needs():
        name = told if whole is None else ("other side", *told)
        if told not in system.places:
            missing.append(what)
            continue
        if name not in system.places:
            system.total([system.places[told], system.quantity(name)], system.places[whole], "either side")
        at = system.places[name]
        if at not in asked or asked[at][0] < least:
            asked[at] = (least, what)
    return asked, missing


def untrue(system, key):
    """What the numbers as they were computed do not agree with: then the attack itself is wrong."""
    value = [key.truth.get(name) for name in system.names]
    for at, name in enumerate(system.names):
        high = math.inf if system.high[at] is None else system.high[at]
        if value[at] is not None and not system.low[at] - 1e-3 <= value[at] <= high + 1e-3:
            yield f"{name} is {value[at]}, not {system.low[at]} to {high}"
    for terms, low, high, why in system.relations:
        if all(value[at] is not None for at, _ in terms):
            total = sum(factor * value[at] for at, factor in terms)
            if low is not None and total < low - 1e-2 or high is not None and total > high + 1e-2:
                yield f"{why}: {system.names[terms[0][0]]}"


def attack(school, cells, changes, ledger, about, program):
    """What follows for every number of a school that is kept back, by HiGHS and by the program: (figures, findings)."""
    key = answers.Key(ledger)
    system = build_system.build(cells, changes, about, key.complete, key.among)
    asked, _ = ask_of(system, key)
    found = [f"{school}: the attack is wrong: {what}" for what in untrue(system, key)]
    programs = solve.derive(system, asked)
    derived = solve.inner(system, programs)
    exposed = [(at, derived[at]) for at in sorted(asked) if not answers.met(*derived[at], asked[at][0])]
    for at, (low, high) in exposed:
        least, what = asked[at]
        found.append(f"{school}: {what} follows to lie in {low:g} to {high:g}, and must stay {least:g} wide")
    figures = {
        "cells": len(cells),
        "hidden": sum(cell.status != "released" for cell in cells),
        "protected": len(asked),
        "exact": sum(high - low < NEAR for low, high in derived.values()),
        "exposed": len(exposed),
        "narrowest": min((high - low for low, high in derived.values()), default=math.inf),
    }
    figures["disagreement"], more = compare(school, system, sorted(asked), programs, program)
    filled, which = doctored.filled(cells, key)
    if which:
        again = build_system.build(filled, changes, about, key.complete, key.among)
        size = next(
            at
            for name, at in again.places.items()
            if name[0] == "persons" and name[2:] == which[1:3] + which[4:] and name[1].startswith(which[0])
        )
        low, high = solve.inner(again, solve.derive(again, [size]))[size]
        if answers.met(low, high, 5):
            found.append(f"{school}: a filled-in number is not found: {' '.join(which)}")
    return figures, found + more


def compare(school, system, asked, programs, program):
    """The same system to the attacker of the program: as linear programs the two agree.

    With whole numbers it lies between HiGHS with and without them.
    """
    found, worst = [], 0.0
    whole, system.whole = system.whole, [False] * len(system.whole)
    theirs, ours = solve.engine(program, system, asked), programs
    for at in asked:
        off = (
            math.inf
            if theirs[at] is None
            else max(0.0 if a == b else abs(a - b) / max(1.0, abs(b)) for a, b in zip(theirs[at], ours[at]))
        )
        worst = max(worst, off)
        if off > NEAR:
            found.append(f"{school}: {system.names[at]}: HiGHS finds {ours[at]}, the program {theirs[at]}")
    system.whole = whole
    theirs, derived = solve.engine(program, system, asked), solve.inner(system, programs)
    between = [at for at in asked if theirs[at] and theirs[at] != derived[at]]
    for at in asked:
        if theirs[at] is None or theirs[at][0] < derived[at][0] - 1 - NEAR or theirs[at][1] > derived[at][1] + 1 + NEAR:
            found.append(
                f"{school}: {system.names[at]}: with whole numbers the program finds {theirs[at]}, HiGHS {derived[at]}"
            )
    for at, (low, high) in solve.derive(system, between[:WHOLE], whole=True).items():
        if low < theirs[at][0] - NEAR or high > theirs[at][1] + NEAR:
            found.append(
                f"{school}: {system.names[at]}: {low:g} and {high:g} are possible, the program finds {theirs[at]}"
            )
    return worst, found


# Pairs of publications that are also made with what was noted thrown away, to see that something is found then.
CONTROLS = 3
# Quantities of a school that are looked at by programs over whole numbers, which take long.
WHOLE = 6


def two_publications(project, program, about, folder):
    """Findings about publications that differ by little; how many; and what is found without what is noted."""
    copy = twice.Project(project, folder, program)
    base = copy.publish()
    first = read_cells.of_facts(base)[1:]
    pages = {
        kind: reader(next(base.parent.glob(f"*.{kind}")))
        for kind, reader in (("html", html_doc.read), ("pdf", pdf_doc.read))
    }
    copy.keep()
    found, forgotten, compared = [], 0, 0
    for name, differ in twice.variants(copy).items():
        copy.restore()
        differ(copy)
        again = copy.publish()
        second = read_cells.of_facts(again)[1:]
        told = twice.told_of_few(first, second, about) + twice.moments(first, second)
        known = {v for cells, changes in (first, second) for v in allowed.of_cells(cells, changes)}
        for kind, reader in (("html", html_doc.read), ("pdf", pdf_doc.read)):
            other = reader(next(again.parent.glob(f"*.{kind}")))
            told += [
                f"{kind}: {a:g}, then {b:g}, in “{words[:60]}”"
                for a, b, words in twice.words(pages[kind], other)
                if 0 < abs(a - b) < twice.FEW and not {a, b} <= known
            ]
        found += [f"two publications, {name}: {what}" for what in told]
        compared += 1
        if compared > CONTROLS:
            continue
        copy.restore()
        differ(copy)
        forgotten += len(twice.told_of_few(first, read_cells.of_facts(copy.publish("--forget"))[1:], about, most=12))
    return found, compared, forgotten


def doctored_pages(out, reports, folder):
    """Whether pages in which something was filled in are found."""
    found, caught = [], 0
    for stem_path, cells, changes, ok, facts in reports:
        for make in (doctored.html, doctored.finer):
            page = make(stem_path, folder)
            if page is None:
                continue
            original, changed = html_doc.read(stem_path), html_doc.read(page)
            before = set(same.check([original], facts, cells, changes, ok))
            after = same.check([changed], facts, cells, changes, ok) + list(same.pair(original, changed))
            if set(after) - before:
                caught += 1
            else:
                found.append(f"{page.name}: what was filled in is not found")
    return found, caught


def main():
    split = sys.argv.index("--")
    project, out, queries, attacker = (pathlib.Path(one).resolve() for one in sys.argv[1:split])
    program, about = sys.argv[split + 1 :], build_system.protected(queries)
    schools = tomllib.loads((project / "schakel.toml").read_text(encoding="utf-8"))["school"]
    findings = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for command in ("report", "research"):
            more = ["--lang", "nl,en", "--format", "pdf,html", "--attach", "--facts", "--out", str(folder / "made")]
            run = subprocess.run([*program, command, "--project", str(project), *more], capture_output=True, text=True)
            if run.returncode:
                print(run.stdout, run.stderr)
                sys.exit(3)
        media, reports = {}, []
        for made in sorted(
            chain.from_iterable((folder / "made").glob(f"*/{stem}*.json") for stem in ("visie", "project"))
        ):
            finished = out / made.parent.name
            found, cells, changes = read_report(finished, made.parent, made.stem)
            findings += found
            media[made.parent.name] = (cells, changes)
            facts = read_cells.of_facts(made)[0]
            reports.append(
                (finished / f"{made.stem}-nl.html", cells, changes, allowed.allowed(facts, cells, changes), facts)
            )
        print(f"read back: {len(media)} reports in {2 * len(LANGUAGES)} editions, {len(findings)} findings")
        found, caught = doctored_pages(out, reports, folder)
        findings += found
        print(f"filled in by hand: {caught} pages, {len(found)} not found")
        by_alias = {one["alias"]: one["id"] for one in schools}
        facts_of = {
            alias: ({c.key: c for c in media[school][0]}, media[school][1]) for alias, school in by_alias.items()
        }
        found, count = package.check(out / "datapackage", facts_of)
        findings += found
        print(f"data package: {count} numbers in CSV, Parquet, SPSS and XLSX, {len(found)} findings")
        cube = read_cells.of_cube(package.rows(out / "datapackage/data/cube.csv"))
        ledgers = project / ".schakel/ledger"
        jobs = [(one["id"], *media[one["id"]], ledgers / f"{one['id']}.json") for one in schools]
        jobs += [
            (f"data package, school {alias}", cube[alias], [], ledgers / f"{school}.json")
            for alias, school in sorted(by_alias.items())
        ]
        with ProcessPoolExecutor(2) as pool:
            running = [(job[0], pool.submit(attack, *job, about, [str(attacker)])) for job in jobs]
            publications = pool.submit(two_publications, project, program, about, folder / "twice")
            print(
                f"{'':26}{'cells':>7}{'hidden':>8}{'protected':>11}{'exact':>7}"
                f"{'exposed':>9}{'narrowest':>11}{'disagreement':>14}"
            )
            for name, job in running:
                figures, found = job.result()
                findings += found
                print(
                    f"{name:26}{figures['cells']:7}{figures['hidden']:8}{figures['protected']:11}{figures['exact']:7}"
                    f"{figures['exposed']:9}{figures['narrowest']:11.3g}{figures['disagreement']:14.2g}"
                )
            found, compared, forgotten = publications.result()
        findings += found
        print(f"two publications: {compared} pairs, {len(found)} findings; with what was noted thrown away {forgotten}")
        if not forgotten:
            findings.append(
                "two publications: nothing is found either when what was noted is thrown away; the attack is too weak"
            )
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()
