"""A path to a manuscript: the format found, the file opened, its reader called.

The bytes tell the format where they can, the suffix where they cannot.  A new format is
a new file and one line in `_READERS`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from audiobook.errors import StoryError
from audiobook.files import near
from audiobook.model import Dropped, Manuscript
from audiobook.reading.chat import without_chat
from audiobook.reading.decoding import decode
from audiobook.reading.dressed import is_markdown
from audiobook.reading.languages import tag
from audiobook.reading.markdown import read_markdown
from audiobook.reading.plain import read_plain

LARGEST = 512 * 1024 * 1024  # bytes of a story; a book with its pictures stays far below

# Module and function of each format that is read from its bytes; text is decoded first.
_READERS = {
    "html": "html:read_html",
    "epub": "epub:read_epub",
    "docx": "docx:read_docx",
    "odt": "odt:read_odt",
    "fb2": "fb2:read_fb2",
    "rtf": "rtf:read_rtf",
    "pdf": "pdf:read_pdf",
    "mhtml": "savedpage:read_mhtml",
    "webarchive": "savedpage:read_webarchive",
}
_SUFFIXES = {
    ".txt": "txt", ".text": "txt", "": "txt", ".md": "md", ".markdown": "md", ".mkd": "md",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".epub": "epub", ".docx": "docx",
    ".odt": "odt", ".fott": "odt", ".fb2": "fb2", ".fbz": "fb2", ".rtf": "rtf", ".pdf": "pdf",
    ".mhtml": "mhtml", ".mht": "mhtml", ".webarchive": "webarchive",
}  # fmt: skip
_GIVE = "Give a story as text, EPUB, DOCX, ODT, HTML, FB2, RTF or PDF."
_PIECES = (b"<p>", b"<p ", b"<h1", b"<h2", b"<div", b"<body", b"<article")  # of a page of HTML
_CONVERT = 'Convert it to EPUB first, with Calibre: ebook-convert "{name}" "{stem}.epub"'
_MARKED_UP = {
    ".tex": "a TeX file", ".rst": "a reStructuredText file", ".org": "an Org file",
    ".adoc": "an AsciiDoc file", ".textile": "a Textile file",
}  # fmt: skip
_PANDOC = 'Convert it to Markdown first, with Pandoc: pandoc "{name}" -s -t markdown -o "{stem}.md"'
_NO_STORY = {
    ".srt": "a file of subtitles", ".vtt": "a file of subtitles", ".csv": "a table",
    ".json": "a file of data", ".xml": "a file of data", ".toml": "a file of settings",
}  # fmt: skip
_FOREIGN = {
    ".mobi": "a Kindle book (MOBI)", ".azw": "a Kindle book (AZW)", ".kfx": "a Kindle book (KFX)",
    ".azw3": "a Kindle book (AZW3)", ".prc": "a Mobipocket book", ".lit": "a Reader book",
    ".pdb": "a Palm book", ".lrf": "a Sony book", ".djvu": "a DjVu scan",
    ".doc": "an old Word file", ".pages": "a Pages file", ".wpd": "a WordPerfect file",
    ".cbz": "a comic", ".cbr": "a comic",
}  # fmt: skip
_BINARY = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"RIFF", "a sound or video file"), (b"ID3", "a sound file"), (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"), (b"\x7fELF", "a program"), (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a gzip archive"), (b"7z\xbc\xaf", "a 7-Zip archive"), (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"), (b"SQLite format 3", "a database"),
    (b"AT&TFORM", "a DjVu scan"), (b"ITOLITLS", "a Microsoft Reader book"),
)  # fmt: skip


def read(path: Path, *, notes: bool = False) -> Manuscript:
    """Read a story from a file of any known format.

    Footnotes are left out unless `notes`.  Raises StoryError, with a hint, on a file that is
    missing, empty, damaged, encrypted, hostile or of no known format.
    """
    path = Path(path)
    data = _bytes_of(path)
    kind = _format_of(path, data)
    manuscript = _read_as(kind, path, data, notes=notes)
    if not any(block.kind != "rule" and block.text for block in manuscript.blocks):
        raise StoryError("there is no text in it", "Is it a book of pictures?", path=path)
    return _known(manuscript, _title_from(path))


def read_text(text: str, *, title: str = "", name: str = "") -> Manuscript:
    """Read a text that is already in memory; `name` is its title if it has none of its own.

    >>> read_text("A Title\\nIt began at night, as such things do.").meta.title
    'A Title'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    text, chat = without_chat(text)
    is_plain = bool(title) or not is_markdown(text)
    manuscript = read_plain(text, title=title) if is_plain else read_markdown(text)
    return _known(_also_without(chat, manuscript), name)


def _also_without(chat: tuple[Dropped, ...], manuscript: Manuscript) -> Manuscript:
    dropped = sorted((*chat, *manuscript.dropped), key=lambda found: found.line)
    return replace(manuscript, dropped=tuple(dropped)) if chat else manuscript


def _known(manuscript: Manuscript, name: str) -> Manuscript:
    meta = manuscript.meta
    title, language = meta.title or name, tag(meta.language)
    blocks = tuple(
        replace(block, language=tag(block.language)) if block.language else block
        for block in manuscript.blocks
    )
    return replace(manuscript, blocks=blocks, meta=replace(meta, title=title, language=language))


def read_many(paths: Sequence[Path], *, notes: bool = False) -> Manuscript:
    """Read several files as one book, in natural order: chapter 2 before chapter 10."""
    from audiobook.reading.binding import bind

    if not paths:
        raise StoryError("no files were given", "Name at least one story.")
    ordered = sorted((Path(path) for path in paths), key=natural_key)
    return bind([(path, read(path, notes=notes)) for path in ordered])


def natural_key(path: Path) -> tuple[tuple[int, int, str], ...]:
    """Order names as people do.

    >>> sorted(["c10.txt", "c9.txt"], key=lambda name: natural_key(Path(name)))
    ['c9.txt', 'c10.txt']
    """
    pieces = re.split(r"(\d+)", str(path).casefold())
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces if p)


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        hint = "Name a file, or several with --one-book."
        raise StoryError("this is a folder, not a story", hint, path=path)
    try:
        if path.exists() and not path.is_file():
            raise StoryError("this is no ordinary file", "Name a story file.", path=path)
        size = path.stat().st_size
        if size > LARGEST:
            message = f"it is too large for a story: {size / 1e6:.0f} MB"
            raise StoryError(message, f"Up to {LARGEST // 2**20} MB are read.", path=path)
        data = path.read_bytes()
    except FileNotFoundError as err:
        raise StoryError("there is no such file", near(path), path=path) from err
    except PermissionError as err:
        hint = "Change its permissions, or copy it to a folder of yours."
        raise StoryError("it may not be read by this user", hint, path=path) from err
    except OSError as err:
        raise StoryError(f"it cannot be read: {err.strerror or err}", path=path) from err
    if not data.strip():
        raise StoryError("the file is empty", "It needs at least one line of text.", path=path)
    return data


def _format_of(path: Path, data: bytes) -> str:
    """Find the format by the first bytes, then by the suffix."""
    suffix = path.suffix.lower()
    if data[60:68] in (b"BOOKMOBI", b"TEXtREAd") or suffix in _FOREIGN:
        what = _FOREIGN.get(suffix, "a Kindle book")
        hint = _CONVERT.format(name=path.name, stem=path.stem)
        raise StoryError(f"{what} cannot be read", hint, path=path)
    if suffix in _MARKED_UP:
        hint = _PANDOC.format(name=path.name, stem=path.stem)
        raise StoryError(f"{_MARKED_UP[suffix]} cannot be read", hint, path=path)
    if data.startswith(b"PK"):
        from audiobook.reading.archive import format_of_zip

        return format_of_zip(data, path)
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise StoryError(f"this is {what}, not a story", _GIVE, path=path)
    kind = _look_inside(_SUFFIXES.get(suffix, "txt"), data)
    if suffix in _NO_STORY and kind == "txt":
        raise StoryError(f"this is {_NO_STORY[suffix]}, not a story", _GIVE, path=path)
    if kind in ("epub", "docx", "odt", "pdf", "rtf"):
        name = kind.upper()
        hint = "It may be damaged, or have the wrong suffix; download or export it again."
        raise StoryError(f"this is no {name} file, whatever its name says", hint, path=path)
    return kind


def _look_inside(kind: str, data: bytes) -> str:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<fictionbook" in head:
        return "fb2"
    if b"\nmime-version:" in head and b"multipart/related" in head:
        return "mhtml"
    if kind == "txt" and (
        head.startswith((b"<!doctype html", b"<html", *_PIECES))
        or (b"<html" in head[:500] and head.startswith(b"<?xml"))
    ):
        return "html"
    return kind


def _read_as(kind: str, path: Path, data: bytes, *, notes: bool) -> Manuscript:
    if kind in ("txt", "md"):
        text, chat = without_chat(decode(data, path))
        if kind == "txt" and not is_markdown(text):
            return _also_without(chat, read_plain(text, notes=notes))
        return _also_without(chat, _with_cover(read_markdown(text, notes=notes), text, path))
    if kind == "html":
        decode(data, path)  # refuses what is no text, whatever a parser would make of it
    module, _, function = _READERS[kind].partition(":")
    reader = getattr(importlib.import_module(f"audiobook.reading.{module}"), function)
    return cast("Callable[..., Manuscript]", reader)(data, path, notes=notes)


def _with_cover(manuscript: Manuscript, text: str, path: Path) -> Manuscript:
    """Take the picture that the front matter names, from the manuscript's own folder."""
    found = re.search(r"^cover\s*[:=]\s*[\"']?([^\"'\n/\\]+?)[\"']?\s*$", text[:5000], re.MULTILINE)
    if not text.startswith(("---", "+++")) or found is None:
        return manuscript
    cover = path.with_name(found[1])
    try:
        data = cover.read_bytes()
    except OSError as err:
        raise StoryError(
            f"its cover {cover.name} cannot be read", "Correct the line of its cover.", path=path
        ) from err
    return replace(manuscript, meta=replace(manuscript.meta, cover=data))


def _title_from(path: Path) -> str:
    return re.sub(r"[\s_-]+", " ", path.stem).strip() or path.stem
