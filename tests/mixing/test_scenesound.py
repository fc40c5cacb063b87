"""A sound may stand in a scene's pause."""

from __future__ import annotations

import struct
import wave

import pytest

from audiobook import mixing
from audiobook.errors import SettingsError

RATE = 22_050


@pytest.fixture
def bell(tmp_path):
    path = tmp_path / "bell.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(44_100)
        samples = ((9000, 9000) if n // 50 % 2 else (-9000, -9000) for n in range(44_100))
        file.writeframes(b"".join(struct.pack("<hh", *pair) for pair in samples))
    return path


def test_the_sound_lies_in_the_middle_of_every_scene_pause(tmp_path, bell, make_recording):
    sound = mixing.load_scene_sound(bell, RATE)
    assert sound.pcm.frames == pytest.approx(RATE, abs=RATE * 0.02)
    plain = make_recording(tmp_path)
    marked = make_recording(tmp_path, scene_sound=sound)
    pieces = marked.timeline.pieces
    places = [index for index, piece in enumerate(pieces) if piece.key == sound.clip.key]
    scenes = [s for s in plain.timeline.silences if s.kind == "scene"]
    assert len(places) == len(scenes) == 4
    for index in places:
        before, after = pieces[index - 1].frames, pieces[index + 1].frames
        assert before == pytest.approx(after, abs=RATE * 0.01)
        assert before + sound.clip.frames + after == pytest.approx(2.2 * RATE, abs=RATE * 0.01)
    assert marked.read(sound.clip.key) == sound.pcm


def test_a_pause_too_short_for_the_sound_grows_and_all_after_it_moves(
    tmp_path, bell, make_recording
):
    sound = mixing.load_scene_sound(bell, RATE)
    marked = make_recording(tmp_path, scene_sound=sound, pauses={"scene": 1000})
    timeline = marked.timeline
    assert timeline.frames == sum(piece.frames for piece in timeline.pieces)
    assert timeline.chapters[-1].end == timeline.frames
    scenes = [s.end - s.start for s in timeline.silences if s.kind == "scene"]
    assert all(length == pytest.approx(2 * RATE, abs=RATE * 0.03) for length in scenes)
    starts, at = {}, 0
    for piece in timeline.pieces:
        starts.setdefault(piece.key, []).append(at)
        at += piece.frames
    assert all(cue.start in starts[cue.keys[0]] for cue in timeline.cues)


def test_a_file_that_is_no_sound_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="no such sound"):
        mixing.load_scene_sound(tmp_path / "none.wav", RATE)
    text = tmp_path / "text.wav"
    text.write_text("no sound")
    with pytest.raises(SettingsError, match="this is no sound"):
        mixing.load_scene_sound(text, RATE)
