"""The package document of an EPUB: what the book is, and its pages in order.

A container and the document's name come in; a Package goes out.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from audiobook.errors import StoryError
from audiobook.model import Meta
from audiobook.reading.archive import Archive, resolve
from audiobook.reading.markup import Element, parse_xml, text_of

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An EPUB's own account of itself; pages are named as members of the container."""

    meta: Meta
    spine: tuple[tuple[str, bool], ...]  # page, whether it is in the reading order
    media: dict[str, str]  # page to its media type
    nav: str = ""
    ncx: str = ""
    landmarks: dict[str, list[str]] = field(default_factory=dict)  # page to its types


def read_package(archive: Archive, name: str) -> Package:
    """Read the package document.  A page outside the container is an error."""
    root = parse_xml(archive.read(name), archive.path, name)
    items = {item.get("id", ""): item for item in root.iter("{*}item")}
    places = {id_: resolve(name, item.get("href", "")) for id_, item in items.items()}
    spine: list[tuple[str, bool]] = []
    for reference in root.iter("{*}itemref"):
        id_ = reference.get("idref", "")
        if id_ not in items:
            continue
        if not places[id_]:
            link = items[id_].get("href", "")
            message = f"it links to a page outside itself: {link[:200]}"
            raise StoryError(message, "It is damaged or made to do harm.", path=archive.path)
        spine.append((places[id_], reference.get("linear", "yes") != "no"))
    if not spine:
        raise StoryError("it lists no pages", "Download or export it again.", path=archive.path)
    nav = next(
        (places[i] for i, e in items.items() if "nav" in e.get("properties", "").split()), ""
    )
    toc = next((e.get("toc", "") for e in root.iter("{*}spine")), "")
    ncx = places.get(toc, "") or next(
        (places[i] for i, e in items.items() if e.get("media-type") == "application/x-dtbncx+xml"),
        "",
    )
    return Package(
        meta=_meta(archive, root, items, places),
        spine=tuple(spine),
        media={places[i]: e.get("media-type", "") for i, e in items.items() if places[i]},
        nav=nav,
        ncx=ncx,
        landmarks=_guide(root, name),
    )


def _guide(root: Element, name: str) -> dict[str, list[str]]:
    """Read EPUB 2's guide; "text" and "start" say nothing of matter."""
    found: dict[str, list[str]] = {}
    for reference in root.iter("{*}reference"):
        found.setdefault(resolve(name, reference.get("href", "")), []).append(
            reference.get("type", "")
        )
    return found


def _meta(
    archive: Archive, root: Element, items: dict[str, Element], places: dict[str, str]
) -> Meta:
    refined = _refinements(root)
    return Meta(
        title=_title(root, refined),
        author=", ".join(_creators(root, refined)),
        language=_plain(root, "language"),
        description=_description(_plain(root, "description")),
        series=_series(root, refined),
        publisher=_plain(root, "publisher"),
        date=_plain(root, "date"),
        cover=_cover(archive, root, items, places),
    )


def _plain(root: Element, name: str) -> str:
    """Give the first Dublin Core value of a name."""
    for element in root.iter("{http://purl.org/dc/elements/1.1/}" + name):
        if text_of(element):
            return text_of(element)
    return ""


def _refinements(root: Element) -> dict[tuple[str, str], str]:
    """Read EPUB 3's meta elements that say more of another: (id, property) to value."""
    return {
        (element.get("refines", "").removeprefix("#"), element.get("property", "")): text_of(
            element
        )
        for element in root.iter("{*}meta")
        if element.get("refines")
    }


def _title(root: Element, refined: dict[tuple[str, str], str]) -> str:
    titles = list(root.iter("{http://purl.org/dc/elements/1.1/}title"))
    mains = [e for e in titles if refined.get((e.get("id", ""), "title-type")) == "main"]
    return next((text_of(e) for e in [*mains, *titles] if text_of(e)), "")


def _creators(root: Element, refined: dict[tuple[str, str], str]) -> list[str]:
    authors: list[str] = []
    for element in root.iter("{http://purl.org/dc/elements/1.1/}creator"):
        role = refined.get((element.get("id", ""), "role"))
        role = role or element.get("{http://www.idpf.org/2007/opf}role") or "aut"
        if role == "aut" and text_of(element) and text_of(element) not in authors:
            authors.append(text_of(element))
    return authors


def _description(text: str) -> str:
    return " ".join(re.sub(r"<[^>]{0,300}>", " ", html.unescape(text)).split())


def _series(root: Element, refined: dict[tuple[str, str], str]) -> str:
    named = {e.get("name", ""): e.get("content", "") for e in root.iter("{*}meta") if e.get("name")}
    series, number = named.get("calibre:series", ""), named.get("calibre:series_index", "")
    for element in root.iter("{*}meta"):
        id_ = element.get("id", "")
        is_series = refined.get((id_, "collection-type"), "series") == "series"
        if element.get("property") == "belongs-to-collection" and is_series and not series:
            series, number = text_of(element), refined.get((id_, "group-position"), "")
    number = re.sub(r"\.0+$", "", number)
    return f"{series} #{number}" if series and number else series


def _cover(
    archive: Archive, root: Element, items: dict[str, Element], places: dict[str, str]
) -> bytes:
    named = [e.get("content", "") for e in root.iter("{*}meta") if e.get("name") == "cover"]
    wanted = [i for i, e in items.items() if "cover-image" in e.get("properties", "").split()]
    wanted += [i for i in named if i in items]
    wanted += [i for i, e in items.items() if re.search("cover", i, re.IGNORECASE)]
    for id_ in wanted:
        if not items[id_].get("media-type", "").startswith("image/"):
            continue
        name = archive.find(places[id_])
        data = archive.read(name) if name else b""
        if data.startswith((_JPEG, _PNG)):
            return data
    return b""
