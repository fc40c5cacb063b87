"""A timeline is exact arithmetic over a script and its clips."""

from __future__ import annotations

import pytest

from audiobook.model import (
    ChapterStart,
    Clip,
    Loudness,
    Meta,
    Pause,
    Script,
    Utterance,
    Voice,
)
from audiobook.scripting import timeline

VOICE = Voice(engine="tone", name="beep")
SILENT = Loudness(blocks=(), energy=0.0, peak=0.0)


def utterance(name, written, spoken=None):
    said = written if spoken is None else spoken
    return Utterance(id=name, written=written, spoken=said, voice=VOICE)


def clip(key, frames, marked=True):
    return Clip(key=key, frames=frames, loudness=SILENT, marked=marked)


@pytest.fixture
def laid_out():
    steps = (
        ChapterStart(id="c01", title="One"),
        Pause(ms=700, kind="head"),
        utterance("c01t1", "One"),
        Pause(ms=2000, kind="title"),
        utterance("c01s01p001t1", "“Run!” "),
        utterance("c01s01p001t1", "said Anna."),
        Pause(ms=350, kind="sentence"),
        utterance("c01s01p001t2", "…", ""),
        Pause(ms=3000, kind="chapter"),
        ChapterStart(id="c02", title="Two"),
        utterance("c02s01p001t1", "End."),
        Pause(ms=3000, kind="tail"),
    )
    script = Script(meta=Meta(title="Book"), steps=steps)
    clips = (clip("a", 1000), clip("b", 500), clip("c", 700, marked=False), None, clip("a", 1000))
    return timeline(script, clips, 22_050)


def test_cues_and_pauses_sum_to_the_frames(laid_out):
    cues = sum(cue.end - cue.start for cue in laid_out.cues)
    silences = sum(silence.end - silence.start for silence in laid_out.silences)
    assert cues + silences == laid_out.frames == sum(piece.frames for piece in laid_out.pieces)


def test_cues_do_not_overlap(laid_out):
    ends = [0, *(cue.end for cue in laid_out.cues)]
    assert all(cue.start >= end for cue, end in zip(laid_out.cues, ends, strict=False))


def test_the_parts_of_a_sentence_are_one_cue(laid_out):
    cue = next(cue for cue in laid_out.cues if cue.id == "c01s01p001t1")
    assert cue.written == "“Run!” said Anna."
    assert cue.keys == ("b", "c")
    assert cue.end - cue.start == 1200
    assert not cue.exact  # one of its clips has no word times


def test_a_sentence_with_nothing_to_say_has_a_cue_and_no_clip(laid_out):
    cue = next(cue for cue in laid_out.cues if cue.id == "c01s01p001t2")
    assert (cue.keys, cue.end - cue.start) == ((), 0)


def test_milliseconds_become_samples_rounding_down(laid_out):
    pause = next(silence for silence in laid_out.silences if silence.kind == "sentence")
    assert pause.end - pause.start == 7717  # 0.35 s of 22,050 Hz is 7717.5


def test_chapters_meet_and_cover_the_book(laid_out):
    first, second = laid_out.chapters
    assert (first.start, first.end, second.end) == (0, second.start, laid_out.frames)
    assert second.start == next(c.start for c in laid_out.cues if c.id == "c02s01p001t1")
