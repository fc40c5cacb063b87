"""What every engine must do, ours and a stranger's; missing ones skip with their reason."""

from __future__ import annotations

import array
import hashlib
import subprocess
import sys
from itertools import pairwise

import pytest

from audiobook import engines
from audiobook.errors import EngineError
from audiobook.model import Voice

SENTENCE = "The quick brown fox jumped over the lazy dog, and nobody saw it."
OTHER = "Something else was said before."
ANY_LANGUAGE = {"tone", "command"}
LONG_WORDS = {"hibari": 160, "piper": 160, "kokoro": 160, "command": 300, "pyttsx3": 1200}


# piper's contract is kept with a small voice built for the tests, and, slowly, with a real one.
FOUND = (*engines.names(), pytest.param("piper:en_US-joe-medium", marks=pytest.mark.slow))


@pytest.fixture(params=FOUND, scope="module")
def engine(request, make):
    return make(request.param)


def digest(speech):
    return hashlib.sha256(speech.pcm.samples).hexdigest()


def seconds(speech):
    return speech.pcm.frames / speech.pcm.rate


def rms(speech):
    samples = array.array("h", speech.pcm.samples)
    return (sum(sample * sample for sample in samples) / len(samples)) ** 0.5


def test_it_says_who_it_is_and_under_which_licence(engine):
    speaker, voice = engine
    assert speaker.name == voice.engine
    assert speaker.licence
    assert voice.language.split("-")[0] == "en"


def test_it_speaks_at_the_rate_it_names(engine, say):
    speech = say(engine, SENTENCE)
    assert speech.pcm.rate == engine[0].rate(engine[1])
    assert 1.5 < seconds(speech) < 8
    assert rms(speech) > 100


@pytest.mark.parametrize("rate", [0.6, 0.8, 1.25, 1.7])
def test_a_clip_is_as_long_as_the_rate_asks(engine, say, rate):
    assert seconds(say(engine, SENTENCE, rate=rate)) * rate == pytest.approx(
        seconds(say(engine, SENTENCE)), rel=0.08
    )


def test_the_same_sentence_gives_the_same_bytes_whatever_came_before(engine, make, say):
    first = say(engine, SENTENCE)
    say(engine, OTHER)
    fresh = (make(engine[0].name)[0], engine[1])
    say(fresh, OTHER)
    assert digest(say(engine, SENTENCE)) == digest(first) == digest(say(fresh, SENTENCE))


@pytest.mark.parametrize("text", ["", "   ", "…", "* * *", "“—”", "😀", "\0\ud800"])
def test_a_text_without_letter_or_digit_is_refused_by_its_place(engine, say, text):
    with pytest.raises(EngineError, match="c01s01p001t1") as caught:
        say(engine, text)
    assert caught.value.where == "c01s01p001t1"


def test_a_very_long_text_is_said_whole(engine, say):
    words = LONG_WORDS.get(engine[0].name, 3000)
    half = " ".join(["nobody saw it, and"] * (words // 8))
    ratio = seconds(say(engine, f"{half} {half}.")) / seconds(say(engine, f"{half}."))
    assert 1.85 < ratio < 2.15


@pytest.mark.parametrize(
    "text",
    [
        "Well done 😀👍🏽, said Ann.",
        "One\0two \x01three \ud83d four.",
        "If a < b <break time='9s'/> then <b>say</b> &amp; so.",
        "Ask [[h@l'oU]] or [her](/him/) or {wav} {speed}.",
        "ʻOkina, naïve, Ångström — 北京 и Москва.",
        "-o /tmp/other.wav --help",
    ],
)
def test_strange_text_is_text_and_harms_nothing(engine, say, text):
    assert 0.5 < seconds(say(engine, text)) < 20
    assert seconds(say(engine, SENTENCE)) > 1.5


def test_an_unknown_voice_is_refused_and_near_ones_are_named(engine):
    speaker = engine[0]
    if speaker.name == "command":
        pytest.skip("without a list of voices any name is the program's")
    with pytest.raises(EngineError, match="nobody-of-that-name") as caught:
        speaker.voice("nobody-of-that-name", "en")
    assert caught.value.hint


def test_a_language_without_a_voice_is_refused(engine):
    if engine[0].name in ANY_LANGUAGE:
        assert engine[0].voice("", "tlh").language == "tlh"
        return
    with pytest.raises(EngineError, match="tlh"):
        engine[0].voice("", "tlh")


def test_word_marks_are_words_in_order_inside_the_clip(engine, say):
    text = "“Don’t,” said Ann’s well-known friend—“it’s 9 o’clock: half past!”"
    speech = say(engine, text)
    assert all(a.offset < b.offset and a.sample <= b.sample for a, b in pairwise(speech.marks))
    for mark in speech.marks:
        assert text[mark.offset : mark.offset + mark.length].isprintable()
        assert text[mark.offset].isalnum()
        assert 0 <= mark.sample < speech.pcm.frames
    if engine[0].name != "command":
        assert len(speech.marks) >= 9


def test_it_can_be_used_after_an_error(engine, say):
    before = digest(say(engine, SENTENCE))
    with pytest.raises(EngineError):
        say(engine, SENTENCE, rate=0.01)
    with pytest.raises(EngineError):
        say((engine[0], Voice(engine=engine[0].name, name="/none.onnx")), "Hello.", rate=9)
    assert digest(say(engine, SENTENCE)) == before


def test_six_decibels_down_is_half_as_loud(engine, say):
    half = say(engine, SENTENCE, volume=-6.0206)
    assert rms(half) == pytest.approx(rms(say(engine, SENTENCE)) / 2, rel=0.01)


def test_another_pitch_sounds_otherwise_and_lasts_as_long(engine, say):
    high, plain = say(engine, SENTENCE, pitch=3.0), say(engine, SENTENCE)
    assert digest(high) != digest(plain)
    assert seconds(high) == pytest.approx(seconds(plain), rel=0.06)


def test_the_fingerprint_names_the_version_and_tells_voices_apart(engine):
    speaker, voice = engine
    mark = speaker.fingerprint(voice)
    assert speaker.version in mark
    others = [each for each in speaker.voices() if each.name != voice.name][:3]
    assert mark not in [speaker.fingerprint(each) for each in others]


def test_choosing_a_voice_loads_no_engine():
    program = """
import sys
from audiobook import engines
from audiobook.errors import EngineError
from audiobook.model import Voice
for name in engines.names():
    try:
        engine = engines.load(name)
        engine.fingerprint(engine.voice("", "en")), engine.voices()
    except EngineError:
        pass
engines.catalogue()
heavy = {"numpy", "soxr", "pyttsx3", "onnxruntime", "onnx", "hibari", "piper", "kokoro_onnx"}
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
