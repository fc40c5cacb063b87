"""Write files that are either whole or not there.

A path and its content come in; the file is written under a temporary name in
its own folder and renamed once it is whole, so that a good file is never lost
to a failed one.  Of a name that stands for no file, the file that was meant goes out.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from audiobook.errors import AudiobookError


def write_whole(path: Path, content: str | bytes) -> Path:
    """Write a file that is either whole or not there."""
    data = content.encode(errors="surrogatepass") if isinstance(content, str) else content
    with replacing(path) as part:
        part.write_bytes(data)
    return path


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a temporary name beside `path` and rename it when the block ends well.

    Raises AudiobookError where `path` is a folder, or the folder or the disk refuses;
    the file that stood there before is then untouched.
    """
    if not path.name or path.is_dir():
        raise AudiobookError(f"{path}: expected a file, found a folder", "name a file in it")
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


def near(path: Path) -> str:
    """Say where a file that is not there may be: the name beside it that is most like its own."""
    import difflib

    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.is_file()]
    except OSError:
        return f"There is no folder {path.parent} either."
    stem = path.stem.casefold()
    alike = [  # by more than what they end in
        name
        for name in names
        if difflib.SequenceMatcher(None, stem, Path(name).stem.casefold()).ratio() >= 0.6
    ]
    close = difflib.get_close_matches(path.name, alike, 1, 0)
    return f"Did you mean {path.with_name(close[0])}?" if close else "Check the spelling."
