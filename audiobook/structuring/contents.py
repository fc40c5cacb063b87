"""The list of contents: found, so that it is not read aloud, and used to know the chapters.

Blocks come in; where the list lies and what its entries say goes out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.model import Block
from audiobook.structuring.headings import fold, front_reason, is_contents, is_story_word, label

_ENTRY_WORDS = 24  # a longer paragraph is no entry
_NUMBER = re.compile(r"(?:^|\s)(?:\d{1,3}|[IVXLC]+\.|PAGE)(?=\s|$)|--|—")
_SPEECH = "\"“'‘«„"
_CLOSES = ".,;:!?—”\"’'"
_SMALL_WORD = 3  # letters of a word that titles leave small
_BETWEEN = 60  # words under a heading that is only an entry
_REACH = 0.25  # of the book: a list further in is part of the story


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A contents list: the blocks [start, end) and their entries, folded."""

    start: int
    end: int
    entries: frozenset[str]


def find_contents(blocks: Sequence[Block], title: str) -> Contents | None:
    """Find the list of contents by its heading, or as headings that come again later."""
    limit = max(60, int(len(blocks) * _REACH))
    for index, block in enumerate(blocks[:limit]):
        if block.kind in ("heading", "text") and is_contents(block.text):
            return _announced(blocks, index, title)
    return _unannounced(blocks, limit, title)


def words(text: str) -> int:
    """Count words, roughly and fast."""
    return text.count(" ") + text.count("\n") + 1


def _is_entry(block: Block) -> bool:
    if block.kind in ("heading", "rule"):
        return True
    lines = block.text.split("\n")
    return sum(map(_is_entry_line, lines)) * 2 > len(lines)


def _is_entry_line(line: str) -> bool:
    """Tell an entry ("III. The Sea .... 12", "The Widow.") from a line of prose or verse."""
    line = line.strip()
    if not line or words(line) > _ENTRY_WORDS or line[0] in _SPEECH:
        return False
    if line[-1] not in _CLOSES or label(line).number:
        return True
    return line[-1] == "." and all(
        not word[:1].islower() for word in line.split() if len(word) > _SMALL_WORD
    )


def _announced(blocks: Sequence[Block], start: int, title: str) -> Contents | None:
    end = start + 1
    while end < len(blocks) and _belongs(blocks, end, start):
        end += 1
    if end == len(blocks):
        return None  # no book would be left
    # What stands before the first long paragraph is its own heading.
    end = _back_to_heading(blocks, start, end, title)
    if end - start < 2:
        return None if blocks[start].kind == "text" else _made(blocks, start, start + 1)
    return _made(blocks, start, end)


def _belongs(blocks: Sequence[Block], at: int, start: int) -> bool:
    block = blocks[at]
    if block.kind == "heading" and at > start + 1 and _begins_book(blocks, at, start):
        return False
    if block.kind == "heading" and 0 < block.level <= blocks[start].level:
        return False  # the format says where the list ends
    if _is_entry(block):
        return True
    return at == start + 1 and _is_run_of_entries(block.text)


def _begins_book(blocks: Sequence[Block], at: int, start: int) -> bool:
    """Tell whether a heading with a title says again what an entry said."""
    title = fold(label(blocks[at].text).title)
    if len(title) < 4 or at + 1 == len(blocks) or blocks[at + 1].kind == "heading":
        return False
    return any(title in _keys(block.text) for block in blocks[start + 1 : at])


def _is_run_of_entries(text: str) -> bool:
    """Tell whether a long paragraph is a whole list that lost its line ends."""
    tokens = text.split()
    numbers = sum(label(one).number > 0 and one != "I" for one in tokens)
    return numbers >= 3 and numbers * 25 > len(tokens)


def _back_to_heading(blocks: Sequence[Block], start: int, end: int, title: str) -> int:
    """Give the list's end: before the headings that belong to the first long paragraph.

    They say again what an entry says, or bear the book's title, or count from one.
    """
    keys = [_keys(block.text) for block in blocks[start:end]]
    first = end
    is_known = end < len(blocks) and blocks[end].kind == "heading"
    while first - 1 > start and blocks[first - 1].kind in ("heading", "rule"):
        first -= 1
        block = blocks[first]
        if block.kind == "rule":
            continue
        number = label(block.text).number
        named = front_reason(block.text) or is_story_word(block.text)
        again = any(keys[first - start] & earlier for earlier in keys[: first - start])
        begins = number == 1 or (title and fold(title) == fold(block.text))
        if is_known and ((number > 1 and not named) or not (again or begins)):
            return first + 1
        is_known = True
    return first


def _keys(text: str) -> frozenset[str]:
    """Give what an entry and its heading may share: the whole, or the title beside the number."""
    lines = text.split("\n")
    found = {fold(line) for line in lines} | {fold(label(line).title) for line in lines}
    if words(text) > _ENTRY_WORDS // 2:  # perhaps a whole list that lost its line ends
        found.update(map(fold, _NUMBER.split(text)))
    return frozenset(key for key in found | {fold(text)} if len(key) > 2)


def _made(blocks: Sequence[Block], start: int, end: int) -> Contents:
    entries = frozenset().union(*(_keys(block.text) for block in blocks[start:end]))
    return Contents(start=start, end=end, entries=entries)


def _unannounced(blocks: Sequence[Block], limit: int, title: str) -> Contents | None:
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
            found = _come_again(blocks, run, title)
            if found:
                return found
            run, loose = [], 0
    return None


def _come_again(blocks: Sequence[Block], run: list[int], title: str) -> Contents | None:
    if len(run) < 4:
        return None
    end = _back_to_heading(blocks, run[0], run[-1] + 1, title)
    entries = [label(blocks[index].text) for index in run if index < end]
    rising = sum(b.number == a.number + 1 for a, b in pairwise(entries))
    if len(entries) < 3 or rising < len(entries) // 2:
        return None
    later = {
        key
        for block in blocks[end:]
        if block.kind == "heading" and (one := label(block.text)).number
        for key in ((one.keyword, one.number), fold(one.title))
    }
    again = sum((one.keyword, one.number) in later or fold(one.title) in later for one in entries)
    return _made(blocks, run[0], end) if again * 2 >= len(entries) else None
