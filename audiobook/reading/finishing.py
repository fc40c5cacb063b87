"""What every reader does last, whatever the format.

A manuscript comes in and goes out: neighbouring marks become one, a lone ellipsis between
full paragraphs becomes a mark, the line "THE END" goes.
"""

from __future__ import annotations

import re
from dataclasses import replace

from audiobook.model import Block, Dropped, Manuscript
from audiobook.reading.front import is_sentence
from audiobook.reading.marks import is_ellipsis
from audiobook.reading.matter import by_place

_THE_END = re.compile(r"\W*(?:the\s+end|finis|fin|ende|end)\W*", re.IGNORECASE)
_END_OF = re.compile(r"\W*(?:the )?end of [\w\s’',-]{1,60}\W*", re.IGNORECASE)
_IMPRINT = re.compile(
    r"\W*(?:about the author|copyright|\(c\)|©|all rights|(?:first )?published|written by"
    r"|thank(?:s for| you for)|visit|follow me|read more|also by|isbn|https?:|www)",
    re.IGNORECASE,
)
_AFTER_END = 12  # blocks among which the end line is sought
_SHORT = 160  # characters of a block that may stand after it
_FULL = 40  # characters of a paragraph that a lone ellipsis may part


def finish(manuscript: Manuscript) -> Manuscript:
    """Make the blocks of a manuscript ready for structuring."""
    source = [b for b in manuscript.blocks if b.text or b.kind in ("rule", "heading")]
    end = _end_line(source)
    blocks: list[Block] = []
    dropped = list(manuscript.dropped)
    for at, block in enumerate(source):
        if at == end:
            dropped.append(Dropped(reason="end line", text=block.text, line=block.line))
            continue
        if 0 <= end < at and block.matter == "chapter" and block.kind != "rule":
            block = replace(block, matter="back", reason="after the end")
        if block.kind == "text" and is_ellipsis(block.text) and _parts(source, at):
            block = replace(block, kind="rule")
        if block.kind == "rule" and blocks and blocks[-1].kind == "rule":
            if blocks[-1].text == "" and block.text:
                blocks[-1] = block
            continue
        blocks.append(block)
    dropped.sort(key=lambda found: found.line)
    return replace(manuscript, blocks=tuple(by_place(blocks)), dropped=tuple(dropped))


def _end_line(blocks: list[Block]) -> int:
    """Find the line "THE END", after which only an imprint may stand: -1 where none is."""
    places = [at for at, b in enumerate(blocks) if b.matter == "chapter" and b.kind != "rule"]
    for at in reversed(places[1:][-_AFTER_END:]):
        block = blocks[at]
        if len(block.text) < 80 and not block.level and _THE_END.fullmatch(block.text):
            return at
        if at == places[-1] and _END_OF.fullmatch(block.text):
            return at
        is_prose = len(block.text) > _SHORT or is_sentence(block.text)
        if is_prose and not (len(block.text) <= 3 * _SHORT and _IMPRINT.match(block.text)):
            break
    return -1


def _parts(blocks: list[Block], at: int) -> bool:
    """Say whether a block stands between two full paragraphs."""
    near = blocks[at - 1 : at] + blocks[at + 1 : at + 2]
    return len(near) == 2 and all(
        block.kind == "text" and len(block.text) >= _FULL for block in near
    )
