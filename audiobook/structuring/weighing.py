"""Heading candidates into roles, with the rows of numbers and the contents list to go by."""

from __future__ import annotations

from collections.abc import Sequence

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

_CHAPTER_WORDS = 40  # what a chapter known only by its name holds at least
_NESTED_WORDS = 40  # what a section usually holds at least


def roles_by_weight(
    blocks: Sequence[Block], title: str, entries: frozenset[str]
) -> dict[int, Role]:
    """Give each heading candidate of a plain text its role."""
    found, total = candidates(blocks)
    roles: dict[int, Role] = {one.index: "text" for one in found}
    body = _without_title(found, title, roles)
    usable = before_back_matter(body, total)
    ranked = rows(usable, total)
    main = _main(ranked, usable, total, entries)
    for one in main:
        roles[one.index] = "chapter"
    if main:
        _others(ranked, main, roles)
    _named(body, main, total, entries, roles)
    _around(body, roles, entries, restarts=_restarts(main))
    return roles


def _without_title(
    found: Sequence[Candidate], title: str, roles: dict[int, Role]
) -> Sequence[Candidate]:
    """Take the book's own title off the front: the heading that is it, or the first line of all."""
    head = [one for one in found if one.at < 200]
    for one in head:
        if title and fold(one.text) == fold(title):
            roles[one.index] = "title"
            return [other for other in found if other.index > one.index]
    if found and found[0].index == 0 and not found[0].label.number and not _is_named(found[0].text):
        if not title or fold(found[0].text) in fold(title) or fold(title) in fold(found[0].text):
            roles[0] = "title"
            return found[1:]
    return found


def _main(
    ranked: Sequence[Row], usable: Sequence[Candidate], total: int, entries: frozenset[str]
) -> tuple[Candidate, ...]:
    """Choose the row of the chapters."""
    listed = [one for one in usable if fold(one.text) in entries] if entries else []
    for row in ranked:
        if row.score < 0.15:
            break
        return row.members
    return unnumbered(usable, total, entries) if not listed or len(listed) > 1 else tuple(listed)


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
    gaps = sorted(b.at - a.at for a, b in zip(members, members[1:], strict=False))
    return bool(gaps) and members[0].label.number == 1 and gaps[len(gaps) // 2] >= _NESTED_WORDS


def _named(
    found: Sequence[Candidate],
    main: Sequence[Candidate],
    total: int,
    entries: frozenset[str],
    roles: dict[int, Role],
) -> None:
    """Take headings that are chapters by their name or by the contents list."""
    for position, one in enumerate(found):
        if roles[one.index] != "text" or one.label.number:
            continue
        following = [other for other in found[position + 1 :] if roles[other.index] == "chapter"]
        held = (following[0].at if following else total) - one.at
        late = not following and one.at > total * 0.5
        early = not main or one.index < main[0].index
        if held < (_CHAPTER_WORDS if not late else 1):
            continue
        listed = fold(one.text) in entries and bool(main)
        if (
            is_story_word(one.text)
            or listed
            or (early and front_reason(one.text))
            or (late and back_reason(one.text))
        ):
            roles[one.index] = "chapter"


def _around(
    found: Sequence[Candidate], roles: dict[int, Role], entries: frozenset[str], *, restarts: bool
) -> None:
    """Give the candidates that touch a chapter's heading to its title."""
    groups: list[list[Candidate]] = []
    for one in found:
        if one.adjacent and groups and groups[-1][-1].index < one.index:
            groups[-1].append(one)
        else:
            groups.append([one])
    titled = _share_of_titles(groups, roles)
    for group in groups:
        at = next((i for i, one in enumerate(group) if roles[one.index] == "chapter"), -1)
        if at < 0:
            continue
        for one in group[:at]:
            if roles[one.index] == "text" and _heads_part(one, group[at], entries, restarts):
                roles[one.index] = "part"
        if not group[at].label.title or group[at].label.leads:
            _take_title(group, at, roles, titled)


def _heads_part(
    one: Candidate, chapter: Candidate, entries: frozenset[str], restarts: bool
) -> bool:
    if is_author_line(one.text):
        return False
    return fold(one.text) in entries or (restarts and chapter.label.number == 1)


def _share_of_titles(groups: Sequence[Sequence[Candidate]], roles: dict[int, Role]) -> float:
    """Say how many of the chapters that are a bare number have a candidate right below."""
    bare = with_title = 0
    for group in groups:
        for position, one in enumerate(group):
            if roles[one.index] == "chapter" and one.label.number and not one.label.title:
                bare += 1
                below = group[position + 1] if position + 1 < len(group) else None
                with_title += below is not None and roles[below.index] == "text"
    return with_title / bare if bare else 0.0


def _take_title(group: Sequence[Candidate], at: int, roles: dict[int, Role], titled: float) -> None:
    chapter = group[at]
    if not chapter.label.number or chapter.label.leads or titled < 0.4:
        return
    taken = 0
    for one in group[at + 1 :]:
        if roles[one.index] != "text" or one.label.number or taken == 2:
            return
        if taken and one.text.isupper() != group[at + 1].text.isupper():
            return
        roles[one.index] = "label"
        taken += 1
