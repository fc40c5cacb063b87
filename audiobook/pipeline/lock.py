"""One build at a time in an output folder.

The lock belongs to the open file, so the system lets go of it when a build is
killed; the process id inside is only for the message.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from audiobook.errors import AudiobookError

LOCK_NAME = ".lock"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; raise AudiobookError at once when another build holds it."""
    path = folder / LOCK_NAME
    try:
        handle = path.open("a+")
    except OSError as err:
        raise AudiobookError(
            f"{folder}: cannot write here: {err.strerror}", "name another folder with --output"
        ) from err
    with handle:
        if not _take(handle):
            handle.seek(0)
            owner = handle.read().strip() or "unknown"
            raise AudiobookError(
                f"{folder}: another build is at work here (process {owner})",
                "wait for it to end, or build into another folder with --output",
            )
        handle.seek(0)
        handle.truncate()
        handle.write(f"{os.getpid()}\n")
        handle.flush()
        try:
            yield
        finally:
            # Another build may already wait with this file open, so it is emptied, not removed.
            with contextlib.suppress(OSError):
                handle.truncate(0)


def _take(handle: IO[str]) -> bool:
    try:
        import fcntl
    except ImportError:
        return _take_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _take_on_windows(handle: IO[str]) -> bool:
    import msvcrt

    # A byte far past the text, so that others can still read the process id.
    handle.seek(1 << 20)
    try:
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
