"""Number the frames of a FLAC segment anew (RFC 9639, 9.1 to 9.3).

A kept segment, whose frames are numbered from 0, comes in; the same frames go
out, numbered as they stand in the book.  Only headers are written: a frame's
checksum is linear, so that what changed in the header says how it changes, and
the sound behind it is copied unread.  numpy does this for a segment at a time.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from audiobook.errors import SoundError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIXED = 4  # bytes of a header before its number
NUMBER_ENDS = (1 << 7, 1 << 11, 1 << 16, 1 << 21, 1 << 26, 1 << 31)  # by the bytes it takes
BLOCK_BYTES, RATE_BYTES = {6: 1, 7: 2}, {12: 1, 13: 2, 14: 2}  # that follow the number, by code
CRC8, CRC16 = (8, 0x07), (16, 0x8005)  # width and polynomial


def renumbered(stream: bytes, first: int) -> tuple[bytes, list[int]]:
    """Number a segment's frames from `first`; give them end to end, and their sizes.

    In the stream each frame stands behind its length in two bytes.  Raises SoundError
    where its frames are not those that an encoder has numbered from 0.
    """
    import numpy as np

    places = list(_places(stream))
    if not places:
        return b"", []
    begins, ends = np.array(places).T
    fixed, more = _alike(stream[begins[0] : ends[0]])
    old, old_sums = _headers(fixed, more, 0, len(places))
    new, new_sums = _headers(fixed, more, first, len(places))
    bodies = begins + np.fromiter(map(len, old), np.int64)
    data = np.frombuffer(stream, np.uint8)
    told = data[ends - 2].astype(np.uint16) << 8 | data[ends - 1]
    sums = told ^ _past(old_sums ^ new_sums, ends - 2 - bodies)
    tails = sums.astype(">u2").tobytes()
    parts: list[bytes | memoryview] = []
    view = memoryview(stream)
    for index, (begin, end) in enumerate(places):
        if not stream.startswith(old[index], begin):
            raise SoundError(
                "a kept segment of FLAC is not numbered as it should be",
                "remove the folder `segments` of the cache, then run the same command again",
            )
        body = view[begin + len(old[index]) : end - 2]
        parts += (new[index], body, tails[2 * index : 2 * index + 2])
    sizes = ends - bodies + np.fromiter(map(len, new), np.int64)
    return b"".join(parts), sizes.tolist()


def _places(stream: bytes) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(stream):
        end = at + 2 + int.from_bytes(stream[at : at + 2], "big")
        yield at + 2, end
        at = end


def _alike(frame: bytes) -> tuple[bytes, bytes]:
    """What the headers of all frames have before and after their number, which here is 0."""
    block, rate = frame[2] >> 4, frame[2] & 15
    length = BLOCK_BYTES.get(block, 0) + RATE_BYTES.get(rate, 0)
    return frame[:FIXED], frame[FIXED + 1 : FIXED + 1 + length]


def _headers(
    fixed: bytes, more: bytes, first: int, count: int
) -> tuple[list[bytes], NDArray[np.uint16]]:
    """Write the headers of frames in a row, and what the CRC-16 of each is."""
    import numpy as np

    heads: list[bytes] = []
    sums = []
    at = first
    for length, end in enumerate(NUMBER_ENDS, 1):
        numbers = np.arange(at, min(end, first + count))
        if not len(numbers):
            continue
        at = int(numbers[-1]) + 1
        rows = np.empty((len(numbers), FIXED + length + len(more) + 1), np.uint8)
        rows[:, :FIXED] = np.frombuffer(fixed, np.uint8)
        rows[:, FIXED : FIXED + length] = _coded(numbers, length)
        rows[:, FIXED + length : -1] = np.frombuffer(more, np.uint8)
        rows[:, -1] = _crc(rows[:, :-1], CRC8)
        sums.append(_crc(rows, CRC16))
        data, width = rows.tobytes(), rows.shape[1]
        heads += [data[start : start + width] for start in range(0, len(data), width)]
    return heads, np.concatenate(sums)


def _coded(numbers: NDArray[Any], length: int) -> NDArray[np.uint8]:
    """Write numbers as UTF-8 writes characters, but up to 31 bits."""
    import numpy as np

    if length == 1:
        return numbers.astype(np.uint8)[:, None]
    shifts = 6 * np.arange(length - 1, -1, -1)
    coded = numbers[:, None] >> shifts & 0x3F | 0x80
    coded[:, 0] = numbers >> shifts[0] | 0xFF00 >> length & 0xFF
    return coded.astype(np.uint8)


def _crc(rows: NDArray[np.uint8], kind: tuple[int, int]) -> NDArray[np.uint16]:
    """Compute the checksum of each row."""
    import numpy as np

    width, above = kind[0], np.uint16((1 << kind[0]) - 1)
    table = _table(*kind)
    sums = np.zeros(len(rows), np.uint16)
    for column in rows.T:
        sums = (sums << 8 & above) ^ table[sums >> width - 8 ^ column]
    return sums


@functools.cache
def _table(width: int, polynomial: int) -> NDArray[np.uint16]:
    import numpy as np

    sums = np.arange(256) << width - 8
    for _ in range(8):
        sums = sums << 1 ^ np.where(sums >> width - 1, polynomial | 1 << width, 0)
    return sums.astype(np.uint16)


def _past(sums: NDArray[np.uint16], lengths: NDArray[Any]) -> NDArray[np.uint16]:
    """Say what each CRC-16 becomes when so many bytes of 0 follow."""
    import numpy as np

    power = 0
    while lengths.any():
        sums = np.where(lengths & 1, _past_zeros(power)[sums], sums)
        lengths, power = lengths >> 1, power + 1
    return sums


@functools.cache
def _past_zeros(power: int) -> NDArray[np.uint16]:
    """The same for every CRC-16, and 2 ** power bytes."""
    import numpy as np

    if power:
        half = _past_zeros(power - 1)
        moved: NDArray[np.uint16] = half[half]
        return moved
    every = np.arange(1 << 16, dtype=np.uint16)
    after: NDArray[np.uint16] = every << 8 ^ _table(*CRC16)[every >> 8]
    return after
