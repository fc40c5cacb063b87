"""The pronunciation lexicons that come with a story: a `.pls` beside it, or inside its EPUB.

A story's path comes in, the bytes of W3C lexicons go out, the one beside the
story last, since of two entries for a word the later wins.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from audiobook.errors import StoryError
from audiobook.reading.archive import open_archive

SUFFIX = ".pls"


def lexicons(story: Path) -> tuple[tuple[str, bytes], ...]:
    """Read the lexicons of a story, each with its place; none where it has none.

    Raises StoryError where a file is there but cannot be read.
    """
    beside = story.with_suffix(SUFFIX)
    try:
        inside = _inside(story) if story.suffix.lower() == ".epub" else ()
        own = ((str(beside), beside.read_bytes()),) if beside.is_file() else ()
        return (*inside, *own)
    except OSError as err:
        raise StoryError(
            f"cannot be read: {err.strerror}", "check its permissions", path=beside
        ) from err


def _inside(story: Path) -> tuple[tuple[str, bytes], ...]:
    if not zipfile.is_zipfile(story):
        return ()  # `read` says what is wrong with it
    archive = open_archive(story.read_bytes(), story)
    names = sorted(name for name in archive.names if name.lower().endswith(SUFFIX))
    return tuple((f"{story}/{name}", archive.read(name)) for name in names)
