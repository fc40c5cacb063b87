"""The lines of a contents list, known by the pages that they end in.

Drafts of blocks come in, each with the blank lines before it; they go out with runs of
such lines flagged as front matter.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TypeAlias

from audiobook.model import Block
from audiobook.reading.headings import is_numbered

Draft: TypeAlias = tuple[int, Block]  # blank lines before, block

_TO_PAGE = re.compile(r"(?:(?:\.\s?){3,}|\s{3,}|…\s*)(?:\d{1,4}|[ivxlc]{1,7})\.?$")
_LEAST_ENTRIES = 3  # lines of a contents list without a heading


def as_front(block: Block, reason: str) -> Block:
    """Make a block front matter, and so no heading."""
    kind = "text" if block.kind == "heading" else block.kind
    text = block.text if kind == "verse" else " ".join(block.text.split())
    return replace(block, kind=kind, text=text, matter="front", reason=reason)


def ends_in_page(line: str) -> bool:
    """Say whether a line ends as contents lists do: dots or a gap, and a page.

    >>> ends_in_page("II. The Wall ..... 14"), ends_in_page("He was twelve in 1914")
    (True, False)
    """
    return _TO_PAGE.search(line) is not None


def is_entry(line: str) -> bool:
    """Say whether a line may stand in a contents list."""
    return is_numbered(line) or ends_in_page(line)


def flag_entries(drafts: list[Draft], entries: list[bool]) -> list[Draft]:
    """Flag runs of drafts whose every line ends in a page; `entries` says which do."""
    flagged = list(drafts)
    start = 0
    for at in range(len(drafts) + 1):
        if at < len(drafts) and entries[at]:
            continue
        lines = sum(block.text.count("\n") + 1 for _, block in drafts[start:at])
        if lines >= _LEAST_ENTRIES:
            for place in range(start, at):
                gap, block = flagged[place]
                flagged[place] = gap, as_front(block, "contents")
        start = at + 1
    return flagged
