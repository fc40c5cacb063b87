"""What every reader does last, whatever the format.

A manuscript comes in and goes out: neighbouring marks become one, a lone ellipsis between
full paragraphs becomes a mark, the line "THE END" goes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from audiobook.model import Block, Dropped, Manuscript
from audiobook.reading.marks import is_ellipsis
from audiobook.reading.matter import by_place

_THE_END = re.compile(
    r"\W*(?:the end|finis|fin|the end of [\w\s’',-]{1,60}|ende|end)\W*", re.IGNORECASE
)
_FULL = 40  # characters of a paragraph that a lone ellipsis may part


def finish(manuscript: Manuscript) -> Manuscript:
    """Make the blocks of a manuscript ready for structuring."""
    blocks: list[Block] = []
    dropped = list(manuscript.dropped)
    source = [
        block for block in manuscript.blocks if block.text or block.kind in ("rule", "heading")
    ]
    last_text = max(
        (
            at
            for at, block in enumerate(source)
            if block.matter == "chapter" and block.kind != "rule"
        ),
        default=-1,
    )
    for at, block in enumerate(source):
        if at == last_text and at and _is_the_end(block):
            dropped.append(Dropped(reason="end line", text=block.text, line=block.line))
            continue
        if block.kind == "text" and is_ellipsis(block.text) and _parts(source, at):
            block = replace(block, kind="rule")
        if block.kind == "rule" and blocks and blocks[-1].kind == "rule":
            if blocks[-1].text == "" and block.text:
                blocks[-1] = block
            continue
        blocks.append(block)
    return replace(
        manuscript, blocks=tuple(by_place(blocks)), dropped=tuple(sorted(dropped, key=_line))
    )


def _is_the_end(block: Block) -> bool:
    return len(block.text) < 80 and _THE_END.fullmatch(block.text) is not None


def _parts(blocks: list[Block], at: int) -> bool:
    """Say whether a block stands between two full paragraphs."""
    near = blocks[at - 1 : at] + blocks[at + 1 : at + 2]
    return len(near) == 2 and all(
        block.kind == "text" and len(block.text) >= _FULL for block in near
    )


def _line(dropped: Dropped) -> int:
    return dropped.line
