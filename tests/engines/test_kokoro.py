"""kokoro: model and voices by path, word times from lengths that the model keeps to itself."""

from __future__ import annotations

import shutil

import pytest

from audiobook import engines
from audiobook.errors import EngineError

pytest.importorskip("kokoro_onnx", reason='pip install "audiobook[kokoro]"')


@pytest.fixture(scope="module")
def engine(make):
    return make("kokoro")


def test_a_token_lasts_as_long_as_the_rate_asks(engine, say):
    frames = [say(engine, "Hello there.", rate=rate).pcm.frames for rate in (0.5, 1.0, 2.0)]
    assert frames[0] == 2 * frames[1] == 4 * frames[2]


def test_word_times_come_of_the_models_lengths(engine, say):
    text = "Ask /ˈaɪdə/ in the “house”."
    marks = say(engine, text).marks
    words = [text[m.offset : m.offset + m.length] for m in marks]
    assert words == ["Ask", "ˈaɪdə", "in", "the", "house"]
    assert {mark.sample % 2400 for mark in marks} == {0}


def test_voices_have_the_language_of_their_letter(engine):
    speaker = engine[0]
    assert [(v.name, v.language) for v in speaker.voices()] == [
        ("af_one", "en-US"),
        ("bf_two", "en-GB"),
    ]
    assert speaker.voice("", "en-GB").name == "bf_two"
    with pytest.raises(EngineError, match="'ja'"):
        speaker.voice("", "ja")


def test_files_are_found_in_the_users_folder(kokoro_files, monkeypatch, tmp_path):
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(tmp_path))
    speaker = engines.load("kokoro")
    assert speaker.voices() == ()
    with pytest.raises(EngineError, match="no model") as caught:
        speaker.voice("", "en")
    assert "kokoro*.onnx" in caught.value.hint
    for path in kokoro_files:
        shutil.copy(path, tmp_path)
    assert speaker.voice("", "en").name == "af_one"


def test_a_file_of_voices_that_is_none_is_told(kokoro_files, tmp_path):
    bad = tmp_path / "voices.bin"
    bad.write_bytes(b"<html>not found</html>")
    speaker = engines.load("kokoro", (("model", str(kokoro_files[0])), ("voices", str(bad))))
    with pytest.raises(EngineError, match="not a file of kokoro voices"):
        speaker.voice("", "en")


def test_an_unknown_key_is_refused():
    with pytest.raises(EngineError, match="no key modell"):
        engines.load("kokoro", (("modell", "x"),))
