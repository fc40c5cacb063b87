"""Scene breaks that a page shows only by its spacing.

Blocks come in with their looks; they go out with a rule where a paragraph stands markedly
lower than its neighbours.  Spacing that most paragraphs have means nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.model import Block

EMPTY = "empty paragraph"  # the reason of a rule made from one, until `with_breaks` has judged
_RARE = 0.15  # of the paragraphs: what is more frequent is a style, not a break
_MORE = 0.9  # em above the usual space


@dataclass(slots=True)
class Flowed:
    """A block and what its page shows of it."""

    block: Block
    above: float = 0.0  # em
    below: float = 0.0
    is_indented: bool = False
    is_aside: bool = False  # centred or set to the right
    is_centred: bool = False
    names_break: bool = False  # its class is called scene-break or the like
    is_link: bool = False  # all of it leads elsewhere in the book
    is_note: bool = False
    anchors: tuple[str, ...] = ()  # the ids that lead here
    references: tuple[str, ...] = ()  # the ids of the notes it refers to


def with_breaks(flowed: Sequence[Flowed]) -> list[Flowed]:
    """Put rules where spacing alone parts two paragraphs, over a whole book."""
    flowed = without_spacers(flowed)
    pairs = [at for at in range(1, len(flowed)) if _are_prose(flowed[at - 1], flowed[at])]
    gaps = Counter(round(_gap(flowed, at) * 4) for at in pairs)
    usual = gaps.most_common(1)[0][0] / 4 if gaps else 0.0
    indented = sum(flowed[at].is_indented for at in pairs)
    is_indenting = indented > len(pairs) * 0.5
    wide = {
        at
        for at in pairs
        if _gap(flowed, at) >= usual + _MORE
        and not (is_indenting and flowed[at].is_indented)
        and not flowed[at].is_aside
        and not flowed[at - 1].is_aside
    }
    if len(wide) > max(len(pairs) * _RARE, 1):
        wide = set()
    kept: list[Flowed] = []
    for at, one in enumerate(flowed):
        if at in wide or (one.names_break and at in pairs):
            line = one.block.line
            kept.append(Flowed(Block(kind="rule", text="", reason="space above", line=line)))
        kept.append(one)
    return kept


def _gap(flowed: Sequence[Flowed], at: int) -> float:
    return max(flowed[at - 1].below, flowed[at].above)


def _are_prose(before: Flowed, after: Flowed) -> bool:
    return before.block.kind == after.block.kind == "text" and (
        before.block.matter == after.block.matter == "chapter"
    )


def without_spacers(flowed: Sequence[Flowed]) -> list[Flowed]:
    """Leave out empty paragraphs that stand between most others, or between all."""
    empty = sum(one.block.reason == EMPTY for one in flowed)
    prose = sum(one.block.kind in ("text", "quote", "verse") for one in flowed)
    if not empty:
        return list(flowed)
    if empty <= max(prose * _RARE, 2):
        return list(flowed)
    runs = _runs(flowed)
    usual, number = Counter(runs.values()).most_common(1)[0]
    rare = sum(length > usual for length in runs.values())
    keep = (
        {at for at, length in runs.items() if length > usual} if rare <= number * _RARE else set()
    )
    kept: list[Flowed] = []
    for at, one in enumerate(flowed):
        if one.block.reason != EMPTY or at in keep:
            kept.append(one)
    return kept


def _runs(flowed: Sequence[Flowed]) -> dict[int, int]:
    """Measure the runs of empty paragraphs: where each begins, how long it is."""
    runs: dict[int, int] = {}
    start = -1
    for at, one in enumerate(flowed):
        if one.block.reason != EMPTY:
            start = -1
        elif start < 0:
            start, runs[at] = at, 1
        else:
            runs[start] += 1
    return runs
