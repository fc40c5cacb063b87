"""hibari: its own bytes, word times, sounds from the lexicon, and never a download."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audiobook import engines
from audiobook.errors import EngineError

hibari = pytest.importorskip("hibari", reason='pip install "audiobook[natural]"')
TEXT = "Hello there, “my friend”—it’s 1,234 men. And ‘so’ on… He left. Dr. Smith said no!"


@pytest.fixture(scope="module")
def engine(make):
    return make("hibari")


@pytest.fixture(scope="module")
def plain():
    return hibari.Hibari(threads=1)


def words(text, speech):
    return [text[m.offset : m.offset + m.length] for m in speech.marks]


@pytest.mark.parametrize("text", [TEXT, "He said so", "She sells, " * 60 + "he said."])
def test_the_sound_is_hibaris_own_to_the_byte(engine, say, plain, text):
    import numpy as np

    own = np.round(np.clip(plain(text, seed=0), -1, 1) * 32767).astype("<i2").tobytes()
    assert say(engine, text).pcm.samples == own


def test_every_word_has_its_time(engine, say):
    speech = say(engine, TEXT)
    expected = "Hello there my friend it’s 1 men And so on He left Dr Smith said no"
    assert words(TEXT, speech) == expected.split()
    # The pause at "left. Dr." is where hibari begins its fourth sentence.
    left, doctor = speech.marks[11].sample, speech.marks[12].sample
    assert doctor - left > 0.6 * 24_000


def test_a_word_given_as_sounds_is_said_so(engine, say):
    text = "Ask /ˈaɪdə/, and/or [me](/now/)."
    speech = say(engine, text)
    assert words(text, speech)[:4] == ["Ask", "ˈaɪdə", "and", "or"]
    near = say(engine, "Ask Ida, and/or [me](/now/).").pcm.frames
    assert speech.pcm.frames == pytest.approx(near, rel=0.15)


def test_a_sound_that_the_voice_has_not_is_refused(engine, say):
    with pytest.raises(EngineError, match="'ʘ' in /ʘaɪ/"):
        say(engine, "Say /ʘaɪ/ now.")


def test_a_voice_that_is_not_there_says_which_file_belongs_where(engine, monkeypatch, tmp_path):
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    with pytest.raises(EngineError, match="emma") as caught:
        engine[0].voice("emma", "en")
    assert "bf_emma.int8.onnx" in caught.value.hint
    assert str(tmp_path) in caught.value.hint
    (tmp_path / "bf_emma.int8.onnx").write_bytes(b"half a download")
    with pytest.raises(EngineError, match="emma"):
        engine[0].voice("emma", "en")


def test_a_voice_is_used_where_its_file_lies_and_nothing_is_fetched(
    make, say, monkeypatch, tmp_path
):
    def fetched(*args, **kwargs):
        raise AssertionError(f"hibari wanted to download {args}")

    monkeypatch.setattr("hibari.voices.download", fetched)
    own = Path(hibari.__file__).parent / "assets" / "hibari.onnx"
    # Kept of one size by hibari's list, so the model of one voice can stand in for another.
    shutil.copy(own, tmp_path / "bf_emma.int8.onnx")
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(tmp_path))
    speaker, american = make("hibari")
    emma = speaker.voice("emma", "en")
    assert emma.language == "en-GB"
    assert emma in speaker.voices()
    assert speaker.voice("", "en-GB") == emma
    assert speaker.voice("", "en") == american
    by_path = speaker.voice(str(tmp_path / "bf_emma.int8.onnx"), "en")
    assert by_path.language == "en-GB"
    heard = [say((speaker, v), "The new tomato.").pcm.samples for v in (emma, by_path, american)]
    assert heard[0] == heard[1] != heard[2]


def test_a_word_that_it_cannot_read_is_told(engine, say, caplog):
    say(engine, "She wrote 北京 on it.")
    assert "c01s01p001t1: hibari leaves out '北京'" in caplog.text


def test_another_language_is_refused():
    with pytest.raises(EngineError, match="'de'"):
        engines.load("hibari").voice("", "de")
