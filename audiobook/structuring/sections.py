"""Blocks and the roles of their headings into sections: the chapters before they have scenes.

Titles are put together here (part, number and title as one), front and back
matter is told from the story, and a demoted heading becomes a paragraph again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from audiobook.model import Block, ChapterKind, Meta
from audiobook.structuring.contents import words
from audiobook.structuring.headings import (
    back_reason,
    fold,
    front_reason,
    is_author_line,
    is_story_word,
    label,
)
from audiobook.structuring.roles import Role
from audiobook.structuring.titles import PART_TEXT_WORDS

_TITLE_PAGE_WORDS = 150
_NOTICE_WORDS = 300  # a text of its own before the first number, if it is story, is longer
_STOPS = '.!?:…—,;”’"'  # after which a title goes on without a stop of ours
_PROSE_WORDS = 25  # of a paragraph of two sentences or more: no title page has it
_STOP_WITHIN = re.compile(r"[a-z]{2}[.!?][\"”’]?\s+[\"“‘]?[A-Z]")
_LONG_LINE = 60  # words: a title page has no longer paragraph


@dataclass(slots=True)
class Section:
    """One chapter in the making."""

    titles: list[Block] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    kind: ChapterKind = "chapter"
    reason: str = ""
    open: bool = False  # only parts' titles so far: a chapter's own may still come

    @property
    def has_text(self) -> bool:
        """Tell whether anything but rules stands under the titles."""
        return any(block.kind != "rule" for block in self.blocks)

    @property
    def title(self) -> str:
        """The whole title as one line."""
        return join_titles([block.text for block in self.titles])


def join_titles(texts: Sequence[str]) -> str:
    """Put a number and a title, or a part and a chapter, into one line.

    >>> join_titles(["CHAPTER I", "The Boy"]), join_titles(["Part One.", "I"])
    ('CHAPTER I. The Boy', 'Part One. I')
    >>> join_titles(["VII.\\nTHE ADVENTURE OF\\nTHE BLUE CARBUNCLE"])
    'VII. THE ADVENTURE OF THE BLUE CARBUNCLE'
    """
    title = ""
    for text in texts:
        before = ""
        for line in (" ".join(line.split()) for line in text.split("\n")):
            goes_on = before and not _is_number(before)
            if title and line:
                title += " " if goes_on or title[-1] in _STOPS else ". "
            title += line
            before = line
    return title


def _is_number(line: str) -> bool:
    one = label(line)
    return one.number > 0 and not one.title


def sections(
    blocks: Sequence[Block], roles: dict[int, Role], meta: Meta, *, settled: bool
) -> list[Section]:
    """Cut the blocks at the chapters' headings; a settled manuscript says itself what is front."""
    made: list[Section] = []
    current = Section()
    for index, block in enumerate(blocks):
        role = roles.get(index)
        if _changes_matter(block, current, role):
            current = _next(made, current)
            current.kind, current.reason = block.matter, block.reason
        if block.matter != "chapter":
            current = _add_matter(made, current, block)
        elif role == "title":
            current = _after_title(made, current, block, meta)
        elif role in ("part", "chapter"):
            current = _open(made, current, block, is_part=role == "part")
        elif role == "label" and not current.has_text and current.titles:
            current.titles.append(block)
        elif role == "nested":
            current.blocks.append(_one_line(block))
        elif block.kind == "heading":
            current.blocks.append(replace(_one_line(block), kind="text", level=0))
        else:
            current.blocks.append(block)
    _next(made, current)
    if not settled:
        _tell_matter(made, meta)
    return made


def _one_line(block: Block) -> Block:
    if "\n" not in block.text:
        return block
    return replace(block, text=join_titles([block.text]), emphasis=())


def _changes_matter(block: Block, current: Section, role: Role | None) -> bool:
    if block.kind == "rule":
        return False
    if block.matter == "chapter" and current.kind == "back" and current.titles:
        # NOTES of a plain text: only its heading is flagged, what follows goes with it.
        return current.titles[0].level > 0 or role in ("title", "part", "chapter")
    return block.matter != current.kind or block.reason != current.reason


def _add_matter(made: list[Section], current: Section, block: Block) -> Section:
    """Add a block that the reader called front or back matter."""
    if block.kind != "heading":
        current.blocks.append(block)
    elif not current.titles and not current.has_text:
        current.titles.append(block)
    elif current.titles and 0 < block.level <= current.titles[0].level and current.has_text:
        current = _next(made, current)
        current.titles.append(block)
    else:
        current.blocks.append(block)
    return current


def _next(made: list[Section], current: Section) -> Section:
    if current.titles or current.has_text:
        made.append(current)
        return Section(kind=current.kind, reason=current.reason)
    return current


def _after_title(made: list[Section], current: Section, block: Block, meta: Meta) -> Section:
    """Open no chapter at the book's title; one that the metadata lacks is front matter."""
    current = _next(made, current)
    if not says_title(block.text, meta.title):
        made.append(
            Section(
                blocks=[replace(block, kind="text", level=0)], kind="front", reason="title page"
            )
        )
    return current


def says_title(text: str, title: str) -> bool:
    """Tell whether a heading is the book's title, in other letters or with its subtitle.

    >>> says_title("ALICE’S ADVENTURES", "Alice's Adventures"), says_title("Chapter I", "Alice")
    (True, False)
    """
    one, other = fold(text), fold(title)
    return bool(one) and bool(other) and (one == other or one in other or other in one)


def _open(made: list[Section], current: Section, block: Block, *, is_part: bool) -> Section:
    if current.open and _names_more(current.blocks):
        current.titles += [one for one in current.blocks if one.kind != "rule"]
        current.blocks = []
    else:
        current = _next(made, current)
    current.titles.append(block)
    current.open = is_part
    return current


def _names_more(blocks: Sequence[Block]) -> bool:
    """Tell whether what stands under a part belongs to its name: a year, a place, a teller."""
    return _count(blocks) <= PART_TEXT_WORDS and all(
        block.kind in ("rule", "text", "heading") for block in blocks
    )


def _count(blocks: Sequence[Block]) -> int:
    return sum(words(block.text) for block in blocks if block.kind != "rule")


def _tell_matter(made: list[Section], meta: Meta) -> None:
    """Mark front and back matter by its title and its place."""
    story = [at for at, one in enumerate(made) if one.kind == "chapter" and not _named_matter(one)]
    if not story:
        return
    for at, one in enumerate(made):
        if one.kind != "chapter":
            continue
        heading = one.titles[-1].text if one.titles else ""
        if at < story[0] and front_reason(heading):
            one.kind, one.reason = "front", front_reason(heading)
        elif at < story[0] and back_reason(heading):
            one.kind, one.reason = "front", back_reason(heading)
        elif at > story[-1] and (back_reason(heading) or front_reason(heading)):
            one.kind, one.reason = "back", back_reason(heading) or front_reason(heading)
    _tell_notices(made)
    _tell_title_page(made, meta)


def _tell_notices(made: list[Section]) -> None:
    """Mark short texts with a heading before the first number: NOTICE, a dedication."""
    numbered = [at for at, one in enumerate(made) if one.titles and _has_number(one)]
    if len(numbered) < 2:
        return
    for one in made[: numbered[0]]:
        heading = one.titles[-1] if one.titles else None
        if one.kind != "chapter" or heading is None or heading.level:
            continue
        if _count(one.blocks) < _NOTICE_WORDS and not is_story_word(heading.text):
            one.kind, one.reason = "front", "before the first chapter"


def _has_number(section: Section) -> bool:
    return any(label(block.text).number for block in section.titles)


def _named_matter(section: Section) -> bool:
    heading = section.titles[-1].text if section.titles else ""
    return bool(front_reason(heading) or back_reason(heading)) or not section.has_text


def _tell_title_page(made: list[Section], meta: Meta) -> None:
    story = [one for one in made if one.kind == "chapter"]
    for one in story[:-1]:
        if one.titles:
            break
        if _is_title_page(one.blocks):
            one.kind, one.reason = "front", "title page"
    if len(story) == 1 and not story[0].titles:
        _cut_byline(made, story[0], meta)


def _is_title_page(blocks: Sequence[Block]) -> bool:
    counts = [words(block.text) for block in blocks if block.kind != "rule"]
    if sum(counts) >= _TITLE_PAGE_WORDS or max(counts, default=0) >= _LONG_LINE:
        return False
    return not any(
        words(block.text) >= _PROSE_WORDS and _STOP_WITHIN.search(block.text) for block in blocks
    )


def _cut_byline(made: list[Section], first: Section, meta: Meta) -> None:
    """Part "by X" from the top of a story without chapters."""
    lines: list[Block] = []
    for block in first.blocks[:4]:
        if block.kind != "text" or not (
            is_author_line(block.text) or (meta.author and fold(block.text) == fold(meta.author))
        ):
            break
        lines.append(block)
    if lines and len(lines) < len(first.blocks):
        first.blocks = first.blocks[len(lines) :]
        made.insert(made.index(first), Section(blocks=lines, kind="front", reason="title page"))
