"""PDF to a manuscript, by way of its lines.

A page has no paragraphs, only places: lines come out with their indents and gaps written
as spaces and blank lines, and are read as plain text.  Needs pypdfium2.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from audiobook.errors import StoryError
from audiobook.model import Manuscript
from audiobook.reading.plain import read_plain

_MOST_PAGES = 10_000
_SCAN = 25  # characters a page; a scan has fewer
_BIG = 1.25  # of the usual height: a heading
_JUNK = re.compile(r"microsoft word|untitled|\.(?:docx?|indd|tex|pdf|qxd)$", re.IGNORECASE)


class _Line(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float
    text: str


def read_pdf(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read a PDF that holds text; a scan is an error with advice."""
    try:
        import pypdfium2
    except ImportError as err:
        hint = 'Install it: pip install "audiobook[pdf]"'
        raise StoryError("PDF needs the package pypdfium2", hint, path=path) from err
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as err:
        if "password" in str(err).lower():
            hint = "Save a copy without a password."
            raise StoryError("the PDF is encrypted", hint, path=path) from err
        message = f"the PDF is damaged: {err}"
        raise StoryError(message, "Download or export it again.", path=path) from err
    try:
        return _read(document, path, notes=notes)
    except pypdfium2.PdfiumError as err:
        message = f"a page of the PDF is damaged: {err}"
        raise StoryError(message, "Download or export it again.", path=path) from err
    finally:
        document.close()


def _read(document: Any, path: Path, *, notes: bool) -> Manuscript:
    if len(document) > _MOST_PAGES:
        raise StoryError(f"it has {len(document)} pages", "Split it first.", path=path)
    pages = [_lines(document[number]) for number in range(len(document))]
    if sum(len(line.text) for page in pages for line in page) < _SCAN * max(len(pages), 1):
        hint = "Recognise its text first, for example: ocrmypdf in.pdf out.pdf"
        raise StoryError("the PDF is a scan: it has pictures of pages, no text", hint, path=path)
    manuscript = read_plain(_text(pages), notes=notes)
    known = document.get_metadata_dict()
    title, author = (" ".join(known.get(key, "").split()) for key in ("Title", "Author"))
    title = "" if _JUNK.search(title) else title
    meta = manuscript.meta
    meta = replace(meta, title=meta.title or title, author=meta.author or author)
    return replace(manuscript, meta=meta)


def _lines(page: Any) -> list[_Line]:
    """Gather the pieces of a page into lines, top to bottom."""
    text = page.get_textpage()
    pieces = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = " ".join(text.get_text_bounded(left, bottom, right, top).split())
        if words:
            pieces.append(_Line(left, bottom, right, top, words))
    text.close()
    page.close()
    lines: list[_Line] = []
    for piece in sorted(pieces, key=lambda one: (-round(one.bottom + one.top) / 2, one.left)):
        if lines and _is_same_line(lines[-1], piece):
            lines[-1] = _joined(lines[-1], piece)
        else:
            lines.append(piece)
    return lines


def _is_same_line(line: _Line, piece: _Line) -> bool:
    overlap = min(line.top, piece.top) - max(line.bottom, piece.bottom)
    return overlap > 0.5 * min(line.top - line.bottom, piece.top - piece.bottom)


def _joined(line: _Line, piece: _Line) -> _Line:
    first, second = (line, piece) if line.left <= piece.left else (piece, line)
    height = max(line.top - line.bottom, 1)
    gap = " " if second.left - first.right > 0.12 * height else ""
    return _Line(
        min(line.left, piece.left),
        min(line.bottom, piece.bottom),
        max(line.right, piece.right),
        max(line.top, piece.top),
        first.text if second.text == first.text else first.text + gap + second.text,
    )


def _text(pages: list[list[_Line]]) -> str:
    """Write the pages as text: indents as spaces, gaps as blank lines, page ends as form feeds."""
    every = [line for page in pages for line in page]
    height = median(line.top - line.bottom for line in every)
    steps = [above.bottom - below.bottom for page in pages for above, below in pairwise(page)]
    step = median(steps) if steps else height * 1.2
    margin = Counter(round(line.left) for line in every if len(line.text) > 20).most_common(1)
    left = margin[0][0] if margin else 0
    written: list[str] = []
    for page in pages:
        for at, line in enumerate(page):
            if at:
                gap = (page[at - 1].bottom - line.bottom) / max(step, 1)
                is_big = any(one.top - one.bottom > _BIG * height for one in (line, page[at - 1]))
                written += [""] * min(max(round(gap - 0.8), int(is_big)), 4)
            indent = " " * min(max(round((line.left - left) / (height * 0.4)), 0), 30)
            written.append(("" if at else "\f") + indent + line.text)
    return "\n".join(written)
