"""PDF to a manuscript, by way of its lines.

A page has no paragraphs, only places: lines come out with their indents and gaps written
as spaces and blank lines, and are read as plain text.  Needs pypdfium2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from audiobook.errors import StoryError
from audiobook.model import Manuscript
from audiobook.reading.columns import Line, in_order
from audiobook.reading.pageheads import without_heads
from audiobook.reading.plain import read_plain

_MOST_PAGES = 10_000
_SCAN = 25  # characters a page; a scan has fewer
_BIG = 1.25  # of the usual height: a heading
_JUNK = re.compile(r"microsoft word|untitled|\.(?:docx?|indd|tex|pdf|qxd)$", re.IGNORECASE)


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
    drawn = [_lines(document[number]) for number in range(len(document))]
    pages, heads = without_heads(in_order(drawn))
    if sum(len(line.text) for page in pages for line in page) < _SCAN * max(len(pages), 1):
        hint = "Recognise its text first, for example: ocrmypdf in.pdf out.pdf"
        raise StoryError("the PDF is a scan: it has pictures of pages, no text", hint, path=path)
    manuscript = read_plain(_text(pages), notes=notes)
    known = document.get_metadata_dict()
    title, author = (" ".join(known.get(key, "").split()) for key in ("Title", "Author"))
    title = "" if _JUNK.search(title) else title
    meta = manuscript.meta
    meta = replace(meta, title=meta.title or title, author=meta.author or author)
    return replace(manuscript, meta=meta, dropped=(*heads, *manuscript.dropped))


def _lines(page: Any) -> list[Line]:
    """Gather what a page draws, a line or a part of one each, in the order of the file."""
    text = page.get_textpage()
    whole = text.get_text_range()
    lines: list[Line] = []
    # A hyphen that parts a word at a line's end is written as U+FFFE, and no newline follows.
    for found in re.finditer("[^\r\n\ufffe]+\ufffe?", whole):
        lines.extend(_parts(_words(text, whole, found.start(), found[0])))
    text.close()
    page.close()
    return lines


def _words(page: Any, whole: str, start: int, line: str) -> Iterator[Line]:
    """Measure the words of a line by their first and last letters, as high as their font."""
    from pypdfium2.raw import FPDFText_GetCharIndexFromTextIndex as index

    def box(at: int) -> tuple[float, float, float, float]:
        if not whole.isascii():  # places are counted in UTF-16
            at = len(whole[:at].encode("utf-16-le", "surrogatepass")) // 2
        measured: tuple[float, float, float, float] = page.get_charbox(index(page, at), True)
        return measured

    for word in re.finditer("[^\\s\ufffe]+", line):
        left, bottom, _, top = box(start + word.start())
        _, _, right, _ = box(start + word.end() - 1)
        ends = line[word.end() : word.end() + 1] == "\ufffe"
        yield Line(left, bottom, right, top, word[0] + "-" * ends)


def _parts(words: Iterable[Line]) -> Iterator[Line]:
    """Join the words of a line, parted where a gap may be that between columns."""
    part: list[Line] = []
    for word in words:
        if part and word.left - part[-1].right > word.height:
            yield _whole(part)
            part = []
        part.append(word)
    if part:
        yield _whole(part)


def _whole(part: Sequence[Line]) -> Line:
    longest = max(part, key=lambda word: len(word.text))
    text = " ".join(word.text for word in part)
    return longest._replace(left=part[0].left, right=part[-1].right, text=text)


def _text(pages: list[list[Line]]) -> str:
    """Write the pages as text: indents as spaces, gaps as blank lines, page ends as form feeds."""
    every = [line for page in pages for line in page]
    height = max(median(line.height for line in every), 1.0)  # a damaged font has none
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
