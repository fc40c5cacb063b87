"""Join kept MP3 frames into one file, with the frame that says how long it is.

Players learn the length, where to seek and how much silence the encoder put in
front from an `Info` frame (Xing's, with LAME's extension) before the first one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import BinaryIO

from audiobook.mixing import mpeg_length

ENCODER_DELAY = 576  # samples; decoders add 529 of their own
DECODER_DELAY = 529
HEADER = 4


def write_mp3_stream(file: BinaryIO, streams: Iterable[bytes], frames: int, rate: int) -> int:
    """Write frames of CBR MP3 that last `frames` samples; give the samples that they hold."""
    start = file.tell()
    written = size = 0
    info = b""
    for stream in streams:
        at = 0
        while at < len(stream):
            length = mpeg_length(stream, at)
            if not info:
                info = stream[at : at + HEADER]
                file.write(bytes(mpeg_length(_silent(info), 0)))
            file.write(stream[at : at + length])
            at += length
            size += length
            written += 1
    end = file.tell()
    held = written * samples_in_a_frame(rate)
    padding = max(0, held - ENCODER_DELAY - frames)
    file.seek(start)
    file.write(_info(info, written, size, min(padding, 4095)))
    file.seek(end)
    return held


def _silent(header: bytes) -> bytes:
    """The header of a frame without the padding byte that some have."""
    return header[:2] + bytes([header[2] & 0xFD]) + header[3:]


def _info(header: bytes, count: int, size: int, padding: int) -> bytes:
    """Write the frame, as long as those around it: 64 kb/s has room for all of it."""
    plain = _silent(header)
    length = mpeg_length(plain, 0)
    first_version, mono = header[1] & 8, header[3] >> 6 == 3
    side = {(True, True): 17, (True, False): 32, (False, True): 9, (False, False): 17}
    table = bytes(percent * 256 // 100 for percent in range(100))
    info = b"Info" + struct.pack(">III", 7, count, length + size) + table
    lame = b"LAME3.100" + bytes(12) + (ENCODER_DELAY << 12 | padding).to_bytes(3, "big")
    return (plain + bytes(side[bool(first_version), mono]) + info + lame).ljust(length, b"\0")


def first_frames(stream: bytes, rate: int) -> bytes:
    """Take the frames that make up for the delay of encoder and decoder together."""
    at = held = 0
    while held < ENCODER_DELAY + DECODER_DELAY and at < len(stream):
        at += mpeg_length(stream, at)
        held += samples_in_a_frame(rate)
    return stream[:at]


def samples_in_a_frame(rate: int) -> int:
    """How many samples a frame holds: half as many in MPEG-2, below 32 kHz."""
    return 1152 if rate >= 32_000 else 576
