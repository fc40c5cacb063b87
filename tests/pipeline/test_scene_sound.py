"""A scene may be marked by a sound of the user's, from the settings file to the checked book."""

from __future__ import annotations

import json
import math
import struct
import wave

import pytest

from audiobook.checking import check
from audiobook.errors import SettingsError
from audiobook.pipeline import build
from audiobook.settings import load

RATE = 22_050


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "two.txt"
    path.write_text("Two Scenes\n\nIt rained all day long.\n\n* * *\n\nThen it stopped at last.\n")
    path.with_suffix(".toml").write_text(
        '[pauses]\nscene_sound = "bell.wav"\n[voice]\nengine = "tone"\n'
    )
    with wave.open(str(tmp_path / "bell.wav"), "wb") as bell:
        bell.setparams((1, 2, RATE, 0, "NONE", ""))
        bell.writeframes(
            b"".join(struct.pack("<h", int(8000 * math.sin(n / 10))) for n in range(RATE))
        )
    return path


def test_the_sound_lies_in_the_scenes_pause_and_the_book_is_whole(story, tmp_path):
    settings = load(story, {})
    built = build(story, tmp_path / "output", settings, cache=tmp_path / "cache", jobs=1)
    receipt = json.loads((built.folder / "book.json").read_text())
    scene = next(p for p in receipt["pauses"] if p["kind"] == "scene")
    assert (scene["end"] - scene["start"]) / receipt["rate"] >= 2.0
    assert receipt["scene_sound"].startswith("scene-sound-")
    assert check(built.folder, cache=tmp_path / "cache") == ()


def test_a_sound_that_is_not_there_is_named(story, tmp_path):
    (tmp_path / "bell.wav").unlink()
    with pytest.raises(SettingsError, match=r"bell\.wav: no such sound"):
        build(story, tmp_path / "output", load(story, {}), cache=tmp_path / "cache", jobs=1)
