"""Pictures, notes and remarks in brackets that fill lines of their own.

Numbered lines come in; they go out without such stretches, which may hold blank lines and
brackets within brackets.  A chapter's heading drawn into its picture is kept.
"""

from __future__ import annotations

import re

from audiobook.model import Dropped
from audiobook.reading.gutenberg import Line, excerpt
from audiobook.reading.headings import has_keyword

_OPENINGS = (
    (
        re.compile(r"\s*\[(?:Illustrations?|Frontispiece|Picture|Image|Map|Music)\b", re.I),
        "picture",
    ),
    (re.compile(r"\s*\[(?:Transcriber[’']?s?[’']? Notes?|TN)\b", re.I), "transcriber's note"),
    (re.compile(r"\s*\[(?:Foot|End)?note:? ?[\dA-Z*†]{0,4}[:.]", re.I), "footnote"),
)
_BOX = re.compile(r"\s*\+[-=+]{3,}\+\s*$")
_LONGEST = 80  # lines of such a stretch; what is longer was never closed


def drop_bracketed(lines: list[Line], *, notes: bool) -> tuple[list[Line], list[Dropped]]:
    """Leave out bracketed stretches that begin at a line's start, and boxes of + and |."""
    kept: list[Line] = []
    dropped: list[Dropped] = []
    at = 0
    while at < len(lines):
        text = lines[at][1]
        stripped = text.lstrip()
        reason = _reason(stripped) if stripped[:1] in ("[", "+") else ""
        stop = _end(lines, at) if reason and not (notes and reason == "footnote") else at
        if stop == at:
            kept.append(lines[at])
            at += 1
            continue
        dropped.append(excerpt(reason, lines[at:stop], limit=300))
        kept += _headings(lines[at:stop])
        at = stop
        while at < len(lines) and not lines[at][1].strip() and kept and not kept[-1][1].strip():
            at += 1  # the blank lines before it are enough
    return kept, dropped


def _reason(text: str) -> str:
    if _BOX.match(text):
        return "box"
    return next((reason for opening, reason in _OPENINGS if opening.match(text)), "")


def _end(lines: list[Line], start: int) -> int:
    """Find the line after the stretch: `start` itself where it has no end of its own."""
    if lines[start][1].lstrip().startswith("+"):
        stop = start + 1
        while stop < len(lines) and lines[stop][1].lstrip()[:1] in ("|", "+"):
            stop += 1
        return stop if stop > start + 1 else start
    depth = 0
    for at in range(start, min(start + _LONGEST, len(lines))):
        text = lines[at][1].rstrip()
        depth += text.count("[") - text.count("]")
        if depth <= 0:
            return at + 1 if text.endswith("]") else start
    return start


def _headings(lines: list[Line]) -> list[Line]:
    """Keep a line such as "Chapter I.]" of a picture."""
    found = [(number, text.strip().strip("[]").strip()) for number, text in lines[1:]]
    return [line for line in found if has_keyword(line[1])][-1:]
