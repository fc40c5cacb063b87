"""Any program may speak: arguments are a list, a text is never one, time is limited."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from audiobook import engines
from audiobook.errors import EngineError
from audiobook.model import Prosody, Utterance

BEEPER = (sys.executable, str(Path(__file__).parent / "beeper.py"))
LETTER = 0.08  # seconds, as the beeper has it


def engine(*arguments, **options):
    return engines.load("command", (("program", arguments), *options.items()))


def say(speaker, text="Hello there.", **prosody):
    voice = speaker.voice("", "en")
    return speaker.speak(
        Utterance(id="c01t1", written=text, spoken=text, voice=voice, prosody=Prosody(**prosody))
    )


@pytest.mark.parametrize(
    "places", [("{text_file}", "{wav}"), ("-", "{wav}"), ("{text_file}", "-"), ("-", "-")]
)
def test_text_and_sound_go_by_file_or_by_pipe(places):
    speech = say(engine(*BEEPER, *places))
    assert speech.pcm.rate == 16_000
    assert speech.pcm.frames == round(10 * LETTER * 16_000)


@pytest.mark.parametrize(
    ("place", "rate", "seconds"),
    [("{speed}", 2.0, 0.4), ("{stretch}", 2.0, 1.6), ("1.{wpm}", 1.5, 10 * LETTER / 1.255)],
)
def test_the_rate_is_handed_over_as_the_program_wants_it(place, rate, seconds):
    speech = say(engine(*BEEPER, "{text_file}", "{wav}", place), rate=rate)
    assert speech.pcm.frames / 16_000 == pytest.approx(seconds, abs=0.001)


def test_a_rate_that_cannot_be_handed_over_is_refused():
    with pytest.raises(EngineError, match=r"c01t1.*\{speed\}"):
        say(engine(*BEEPER, "{text_file}", "{wav}"), rate=1.1)


def test_a_text_that_looks_like_arguments_is_read_out():
    text = "{wav} $(touch x) `id` --help; rm -rf {text_file}"
    letters = sum(char.isalnum() for char in text)
    speech = say(engine(*BEEPER, "{text_file}", "{wav}"), text)
    assert speech.pcm.frames == round(letters * LETTER * 16_000)


def test_voices_are_listed_with_their_languages():
    speaker = engine(*BEEPER, "{text_file}", "{wav}", voices=("anna=de", "bob=en-GB", "cy"))
    assert speaker.voice("", "en").name == "bob"
    assert speaker.voice("", "de-AT").name == "anna"
    assert speaker.voice("", "fr").name == "cy"
    assert speaker.voice("anna", "en").language == "de"
    with pytest.raises(EngineError, match="'anne'") as caught:
        speaker.voice("anne", "en")
    assert "anna" in caught.value.hint


def test_what_the_settings_say_is_what_is_reported():
    speaker = engine(*BEEPER, rate="8000", licence="BSD", version="2.2")
    assert (speaker.rate(speaker.voice("", "en")), speaker.licence) == (8000, "BSD")
    assert "2.2" in speaker.fingerprint(speaker.voice("", "en"))


@pytest.mark.parametrize(
    ("options", "what"),
    [
        ({"program": "flite -o"}, "a list is expected"),
        ({"programme": ("flite",)}, "no key programme"),
        ({"program": ("flite",), "timeout": "soon"}, "timeout"),
    ],
)
def test_settings_that_cannot_be_are_refused(options, what):
    with pytest.raises(EngineError, match=what) as caught:
        engines.load("command", tuple(options.items()))
    assert caught.value.hint


@pytest.mark.parametrize(
    ("program", "what"), [((), "names no program"), (("no-such-program-here",), "not to be found")]
)
def test_a_missing_program_is_told_before_anything_is_said(program, what):
    with pytest.raises(EngineError, match=what):
        engine(*program).voice("", "en")


@pytest.mark.parametrize(
    ("script", "what"),
    [
        ("import sys; sys.exit('out of paper')", "out of paper"),
        ("print('hello')", "not a WAV"),
        ("pass", "not a WAV"),
        ("import time; time.sleep(60)", "did not finish in 1 s"),
    ],
)
def test_a_program_that_fails_is_told_by_the_sentence(script, what):
    with pytest.raises(EngineError, match=f"(?s)c01t1.*{what}"):
        say(engine(sys.executable, "-c", script, timeout="1"))


def test_a_program_that_writes_no_file_is_told_by_the_sentence():
    with pytest.raises(EngineError, match=r"c01t1.*no file at \{wav\}"):
        say(engine(sys.executable, "-c", "pass", "{wav}"))
