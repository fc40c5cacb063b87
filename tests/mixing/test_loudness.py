"""The book's gain is summed, foreseen behind the limiter, and kept over small changes."""

from __future__ import annotations

import pytest

from audiobook import mixing
from audiobook.model import Clip, Loudness, Prosody, Utterance, Voice

ANNA, BERT = Voice(engine="e", name="anna"), Voice(engine="e", name="bert")


def clip(key, tenths, peak=0.5):
    loudness = Loudness(blocks=((tenths, 40),), energy=100.0, peak=peak)
    return Clip(key=key, frames=88_200, loudness=loudness)


def line(voice, volume=0.0):
    prosody = Prosody(volume=volume)
    return Utterance(id="x", written="x", spoken="x", voice=voice, prosody=prosody)


def test_quiet_blocks_are_gated_out():
    loud = Loudness(blocks=((-200, 50),), energy=1.0, peak=0.5)
    hiss = Loudness(blocks=((-450, 500),), energy=0.1, peak=0.01)
    assert mixing.book_loudness([loud, hiss], 1000).lufs == pytest.approx(-20.0)


def test_a_silent_book_is_not_raised():
    assert mixing.gain_db(mixing.book_loudness([], 1000), -19.0) == 0.0


def test_the_gain_makes_up_for_what_the_limiter_takes():
    crest = [Loudness(blocks=((-210, 50),), energy=10.0, peak=1.0)]
    flat = [Loudness(blocks=((-210, 50),), energy=10.0, peak=0.2)]
    raised = mixing.gain_db(mixing.book_loudness(crest, 1000), -19.0, -3.0)
    assert mixing.gain_db(mixing.book_loudness(flat, 1000), -19.0, -3.0) == 2.0
    assert 2.5 < raised < 6.0


def test_a_rebuild_keeps_its_gain_until_the_result_would_be_off():
    book = mixing.book_loudness([Loudness(blocks=((-210, 50),), energy=10.0, peak=0.2)], 1000)
    assert mixing.gain_db(book, -19.0, -3.0, 2.3) == 2.3
    assert mixing.gain_db(book, -19.0, -3.0, 2.6) == 2.0


def test_one_voice_needs_no_levelling():
    assert mixing.levelled([(line(ANNA), clip("a", -200)), (line(ANNA), clip("b", -230))]) == {}


def test_the_louder_voice_comes_down_to_the_other():
    cast = [(line(ANNA), clip("a", -180)), (line(BERT), clip("b", -215)), (line(BERT), None)]
    assert mixing.levelled(cast) == {"a": -3.5}


def test_a_whisper_asked_for_stays_a_whisper():
    cast = [
        (line(ANNA), clip("a", -200)),
        (line(BERT), clip("b", -200)),
        (line(BERT, volume=-6.0), clip("c", -260)),
    ]
    assert mixing.levelled(cast) == {}


def test_a_raised_clip_measures_as_much_more():
    raised = mixing.raised(clip("a", -200).loudness, -6.0)
    assert raised.blocks == ((-260, 40),)
    assert raised.peak == pytest.approx(0.25, abs=0.002)
