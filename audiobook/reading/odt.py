"""ODT to a manuscript: paragraphs by style, headings by outline level.

A container comes in; blocks go out.  A horizontal line is a paragraph style in this format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from audiobook.errors import StoryError
from audiobook.model import Block, Dropped, Manuscript, Meta
from audiobook.reading.archive import Archive, encrypted, open_archive
from audiobook.reading.breaks import Flowed
from audiobook.reading.html import assemble
from audiobook.reading.inline import LINE_END
from audiobook.reading.marks import is_ornament
from audiobook.reading.markup import Element, first, name_of, parse_xml, text_of
from audiobook.reading.matter import CHAPTER, Matter
from audiobook.reading.paragraphs import Form, paragraph
from audiobook.reading.styles import Look, length_in_em

_VERSE = re.compile(r"verse|poem|poetry|lyric", re.IGNORECASE)
_QUOTE = re.compile(r"quot|citation|extract", re.IGNORECASE)
_LINE = re.compile(r"horizontal.?line", re.IGNORECASE)
_UNHEARD = frozenset(
    ("tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "note", "frame")
)
_STYLE, _TEXT, _FO = (
    "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}",
)


def read_odt(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read an ODT."""
    archive = open_archive(data, path)
    if "META-INF/manifest.xml" in archive.names:
        manifest = parse_xml(archive.read("META-INF/manifest.xml"), path, "META-INF/manifest.xml")
        if first(manifest, "encryption-data") is not None:
            raise encrypted(path)
    root = parse_xml(archive.read("content.xml"), path, "content.xml")
    body = first(root, "body")
    if body is None:
        raise StoryError("it holds no document", "Save it again as ODT.", path=path)
    styles = _Styles()
    if "styles.xml" in archive.names:
        styles.learn(parse_xml(archive.read("styles.xml"), path, "styles.xml"))
    styles.learn(root)
    walk = _Walk(styles=styles, keep=notes)
    walk.take(body, CHAPTER)
    meta = _meta(archive)
    return assemble(walk.flowed, walk.dropped, replace(meta, title=walk.title or meta.title))


@dataclass(slots=True)
class _Styles:
    """Paragraph and text styles by name, each with its parent's properties."""

    elements: dict[str, Element] = field(default_factory=dict)
    looks: dict[str, tuple[str, Look]] = field(default_factory=dict)  # name as shown, look

    def learn(self, root: Element) -> None:
        for element in root.iter(f"{_STYLE}style"):
            self.elements[element.get(f"{_STYLE}name", "")] = element

    def look(self, name: str, depth: int = 0) -> tuple[str, Look]:
        """Give the name of the first named style above, and the look."""
        if name in self.looks:
            return self.looks[name]
        element = self.elements.get(name)
        if element is None or depth > 20:
            return name.replace("_20_", " "), Look()
        parent = element.get(f"{_STYLE}parent-style-name", "")
        shown, look = (
            self.look(parent, depth + 1) if parent else (name.replace("_20_", " "), Look())
        )
        is_automatic = re.fullmatch(r"[PT]\d+", name)
        shown = shown if is_automatic else element.get(f"{_STYLE}display-name", name)
        self.looks[name] = shown, _looked(look, element)
        return self.looks[name]


def _looked(look: Look, element: Element) -> Look:
    for properties in element:
        values = properties.attrib
        if name_of(properties) == "paragraph-properties":
            look = replace(
                look,
                above=length_in_em(values.get(f"{_FO}margin-top"), look.above),
                below=length_in_em(values.get(f"{_FO}margin-bottom"), look.below),
                indent=length_in_em(values.get(f"{_FO}text-indent"), look.indent or 0.0),
                align=values.get(f"{_FO}text-align", look.align),
            )
        elif name_of(properties) == "text-properties":
            style, weight = values.get(f"{_FO}font-style"), values.get(f"{_FO}font-weight")
            if style or weight:
                look = replace(look, is_italic=style in ("italic", "oblique") or weight == "bold")
            look = replace(
                look, is_hidden=values.get(f"{_TEXT}display") == "none" or look.is_hidden
            )
    return look


@dataclass(slots=True)
class _Walk:
    """Goes over the body, lists, sections and tables included."""

    styles: _Styles
    keep: bool
    title: str = ""
    flowed: list[Flowed] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    number: int = 0

    def take(self, element: Element, matter: Matter) -> None:
        for child in element:
            name = name_of(child)
            if name in ("p", "h"):
                self._paragraph(child, name, matter)
            elif name == "table-row":
                self._row(child)
            elif name in ("table-of-content", "alphabetical-index", "illustration-index"):
                self.take(child, ("front", "contents"))
            elif name not in _UNHEARD:
                self.take(child, matter)

    def _row(self, row: Element) -> None:
        text = ", ".join(cell for cell in map(text_of, row) if cell)
        if text:
            self.number += 1
            self.flowed.append(Flowed(Block(kind="text", text=text, line=self.number)))

    def _paragraph(self, element: Element, name: str, matter: Matter) -> None:
        self.number += 1
        shown, look = self.styles.look(element.get(f"{_TEXT}style-name", ""))
        found: list[Element] = []
        runs = list(self._runs(element, False, found))
        has_words = any(text.strip() for text, _ in runs)
        if not has_words and (_LINE.search(shown) or self._pictures(found)):
            if _LINE.search(shown):
                self.flowed.append(Flowed(Block(kind="rule", text="---", line=self.number)))
            return
        level = element.get(f"{_TEXT}outline-level", "1") if name == "h" else ""
        form = _form(shown, look, int(level) if level.isdigit() else 0)
        made = paragraph(runs, form, self.number)
        if shown.lower() == "title" and made and not self.title:
            self.title = " ".join(made[0].block.text.split())
        if matter != CHAPTER:
            for one in made:
                one.block = replace(one.block, matter=matter[0], reason=matter[1])
        self.flowed += made
        self._noted(found)

    def _runs(
        self, element: Element, is_emphasised: bool, found: list[Element]
    ) -> Iterator[tuple[str, bool]]:
        yield element.text or "", is_emphasised
        for child in element:
            name = name_of(child)
            if name in ("note", "frame"):
                found.append(child)
            elif name == "line-break":
                yield LINE_END, False
            elif name in ("tab", "s"):
                yield " ", is_emphasised
            elif name not in _UNHEARD:
                look = self.styles.look(child.get(f"{_TEXT}style-name", ""))[1]
                if not look.is_hidden:
                    is_marked = is_emphasised if look.is_italic is None else look.is_italic
                    yield from self._runs(child, is_marked, found)
            yield child.tail or "", is_emphasised

    def _pictures(self, found: list[Element]) -> bool:
        frames = [one for one in found if name_of(one) == "frame"]
        for frame in frames:
            described = first(frame, "desc")
            alt = "" if described is None else text_of(described)
            name = next((value for key, value in frame.attrib.items() if key.endswith("}name")), "")
            if is_ornament(name, alt):
                rule = Block(kind="rule", text="", reason="ornament image", line=self.number)
                self.flowed.append(Flowed(rule))
            else:
                self.dropped.append(Dropped(reason="picture", text=alt or name, line=self.number))
        return bool(frames)

    def _noted(self, found: list[Element]) -> None:
        for note in found:
            body = first(note, "note-body")
            if body is None or not text_of(body):
                continue
            if self.keep:
                text = text_of(body)
                self.flowed.append(Flowed(Block(kind="text", text=text, line=self.number)))
            else:
                text = text_of(body)[:300]
                self.dropped.append(Dropped(reason="footnote", text=text, line=self.number))


def _form(shown: str, look: Look, level: int) -> Form:
    if level or shown.lower() == "title":
        return Form(kind="heading", level=max(level, 1))
    is_verse = _VERSE.search(shown)
    return Form(
        kind="verse" if is_verse else "quote" if _QUOTE.search(shown) else "text",
        above=look.above,
        below=look.below,
        is_indented=(look.indent or 0) > 0.3,
        is_aside=look.align in ("center", "right", "end"),
        is_centred=look.align == "center",
    )


def _meta(archive: Archive) -> Meta:
    values: dict[str, str] = {}
    if "meta.xml" in archive.names:
        root = parse_xml(archive.read("meta.xml"), archive.path, "meta.xml")
        values = {
            name_of(element): text_of(element) for element in root.iter() if len(element) == 0
        }
    return Meta(
        title=values.get("title", ""),
        author=values.get("initial-creator") or values.get("creator", ""),
        language=values.get("language", ""),
        description=values.get("description", ""),
    )
