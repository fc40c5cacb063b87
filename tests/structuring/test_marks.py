"""What parts scenes in print, and what only looks like it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiobook.model import Block, Manuscript, Meta
from audiobook.structuring import structure

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "structuring" / "marks.json").read_text("utf-8")
)


def book_of(*texts, kind="text"):
    blocks = tuple(
        Block(kind="rule" if text.startswith("/") else kind, text=text.removeprefix("/"), line=at)
        for at, text in enumerate(texts, 1)
    )
    return structure(Manuscript(meta=Meta(title="A"), blocks=blocks), scenes="marked")


def scenes_of(book):
    return [[p.sentences[0].written for p in s.paragraphs] for s in book.chapters[0].scenes]


@pytest.mark.parametrize("mark", CASES["marks"])
def test_a_mark_on_a_line_parts_two_scenes_and_is_never_said(mark):
    assert scenes_of(book_of("One here.", mark, "Two here.")) == [["One here."], ["Two here."]]


@pytest.mark.parametrize("text", CASES["false friends"])
def test_what_only_looks_like_a_mark_stays_text(text):
    assert scenes_of(book_of("“One.”", text, "“Two.”")) == [["“One.”", text, "“Two.”"]]


@pytest.mark.parametrize("signs", ["…", ". . .", "—", "=", "::"])
def test_signs_alone_between_narration_part_scenes(signs):
    assert scenes_of(book_of("He left.", signs, "It was day.")) == [["He left."], ["It was day."]]


def test_neighbouring_marks_are_one_break():
    book = book_of("One.", "/* * *", "/* * *", "/* * *", "Two.")
    assert scenes_of(book) == [["One."], ["Two."]]
    assert book.chapters[0].scenes[1].opened_by == "marked"
    assert book.chapters[0].scenes[1].reason == "* * *"


def test_marks_at_the_start_and_the_end_part_nothing():
    assert scenes_of(book_of("/***", "One.", "Two.", "/***")) == [["One.", "Two."]]


def test_marks_beside_a_heading_within_a_chapter_part_nothing():
    blocks = (
        Block(kind="heading", text="The Tale", level=2),
        Block(kind="text", text="One."),
        Block(kind="rule", text="***"),
        Block(kind="heading", text="A letter", level=3),
        Block(kind="rule", text="***"),
        Block(kind="text", text="Two."),
        Block(kind="heading", text="The Reply", level=2),
        Block(kind="text", text="Three."),
    )
    book = structure(Manuscript(meta=Meta(title="A"), blocks=blocks))
    assert [len(chapter.scenes) for chapter in book.chapters] == [1, 1]


def test_a_line_above_a_footnote_parts_nothing():
    assert len(scenes_of(book_of("One.", "/-----", "[1] See above."))) == 1
    assert len(scenes_of(book_of("One.", "/-----", "The sea rose."))) == 2


def test_blank_lines_that_a_reader_took_for_a_break_are_named():
    book = book_of("One.", "/", "Two.")
    assert book.chapters[0].scenes[1].reason == "blank lines"


def test_a_mark_above_the_end_parts_nothing():
    assert len(scenes_of(book_of("One.", "/***", "THE END"))) == 1
