"""Names and odd words come out, the most frequent first; plain words do not."""

from __future__ import annotations

from audiobook.model import Book, Chapter, Meta, Paragraph, Part, Scene, Sentence
from audiobook.scripting.suggest import suggest
from audiobook.wording import Lexicon


def book(*sentences):
    made = tuple(
        Sentence(id=f"t{number}", parts=(Part(written=text),))
        for number, text in enumerate(sentences)
    )
    paragraph = Paragraph(id="p", line=1, kind="text", sentences=made)
    scene = Scene(id="s", opened_by="start", reason="", paragraphs=(paragraph,))
    chapter = Chapter(id="c", title=None, kind="chapter", reason="", scenes=(scene,))
    return Book(meta=Meta(title="T"), chapters=(chapter,))


STORY = book(
    "Then Siobhan met Cholmondeley by the river.",
    "Siobhan’s boat was full; so Siobhan waited.",
    "River water rose, and the raison d’être of the jar was gone.",
    "The OPEC men came.",
    "“Nothing,” said Anna, “is LOST.” It was lost.",
)


def test_names_come_first_by_count():
    first = suggest(STORY)[0]
    assert (first.word, first.count) == ("Siobhan", 3)
    assert "Cholmondeley" in [one.word for one in suggest(STORY)]


def test_plain_words_and_common_names_are_left_out():
    assert {"River", "Then", "Nothing", "Anna", "river", "LOST"}.isdisjoint(
        one.word for one in suggest(STORY)
    )


def test_foreign_words_and_acronyms_say_why():
    reasons = {one.word: one.reason for one in suggest(STORY)}
    assert (reasons["d’être"], reasons["OPEC"]) == ("foreign", "acronym")


def test_each_comes_with_a_sentence_that_holds_it():
    assert all(one.word in one.example for one in suggest(STORY))


def test_what_the_lexicon_holds_is_left_out():
    lexicon = Lexicon((("siobhan", "shi vawn"),))
    assert "Siobhan" not in [one.word for one in suggest(STORY, lexicon)]
