"""Blocks that a reader took for something else, put right with the whole book in view."""

from __future__ import annotations

from dataclasses import replace

from audiobook.model import Block
from audiobook.structuring.headings import CHAPTER_WORDS, PART_WORDS, label

_HEADING_WORDS = 16
_LINE = 80  # characters of a heading that no reader took for one
_SMALL_WORD = 3  # letters of a word that titles leave small


def prepared(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take back what was read as a mark, the title page, the contents list or text."""
    blocks = _with_first_part(_with_first_headings(_with_thirty(blocks)))
    return _with_numbered_lines(blocks)


def _with_thirty(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take XXX for a number, not a mark, where the chapters have come to XXIX."""
    if not any(block.kind == "heading" and label(block.text).number == 29 for block in blocks):
        return blocks
    return tuple(
        replace(block, kind="heading") if block.kind == "rule" and block.text == "XXX" else block
        for block in blocks
    )


def _with_first_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Weigh again what a reader of plain text took for the list of contents.

    Where the list ends is known only from the headings that come again.
    """
    if not _is_plain(blocks):
        return blocks
    return tuple(
        replace(
            block,
            kind="heading" if _may_be_heading(block) else block.kind,
            matter="chapter",
            reason="",
        )
        if block.reason == "contents" and block.kind != "rule"
        else block
        for block in blocks
    )


def _with_numbered_lines(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take lines that say CHAPTER for candidates where a book has no heading at all."""
    if any(block.kind == "heading" and block.level != 1 for block in blocks):
        return blocks
    return tuple(
        replace(block, kind="heading", level=0) if _names_chapter(block) else block
        for block in blocks
    )


def _names_chapter(block: Block) -> bool:
    if block.kind != "text" or len(block.text) > _LINE or block.matter != "chapter":
        return False
    one = label(block.text)
    return one.number > 0 and (one.keyword in PART_WORDS | CHAPTER_WORDS or not one.title)


def _is_plain(blocks: tuple[Block, ...]) -> bool:
    """Tell a plain text, in which at most the book's title has a level."""
    return sum(block.kind == "heading" and block.level > 0 for block in blocks) < 2


def _may_be_heading(block: Block) -> bool:
    line = block.text
    if block.kind == "heading":
        return True
    if block.kind != "text" or "\n" in line or len(line.split()) > _HEADING_WORDS:
        return False
    words = [word for word in line.split() if len(word) > _SMALL_WORD]
    return label(line).number > 0 or all(not word[0].islower() for word in words)


def _with_first_part(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take the first part's name back from the title page above it, in plain text."""
    page = [at for at, block in enumerate(blocks) if block.reason == "title page"]
    start = next((at for at in page if _names_part(blocks[at].text)), None)
    if start is None or not _is_plain(blocks):
        return blocks
    end = page[-1] + 1
    back = (
        replace(block, kind="heading", matter="chapter", reason="")
        for block in blocks[start:end]
        if block.kind != "rule"
    )
    return (*blocks[:start], *back, *blocks[end:])


def _names_part(text: str) -> bool:
    one = label(text)
    return one.number > 0 and one.keyword in PART_WORDS | CHAPTER_WORDS
