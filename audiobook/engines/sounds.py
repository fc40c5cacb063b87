"""Sound as engines hand it over, made into ours: mono, signed 16-bit little-endian.

In: floats between -1 and 1, or the bytes of a WAV or AIFF file of any width and
number of channels.  Out: `Pcm` at the sound's own rate.
"""

from __future__ import annotations

import io
import math
import struct
import wave
from typing import TYPE_CHECKING, Any

from audiobook.errors import SoundError
from audiobook.model import Pcm

if TYPE_CHECKING:
    import numpy as np

FULL_SCALE = 32_767


def from_floats(samples: Any, rate: int) -> Pcm:
    """Turn an array of floats, full scale 1.0, into PCM; what is louder stops at full scale."""
    import numpy as np

    scaled = np.round(np.clip(np.asarray(samples).reshape(-1), -1.0, 1.0) * FULL_SCALE)
    return Pcm(samples=scaled.astype("<i2").tobytes(), rate=rate)


def read_sound(content: bytes, what: str) -> Pcm:
    """Read a WAV or AIFF file; channels are averaged.

    `what` names the sound in the message of SoundError, which is raised for anything else.
    """
    try:
        if content[:4] == b"FORM" and content[8:12] in (b"AIFF", b"AIFC"):
            return _aiff(content)
        with wave.open(io.BytesIO(content)) as file:
            shape = (file.getsampwidth(), file.getnchannels(), file.getframerate())
            return _mono(file.readframes(file.getnframes()), *shape, big=False)
    except (wave.Error, EOFError, struct.error, ValueError) as err:
        raise SoundError(
            f"{what} is not a WAV or AIFF file: {err}", "uncompressed PCM is expected"
        ) from err


def _mono(frames: bytes, width: int, channels: int, rate: int, *, big: bool) -> Pcm:
    import numpy as np

    if not 1 <= width <= 4 or channels < 1 or rate < 1:
        raise ValueError(f"{8 * width} bits, {channels} channels, {rate} Hz")
    whole = len(frames) // (width * channels) * width * channels
    raw = np.frombuffer(frames[:whole], dtype=np.uint8).reshape(-1, width)
    if big:
        raw = raw[:, ::-1]
    values = _signed(raw, unsigned=width == 1 and not big)
    mixed = np.round(values.reshape(-1, channels).mean(axis=1))
    return Pcm(samples=mixed.astype("<i2").tobytes(), rate=rate)


def _signed(raw: np.ndarray[Any, Any], *, unsigned: bool) -> np.ndarray[Any, Any]:
    """Little-endian integers of one to four bytes as 16-bit values."""
    import numpy as np

    if unsigned:
        return (raw[:, 0].astype(np.int32) - 128) * 256
    if raw.shape[1] == 1:
        return raw[:, 0].astype(np.int8).astype(np.int32) * 256
    top = np.ascontiguousarray(raw[:, -2:])
    return top.view("<i2")[:, 0].astype(np.int32)


def _aiff(content: bytes) -> Pcm:
    """Apple's "Audio Interchange File Format", version 1.3 and its AIFF-C."""
    chunks: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from(">4sI", content, at)
        chunks.setdefault(name, content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    common = chunks.get(b"COMM", b"")
    channels, _, bits = struct.unpack_from(">hIh", common)
    coding = common[18:22] if content[8:12] == b"AIFC" else b"NONE"
    if coding not in (b"NONE", b"twos", b"sowt"):
        raise ValueError(f"coded as {coding.decode('latin-1')}")
    rate = _extended(common[8:18])
    frames = chunks.get(b"SSND", b"")[8:]
    return _mono(frames, (bits + 7) // 8, channels, rate, big=coding != b"sowt")


def _extended(number: bytes) -> int:
    """An 80-bit IEEE 754 extended number, as AIFF writes its rate."""
    exponent, mantissa = struct.unpack(">HQ", number)
    return round(math.ldexp(mantissa, exponent - 16_383 - 63))
