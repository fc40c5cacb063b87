"""Cleans a text or a whole manuscript, rule after rule.

A manuscript is laid end to end and cleaned as one text, so that what a chapter teaches
helps the title; blocks and emphasis are places in that text and move with its edits.
"""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from audiobook.cleaning.edits import Edit, apply, changes, moved
from audiobook.cleaning.encoding import find_mojibake
from audiobook.cleaning.invisibles import find_invisible
from audiobook.cleaning.lookalikes import Finding, find_lookalikes
from audiobook.cleaning.tokens import Tokens
from audiobook.model import Block, Change, Cleaned, Manuscript, Repairs, Swap

PASSES = 4  # one does nearly all; what it repairs may explain a word more
Forced = tuple[tuple[str, str], ...]


def clean(text: str, *, force: Forced = (), forbid: tuple[str, ...] = ()) -> Cleaned:
    """Give back the letters that `text` was written with, and say what was changed.

    `force` pairs a letter or a word with what it shall become; `forbid` names letters and
    words that stay.  Only repaired words are composed (NFC); the rest comes back as it was.

    >>> clean("пo oпe kпows").text
    'no one knows'
    """
    cleaned, _, repairs = _clean(text, (), force, forbid)
    return Cleaned(text=cleaned, repairs=repairs)


def clean_manuscript(
    manuscript: Manuscript, *, force: Forced = (), forbid: tuple[str, ...] = ()
) -> tuple[Manuscript, Repairs]:
    """Clean title, author and every block as one text; emphasis moves with its words.

    A title or author that a block repeats is repaired as that block is, and counted once.
    """
    meta, own = manuscript.meta, tuple(block.text for block in manuscript.blocks)
    fields = (meta.title, meta.author)
    repeats = [own.index(field) if field in own else None for field in fields]
    apart = (field if at is None else "" for field, at in zip(fields, repeats, strict=True))
    texts = (*apart, *own)
    starts = _starts(texts)
    spans = [
        [start + place for span in block.emphasis for place in span]
        for start, block in zip(starts[2:], manuscript.blocks, strict=True)
    ]
    edges = [
        edge
        for start, text in zip(starts, texts, strict=True)
        for edge in (start, start + len(text))
    ]
    places = sorted({*edges, *(place for block in spans for place in block)})
    whole, after, repairs = _clean(_SEAM.join(texts), places, force, forbid)
    to = dict(zip(places, after, strict=True))
    cut = [whole[to[a] : to[b]] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    blocks = tuple(
        _moved_block(block, text, [to[place] - to[start] for place in marks])
        for block, text, start, marks in zip(
            manuscript.blocks, cut[2:], starts[2:], spans, strict=True
        )
    )
    title, author = (cut[i] if at is None else cut[2 + at] for i, at in enumerate(repeats))
    meta = replace(meta, title=title, author=author)
    return replace(manuscript, meta=meta, blocks=blocks), repairs


_SEAM = "\n\n"  # no rule reaches over a line end


def _starts(texts: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text) + len(_SEAM)
    return starts


def _moved_block(block: Block, text: str, marks: list[int]) -> Block:
    emphasis = tuple(zip(marks[::2], marks[1::2], strict=True))
    return replace(block, text=text, emphasis=tuple(span for span in emphasis if span[0] < span[1]))


def _clean(
    text: str, places: Sequence[int], force: Forced, forbid: tuple[str, ...]
) -> tuple[str, Sequence[int], Repairs]:
    """Apply rule after rule, and all of them again until nothing is left to do."""
    letters = tuple(pair for pair in force if len(pair[0]) == 1)
    words = tuple(pair for pair in force if len(pair[0]) > 1)
    done: list[Change] = []
    findings: list[Finding] = []

    def amend(edits: Sequence[Edit]) -> None:
        nonlocal text, places
        if edits:
            done.extend(changes(text, edits))
            places, text = moved(places, edits), apply(text, edits)

    left: Tokens | None = None
    with _uncollected():
        for _ in range(PASSES):
            before = text
            amend(tuple(find_forced(text, words)))
            amend(tuple(find_mojibake(text)))
            amend(tuple(find_invisible(text)))
            left = left if text == before else None
            findings.append(find_lookalikes(text, force=letters, forbid=forbid, left=left))
            amend(findings[-1].edits)
            left = findings[-1].left
            if text == before:
                break
    swaps = _summed(swap for finding in findings for swap in finding.swaps)
    return text, places, Repairs(swaps=swaps, changes=tuple(done), kept=findings[-1].kept)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from searching a book's many words for cycles: a tenth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def find_forced(text: str, words: Forced) -> Iterator[Edit]:
    """Find the words that the user has said what to make of."""
    wanted = {old: new for old, new in words if old != new}
    if wanted:
        longest_first = sorted(wanted, key=len, reverse=True)
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
        for match in re.finditer(pattern, text):
            yield Edit(match.start(), match.end(), wanted[match[0]], "asked for")


def _summed(swaps: Iterable[Swap]) -> tuple[Swap, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for swap in swaps:
        counts[swap.source, swap.target] += swap.count
    return tuple(Swap(source=a, target=b, count=n) for (a, b), n in counts.most_common())
