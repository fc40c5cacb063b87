"""What is front and back matter, by the names that books give it.

A type, a heading or a file's name comes in; the kind of matter and its plain name go out.
Prefaces, prologues and epilogues are the story's own and are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from audiobook.model import Block, ChapterKind

Matter: TypeAlias = tuple[ChapterKind, str]  # kind, reason
CHAPTER: Matter = ("chapter", "")

_TYPES: dict[str, Matter] = {
    "cover": ("front", "cover"), "frontcover": ("front", "cover"),
    "titlepage": ("front", "title page"), "title-page": ("front", "title page"),
    "halftitlepage": ("front", "half title"), "halftitle": ("front", "half title"),
    "copyright-page": ("front", "copyright"), "copyright": ("front", "copyright"),
    "imprint": ("front", "imprint"), "imprimatur": ("front", "imprint"),
    "seriespage": ("front", "series page"), "praise": ("front", "praise"),
    "dedication": ("front", "dedication"), "epigraph": ("front", "epigraph"),
    "toc": ("front", "contents"), "landmarks": ("front", "contents"),
    "page-list": ("front", "contents"), "toc-brief": ("front", "contents"),
    "loi": ("front", "list of illustrations"), "lot": ("front", "list of tables"),
    "colophon": ("back", "colophon"), "acknowledgments": ("back", "acknowledgements"),
    "acknowledgements": ("back", "acknowledgements"), "bibliography": ("back", "bibliography"),
    "index": ("back", "index"), "glossary": ("back", "glossary"), "errata": ("back", "errata"),
    "endnotes": ("back", "notes"), "rearnotes": ("back", "notes"), "footnotes": ("back", "notes"),
    "backcover": ("back", "cover"), "other-credits": ("back", "credits"),
    "contributors": ("back", "contributors"), "revision-history": ("back", "revisions"),
}  # fmt: skip

# Headings and file names; the first that matches wholly counts.
_PATTERNS: tuple[tuple[str, Matter], ...] = (
    (r"(?:book |front )?cover(?: (?:page|image))?", ("front", "cover")),
    (r"(?:half|bastard|short) ?title(?: ?page)?", ("front", "half title")),
    (r"title(?: ?page)?|front ?title", ("front", "title page")),
    (r"(?:un)?copy ?right(?: ?(?:page|notice|information))?|rights|legal", ("front", "copyright")),
    (r"imprint|publication data|impressum", ("front", "imprint")),
    (r"(?:table of )?contents(?: ?page)?|toc|nav|navigation|inhalt(?:sverzeichnis)?"
     r"|table des mati[eè]res|landmarks|(?:chap(?:ter)?\.?,? *)?page|[ií]ndice|inhoud",
     ("front", "contents")),
    (r"(?:list of )?(?:illustrations|figures|plates|maps)", ("front", "illustrations")),
    (r"dedication|widmung|d[eé]dicace", ("front", "dedication")),
    (r"epigraph", ("front", "epigraph")),
    (r"praise(?: for .{1,80})?|advance praise.*", ("front", "praise")),
    (r"(?:also|other (?:books|works|titles|novels)|(?:books|novels|more|works)) (?:by|from) .+"
     r"|also ?by|by the same author", ("front", "other books")),
    (r"colophon|about this (?:book|e-?book|edition)", ("back", "colophon")),
    (r"acknowledge?ments?|danksagung|credits", ("back", "acknowledgements")),
    (r"(?:about|meet) the (?:author|publisher|translator|editor)s?|about ?author",
     ("back", "about the author")),
    (r"(?:foot|end)?notes(?: and references)?|notes to .{1,60}", ("back", "notes")),
    (r"index", ("back", "index")),
    (r"glossary", ("back", "glossary")),
    (r"(?:selected )?bibliography|references|further reading", ("back", "bibliography")),
    (r"errata", ("back", "errata")),
    (r"transcriber[’']?s[’']? notes?.{0,20}", ("back", "transcriber's notes")),
    (r"(?:back )?(?:ads|advertisements?|newsletter)|.{0,20}reading group guide",
     ("back", "advertisement")),
    (r"(?:the )?full project gutenberg.{0,3} licen[cs]e.*", ("back", "Gutenberg licence")),
)  # fmt: skip
_NAMES = tuple((re.compile(pattern, re.IGNORECASE), matter) for pattern, matter in _PATTERNS)
_LONGEST = 8000  # characters of front matter that only its heading tells
_BRIEF = frozenset(("cover", "title page", "half title", "copyright", "imprint", "dedication"))
_BRIEF |= {"epigraph", "praise", "colophon", "other books", "about the author", "errata"}
_NOT_AS_FILES = frozenset(("index", "notes"))  # names that converters give to the whole book


def by_types(types: Iterable[str]) -> Matter:
    """Judge by the words of `epub:type`, a role, a landmark or a guide.

    >>> by_types(["frontmatter", "dedication"])
    ('front', 'dedication')
    """
    for one in types:
        found = _TYPES.get(one.removeprefix("doc-").lower())
        if found:
            return found
    return CHAPTER


def by_heading(text: str) -> Matter:
    """Judge by the words of a heading.

    >>> by_heading("CONTENTS."), by_heading("Prologue")
    (('front', 'contents'), ('chapter', ''))
    """
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", text)
    if not bare or len(bare) > 90:
        return CHAPTER
    return next((matter for pattern, matter in _NAMES if pattern.fullmatch(bare)), CHAPTER)


def by_file(name: str) -> Matter:
    """Judge by a file's name, its numbers left off.

    >>> by_file("OEBPS/text/02_titlepage.xhtml"), by_file("index_split_004.html")
    (('front', 'title page'), ('chapter', ''))
    """
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    words = re.sub(r"[\W_\d]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem)).strip()
    return CHAPTER if words.lower() in _NOT_AS_FILES else by_heading(words)


def flag_by_headings(blocks: list[Block]) -> list[Block]:
    """Flag what stands under a heading such as Contents, up to the next heading.

    A long text under such a heading is a chapter that happens to be called so.
    """
    starts = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    flagged = list(blocks)
    for start, end in pairwise([*starts, len(blocks)]):
        matter = by_heading(blocks[start].text)
        if blocks[start].matter != "chapter" or matter == CHAPTER:
            continue
        length = sum(len(block.text) for block in blocks[start:end])
        if length > _LONGEST and matter[1] in _BRIEF:
            continue
        for at in range(start, end):
            if blocks[at].matter == "chapter":
                flagged[at] = _flagged(blocks[at], matter)
    return flagged


def _flagged(block: Block, matter: Matter) -> Block:
    reason = block.reason if block.kind == "rule" else matter[1]  # a rule says why it is one
    return replace(block, matter=matter[0], reason=reason)


def by_place(blocks: list[Block]) -> list[Block]:
    """Call front what stands before the story and back what stands after it."""
    places = [at for at, b in enumerate(blocks) if b.matter == "chapter" and b.kind != "rule"]
    if not places:
        return blocks
    start, end = places[0], places[-1]
    return [
        replace(block, matter="front" if at < start else "back")
        if block.matter != "chapter" and not start < at < end
        else block
        for at, block in enumerate(blocks)
    ]
