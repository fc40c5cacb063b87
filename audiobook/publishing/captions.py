"""Cut cues into captions that fit a screen.

A cue (one sentence) comes in, captions of at most two lines of 42 characters go
out, cut at clauses, with times shared by the words' own times where the engine
gave them and by characters where it did not.  Every character stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiobook.model import Cue, Span, Timeline, Word

LINE = 42  # characters, as broadcasters' guides have it
LINES = 2
SILENT_SHOWN_S = 1  # a sentence that is not said is shown in its pause, at most this long

_STRENGTH = {".": 1.0, "!": 1.0, "?": 1.0, "…": 0.9, ";": 0.9, ":": 0.9, "—": 0.8, "–": 0.8}
_CLOSERS = "”’\"')]»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What is on the screen at one time."""

    cue: Cue
    start: int  # samples
    end: int
    lines: tuple[Span, ...]  # in `cue.written`

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(self.cue.written[a:b] for a, b in self.lines)


def captions(cue: Cue, words: Sequence[Word] = ()) -> tuple[Caption, ...]:
    """Cut one cue into captions; `words` are its word times, () where they are not exact."""
    screens = tuple(_screens(_tokens(cue.written), cue.written))
    if not screens:
        return ()
    starts = [cue.start, *(_time_at(lines[0][0], cue, words) for lines in screens[1:])]
    ends = [*starts[1:], cue.end]
    return tuple(
        Caption(cue=cue, start=start, end=max(start, end), lines=lines)
        for start, end, lines in zip(starts, ends, screens, strict=True)
    )


def shown(timeline: Timeline) -> Iterator[Cue]:
    """Give every cue a time on the screen: a sentence that is not said has its pause."""
    cues = timeline.cues
    for cue, following in zip(cues, [*(c.start for c in cues[1:]), timeline.frames], strict=True):
        if cue.end > cue.start:
            yield cue
        elif following > cue.start:
            end = min(following, cue.start + SILENT_SHOWN_S * timeline.rate)
            yield Cue(id=cue.id, start=cue.start, end=end, written=cue.written)


def _tokens(text: str) -> tuple[Span, ...]:
    """The words, each with the marks that touch it; one longer than a line is cut.

    >>> _tokens("A  bee")
    ((0, 1), (3, 6))
    """
    spans: list[Span] = []
    start = -1
    for at, letter in enumerate([*text, " "]):
        if letter.isspace():
            if start >= 0:
                spans.extend((a, min(a + LINE, at)) for a in range(start, at, LINE))
            start = -1
        elif start < 0:
            start = at
        elif text[at - 1] in "—–" and letter.isalpha():
            spans.extend((a, min(a + LINE, at)) for a in range(start, at, LINE))
            start = at
    return tuple(spans)


def _screens(tokens: Sequence[Span], text: str) -> Iterator[tuple[Span, ...]]:
    """Share the words out over screens."""
    while tokens:
        fitting = _fitting(tokens)
        if fitting < len(tokens):
            fitting = _best_cut(tokens, fitting, text)
        yield _lines(tokens[:fitting], text)
        tokens = tokens[fitting:]


def _fitting(tokens: Sequence[Span]) -> int:
    """How many words fill two lines."""
    line, line_start = 1, tokens[0][0]
    for at, (start, end) in enumerate(tokens):
        if end - line_start > LINE:
            if line == LINES:
                return at
            line, line_start = line + 1, start
    return len(tokens)


def _best_cut(tokens: Sequence[Span], most: int, text: str) -> int:
    """After which word to cut: at a clause, and so that what is left is no scrap."""
    whole = tokens[-1][1] - tokens[0][0]
    screens = -(-whole // (LINE * LINES - 6))
    ideal = whole / screens

    def worth(count: int) -> float:
        head = tokens[count - 1][1] - tokens[0][0]
        return _strength(text, tokens[count - 1]) - abs(head - ideal) / ideal

    return max(range(1, most + 1), key=worth)


def _lines(tokens: Sequence[Span], text: str) -> tuple[Span, ...]:
    """One line if it fits, else two of like length, parted at a clause where there is one."""
    first, last = tokens[0][0], tokens[-1][1]
    if last - first <= LINE:
        return ((first, last),)
    cuts = [
        at
        for at in range(1, len(tokens))
        if tokens[at - 1][1] - first <= LINE and last - tokens[at][0] <= LINE
    ]

    def worth(at: int) -> float:
        uneven = abs((tokens[at - 1][1] - first) - (last - tokens[at][0])) / LINE
        return 0.5 * _strength(text, tokens[at - 1]) - uneven

    at = max(cuts, key=worth)
    return ((first, tokens[at - 1][1]), (tokens[at][0], last))


def _strength(text: str, token: Span) -> float:
    """How good a place to cut is after this word."""
    word = text[token[0] : token[1]].rstrip(_CLOSERS)
    if not word:
        return 0.0
    return _STRENGTH.get(word[-1], 0.6 if word[-1] in ",،、，" else 0.0)


def _time_at(offset: int, cue: Cue, words: Sequence[Word]) -> int:
    """When the character at `offset` is said."""
    for word in words:
        if word.offset + word.length > offset:
            return min(max(word.start, cue.start), cue.end)
    length = max(1, len(cue.written))
    return cue.start + (cue.end - cue.start) * offset // length
