"""A worker of another kind refuses a sentence rather than say it otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audiobook.engines import load
from audiobook.errors import EngineError
from audiobook.model import Utterance, Voice
from audiobook.speaking import ClipStore
from audiobook.speaking.cluster import speak_there, this_machine
from audiobook.speaking.work import Task


def task(engine, fingerprint, options=()):
    voice = Voice(engine=engine, name="middle", language="en")
    return Task(
        key="",
        utterance=Utterance(id="t1", written="", spoken="One", voice=voice),
        fingerprint=fingerprint,
        options=options,
        rate=22_050,
        store=ClipStore(Path()),
    )


@pytest.mark.parametrize(
    ("difference", "named"),
    [
        ({"processor": "sparc"}, "expected processor 'sparc'"),
        ({"audiobook": "0"}, "expected audiobook '0'"),
        ({"clip_format": 0}, "expected clip format 0"),
    ],
)
def test_a_worker_unlike_the_machine_that_asks_is_an_error(fragile, difference, named):
    work = task("fragile", "fragile 1", fragile.options["fragile"])
    assert speak_there(work, this_machine()).speech.pcm.frames > 0
    with pytest.raises(EngineError, match=named):
        speak_there(work, replace(this_machine(), **difference))


def test_an_engine_without_neural_arithmetic_bears_another_processor():
    voice = Voice(engine="tone", name="middle", language="en")
    work = task("tone", load("tone").fingerprint(voice))
    assert speak_there(work, replace(this_machine(), processor="sparc")).speech.pcm.frames > 0
