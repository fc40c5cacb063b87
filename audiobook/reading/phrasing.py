"""What is inside a paragraph of a page: words, emphasis, drop caps, note marks, pictures.

Elements and strings come in, in order; the runs to compose go out, with what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from audiobook.reading.inline import LINE_END
from audiobook.reading.markup import Element, name_of, text_of
from audiobook.reading.styles import Styles

_TYPE = "{http://www.idpf.org/2007/ops}type"
_EMPHASIS = frozenset(("em", "i", "strong", "b", "cite", "dfn", "var"))
_UNHEARD_NAMES = """
script style template noscript iframe object embed svg math audio video canvas button select
textarea input map rt rp
"""
_UNHEARD = frozenset(_UNHEARD_NAMES.split())
_NOTE_LABEL = re.compile(
    r"[\[({]?\s*(?:\d{1,4}|[*†‡§¶#]{1,4}|[a-z]|[ivx]{1,5})\s*[\])}.]?", re.IGNORECASE
)
_BRACKETED = re.compile(r"[\[{]\s*(?:\d{1,4}|[*†‡§]{1,3}|[A-Za-z])\s*[\]}]")
_NOTE_REFERENCE = re.compile(
    r"note-?_?ref|fn-?_?anchor|foot-?note|\bfn-?ref|\bnote\b", re.IGNORECASE
)
_NOTE_LINK = re.compile(r"#.*(?:note|fn|\bn\d|ftn|_?ref)", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"page-?_?(?:num(?:ber)?|no|break)s?\b|\bpageno|\bpb\b|\bpgnum|\bfolio\b|\bpn\b", re.IGNORECASE
)
_DROP_CAP = re.compile(r"drop-?_?cap|\binitial|first-?_?letter|\bdc\b|\blettrine", re.IGNORECASE)
_NOTE_TYPES = """
footnote footnotes endnote rearnote endnotes rearnotes doc-footnote doc-endnote doc-endnotes
"""
_NOTES = frozenset(_NOTE_TYPES.split())


@dataclass(slots=True)
class Phrase:
    """What was found between two block boundaries."""

    runs: list[tuple[str, bool]] = field(default_factory=list)  # text, whether emphasised
    pictures: list[tuple[str, str, str]] = field(default_factory=list)  # source, alt, classes
    dropped: list[tuple[str, str]] = field(default_factory=list)  # reason, text
    anchors: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)  # ids of notes
    is_space: bool = False  # it has a non-breaking space or a line end
    is_link: bool = False  # all words are in links within the book
    linked: int = 0  # characters in links
    is_joining: bool = False  # a drop cap has just been read


def types_of(element: Element) -> list[str]:
    """Give what an element says it is: `epub:type` and role."""
    attributes = element.attrib
    if not attributes:
        return []
    named = attributes.get(_TYPE) or attributes.get("epub:type") or attributes.get("type") or ""
    if (
        named
        and name_of(element) in ("ol", "ul", "li", "input", "button", "a")
        and "type" in attributes
    ):
        named = attributes.get(_TYPE) or attributes.get("epub:type") or ""
    role = attributes.get("role")
    words: list[str] = str(named).lower().split()
    return [*words, *role.lower().split()] if role else words


def is_note_text(types: Iterable[str]) -> bool:
    """Say whether an element is a note or a list of notes."""
    return not _NOTES.isdisjoint(types)


def phrase_of(run: Iterable[Element | str], styles: Styles) -> Phrase:
    """Collect the words of a run of text and inline elements."""
    phrase = Phrase()
    for one in run:
        if isinstance(one, str):
            _text(phrase, one, False)
        else:
            _inline(phrase, one, styles, False)
    words = sum(len(text.strip()) for text, _ in phrase.runs)
    phrase.is_link = 0 < words <= phrase.linked + 4
    return phrase


def _text(phrase: Phrase, text: str, is_emphasised: bool) -> None:
    if text:
        if phrase.is_joining and text.lstrip()[:1].islower():
            text = text.lstrip()
        phrase.is_joining = False
        phrase.runs.append((text, is_emphasised))
        if not text.isascii() and "\xa0" in text:
            phrase.is_space = True


def _inline(phrase: Phrase, element: Element, styles: Styles, is_emphasised: bool) -> None:
    tag = name_of(element)
    if tag == "br":
        phrase.runs.append((LINE_END, False))
        phrase.is_space = True
        return
    if tag in _UNHEARD:
        return
    classes = element.get("class", "")
    if element.get("id"):
        phrase.anchors.append(element.get("id"))
    if tag in ("img", "image"):
        _picture(phrase, element, classes)
        return
    if _is_dropped(phrase, element, tag, classes):
        return
    look = styles.look(tag, classes, element.get("id", ""), element.get("style", ""))
    if look.is_hidden:
        hidden = text_of(element)
        if hidden:
            phrase.dropped.append(("hidden", hidden))
        return
    if look.is_italic is not None and tag not in ("b", "strong"):
        is_emphasised = look.is_italic
    elif tag in _EMPHASIS:
        is_emphasised = True
    start = len(phrase.runs)
    _text(phrase, element.text or "", is_emphasised)
    for child in element:
        _inline(phrase, child, styles, is_emphasised)
        _text(phrase, child.tail or "", is_emphasised)
    if tag == "a" and element.get("href"):
        phrase.linked += sum(len(text.strip()) for text, _ in phrase.runs[start:])
    elif classes and _DROP_CAP.search(classes):
        _join_drop_cap(phrase, start)


def _join_drop_cap(phrase: Phrase, start: int) -> None:
    """Take the space after a drop cap away where the word goes on: "T here" is "There"."""
    letters = "".join(text for text, _ in phrase.runs[start:]).strip()
    phrase.runs[start:] = [(letters, False)]
    phrase.is_joining = len(letters) == 1 and letters not in "AIO"


def _picture(phrase: Phrase, element: Element, classes: str) -> None:
    alt = " ".join((element.get("alt") or "").split())
    if len(alt) == 1 and alt.isalpha():  # a drop cap drawn as a picture
        phrase.runs.append((alt, False))
        return
    source = element.get("src") or element.get("{http://www.w3.org/1999/xlink}href") or ""
    phrase.pictures.append((str(source), alt, classes))


def _is_dropped(phrase: Phrase, element: Element, tag: str, classes: str) -> bool:
    """Drop note marks and page numbers."""
    types = types_of(element)
    if (
        "pagebreak" in types
        or "doc-pagebreak" in types
        or (classes and _PAGE_NUMBER.search(classes))
    ):
        text = text_of(element)
        if len(text) <= 16:
            if text:
                phrase.dropped.append(("page number", text))
            return True
    if not _is_note_mark(element, tag, classes, types, phrase):
        return False
    phrase.dropped.append(("note mark", text_of(element)))
    for link in element.iter("{*}a"):
        phrase.references.append(link.get("href", "").rpartition("#")[2])
    return True


def _is_note_mark(
    element: Element, tag: str, classes: str, types: list[str], phrase: Phrase
) -> bool:
    if (
        "noteref" in types
        or "doc-noteref" in types
        or "backlink" in types
        or "doc-backlink" in types
    ):
        return True
    if tag not in ("a", "sup", "span", "small"):
        return False
    text = text_of(element)
    if not text or not _NOTE_LABEL.fullmatch(text):
        return False
    if tag == "a":
        link = element.get("href", "")
        is_raised = any(name_of(child) == "sup" for child in element) or _BRACKETED.fullmatch(text)
        return "#" in link and bool(
            is_raised or _NOTE_REFERENCE.search(classes) or _NOTE_LINK.search(link)
        )
    if tag == "sup":
        before = phrase.runs[-1][0][-1:] if phrase.runs else ""
        holds_link = any(name_of(child) == "a" for child in element)
        return holds_link or (
            text.strip("[]()").isdigit() and bool(before) and not before.isdigit()
        )
    return bool(classes) and _NOTE_REFERENCE.search(classes) is not None
