"""The clip file: a WAV with its own measures in it.

A sound and its loudness go in, bytes that any player opens come out, and back.
The measures stand before the samples, so that one small read finds them; a
checksum covers them and a digest the samples, so that neither can lie.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from audiobook.model import Clip, Loudness, Mark, Pcm, Speech

FORMAT = 1  # part of every clip key: raise it when anything here or in mixing.prepare changes
FIRST_READ = 2048  # bytes; holds the measures of all but the longest sentences
_BEFORE_JSON = 44  # RIFF, fmt and the head of the JSON chunk
_AFTER_JSON = 20  # the checksum chunk and the head of the data chunk


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """All of a clip but its samples."""

    clip: Clip
    rate: int
    digest: str  # SHA-256 of the samples
    words: Sequence[tuple[int, int, int]]  # made into marks only when asked: few ask
    start: int  # where the samples begin, in bytes
    size: int  # of the whole file, in bytes

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The words' places."""
        return tuple(
            Mark(offset=offset, length=length, sample=sample)
            for offset, length, sample in self.words
        )


def pack(key: str, speech: Speech, loudness: Loudness) -> bytes:
    """Write a clip as the bytes of a WAV file (RIFF, 16-bit PCM, mono).

    >>> speech = Speech(pcm=Pcm(samples=b"\\1\\0" * 3, rate=8000))
    >>> file = pack("c0ffee", speech, Loudness(blocks=(), energy=0.0, peak=0.0))
    >>> unpack(file, len(file)).clip.frames
    3
    """
    pcm = speech.pcm
    measures = {
        "format": FORMAT,
        "key": key,
        "frames": pcm.frames,
        "digest": hashlib.sha256(pcm.samples).hexdigest(),
        "blocks": loudness.blocks,
        "energy": loudness.energy,
        "peak": loudness.peak,
        "marks": [(mark.offset, mark.length, mark.sample) for mark in speech.marks],
    }
    text = json.dumps(measures, separators=(",", ":")).encode("ascii")
    text += b" " * (len(text) % 2)  # a RIFF chunk has an even length
    return _head(text, pcm.rate, pcm.frames) + pcm.samples


def unpack(head: bytes, size: int) -> Header | None:
    """Read the header of a clip file of `size` bytes; None where anything in it is wrong.

    `head` is the start of the file; `header_length` says how much of it is needed.
    """
    end = header_length(head) - _AFTER_JSON
    text = head[_BEFORE_JSON:end]
    try:
        rate = struct.unpack_from("<I", head, 24)[0]
        measures = json.loads(text)
        frames = measures["frames"]
        if head[: end + _AFTER_JSON] != _head(text, rate, frames):
            return None
        if size != end + _AFTER_JSON + 2 * frames or measures["format"] != FORMAT:
            return None
    except (ValueError, KeyError, TypeError, struct.error):
        return None
    loudness = Loudness(
        blocks=_shared(measures["blocks"]), energy=measures["energy"], peak=measures["peak"]
    )
    words = measures["marks"]
    return Header(
        clip=Clip(key=measures["key"], frames=frames, loudness=loudness, marked=bool(words)),
        rate=rate,
        digest=measures["digest"],
        words=words,
        start=end + _AFTER_JSON,
        size=size,
    )


def header_length(head: bytes) -> int:
    """Say how long the header is that begins with these bytes (at least 44)."""
    if len(head) < _BEFORE_JSON:
        return _BEFORE_JSON + _AFTER_JSON
    return _BEFORE_JSON + int(struct.unpack_from("<I", head, 40)[0]) + _AFTER_JSON


def sound(header: Header, samples: bytes) -> Pcm | None:
    """Give the samples as sound; None where they are not those that were stored."""
    if hashlib.sha256(samples).hexdigest() != header.digest:
        return None
    return Pcm(samples=samples, rate=header.rate)


def _head(text: bytes, rate: int, frames: int) -> bytes:
    data = 2 * frames
    body = struct.pack("<4s4sIHHIIHH", b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16)
    body += struct.pack("<4sI", b"clip", len(text)) + text
    head = struct.pack("<4sI", b"RIFF", len(body) + _AFTER_JSON + data) + body
    return head + struct.pack("<4sII4sI", b"csum", 4, zlib.crc32(head), b"data", data)


def lean(clip: Clip, key: str) -> Clip:
    """Give a clip that came from another process with as little of its own as one from the store.

    `key` is the same text, of which one is enough.
    """
    blocks = _shared(clip.loudness.blocks)
    return replace(clip, key=key, loudness=replace(clip.loudness, blocks=blocks))


_pairs: dict[tuple[int, int], tuple[int, int]] = {}


def _shared(blocks: Iterable[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    # A book's clips have the same few thousand pairs; kept once, they take a third of the room.
    pairs = [(level, count) for level, count in blocks]
    return tuple(_pairs.setdefault(pair, pair) for pair in pairs)
