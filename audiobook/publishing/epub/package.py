"""The package document of an EPUB: what the book is, and what it is made of.

Metadata, pages and overlays come in, `content.opf` goes out, with the durations,
the narrator and the accessibility metadata that EPUB 3.3 asks for.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audiobook.clock import stamp
from audiobook.model import Meta
from audiobook.publishing.epub.overlays import Overlay
from audiobook.publishing.markup import direction, escaped

ACTIVE_CLASS = "-epub-media-overlay-active"
# A date that changes with each build would make two builds differ; one that is
# always the same tells a reader nothing wrong, for the identifier stays too.
MODIFIED = "2000-01-01T00:00:00Z"
_OURS = uuid.UUID("6f0f2f0e-2a52-5f7c-9d0c-0a3b8f3f7f11")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_SERIES = re.compile(r"(.+?)\s*#\s*([\d.]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A file of the book."""

    id: str
    href: str
    media_type: str
    properties: str = ""
    overlay: str = ""  # the id of its overlay's item
    in_spine: bool = False


def package(meta: Meta, items: Sequence[Item], overlays: Sequence[Overlay]) -> str:
    """Write the package document."""
    rtl = direction(meta.language) == "rtl"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book-id" '
        f'xml:lang="{escaped(meta.language)}"{" dir=" + chr(34) + "rtl" + chr(34) if rtl else ""}>',
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
        *_about(meta),
        *_accessibility(),
        *_durations(overlays),
        *(['<meta name="cover" content="cover-image"/>'] if _has(items, "cover-image") else []),
        "</metadata>",
        "<manifest>",
        *(_manifest(item) for item in items),
        "</manifest>",
        f"<spine{' page-progression-direction=' + chr(34) + 'rtl' + chr(34) if rtl else ''}>",
        *(f'<itemref idref="{item.id}"/>' for item in items if item.in_spine),
        "</spine>",
        "</package>",
    ]
    return "\n".join(lines) + "\n"


def identifier(meta: Meta) -> str:
    """Name the book by what does not change from build to build."""
    known = "\n".join((meta.title, meta.author, meta.language))
    return f"urn:uuid:{uuid.uuid5(_OURS, known)}"


def overlay_id(overlay: Overlay) -> str:
    """The manifest id of an overlay."""
    return overlay.page.removesuffix(".xhtml") + "-overlay"


def _about(meta: Meta) -> Iterator[str]:
    yield f'<dc:identifier id="book-id">{identifier(meta)}</dc:identifier>'
    yield f"<dc:title>{escaped(meta.title)}</dc:title>"
    yield f"<dc:language>{escaped(meta.language)}</dc:language>"
    if meta.author:
        yield f'<dc:creator id="author">{escaped(meta.author)}</dc:creator>'
        yield '<meta refines="#author" property="role" scheme="marc:relators">aut</meta>'
    if meta.narrator:
        narrator = escaped(meta.narrator)
        yield f'<dc:contributor id="narrator">{narrator}</dc:contributor>'
        yield '<meta refines="#narrator" property="role" scheme="marc:relators">nrt</meta>'
        yield f'<meta property="media:narrator">{narrator}</meta>'
    if meta.description:
        yield f"<dc:description>{escaped(meta.description)}</dc:description>"
    if meta.publisher:
        yield f"<dc:publisher>{escaped(meta.publisher)}</dc:publisher>"
    if _DATE.fullmatch(meta.date):
        yield f"<dc:date>{meta.date}</dc:date>"
    if meta.series:
        yield from _series(meta.series)
    yield f'<meta property="dcterms:modified">{MODIFIED}</meta>'


def _series(series: str) -> Iterator[str]:
    found = _SERIES.fullmatch(series)
    name, place = (found[1], found[2]) if found else (series, "")
    yield f'<meta property="belongs-to-collection" id="series">{escaped(name)}</meta>'
    yield '<meta refines="#series" property="collection-type">series</meta>'
    if place:
        yield f'<meta refines="#series" property="group-position">{place}</meta>'


def _accessibility() -> Iterator[str]:
    for name, values in (
        ("accessMode", ("textual", "auditory")),
        ("accessModeSufficient", ("textual", "auditory", "textual,auditory")),
        (
            "accessibilityFeature",
            (
                "synchronizedAudioText",
                "structuralNavigation",
                "tableOfContents",
                "readingOrder",
                "displayTransformability",
                "alternativeText",
            ),
        ),
        ("accessibilityHazard", ("none",)),
        (
            "accessibilitySummary",
            ("The whole text can be read, heard, or both at once, sentence by sentence.",),
        ),
    ):
        for value in values:
            yield f'<meta property="schema:{name}">{value}</meta>'


def _durations(overlays: Sequence[Overlay]) -> Iterator[str]:
    if not overlays:
        return
    yield f'<meta property="media:active-class">{ACTIVE_CLASS}</meta>'
    yield f'<meta property="media:duration">{stamp(sum(o.ms for o in overlays))}</meta>'
    for overlay in overlays:
        yield (
            f'<meta refines="#{overlay_id(overlay)}" property="media:duration">'
            f"{stamp(overlay.ms)}</meta>"
        )


def _has(items: Sequence[Item], id: str) -> bool:
    return any(item.id == id for item in items)


def _manifest(item: Item) -> str:
    more = f' properties="{item.properties}"' if item.properties else ""
    more += f' media-overlay="{item.overlay}"' if item.overlay else ""
    return f'<item id="{item.id}" href="{item.href}" media-type="{item.media_type}"{more}/>'
