"""Lay AAC frames into an MP4 file (ISO 14496-12): M4B for the book, M4A for a chapter.

ADTS streams come in; a file goes out whose index stands first, so that it plays
while it loads.  Frames of 1024 samples follow the timeline without an edit list.
ffmpeg can copy streams too, but takes four times as long over a book of ten hours,
and its version 9 loses QuickTime chapters of more than 76 s.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from audiobook.errors import SoundError
from audiobook.model import ChapterMark
from audiobook.publishing.mp4_atoms import Chunks, Index, Track, atom, index_atom

FRAME = 1024  # samples
ADTS_HEADER = 7  # bytes
LARGEST_FRAME = 768  # bytes: 6144 bits for one channel
WIDE = 1 << 32


def write_mp4(
    file: BinaryIO,
    streams: Iterable[bytes],
    *,
    frames: int,
    rate: int,
    chapters: Sequence[ChapterMark] = (),
    tags: bytes = b"",
    brand: bytes = b"M4A ",
) -> None:
    """Write a file of `frames` AAC frames; `tags` are the atoms of an iTunes list.

    Raises SoundError where the streams hold another number of frames.
    """
    texts = [_text_sample(chapter.title) for chapter in chapters]
    book = _Book(frames=frames, rate=rate, chapters=tuple(chapters), texts=texts, tags=tags)
    head = atom(b"ftyp", brand + (512).to_bytes(4, "big") + brand + b"isomiso2")
    empty = book.index(array("H", bytes(2 * frames)), b"\0\0", 0)  # as long as the real one
    start = len(head) + sum(map(len, empty)) + 16
    file.writelines((head, *empty, atom(b"free", b""), bytes(8)))
    del empty
    sizes, config = _copy(file, streams)
    if len(sizes) != frames:
        raise SoundError(
            f"the segments hold {len(sizes)} frames of sound; the book has {frames}",
            "run the same command again; if it stays, run `audiobook doctor`",
        )
    file.write(b"".join(texts))
    file.seek(len(head))
    file.writelines(book.index(sizes, config, start))
    _measure(file, start, sum(sizes) + sum(map(len, texts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """All of an index that is known before the sound is copied."""

    frames: int
    rate: int
    chapters: tuple[ChapterMark, ...]
    texts: Sequence[bytes]
    tags: bytes

    def index(self, sizes: array[int], config: bytes, start: int) -> Chunks:
        """Write the index of frames of these sizes, the first of them at byte `start`."""
        ends = (min(chapter.end, self.frames * FRAME) for chapter in self.chapters)
        lengths = (end - c.start for c, end in zip(self.chapters, ends, strict=True))
        return index_atom(
            Index(
                rate=self.rate,
                config=config,
                sound=Track(sizes=sizes, durations=((self.frames, FRAME),), start=start),
                titles=Track(
                    sizes=array("I", map(len, self.texts)),
                    durations=tuple((1, length) for length in lengths),
                    start=start + sum(sizes),
                ),
                chapters=self.chapters,
                tags=self.tags,
                wide=self.frames * LARGEST_FRAME + (1 << 24) >= WIDE,
            )
        )


def _measure(file: BinaryIO, start: int, length: int) -> None:
    """Say how long the sound and the titles are, right before the first byte of them."""
    if length + 8 < WIDE:
        file.seek(start - 8)
        file.write((length + 8).to_bytes(4, "big") + b"mdat")
    else:  # the empty atom before it gives its place to a longer header
        file.seek(start - 16)
        file.write((1).to_bytes(4, "big") + b"mdat" + (length + 16).to_bytes(8, "big"))


def _copy(file: BinaryIO, streams: Iterable[bytes]) -> tuple[array[int], bytes]:
    """Write the frames without their ADTS headers; give their sizes and the decoder's setup."""
    sizes = array("H")
    config = b"\0\0"
    for stream in streams:
        if not sizes and len(stream) > ADTS_HEADER:
            config = _config(stream)
        frames = []
        at = 0
        while at < len(stream):
            length = (stream[at + 3] & 3) << 11 | stream[at + 4] << 3 | stream[at + 5] >> 5
            frames.append(stream[at + ADTS_HEADER : at + length])
            sizes.append(length - ADTS_HEADER)
            at += length
        file.write(b"".join(frames))
    return sizes, config


def _config(adts: bytes) -> bytes:
    """Make an AudioSpecificConfig (ISO 14496-3, 1.6.2.1) of a frame's ADTS header."""
    profile, frequency = (adts[2] >> 6) + 1, adts[2] >> 2 & 15
    channels = (adts[2] & 1) << 2 | adts[3] >> 6
    return (profile << 11 | frequency << 7 | channels << 3).to_bytes(2, "big")


def _text_sample(title: str) -> bytes:
    """A QuickTime text sample that says it is UTF-8."""
    text = title.encode()
    return len(text).to_bytes(2, "big") + text + atom(b"encd", b"\0\0\1\0")
