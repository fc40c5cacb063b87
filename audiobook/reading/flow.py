"""The elements of a page to blocks: one walk for HTML, XHTML and EPUB.

An lxml element and its styles come in; blocks with their looks go out.  The finer points
of an inline run (drop caps, note marks, pictures) are in `phrasing.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from audiobook.model import Block, BlockKind, Dropped
from audiobook.reading.breaks import EMPTY, Flowed
from audiobook.reading.headings import is_numbered
from audiobook.reading.inline import LINE_END, compose
from audiobook.reading.marks import BREAK_NAME, is_mark, is_ornament
from audiobook.reading.markup import Element, name_of, text_of
from audiobook.reading.matter import CHAPTER, Matter, by_types
from audiobook.reading.paragraphs import pieces
from audiobook.reading.phrasing import Phrase, is_note_text, phrase_of, types_of
from audiobook.reading.styles import Look, Styles

_BLOCK_NAMES = """
address article aside blockquote body center dd details dialog div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section
summary table tbody td tfoot th thead tr ul caption
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNHEARD_NAMES = """
script style head title template noscript iframe object embed svg math audio video canvas
form button select textarea input map colgroup col rt rp
"""
_UNHEARD = frozenset(_UNHEARD_NAMES.split())
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


@dataclass(slots=True)
class Flow:
    """One walk over a page."""

    styles: Styles
    notes: bool = False
    flowed: list[Flowed] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    number: int = 0  # of the last block, over all pages
    anchors: list[str] = field(default_factory=list)
    above: float = 0.0  # space of the elements just opened, for their first block

    def walk(self, element: Element, context: Context) -> None:
        """Take an element and all in it."""
        tag = name_of(element)
        if tag in _UNHEARD:
            return
        classes = element.get("class", "")
        look = self.styles.look(tag, classes, element.get("id", ""), element.get("style", ""))
        types = types_of(element)
        self._anchor(element)
        if self._is_left_out(element, tag, classes, types, look):
            return
        if look.indent is not None:
            context = context._replace(indent=look.indent)
        if tag in _HEADINGS or tag == "hgroup":
            self._heading(element, _HEADINGS.get(tag, 0), context)
        elif tag == "hr":
            self._rule("---", "")
        elif tag == "tr":
            self._row(element, context)
        elif tag == "pre":
            self._lines(
                (element.text or "") + "".join(element.itertext())[len(element.text or "") :],
                context,
            )
        else:
            self._container(element, tag, classes, types, look, context)

    def _anchor(self, element: Element) -> None:
        id_ = element.get("id")
        if id_:
            self.anchors.append(id_)

    def _is_left_out(
        self, element: Element, tag: str, classes: str, types: list[str], look: Look
    ) -> bool:
        """Drop what is hidden, pictures with their captions, and notes."""
        reason = ""
        if look.is_hidden or element.get("hidden") is not None:
            reason = "hidden"
        elif tag in ("figure", "figcaption") or (
            _PICTURE_CLASS.search(classes) and tag in ("div", "p")
        ):
            if is_ornament(_source(element), "", classes):
                self._rule("", "ornament image")
                return True
            reason = "picture" if len(text_of(element)) < 400 else ""
        elif is_note_text(types) or (
            _NOTE_CLASS.search(classes) and tag in ("div", "p", "li", "aside")
        ):
            reason = "" if self.notes else "footnote"
        elif "pagebreak" in types or "doc-pagebreak" in types:
            reason = "page number"
        if reason:
            text = text_of(element)
            if reason == "hidden" and re.fullmatch(r"[\divxlc]{1,6}", text):
                reason = "page number"
            if text:
                self.dropped.append(Dropped(reason=reason, text=text[:300], line=self.number))
        return bool(reason)

    def _container(
        self,
        element: Element,
        tag: str,
        classes: str,
        types: list[str],
        look: Look,
        context: Context,
    ) -> None:
        """Take text and blocks in turn; text between blocks is a paragraph of its own."""
        context = _inside(element, tag, classes, types, context)
        before = len(self.flowed)
        self.above = max(self.above, look.above)
        run: list[Element | str] = [element.text or ""]
        has_blocks = False
        for child in element:
            if _holds_blocks(child):
                self._paragraph(run, element, tag, classes, types, look, context, only=False)
                run, has_blocks = [child.tail or ""], True
                self.walk(child, context)
            else:
                run += [child, child.tail or ""]
        self._paragraph(run, element, tag, classes, types, look, context, only=not has_blocks)
        for one in self.flowed[-1:] if len(self.flowed) > before else ():
            one.below = max(one.below, look.below)

    def _paragraph(
        self,
        run: list[Element | str],
        element: Element,
        tag: str,
        classes: str,
        types: list[str],
        look: Look,
        context: Context,
        *,
        only: bool,
    ) -> None:
        if not only and not any(not isinstance(one, str) or one.strip() for one in run):
            return
        phrase = phrase_of(run, self.styles)
        self.anchors += phrase.anchors
        for reason, dropped in phrase.dropped:
            self.dropped.append(Dropped(reason=reason, text=dropped, line=self.number + 1))
        text, spans = compose(phrase.runs)
        if not text:
            self._wordless(phrase, tag, classes)
            return
        if is_mark(text):
            self._rule(text, "")
            return
        if _is_heading(text, classes, types, look):
            self._add(
                Block(kind="heading", text=text, emphasis=spans, level=_level(types)), context
            )
            return
        at = len(self.flowed)
        for piece, emphasis, kind in pieces(text, spans, context.kind):
            self._add(Block(kind=kind, text=piece, emphasis=emphasis), context)
        for one in self.flowed[at:]:
            one.is_indented = context.indent > 0.3
            one.is_aside = look.align in ("center", "right")
            one.names_break = BREAK_NAME.search(classes) is not None
            one.is_link = phrase.is_link

    def _wordless(self, phrase: Phrase, tag: str, classes: str) -> None:
        """A paragraph with no words: an ornament, a picture, or empty space."""
        for source, alt, names in phrase.pictures:
            if is_ornament(source, alt, f"{names} {classes}"):
                self._rule("", "ornament image")
            elif alt or source:
                name = alt or source.rsplit("/", 1)[-1]
                self.dropped.append(Dropped(reason="picture", text=name, line=self.number))
        if phrase.pictures:
            return
        if BREAK_NAME.search(classes):
            self._rule("", "break by name")
        elif phrase.is_space and tag in ("p", "div"):
            self._rule("", EMPTY)

    def _heading(self, element: Element, level: int, context: Context) -> None:
        parts = [element]
        if level == 0:  # a heading group: its members are one heading
            parts = [child for child in element if name_of(child) in (*_HEADINGS, "p")]
            levels = [_HEADINGS[name_of(child)] for child in parts if name_of(child) in _HEADINGS]
            level = min(levels, default=1)
        runs: list[tuple[str, bool]] = []
        pictures: list[str] = []
        for part in parts:
            phrase = phrase_of([part.text or "", *_with_tails(part)], self.styles)
            self.anchors += phrase.anchors
            self.dropped += [Dropped(reason=r, text=t, line=self.number) for r, t in phrase.dropped]
            runs += [(LINE_END, False), *phrase.runs] if runs else phrase.runs
            pictures += [alt for _, alt, _ in phrase.pictures if alt]
        text, spans = compose(runs)
        text = re.sub(r"\n+", "\n", text) if "\n\n" in text and not spans else text
        if not text and pictures:
            text = " ".join(pictures)
        if is_mark(text):
            self._rule(text, "")
        elif text:
            self._add(Block(kind="heading", text=text, emphasis=spans, level=level), context)

    def _row(self, element: Element, context: Context) -> None:
        cells = [text_of(cell) for cell in element if name_of(cell) in ("td", "th")]
        text = ", ".join(cell for cell in cells if cell)
        if text:
            self._add(Block(kind="text", text=text), context)
            links = element.xpath("boolean(.//*[local-name()='a'][@href])")
            self.flowed[-1].is_link = bool(links)

    def _lines(self, text: str, context: Context) -> None:
        for stanza in re.split(r"\n\s*\n", text):
            lines = [" ".join(line.split()) for line in stanza.splitlines() if line.strip()]
            if lines:
                kind: BlockKind = "verse" if len(lines) > 1 else context.kind
                self._add(Block(kind=kind, text="\n".join(lines)), context)

    def _rule(self, mark: str, reason: str) -> None:
        self.number += 1
        rule = Block(kind="rule", text=mark, reason=reason, line=self.number)
        self.flowed.append(Flowed(rule, anchors=self._taken()))

    def _taken(self) -> tuple[str, ...]:
        anchors, self.anchors = tuple(self.anchors), []
        return anchors

    def _add(self, block: Block, context: Context) -> None:
        self.number += 1
        matter, reason = context.matter
        block = replace(
            block, line=self.number, language=context.language, matter=matter, reason=reason
        )
        self.flowed.append(Flowed(block, above=self.above, anchors=self._taken()))
        self.above = 0.0


def _with_tails(element: Element) -> list[Element | str]:
    return [one for child in element for one in (child, child.tail or "")]


def _source(element: Element) -> str:
    picture = next((e for e in element.iter() if name_of(e) in ("img", "image")), None)
    return "" if picture is None else str(picture.get("src", ""))


def _holds_blocks(element: Element) -> bool:
    tag = name_of(element)
    if tag in BLOCKS or tag in _UNHEARD:
        return True
    return any(name_of(child) in BLOCKS for child in element)


def _inside(
    element: Element, tag: str, classes: str, types: list[str], context: Context
) -> Context:
    matter = by_types(types) if types else CHAPTER
    if tag == "nav" or (tag in ("div", "table", "ul", "ol") and _CONTENTS_CLASS.search(classes)):
        matter = ("front", "contents")
    if matter != CHAPTER and context.matter == CHAPTER:
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


def _is_heading(text: str, classes: str, types: list[str], look: Look) -> bool:
    if len(text) > 120:
        return False
    if any(word in ("title", "fulltitle", "bridgehead", "ordinal", "subtitle") for word in types):
        return True
    if _HEADING_CLASS.search(classes):
        return True
    words = text.rstrip(".").replace(" ", "")
    is_sure = look.align == "center" or words.isupper() or words.isdigit()
    return len(text) <= 80 and is_sure and is_numbered(text.split("\n")[0])


def _level(types: list[str]) -> int:
    return 3 if "bridgehead" in types else 0
