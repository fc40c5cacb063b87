"""Workers die, hang and refuse; the book goes on, and what is lost is named."""

from __future__ import annotations

import collections
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from audiobook.errors import EngineError, EngineMissing
from audiobook.speaking import ClipStore, Crew, Failed, Retried, narrate

RATE = 22_050


@pytest.fixture
def store(tmp_path):
    return ClipStore(tmp_path / "clips")


@pytest.fixture
def speak(store, fragile):
    def speak(script, *, jobs=2, **options):
        return narrate(
            script,
            store=store,
            fingerprints=collections.defaultdict(lambda: "fragile 1"),
            rate=RATE,
            options=fragile.options,
            jobs=jobs,
            **options,
        )

    return speak


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition, limit_s=5.0):
    deadline = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


PLAIN = tuple(f"Sentence number {number}" for number in range(12))


@pytest.mark.parametrize("fault", ["die", "refuse", "stumble"])
def test_a_sentence_that_fails_once_is_spoken_after_all(speak, story, fragile, fault):
    events = []
    narration = speak(story(*PLAIN[:6], f"{fault}-once", *PLAIN[6:]), on_event=events.append)
    assert narration.spoken == 13
    assert None not in narration.clips
    assert sorted(fragile.texts()) == sorted([*PLAIN, f"{fault}-once", f"{fault}-once"])
    assert [event.id for event in events if isinstance(event, Retried)] == ["c01s01p001t7"]


@pytest.mark.parametrize("fault", ["die", "refuse", "stumble"])
def test_a_sentence_that_fails_twice_is_named_and_the_others_are_kept(
    speak, story, fragile, store, fault
):
    events = []
    with pytest.raises(EngineError) as caught:
        speak(story(*PLAIN[:6], f"{fault} of it", *PLAIN[6:]), on_event=events.append)
    assert "1 of 13 sentences" in caught.value.message
    assert f"c01s01p001t7 ('{fault} of it')" in caught.value.message
    assert (caught.value.engine, caught.value.where) == ("fragile", "c01s01p001t7")
    assert "all others are kept" in caught.value.hint
    assert sorted(fragile.texts()) == sorted([*PLAIN, *[f"{fault} of it"] * 2])
    assert store.size()[0] == 12
    assert [event.id for event in events if isinstance(event, Failed)] == ["c01s01p001t7"]
    assert speak(story(*PLAIN)).spoken == 0


def test_every_deadly_sentence_is_told_from_its_neighbours(speak, story, store):
    deadly = [f"die {number}" for number in range(3)]
    with pytest.raises(EngineError, match="3 of 9 sentences") as caught:
        speak(
            story(
                *(
                    text
                    for three in zip(deadly, PLAIN[:3], PLAIN[3:6], strict=True)
                    for text in three
                )
            )
        )
    assert all(f"({text!r})" in caught.value.message for text in deadly)
    assert store.size()[0] == 6


@pytest.mark.parametrize("fault", ["die", "refuse", "stumble"])
def test_quick_sentences_that_went_together_with_a_bad_one_are_spoken_once(
    speak, story, fragile, store, fault
):
    quick = [f"Quick {number:02}" for number in range(60)]
    with pytest.raises(EngineError, match="1 of 61 sentences") as caught:
        speak(story(*quick[:40], f"{fault} of it", *quick[40:]), jobs=1)
    assert caught.value.where == "c01s01p001t41"
    assert sorted(fragile.texts()) == sorted([*quick, *[f"{fault} of it"] * 2])
    assert store.size()[0] == 60


def test_an_engine_that_hangs_is_ended_with_what_it_started(speak, story, fragile, store):
    with Crew(jobs=2, patience_s=3.0) as crew:
        narration = speak(story("hang-once", *PLAIN[:4]), crew=crew)
    assert narration.spoken == 5
    assert store.size()[0] == 5
    child = int((fragile.folder / "child").read_text())
    wait_for(lambda: not alive(child))


def test_a_worker_computes_in_one_thread(speak, story, fragile, monkeypatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    speak(story("threads"))
    assert (fragile.folder / "threads").read_text() == "1 1"
    assert os.environ["OMP_NUM_THREADS"] == "8"


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system pins no work")
def test_workers_for_every_core_speak_on_one_each(speak, story, fragile):
    cores = os.sched_getaffinity(0)
    speak(story(*[f"core {number}" for number in range(2 * len(cores))]), jobs=len(cores))
    seen = {path.read_text() for path in fragile.folder.glob("core-*")}
    assert seen == {repr({core}) for core in cores}


def test_a_story_may_be_spoken_from_any_thread(speak, story):
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(speak, story("One", "Two")).result(30).spoken == 2


def test_an_engine_that_is_not_there_ends_the_narration_at_once(speak, story, fragile):
    with pytest.raises(EngineMissing) as caught:
        speak(story("vanish", *[f"vanish {number}" for number in range(40)]), jobs=1)
    assert caught.value.hint == "pip install fragile"
    assert len(fragile.calls) <= 2


def test_after_many_failures_in_a_row_the_rest_is_not_tried(speak, story, fragile):
    with pytest.raises(EngineError, match=r"2\d of 60 sentences") as caught:
        speak(story(*[f"refuse {number}" for number in range(60)]), jobs=1)
    failed = int(caught.value.message.split()[0])
    assert 20 <= failed <= 22  # a slow machine hears of two or three failures at once
    assert f"and {failed - 10} more" in caught.value.message
    assert f"the other {60 - failed} were not tried" in caught.value.message
    assert len(fragile.calls) <= 44


def test_the_workers_are_gone_when_the_narration_ends(speak, story, fragile):
    speak(story(*PLAIN))
    wait_for(lambda: not any(alive(pid) for pid, _ in fragile.calls))


def test_one_crew_speaks_many_books_with_the_same_workers(speak, story, fragile):
    with Crew(jobs=1) as crew:
        assert speak(story(*PLAIN[:3]), crew=crew).spoken == 3
        assert speak(story(*PLAIN[:6]), crew=crew).spoken == 3
        with pytest.raises(EngineError, match="1 of 1"):
            speak(story("refuse"), crew=crew)
        assert speak(story(*PLAIN[6:9]), crew=crew).spoken == 3
    assert len({pid for pid, _ in fragile.calls}) == 1


def test_a_story_is_spoken_in_book_order_but_for_the_last_few_hundred(speak, story, fragile):
    early = [f"Early {number:03}" for number in range(40)]
    late = [f"Ab {number:03}" + " cd" * (number % 7) for number in range(256)]
    speak(story(*early, *late), jobs=1)
    said = fragile.texts()
    assert said[:40] == early
    assert said[40:] == sorted(late, key=len, reverse=True)


def test_an_interrupted_narration_keeps_what_was_spoken(speak, story, fragile, store):
    def stop(event):
        if len(fragile.calls) > 5:
            raise KeyboardInterrupt

    before = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        speak(story(*[f"slow {number}" for number in range(100)]), on_event=stop)
    assert time.monotonic() - before < 5
    wait_for(lambda: not any(alive(pid) for pid, _ in fragile.calls), limit_s=1.0)
    assert 2 <= store.size()[0] <= len(fragile.calls)


def test_a_worker_killed_from_outside_costs_nothing(speak, story, fragile):
    killed = []

    def kill(event):
        if len(fragile.calls) > 3 and not killed:
            killed.append(fragile.calls[-1][0])
            os.kill(killed[0], 9)

    narration = speak(story(*[f"slow {number}" for number in range(20)]), on_event=kill)
    assert narration.spoken == 20
    assert len({pid for pid, _ in fragile.calls}) == 3
