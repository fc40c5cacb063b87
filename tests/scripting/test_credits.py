"""Credits are chapters of their own, first and last."""

from __future__ import annotations

from audiobook.model import Book, Chapter, Meta, Paragraph, Part, Scene, Sentence
from audiobook.scripting.credits import with_credits


def book(**meta):
    text = Sentence(id="c01s01p001t1", parts=(Part(written="It rained."),))
    paragraph = Paragraph(id="c01s01p001", line=1, kind="text", sentences=(text,))
    scene = Scene(id="c01s01", opened_by="start", reason="", paragraphs=(paragraph,))
    chapter = Chapter(id="c01", title=None, kind="chapter", reason="", scenes=(scene,))
    return Book(meta=Meta(title="Rain", **meta), title=None, chapters=(chapter,))


def written(chapter):
    return [
        sentence.written
        for scene in chapter.scenes
        for paragraph in scene.paragraphs
        for sentence in paragraph.sentences
    ]


def test_credits_name_title_author_and_narrator_and_say_that_it_ends():
    first, story, last = with_credits(book(author="A. Writer", narrator="Ann")).chapters
    people = ["Written by A. Writer.", "Narrated by Ann."]
    assert written(first) == ["Rain.", *people]
    assert written(story) == ["It rained."]
    assert written(last) == ["This has been Rain.", *people, "The end."]


def test_credits_name_nobody_who_is_not_known():
    assert written(with_credits(book()).chapters[0]) == ["Rain."]
