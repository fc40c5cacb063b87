"""Printed words get the times of the words as spoken."""

from __future__ import annotations

from audiobook.model import Mark
from audiobook.scripting import Take, words


def take(written, spoken, *samples):
    marks, at = [], 0
    for word, sample in zip(spoken.split(), samples, strict=False):
        at = spoken.index(word, at)
        marks.append(Mark(offset=at, length=len(word), sample=sample))
        at += len(word)
    return Take(written=written, spoken=spoken, marks=tuple(marks), frames=1000)


def starts(*takes):
    text = "".join(t.written for t in takes)
    return [(text[w.offset : w.offset + w.length], w.start) for w in words(takes, 0)]


def test_plain_words_have_their_own_times():
    assert starts(take("Hello, brave world.", "Hello, brave world.", 0, 300, 600)) == [
        ("Hello", 0), ("brave", 300), ("world", 600),
    ]  # fmt: skip


def test_a_rewritten_number_begins_with_its_first_spoken_word():
    found = starts(
        take("In 1895, he left", "In eighteen ninety-five, he left", 0, 100, 300, 600, 800)
    )
    assert found == [("In", 0), ("1895", 100), ("he", 600), ("left", 800)]


def test_an_engine_without_marks_gives_no_words():
    assert words([Take(written="Hello", spoken="Hello", marks=(), frames=10)], 0) == ()


def test_the_second_part_goes_on_where_the_first_ends():
    assert starts(take("“Run!” ", "“Run!”", 0), take("said Anna.", "said Anna.", 0, 400)) == [
        ("Run", 0), ("said", 1000), ("Anna", 1400),
    ]  # fmt: skip


def test_a_part_with_nothing_to_say_takes_no_time():
    silent = Take(written="… ", spoken="", marks=(), frames=0)
    assert starts(silent, take("So.", "So.", 50)) == [("So", 50)]
