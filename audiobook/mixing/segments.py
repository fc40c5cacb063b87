"""Cut a book into segments that are encoded once and joined by copy.

A timeline comes in.  `aligned` nudges its pauses, by some milliseconds each, so
that every segment is a whole number of codec frames; `segments` gives the
segments.  An edit then changes its own segment and none after it, because
where to cut is decided by the content near by, never by the distance from the start.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

from audiobook.model import Piece, Timeline

GRID = 1024  # samples: a frame of AAC; a whole number of FLAC's blocks too
MP3_GRID = 9 * GRID  # a whole number of MP3's frames as well
GIVE_MS = 10  # what a pause may give or take for it
LEAD = 2 * GRID  # silence that opens a segment; the encoder's priming is taken out of it
CUT_MS = 300  # a pause must be this long to be cut
SHORT_BOOK_S = 1200
SHORT_S = (15, 60)  # from and to, of speech and pauses, these in odd seconds
LONG_S = (120, 280)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of the book that is encoded in one go."""

    start: int  # samples
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Silences in a row: pieces [first, last) of the timeline."""

    first: int
    last: int
    frames: int
    longest: int  # the piece of it that can give and take most easily


def segments(timeline: Timeline) -> tuple[Segment, ...]:
    """Cut an aligned timeline inside its pauses, and at every chapter."""
    made = []
    at, lead, first = 0, 0, 0
    for cut in (*_cuts(timeline), None):
        last = cut.last if cut else len(timeline.pieces)
        pieces = list(timeline.pieces[first:last])
        if lead:
            pieces.insert(0, Piece(key="", frames=lead))
        if cut:
            pieces = _shortened(pieces, LEAD)
            lead = LEAD
        end = at + sum(piece.frames for piece in pieces)
        if pieces:
            made.append(Segment(start=at, end=end, pieces=tuple(pieces)))
        at, first = end, last
    return tuple(made)


def aligned(timeline: Timeline) -> Timeline:
    """Stretch or shrink pauses evenly until every segment is whole frames long.

    Only pauses of 0.3 s and more change, and none falls below that.  Doing it
    twice changes nothing.
    """
    frames = [piece.frames for piece in timeline.pieces]
    waiting = deque(_runs(timeline))
    first = lead = end = 0
    for cut in (*_cuts(timeline), None):
        last = cut.last if cut else len(frames)
        end += sum(frames[first:last]) + lead - (LEAD if cut else 0)
        runs = []
        while waiting and waiting[0].last <= last:
            runs.append(waiting.popleft())
        for piece, change in _changes(runs, cut, end, timeline.rate):
            frames[piece] += change
            end += change
        if not cut and not runs:
            frames.append(GRID + -end % GRID)
        first, lead = last, LEAD
    return _moved(timeline, frames)


def _changes(runs: list[_Run], cut: _Run | None, end: int, rate: int) -> Iterator[tuple[int, int]]:
    """Share out what is missing to the next whole frame, or what is over since the last.

    Where pauses are few, a frame of AAC; the next segment with enough of them makes up for MP3.
    """
    least = _least(rate)
    pauses = [run for run in runs if run.frames >= least] or ([cut] if cut else runs[-1:])
    spare = [run for run in pauses if run.frames >= least + GRID]
    grid = MP3_GRID if len(spare) * GIVE_MS * rate // 1000 >= MP3_GRID // 2 else GRID
    amount, sign = -end % grid, 1
    if amount > grid // 2 and spare:
        pauses, amount, sign = spare, grid - amount, -1
    for place, run in enumerate(pauses):
        share = amount // len(pauses) + (place < amount % len(pauses))
        yield run.longest, sign * share


def _cuts(timeline: Timeline) -> tuple[_Run, ...]:
    """Choose the pauses to cut: every chapter's, and some between, by what follows them."""
    runs = _runs(timeline)
    speech = sum(piece.frames for piece in timeline.pieces if piece.key)
    low, high = SHORT_S if speech < SHORT_BOOK_S * timeline.rate else LONG_S
    chapters = _chapter_runs(timeline, runs)
    cuts: list[_Run] = []
    waiting: list[tuple[int, _Run]] = []  # pauses that may be cut, and how far on they are
    passed = piece = 0
    for run in runs:
        passed += sum(timeline.pieces[i].frames for i in range(piece, run.first))
        passed += _weight(run, timeline.rate)
        piece = run.last
        if run.last == len(timeline.pieces) or run.first == 0:
            continue
        while waiting and passed > high * timeline.rate:
            far, best = min(waiting, key=lambda each: _lot(timeline, each[1]))
            cuts.append(best)
            passed -= far
            waiting = [(at - far, each) for at, each in waiting if at - far >= low * timeline.rate]
        if run in chapters:
            cuts.append(run)
            passed, waiting = 0, []
        elif run.frames >= _least(timeline.rate) and passed >= low * timeline.rate:
            waiting.append((passed, run))
    return tuple(cuts)


def _weight(run: _Run, rate: int) -> int:
    """Count a pause in odd seconds, rounded up: aligning must not change the count.

    >>> [_weight(_Run(0, 1, 22_050 * ms // 1000, 0), 22_050) // 22_050 for ms in (350, 2200, 9000)]
    [1, 3, 9]
    """
    # The steps lie where nobody sets a pause: at 1.037 s, 3.037 s and so on.
    return (2 * ((run.frames + 963 * rate // 1000) // (2 * rate)) + 1) * rate


def _lot(timeline: Timeline, run: _Run) -> int:
    """A number that depends on nothing but the clip after the pause."""
    return zlib.crc32(timeline.pieces[run.last].key.encode())


def _chapter_runs(timeline: Timeline, runs: tuple[_Run, ...]) -> frozenset[_Run]:
    """The silences at which a chapter begins, where they are long enough to be cut at all."""
    starts = [0, *accumulate(piece.frames for piece in timeline.pieces)]
    marks = sorted(chapter.start for chapter in timeline.chapters)
    found = set()
    for run in runs:
        begins, ends = starts[run.first], starts[run.last]
        touched = bisect_left(marks, begins) < bisect_right(marks, ends)
        if touched and run.frames >= LEAD:
            found.add(run)
    return frozenset(found)


def _runs(timeline: Timeline) -> tuple[_Run, ...]:
    runs = []
    first = 0
    for silent, group in groupby(timeline.pieces, key=lambda piece: not piece.key):
        frames = [piece.frames for piece in group]
        last = first + len(frames)
        if silent:
            longest = first + frames.index(max(frames))
            runs.append(_Run(first, last, sum(frames), longest))
        first = last
    return tuple(runs)


def _least(rate: int) -> int:
    return rate * CUT_MS // 1000


def _shortened(pieces: list[Piece], by: int) -> list[Piece]:
    """Take frames off the silence at the end."""
    while pieces and by >= pieces[-1].frames:
        by -= pieces.pop().frames
    if by:
        pieces[-1] = Piece(key="", frames=pieces[-1].frames - by)
    return pieces


def _moved(timeline: Timeline, frames: list[int]) -> Timeline:
    """The same timeline with pieces of other lengths; everything else follows them."""
    old = [0, *accumulate(piece.frames for piece in timeline.pieces)]
    new = [0, *accumulate(frames)]

    def place(sample: int) -> int:
        # Of pieces without frames the last one, so that a mark stays before what follows it.
        index = min(bisect_right(old, sample) - 1, len(new) - 1)
        return new[index] + sample - old[index]

    keys = [piece.key for piece in timeline.pieces] + [""] * (len(frames) - len(old) + 1)
    return replace(
        timeline,
        frames=new[-1],
        pieces=tuple(Piece(key=k, frames=n) for k, n in zip(keys, frames, strict=True)),
        cues=tuple(replace(c, start=place(c.start), end=place(c.end)) for c in timeline.cues),
        silences=tuple(
            replace(s, start=place(s.start), end=place(s.end)) for s in timeline.silences
        ),
        chapters=tuple(
            replace(c, start=place(c.start), end=new[-1] if c.end == old[-1] else place(c.end))
            for c in timeline.chapters
        ),
    )
