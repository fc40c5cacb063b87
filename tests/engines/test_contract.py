"""What every engine must do, ours and a stranger's; missing ones skip with their reason."""

from __future__ import annotations

import hashlib

import pytest

from audiobook import engines
from audiobook.errors import EngineError, EngineMissing
from audiobook.model import Prosody, Utterance

SENTENCE = "The quick brown fox jumped over the lazy dog, and nobody saw it."
OTHER = "Something else was said before."


def loaded(name):
    try:
        engine = engines.load(name)
        return engine, engine.voice("", "en")
    except EngineMissing as err:
        pytest.skip(f"{err.message}: {err.hint}")
    except EngineError as err:
        pytest.skip(err.message)


@pytest.fixture(params=engines.names(), scope="module")
def engine(request):
    return loaded(request.param)


def said(engine, text, **prosody):
    speaker, voice = engine
    return speaker.speak(
        Utterance(
            id="c01s01p001t1", written=text, spoken=text, voice=voice, prosody=Prosody(**prosody)
        )
    )


def digest(speech):
    return hashlib.sha256(speech.pcm.samples).hexdigest()


def test_an_engine_speaks_at_the_rate_it_names(engine):
    speech = said(engine, SENTENCE)
    assert speech.pcm.rate == engine[0].rate(engine[1])
    assert 1.5 < speech.pcm.frames / speech.pcm.rate < 8


def test_the_same_sentence_gives_the_same_bytes_whatever_came_before(engine):
    first = said(engine, SENTENCE)
    said(engine, OTHER)
    fresh = loaded(engine[0].name)
    said(fresh, OTHER)
    assert digest(said(engine, SENTENCE)) == digest(first) == digest(said(fresh, SENTENCE))


def test_tone_is_always_there():
    assert "tone" in engines.names()
    engines.load("tone")
