"""Heading candidates into roles, with the rows of numbers and the contents list to go by."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from audiobook.model import Block
from audiobook.structuring.headings import (
    PART_WORDS,
    back_reason,
    fold,
    front_reason,
    is_author_line,
    is_contents,
    is_story_word,
)
from audiobook.structuring.roles import Role
from audiobook.structuring.sequences import (
    Candidate,
    Row,
    before_back_matter,
    candidates,
    rows,
    unnumbered,
)
from audiobook.structuring.titles import put_titles_together

_CHAPTER_WORDS = 40  # what a chapter known only by its name holds at least
_NOTICE_WORDS = 15  # under a heading before the first chapter
_LEAST_SCORE = 0.15  # of a row that holds chapters
_NESTED_WORDS = 40  # what a section usually holds at least


def roles_by_weight(
    blocks: Sequence[Block], title: str, entries: frozenset[str]
) -> dict[int, Role]:
    """Give each heading candidate of a plain text its role."""
    found, total = candidates(blocks)
    roles: dict[int, Role] = {one.index: "text" for one in found}
    body = _without_title(found, title, roles)
    usable = [one for one in before_back_matter(body, total) if not one.told]
    body = [one for one in body if not one.told]
    ranked = rows(usable, total)
    main = _main(ranked, usable, total, entries, is_verse=_is_verse(blocks))
    for one in main:
        roles[one.index] = "chapter"
    if main:
        _others(ranked, main, roles)
    _named(body, main, total, entries, roles)
    put_titles_together(blocks, body, roles, entries, restarts=_restarts(main))
    return roles


def _without_title(
    found: Sequence[Candidate], title: str, roles: dict[int, Role]
) -> Sequence[Candidate]:
    """Take the book's own title off the front: the heading that is it, or the first line of all."""
    head = [one for one in found if one.at < 200]
    bearing = [one for one in head if title and fold(one.text) == fold(title)]
    for one in bearing:
        roles[one.index] = "title"
    if bearing:
        return [one for one in found if one.index > bearing[0].index and one not in bearing]
    if found and _may_be_title(found[0], title):
        roles[0] = "title"
        return found[1:]
    return found


def _may_be_title(first: Candidate, title: str) -> bool:
    if first.index or first.label.number or _is_named(first.text):
        return False
    one, other = fold(first.text), fold(title)
    return not title or one in other or other in one


def _main(
    ranked: Sequence[Row],
    usable: Sequence[Candidate],
    total: int,
    entries: frozenset[str],
    *,
    is_verse: bool,
) -> tuple[Candidate, ...]:
    """Choose the row of the chapters."""
    if ranked and ranked[0].score >= _LEAST_SCORE:
        return ranked[0].members
    return unnumbered(usable, total, entries, is_verse=is_verse)


def _is_verse(blocks: Sequence[Block]) -> bool:
    """Tell a book of poems."""
    verse = sum(len(block.text) for block in blocks if block.kind == "verse")
    return verse > sum(len(block.text) for block in blocks if block.kind == "text")


def _restarts(main: Sequence[Candidate]) -> bool:
    return sum(one.label.number == 1 for one in main) > 1


def _is_named(text: str) -> bool:
    return bool(front_reason(text) or back_reason(text) or is_story_word(text) or is_contents(text))


def _others(ranked: Sequence[Row], main: Sequence[Candidate], roles: dict[int, Role]) -> None:
    """Place the rows that are not the chapters': before them, above them or within them."""
    chapters = {one.index for one in main}
    first = main[0].index
    for row in ranked:
        members = [one for one in row.members if one.index not in chapters]
        if not members or len(members) < len(row.members):
            continue
        if row.keyword in PART_WORDS:
            for one in members:
                roles[one.index] = "part"
        elif members[-1].index < first and row.score > 0.002:
            for one in members:
                roles[one.index] = "chapter"
        elif _is_section_row(members):
            for one in members:
                roles[one.index] = "nested"


def _is_section_row(members: Sequence[Candidate]) -> bool:
    gaps = sorted(b.at - a.at for a, b in pairwise(members))
    return bool(gaps) and members[0].label.number == 1 and gaps[len(gaps) // 2] >= _NESTED_WORDS


def _named(
    found: Sequence[Candidate],
    main: Sequence[Candidate],
    total: int,
    entries: frozenset[str],
    roles: dict[int, Role],
) -> None:
    """Take headings that are chapters by their name, by the contents list or by their place."""
    following = total  # where the next chapter begins
    late = True  # no chapter follows
    for position in range(len(found) - 1, -1, -1):
        one = found[position]
        if roles[one.index] == "text" and not one.label.number:
            held = following - one.at
            early = not main or one.index < main[0].index
            last = late and one.at > total * 0.5
            if _goes_on(found, position, roles):
                continue
            if (
                held >= (1 if last else _CHAPTER_WORDS)
                and (
                    is_story_word(one.text)
                    or (main and fold(one.text) in entries)
                    or (early and front_reason(one.text))
                    or (last and back_reason(one.text))
                )
            ) or (main and early and _stands_alone(found, position, roles)):
                roles[one.index] = "chapter"
        if roles[one.index] == "chapter":
            following, late = one.at, False


def _goes_on(found: Sequence[Candidate], position: int, roles: dict[int, Role]) -> bool:
    """Tell whether a candidate right below another goes on with its title."""
    one = found[position]
    if not one.adjacent or not position:
        return False
    before = found[position - 1]
    if roles[before.index] == "chapter":
        return before.label.number > 0 and not before.label.title
    return roles[before.index] == "text" and before.text.isupper() and not before.label.number


def _stands_alone(found: Sequence[Candidate], position: int, roles: dict[int, Role]) -> bool:
    """Tell whether capitals before the first chapter head a text of their own (NOTICE)."""
    one = found[position]
    if not one.text.isupper() or is_author_line(one.text):
        return False
    for other in found[position + 1 :]:
        if other.at > one.at:
            return other.at - one.at >= _NOTICE_WORDS
        if roles[other.index] == "chapter":
            return False
    return False
