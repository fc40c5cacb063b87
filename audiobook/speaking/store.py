"""The clip store: spoken sentences, kept by content.

A key goes in, a clip comes out, or nothing where it must be spoken.  A clip is
one file, written whole under a temporary name and then renamed, so there is no
lock: builds side by side, and a build killed at any moment, do no harm.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from audiobook.errors import AudiobookError, SoundError
from audiobook.model import Clip, Loudness, Mark, Pcm, Speech, Utterance
from audiobook.speaking import clipfile

SUFFIX = ".wav"
PART = ".part"


def clip_key(utterance: Utterance, fingerprint: str, rate: int) -> str:
    """Name the sound of an utterance: the same sound has the same name, on every machine.

    `fingerprint` is the engine's word on everything else that changes the sound;
    `rate` is the book's, in samples a second.

    >>> from audiobook.model import Voice
    >>> voice = Voice(engine="tone", name="middle")
    >>> hello = Utterance(id="t1", written="Hello!", spoken="Hello!", voice=voice)
    >>> clip_key(hello, "tone 1", 22_050)[:16]
    'ef67b0c3641388e3'
    """
    voice, prosody = utterance.voice, utterance.prosody
    content = {
        "format": clipfile.FORMAT,
        "spoken": utterance.spoken,
        "voice": (voice.engine, voice.name, voice.language),
        # + 0.0 makes -0.0 and whole numbers the same as their floats.
        "prosody": (prosody.rate + 0.0, prosody.pitch + 0.0, prosody.volume + 0.0),
        "fingerprint": fingerprint,
        "rate": rate,
    }
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class ClipStore:
    """A folder of clips; it holds no open file and may be handed to another process."""

    folder: Path

    def get(self, key: str) -> Clip | None:
        """Find a clip by its key; None where it is missing or its file is not whole.

        The header is read and the file's length checked, the samples are not.
        """
        path = self._path(key)
        header = _read(path)
        if header is None or header.clip.key != key:
            return None
        with contextlib.suppress(OSError):  # another user's store may be read but not marked
            os.utime(path)  # when it was last used, for `prune`
        return header.clip

    def put(self, key: str, speech: Speech, loudness: Loudness) -> Clip:
        """Keep a sound under a key.

        Raises AudiobookError where the folder cannot be written or the disk is full.
        """
        self._write(self._path(key), clipfile.pack(key, speech, loudness))
        return Clip(key=key, frames=speech.pcm.frames, loudness=loudness, marked=bool(speech.marks))

    def pcm(self, key: str) -> Pcm:
        """Read the sound of a clip and prove it against its digest.

        Raises SoundError where it is missing or damaged; a damaged clip is
        discarded, so that the next build makes it again.
        """
        path = Path(self._path(key))
        try:
            content = path.read_bytes()
        except OSError as err:
            raise SoundError(f"{path}: the clip is gone ({err.strerror})", _AGAIN) from err
        header = clipfile.unpack(content, len(content))
        pcm = clipfile.sound(header, content[header.start :]) if header else None
        if header is None or pcm is None or header.clip.key != key:
            self.discard(key)
            raise SoundError(f"{path}: the clip was damaged on the disk", _AGAIN)
        return pcm

    def marks(self, key: str) -> tuple[Mark, ...]:
        """Give the words' places in a clip; none where the engine or the store has none."""
        header = _read(self._path(key))
        return header.marks if header and header.clip.key == key else ()

    def discard(self, key: str) -> None:
        """Forget a clip, there or not."""
        with contextlib.suppress(OSError):
            Path(self._path(key)).unlink()

    def size(self) -> tuple[int, int]:
        """Count the clips and their bytes."""
        sizes = [size for path, size, _ in self._files() if path.endswith(SUFFIX)]
        return len(sizes), sum(sizes)

    def prune(self, older_than_s: float, now: float) -> tuple[int, int]:
        """Delete clips not used for so long, those of old formats, and what kills left behind.

        `now` is in seconds since 1970.  Returns how many files went, and their bytes.
        """
        gone = [
            (path, size)
            for path, size, used in self._files()
            if now - used > older_than_s or (path.endswith(SUFFIX) and _read(path) is None)
        ]
        return self._deleted(gone)

    def clear(self) -> tuple[int, int]:
        """Delete all clips, and nothing else; returns how many files went, and their bytes."""
        gone = self._deleted([(path, size) for path, size, _ in self._files()])
        for shard in self._shards():
            with contextlib.suppress(OSError):  # not empty: another build is putting clips there
                Path(shard).rmdir()
        return gone

    def check_writable(self) -> None:
        """Write and remove a trial file; AudiobookError where that fails."""
        probe = f"{self.folder}/trial-{os.getpid()}-{os.urandom(6).hex()}"
        self._write(probe, b"trial")
        with self._complaining():
            Path(probe).unlink()

    def _path(self, key: str) -> str:
        # A plain text: thousands of Path objects would cost more than reading the files.
        return f"{self.folder}/{key[:1]}/{key}{SUFFIX}"

    def _write(self, path: str, content: bytes) -> None:
        # No fsync: after a power cut header or digest tells, and the sentence is spoken again.
        folder, _, name = path.rpartition("/")
        part = f"{folder}/{name[:16]}-{os.getpid()}-{os.urandom(6).hex()}{PART}"
        with self._complaining():
            try:
                with _create(part) as file:
                    file.write(content)
                os.replace(part, path)  # noqa: PTH105 - plain texts, as `_path`
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(part).unlink()
                raise

    @contextlib.contextmanager
    def _complaining(self) -> Iterator[None]:
        try:
            yield
        except OSError as err:
            raise AudiobookError(
                f"the clip store {self.folder} cannot be used: {err.strerror or err}", _ELSEWHERE
            ) from err

    def _deleted(self, files: list[tuple[str, int]]) -> tuple[int, int]:
        for path, _ in files:
            with self._complaining(), contextlib.suppress(FileNotFoundError):
                Path(path).unlink()
        return len(files), sum(size for _, size in files)

    def _shards(self) -> list[str]:
        if not self.folder.exists():
            return []
        with self._complaining(), os.scandir(self.folder) as entries:
            return sorted(e.path for e in entries if _is_shard(e.name) and e.is_dir())

    def _files(self) -> Iterator[tuple[str, int, float]]:
        """Path, bytes and time of last use of every clip and leftover."""
        for shard in self._shards():
            with self._complaining(), os.scandir(shard) as entries:
                for entry in entries:
                    if entry.name.endswith((SUFFIX, PART)):
                        with contextlib.suppress(FileNotFoundError):
                            stat = entry.stat()
                            yield entry.path, stat.st_size, stat.st_mtime


_AGAIN = "build again: only this sentence is spoken anew"
_ELSEWHERE = "make room there, or choose another folder with --cache DIR or AUDIOBOOK_CACHE"


def _read(path: str) -> clipfile.Header | None:
    """Read a clip's header with as few calls as can be: a book has thousands."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        head = os.read(descriptor, clipfile.FIRST_READ)
        length = clipfile.header_length(head)
        size = os.fstat(descriptor).st_size
        if length > size:
            return None
        if length > len(head):
            head += os.read(descriptor, length - len(head))
        header = clipfile.unpack(head, size)
    except OSError:
        return None
    finally:
        os.close(descriptor)
    return header


def _is_shard(name: str) -> bool:
    return len(name) == 1 and name in "0123456789abcdef"


def _create(path: str) -> BinaryIO:
    try:
        return Path(path).open("xb")
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return Path(path).open("xb")
