"""What every writer is given: the book, its times and its sound.

An `Edition` says what is published and where; its helpers write a file under a
temporary name in the same folder and rename it once it is whole, so that a
good file is never lost to a failed one.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobook.errors import AudiobookError
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


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file that is either whole or not there."""
    data = content.encode() if isinstance(content, str) else content
    with replacing(path) as part:
        part.write_bytes(data)
    return path


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a temporary name beside `path` and rename it when the block ends well.

    Raises AudiobookError where the folder or the disk refuses; the file that stood
    there before is then untouched.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        with part.open("rb+") as handle:
            os.fsync(handle.fileno())
        part.replace(path)
    except OSError as err:
        raise AudiobookError(f"{path}: cannot write: {err.strerror}", _remedy(err)) from err
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _remedy(err: OSError) -> str:
    if err.errno == errno.ENOSPC:
        return "the disk is full: free some space, then run the same command again"
    if err.errno in (errno.EACCES, errno.EBUSY, errno.EPERM):
        return "close the program that has the file open, or make the folder writable"
    return "name another folder with --output"
