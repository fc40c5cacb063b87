"""Blocks that a reader took for something else, put right with the whole book in view."""

from __future__ import annotations

from dataclasses import replace

from audiobook.model import Block
from audiobook.structuring.headings import CHAPTER_WORDS, PART_WORDS, label


def prepared(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take numbers back that were read as a mark or as part of the title page."""
    return _with_first_part(_with_thirty(blocks))


def _with_thirty(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take XXX for a number, not a mark, where the chapters have come to XXIX."""
    if not any(block.kind == "heading" and label(block.text).number == 29 for block in blocks):
        return blocks
    return tuple(
        replace(block, kind="heading") if block.kind == "rule" and block.text == "XXX" else block
        for block in blocks
    )


def _with_first_part(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Take the first part's name back from the title page above it, in plain text."""
    page = [at for at, block in enumerate(blocks) if block.reason == "title page"]
    start = next((at for at in page if _names_part(blocks[at].text)), None)
    if start is None or sum(block.kind == "heading" and block.level > 0 for block in blocks) > 1:
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
