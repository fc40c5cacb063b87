"""The atoms of an MP4's index: what is where in the file, and when it is heard.

Sizes, durations and chapters come in, the bytes of a `moov` go out: a track of
sound, a track of chapter titles (QuickTime File Format, "Chapter Lists"), Nero's
list of chapters, and iTunes' list of tags.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from audiobook.model import ChapterMark

Chunks: TypeAlias = tuple[bytes | memoryview, ...]

MATRIX = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
SOUND_ID, TITLES_ID = 1, 2
UNDETERMINED = 0x55C4  # ISO 639-2 "und", packed
IN_A_CHUNK = 22  # frames: about a second
MOST_NERO_CHAPTERS = 255
TICKS = 10_000_000  # Nero counts in 100 ns
BIT_RATE = 64_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Samples that lie end to end in the file."""

    sizes: array[int]  # bytes of each
    durations: tuple[tuple[int, int], ...]  # how many, and how long, in samples of sound
    start: int  # byte of the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """All that a `moov` says."""

    rate: int
    config: bytes  # the decoder's setup
    sound: Track
    titles: Track
    chapters: tuple[ChapterMark, ...]
    tags: bytes
    wide: bool  # offsets of 64 bits

    @property
    def duration(self) -> int:
        """In samples of sound."""
        return sum(count * each for count, each in self.sound.durations)


def atom(kind: bytes, *parts: bytes) -> bytes:
    """Write an atom: its length, its kind, what is in it."""
    body = b"".join(parts)
    return (len(body) + 8).to_bytes(4, "big") + kind + body


def nested(kind: bytes, *parts: bytes | Chunks) -> Chunks:
    """Write an atom without putting it together: a book's table of sizes is megabytes."""
    flat = [chunk for part in parts for chunk in (part if isinstance(part, tuple) else (part,))]
    return ((sum(map(len, flat)) + 8).to_bytes(4, "big") + kind, *flat)


def full(kind: bytes, *parts: bytes, version: int = 0, flags: int = 0) -> bytes:
    """Write an atom that has a version and flags."""
    return atom(kind, (version << 24 | flags).to_bytes(4, "big"), *parts)


def index_atom(index: Index) -> Chunks:
    """Write the `moov` of a file, in pieces."""
    titles = [_titles(index)] if index.chapters else []
    return nested(b"moov", _movie(index), _sound(index), *titles, _user(index))


def _movie(index: Index) -> bytes:
    return full(
        b"mvhd",
        _times(index.rate, index.duration),
        struct.pack(">IHxxxxxxxxxx", 0x10000, 0x100),
        MATRIX,
        bytes(24),
        (3).to_bytes(4, "big"),
        version=_version(index.duration),
    )


def _sound(index: Index) -> Chunks:
    chapters = TITLES_ID.to_bytes(4, "big")
    reference = [atom(b"tref", atom(b"chap", chapters))] if index.chapters else []
    table = _table(
        index.sound,
        full(b"stsd", (1).to_bytes(4, "big"), _aac(index)),
        IN_A_CHUNK,
        index.wide,
        *_roll(len(index.sound.sizes)),
    )
    media = _media(index, b"soun", full(b"smhd", bytes(4)), table)
    return nested(b"trak", _track_head(index, SOUND_ID, 3, 0x100), *reference, media)


def _titles(index: Index) -> Chunks:
    entry = atom(
        b"text",
        bytes.fromhex(
            "0000000000000001000000010000000000000000000000000000000000000001000000000000"
        ),
        atom(b"ftab", bytes.fromhex("0001000161")),
    )
    minimal = full(b"gmin", bytes.fromhex("004080008000800000000000"))
    text = atom(b"text", bytes.fromhex("0001" + "00" * 14 + "0001" + "00" * 14 + "40000000"))
    table = _table(index.titles, full(b"stsd", (1).to_bytes(4, "big"), entry), 1, index.wide)
    media = _media(index, b"text", atom(b"gmhd", minimal, text), table)
    # Not enabled: it is a list to choose from, not subtitles to show.
    return nested(b"trak", _track_head(index, TITLES_ID, 2, 0), media)


def _track_head(index: Index, number: int, flags: int, volume: int) -> bytes:
    wide = _version(index.duration)
    times = struct.pack(">QQIIQ" if wide else ">IIIII", 0, 0, number, 0, index.duration)
    rest = struct.pack(">8xHHHxx", 0, 0, volume)
    return full(b"tkhd", times, rest, MATRIX, bytes(8), version=wide, flags=flags)


def _media(index: Index, kind: bytes, header: bytes, table: Chunks) -> Chunks:
    head = full(
        b"mdhd",
        _times(index.rate, index.duration),
        struct.pack(">HH", UNDETERMINED, 0),
        version=_version(index.duration),
    )
    handler = full(b"hdlr", bytes(4), kind, bytes(12), b"audiobook\0")
    here = atom(b"dinf", full(b"dref", (1).to_bytes(4, "big"), full(b"url ", flags=1)))
    return nested(b"mdia", head, handler, nested(b"minf", header, here, table))


def _times(rate: int, duration: int) -> bytes:
    return struct.pack(">QQIQ" if _version(duration) else ">IIII", 0, 0, rate, duration)


def _version(duration: int) -> int:
    return int(duration >= 1 << 32)


def _aac(index: Index) -> bytes:
    """Describe the sound: one channel of AAC-LC (ISO 14496-1, 7.2.6)."""
    decoder = _descriptor(5, index.config)
    setup = struct.pack(">BBBHII", 0x40, 0x15, 0, 0, BIT_RATE, BIT_RATE)
    stream = _descriptor(3, b"\0\1\0", _descriptor(4, setup, decoder), _descriptor(6, b"\2"))
    head = struct.pack(">6xH8xHHHHHH", 1, 1, 16, 0, 0, index.rate & 0xFFFF, 0)
    return atom(b"mp4a", head, full(b"esds", stream))


def _descriptor(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return bytes([tag, 0x80, 0x80, 0x80, len(body)]) + body


def _roll(count: int) -> tuple[bytes, bytes]:
    """Tell players that seek to decode one frame more than they play."""
    group = full(b"sgpd", b"roll", struct.pack(">IIh", 2, 1, -1), version=1)
    return group, full(b"sbgp", b"roll", struct.pack(">III", 1, count, 1))


def _table(track: Track, description: bytes, in_a_chunk: int, wide: bool, *more: bytes) -> Chunks:
    offsets = array("Q" if wide else "I", _offsets(track, in_a_chunk))
    sizes, places = _big_endian(array("I", track.sizes)), _big_endian(offsets)
    times = b"".join(struct.pack(">II", *run) for run in track.durations)
    return nested(
        b"stbl",
        description,
        full(b"stts", len(track.durations).to_bytes(4, "big"), times),
        full(b"stsc", _chunks(len(track.sizes), in_a_chunk)),
        nested(b"stsz", struct.pack(">III", 0, 0, len(track.sizes)), (sizes,)),
        nested(b"co64" if wide else b"stco", struct.pack(">II", 0, len(offsets)), (places,)),
        *more,
    )


def _offsets(track: Track, in_a_chunk: int) -> Iterator[int]:
    at = track.start
    for first in range(0, len(track.sizes), in_a_chunk):
        yield at
        at += sum(track.sizes[first : first + in_a_chunk])


def _chunks(count: int, in_a_chunk: int) -> bytes:
    whole, rest = divmod(count, in_a_chunk)
    runs = [(1, in_a_chunk, 1)] if whole else []
    if rest:
        runs.append((whole + 1, rest, 1))
    return struct.pack(">I", len(runs)) + b"".join(struct.pack(">III", *run) for run in runs)


def _big_endian(numbers: array[int]) -> memoryview:
    """Turn numbers round where they are; give their bytes."""
    if sys.byteorder == "little":
        numbers.byteswap()
    return memoryview(numbers).cast("B")


def _user(index: Index) -> bytes:
    handler = full(b"hdlr", bytes(4), b"mdirappl", bytes(9))
    parts = [full(b"meta", handler, atom(b"ilst", index.tags))]
    if index.chapters:
        parts.append(_nero(index))
    return atom(b"udta", *parts)


def _nero(index: Index) -> bytes:
    """Nero's list, whose count is one byte: players that read it see the first 255."""
    listed = index.chapters[:MOST_NERO_CHAPTERS]
    lines = []
    for chapter in listed:
        title = chapter.title.encode()[:255]
        start = chapter.start * TICKS // index.rate
        lines.append(start.to_bytes(8, "big") + bytes([len(title)]) + title)
    return full(b"chpl", bytes(4), bytes([len(listed)]), *lines, version=1)
