"""Footnotes moved to where they are called, for listeners who want them.

Blocks of a book with its notes among them come in; each note goes out after the
paragraph that refers to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from audiobook.reading.breaks import Flowed

_LABEL = re.compile(r"^[\[(]?(?:\d{1,4}|[*†‡§]{1,3})[\])]?[.:]?\s+")
_BACK = re.compile(r"\s*[↩↵⤴^←]\ufe0e?\s*$")


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
