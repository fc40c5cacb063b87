"""DOCX to a manuscript: paragraphs by style, headings by outline level.

Footnotes stand in a member of their own; headers and footers in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from audiobook.errors import StoryError
from audiobook.model import Block, Dropped, Manuscript, Meta
from audiobook.reading.archive import Archive, open_archive
from audiobook.reading.breaks import Flowed
from audiobook.reading.html import assemble
from audiobook.reading.inline import LINE_END
from audiobook.reading.marks import is_ornament
from audiobook.reading.markup import Element, first, name_of, parse_xml, text_of
from audiobook.reading.paragraphs import Form, paragraph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT = "word/document.xml"
_EM = 240  # twentieths of a point
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_VERSE = re.compile(r"verse|poem|poetry|lyric", re.IGNORECASE)
_QUOTE = re.compile(r"quot|block text|citation|extract", re.IGNORECASE)
_UNHEARD = frozenset(
    ("del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "txbxContent")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    name: str = ""
    level: int = 0
    above: float = 0.0
    below: float = 0.0
    indent: float = 0.0
    align: str = ""
    is_italic: bool = False


def read_docx(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read a DOCX."""
    archive = open_archive(data, path)
    root = parse_xml(archive.read(_DOCUMENT), path, _DOCUMENT)
    body = first(root, "body")
    if body is None:
        raise StoryError("it holds no document", "Save it again as DOCX.", path=path)
    walk = _Walk(styles=_styles(archive), notes=_notes(archive), keep=notes)
    walk.take(body)
    meta = _meta(archive)
    title = next((one.block for one in walk.flowed if one.block.reason == "Title"), None)
    if title is not None:
        meta = replace(meta, title=" ".join(title.text.split()))
    for one in walk.flowed:
        if one.block.reason == "Title":
            one.block = replace(one.block, reason="")
    return assemble(walk.flowed, [*walk.dropped, *_furniture(archive)], meta)


@dataclass(slots=True)
class _Walk:
    """Goes over the body, tables and boxes included."""

    styles: dict[str, _Style]
    notes: dict[str, str]  # by "footnote 2"
    keep: bool
    flowed: list[Flowed] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    number: int = 0

    def take(self, element: Element) -> None:
        for child in element:
            name = name_of(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tr":
                self._row(child)
            elif name not in _UNHEARD:
                self.take(child)

    def _row(self, row: Element) -> None:
        cells = [text_of(cell) for cell in row if name_of(cell) == "tc"]
        text = ", ".join(cell for cell in cells if cell)
        if text:
            self.number += 1
            self.flowed.append(Flowed(Block(kind="text", text=text, line=self.number)))

    def _paragraph(self, element: Element) -> None:
        self.number += 1
        style = self._style(element)
        runs: list[tuple[str, bool]] = []
        noted: list[str] = []
        for text, is_emphasised, note in _runs(element, style.is_italic):
            runs.append((text, is_emphasised))
            if note:
                noted.append(note)
        if not "".join(text for text, _ in runs).strip() and self._wordless(element):
            return
        made = paragraph(runs, _form(style), self.number)
        if style.name.lower() == "title":
            made = [replace_block(one, reason="Title") for one in made]
        self.flowed += made
        self._noted(noted)

    def _wordless(self, element: Element) -> bool:
        """A paragraph without words: a line across the page, a picture, or the page's end."""
        is_line = any(
            name_of(e) == "rect" and "hr" in str(e.attrib) for e in element.iter("{*}rect")
        )
        border = first(element, "pBdr")
        if is_line or (border is not None and len(border)):
            self.flowed.append(Flowed(Block(kind="rule", text="---", line=self.number)))
            return True
        pictures = list(element.iter("{*}docPr"))
        for picture in pictures:
            name, alt = picture.get("name", ""), picture.get("descr", "")
            if is_ornament(name, alt):
                rule = Block(kind="rule", text="", reason="ornament image", line=self.number)
                self.flowed.append(Flowed(rule))
            else:
                self.dropped.append(Dropped(reason="picture", text=alt or name, line=self.number))
        ends = (name_of(e) == "sectPr" or e.get(f"{_W}type") == "page" for e in element.iter())
        return bool(pictures) or any(ends)

    def _noted(self, noted: list[str]) -> None:
        for name in noted:
            text = self.notes.get(name, "")
            if not text:
                continue
            if self.keep:
                self.flowed.append(Flowed(Block(kind="text", text=text, line=self.number)))
            else:
                self.dropped.append(Dropped(reason="footnote", text=text[:300], line=self.number))

    def _style(self, element: Element) -> _Style:
        properties = element.find(f"{_W}pPr")
        named = None if properties is None else properties.find(f"{_W}pStyle")
        style = self.styles.get("" if named is None else named.get(f"{_W}val", ""), self.styles[""])
        return style if properties is None else _with(style, properties)


def replace_block(one: Flowed, *, reason: str) -> Flowed:
    """Give a block another reason."""
    one.block = replace(one.block, reason=reason)
    return one


def _form(style: _Style) -> Form:
    is_title = style.name.lower() == "title"
    if style.level or is_title:
        return Form(kind="heading", level=max(style.level, 1))
    is_verse = _VERSE.search(style.name)
    return Form(
        kind="verse" if is_verse else "quote" if _QUOTE.search(style.name) else "text",
        above=style.above,
        below=style.below,
        is_indented=style.indent > 0.3,
        is_aside=style.align in ("center", "right", "end"),
        is_centred=style.align == "center",
    )


def _runs(element: Element, is_italic: bool) -> Iterator[tuple[str, bool, str]]:
    """Walk the runs: text, whether it is emphasised, the note it refers to."""
    for child in element:
        name = name_of(child)
        if name in _UNHEARD:
            continue
        if name == "r":
            yield from _run(child, is_italic)
        else:
            yield from _runs(child, is_italic)


def _run(run: Element, is_italic: bool) -> Iterator[tuple[str, bool, str]]:
    properties = run.find(f"{_W}rPr")
    marked = is_italic
    if properties is not None:
        if _is_on(properties.find(f"{_W}vanish")):
            return
        own = [properties.find(f"{_W}{name}") for name in ("i", "b", "em")]
        marked = any(map(_is_on, own)) or (is_italic and own[0] is None)
    for child in run:
        name = name_of(child)
        if name == "t":
            yield child.text or "", marked, ""
        elif name == "tab":
            yield " ", marked, ""
        elif name in ("br", "cr"):
            is_page = child.get(f"{_W}type") in ("page", "column")
            yield " " if is_page else LINE_END, False, ""
        elif name == "noBreakHyphen":
            yield "-", marked, ""
        elif name in ("footnoteReference", "endnoteReference"):
            yield "", False, f"{name.removesuffix('Reference')} {child.get(f'{_W}id')}"


def _is_on(element: Element | None) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "none", "off")


def _styles(archive: Archive) -> dict[str, _Style]:
    styles = {"": _Style()}
    if "word/styles.xml" not in archive.names:
        return styles
    root = parse_xml(archive.read("word/styles.xml"), archive.path, "word/styles.xml")
    defaults = root.find(f"{_W}docDefaults/{_W}pPrDefault/{_W}pPr")
    base = _Style() if defaults is None else _with(_Style(), defaults)
    found = {e.get(f"{_W}styleId", ""): e for e in root.iter(f"{_W}style")}
    styles[""] = base
    for id_, element in found.items():
        styles[id_] = _made(element, found, base, depth=0)
        if element.get(f"{_W}default") == "1" and element.get(f"{_W}type") == "paragraph":
            styles[""] = styles[id_]
    return styles


def _made(element: Element, found: dict[str, Element], base: _Style, depth: int) -> _Style:
    parent = element.find(f"{_W}basedOn")
    above = found.get("" if parent is None else parent.get(f"{_W}val", ""))
    style = _made(above, found, base, depth + 1) if above is not None and depth < 20 else base
    named = element.find(f"{_W}name")
    name = "" if named is None else named.get(f"{_W}val", "")
    heading = _HEADING.fullmatch(name)
    style = replace(style, name=name, level=int(heading[1]) if heading else style.level)
    properties, letters = element.find(f"{_W}pPr"), element.find(f"{_W}rPr")
    if (
        letters is not None
        and _is_on(letters.find(f"{_W}i"))
        and element.get(f"{_W}type") != "paragraph"
    ):
        style = replace(style, is_italic=True)
    return style if properties is None else _with(style, properties)


def _with(style: _Style, properties: Element) -> _Style:
    """Lay a paragraph's own properties over its style's."""
    level, align = properties.find(f"{_W}outlineLvl"), properties.find(f"{_W}jc")
    spacing, indent = properties.find(f"{_W}spacing"), properties.find(f"{_W}ind")
    if level is not None and level.get(f"{_W}val", "9").isdigit():
        number = int(level.get(f"{_W}val", "9")) + 1
        style = replace(style, level=number if number <= 6 else 0)
    if align is not None:
        style = replace(style, align=align.get(f"{_W}val", ""))
    if spacing is not None:
        style = replace(
            style,
            above=_twips(spacing.get(f"{_W}before"), style.above),
            below=_twips(spacing.get(f"{_W}after"), style.below),
        )
    if indent is not None:
        style = replace(style, indent=_twips(indent.get(f"{_W}firstLine"), style.indent))
    return style


def _twips(value: str | None, default: float) -> float:
    return int(value) / _EM if value is not None and value.isdigit() else default


def _notes(archive: Archive) -> dict[str, str]:
    notes: dict[str, str] = {}
    for kind in ("footnote", "endnote"):
        name = f"word/{kind}s.xml"
        if name in archive.names:
            root = parse_xml(archive.read(name), archive.path, name)
            for element in root.iter(f"{_W}{kind}"):
                if element.get(f"{_W}type") is None:
                    notes[f"{kind} {element.get(f'{_W}id')}"] = text_of(element)
    return notes


def _furniture(archive: Archive) -> list[Dropped]:
    dropped: list[Dropped] = []
    for name in sorted(archive.names):
        if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
            text = text_of(parse_xml(archive.read(name), archive.path, name))
            if text:
                dropped.append(Dropped(reason="running head", text=text[:300]))
    return dropped


def _meta(archive: Archive) -> Meta:
    values: dict[str, str] = {}
    if "docProps/core.xml" in archive.names:
        root = parse_xml(archive.read("docProps/core.xml"), archive.path, "docProps/core.xml")
        values = {name_of(element): text_of(element) for element in root}
    return Meta(
        title=values.get("title", ""),
        author=values.get("creator", "").replace(";", ", "),
        language=values.get("language", ""),
        description=values.get("description", ""),
    )
