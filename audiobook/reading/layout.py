"""How a plain text is laid out: wrapped or not, how wide, how paragraphs begin.

Numbered lines come in; a Layout and the chunks of lines that stand together go out.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from audiobook.reading.gutenberg import Line
from audiobook.reading.marks import is_mark

Style: TypeAlias = Literal["line", "blank", "indent", "short"]  # what sets paragraphs apart

_LEAST_VERSE = 6  # lines that stand below another
_WIDEST_VERSE = 80  # characters
_OPENING = "\"'“‘«(—–_ "
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)_]*$")
_ENDS = re.compile(r"[.!?:;…][\"”’'»)\]_*]*$|[\"”»—–]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What the lines of a file have in common."""

    style: Style  # "line": one paragraph a line; else wrapped lines
    width: int  # characters of a full line
    margin: int  # spaces before most lines
    indent: int  # spaces before a paragraph's first line, where they set it apart
    is_verse: bool = False  # nearly every line begins with a capital, few end a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Lines that stand together, as they are in the file."""

    lines: tuple[Line, ...]
    gap: int  # blank lines before


def measure(lines: list[Line]) -> Layout:
    """Find out how a text is laid out.

    Wrapped text has no long lines, and most of its lines end in mid-sentence.
    """
    texts = [text.rstrip() for _, text in lines if text.strip()]
    lengths = sorted(len(text) for text in texts) or [0]
    usual, width = lengths[len(lengths) // 2], lengths[int(len(lengths) * 0.95)]
    open_share = _open_ends(lines) / max(len(texts), 1)
    is_even = width <= 160 and width <= 1.3 * usual and open_share >= 0.45
    if _is_verse(lines, width):
        return Layout(style="blank", width=width, margin=0, indent=0, is_verse=True)
    if not ((width <= 90 and open_share >= 0.3) or is_even):
        return Layout(style="line", width=width, margin=0, indent=0)
    margin, indent = _indents(texts)
    blanks = sum(not text.strip() and text != "\f" for _, text in lines)
    style: Style = "blank"
    if indent and _glued(lines, margin, indent, width) > _gaps(lines):
        style = "indent"
    elif blanks < 0.08 * len(lines):
        style = "indent" if indent else "short"
    return Layout(style=style, width=width, margin=margin, indent=indent)


def _is_verse(lines: list[Line], width: int) -> bool:
    """Tell a book of poems: in prose few lines within a paragraph begin with a capital."""
    following = [
        (before.rstrip(), text.strip())
        for (_, before), (_, text) in pairwise(lines)
        if before.strip() and text.strip()
    ]
    if len(following) < _LEAST_VERSE or width > _WIDEST_VERSE:
        return False
    capitals = sum(begins_with_capital(text) for _, text in following)
    closed = sum(_SENTENCE_END.search(before) is not None for before, _ in following)
    return capitals > 0.8 * len(following) and closed < 0.4 * len(following)


def begins_with_capital(line: str) -> bool:
    """Say whether a line's first letter is a capital, as every line's is in verse.

    >>> begins_with_capital("“Tyger Tyger"), begins_with_capital("burning bright")
    (True, False)
    """
    return line.lstrip(_OPENING)[:1].isupper()


def _open_ends(lines: list[Line]) -> int:
    """Count the lines that end in mid-sentence with the next line close below."""
    number = going_on = 0
    for (_, text), (_, after) in pairwise(lines):
        if after.strip() and text.strip() and not _ENDS.search(text.rstrip()):
            number += not is_mark(text)
            going_on += after.strip()[0].islower()
    return number if number > 1 or going_on else 0


def _indents(texts: list[str]) -> tuple[int, int]:
    """Measure the left margin, and the deeper one that first lines share."""
    counts = Counter(len(text) - len(text.lstrip()) for text in texts if len(text) > 30)
    margin = min((indent for indent, n in counts.items() if n >= len(texts) * 0.2), default=0)
    deeper = [(n, indent) for indent, n in counts.items() if margin < indent <= margin + 10]
    number, indent = max(deeper, default=(0, 0))
    return margin, indent if number >= len(texts) * 0.02 else 0


def _gaps(lines: list[Line]) -> int:
    """Count the runs of blank lines."""
    return sum(
        bool(before.strip()) and not text.strip() for (_, before), (_, text) in pairwise(lines)
    )


def _glued(lines: list[Line], margin: int, indent: int, width: int) -> int:
    """Count the paragraphs that only their first line's indent parts from the one before."""
    return sum(
        _depth(text) == indent
        and _depth(before) in (margin, indent)
        and bool(_ENDS.search(before.rstrip()))
        and len(text) > width * 0.7
        and bool(before.strip())
        for (_, before), (_, text) in pairwise(lines)
    )


def chunks(lines: list[Line], layout: Layout) -> list[Chunk]:
    """Part the lines into chunks: paragraphs, stanzas, marks and headings."""
    found: list[Chunk] = []
    gap, together = 0, list[Line]()
    for number, text in lines:
        if text == "\f" and layout.style != "blank":  # a page's end that is a paragraph's
            _close(found, together, gap)
            gap, together = 0, []
            continue
        if not text.strip():
            _close(found, together, gap)
            gap = 1 if together or not gap else gap + 1
            together = []
            continue
        if together and _opens(together, text, layout):
            _close(found, together, gap)
            gap, together = 0, []
        together.append((number, text))
    _close(found, together, gap)
    return found


def _close(found: list[Chunk], together: list[Line], gap: int) -> None:
    if together:
        found.append(Chunk(lines=tuple(together), gap=gap))


def _opens(together: list[Line], text: str, layout: Layout) -> bool:
    """Say whether a line begins a paragraph although no blank line stands before it."""
    if layout.style == "line":
        return True
    before = together[-1][1]
    if layout.style == "short":
        return bool(_ENDS.search(before)) and could_take(before, text, layout.width)
    if layout.style == "blank":
        return False
    depth, depth_before = _depth(text), _depth(before)
    if depth > layout.indent + 1 or depth_before > layout.indent + 1:
        return (depth > layout.indent + 1) != (depth_before > layout.indent + 1)
    return depth > layout.margin


def _depth(text: str) -> int:
    return len(text) - len(text.lstrip())


def could_take(line: str, following: str, width: int) -> bool:
    """Say whether the next line's first word would have fitted on the line.

    >>> could_take("short", "and so on", 20), could_take("a line that is full", "and", 20)
    (True, False)
    """
    word = following.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(word) <= width
