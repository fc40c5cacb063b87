"""Footnotes known by their links; left out, or moved to where they are called.

Blocks of a book with its notes among them come in; each note goes out after the
paragraph that refers to it, for listeners who want them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from audiobook.model import Dropped
from audiobook.reading.breaks import Flowed
from audiobook.reading.notes import short

_LABEL = re.compile(r"^[\[(]?(?:\d{1,4}|[*†‡§]{1,3})[\])]?[.:]?\s+")
_HEADED = re.compile(r"(?:foot|end)?notes?[.:]?", re.IGNORECASE)
_BACK = re.compile(r"\s*[↩↵⤴^←]\ufe0e?\s*$")


def mark_notes(flowed: Sequence[Flowed]) -> None:
    """Mark what nothing but links shows to be a note.

    A paragraph above refers to it, and it begins with a number or refers back.
    """
    called: set[str] = set()  # names that paragraphs above refer to
    callers: set[str] = set()  # the names of those paragraphs
    for one in flowed:
        is_called = one.block.kind == "text" and not called.isdisjoint(one.anchors)
        if is_called and (_LABEL.match(one.block.text) or not callers.isdisjoint(one.references)):
            one.is_note = True
        elif one.references:
            called.update(one.references)
            callers.update(one.anchors)


def without_notes(flowed: Sequence[Flowed]) -> tuple[list[Flowed], list[Dropped]]:
    """Leave the marked notes out, with the line or the word Notes above them."""
    kept: list[Flowed] = []
    dropped: list[Dropped] = []
    for one in flowed:
        if not one.is_note:
            kept.append(one)
            continue
        while kept and (kept[-1].block.kind == "rule" or _HEADED.fullmatch(kept[-1].block.text)):
            above = kept.pop().block
            if above.text and above.kind != "rule":
                dropped.append(Dropped(reason="heading of notes", text=above.text, line=above.line))
        text = short(one.block.text)
        dropped.append(Dropped(reason="footnote", text=text, line=one.block.line))
    return kept, dropped


def place_notes(flowed: Sequence[Flowed]) -> list[Flowed]:
    """Move each note behind the paragraph that refers to it.

    A note that none refers to, or more than one of the same name, stays where it stands.
    """
    wanted = Counter(name for one in flowed for name in one.references)
    notes: dict[str, list[Flowed]] = {}
    rest: list[Flowed] = []
    name = ""
    for one in flowed:
        if not one.is_note:
            name = ""
            rest.append(one)
            continue
        name = next((anchor for anchor in one.anchors if wanted[anchor] == 1), name)
        if name:
            notes.setdefault(name, []).append(one)
        else:
            rest.append(one)
    placed: list[Flowed] = []
    for one in rest:
        placed.append(one)
        for reference in one.references:
            placed += [_unlabelled(note) for note in notes.get(reference, ())]
    return placed


def _unlabelled(one: Flowed) -> Flowed:
    """Take the note's number and its arrow back off; no emphasis can start in them."""
    block = one.block
    text = _BACK.sub("", block.text)
    label = _LABEL.match(text)
    start = label.end() if label else 0
    emphasis = tuple(
        (max(first - start, 0), min(last, len(text)) - start)
        for first, last in block.emphasis
        if last > start and first < len(text)
    )
    one.block = replace(
        block, text=text[start:], emphasis=emphasis, matter="chapter", reason="", kind="text"
    )
    return one
