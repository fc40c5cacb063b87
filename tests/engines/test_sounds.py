"""Whatever file an engine writes becomes 16-bit mono."""

from __future__ import annotations

import array
import io
import struct
import wave

import pytest

from audiobook.engines.sounds import from_floats, read_sound
from audiobook.errors import SoundError

VALUES = (0, 256, -256, 16_384, -32_768, 32_512)


def wav(frames, width, channels=1, rate=16_000):
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(frames)
    return held.getvalue()


def aiff(frames, bits, coding=b""):
    common = struct.pack(">hIh", 1, len(frames) * 8 // bits, bits) + struct.pack(
        ">HQ", 16_383 + 14, 22_050 << 49
    )
    if coding:
        common += coding + b"\0\0"
    sound = struct.pack(">II", 0, 0) + frames
    chunks = b"".join(
        struct.pack(">4sI", name, len(content)) + content
        for name, content in ((b"COMM", common), (b"SSND", sound))
    )
    kind = b"AIFC" if coding else b"AIFF"
    return struct.pack(">4sI4s", b"FORM", 4 + len(chunks), kind) + chunks


def values(pcm):
    return tuple(array.array("h", pcm.samples))


@pytest.mark.parametrize("width", [1, 2, 3, 4])
def test_a_wav_of_any_width_is_read(width):
    if width == 1:
        frames = bytes(value // 256 + 128 for value in VALUES)
    else:
        frames = b"".join(
            (value << 8 * (width - 2)).to_bytes(width, "little", signed=True) for value in VALUES
        )
    pcm = read_sound(wav(frames, width), "a clip")
    assert (values(pcm), pcm.rate) == (VALUES, 16_000)


def test_channels_are_averaged():
    frames = struct.pack("<4h", 100, 300, -100, -300)
    assert values(read_sound(wav(frames, 2, channels=2), "a clip")) == (200, -200)


@pytest.mark.parametrize(("coding", "order"), [(b"", ">"), (b"sowt", "<"), (b"NONE", ">")])
def test_an_aiff_is_read_in_either_byte_order(coding, order):
    pcm = read_sound(aiff(struct.pack(f"{order}6h", *VALUES), 16, coding), "a clip")
    assert (values(pcm), pcm.rate) == (VALUES, 22_050)


@pytest.mark.parametrize(
    "content",
    [b"", b"RIFF", b"ID3 not a wav at all", aiff(b"\0\0", 16, b"ulaw"), b"FORM\0\0\0\4AIFF"],
)
def test_what_is_no_sound_is_refused_by_name(content):
    with pytest.raises(SoundError, match="what it wrote"):
        read_sound(content, "what it wrote")


def test_floats_beyond_full_scale_stop_there():
    assert values(from_floats([0.0, 0.5, 2.0, -2.0], 24_000)) == (0, 16_384, 32_767, -32_767)
