"""What every writer is given: the book, its times and its sound.

An `Edition` says what is published and where; nothing is written here but by
way of `audiobook.files`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from audiobook.files import write_whole
from audiobook.mixing import Recording
from audiobook.model import Book, Cue, Timeline, Word


def no_words(_: Cue) -> tuple[Word, ...]:
    """Know of no word times."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One book, ready to be published in any format."""

    book: Book
    timeline: Timeline  # the recording's own
    folder: Path  # made already
    name: str  # the stem of the files
    sound: Recording
    words: Callable[[Cue], tuple[Word, ...]] = no_words
    cover: bytes = b""  # a JPEG or PNG file; b"" where none could be had

    def path(self, suffix: str) -> Path:
        """Name the file of the book with this suffix (".m4b")."""
        return self.folder / f"{self.name}{suffix}"

    def write(self, suffix: str, content: str | bytes) -> Path:
        """Write a whole file of the book's name; text as UTF-8 with the newlines it has."""
        return write_whole(self.path(suffix), content)
