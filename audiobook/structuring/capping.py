"""Pieces of text that are too long to be said in one breath are cut where a reader would pause.

A piece comes in, shorter ones that concatenate to it go out.  Engines refuse or
garble what is too long, and a sentence of a page would be one subtitle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CAP = 300  # characters

# From the best place to the worst; a cut falls at the end of the match.
_CUTS = (
    re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[^\W\d_a-zà-þ]|[\"“‘«„])"),
    re.compile(r"[;:!?…][\"'”’»)\]]*\s+"),
    re.compile(r"\s*[—–](?=\s*\S)\s*|\s-{1,2}\s|--(?=\w)"),
    re.compile(
        r",[\"'”’»)\]]*\s+(?=(?:and|but|or|nor|so|for|yet|as|while|when|where|which|who|that|though"
        r"|because|if|until|und|aber|et|mais|y|e|ma|pero)\b)"
    ),
    re.compile(r",[\"'”’»)\]]*\s+|[。、，；：！？]"),
    re.compile(r"\s+"),
)


def capped(piece: str, cap: int = CAP) -> Iterator[str]:
    """Cut one piece into shorter ones, none above `cap` characters.

    >>> list(capped("one two; three four", cap=12))
    ['one two; ', 'three four']
    >>> [len(part) for part in capped("x" * 10_000)][-2:]
    [300, 100]
    """
    if len(piece) <= cap:
        yield piece
        return
    start = 0
    length = len(piece.rstrip())
    while length - start > cap:
        end = _cut(piece, start, cap)
        yield piece[start:end]
        start = end
    if start < len(piece):
        yield piece[start:]


def _cut(piece: str, start: int, cap: int) -> int:
    """Say where the next piece ends: the best place in a stretch that is not too short."""
    least = start + cap // 4
    limit = start + cap
    for pattern in _CUTS:
        ends = [match.end() for match in pattern.finditer(piece, start, limit)]
        fit = [end for end in ends if least <= end < len(piece)]
        if fit:
            return _even(fit, start, len(piece), cap)
    return limit


def _even(ends: list[int], start: int, length: int, cap: int) -> int:
    """Prefer halves over a full piece with a stub after it."""
    rest = length - start
    if rest < 2 * cap:
        middle = start + rest // 2
        return min(ends, key=lambda end: abs(end - middle))
    return ends[-1]
