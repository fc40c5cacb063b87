"""A clip is trimmed to what sounds, faded, and measured as BS.1770-4 asks."""

from __future__ import annotations

import math
from array import array

import pytest

from audiobook import mixing
from audiobook.model import Mark, Pcm, Speech

RATE = 22_050


def sine(seconds, level=0.25, hz=1000.0, rate=RATE):
    count = int(seconds * rate)
    return [round(32768 * level * math.sin(2 * math.pi * hz * i / rate)) for i in range(count)]


def speech(samples, rate=RATE, marks=()):
    return Speech(pcm=Pcm(samples=array("h", samples).tobytes(), rate=rate), marks=marks)


def test_silence_around_a_clip_is_cut_to_five_and_ten_milliseconds():
    clip, _ = mixing.prepare(speech([0] * 3000 + sine(0.5, hz=997) + [0] * 9000), RATE)
    guard = RATE * 5 // 1000 + RATE * 10 // 1000
    assert clip.pcm.frames == pytest.approx(RATE // 2 + guard, abs=3)


def test_a_clip_begins_and_ends_in_silence_however_abruptly_it_was_given():
    clip, _ = mixing.prepare(speech(sine(0.3, hz=613)), RATE)
    samples = array("h", clip.pcm.samples)
    assert max(abs(value) for value in (*samples[:3], *samples[-3:])) < 40


def test_a_clip_in_which_nothing_sounds_has_no_frames():
    clip, loudness = mixing.prepare(speech([5] * RATE), RATE)
    assert clip.pcm.frames == 0
    assert loudness.blocks == ()


def test_marks_move_with_the_trim_and_the_rate():
    marks = (Mark(offset=0, length=3, sample=2205), Mark(offset=4, length=3, sample=4410))
    clip, _ = mixing.prepare(speech([0] * 2205 + sine(0.5), marks=marks), 2 * RATE)
    first, second = (mark.sample for mark in clip.marks)
    assert first == pytest.approx(2 * RATE * 5 // 1000, abs=60)
    assert second - first == 4410


def test_another_rate_is_resampled_without_changing_length_or_level():
    tone = speech(sine(1.0, level=0.25, rate=24_000), rate=24_000)
    clip, loudness = mixing.prepare(tone, RATE)
    assert clip.pcm.rate == RATE
    assert clip.pcm.frames == pytest.approx(RATE, abs=40)
    assert loudness.peak == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100])
def test_a_full_scale_sine_of_997_hz_measures_minus_three_lufs(rate):
    """BS.1770-4, annex 1: a 0 dBFS sine of 997 Hz in one channel reads -3.01 LKFS."""
    _, loudness = mixing.prepare(speech(sine(20.0, level=0.999, hz=997, rate=rate), rate), rate)
    assert mixing.book_loudness([loudness], 20 * rate).lufs == pytest.approx(-3.01, abs=0.1)


def test_rms_counts_the_pauses_too():
    _, loudness = mixing.prepare(speech(sine(1.0, level=0.5)), RATE)
    whole = mixing.book_loudness([loudness], RATE)
    half = mixing.book_loudness([loudness], 2 * RATE)
    assert whole.rms_dbfs == pytest.approx(-9.03, abs=0.1)
    assert half.rms_dbfs == pytest.approx(whole.rms_dbfs - 3.01, abs=0.01)
    assert half.lufs == whole.lufs
