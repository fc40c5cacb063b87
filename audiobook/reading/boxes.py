"""What an element is: a block, a heading by its class, verse, a note, front matter.

An element and its styles come in; a Box, and what it makes of the blocks in it, go out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from audiobook.model import BlockKind
from audiobook.reading.headings import is_plain_heading
from audiobook.reading.marks import is_ornament
from audiobook.reading.markup import Element, name_of, text_of
from audiobook.reading.matter import CHAPTER, Matter, by_types
from audiobook.reading.phrasing import is_note_text, types_of
from audiobook.reading.styles import Look, Styles

_BLOCK_NAMES = """
address article aside blockquote body center dd details dialog div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section
summary table tbody td tfoot th thead tr ul caption
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNHEARD_NAMES = """
script style head title template noscript iframe object embed svg math audio video canvas
form button select textarea input map colgroup col rt rp
"""
UNHEARD = frozenset(_UNHEARD_NAMES.split())
_NOTE_CLASS = re.compile(r"\b(?:foot|end|rear)-?_?notes?\b|\bfn\b|\bfootnote", re.IGNORECASE)
_VERSE_CLASS = re.compile(
    r"\b(?:poem|poetry|verse|stanza|lyrics?|linegroup|lg|song|hymn)", re.IGNORECASE
)
_HEADING_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?:chap(?:ter)?|part|section|story)[-_ ]?"
    r"(?:title|head(?:ing|er)?|num(?:ber)?|no)s?"
    r"|heading\d?|ct|cn|h[123])\b",
    re.IGNORECASE,
)
_PICTURE_CLASS = re.compile(
    r"\b(?:fig(?:ure|center|left|right)?|illus\w*|caption)\b", re.IGNORECASE
)
_CONTENTS_CLASS = re.compile(r"\b(?:toc|contents)\b", re.IGNORECASE)


class Context(NamedTuple):
    """What the elements around say of a block."""

    kind: BlockKind = "text"
    matter: Matter = CHAPTER
    language: str = ""
    indent: float = 0.0
    is_note: bool = False


class Box(NamedTuple):
    """An element and what is known of it before its content is read."""

    element: Element
    tag: str
    classes: str
    types: list[str]
    look: Look


def box_of(element: Element, tag: str, styles: Styles) -> Box:
    """Look at an element."""
    classes = element.get("class", "")
    look = styles.look(tag, classes, element.get("id", ""), element.get("style", ""))
    return Box(element, tag, classes, types_of(element), look)


def holds_blocks(element: Element) -> bool:
    """Say whether an element is a block, or an inline one wrapped round blocks."""
    tag = name_of(element)
    if tag in BLOCKS or tag in UNHEARD:
        return True
    return any(name_of(child) in BLOCKS for child in element)


def is_note(box: Box) -> bool:
    """Say whether an element is a footnote, or a list of them."""
    has_class = _NOTE_CLASS.search(box.classes) and box.tag in ("div", "p", "li", "aside")
    return is_note_text(box.types) or bool(has_class)


def left_out(box: Box, *, notes: bool) -> str:
    """Give the reason for which an element is not read: "" where it is.

    "ornament image" stands for a scene break.
    """
    is_pictured = _PICTURE_CLASS.search(box.classes) and box.tag in ("div", "p")
    if box.look.is_hidden or box.element.get("hidden") is not None:
        is_number = re.fullmatch(r"[\divxlc]{1,6}", text_of(box.element))
        return "page number" if is_number else "hidden"
    if box.tag in ("figure", "figcaption") or is_pictured:
        if is_ornament(_source(box.element), "", box.classes):
            return "ornament image"
        return "picture" if len(text_of(box.element)) < 400 else ""
    if is_note(box):
        return "" if notes else "footnote"
    return "page number" if {"pagebreak", "doc-pagebreak"} & set(box.types) else ""


def _source(element: Element) -> str:
    picture = next((e for e in element.iter() if name_of(e) in ("img", "image")), None)
    return "" if picture is None else str(picture.get("src", ""))


def inside(box: Box, context: Context) -> Context:
    """Say what an element makes of the blocks in it."""
    element, tag, classes, types, _ = box
    matter = by_types(types) if types else CHAPTER
    if tag == "nav" or (tag in ("div", "table", "ul", "ol") and _CONTENTS_CLASS.search(classes)):
        matter = ("front", "contents")
    if is_note(box):
        context = context._replace(is_note=True)
    elif matter != CHAPTER and context.matter == CHAPTER:
        context = context._replace(matter=matter)
    kind = context.kind
    if any(
        word.rpartition(":")[2] in ("verse", "poem", "song", "hymn", "lyrics") for word in types
    ) or (_VERSE_CLASS.search(classes) and tag in ("div", "p", "blockquote", "section")):
        kind = "verse"
    elif tag == "blockquote" and kind == "text":
        kind = "quote"
    language = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang")
    if language and tag not in ("html", "body"):
        context = context._replace(language=language)
    return context._replace(kind=kind)


def is_heading(text: str, box: Box) -> bool:
    """Say whether a paragraph is a heading by its type, its class or its looks."""
    _, _, classes, types, look = box
    if len(text) > 120:
        return False
    if any(word in ("title", "fulltitle", "bridgehead", "ordinal", "subtitle") for word in types):
        return True
    if _HEADING_CLASS.search(classes):
        return True
    return is_plain_heading(text, is_centred=look.align == "center")


def level_of(types: list[str]) -> int:
    """Give a heading's level: 0 where only its looks or its class tell."""
    return 3 if "bridgehead" in types else 0
