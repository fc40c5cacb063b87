"""HTML to a manuscript.

A saved page, a Gutenberg HTML book or a piece of HTML in Markdown comes in; blocks go out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from audiobook.model import Block, Dropped, Manuscript, Meta
from audiobook.reading.boxes import Context
from audiobook.reading.breaks import Flowed, with_breaks
from audiobook.reading.finishing import finish
from audiobook.reading.flow import Flow
from audiobook.reading.footnotes import mark_notes, place_notes, without_notes
from audiobook.reading.front import flag_title_lines
from audiobook.reading.gutenberg import strip_licence_blocks
from audiobook.reading.headings import is_candidate
from audiobook.reading.markup import Element, first, parse_html, parse_page, text_of
from audiobook.reading.matter import flag_by_headings
from audiobook.reading.styles import Styles, parse_styles
from audiobook.reading.webpage import only_heading, story_of

_CONTENTS_RUN = 3  # paragraphs in a row that are nothing but links


def read_html(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read a page of HTML."""
    root = parse_page(data, path)
    flow = Flow(styles=styles_of(root), notes=notes)
    meta = _meta(root)
    story, beside = story_of(root)
    flow.walk(story, Context())
    return assemble(flow.flowed, [*beside, *flow.dropped], meta, notes=notes)


def assemble(
    flowed: Sequence[Flowed], dropped: Sequence[Dropped], meta: Meta, *, notes: bool = False
) -> Manuscript:
    """Make a manuscript of what pages gave, with all that only the whole book can show."""
    mark_notes(flowed)
    flowed, left_out = (place_notes(flowed), []) if notes else without_notes(flowed)
    broken = with_breaks(_with_headings(_flag_links(flowed)))
    blocks, licence, known = strip_licence_blocks([one.block for one in broken])
    meta = replace(meta, title=meta.title or known.title, author=meta.author or known.author)
    blocks, meta = flag_title_lines(_stanzas(blocks), meta)
    blocks = flag_by_headings(blocks)
    return finish(
        Manuscript(meta=meta, blocks=tuple(blocks), dropped=(*dropped, *left_out, *licence))
    )


def _with_headings(flowed: list[Flowed]) -> list[Flowed]:
    """Take centred and bold titles for candidates where a book has no heading of any kind.

    Where it has, those are titles that stand right below a chapter's number.
    """
    has_headings = any(one.block.kind == "heading" for one in flowed)
    above: Block | None = None
    for one in flowed:
        is_below = above is not None and above.kind == "heading" and above.level == 0
        if (
            one.block.kind == "text"
            and (
                (one.is_centred and (is_below or not has_headings))
                or (one.block.emphasis == ((0, len(one.block.text)),) and not has_headings)
            )
            and is_candidate(one.block.text)
        ):
            one.block = replace(one.block, kind="heading")
        above = one.block
    return flowed


def blocks_of_html(text: str) -> tuple[Block, ...]:
    """Read a piece of HTML that stands in another format."""
    root = parse_html(f"<body>{text}</body>")
    flow = Flow(styles=Styles())
    flow.walk(root, Context())
    return tuple(one.block for one in flow.flowed)


def styles_of(root: Element, sheets: tuple[str, ...] = ()) -> Styles:
    """Read the style sheets inside a page, after those it links to."""
    inside = tuple("".join(e.itertext()) for e in root.iter("{*}style"))
    return parse_styles((*sheets, *inside))


def _meta(root: Element) -> Meta:
    named = {
        str(element.get("name") or element.get("property") or "").lower(): element.get(
            "content", ""
        )
        for element in root.iter("{*}meta")
    }
    title = first(root, "title")
    author = named.get("author") or named.get("dc.creator") or named.get("article:author") or ""
    author = author or next(
        (text_of(link) for link in root.iter("{*}a") if link.get("rel") == "author"), ""
    )
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    wanted = text_of(title) if title is not None else ""
    for ending in (" | Project Gutenberg", " - Project Gutenberg"):
        wanted = wanted.removesuffix(ending)
    wanted = wanted.removeprefix("The Project Gutenberg eBook of ")
    heading = only_heading(root)
    if heading and re.match(re.escape(heading) + r"\s*[|–—:·-]", wanted):
        wanted = heading  # what follows is the site's name
    if not author and ", by " in wanted:
        wanted, _, author = wanted.rpartition(", by ")
    return Meta(
        title=named.get("dc.title") or wanted.rstrip("."),
        author=" ".join(author.split()).rstrip("."),
        language=str(language or named.get("dc.language") or ""),
        description=named.get("description", ""),
    )


def _flag_links(flowed: Sequence[Flowed]) -> list[Flowed]:
    """Flag runs of paragraphs that are only links: a contents list."""
    run: list[Flowed] = []
    for one in [*flowed, Flowed(Block(kind="text", text="."))]:
        if one.is_link:
            run.append(one)
            continue
        if one.block.kind == "rule":
            continue
        if len(run) >= _CONTENTS_RUN:
            for link in run:
                if link.block.matter == "chapter":
                    text = " ".join(link.block.text.split())
                    link.block = replace(
                        link.block, kind="text", text=text, matter="front", reason="contents"
                    )
        run = []
    return list(flowed)


def _stanzas(blocks: list[Block]) -> list[Block]:
    """Join lines of verse that are paragraphs of their own into stanzas."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            last is not None
            and block.kind == last.kind == "verse"
            and "\n" not in block.text
            and (last.line == block.line - 1 or "\n" in last.text)
            and last.reason == block.reason
            and len(block.text) <= 100
            and block.line - last.line == last.text.count("\n") + 1
        ):
            shift = len(last.text) + 1
            emphasis = tuple((start + shift, end + shift) for start, end in block.emphasis)
            joined[-1] = replace(
                last, text=f"{last.text}\n{block.text}", emphasis=(*last.emphasis, *emphasis)
            )
        else:
            joined.append(block)
    return joined
