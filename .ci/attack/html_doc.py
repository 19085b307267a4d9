"""An HTML edition, read with lxml."""

import re

from lxml import html

from document import Document, Figure, Table, clean

SPOKEN = ("aria-label", "alt", "title", "aria-description", "content", "value")


def read(path):
    root = html.parse(str(path)).getroot()
    document = Document(str(path), root.get("lang", "nl")[:2])
    for element in root.iter():
        if not isinstance(element.tag, str):
            # A comment or an instruction: nobody sees it on the page, and it is in the file all the same.
            document.metadata[f"comment {len(document.metadata)}"] = clean(element.text)
            continue
        if element.tag == "script":
            document.metadata[f"script {len(document.metadata)}"] = element.text or ""
        for name, value in element.attrib.items():
            if name in SPOKEN or name.startswith("data-"):
                document.metadata[f"{element.tag} {name} {len(document.metadata)}"] = clean(value)
    for figure in root.iter("figure"):
        document.figures += figures(figure)
    for table in root.iter("table"):
        if next(table.iterancestors("figure"), None) is None:
            document.tables.append(read_table(table))
    for gone in list(root.iter("table", "svg", "style", "script", "details")):
        if gone.getparent() is not None:
            gone.drop_tree()
    blocks = ("p", "li", "h1", "h2", "h3", "h4", "figcaption", "title", "dt", "dd", "blockquote")
    document.texts = [clean(block.text_content()) for block in root.iter(*blocks)]
    return document


def read_table(table, name=""):
    caption = table.find("caption")
    name = clean(caption.text_content()) if caption is not None else name
    lines = [[clean(cell.text_content()) for cell in line.iter("th", "td")] for line in table.iter("tr")]
    headed = table.find("thead") is not None
    return Table(name, lines[0] if headed else [], lines[1:] if headed else lines)


def figures(figure):
    """A figure is drawn twice, wide and narrow; both must say the same."""
    caption = figure.find("figcaption")
    data = next(figure.iter("table"), None)
    table = read_table(data, clean(caption.text_content()) if caption is not None else "") if data is not None else None
    drawn = []
    for svg in figure.iter("svg"):
        spoken = [clean(e.text_content()) for e in svg.iter("desc")]
        drawn.append(Figure(spoken[0] if spoken else "", table, [s for e in svg.iter() for s in shapes(e)]))
    return drawn


def shapes(element):
    at = lambda name: float(element.get(name, 0))
    if any(parent.tag in ("pattern", "defs") for parent in element.iterancestors()):
        return
    if element.tag == "rect":
        yield ("bar", at("x"), at("x") + at("width"), at("y"), element.get("fill"))
    elif element.tag == "circle":
        yield ("dot", at("cx"), at("cy"))
    elif element.tag == "text":
        yield ("text", at("x"), at("y"), clean(element.text_content()))
    elif element.tag == "path":
        points = [float(x) for x in re.findall(r"-?\d+(?:\.\d+)?", element.get("d", ""))]
        if len(points) == 4:
            yield ("line", *points, at("stroke-width"), element.get("stroke"))
    elif element.tag in ("polygon", "polyline"):
        points = [float(x) for x in re.findall(r"-?\d+(?:\.\d+)?", element.get("points", ""))]
        yield ("polygon", *points)
