"""Join kept Opus packets into one Ogg stream (RFC 3533, RFC 7845).

Packets of 20 ms and some shorter ones come in, pages of one second go out.  ffmpeg
can join Ogg files too, but is some 20 ms off at every join; laid out here, each
packet stands where the timeline has it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

PRE_SKIP = 312  # samples at 48 kHz by which libopus delays what it is given
PACKET = 960  # samples at 48 kHz
SHORTER = {24: 120, 25: 240, 26: 480}  # packets of silence, by their configuration
PACKETS_IN_A_PAGE = 50
SERIAL = 1
FIRST, LAST, CONTINUED = 2, 4, 1
MIRROR = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def opus_packets(stream: bytes) -> Iterator[bytes]:
    """Take a kept segment apart: each packet stands behind its length in two bytes."""
    at = 0
    while at < len(stream):
        length = int.from_bytes(stream[at : at + 2], "big")
        yield stream[at + 2 : at + 2 + length]
        at += 2 + length


def write_opus_stream(
    file: BinaryIO, packets: Iterable[bytes], comments: bytes, frames: int, rate: int
) -> None:
    """Write a whole Ogg Opus file of `frames` samples at `rate`.

    `comments` is a Vorbis comment block without framing.
    """
    pages = _Pages(file)
    head = struct.pack("<8sBBHIhB", b"OpusHead", 1, 1, PRE_SKIP, rate, 0, 0)
    pages.write([head], granule=0, flags=FIRST)
    pages.write([b"OpusTags" + comments], granule=0)
    end = PRE_SKIP + -(-frames * 48_000 // rate)
    now = 0
    page: list[bytes] = []
    for packet in packets:
        if now >= end:
            break
        if len(page) == PACKETS_IN_A_PAGE:
            pages.write(page, granule=now)
            page = []
        page.append(packet)
        now += SHORTER.get(packet[0] >> 3, PACKET)
    pages.write(page, granule=min(end, now), flags=LAST)


class _Pages:
    """Writes packets as pages with running numbers and checksums."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._number = 0

    def write(self, packets: list[bytes], *, granule: int, flags: int = 0) -> None:
        """Write packets that end together; a large one is spread over several pages."""
        table = b"".join(_lacing(packet) for packet in packets)
        body = b"".join(packets)
        while True:
            laces = table[:255]
            length = sum(laces)
            table = table[255:]
            self._page(laces, body[:length], -1 if table else granule, flags)
            body = body[length:]
            flags = flags & ~FIRST | CONTINUED
            if not table:
                return

    def _page(self, laces: bytes, body: bytes, granule: int, flags: int) -> None:
        head = struct.pack("<4sBBqIII", b"OggS", 0, flags, granule, SERIAL, self._number, 0)
        page = bytearray(head + bytes([len(laces)]) + laces + body)
        struct.pack_into("<I", page, 22, _checksum(bytes(page)))
        self._file.write(page)
        self._number += 1


def _lacing(packet: bytes) -> bytes:
    """Write a packet's length as Ogg has it.

    >>> list(_lacing(bytes(600))), list(_lacing(bytes(255)))
    ([255, 255, 90], [255, 0])
    """
    return b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])


def _checksum(page: bytes) -> int:
    """Compute Ogg's CRC-32: zlib's polynomial, but the bits the other way round."""
    mirrored = zlib.crc32(page.translate(MIRROR), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int.from_bytes(mirrored.to_bytes(4, "little").translate(MIRROR), "big")
