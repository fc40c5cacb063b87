"""Every clip is looked at: an engine that fails in silence does not pass."""

from __future__ import annotations

import array
import math
from itertools import pairwise

import pytest

from audiobook.engines.verify import Verified, length_bounds_s, sayable
from audiobook.errors import EngineError
from audiobook.model import Mark, Pcm, Prosody, Speech, Utterance, Voice

RATE = 8_000
VOICE = Voice(engine="fake", name="one")


class Fake:
    """An engine that hums at 100 Hz for as long as it is told, in steps of the rate asked."""

    name = "fake"
    version = "1"
    licence = "MIT"
    phonemes = False
    pitch = False

    def __init__(self, seconds=1.0, marks=()):
        self.seconds = seconds
        self.marks = marks
        self.heard = []

    def rate(self, voice):
        return RATE

    def voices(self):
        return (VOICE,)

    def voice(self, name, language):
        return VOICE

    def fingerprint(self, voice):
        return "fake 1"

    def speak(self, utterance):
        self.heard.append(utterance)
        frames = round(self.seconds * RATE / utterance.prosody.rate)
        hum = (round(8000 * math.sin(2 * math.pi * 100 * n / RATE)) for n in range(frames))
        return Speech(pcm=Pcm(samples=array.array("h", hum).tobytes(), rate=RATE), marks=self.marks)


def speak(engine, text="Ten letters", **prosody):
    return Verified(engine).speak(
        Utterance(
            id="c02s01p004t1", written=text, spoken=text, voice=VOICE, prosody=Prosody(**prosody)
        )
    )


def cycles(speech):
    samples = array.array("h", speech.pcm.samples)
    return sum(a < 0 <= b for a, b in pairwise(samples))


@pytest.mark.parametrize("seconds", [0.0, 0.19, 3.65])
def test_an_empty_a_cut_and_an_endless_clip_are_errors_that_name_the_sentence(seconds):
    with pytest.raises(EngineError, match=r"c02s01p004t1 \('Ten letters'\)") as caught:
        speak(Fake(seconds))
    assert caught.value.where == "c02s01p004t1"
    assert caught.value.engine == "fake"


@pytest.mark.parametrize(
    ("samples", "rate", "what"),
    [(bytes(16_000), RATE, "silent"), (bytes(15_999), RATE, "16-bit"), (b"\1\1", 0, "16-bit")],
)
def test_a_clip_that_is_no_sound_is_an_error(monkeypatch, samples, rate, what):
    engine = Fake()
    pcm = Pcm(samples=samples, rate=rate)
    monkeypatch.setattr(engine, "speak", lambda utterance: Speech(pcm=pcm))
    with pytest.raises(EngineError, match=f"c02s01p004t1.*{what}"):
        speak(engine)


@pytest.mark.parametrize("seconds", [0.21, 1.0, 3.55])
def test_a_clip_of_a_possible_length_passes(seconds):
    assert speak(Fake(seconds)).pcm.frames == round(seconds * RATE)


def test_the_bounds_follow_the_rate():
    assert length_bounds_s("Ten letters", 1.0) == pytest.approx((0.2, 3.6))
    assert length_bounds_s("Ten letters", 0.5) == pytest.approx((0.4, 7.2))
    assert length_bounds_s("Ten letters", 2.0) == pytest.approx((0.1, 2.1))


def test_what_is_said_as_a_word_may_last_as_long_as_one():
    assert length_bounds_s("7")[1] >= 0.6 + 5 * 0.24
    assert length_bounds_s("a 😀")[1] > 6


def test_marks_out_of_order_or_outside_the_clip_are_an_error():
    first, second = Mark(offset=0, length=3, sample=10), Mark(offset=4, length=7, sample=5)
    with pytest.raises(EngineError, match="word times"):
        speak(Fake(marks=(first, second)))
    with pytest.raises(EngineError, match="word times"):
        speak(Fake(marks=(Mark(offset=0, length=3, sample=RATE),)))


@pytest.mark.parametrize(
    ("prosody", "what"),
    [
        ({"rate": 0.2}, "rate"),
        ({"rate": 5.0}, "rate"),
        ({"rate": math.nan}, "rate"),
        ({"pitch": 13.0}, "pitch"),
        ({"pitch": math.nan}, "pitch"),
        ({"volume": 50.0}, "volume"),
    ],
)
def test_prosody_beyond_reason_is_refused_before_the_engine_is_asked(prosody, what):
    engine = Fake()
    with pytest.raises(EngineError, match=what):
        speak(engine, **prosody)
    assert engine.heard == []


def test_pitch_is_shifted_for_an_engine_that_has_none_and_the_marks_move_along():
    engine = Fake(marks=(Mark(offset=0, length=3, sample=0), Mark(offset=4, length=7, sample=4000)))
    octave = speak(engine, pitch=12.0)
    assert engine.heard[0].prosody == Prosody(rate=0.5)
    assert octave.pcm.frames == pytest.approx(RATE, abs=2)
    assert cycles(octave) == pytest.approx(200, abs=2)
    assert octave.marks[1].sample == 2000


def test_louder_stops_at_full_scale_and_never_wraps():
    loud = array.array("h", speak(Fake(), volume=30.0).pcm.samples)
    assert max(loud) == 32_767
    assert min(loud) >= -32_768
    assert cycles(speak(Fake(), volume=30.0)) == cycles(speak(Fake()))


def test_an_engine_sees_no_control_character_and_offsets_stay_true():
    engine = Fake()
    speak(engine, "Ten\0let\x01ters\ud800!")
    assert engine.heard[0].spoken == "Ten let ters !"
    assert sayable("Ten\nletters\U000e0001") == "Ten letters\U000e0001"
