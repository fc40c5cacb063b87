"""The contents of an EPUB: the nav document, or the NCX of an EPUB 2.

A container and its package come in; the titles by page go out, to stand where a page
has no heading of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from audiobook.model import Block
from audiobook.reading.archive import Archive, resolve
from audiobook.reading.breaks import Flowed
from audiobook.reading.markup import Element, first, name_of, parse_page, text_of
from audiobook.reading.package import Package
from audiobook.reading.phrasing import types_of

_SEARCHED = 4  # blocks at a chapter's start in which its title may stand as text


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents."""

    title: str
    anchor: str  # the id within the page, "" for its start
    level: int


def entries_of(archive: Archive, package: Package) -> dict[str, list[Entry]]:
    """Read the contents, by page; landmarks are added to the package's."""
    found: dict[str, list[Entry]] = {}
    nav, ncx = archive.find(package.nav), archive.find(package.ncx)
    if nav:
        root = parse_page(archive.read(nav), archive.path)
        for element in root.iter("{*}nav"):
            types = types_of(element)
            if "toc" in types or not types:
                _gather(found, _nav_links(element), package.nav)
            elif "landmarks" in types:
                for link in element.iter("{*}a"):
                    page = resolve(package.nav, link.get("href", ""))
                    package.landmarks.setdefault(page, []).extend(types_of(link))
    if ncx and not found:
        _gather(found, _ncx_links(parse_page(archive.read(ncx), archive.path)), package.ncx)
    return found


def _gather(
    found: dict[str, list[Entry]], links: Iterator[tuple[str, str, int]], base: str
) -> None:
    for title, link, level in links:
        page, title = resolve(base, link), " ".join(title.split())
        if page and title:
            entry = Entry(title=title, anchor=link.partition("#")[2], level=level)
            found.setdefault(page, []).append(entry)


def _nav_links(nav: Element) -> Iterator[tuple[str, str, int]]:
    for link in nav.iter("{*}a"):
        level = sum(name_of(parent) == "ol" for parent in link.iterancestors())
        yield text_of(link), link.get("href", ""), level


def _ncx_links(root: Element) -> Iterator[tuple[str, str, int]]:
    for point in root.iter("{*}navPoint", "{*}navpoint"):
        label, content = first(point, "text"), first(point, "content")
        level = 1 + sum(name_of(parent).lower() == "navpoint" for parent in point.iterancestors())
        if label is not None and content is not None:
            yield text_of(label), content.get("src", ""), level


def place_titles(flowed: list[Flowed], entries: list[Entry]) -> list[Flowed]:
    """Give a page's chapters their titles from the contents where they have no heading.

    A title that the page holds as plain text becomes the heading; else it is put in.
    """
    for entry in reversed(entries):
        at = _place(flowed, entry)
        if at >= 0 and not _has_heading(flowed, at):
            flowed = _titled(flowed, at, entry)
    return flowed


def _place(flowed: list[Flowed], entry: Entry) -> int:
    if not entry.anchor:
        return 0 if flowed else -1
    return next((at for at, one in enumerate(flowed) if entry.anchor in one.anchors), -1)


def _has_heading(flowed: list[Flowed], at: int) -> bool:
    return any(
        one.block.kind == "heading" and one.block.level for one in flowed[at : at + _SEARCHED]
    )


def _titled(flowed: list[Flowed], at: int, entry: Entry) -> list[Flowed]:
    wanted = _squash(entry.title)
    text = ""
    for stop in range(at, min(at + _SEARCHED, len(flowed))):
        block = flowed[stop].block
        if block.kind != "rule":
            text += _squash(block.text)
        if text and (text == wanted or _number_of(text) == wanted):
            lines = "\n".join(one.block.text for one in flowed[at : stop + 1] if one.block.text)
            heading = Block(kind="heading", text=lines, level=entry.level, line=block.line)
            return [*flowed[:at], Flowed(heading, anchors=flowed[at].anchors), *flowed[stop + 1 :]]
        if not wanted.startswith(text):
            break
    for one in flowed[at : at + _SEARCHED]:
        if one.block.kind == "heading":  # by its looks, in words that the contents lack
            one.block = replace(one.block, level=entry.level)
            return flowed
    first_block = flowed[at].block
    heading = replace(
        Block(kind="heading", text=entry.title, level=entry.level), line=first_block.line
    )
    return [*flowed[:at], Flowed(heading), *flowed[at:]]


def _number_of(text: str) -> str:
    return re.sub(r"^(?:chapter|kapitel|chapitre)", "", text)


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
