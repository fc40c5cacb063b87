"""The book's sound, encoded on demand and kept by content.

A `Recording` says where the clips are and how loud the book shall be.
`encoded` gives its segments in a codec: those that are kept are taken, the rest
are encoded side by side, one ffmpeg each, fed from the clips; so an edit costs
its own segment and the book is never held in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from audiobook import programs
from audiobook.errors import SoundError
from audiobook.mixing.codecs import CODECS, Codec, encode_command, ffmpeg_version
from audiobook.mixing.joining import joined
from audiobook.mixing.segments import Segment, segments
from audiobook.model import Pcm, Piece, Timeline

FORMAT = 1  # of kept segments: part of every key
DIGEST = hashlib.sha256().digest_size
MAKING_S = 600  # ffmpeg may take this long, and as long again as the sound lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """All that is needed to make the book sound."""

    timeline: Timeline  # aligned
    read: Callable[[str], Pcm]  # a clip by its key
    folder: Path  # where encoded segments are kept
    gain_db: float = 0.0
    peak_dbtp: float = -3.0
    levels: Mapping[str, float] = field(default_factory=dict)  # dB, by clip: `levelled`
    jobs: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """A segment as it is kept."""

    start: int  # samples
    end: int
    path: Path  # a digest, then the stream
    remake: Callable[[], None]

    def stream(self) -> bytes:
        """Read the encoded bytes; where they were damaged, encode them again first."""
        found = _checked(self.path)
        if found is None:
            self.remake()
            found = _checked(self.path)
        if found is None:
            raise SoundError(
                f"{self.path}: the encoded sound does not stay as it was written",
                "check the disk that holds the cache, or name another with --cache",
            )
        return found


def encoded(recording: Recording, codec: str = "aac") -> tuple[Encoded, ...]:
    """Give the book's segments in a codec, encoding what is not kept yet.

    Raises SoundError where ffmpeg fails or the disk is full; what is done is kept.
    """
    kind = CODECS[codec]
    made = []
    waiting = []
    for segment in segments(recording.timeline):
        path = recording.folder / f"{_key(recording, kind, segment)}{kind.suffix}"
        make = _Making(recording, kind, segment, path)
        made.append(Encoded(start=segment.start, end=segment.end, path=path, remake=make))
        if not path.exists():
            waiting.append(make)
    if waiting:
        recording.folder.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(max(1, recording.jobs)) as crew:
            jobs = [crew.submit(make) for make in waiting]
            try:
                for job in jobs:
                    job.result()
            finally:
                crew.shutdown(wait=True, cancel_futures=True)
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Making:
    """Encodes one segment when called."""

    recording: Recording
    codec: Codec
    segment: Segment
    path: Path

    def __call__(self) -> None:
        recording, codec = self.recording, self.codec
        rate = recording.timeline.rate
        command = encode_command(codec, rate, recording.gain_db, recording.peak_dbtp)
        pieces = _without_priming(self.segment.pieces, codec.priming)
        sound = joined(pieces, recording.read, rate, recording.levels)
        limit = MAKING_S + (self.segment.end - self.segment.start) / rate
        with _temporary(self.path) as part:
            programs.run([*command, str(part)], stdin=sound, timeout_s=limit)
            stream = part.read_bytes()
            _expect_frames(stream, self.segment)
            part.write_bytes(hashlib.sha256(stream).digest() + stream)
            part.replace(self.path)


def _without_priming(pieces: tuple[Piece, ...], priming: int) -> Iterator[Piece]:
    """Let the encoder's priming stand for the first samples of the first pause."""
    for piece in pieces:
        if not piece.key and priming and piece.frames >= priming:
            piece, priming = Piece(key="", frames=piece.frames - priming), 0
        yield piece


def _expect_frames(stream: bytes, segment: Segment) -> None:
    """Count the ADTS frames: a program that was cut short may still have ended well."""
    at = frames = 0
    while at + 7 <= len(stream):
        at += (stream[at + 3] & 3) << 11 | stream[at + 4] << 3 | stream[at + 5] >> 5
        frames += 1
    expected = (segment.end - segment.start) // 1024
    if at != len(stream) or frames < expected:
        raise SoundError(
            f"ffmpeg wrote {frames} of {expected} frames of sound",
            "run the same command again; if it stays, run `audiobook doctor`",
        )


def _key(recording: Recording, codec: Codec, segment: Segment) -> str:
    levels = recording.levels
    pieces = [(p.key, p.frames, levels.get(p.key, 0.0)) for p in segment.pieces]
    command = encode_command(codec, recording.timeline.rate, recording.gain_db, recording.peak_dbtp)
    content = [FORMAT, ffmpeg_version(), command[1:], codec.priming, pieces]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def _checked(path: Path) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    stream = data[DIGEST:]
    return stream if hashlib.sha256(stream).digest() == data[:DIGEST] else None


@contextlib.contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        yield part
    except OSError as err:
        raise SoundError(
            f"{path}: cannot keep encoded sound: {err.strerror}",
            "free some space, or name another folder with --cache",
        ) from err
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
