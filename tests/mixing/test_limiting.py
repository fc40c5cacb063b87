"""What the limiter takes is known before it is at work, whatever the voice's peaks."""

from __future__ import annotations

import math
import wave
from array import array

import pytest

from audiobook import mixing
from audiobook.errors import SoundError
from audiobook.mixing.limiting import drawn, limited_lu
from audiobook.model import Pcm, Speech

RATE = 22_050


def sine(level, seconds=1.0):
    count = int(seconds * RATE)
    values = (round(32767 * level * math.sin(2 * math.pi * 441 * i / RATE)) for i in range(count))
    return Pcm(samples=array("h", values).tobytes(), rate=RATE)


def test_a_steady_sound_loses_what_is_above_the_limit():
    lost = limited_lu(["a"], {"a": sine(0.5)}.get, {}, 6.0, -6.0)
    assert lost == pytest.approx(20 * math.log10(0.5) + 12.0, abs=0.1)


def test_a_level_of_its_own_counts_before_the_limiter():
    assert limited_lu(["a"], {"a": sine(0.5)}.get, {"a": -6.0}, 6.0, -6.0) < 0.1


def test_what_stays_under_the_limit_loses_nothing():
    assert limited_lu(["a"], {"a": sine(0.1)}.get, {}, 6.0, -6.0) == 0.0


def test_a_clip_that_cannot_be_read_is_left_out():
    def read(key):
        if key == "gone":
            raise SoundError("gone")
        return sine(0.5)

    assert limited_lu(["gone", "a"], read, {}, 6.0, -6.0) > 5
    assert limited_lu(["gone"], read, {}, 6.0, -6.0) == 0.0


def test_clips_are_drawn_by_lot_and_hardly_others_after_an_edit():
    frames = {f"{n:04}": 4 * RATE for n in range(500)}
    before = set(drawn(frames, RATE))
    assert len(before) == 30
    after = set(drawn({**frames, "another": 4 * RATE}, RATE))
    assert len(before - after) <= 1


@pytest.mark.parametrize("order", [(0, 2, 4), (1, 3, 5)], ids=["quieter", "louder"])
@pytest.mark.parametrize("target", [-19.0, -15.0])
def test_a_book_is_as_loud_as_asked_also_far_into_the_limiter(
    tmp_path, make_recording, order, target
):
    recording = make_recording(tmp_path, order=order, target_lufs=target)
    path = tmp_path / "book.wav"
    mixing.encode_whole(recording, "wav", path)
    with wave.open(str(path)) as file:
        pcm = Pcm(samples=file.readframes(file.getnframes()), rate=RATE)
    _, loudness = mixing.prepare(Speech(pcm=pcm), RATE)
    assert mixing.book_loudness([loudness], 1).lufs == pytest.approx(target, abs=0.3)
