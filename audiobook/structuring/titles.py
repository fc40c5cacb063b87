"""What stands beside a chapter's number goes to its title: parts above it, its name below.

Books do the same in every chapter, so a line below a number is its title only if
most of the numbers have one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from audiobook.model import Block
from audiobook.structuring.contents import words
from audiobook.structuring.headings import PART_WORDS, fold, is_author_line
from audiobook.structuring.roles import Role
from audiobook.structuring.sequences import Candidate

_TITLE_WORDS = 10  # of a line below a number that no reader took for a heading
_MOST_LINES = 2
PART_TEXT_WORDS = 6  # a year or a place that stands between a part and its first chapter
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
        _take_parts(one, at_index, roles, entries, restarts=restarts)
    bare = [one for one in chapters if one.label.number and not one.label.title]
    headed = [one for one in bare if _is_free(at_index.get(one.index + 1), roles)]
    named = [one for one in bare if one in headed or _is_short(blocks, one.index + 1)]
    for one in bare:
        if one in headed and len(headed) >= 0.4 * len(bare):
            _take_headings(one, at_index, roles)
        elif one in named and len(named) >= max(3, 0.7 * len(bare)) and one not in headed:
            roles[one.index + 1] = "label"


def _name_parts(
    found: Sequence[Candidate], chapters: Sequence[Candidate], roles: dict[int, Role]
) -> None:
    """Take BOOK THE SECOND for a part where a chapter follows at once."""
    starts = [one.index for one in chapters]
    for one in found:
        if roles[one.index] == "text" and one.label.number and one.label.keyword in PART_WORDS:
            after = bisect_right(starts, one.index)
            if after < len(chapters) and chapters[after].at - one.at <= PART_TEXT_WORDS:
                roles[one.index] = "part"


def _is_free(one: Candidate | None, roles: dict[int, Role]) -> bool:
    return one is not None and roles[one.index] == "text" and not one.label.number


def _is_short(blocks: Sequence[Block], index: int) -> bool:
    if index >= len(blocks) or blocks[index].kind != "text":
        return False
    text = blocks[index].text
    return words(text) <= _TITLE_WORDS and text[:1] not in _SPEECH


def _take_headings(
    chapter: Candidate, at_index: dict[int, Candidate], roles: dict[int, Role]
) -> None:
    first = at_index[chapter.index + 1]
    for index in range(chapter.index + 1, chapter.index + 1 + _MOST_LINES):
        one = at_index.get(index)
        if one is None or not _is_free(one, roles) or one.text.isupper() != first.text.isupper():
            return
        roles[index] = "label"


def _take_parts(
    chapter: Candidate,
    at_index: dict[int, Candidate],
    roles: dict[int, Role],
    entries: frozenset[str],
    *,
    restarts: bool,
) -> None:
    """Take the candidates right above a chapter that head a part of the book."""
    index = chapter.index - 1
    while (one := at_index.get(index)) and roles[index] == "text" and not is_author_line(one.text):
        if not (fold(one.text) in entries or (restarts and chapter.label.number == 1)):
            return
        roles[index] = "part"
        index -= 1
