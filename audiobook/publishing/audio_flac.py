"""Join kept FLAC frames into one file (RFC 9639).

Segments of 1024-sample frames come in; a file goes out with the frames numbered
through and a table to seek by.  The MD5 of the samples stays 0, "not known": it
would cost the decoding of the whole book after every edit.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from audiobook.errors import SoundError
from audiobook.mixing import FLAC_BLOCK
from audiobook.publishing.audio_flac_frames import renumbered

STREAMINFO, PADDING, SEEKTABLE, COMMENTS, PICTURE = 0, 1, 3, 4, 6
LAST = 0x80
ROOM = bytes(4096)  # for the tags of other programs
SEEK_S = 10  # from one point of the table to the next


@dataclass(slots=True)
class _Written:
    """What has been written of the sound."""

    rate: int
    frames: int = 0
    size: int = 0  # bytes
    smallest: int = 0
    largest: int = 0
    points: list[tuple[int, int]] = field(default_factory=list)  # sample, and byte

    def add(self, sizes: Sequence[int]) -> None:
        """Count the frames of a segment."""
        step = _step(self.rate)
        for size in sizes:
            if self.frames % step == 0:
                self.points.append((self.frames * FLAC_BLOCK, self.size))
            self.frames += 1
            self.size += size
        if sizes:
            self.smallest = min(self.smallest or sizes[0], *sizes)
            self.largest = max(self.largest, *sizes)


def write_flac_stream(
    file: BinaryIO,
    streams: Iterable[bytes],
    *,
    comments: bytes,
    picture: bytes,
    frames: int,
    rate: int,
) -> None:
    """Write a whole FLAC file of `frames` blocks, of one channel and 16 bits.

    `comments` is a Vorbis comment block without framing, `picture` a FLAC picture or b"".
    Raises SoundError where the streams hold another number of frames.
    """
    blocks = [(COMMENTS, comments), *([(PICTURE, picture)] if picture else []), (PADDING, ROOM)]
    points = -(-frames // _step(rate))
    file.write(_head(_Written(rate, points=[(0, 0)] * points), blocks))
    written = _Written(rate)
    for stream in streams:
        sound, sizes = renumbered(stream, written.frames)
        file.write(sound)
        written.add(sizes)
    if written.frames != frames:
        raise SoundError(
            f"the segments hold {written.frames} frames of sound; the book has {frames}",
            "run the same command again; if it stays, run `audiobook doctor`",
        )
    file.seek(0)
    file.write(_head(written, blocks))


def _step(rate: int) -> int:
    """How many frames lie between two points of the table."""
    return round(SEEK_S * rate / FLAC_BLOCK)


def _head(written: _Written, blocks: Sequence[tuple[int, bytes]]) -> bytes:
    """Write all that stands before the sound; it is as long for an empty file as for a full one."""
    table = b"".join(struct.pack(">QQH", *point, FLAC_BLOCK) for point in written.points)
    parts = [(STREAMINFO, _info(written)), (SEEKTABLE, table), *blocks]
    head = [b"fLaC"]
    for place, (kind, body) in enumerate(parts, 1):
        flag = LAST if place == len(parts) else 0
        head.append(bytes([flag | kind]) + len(body).to_bytes(3, "big") + body)
    return b"".join(head)


def _info(written: _Written) -> bytes:
    """Describe the stream (RFC 9639, 8.2): one channel, 16 bits, no MD5."""
    sizes = written.smallest.to_bytes(3, "big") + written.largest.to_bytes(3, "big")
    sound = written.rate << 44 | (16 - 1) << 36 | written.frames * FLAC_BLOCK
    return struct.pack(">HH", FLAC_BLOCK, FLAC_BLOCK) + sizes + sound.to_bytes(8, "big") + bytes(16)
