"""The runs of one paragraph to its blocks, for every marked-up format.

Runs come in; a heading, a mark, verse, paragraphs or an empty paragraph goes out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audiobook.model import Block, BlockKind, Span
from audiobook.reading.breaks import EMPTY, Flowed
from audiobook.reading.headings import is_plain_heading
from audiobook.reading.inline import compose
from audiobook.reading.marks import is_mark

_LONGEST_LINE = 100  # characters of a line of verse; longer ones are paragraphs
Piece = tuple[str, tuple[Span, ...], BlockKind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a paragraph's style says of it."""

    kind: BlockKind = "text"
    level: int = 0  # of a heading
    above: float = 0.0  # em
    below: float = 0.0
    is_indented: bool = False
    is_aside: bool = False
    is_centred: bool = False
    language: str = ""


def paragraph(runs: Iterable[tuple[str, bool]], form: Form, line: int) -> list[Flowed]:
    """Make the blocks of one paragraph."""
    text, spans = compose(runs)
    if not text:
        rule = Block(kind="rule", text="", reason=EMPTY, line=line)
        return [Flowed(rule)] if form.kind != "heading" else []
    if is_mark(text):
        return [Flowed(Block(kind="rule", text=text, line=line))]
    if form.kind == "heading":
        heading = Block(kind="heading", text=text, emphasis=spans, level=form.level, line=line)
        return [Flowed(heading)]
    if form.kind == "text" and is_plain_heading(text, is_centred=form.is_centred):
        return [Flowed(Block(kind="heading", text=text, emphasis=spans, line=line))]
    return [
        Flowed(
            Block(kind=kind, text=piece, emphasis=emphasis, line=line, language=form.language),
            above=form.above,
            below=form.below,
            is_indented=form.is_indented,
            is_aside=form.is_aside,
            is_centred=form.is_centred,
        )
        for piece, emphasis, kind in pieces(text, spans, form.kind)
    ]


def pieces(text: str, spans: tuple[Span, ...], kind: BlockKind) -> list[Piece]:
    """Tell lines of verse from paragraphs that only a line end parts.

    >>> [kind for _, _, kind in pieces("O rose,\\nthou art sick!", (), "text")]
    ['verse']
    """
    if "\n" not in text:
        return [(text, spans, kind)]
    is_long = max(map(len, text.split("\n"))) > _LONGEST_LINE
    parted = "\n\n" if "\n\n" in text else "\n" if is_long else ""
    found: list[Piece] = []
    at = 0
    for raw in text.split(parted) if parted else [text]:
        start = at + len(raw) - len(raw.lstrip("\n"))
        piece = raw.strip("\n")
        own = tuple(
            (max(first - start, 0), min(last - start, len(piece)))
            for first, last in spans
            if first < start + len(piece) and last > start
        )
        if piece:
            found.append((piece, own, "verse" if "\n" in piece else kind))
        at += len(raw) + len(parted)
    return found
