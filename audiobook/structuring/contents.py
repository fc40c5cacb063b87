"""The list of contents: found, so that it is not read aloud, and used to know the chapters.

Blocks come in; where the list lies and what its entries say goes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.model import Block
from audiobook.structuring.headings import fold, front_reason, is_contents, is_story_word, label

_ENTRY_WORDS = 24  # a longer paragraph is no entry
_BETWEEN = 60  # words under a heading that is only an entry
_REACH = 0.25  # of the book: a list further in is part of the story


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A contents list: the blocks [start, end) and their entries, folded."""

    start: int
    end: int
    entries: frozenset[str]


def find_contents(blocks: Sequence[Block]) -> Contents | None:
    """Find the list of contents by its heading, or as headings that come again later."""
    limit = max(60, int(len(blocks) * _REACH))
    for index, block in enumerate(blocks[:limit]):
        if block.kind in ("heading", "text") and is_contents(block.text):
            return _announced(blocks, index)
    return _unannounced(blocks, limit)


def words(text: str) -> int:
    """Count words, roughly and fast."""
    return text.count(" ") + text.count("\n") + 1


def _is_entry(block: Block) -> bool:
    return block.kind != "rule" and (block.kind == "verse" or words(block.text) <= _ENTRY_WORDS)


def _announced(blocks: Sequence[Block], start: int) -> Contents | None:
    end = start + 1
    while end < len(blocks) and _belongs(blocks, end, start):
        end += 1
    if end < len(blocks):  # what stands before the first long paragraph is its own heading
        end = _back_to_heading(blocks, start, end)
    if end - start < 2:
        return None if blocks[start].kind == "text" else _made(blocks, start, start + 1)
    return _made(blocks, start, end)


def _belongs(blocks: Sequence[Block], at: int, start: int) -> bool:
    block = blocks[at]
    if block.kind == "rule" or _is_entry(block):
        return True
    return at == start + 1 and _is_run_of_entries(block.text)


def _is_run_of_entries(text: str) -> bool:
    """Tell whether a long paragraph is a whole list that lost its line ends."""
    tokens = text.split()
    numbers = sum(label(token).number > 0 and token != "I" for token in tokens)
    return numbers >= 3 and numbers * 25 > len(tokens)


def _back_to_heading(blocks: Sequence[Block], start: int, end: int) -> int:
    seen = [fold(block.text) for block in blocks[start + 1 : end]]
    first = end
    while first - 1 > start and blocks[first - 1].kind == "heading":
        key = seen[first - start - 2]
        one = label(blocks[first - 1].text)
        repeats = key in seen[: first - start - 2] or any(
            key and (key in other or (len(other) > 3 and other in key))
            for other in seen[: first - start - 2]
        )
        opens = (
            one.number == 1
            or front_reason(blocks[first - 1].text)
            or is_story_word(blocks[first - 1].text)
        )
        if not (repeats or opens or first == end):
            break
        first -= 1
        if opens and not repeats and not one.keyword:
            break
    return first


def _made(blocks: Sequence[Block], start: int, end: int) -> Contents:
    entries = set()
    for block in blocks[start:end]:
        for line in block.text.splitlines():
            entries.add(fold(line))
            entries.add(fold(label(line).title))
    return Contents(start=start, end=end, entries=frozenset(entries - {""}))


def _unannounced(blocks: Sequence[Block], limit: int) -> Contents | None:
    """Find a run of numbered headings with next to nothing under them, which come again later."""
    run: list[int] = []
    loose = 0
    for index, block in enumerate(blocks[: limit * 2]):
        if block.kind == "heading":
            if label(block.text).number:
                run.append(index)
            loose = 0
            continue
        loose += words(block.text)
        if loose > _BETWEEN:
            found = _come_again(blocks, run[:-1])
            if found:
                return found
            run, loose = [], 0
    return None


def _come_again(blocks: Sequence[Block], run: list[int]) -> Contents | None:
    if len(run) < 3:
        return None
    labels = [label(blocks[index].text) for index in run]
    rising = sum(b.number == a.number + 1 for a, b in zip(labels, labels[1:], strict=False))
    if rising < len(run) // 2:
        return None
    later = {
        (one.keyword, one.number)
        for block in blocks[run[-1] + 1 :]
        if block.kind == "heading" and (one := label(block.text)).number
    }
    again = sum((one.keyword, one.number) in later for one in labels)
    if again * 2 < len(run):
        return None
    end = run[-1] + 1
    while (
        end < len(blocks) and blocks[end].kind == "heading" and not label(blocks[end].text).number
    ):
        if front_reason(blocks[end].text) or is_story_word(blocks[end].text):
            break
        end += 1
    return _made(blocks, run[0], end)
