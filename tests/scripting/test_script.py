"""A script says everything once, in order, with the pauses that were asked for."""

from __future__ import annotations

from dataclasses import replace

from audiobook.model import (
    Book,
    Chapter,
    ChapterStart,
    Meta,
    Paragraph,
    Part,
    Pause,
    Scene,
    Sentence,
    Utterance,
    Voice,
)
from audiobook.scripting import Company, Speaker, script
from audiobook.settings import PauseSettings, Settings

NARRATOR = Speaker(voice=Voice(engine="tone", name="low"))
HIGH = Speaker(voice=Voice(engine="tone", name="high"))
ALONE = Company(narrator=NARRATOR)
GREEK = Speaker(voice=Voice(engine="tone", name="low", language="el"))


def sentence(name, *parts, language=""):
    parts = tuple(p if isinstance(p, Part) else Part(written=p) for p in parts)
    return Sentence(id=name, parts=parts, language=language)


def paragraph(number, *sentences, kind="text"):
    return Paragraph(id=f"p{number}", line=number, kind=kind, sentences=sentences)


def book(*scenes, title=None, kind="chapter"):
    chapter = Chapter(id="c01", title=title, kind=kind, reason="", scenes=scenes)
    return Book(meta=Meta(title="The Book"), chapters=(chapter,))


def scene(*paragraphs, opened_by="start"):
    return Scene(id="s", opened_by=opened_by, reason="", paragraphs=paragraphs)


def steps(of, settings=Settings(), company=ALONE):
    return script(of, settings, company).steps


def kinds(of, **kwargs):
    return [
        step.kind if isinstance(step, Pause) else type(step).__name__
        for step in steps(of, **kwargs)
    ]


def test_of_two_pauses_that_meet_the_longer_stays():
    bare = replace(book(title=sentence("c1t", "One")).chapters[0], scenes=())
    two = replace(book(), chapters=(bare, replace(bare, id="c02")))
    for title_ms, kept in ((5000, "title"), (2000, "chapter")):
        settings = Settings(pauses=PauseSettings(title=title_ms))
        between = steps(two, settings)[3]
        assert (between.kind, between.ms) == (kept, max(title_ms, 3000))


def test_pauses_stand_where_sentences_paragraphs_and_scenes_meet():
    story = book(
        scene(
            paragraph(1, sentence("a", "One."), sentence("b", "Two.")),
            paragraph(2, sentence("c", "Three.")),
        ),
        scene(paragraph(3, sentence("d", "Four.")), opened_by="marked"),
        scene(paragraph(4, sentence("e", "Five.")), opened_by="inferred"),
        title=sentence("t", "Title"),
    )
    said = "Utterance"
    assert kinds(story) == [
        "ChapterStart", "head", said, "title", said, "sentence", said, "paragraph", said,
        "scene", said, "inferred", said, "tail",
    ]  # fmt: skip


def test_front_and_back_matter_is_not_spoken():
    story = book(scene(paragraph(1, sentence("a", "Copyright."))), kind="front")
    assert not any(isinstance(step, Utterance) for step in steps(story))


def test_the_books_title_comes_first_and_belongs_to_the_first_chapter():
    story = replace(
        book(scene(paragraph(1, sentence("a", "One."))), title=sentence("c01t1", "Chapter One")),
        title=sentence("t1", "The Book"),
    )
    found = steps(story)
    assert isinstance(found[0], ChapterStart)
    assert [s.id for s in found if isinstance(s, Utterance)] == ["t1", "c01t1", "a"]


def test_a_title_with_no_text_below_it_keeps_only_the_longer_pause():
    story = book(title=sentence("t", "Alone"))
    assert kinds(story) == ["ChapterStart", "head", "Utterance", "tail"]


def test_a_sentence_that_runs_over_a_paragraphs_end_has_the_short_pause():
    story = book(
        scene(
            paragraph(1, sentence("a", "A dancer raising his hand…")),
            paragraph(2, sentence("b", "…and the whole world.")),
        )
    )
    assert "sentence" in kinds(story)
    assert "paragraph" not in kinds(story)


def test_a_section_heading_within_a_chapter_is_announced_like_a_title():
    story = book(
        scene(
            paragraph(1, sentence("a", "One.")),
            paragraph(2, sentence("b", "II"), kind="heading"),
            paragraph(3, sentence("c", "Two.")),
        )
    )
    assert kinds(story)[2:7] == ["Utterance", "paragraph", "Utterance", "title", "Utterance"]


def test_pauses_are_the_users():
    story = book(scene(paragraph(1, sentence("a", "One."), sentence("b", "Two."))))
    settings = Settings(pauses=PauseSettings(sentence=10, head=0, tail=5))
    assert [s.ms for s in steps(story, settings=settings) if isinstance(s, Pause)] == [0, 10, 5]


def test_a_character_speaks_with_its_own_voice_and_the_tag_with_the_narrators():
    story = book(
        scene(paragraph(1, sentence("a", Part(written="“Go!” ", speaker="Mark"), "said Mark.")))
    )
    company = Company(narrator=NARRATOR, members=(("Mark", HIGH),))
    voices = [s.voice.name for s in steps(story, company=company) if isinstance(s, Utterance)]
    assert voices == ["high", "low"]


def test_an_uncast_speaker_has_the_dialogue_voice():
    story = book(scene(paragraph(1, sentence("a", Part(written="“Go!”", speaker="Nobody")))))
    company = Company(narrator=NARRATOR, members=(("dialogue", HIGH),))
    voices = [s.voice.name for s in steps(story, company=company) if isinstance(s, Utterance)]
    assert voices == ["high"]


def test_a_sentence_in_another_language_has_its_voice():
    story = book(scene(paragraph(1, sentence("a", "Γνῶθι σεαυτόν.", language="el"))))
    company = Company(narrator=NARRATOR, abroad=(("el", GREEK),))
    voices = [s.voice.language for s in steps(story, company=company) if isinstance(s, Utterance)]
    assert voices == ["el"]


def test_titles_and_quoted_letters_are_a_little_slower():
    story = book(
        scene(
            paragraph(1, sentence("a", "Dear Anna,"), kind="quote"),
            paragraph(2, sentence("b", "So.")),
        ),
        title=sentence("t", "Title"),
    )
    rates = {s.id: s.prosody.rate for s in steps(story) if isinstance(s, Utterance)}
    assert rates["t"] < rates["a"] < rates["b"] == 1.0
