"""Encoded streams on disk: whole, or not there.

A stream goes in with its digest before it, written under a name of its own and
then renamed; out comes the same stream, or, where the disk has damaged it, one
that was encoded again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from audiobook.errors import SoundError

DIGEST = hashlib.sha256().digest_size
SPARE = 2  # bytes at the end that say how long the spare packet before them is


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A segment as it is kept."""

    start: int  # samples
    end: int
    path: Path  # a digest, then the stream
    remake: Callable[[], None]
    spare: bool | None = None  # whether its spare last packet is heard; None: it has none
    after: bytes = b""  # packets of silence that lead to the next segment

    def stream(self) -> bytes:
        """Read the packets that are heard; where they were damaged, encode them again first."""
        found = _checked(self.path)
        if found is None:
            self.remake()
            found = _checked(self.path)
        if found is None:
            raise SoundError(
                f"{self.path}: the encoded sound does not stay as it was written",
                "check the disk that holds the cache, or name another with --cache",
            )
        if self.spare is None:
            return found
        length = 0 if self.spare else int.from_bytes(found[-SPARE:], "big")
        return found[: len(found) - SPARE - length] + self.after


def streams(segments: Iterable[Encoded]) -> Iterator[bytes]:
    """Read streams in order, each while the one before it is in use."""
    with ThreadPoolExecutor(1) as reader:
        waiting = None
        for segment in segments:
            following = reader.submit(segment.stream)
            if waiting:
                yield waiting.result()
            waiting = following
        if waiting:
            yield waiting.result()


@contextlib.contextmanager
def keeping(path: Path) -> Iterator[Path]:
    """Lend a temporary name beside `path` and rename it when the block ends well."""
    # Two threads, or two builds, may make the same stream at the same time.
    part = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        part.replace(path)
    except OSError as err:
        raise SoundError(
            f"{path}: cannot keep encoded sound: {err.strerror}",
            "free some space, or name another folder with --cache",
        ) from err
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def seal(path: Path, parts: Iterable[bytes]) -> None:
    """Write a stream, given in parts, behind its digest."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        file.write(bytes(DIGEST))
        for part in parts:
            digest.update(part)
            file.write(part)
        file.seek(0)
        file.write(digest.digest())


def _checked(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            digest, stream = file.read(DIGEST), file.read()
    except OSError:
        return None
    return stream if hashlib.sha256(stream).digest() == digest else None
