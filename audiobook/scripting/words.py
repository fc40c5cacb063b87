"""Find when each printed word begins, from the times of the words as spoken.

An engine tells where in `spoken` a word begins; what is shown is `written`.
The two differ where wording rewrote something, so their words are aligned,
and a rewritten run shares out the time of what was said for it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.model import Mark, Span, Word

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One part of a sentence as it was said."""

    written: str
    spoken: str
    marks: tuple[Mark, ...]
    frames: int


def words(takes: Sequence[Take], start: int) -> tuple[Word, ...]:
    """Time the printed words of a sentence whose sound begins at sample `start`.

    Offsets run through the joined `written` of the takes.  Empty where an engine
    gave no marks for a take that it said.

    >>> take = Take(
    ...     written="In 1895 he", spoken="In eighteen ninety-five he", frames=900,
    ...     marks=(Mark(offset=0, length=2, sample=0), Mark(offset=3, length=8, sample=200),
    ...            Mark(offset=12, length=11, sample=400), Mark(offset=24, length=2, sample=800)))
    >>> [(w.offset, w.start) for w in words([take], 1000)]
    [(0, 1000), (3, 1200), (8, 1800)]
    """
    found: list[Word] = []
    offset = 0
    for take in takes:
        if take.spoken and not take.marks:
            return ()
        for (first, last), sample in _timed(take):
            found.append(Word(offset=offset + first, length=last - first, start=start + sample))
        offset += len(take.written)
        start += take.frames
    return tuple(found)


def _timed(take: Take) -> list[tuple[Span, int]]:
    if not take.spoken:
        return []
    printed = [match.span() for match in WORD.finditer(take.written)]
    said = [match.span() for match in WORD.finditer(take.spoken)]
    times = _times(said, take.marks)
    old = [take.written[a:b].casefold() for a, b in printed]
    new = [take.spoken[a:b].casefold() for a, b in said]
    timed: list[tuple[Span, int]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for _, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        begin = times[new_from] if new_from < len(times) else take.frames
        end = times[new_to] if new_to < len(times) else take.frames
        for k in range(old_from, old_to):
            if old_to - old_from == new_to - new_from:
                timed.append((printed[k], times[new_from + k - old_from]))
            else:
                share = (end - begin) * (k - old_from) // (old_to - old_from)
                timed.append((printed[k], begin + share))
    return timed


def _times(said: Sequence[Span], marks: Sequence[Mark]) -> list[int]:
    """Give each spoken word the time of the last mark that begins no later than it ends."""
    times: list[int] = []
    k = 0
    for _, last in said:
        while k + 1 < len(marks) and marks[k + 1].offset < last:
            k += 1
        times.append(marks[k].sample)
    return times
