"""Documents in which one number that is kept back was filled in: what looks for leaks must find these."""

import re
from dataclasses import replace


def html(path, folder):
    """A page in which the first dash of a table with a dash is a number; None where there is no dash."""
    text = path.read_text(encoding="utf-8")
    found = next((m for m in re.finditer(r'<td class="right">–</td>', text) if "<caption>" in text[: m.start()]), None)
    if not found:
        return None
    at = folder / path.name
    at.write_text(text[: found.start()] + '<td class="right">55</td>' + text[found.end() :], encoding="utf-8")
    return at


def finer(path, folder):
    """A page in which the mark of one number stands a quarter of a point further than it should."""
    text = path.read_text(encoding="utf-8")
    # In a chart with an axis up to 100.
    chart = next(
        m for m in re.finditer(r"<svg.*?</svg>", text, re.S) if re.search(r">100%?</text>", m[0]) and "<circle" in m[0]
    )
    mark = re.compile(r'<circle cx="([\d.]+)"').search(text, chart.start())
    at = folder / f"finer-{path.name}"
    at.write_text(text[: mark.start(1)] + f"{float(mark[1]) + 0.25:.2f}" + text[mark.end(1) :], encoding="utf-8")
    return at


def filled(cells, key):
    """Cells in which a number of a group of roles that is kept back stands as it was computed; which one, or None."""
    for at, cell in enumerate(cells):
        if cell.status == "suppressed" and cell.by == "role_group" and cell.indicator in ("C1", "C2", "C3", "C5", "D1"):
            whole = ("persons", f"{cell.indicator} {cell.part}", cell.by, cell.group, cell.period)
            size = key.truth.get(whole)
            if size and size < 5:
                told = replace(cell, status="released", n=(size, size))
                return [*cells[:at], told, *cells[at + 1 :]], cell.key
    return cells, None
