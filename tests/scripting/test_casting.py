"""Quotations go to those who certainly speak them, and every word of a sentence stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audiobook.model import Book, Chapter, Meta, Paragraph, Part, Scene, Sentence
from audiobook.scripting.casting import cast, characters
from audiobook.scripting.quotations import quotations
from audiobook.settings import CastMember

CASES = Path(__file__).parents[1] / "cases" / "casting"
DIALOGUE = CastMember(name="dialogue")


def book(*scenes, hands=()):
    """A book whose scenes are tuples of paragraphs, each paragraph one sentence."""
    made, number = [], 0
    for at, texts in enumerate(scenes):
        paragraphs = []
        for text in texts:
            number += 1
            hand = dict(hands).get(text, "")
            one = Sentence(id=f"p{number}t1", parts=(Part(written=text, speaker=hand),))
            paragraphs.append(
                Paragraph(id=f"p{number}", line=number, kind="text", sentences=(one,))
            )
        made.append(Scene(id=f"s{at}", opened_by="start", reason="", paragraphs=tuple(paragraphs)))
    chapter = Chapter(id="c01", title=None, kind="chapter", reason="", scenes=tuple(made))
    return Book(meta=Meta(title="T"), chapters=(chapter,))


def parts(cast_book):
    return [
        [(part.written, part.speaker) for one in paragraph.sentences for part in one.parts]
        for chapter in cast_book.chapters
        for scene in chapter.scenes
        for paragraph in scene.paragraphs
    ]


def speakers(*texts, members=None):
    """Who speaks each quotation, with a member for everyone that the book knows."""
    story = book(texts)
    known = members or tuple(CastMember(name=one.name) for one in characters(story))
    return [
        next((speaker for _, speaker in one if speaker), "") for one in parts(cast(story, known))
    ]


def labelled(path):
    """The scenes of a labelled text, and who speaks each of its quotations."""
    lines = path.read_text(encoding="utf-8").split("\n\n")
    lines[0] = lines[0].split("\n", 1)[1]
    scenes, who = [[]], []
    for line in lines:
        if line.strip() == "* * *":
            scenes.append([])
            continue
        pieces = re.split(r"\{([^}]*)\}", line.strip())
        text = pieces[0]
        for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
            who.append((sum(map(len, scenes)), len(text), name))
            text += words
        scenes[-1].append(text)
    return scenes, who


def cast_of(path):
    """Of a labelled text: (right, cast, all) quotations, names learnt from it alone."""
    scenes, who = labelled(path)
    story = book(*scenes)
    people = characters(story)
    owner = {alias: one.name for one in people for alias in (one.name, *one.aliases)}
    members = tuple(CastMember(name=one.name) for one in people)
    found = parts(cast(story, members))
    right = given = 0
    for paragraph, offset, name in who:
        at, speaker = 0, ""
        for written, by in found[paragraph]:
            if at <= offset < at + len(written):
                speaker = by
            at += len(written)
        given += bool(speaker)
        right += bool(speaker) and speaker == owner.get(name, name)
    return right, given, len(who)


TEXTS = sorted(path.name for path in CASES.glob("*.txt"))
SPARING = "pride-and-prejudice-1.txt"  # hardly a tag with a name


@pytest.mark.parametrize("name", [name for name in TEXTS if name != SPARING])
def test_what_is_cast_is_right_in_92_of_100(name, record_property):
    right, given, every = cast_of(CASES / name)
    record_property("share_cast", round(given / every, 2))
    assert every >= 60
    assert right / given >= 0.92
    assert given / every >= 0.7


def test_without_names_in_the_tags_nobody_is_guessed():
    assert cast_of(CASES / SPARING)[1] == 0


def test_a_sentence_with_a_tag_is_two_parts():
    story = book(("“Run!” said Anna at noon.",))
    assert parts(cast(story, (CastMember(name="Anna"),))) == [
        [("“Run!”", "Anna"), (" said Anna at noon.", "")]
    ]


def test_without_members_a_book_stays_as_it_is():
    story = book(("“Run!” said Anna.",))
    assert cast(story, ()) is story


def test_a_quotation_of_nobody_certain_is_dialogue():
    story = book(("“Run!” he said.", "“Go,” said Anna."))
    assert parts(cast(story, (DIALOGUE, CastMember(name="Anna")))) == [
        [("“Run!”", "dialogue"), (" he said.", "")],
        [("“Go,”", "Anna"), (" said Anna.", "")],
    ]


def test_a_character_without_a_voice_speaks_as_dialogue_or_not_at_all():
    story = book(("“Go,” said Anna.",))
    assert parts(cast(story, (DIALOGUE,))) == [[("“Go,”", "dialogue"), (" said Anna.", "")]]
    assert parts(cast(story, (CastMember(name="Mark"),))) == [[("“Go,” said Anna.", "")]]


def test_a_speaker_set_by_hand_wins_and_the_tag_stays_with_the_narrator():
    text = "“Run!” said Anna."
    story = book((text,), hands=((text, "Mark"),))
    assert parts(cast(story, (CastMember(name="Anna"), DIALOGUE))) == [
        [("“Run!”", "Mark"), (" said Anna.", "")]
    ]


def test_a_paragraph_without_quotations_is_said_by_whom_the_hand_set():
    text = "My dear Anna, I am well."
    story = book((text, "“Oh,” said Anna."), hands=((text, "Mark"),))
    assert parts(cast(story, (DIALOGUE,)))[0] == [(text, "Mark")]


def test_words_beside_the_speech_that_name_another_end_an_exchange():
    texts = ("“A,” said Anna.", "“B,” said Mark.", "“C!” Mark’s face fell.")
    assert speakers(*texts)[2] == ""


def test_two_tagged_speakers_take_turns():
    assert speakers("“A,” said Anna.", "“B,” said Mark.", "“C.”", "“D.”") == (
        ["Anna", "Mark", "Anna", "Mark"]
    )


def test_a_narrated_paragraph_ends_an_exchange():
    assert speakers("“A,” said Anna.", "“B,” said Mark.", "Rain fell.", "“D.”")[3] == ""


def test_a_scene_break_ends_an_exchange():
    story = book(("“A,” said Anna.", "“B,” said Mark."), ("“C.”",))
    known = tuple(CastMember(name=name) for name in ("Anna", "Mark"))
    assert parts(cast(story, known))[2] == [("“C.”", "")]


def test_a_tag_out_of_turn_takes_the_whole_run_back():
    assert speakers("“A,” said Anna.", "“B,” said Mark.", "“C.”", "“D,” said Anna.") == (
        ["Anna", "Mark", "", "Anna"]
    )


def test_nobody_addresses_himself():
    assert speakers("“A,” said Anna.", "“B,” said Mark.", "“You, Anna, are late.”")[2] == ""


def test_two_named_speakers_in_one_paragraph_keep_their_own():
    story = book(("“A,” said Anna. “B,” said Mark. “C.”",))
    known = tuple(CastMember(name=name) for name in ("Anna", "Mark"))
    said = [speaker for written, speaker in parts(cast(story, known))[0] if "“" in written]
    assert said[:2] == ["Anna", "Mark"]


def test_a_speech_over_paragraphs_has_one_speaker():
    assert speakers("Anna said, “It was dark.", "“It was cold.”") == ["Anna", "Anna"]


def test_a_possessive_is_nobody():
    assert speakers("“Run!” said Anna’s mother.") == [""]


def test_short_and_full_names_are_one_person():
    story = book(("“A,” said Mark.", "“B,” said Mark Ballas.", "“C,” said Mark."))
    (one,) = characters(story)
    assert (one.name, one.quotations, one.aliases) == ("Mark", 3, ("Mark Ballas",))


def test_a_bare_surname_is_never_a_wife():
    story = book(("“A,” said Mrs. Hale.", "“B,” said Hale."))
    assert {one.name for one in characters(story)} == {"Mrs. Hale", "Hale"}


def test_characters_come_with_counts_and_examples():
    story = book(("“A,” said Anna. “More.”", "“B,” said Mark.", "“C.”"))
    anna, mark = characters(story)
    assert (anna.name, anna.quotations, anna.certain) == ("Anna", 3, 1)
    assert anna.examples == ("“A,”",)
    assert 0.8 < anna.confidence < mark.confidence <= 1


def test_emphasis_follows_its_words_into_the_parts():
    one = Sentence(id="t1", parts=(Part(written="“Run now!” said Anna.", emphasis=((1, 4),)),))
    paragraph = Paragraph(id="p1", line=1, kind="text", sentences=(one,))
    scene = Scene(id="s", opened_by="start", reason="", paragraphs=(paragraph,))
    chapter = Chapter(id="c", title=None, kind="chapter", reason="", scenes=(scene,))
    story = Book(meta=Meta(title="T"), chapters=(chapter,))
    cut = cast(story, (DIALOGUE,)).chapters[0].scenes[0].paragraphs[0].sentences[0]
    assert [part.emphasis for part in cut.parts] == [((1, 4),), ()]


@pytest.mark.parametrize("name", TEXTS)
def test_the_parts_of_a_sentence_are_its_words(name):
    scenes, _ = labelled(CASES / name)
    story = book(*scenes)
    for paragraph, text in zip(
        parts(cast(story, (DIALOGUE,))), [one for scene in scenes for one in scene], strict=True
    ):
        assert "".join(written for written, _ in paragraph) == text


def words(*paragraphs):
    return [
        [text[one.start : one.end] for one in found if one.speech]
        for text, found in zip(paragraphs, quotations(paragraphs), strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Run!” said Anna. “Now!”", ["“Run!”", "“Now!”"]),
        ('"Run!" said Anna. "Now!"', ['"Run!"', '"Now!"']),
        ("‘Don’t,’ said Anna, ‘the boys’ hats.’", ["‘Don’t,’", "‘the boys’ hats.’"]),
        ("'Don't,' said Anna. 'It's late.'", ["'Don't,'", "'It's late.'"]),
        ("‘’Tis he,’ said Anna.", ["‘’Tis he,’"]),
        ("“He said ‘no’ to me,” said Anna.", ["“He said ‘no’ to me,”"]),
        ("‘He said “no” to me,’ said Anna.", ["‘He said “no” to me,’"]),
        ("« Non », dit Anna.", ["« Non »"]),
        ("„Nein“, sagte Anna.", ["„Nein“"]),
        ("The boys’ hats and the girls’ shoes.", []),
        ("The so-called “cure” failed.", []),
        ("Anna said, “go on”, and left.", ["“go on”"]),
        ("“But I—” he began.", ["“But I—”"]),
    ],
)
def test_a_quotation_is_found_in_its_marks(text, found):
    assert words(text) == [found]


def test_a_speech_runs_on_under_repeated_opening_marks():
    first, second = "“It was dark.", "“It was cold.”"
    (one,), (two,) = quotations((first, second))
    assert (one.end, two.continues) == (len(first), True)


def test_dash_dialogue_leaves_the_asides_to_the_narrator():
    assert words("— Run! said Anna. Now!", "— No.", "Rain fell.") == [["Run!", "Now!"], ["No."], []]
