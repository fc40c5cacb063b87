"""A Manuscript becomes a Book: chapters, scenes, paragraphs, sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiobook.errors import SettingsError
from audiobook.model import Block, Book, Chapter, Dropped, Manuscript, Meta
from audiobook.structuring.binding import chapter, title_sentence
from audiobook.structuring.contents import Contents, find_contents
from audiobook.structuring.cutting import cut
from audiobook.structuring.headings import fold
from audiobook.structuring.levels import roles_by_level
from audiobook.structuring.preparing import prepared
from audiobook.structuring.roles import Role
from audiobook.structuring.scenes import Run
from audiobook.structuring.sections import Section, says_title, sections
from audiobook.structuring.weighing import roles_by_weight

SCENE_MODES = ("auto", "more", "marked", "off")


def structure(manuscript: Manuscript, *, scenes: str = "auto") -> Book:
    """Find the chapters, scenes, paragraphs and sentences of a manuscript.

    `scenes` is "auto" (marks, or openers where a work has no mark), "more" (also the
    scored breaks in long works without marks), "marked" or "off".
    Raises SettingsError on any other mode.
    """
    if scenes not in SCENE_MODES:
        raise SettingsError(
            f"unknown scenes mode {scenes!r}", f"one of: {', '.join(SCENE_MODES)}", key="scenes"
        )
    blocks, contents = manuscript.blocks, None
    if not manuscript.settled:
        blocks = prepared(blocks)
        contents = find_contents(blocks, manuscript.meta.title)
    blocks, listed = _without(blocks, contents)
    roles = _roles(blocks, contents, manuscript)
    found = sections(blocks, roles, manuscript.meta, settled=manuscript.settled)
    mode = "marked" if manuscript.settled and scenes != "off" else scenes
    runs = cut(found, mode)
    title = manuscript.meta.title
    alone = _is_alone(found, title)
    return Book(
        meta=manuscript.meta,
        chapters=tuple(_bound(found, runs, manuscript.meta, title if alone else "")),
        title=None if alone else title_sentence("t1", title),
        dropped=manuscript.dropped + listed,
    )


def _without(
    blocks: tuple[Block, ...], contents: Contents | None
) -> tuple[tuple[Block, ...], tuple[Dropped, ...]]:
    if contents is None:
        return blocks, ()
    listed = blocks[contents.start : contents.end]
    dropped = tuple(
        Dropped(reason="contents list", text=block.text, line=block.line)
        for block in listed
        if block.kind != "rule"
    )
    return blocks[: contents.start] + blocks[contents.end :], dropped


def _roles(
    blocks: Sequence[Block], contents: Contents | None, manuscript: Manuscript
) -> dict[int, Role]:
    """Go by the format's own levels where it has them, else by weighing the candidates."""
    title = manuscript.meta.title
    levelled = [
        block
        for block in blocks
        if block.kind == "heading" and block.level > 0 and block.matter == "chapter"
    ]
    told = [block for block in levelled if not says_title(block.text, title)]
    roles = roles_by_level(blocks, title, settled=manuscript.settled)
    if len(told) < 2 and not manuscript.settled:
        entries = contents.entries if contents else frozenset()
        roles = roles_by_weight(blocks, title, entries) | roles
    return roles


def _is_alone(found: Sequence[Section], title: str) -> bool:
    """Tell whether the only chapter bears the book's title, so that it is said once."""
    story = [section for section in found if section.kind == "chapter"]
    if len(story) != 1:
        return False
    return not story[0].title or fold(story[0].title) == fold(title)


def _bound(
    found: Sequence[Section], runs: Sequence[Sequence[Run]], meta: Meta, alone: str
) -> Iterator[Chapter]:
    counts = {"chapter": 0, "front": 0, "back": 0}
    for section, its_runs in zip(found, runs, strict=True):
        counts[section.kind] += 1
        title = section.title
        if section.kind == "chapter":
            title = title or alone
        yield chapter(section, its_runs, counts[section.kind], meta, title)
