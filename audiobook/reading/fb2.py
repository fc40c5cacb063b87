"""FB2 to a manuscript: one XML file that knows titles, poems, citations and notes.

The bytes of an .fb2, or of a zip with one in it, come in; blocks go out.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from audiobook.errors import StoryError
from audiobook.model import BlockKind, Dropped, Manuscript, Meta
from audiobook.reading.archive import open_archive
from audiobook.reading.breaks import Flowed
from audiobook.reading.html import assemble
from audiobook.reading.inline import LINE_END
from audiobook.reading.markup import Element, first, name_of, parse_xml, text_of
from audiobook.reading.paragraphs import Form, paragraph

_EMPHASIS = frozenset(("emphasis", "strong"))
_KINDS: dict[str, BlockKind] = {"cite": "quote", "epigraph": "quote", "stanza": "verse"}


def read_fb2(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read an FB2."""
    if data.startswith(b"PK"):
        archive = open_archive(data, path)
        name = next(name for name in sorted(archive.names) if name.lower().endswith(".fb2"))
        data = archive.read(name)
    root = parse_xml(data, path, path.name)
    walk = _Walk(keep=notes)
    for body in root.iter("{*}body"):
        if body.get("name") in ("notes", "comments", "footnotes"):
            walk.notes_body(body)
        else:
            walk.take(body, "text", 0)
    if not walk.flowed:
        raise StoryError("there is no text in it", "Download or export it again.", path=path)
    return assemble(walk.flowed, walk.dropped, _meta(root))


@dataclass(slots=True)
class _Walk:
    """Goes over sections within sections; `depth` is the level of their titles."""

    keep: bool
    flowed: list[Flowed] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    number: int = 0

    def notes_body(self, body: Element) -> None:
        if self.keep:
            self.take(body, "text", 0)
            return
        for section in body.iter("{*}section"):
            text = text_of(section)[:300]
            self.dropped.append(Dropped(reason="footnote", text=text, line=self.number))

    def take(self, element: Element, kind: BlockKind, depth: int) -> None:
        for child in element:
            name = name_of(child)
            if name == "title":
                self._title(child, depth + 1)
            elif name == "section":
                self.take(child, kind, depth + 1)
            elif name == "stanza":
                self._stanza(child)
            elif name in ("p", "text-author", "v", "date"):
                self._add(_runs(child, False, self._note), Form(kind=kind))
            elif name == "subtitle":
                self._add(_runs(child, False, self._note), Form(kind="heading", level=depth + 2))
            elif name == "empty-line":
                self._add([], Form())
            elif name == "tr":
                cells = ", ".join(cell for cell in map(text_of, child) if cell)
                self._add([(cells, False)], Form(kind=kind))
            elif name == "image":
                self.dropped.append(Dropped(reason="picture", text=_link(child), line=self.number))
            else:
                self.take(child, _KINDS.get(name, kind), depth)

    def _title(self, title: Element, level: int) -> None:
        lines = [list(_runs(line, False, self._note)) for line in title if name_of(line) == "p"]
        runs = [run for line in lines for run in (*line, (LINE_END, False))]
        self._add(runs, Form(kind="heading", level=level))

    def _stanza(self, stanza: Element) -> None:
        runs: list[tuple[str, bool]] = []
        for line in stanza:
            if name_of(line) in ("v", "p", "subtitle"):
                runs += [*_runs(line, False, self._note), (LINE_END, False)]
        self._add(runs, Form(kind="verse"))

    def _add(self, runs: Iterator[tuple[str, bool]] | list[tuple[str, bool]], form: Form) -> None:
        self.number += 1
        self.flowed += paragraph(runs, form, self.number)

    def _note(self, text: str) -> None:
        self.dropped.append(Dropped(reason="note mark", text=text, line=self.number + 1))


def _runs(
    element: Element, is_emphasised: bool, note: Callable[[str], None]
) -> Iterator[tuple[str, bool]]:
    yield element.text or "", is_emphasised
    for child in element:
        name = name_of(child)
        if name == "a" and (child.get("type") == "note" or _link(child).startswith("#n")):
            note(text_of(child))
        elif name != "image":
            yield from _runs(child, is_emphasised or name in _EMPHASIS, note)
        yield child.tail or "", is_emphasised


def _link(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.endswith("href")), "")


def _meta(root: Element) -> Meta:
    about = first(root, "title-info")
    if about is None:
        return Meta(title="")
    published = first(root, "publish-info")
    sequence = first(about, "sequence")
    series = "" if sequence is None else sequence.get("name", "")
    number = "" if sequence is None else sequence.get("number", "")
    return Meta(
        title=_field(about, "book-title"),
        author=", ".join(filter(None, map(_person, about.iterfind("{*}author")))),
        language=_field(about, "lang"),
        description=_field(about, "annotation"),
        series=f"{series} #{number}" if series and number else series,
        publisher="" if published is None else _field(published, "publisher"),
        date=_field(about, "date") or ("" if published is None else _field(published, "year")),
        cover=_cover(root, about),
    )


def _field(element: Element, name: str) -> str:
    found = first(element, name)
    return "" if found is None else text_of(found)


def _person(author: Element) -> str:
    names = [_field(author, name) for name in ("first-name", "middle-name", "last-name")]
    return " ".join(name for name in names if name) or _field(author, "nickname")


def _cover(root: Element, about: Element) -> bytes:
    page = first(about, "coverpage")
    image = None if page is None else first(page, "image")
    wanted = "" if image is None else _link(image).removeprefix("#")
    for binary in root.iter("{*}binary"):
        if wanted and binary.get("id") == wanted:
            try:
                data = base64.b64decode(binary.text or "", validate=False)
            except ValueError:  # letters that are no base64
                return b""
            return data if data.startswith((b"\xff\xd8\xff", b"\x89PNG")) else b""
    return b""
