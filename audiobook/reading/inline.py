"""From the runs of a paragraph to its text and emphasis.

Readers of marked-up formats hand over (text, is_emphasised) runs; spaces are made
single, invisible layout characters go, and the emphasis follows the characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiobook.model import Span

LINE_END = "\x1e"  # stands for a line end that the author meant; no document can hold it
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1d\x1f\x7f]")
_SPACE = re.compile("[ \t\r\n\f\v\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def tidy(text: str) -> str:
    """Make spaces single and drop layout characters, keeping both ends.

    >>> tidy("a\\u00a0 b\\u2060c\\u00ad")
    'a bc'
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", text)
    return _SPACE.sub(" ", _CONTROL.sub("", text))


def compose(runs: Iterable[tuple[str, bool]]) -> tuple[str, tuple[Span, ...]]:
    """Join runs into a text and its emphasis; LINE_END becomes a newline.

    >>> compose([("She  said ", False), ("no", True), (" twice. ", False)])
    ('She said no twice.', ((9, 11),))
    """
    pieces: list[str] = []
    spans: list[list[int]] = []
    at, last = 0, "\n"
    for raw, is_emphasised in runs:
        for index, line in enumerate(raw.split(LINE_END)):
            if index and at:
                at -= _drop_last_space(pieces)
                pieces.append("\n")
                at, last = at + 1, "\n"
            text = tidy(line)
            if last in " \n":
                text = text.lstrip(" ")
            if not text:
                continue
            pieces.append(text)
            if is_emphasised:
                _mark(spans, at, at + len(text))
            at, last = at + len(text), text[-1]
    text = "".join(pieces)
    kept = text.rstrip(" \n")
    return kept, _trimmed(kept, spans)


def _drop_last_space(pieces: list[str]) -> int:
    if pieces and pieces[-1].endswith(" "):
        pieces[-1] = pieces[-1][:-1]
        return 1
    return 0


def _mark(spans: list[list[int]], start: int, end: int) -> None:
    if spans and spans[-1][1] == start:
        spans[-1][1] = end
    else:
        spans.append([start, end])


def _trimmed(text: str, spans: list[list[int]]) -> tuple[Span, ...]:
    """Take spaces off the ends of spans, and empty spans out."""
    kept: list[Span] = []
    for start, end in spans:
        end = min(end, len(text))
        while start < end and text[start] in " \n":
            start += 1
        while end > start and text[end - 1] in " \n":
            end -= 1
        if start < end:
            kept.append((start, end))
    return tuple(kept)


def cut(text: str, spans: Iterable[Span], holes: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    """Take the holes (in order, apart) out of a text; its spans move along.

    >>> cut("a word[1] here", ((2, 6),), ((6, 9),))
    ('a word here', ((2, 6),))
    """
    pieces: list[str] = []
    moves: list[tuple[int, int]] = []  # (end of a hole, characters gone up to there)
    at = gone = 0
    for start, end in holes:
        pieces.append(text[at:start])
        gone += end - start
        moves.append((end, gone))
        at = end
    pieces.append(text[at:])
    joined = "".join(pieces)

    def moved(place: int) -> int:
        shift = 0
        for end, total in moves:
            if end <= place:
                shift = total
            elif end - (total - shift) < place:  # inside a hole
                return end - total
        return place - shift

    return joined, _trimmed(joined, [[moved(start), moved(end)] for start, end in spans])
