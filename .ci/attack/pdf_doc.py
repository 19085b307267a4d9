"""A PDF, read with pypdf: words, structure tree, what is drawn in figures, metadata and the files inside it."""

import re

import pypdf
from pypdf.generic import ContentStream, DictionaryObject

from document import Document, Figure, Table, clean


def read(path):
    reader = pypdf.PdfReader(str(path))
    root = reader.trailer["/Root"]
    document = Document(str(path), str(root.get("/Lang", "nl"))[:2])
    for name, value in (reader.metadata or {}).items():
        document.metadata[name] = clean(str(value))
    if "/Metadata" in root:
        document.metadata["XMP"] = clean(root["/Metadata"].get_object().get_data().decode("utf-8"))
    document.attachments = {name: b"".join(data) for name, data in reader.attachments.items()}
    for at, entry in enumerate(reader.outline if isinstance(reader.outline, list) else []):
        document.metadata[f"outline {at}"] = clean(getattr(entry, "title", ""))
    pages = {page.indirect_reference.idnum: Page(reader, page) for page in reader.pages}
    tree(root["/StructTreeRoot"], None, pages, document)
    return document


class Page:
    """The marked content of a page: its words and its shapes, by its number."""

    def __init__(self, reader, page):
        self.words, self.shapes = {}, {}
        self.height = float(page.mediabox.height)
        fonts = {name: unicode_of(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
        marked, path, width, font, place = [], [], 1.0, {}, (0.0, 0.0)
        colour, stroke = None, None
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            now = next((mark for mark in reversed(marked) if mark is not None), None)
            shapes = self.shapes.setdefault(now, [])
            match operator:
                case b"BDC":
                    properties = operands[1].get_object() if hasattr(operands[1], "get_object") else operands[1]
                    marked.append(properties.get("/MCID") if isinstance(properties, DictionaryObject) else None)
                    if operands[0] == "/Artifact":
                        marked[-1] = "artifact"
                case b"BMC":
                    marked.append("artifact" if operands[0] == "/Artifact" else None)
                case b"EMC":
                    marked.pop()
                case b"w":
                    width = float(operands[0])
                case b"rg":
                    colour = hexadecimal(operands)
                case b"RG":
                    stroke = hexadecimal(operands)
                case b"scn":
                    colour = "pattern"
                case b"Tf":
                    font = fonts.get(operands[0], {})
                case b"Td" | b"Tm":
                    place = tuple(float(x) for x in operands[-2:])
                case b"TJ" | b"Tj":
                    pieces = operands[0] if isinstance(operands[0], list) else [operands[0]]
                    said = "".join(decode(piece, font) for piece in pieces if not isinstance(piece, (int, float)))
                    self.words.setdefault(now, []).append(said)
                    shapes.append(("text", place[0], self.height - place[1], clean(said)))
                case b"m" | b"l":
                    path.append(tuple(float(x) for x in operands))
                case b"c":
                    path.append(("curve", *(float(x) for x in operands[-2:])))
                case b"re":
                    x, y, w, h = (float(o) for o in operands)
                    path += [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
                case b"S" | b"f" | b"B" | b"b" | b"s" | b"f*" | b"n" | b"W":
                    shapes += self.drawn(path, width, colour, stroke)
                    path = []

    def drawn(self, path, width, colour, stroke):
        plain = [point for point in path if point[0] != "curve"]
        if len(plain) < len(path):
            points = [point[-2:] for point in path]
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if len(plain) == 1:
                yield ("dot", (min(xs) + max(xs)) / 2, self.height - (min(ys) + max(ys)) / 2)
            else:
                yield ("bar", min(xs), max(xs), self.height - max(ys), colour)
        elif len(path) == 4 and len({x for x, _ in path}) == len({y for _, y in path}) == 2:
            yield (
                "bar",
                min(x for x, _ in path),
                max(x for x, _ in path),
                self.height - max(y for _, y in path),
                colour,
            )
        elif len(path) == 2:
            (x0, y0), (x1, y1) = path
            yield ("line", x0, self.height - y0, x1, self.height - y1, width, stroke)
        elif len(path) > 2:
            yield ("polygon", *(v for x, y in path for v in (x, self.height - y)))


def hexadecimal(colour):
    return "#" + "".join(f"{round(float(part) * 255):02x}" for part in colour)


def unicode_of(font):
    """What the codes of a font stand for, by its ToUnicode map: codes of two bytes."""
    lines = font["/ToUnicode"].get_object().get_data().decode("ascii")
    plain = lambda code: bytes.fromhex(code).decode("utf-16-be")
    codes = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", lines, re.S):
        codes |= {int(code, 16): plain(said) for code, said in re.findall(r"<(\w+)>\s*<(\w+)>", part)}
    for part in re.findall(r"beginbfrange(.*?)endbfrange", lines, re.S):
        for first, last, said in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part):
            codes |= {
                code: chr(int(said, 16) + code - int(first, 16)) for code in range(int(first, 16), int(last, 16) + 1)
            }
    return codes


def decode(piece, font):
    raw = getattr(piece, "original_bytes", None) or bytes(piece)
    return "".join(font.get(raw[at] << 8 | raw[at + 1], "?") for at in range(0, len(raw) - 1, 2))


def text_of(node, pages, page, without=None):
    """The words of a node of the structure tree, and the pieces of pages of which it consists."""
    words, pieces = [], []
    node = node.get_object()
    if isinstance(node, int):
        pieces.append((page, int(node)))
        words += pages[page].words.get(int(node), [])
    elif isinstance(node, list):
        for child in node:
            more, other = text_of(child, pages, page, without)
            words, pieces = words + more, pieces + other
    elif isinstance(node, DictionaryObject) and node.get("/S") != without:
        page = node.raw_get("/Pg").idnum if "/Pg" in node else page
        if node.get("/Type") == "/MCR":
            return text_of(node["/MCID"], pages, page, without)
        if "/K" in node:
            words, pieces = text_of(node["/K"], pages, page, without)
            if node.get("/S") in ("/LI", "/P", "/TD", "/TH", "/Lbl"):
                words.append(" ")
    return words, pieces


def tree(node, page, pages, document):
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            tree(child, page, pages, document)
        return
    if not isinstance(node, DictionaryObject):
        return
    page = node.raw_get("/Pg").idnum if "/Pg" in node else page
    kind = node.get("/S")
    if kind == "/Table":
        document.tables.append(table(node, page, pages))
    elif kind == "/Figure":
        _, pieces = text_of(node, pages, page, without="/Caption")
        shapes = [shape for where, mark in pieces for shape in pages[where].shapes.get(mark, [])]
        document.figures.append(Figure(clean(str(node.get("/Alt", ""))), None, shapes))
    elif kind in ("/P", "/H1", "/H2", "/H3", "/H4", "/Caption", "/LI", "/TOCI", "/Title"):
        words, _ = text_of(node, pages, page)
        document.texts.append(clean("".join(words)))
    elif "/K" in node:
        tree(node["/K"], page, pages, document)


def table(node, page, pages):
    lines, name = [], ""

    def walk(node, page):
        nonlocal name
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child, page)
        elif isinstance(node, DictionaryObject):
            page = node.raw_get("/Pg").idnum if "/Pg" in node else page
            if node.get("/S") == "/TR":
                cells = node["/K"] if isinstance(node["/K"], list) else [node["/K"]]
                lines.append(
                    [(cell.get_object().get("/S"), clean("".join(text_of(cell, pages, page)[0]))) for cell in cells]
                )
            elif node.get("/S") == "/Caption":
                name = clean("".join(text_of(node, pages, page)[0]))
            elif "/K" in node:
                walk(node["/K"], page)

    walk(node, page)
    headed = bool(lines) and all(kind == "/TH" for kind, _ in lines[0])
    told = [[words for _, words in line] for line in lines]
    return Table(name, told[0] if headed else [], told[1:] if headed else told)
