"""EPUB 2 and 3 to a manuscript: the pages in spine order, as one book.

Headings come from the pages, and from the nav document or NCX where a page has none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from audiobook.errors import StoryError
from audiobook.model import Block, Dropped, Manuscript
from audiobook.reading.archive import Archive, encrypted, open_archive, resolve
from audiobook.reading.boxes import Context
from audiobook.reading.breaks import Flowed
from audiobook.reading.flow import Flow
from audiobook.reading.html import assemble, styles_of
from audiobook.reading.markup import Element, first, parse_page, parse_xml
from audiobook.reading.matter import CHAPTER, Matter, by_file, by_heading, by_types
from audiobook.reading.navigation import Entry, entries_of, place_titles
from audiobook.reading.package import Package, read_package
from audiobook.reading.phrasing import types_of
from audiobook.reading.styles import Styles

_CONTAINER = "META-INF/container.xml"
_LOCKS = "META-INF/encryption.xml"
_FONT_LOCKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_FONTS = (".ttf", ".otf", ".woff", ".woff2")
_PAGES = (
    "application/xhtml+xml",
    "text/html",
    "application/x-dtbook+xml",
    "text/xml",
    "application/xml",
)
_LONGEST_BY_NAME = 6000  # characters of a page that its file's name alone may flag


def read_epub(data: bytes, path: Path, *, notes: bool = False) -> Manuscript:
    """Read an EPUB."""
    archive = open_archive(data, path)
    _refuse_locks(archive)
    package = read_package(archive, _package_name(archive))
    entries = entries_of(archive, package)
    binding = _Binding(archive=archive, package=package, notes=notes)
    for item, is_linear in package.spine:
        if is_linear:
            binding.add(item, entries)
        else:
            binding.dropped.append(Dropped(reason="set aside by the book (linear=no)", text=item))
    if not binding.flowed:
        raise StoryError(
            "the book has no page that can be read", "Is it a picture book?", path=path
        )
    return assemble(binding.flowed, binding.dropped, package.meta, notes=notes)


def _package_name(archive: Archive) -> str:
    if _CONTAINER in archive.names:
        root = parse_xml(archive.read(_CONTAINER), archive.path, _CONTAINER)
        for element in root.iter("{*}rootfile"):
            name = archive.find(resolve("", element.get("full-path", "")))
            if name:
                return name
    name = next((name for name in archive.names if name.lower().endswith(".opf")), "")
    if not name:
        hint = "Download or export it again."
        raise StoryError("it has no package document: it is no whole EPUB", hint, path=archive.path)
    return name


def _refuse_locks(archive: Archive) -> None:
    """Refuse a book whose pages are encrypted; hidden fonts alone do no harm."""
    if _LOCKS not in archive.names:
        return
    root = parse_xml(archive.read(_LOCKS), archive.path, _LOCKS)
    for item in root.iter("{*}EncryptedData"):
        method, reference = first(item, "EncryptionMethod"), first(item, "CipherReference")
        algorithm = "" if method is None else method.get("Algorithm", "")
        name = "" if reference is None else reference.get("URI", "").lower()
        if algorithm not in _FONT_LOCKS and not name.endswith(_FONTS):
            raise encrypted(archive.path)


@dataclass(slots=True)
class _Binding:
    """Takes the pages of the spine one by one."""

    archive: Archive
    package: Package
    notes: bool
    flowed: list[Flowed] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    number: int = 0
    sheets: dict[str, str] = field(default_factory=dict)  # by member name
    styles: dict[tuple[str, ...], Styles] = field(default_factory=dict)

    def add(self, name: str, entries: dict[str, list[Entry]]) -> None:
        """Read a page and add its blocks."""
        found = self.archive.find(name)
        if not found:
            self.dropped.append(Dropped(reason="page missing from the file", text=name))
            return
        if self.package.media.get(name, _PAGES[0]) not in _PAGES:
            self.dropped.append(Dropped(reason="no page of text", text=name))
            return
        root = parse_page(self.archive.read(found), self.archive.path)
        flow = Flow(styles=self._styles(root, found), notes=self.notes, number=self.number)
        body = first(root, "body")
        body = root if body is None else body
        matter = self._matter(name, body, entries.get(name, ()))
        flow.walk(body, Context(matter=matter))
        flowed = self._judged(name, flow.flowed, matter)
        if not any(one.block.matter != "chapter" for one in flowed):
            flowed = place_titles(flowed, entries.get(name, []))
        self.flowed += flowed
        self.dropped += flow.dropped
        self.number = flow.number

    def _styles(self, root: Element, page: str) -> Styles:
        names: list[str] = []
        for link in root.iter("{*}link"):
            if "stylesheet" in link.get("rel", "") and "alternate" not in link.get("rel", ""):
                name = self.archive.find(resolve(page, link.get("href", "")))
                if name and name not in self.sheets:
                    self.sheets[name] = self.archive.read(name).decode("utf-8", "replace")
                if name:
                    names.append(name)
        sheets = tuple(self.sheets[name] for name in names)
        if next(root.iter("{*}style"), None) is not None:
            return styles_of(root, sheets)
        key = tuple(names)
        if key not in self.styles:
            self.styles[key] = styles_of(root, sheets)
        return self.styles[key]

    def _matter(self, name: str, body: Element, entries: list[Entry] | tuple[()]) -> Matter:
        """Judge a page by what it, the landmarks and the contents say of it."""
        if name == self.package.nav:
            return "front", "contents"
        types = types_of(body)
        children = [child for child in body if isinstance(child.tag, str)]
        if len(children) == 1:
            types = [*types, *types_of(children[0])]
        matter = by_types(types)
        if matter == CHAPTER:
            matter = by_types(self.package.landmarks.get(name, ()))
        if matter == CHAPTER and len(entries) == 1:
            matter = by_heading(entries[0].title)
        if self.notes and matter[1] == "notes":
            return CHAPTER
        return matter

    def _judged(self, name: str, flowed: list[Flowed], matter: Matter) -> list[Flowed]:
        """Flag a page by its file's name where nothing else has and it is short."""
        by_name = by_file(name)
        if by_name == CHAPTER and self._is_title_page(flowed):
            by_name = "front", "title page"
        length = sum(len(one.block.text) for one in flowed)
        is_own = matter != CHAPTER or by_name == CHAPTER or length > _LONGEST_BY_NAME
        if is_own or (self.notes and by_name[1] == "notes"):
            return flowed
        for one in flowed:
            one.block = _flagged(one.block, by_name)
        return flowed

    def _is_title_page(self, flowed: list[Flowed]) -> bool:
        """Know a title page by what it says, where nothing else of the book came before."""
        texts = [one.block.text for one in flowed if one.block.kind != "rule"]
        title = self.package.meta.title
        is_short = len(texts) < 12 and all(len(text) < 120 for text in texts)
        is_first = all(one.block.matter != "chapter" for one in self.flowed)
        rest = [text for text in texts if text.casefold() != title.casefold()]
        return (
            is_first
            and is_short
            and len(rest) < len(texts)
            and not any(text.rstrip("”’").endswith((".", "!", "?")) for text in rest)
        )


def _flagged(block: Block, matter: Matter) -> Block:
    return block if block.kind == "rule" else replace(block, matter=matter[0], reason=matter[1])
