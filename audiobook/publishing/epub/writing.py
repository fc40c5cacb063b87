"""Gather the pages, overlays and sound of a book and zip them.

An edition comes in, `NAME.epub` goes out.  The zip has fixed times and order, so
the same book gives the same bytes; sound is streamed in, a chapter at a time.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from audiobook.files import replacing
from audiobook.model import Book, Chapter, Cue
from audiobook.publishing.edition import Edition
from audiobook.publishing.epub.overlays import Overlay, lay_over
from audiobook.publishing.epub.package import Item, overlay_id, package
from audiobook.publishing.epub.pages import chapter_page, contents_page, cover_page, title_page
from audiobook.publishing.markup import image_type
from audiobook.publishing.order import chapter_cues, heading
from audiobook.publishing.streams import Stretch, by_chapter, write_m4a

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">\n'
    '<rootfiles><rootfile full-path="EPUB/content.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles>\n</container>\n'
)


def write_epub(edition: Edition) -> tuple[Path, ...]:
    """Write an EPUB 3.3 with media overlays."""
    stretches = {stretch.id: stretch for stretch in by_chapter(edition)}
    spoken = chapter_cues(edition.book, edition.timeline)
    overlays = tuple(_overlays(edition, stretches, spoken))
    path = edition.path(".epub")
    with replacing(path) as part, zipfile.ZipFile(part, "w") as book:
        _add(book, "mimetype", b"application/epub+zip", stored=True)
        _add(book, "META-INF/container.xml", CONTAINER)
        for item, content in _texts(edition, overlays, tuple(stretches)):
            _add(book, f"EPUB/{item.href}", content)
        for stretch in stretches.values():
            _add_sound(book, f"EPUB/audio/{stretch.id}.m4a", stretch)
    return (path,)


def _overlays(
    edition: Edition,
    stretches: dict[str, Stretch],
    spoken: tuple[tuple[Chapter, tuple[Cue, ...]], ...],
) -> Iterator[Overlay]:
    """The title page's overlay, then one for each chapter; both may share a file."""
    rate = edition.timeline.rate
    title = edition.book.title
    for chapter, cues in spoken:
        stretch = stretches[chapter.id]
        start, sound = stretch.start, f"audio/{chapter.id}.m4a"
        if title and cues[0].id == title.id:
            until = cues[1].start if cues[1:] else stretch.end
            yield lay_over(
                "title.xhtml", sound, cues[:1], start=start, until=until, origin=start, rate=rate
            )
            start, cues = until, cues[1:]
        if cues:
            yield lay_over(
                f"{chapter.id}.xhtml", sound, cues,
                start=start, until=stretch.end, origin=stretch.start, rate=rate,
            )  # fmt: skip


def _texts(
    edition: Edition, overlays: tuple[Overlay, ...], sounds: tuple[str, ...]
) -> Iterator[tuple[Item, str | bytes]]:
    """Every file but the sound, the package document last, for it lists the others."""
    by_page = {made.page: overlay_id(made) for made in overlays}
    files = [*_cover(edition), *_pages(edition.book, by_page), *_overlay_files(overlays)]
    files.append((Item(id="style", href="style.css", media_type="text/css"), _style()))
    yield from files
    items = [item for item, _ in files]
    for id in sounds:
        items.append(Item(id=f"{id}-sound", href=f"audio/{id}.m4a", media_type="audio/mp4"))
    opf = Item(id="opf", href="content.opf", media_type="application/oebps-package+xml")
    yield opf, package(edition.book.meta, items, overlays)


def _cover(edition: Edition) -> Iterator[tuple[Item, str | bytes]]:
    kind = image_type(edition.cover)
    if kind:
        image = "cover.png" if kind == "image/png" else "cover.jpg"
        item = Item(id="cover-image", href=image, media_type=kind, properties="cover-image")
        yield item, edition.cover
        yield _page("cover"), cover_page(edition.book, image)


def _pages(book: Book, by_page: dict[str, str]) -> Iterator[tuple[Item, str]]:
    """The title, the contents, and the chapters that are heard with the matter around them."""
    chapters = [c for c in book.chapters if c.kind != "chapter" or f"{c.id}.xhtml" in by_page]
    files = [(heading(book, chapter), f"{chapter.id}.xhtml") for chapter in chapters]
    first = next((f"{c.id}.xhtml" for c in chapters if c.kind == "chapter"), "title.xhtml")
    contents = contents_page(book, files or [(book.meta.title, "title.xhtml")], first)
    yield _page("title", overlay=by_page.get("title.xhtml", "")), title_page(book)
    yield _page("nav", properties="nav"), contents
    for chapter in chapters:
        item = _page(chapter.id, overlay=by_page.get(f"{chapter.id}.xhtml", ""))
        yield item, chapter_page(book, chapter)


def _page(id: str, *, properties: str = "", overlay: str = "") -> Item:
    return Item(
        id=id, href=f"{id}.xhtml", media_type="application/xhtml+xml",
        properties=properties, overlay=overlay, in_spine=True,
    )  # fmt: skip


def _overlay_files(overlays: tuple[Overlay, ...]) -> Iterator[tuple[Item, str]]:
    for made in overlays:
        href = made.page.replace(".xhtml", ".smil")
        yield Item(id=overlay_id(made), href=href, media_type="application/smil+xml"), made.smil


def _style() -> str:
    return resources.files("audiobook.publishing.epub").joinpath("style.css").read_text("utf-8")


def _info(name: str, stored: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, EPOCH)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system = 3  # else the zip tells on which system it was made
    info.external_attr = 0o644 << 16
    return info


def _add(book: zipfile.ZipFile, name: str, content: str | bytes, *, stored: bool = False) -> None:
    book.writestr(_info(name, stored), content)


def _add_sound(book: zipfile.ZipFile, name: str, stretch: Stretch) -> None:
    """Sound does not deflate; it is stored, so that a reader can seek in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chapter.m4a"
        write_m4a(stretch.segments, path)
        info = _info(name, stored=True)
        info.file_size = path.stat().st_size
        with path.open("rb") as source, book.open(info, "w") as target:
            while chunk := source.read(1 << 20):
                target.write(chunk)
