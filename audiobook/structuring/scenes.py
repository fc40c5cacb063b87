"""The blocks of a chapter into scenes: at the marks in print, or where an opener moves the story.

Neighbouring marks are one break; a mark at a chapter's start or end, or beside a
heading within it, parts nothing.  Breaks are inferred only in works without marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from audiobook.model import Block, Opening
from audiobook.structuring.headings import is_end
from audiobook.structuring.marks import is_break_mark, is_pause
from audiobook.structuring.openers import opener

_LEAST_APART = 3  # paragraphs between an inferred break and the one before
_LEAST_LEFT = 2  # paragraphs at a chapter's end that open no scene
_SPEECH = "\"“'‘«„"
_NOTE = re.compile(r"(?:\[\w{1,4}\]|\*|†|‡|\(\d+\)|\d{1,3}\.?\s)")


@dataclass(slots=True)
class Run:
    """One scene in the making."""

    opened_by: Opening = "start"
    reason: str = ""
    blocks: list[Block] = field(default_factory=list)


def is_rule(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a block parts scenes: a mark, or a lone ellipsis between narration."""
    block = blocks[at]
    if block.kind == "rule":
        return True
    if block.kind != "text" or len(block.text) > 80:
        return False
    if is_break_mark(block.text):
        return True
    return is_pause(block.text) and all(
        blocks[beside].text[:1] not in _SPEECH
        for beside in (at - 1, at + 1)
        if 0 <= beside < len(blocks)
    )


def marked_runs(blocks: Sequence[Block]) -> list[Run]:
    """Cut a chapter at its marks."""
    runs = [Run()]
    mark: Block | None = None
    for at, block in enumerate(blocks):
        if is_rule(blocks, at):
            mark = mark or block
            continue
        is_over = at == len(blocks) - 1 and is_end(block.text)
        if mark is not None and not is_over and _parts(runs[-1], block, mark):
            runs.append(_opened(mark))
        mark = None
        runs[-1].blocks.append(block)
    return runs


def _parts(run: Run, block: Block, mark: Block) -> bool:
    if not run.blocks or run.blocks[-1].kind == "heading" or block.kind == "heading":
        return False
    is_line = set(mark.text) <= set("-_—–─ ")
    return not (is_line and _NOTE.match(block.text) and len(block.text) < 400)


def _opened(mark: Block) -> Run:
    if mark.reason.startswith("inferred"):
        reason = mark.reason.removeprefix("inferred").lstrip(" :-–—,(").removesuffix(")")
        return Run(opened_by="inferred", reason=reason)
    return Run(opened_by="marked", reason=mark.text.strip() or mark.reason or "blank lines")


def has_marks(chapters: Sequence[Sequence[Block]]) -> bool:
    """Tell whether a work marks any break itself."""
    return any(len(marked_runs(blocks)) > 1 for blocks in chapters)


def inferred_runs(blocks: Sequence[Block], breaks: dict[int, str]) -> list[Run]:
    """Cut a chapter before the paragraphs chosen, each with its reason."""
    runs = [Run()]
    for at, block in enumerate(blocks):
        if is_rule(blocks, at):
            continue
        if at in breaks and runs[-1].blocks:
            runs.append(Run(opened_by="inferred", reason=breaks[at]))
        runs[-1].blocks.append(block)
    return runs


def openers(blocks: Sequence[Block]) -> dict[int, str]:
    """Find the paragraphs that open a scene by the strict rule, each with its reason."""
    found: dict[int, str] = {}
    since = 0
    last = len(blocks) - _LEAST_LEFT
    for at, block in enumerate(blocks):
        if block.kind != "text":
            since = 0 if block.kind == "heading" else since + 1
            continue
        if since >= _LEAST_APART and at < last and (words := opener(block.text)):
            found[at] = f"opener: {words}"
            since = 0
        since += 1
    return found
