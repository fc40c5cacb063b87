"""What rises between samples is found without listening to all of it."""

from __future__ import annotations

import numpy as np
import pytest

from audiobook.mixing.swing import swing_db

RATE = 22_050


def tone(hertz: float, phase: float, level: float = 0.5) -> bytes:
    moments = np.arange(RATE) / RATE
    sound = level * np.sin(2 * np.pi * hertz * moments + phase)
    return (32767 * sound).astype("<i2").tobytes()


def test_a_tone_whose_samples_miss_its_tops_swings_three_decibels_above_them():
    assert swing_db(tone(RATE / 4, np.pi / 4), 0.1) == pytest.approx(3.01, abs=0.15)


@pytest.mark.parametrize("hertz", [200, 1000, 2000])
def test_a_tone_with_many_samples_a_turn_hardly_swings(hertz):
    assert swing_db(tone(hertz, 0.3), 0.1) < 0.2


def test_what_lies_under_the_floor_is_not_looked_at():
    assert swing_db(tone(RATE / 4, np.pi / 4, level=0.1), 0.2) == 0.0


@pytest.mark.parametrize("samples", [b"", b"\x01\x00", bytes(60), b"\x00\x80" * 40])
def test_hardly_any_sound_does_not_swing(samples):
    assert swing_db(samples, 0.001) < 1.5  # a step rings by one
