"""Edits to a text, and what they do to the places marked in it.

Every rule of this room hands back edits and never a text: so the account of the repair,
the moved emphasis and the repaired text all come from one source and cannot disagree.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from audiobook.model import Change


class Edit(NamedTuple):
    """One stretch of the text and what takes its place, for the reason given."""

    start: int
    end: int
    new: str
    reason: str


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Carry out edits that are in order and do not overlap.

    >>> apply("пo way", [Edit(0, 2, "no", "look-alike")])
    'no way'
    """
    pieces: list[str] = []
    done = 0
    for start, end, new, _ in edits:
        pieces += (text[done:start], new)
        done = end
    pieces.append(text[done:])
    return "".join(pieces)


def moved(places: Iterable[int], edits: Sequence[Edit]) -> tuple[int, ...]:
    """Give where places in the old text lie in the new one; both in rising order.

    A place inside an edited word stays as many characters from its start, or at its end.

    >>> moved([0, 3, 8], [Edit(2, 5, "x", "ligature")])
    (0, 3, 6)
    """
    out, shift, at = [], 0, 0
    for place in places:
        while at < len(edits) and edits[at].end <= place:
            shift += len(edits[at].new) - (edits[at].end - edits[at].start)
            at += 1
        if at < len(edits) and edits[at].start < place:
            start = edits[at].start
            out.append(start + shift + min(place - start, len(edits[at].new)))
        else:
            out.append(place + shift)
    return tuple(out)


def changes(text: str, edits: Sequence[Edit]) -> tuple[Change, ...]:
    """List every distinct word that edits change, the most frequent first."""
    starts, ends, news, reasons = zip(*edits, strict=True) if edits else ((), (), (), ())
    olds = map(text.__getitem__, map(slice, starts, ends))
    return tuple(
        Change(old=old, new=new, count=count, reason=reason)
        for (old, new, reason), count in Counter(
            zip(olds, news, reasons, strict=True)
        ).most_common()
    )
