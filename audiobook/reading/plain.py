"""Plain text to a manuscript.

Headings found in plain text have level 0: candidates, for structuring to weigh.  A number
and the title on the next line are one heading, parted by a newline; with a blank line
between them they are two.  The title of the book, where the text opens with it, has level 1.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from audiobook.model import Block, BlockKind, Manuscript
from audiobook.reading.brackets import drop_bracketed
from audiobook.reading.dressed import items, named_fields, unbolded
from audiobook.reading.entries import Draft, ends_in_page, flag_entries, is_entry
from audiobook.reading.escapes import unescaped
from audiobook.reading.finishing import finish
from audiobook.reading.front import flag_front, names_author
from audiobook.reading.furniture import drop_furniture
from audiobook.reading.gutenberg import Line, strip_licence
from audiobook.reading.headings import (
    closed_up,
    has_title,
    is_candidate,
    is_capitals,
    is_numbered,
    is_title,
    undecorated,
)
from audiobook.reading.joining import Words, has_broken_words, join, words_of
from audiobook.reading.layout import (
    Chunk,
    Layout,
    begins_with_capital,
    chunks,
    could_take,
    measure,
)
from audiobook.reading.marks import is_mark
from audiobook.reading.matter import flag_by_headings
from audiobook.reading.notes import drop_notes

_STANZA = 3  # more lines than these, all with a capital, are no prose


def read_plain(text: str, *, title: str = "", notes: bool = False) -> Manuscript:
    """Read plain text with plain newlines.

    >>> [block.kind for block in read_plain("A Title\\nIt began.\\n***\\nIt ended.").blocks]
    ['heading', 'text', 'rule', 'text']
    """
    text, fields, named = named_fields(unescaped(text))
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    lines = [(number, line.expandtabs(4) if "\t" in line else line) for number, line in lines]
    lines, meta, dropped = strip_licence(lines)
    lines, bracketed = drop_bracketed(lines, notes=notes)
    dropped += bracketed
    layout = measure(lines)
    lines, gone = drop_furniture(lines, layout)
    if gone:
        layout = measure(lines)
    drafts = _drafts(chunks(lines, layout), layout, _words(lines, layout))
    meta = replace(
        meta,
        title=title or meta.title or fields.get("title", ""),
        author=meta.author or fields.get("author", ""),
        language=meta.language or fields.get("language", ""),
    )
    drafts, meta = flag_front(drafts, meta)
    blocks, noted = drop_notes(_with_blank_breaks(drafts), keep=notes)
    blocks = flag_by_headings(blocks)
    return finish(
        Manuscript(meta=meta, blocks=tuple(blocks), dropped=(*named, *dropped, *gone, *noted))
    )


def _words(lines: list[Line], layout: Layout) -> Words:
    texts = [text for _, text in lines]
    return words_of(texts) if layout.style != "line" and has_broken_words(texts) else Words()


def _drafts(found: list[Chunk], layout: Layout, words: Words) -> list[Draft]:
    drafts: list[Draft] = []
    entries: list[bool] = []  # whether a draft's every line ends in a page number
    for chunk in [*_title_chunks(found[:1]), *found[1:]]:
        gap = chunk.gap
        is_list = all(ends_in_page(text.strip()) for _, text in chunk.lines)
        for block in _list(chunk) if is_list else _blocks(chunk, layout, words):
            drafts.append((gap, block))
            entries.append(is_list)
            gap = 0
    return flag_entries(drafts, entries)


def _title_chunks(first: list[Chunk]) -> list[Chunk]:
    """Part the book's title from the author named right below it."""
    lines = first[0].lines if first else ()
    if not 1 < len(lines) < 5 or not names_author(lines[-1][1]):
        return first
    return [replace(first[0], lines=lines[:-1]), Chunk(lines=lines[-1:], gap=0)]


def _list(chunk: Chunk) -> list[Block]:
    """Keep the lines of a contents list apart."""
    lines = [" ".join(text.split()) for _, text in chunk.lines]
    kind: BlockKind = "verse" if len(lines) > 1 else "text"
    return [Block(kind=kind, text="\n".join(lines), line=chunk.lines[0][0])]


def _blocks(chunk: Chunk, layout: Layout, words: Words) -> list[Block]:
    """Tell what a chunk is: a mark, a heading (with text under it), verse, a quotation, text."""
    number = chunk.lines[0][0]
    texts = [closed_up(text.strip()) for _, text in chunk.lines]
    texts[0] = texts[0] if is_mark(texts[0]) else undecorated(texts[0])
    texts = [unbolded(texts[0])] if len(texts) == 1 else texts
    if all(is_mark(text) for text in texts):
        return [Block(kind="rule", text=texts[0], line=number)]
    marks = [at for at, text in enumerate(texts) if is_mark(text)]
    if marks:  # a mark with no blank line round it
        return _parted(chunk, marks[0], layout, words)
    if len(texts) > 2 and sum(map(is_entry, texts)) >= len(texts) * 0.7:  # a contents list
        return [
            Block(kind="verse", text="\n".join(" ".join(t.split()) for t in texts), line=number)
        ]
    size = _heading_size(texts, layout)
    if size:
        heading = Block(kind="heading", text=_heading_text(texts[:size], layout), line=number)
        rest = chunk.lines[size:]
        return [heading, *(_blocks(Chunk(lines=rest, gap=0), layout, words) if rest else [])]
    if starts := items(texts):
        ends = [*starts[1:], len(texts)]
        return [
            Block(kind="text", text=join(texts[start:end], words), line=chunk.lines[start][0])
            for start, end in zip(starts, ends, strict=True)
        ]
    if len(texts) > 1 and _is_verse([text for _, text in chunk.lines], layout):
        return [
            Block(kind="verse", text="\n".join(" ".join(t.split()) for t in texts), line=number)
        ]
    kind: BlockKind = "quote" if _is_set_in([text for _, text in chunk.lines], layout) else "text"
    return [Block(kind=kind, text=join(texts, words), line=number)]


def _parted(chunk: Chunk, at: int, layout: Layout, words: Words) -> list[Block]:
    number, mark = chunk.lines[at]
    before, after = chunk.lines[:at], chunk.lines[at + 1 :]
    return [
        *(_blocks(Chunk(lines=before, gap=0), layout, words) if before else []),
        Block(kind="rule", text=mark.strip(), line=number),
        *(_blocks(Chunk(lines=after, gap=0), layout, words) if after else []),
    ]


def _heading_size(texts: list[str], layout: Layout) -> int:
    """Count the lines at a chunk's start that make a heading: 0 for none."""
    if len(texts) == 1:
        return int(is_candidate(texts[0]))
    if layout.style == "line":
        return 0
    if is_numbered(texts[0]):
        return _numbered_size(texts, layout)
    if len(texts) <= 4 and all(is_capitals(text) for text in texts):
        return len(texts)
    return (
        len(texts)
        if len(texts) == 2 and all(map(is_title, texts)) and layout.style == "blank"
        else 0
    )


def _numbered_size(texts: list[str], layout: Layout) -> int:
    """Take titles under a number line with it, but no prose."""
    size = 1
    if texts[1].startswith(("“", '"')) and has_title(texts[0]):
        return 1  # a motto stands below
    while size < min(len(texts), 4):
        is_wrapped = not could_take(texts[size - 1], texts[size], layout.width)
        if not (is_capitals(texts[size]) or is_title(texts[size]) or is_wrapped):
            break
        size += 1
    if size == len(texts):
        return size
    if texts[0].strip(".") == "I" or not could_take(texts[0], texts[1], layout.width):
        return 0  # the pronoun, or a line of prose
    # A title under the number would be followed by a blank line; prose follows at once.
    return 1 if len(texts) > 2 or len(texts[1]) > layout.width * 0.6 else len(texts)


def _heading_text(texts: list[str], layout: Layout) -> str:
    text = texts[0]
    for before, line in pairwise(texts):
        text += (" " if not could_take(before, line, layout.width) else "\n") + line
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def _is_verse(texts: list[str], layout: Layout) -> bool:
    """Say whether the lines end where their author wished, not where the page did."""
    pairs = list(pairwise(texts))
    open_lines = sum(could_take(line, after.strip(), layout.width - 3) for line, after in pairs)
    are_capitals = all(map(begins_with_capital, texts))
    if are_capitals and (layout.is_verse or (open_lines and len(texts) > _STANZA)):
        return True
    if open_lines < len(pairs) * 0.6:
        return False
    if len(texts) < 4:
        return True
    own_width = max(len(text.rstrip()) for text in texts)  # a letter set in from both sides
    filled = sum(not could_take(line, after.strip(), own_width) for line, after in pairs)
    return filled < len(pairs) * 0.8 or own_width < layout.width * 0.45


def _is_set_in(texts: list[str], layout: Layout) -> bool:
    depth = min(len(text) - len(text.lstrip()) for text in texts)
    least = layout.indent + 1 if layout.style == "indent" else layout.margin + 2
    return len(texts) > 1 and depth >= least


def _with_blank_breaks(drafts: list[Draft]) -> list[Block]:
    """Put a rule where more blank lines stand than between other paragraphs."""
    pairs = list(pairwise(drafts))
    gaps = [after[0] for before, after in pairs if {before[1].kind, after[1].kind} == {"text"}]
    marks = sum(block.kind == "rule" for _, block in drafts)
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 0
    wide = sum(gap > usual for gap in gaps)
    if marks > 1 or not wide or wide > max(len(gaps) * 0.15, 1):
        return [block for _, block in drafts]
    blocks = [block for _, block in drafts[:1]]
    for (_, before), (gap, block) in pairs:
        if gap > usual and {before.kind, block.kind} <= {"text", "heading"}:
            blocks.append(Block(kind="rule", text="", reason="blank lines", line=block.line))
        blocks.append(block)
    return blocks
