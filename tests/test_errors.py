"""Errors keep their place and their remedy, also across processes, and never fill a screen."""

from __future__ import annotations

import pickle

import pytest

from audiobook.errors import (
    AudiobookError,
    CheckFailed,
    EngineError,
    EngineMissing,
    SettingsError,
    SoundError,
    StoryError,
)


@pytest.mark.parametrize(
    "error",
    [
        AudiobookError("what", "do"),
        StoryError("what", "do", path="a.txt", line=3),
        SettingsError("what", "do", key="voice.rate"),
        EngineError("what", "do", engine="tone", where="c01t1"),
        EngineMissing("what", "do", engine="piper"),
        SoundError("what", "do", command=("ffmpeg", "-i"), stderr="last words"),
        CheckFailed("what", "do"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_survives_a_process_pool(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)


def test_a_place_leads_the_message():
    assert str(StoryError("no title", path="a.txt", line=3)) == "a.txt:3: no title"


def test_a_message_never_fills_a_screen():
    assert len(AudiobookError("x" * 100_000).message) < 2000


def test_each_kind_has_its_exit_code():
    kinds = (AudiobookError, StoryError, SettingsError, EngineError, SoundError, CheckFailed)
    assert [kind.exit_code for kind in kinds] == [10, 11, 12, 13, 14, 15]
