"""The cleaned story, as lines or as the manuscript that a person edits.

A file, or the bytes of one, and settings come in; text and the account of its
repair go out.  Lines come back byte for byte where nothing was repaired.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from audiobook import cleaning, reading
from audiobook.errors import StoryError
from audiobook.files import write_whole
from audiobook.model import Repairs
from audiobook.pipeline.planning import plan, structured
from audiobook.settings import Settings

LINES = (".txt", ".text", ".md", ".markdown", "")


def cleaned_lines(source: Path | bytes, settings: Settings) -> tuple[str, Repairs]:
    """Clean a text file as it stands; a book in another format becomes its manuscript."""
    if isinstance(source, Path) and source.suffix.lower() not in LINES:
        return cleaned_manuscript([source], settings)
    data = _bytes(source) if isinstance(source, Path) else source
    text = reading.decode_exactly(data, source if isinstance(source, Path) else "standard input")
    cleaned = cleaning.clean(text, force=settings.clean.force, forbid=settings.clean.forbid)
    mark = "\ufeff" if data.startswith(codecs.BOM_UTF8) else ""  # Windows knows UTF-8 by it
    return mark + cleaned.text, cleaned.repairs


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as err:
        raise StoryError(
            f"cannot be read: {err.strerror}", "check the name and the permissions", path=path
        ) from err


def cleaned_manuscript(
    source: Sequence[Path] | bytes, settings: Settings, beside: Path | None = None
) -> tuple[str, Repairs]:
    """Write a book of one or more files, cleaned, as the Markdown that `build` reads back.

    The bytes of a text are a book without a name of its own: it is `beside`'s.  The source's
    cover is written beside the file that the manuscript is meant for.
    """
    if isinstance(source, bytes):
        text = reading.decode_exactly(source, "standard input")
        manuscript = reading.read_text(text, name=beside.stem if beside else "")
        book, repairs = structured(manuscript, settings)
        return reading.manuscript(book), repairs
    planned = plan(source, settings)
    image = planned.book.meta.cover
    if beside is None or not image:
        return reading.manuscript(planned.book), planned.repairs
    cover = beside.with_suffix(".png" if image.startswith(b"\x89PNG") else ".jpg")
    write_whole(cover, image)
    return reading.manuscript(planned.book, cover=cover.name), planned.repairs
