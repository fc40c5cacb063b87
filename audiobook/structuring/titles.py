"""What stands beside a chapter's number goes to its title: parts above it, its name below.

Books do the same in every chapter, so a line below a number is its title only if
most of the numbers have one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from audiobook.model import Block
from audiobook.structuring.contents import words
from audiobook.structuring.headings import PART_WORDS, fold, is_author_line, is_story_word
from audiobook.structuring.roles import Role
from audiobook.structuring.sequences import Candidate

_TITLE_WORDS = 10  # of a line below a number that no reader took for a heading
_MOST_LINES = 2
PART_TEXT_WORDS = 25  # a year, a place, a teller between a part and its first chapter
_SPEECH = "\"“'‘«„—"


def put_titles_together(
    blocks: Sequence[Block],
    found: Sequence[Candidate],
    roles: dict[int, Role],
    entries: frozenset[str],
    *,
    restarts: bool,
) -> None:
    """Give the lines that touch a chapter's heading to its title."""
    at_index = {one.index: one for one in found}
    chapters = [one for one in found if roles[one.index] == "chapter"]
    _name_parts(found, chapters, roles)
    for one in chapters:
        _take_parts(blocks, one, at_index, roles, entries, restarts=restarts)
    for one in chapters:
        if not one.label.number and one.text.isupper():
            _take_capitals(blocks, one, at_index, roles)
    bare = [one for one in chapters if one.label.number and not one.label.title]
    below = {one.index: _below(blocks, one.index) for one in bare}
    headed = {one.index for one in bare if _is_free(at_index.get(below[one.index]), roles)}
    named = {one.index for one in bare if _is_short(blocks, below[one.index])} | headed
    for one in bare:
        if one.index in headed and len(headed) >= 0.4 * len(bare):
            _take_headings(blocks, one, at_index, roles)
        elif one.index in named - headed and len(named) >= max(3, 0.7 * len(bare)):
            roles[below[one.index]] = "label"


def _name_parts(
    found: Sequence[Candidate], chapters: Sequence[Candidate], roles: dict[int, Role]
) -> None:
    """Take BOOK THE SECOND for a part where a chapter follows at once."""
    starts = [one.index for one in chapters]
    for one in found:
        is_part = one.label.number and one.label.keyword in PART_WORDS
        if roles[one.index] == "text" and (is_part or is_story_word(one.text)):
            after = bisect_right(starts, one.index)
            if after < len(chapters) and chapters[after].at - one.at <= PART_TEXT_WORDS:
                roles[one.index] = "part"


def _is_free(one: Candidate | None, roles: dict[int, Role]) -> bool:
    if one is None or roles[one.index] != "text":
        return False
    return not one.label.number or one.text.startswith("I ")  # "I Go to Bristol"


def _below(blocks: Sequence[Block], index: int) -> int:
    """Give the next block that is no rule."""
    index += 1
    while index < len(blocks) and blocks[index].kind == "rule":
        index += 1
    return index


def _above(blocks: Sequence[Block], index: int) -> int:
    index -= 1
    while index >= 0 and blocks[index].kind == "rule":
        index -= 1
    return index


def _is_short(blocks: Sequence[Block], index: int) -> bool:
    if index >= len(blocks) or blocks[index].kind != "text":
        return False
    text = blocks[index].text
    return words(text) <= _TITLE_WORDS and text[:1] not in _SPEECH


def _take_capitals(
    blocks: Sequence[Block],
    chapter: Candidate,
    at_index: dict[int, Candidate],
    roles: dict[int, Role],
) -> None:
    """Take the capitals right below a chapter without a number: its subtitle."""
    below = at_index.get(_below(blocks, chapter.index))
    if below is not None and _is_free(below, roles) and below.text.isupper():
        roles[below.index] = "label"


def _take_headings(
    blocks: Sequence[Block],
    chapter: Candidate,
    at_index: dict[int, Candidate],
    roles: dict[int, Role],
) -> None:
    index = _below(blocks, chapter.index)
    first = at_index[index]
    for _ in range(_MOST_LINES):
        one = at_index.get(index)
        if one is None or not _is_free(one, roles) or one.text.isupper() != first.text.isupper():
            return
        roles[index] = "label"
        index = _below(blocks, index)


def _take_parts(
    blocks: Sequence[Block],
    chapter: Candidate,
    at_index: dict[int, Candidate],
    roles: dict[int, Role],
    entries: frozenset[str],
    *,
    restarts: bool,
) -> None:
    """Take the candidates right above a chapter that head a part of the book."""
    index = _above(blocks, chapter.index)
    while (one := at_index.get(index)) and roles[index] == "text" and not is_author_line(one.text):
        if not (fold(one.text) in entries or (restarts and chapter.label.number == 1)):
            return
        roles[index] = "part"
        index = _above(blocks, index)
