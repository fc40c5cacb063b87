"""The elements of a page to blocks: one walk for HTML, XHTML and EPUB.

An lxml element and its styles come in; blocks with their looks go out.  What an element is
stands in `boxes.py`; what is inside a paragraph (drop caps, note marks) in `phrasing.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from audiobook.model import Block, BlockKind, Dropped
from audiobook.reading.boxes import (
    HEADINGS,
    UNHEARD,
    Box,
    Context,
    box_of,
    holds_blocks,
    inside,
    is_heading,
    left_out,
    level_of,
)
from audiobook.reading.breaks import EMPTY, Flowed
from audiobook.reading.inline import LINE_END, compose
from audiobook.reading.marks import BREAK_NAME, is_mark, is_ornament
from audiobook.reading.markup import Element, name_of, text_of
from audiobook.reading.paragraphs import pieces
from audiobook.reading.phrasing import Phrase, phrase_of
from audiobook.reading.styles import Styles


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
        if tag in UNHEARD:
            return
        box = box_of(element, tag, self.styles)
        if element.get("id"):
            self.anchors.append(element.get("id"))
        reason = left_out(box, notes=self.notes)
        if reason:
            self._leave_out(element, reason)
            return
        if box.look.indent is not None:
            context = context._replace(indent=box.look.indent)
        if tag in HEADINGS or tag == "hgroup":
            self._heading(element, HEADINGS.get(tag, 0), context)
        elif tag == "hr":
            self._rule("---", "")
        elif tag == "tr":
            self._row(element, context)
        elif tag == "pre":
            self._lines("".join(element.itertext()), context)
        else:
            self._container(box, inside(box, context))

    def _leave_out(self, element: Element, reason: str) -> None:
        text = text_of(element)[:300]
        if reason == "ornament image":
            self._rule("", reason)
        elif text or reason == "picture":
            names = (picture.get("src", "") for picture in element.iter("{*}img"))
            text = text or next(names, "").rsplit("/", 1)[-1]
            self.dropped.append(Dropped(reason=reason, text=text, line=self.number))

    def _container(self, box: Box, context: Context) -> None:
        """Take text and blocks in turn; text between blocks is a paragraph of its own."""
        before = len(self.flowed)
        self.above = max(self.above, box.look.above)
        run: list[Element | str] = [box.element.text or ""]
        has_blocks = False
        for child in box.element:
            if holds_blocks(child):
                if any(not isinstance(one, str) or one.strip() for one in run):
                    self._paragraph(run, box, context)
                run, has_blocks = [child.tail or ""], True
                self.walk(child, context)
            else:
                run += [child, child.tail or ""]
        if not has_blocks or any(not isinstance(one, str) or one.strip() for one in run):
            self._paragraph(run, box, context)
        if len(self.flowed) > before:
            self.flowed[-1].below = max(self.flowed[-1].below, box.look.below)

    def _paragraph(self, run: list[Element | str], box: Box, context: Context) -> None:
        phrase = phrase_of(run, self.styles)
        self.anchors += phrase.anchors
        for reason, dropped in phrase.dropped:
            self.dropped.append(Dropped(reason=reason, text=dropped, line=self.number + 1))
        text, spans = compose(phrase.runs)
        if not text:
            self._wordless(phrase, box.tag, box.classes)
            return
        if is_mark(text):
            self._rule(text, "")
            return
        if is_heading(text, box):
            level = level_of(box.types)
            self._add(Block(kind="heading", text=text, emphasis=spans, level=level), context)
            self.flowed[-1].is_link = phrase.is_link
            return
        at = len(self.flowed)
        for piece, emphasis, kind in pieces(text, spans, context.kind):
            self._add(Block(kind=kind, text=piece, emphasis=emphasis), context)
        for one in self.flowed[at:]:
            one.is_indented = context.indent > 0.3
            one.is_centred = box.look.align == "center"
            one.is_aside = box.look.align in ("center", "right")
            one.names_break = BREAK_NAME.search(box.classes) is not None
            one.is_link = phrase.is_link
            one.is_note = context.is_note
        if len(self.flowed) > at:
            self.flowed[-1].references = tuple(phrase.references)

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
        elif phrase.is_space and tag in ("p", "div", "body", "section", "article"):
            self._rule("", EMPTY)

    def _heading(self, element: Element, level: int, context: Context) -> None:
        parts = [element]
        if level == 0:  # a heading group: its members are one heading
            parts = [child for child in element if name_of(child) in (*HEADINGS, "p")]
            levels = [HEADINGS[name_of(child)] for child in parts if name_of(child) in HEADINGS]
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
