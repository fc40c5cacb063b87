"""Narrating asks engines only for what the store lacks."""

from __future__ import annotations

import subprocess
import sys

import pytest

from audiobook.engines import load
from audiobook.errors import AudiobookError, EngineError
from audiobook.model import ChapterStart, Meta, Pause, Script, Utterance, Voice
from audiobook.speaking import ClipStore, Spoken, Started, missing, narrate

VOICE = Voice(engine="tone", name="middle", language="en")
RATE = 22_050


def script(*sentences, voice=VOICE):
    steps = [ChapterStart(id="c01", title="One")]
    for number, text in enumerate(sentences, start=1):
        steps.append(
            Utterance(id=f"c01s01p001t{number}", written=text + ".", spoken=text, voice=voice)
        )
        steps.append(Pause(ms=350, kind="sentence"))
    return Script(meta=Meta(title="One"), steps=tuple(steps))


def spoken(story, store, *, jobs=1, **options):
    events = []
    prints = {VOICE: load("tone").fingerprint(VOICE)}
    narration = narrate(
        story,
        store=store,
        fingerprints=options.pop("fingerprints", prints),
        rate=RATE,
        options={},
        jobs=jobs,
        on_event=events.append,
        **options,
    )
    return narration, events


@pytest.fixture
def store(tmp_path):
    return ClipStore(tmp_path / "clips")


def test_every_utterance_has_its_clip_and_silence_has_none(store):
    narration, _ = spoken(script("Ab cd", "", "Ab cd ef"), store, jobs=2)
    first, nothing, last = narration.clips
    assert nothing is None
    # `tone` gives 50 ms a letter and 50 ms between words; trimming leaves 10 ms after the last.
    assert first.frames == pytest.approx(0.26 * RATE, abs=0.012 * RATE)
    assert last.frames - first.frames == pytest.approx(0.15 * RATE, abs=0.002 * RATE)
    assert store.pcm(last.key).frames == last.frames
    assert [mark.offset for mark in store.marks(last.key)] == [0, 3, 6]


def test_what_is_kept_is_not_spoken_again_and_a_repetition_once(store):
    first, _ = spoken(script("One", "Two", "One"), store)
    again, _ = spoken(script("Two", "Three", "One"), store)
    assert (first.spoken, first.reused) == (2, 1)
    assert (again.spoken, again.reused) == (1, 2)
    assert again.clips[0] == first.clips[1]
    assert again.clips[2] == first.clips[0] == first.clips[2]


def test_clips_just_spoken_hold_what_they_share_only_once_as_clips_found_do(store):
    story = script(*(f"Sentence {number:02}" for number in range(12)))
    just, found = spoken(story, store)[0].clips, spoken(story, store)[0].clips
    assert just == found
    pairs = [pair for clip in (*just, *found) for pair in clip.loudness.blocks]
    assert len({id(pair) for pair in pairs}) == len(set(pairs))


def test_a_dry_run_lists_what_would_be_spoken(store):
    spoken(script("One"), store)
    prints = {VOICE: load("tone").fingerprint(VOICE)}
    lacking = missing(script("Two", "One", "Three", "Two", ""), store, prints, RATE)
    assert [utterance.spoken for utterance in lacking] == ["Two", "Three"]


def test_a_damaged_clip_is_spoken_again(store):
    narration, _ = spoken(script("One", "Two"), store)
    key = narration.clips[1].key
    good = store.pcm(key)
    path = next(store.folder.rglob(f"{key}.wav"))
    path.write_bytes(path.read_bytes()[:-100])
    again, _ = spoken(script("One", "Two"), store)
    assert again.spoken == 1
    assert store.pcm(key) == good


def test_progress_tells_the_work_and_each_sentence(store):
    spoken(script("One"), store)
    _, events = spoken(script("One", "Seven", "Nine"), store)
    assert events[0] == Started(total=3, missing=2, characters=9)
    assert sorted((event.id, event.characters) for event in events[1:]) == [
        ("c01s01p001t2", 5),
        ("c01s01p001t3", 4),
    ]
    assert all(isinstance(event, Spoken) and 0.1 < event.seconds < 0.3 for event in events[1:])


def test_an_unchanged_book_starts_no_process_and_loads_no_numpy(store):
    story = script("One", "Two")
    spoken(story, store)
    code = f"""
import sys, pathlib
from audiobook.model import *
from audiobook.speaking import ClipStore, narrate
story = {story!r}
voice = story.steps[1].voice
narration = narrate(story, store=ClipStore(pathlib.Path({str(store.folder)!r})),
    fingerprints={{voice: {load("tone").fingerprint(VOICE)!r}}}, rate={RATE}, options={{}}, jobs=2)
assert (narration.spoken, narration.reused) == (0, 2)
heavy = {{"numpy", "soxr", "multiprocessing", "audiobook.engines.tone"}}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_another_engine_than_the_keys_were_made_for_is_an_error(store):
    with pytest.raises(EngineError, match="expected 'tone 0 middle', found 'tone 1 middle'"):
        spoken(script("One"), store, fingerprints={VOICE: "tone 0 middle"})


def test_a_store_that_cannot_be_written_is_told_before_anything_is_spoken(tmp_path):
    (tmp_path / "clips").write_text("")
    events = []
    with pytest.raises(AudiobookError, match="cannot be used"):
        narrate(
            script("One"),
            store=ClipStore(tmp_path / "clips"),
            fingerprints={VOICE: ""},
            rate=RATE,
            options={},
            jobs=1,
            on_event=events.append,
        )
    assert len(events) == 1


def test_a_disk_that_is_full_is_one_clear_error_and_what_is_kept_stays(store, file_size_limit):
    story = script("One", "Two", "Nine " * 20)
    spoken(script("One", "Two"), store)
    with file_size_limit(40_000), pytest.raises(AudiobookError, match="cannot be used") as caught:
        spoken(story, store)
    assert caught.value.exit_code == 10
    assert "--cache" in caught.value.hint
    assert spoken(story, store)[0].reused == 2
