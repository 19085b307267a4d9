"""No medium says more than the released facts, and what is a dash in one is a dash in all."""

import re
from collections import Counter

import geometry
from allowed import rounded
from document import DASHES, numbers

# What metadata may say besides words of the report: names of standards and their versions.
STANDARDS = re.compile(r'\b(xmlns|pdfaid|pdfuaid|ns\.adobe\.com|www\.(w3|aiim)\.org)[^<>]*|ISO 14289|id="W5M\w+"')


def shorter(value):
    """A number to whole numbers; a half may have been rounded down before."""
    return {rounded(value), rounded(value - 1e-6)}


def dash(text):
    return text in DASHES


def told(text, lang):
    """A cell of a table in a form that is the same in all languages."""
    return "–" if dash(text) else tuple(numbers(text, lang))


def check(documents, facts, cells, changes, ok):
    """All findings about the documents of one report: HTML and PDF, in its languages."""
    found = []
    for document in documents:
        where = "/".join(document.path.split("/")[-2:])
        found += [
            f"{where}: {number:g} is no released number, in “{words[:80]}”" for number, words in unknown(document, ok)
        ]
        found += [f"{where}: {what}" for what in tables(document, cells, changes) + charts(document, cells, changes)]
    first = documents[0]
    for other in documents[1:]:
        names = " and ".join("/".join(d.path.split("/")[-2:]) for d in (first, other))
        found += [f"{names}: {what}" for what in pair(first, other)]
    return found


def unknown(document, ok):
    """Numbers that are no released fact and nothing else that may stand there."""
    for words in document.words:
        for number in numbers(STANDARDS.sub("", words), document.lang):
            if number not in ok:
                yield number, words


def pair(one, other):
    """What two editions of one report tell differently."""
    if len(one.tables) != len(other.tables):
        yield f"{len(one.tables)} and {len(other.tables)} tables"
    for a, b in zip(one.tables, other.tables):
        if one.lang == other.lang and a.rows != b.rows:
            differing = next((x, y) for x, y in zip([*a.rows, None], [*b.rows, None]) if x != y)
            yield f"table “{a.name}”: {differing[0]} and {differing[1]}"
        rows = [
            Counter(tuple(told(cell, d.lang) for cell in row[1:]) for row in t.rows) for d, t in ((one, a), (other, b))
        ]
        if not words_only(a) and rows[0] != rows[1]:
            differing = [list((x - y).elements())[:2] for x, y in (rows, reversed(rows))]
            yield f"table “{a.name}”: {differing[0]} and {differing[1]}"
    alternatives = [list(dict.fromkeys(figure.alternative for figure in d.figures)) for d in (one, other)]
    if one.lang == other.lang and alternatives[0] != alternatives[1]:
        yield "alternative texts differ"
    if [len(a) for a in alternatives[:1]] != [len(b) for b in alternatives[1:]]:
        yield "figures differ in number"
    for a, b in zip(*alternatives):
        if Counter(numbers(a, one.lang)) != Counter(numbers(b, other.lang)) and "19" not in a + b and "20" not in a + b:
            yield f"figure “{a[:50]}”: other numbers"


def words_only(table):
    """A table of sentences: interventions, definitions."""
    return any(len(cell) > 60 for row in table.rows for cell in row)


# Groups that a table calls otherwise.
PEOPLE = {"student": "students"}


def plain(label):
    return re.sub(r"[^a-zà-ÿ0-9]+", " ", label.lower()).strip()


def tables(document, cells, changes):
    """A row about a group tells only numbers of that group, and a dash only where one of its numbers is kept back."""
    codes = {}
    for cell in [*cells, *changes]:
        codes.setdefault(plain(PEOPLE.get(cell.group, cell.group)), set()).add(cell.group)
        for at, label in enumerate(cell.labels):
            # A part such as “knowledge: higher” stands in the row of knowledge.
            codes.setdefault(plain(label.split(":")[0]), set()).add(cell.group if at < 2 else cell.part)
    found = []
    for table in document.tables:
        for row in [] if words_only(table) else table.rows:
            mine = codes.get(plain(row[0]), set()) - {"", "all"} if row else None
            if not mine:
                continue
            mine_too = lambda one: one.group in mine or one.part in mine
            in_row = [c for c in cells if mine_too(c)]
            values = [v for c in in_row for v in (c.value, c.low, c.high, *(c.n or ()), *(c.population or ()))]
            values += [v for c in changes if mine_too(c) for v in (*c.values, *(c.pairs or ()))]
            of_group = {v for v in values if v is not None}
            of_group |= {short for v in of_group for short in shorter(v)}
            kept = any(c.status != "released" for c in [*in_row, *changes] if mine_too(c))
            for text in row[1:]:
                if dash(text) and not kept:
                    found.append(f"table “{table.name}”, {row[0]}: a dash where nothing is kept back")
                for number in numbers(text, document.lang):
                    if number not in of_group:
                        found.append(f"table “{table.name}”, {row[0]}: {number:g} is no released number of this group")
    return found


def charts(document, cells, changes):
    """Coordinates follow from released numbers, and from those that the figure tells in words."""
    found, seen = [], {}
    released = {v for c in cells for v in (c.value, c.low, c.high) if v is not None}
    released |= {v for c in changes for v in c.values if v is not None}
    for figure in document.figures:
        name = figure.alternative[:60]
        said = {abs(n) for n in numbers(figure.alternative, document.lang)}
        scale = geometry.Scale(figure)
        if not scale.found and document.ticks.get(figure.alternative):
            scale = geometry.Scale(figure, document.ticks[figure.alternative])
        if scale.found:
            document.ticks[figure.alternative] = (scale.ticks, scale.percent)
            read = geometry.marks(figure, scale)
            for value in read:
                near = rounded(value, 1)
                if abs(value - near) > scale.tolerance:
                    found.append(f"figure “{name}”: a mark at {value:.3f}, finer than what is released")
                elif not ({near} if scale.percent else {near, *shorter(near)}) & said and near not in scale.ticks:
                    found.append(f"figure “{name}”: a mark at {near:g}, which the figure does not tell")
                elif near not in released and near not in said and near not in scale.ticks:
                    found.append(f"figure “{name}”: a mark at {near:g}, which is not released")
            seen.setdefault(figure.alternative, []).append([rounded(value, 1) for value in read])
        elif re.search(r"Gestapelde staven|Stacked bars", figure.alternative):
            for written, drawn in geometry.stacked(figure):
                if drawn is None or any(abs(a - b) > 0.02 for a, b in zip(written, drawn)):
                    found.append(f"figure “{name}”: bars of {written} are drawn as {drawn}")
        elif re.search(r"Staafdiagram|Bar chart", figure.alternative):
            bars = geometry.proportions(figure, document.lang)
            if not bars:
                found.append(f"figure “{name}”: no bars found")
            longest, most = max((b for b in bars), key=lambda b: b[0], default=(1, 1))
            for value, length in bars:
                if abs(length - value * most / longest) > 0.03:
                    found.append(f"figure “{name}”: a bar of {value:g} is drawn as {length / most * longest:.2f}")
    for alternative, drawn in seen.items():
        if any(other != drawn[0] for other in drawn[1:]):
            found.append(f"figure “{alternative[:60]}”: wide and narrow differ")
    return found
