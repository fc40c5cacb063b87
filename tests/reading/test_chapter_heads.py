"""Heads of chapters as plain texts of many lands and hands write them."""

from __future__ import annotations

import textwrap

import pytest

from audiobook.reading import read_text
from audiobook.structuring import structure

LONG = "The road went on over the hills and down to the sea, as roads do when they are left alone. "


def story(heads, *, paragraphs=4, gap="\n\n"):
    """Write a story of a chapter under each head."""
    parts = ["A Book"]
    for number, head in enumerate(heads):
        parts.append(f"\n{head}")
        for day in range(paragraphs):
            words = f"{LONG * 3}So it was on day {number}.{day}, and it rained."
            parts.append("\n".join(textwrap.wrap(words, 70)))
    return gap.join(parts)


def titles(text):
    book = structure(read_text(text))
    return [chapter.title.written if chapter.title else "" for chapter in book.chapters]


@pytest.mark.parametrize(
    "heads",
    [
        "Erstes Kapitel|Zweites Kapitel|Drittes Kapitel",
        "Kapitel 1|Kapitel 2|Kapitel 3|Kapitel 4|Kapitel 5",
        "Kapitel ett|Kapitel två",
        "Första kapitlet|Andra kapitlet",
        "Chapitre premier|Chapitre II|Chapitre III",
        "CHAPITRE PREMIER. — Le Départ|CHAPITRE DEUXIÈME. — La Mer",
        "Глава первая|Глава вторая|Глава третья",
        "Κεφάλαιο Α'|Κεφάλαιο Β'|Κεφάλαιο Γ'",
        "ΚΕΦΑΛΑΙΟ ΠΡΩΤΟ|ΚΕΦΑΛΑΙΟ ΔΕΥΤΕΡΟ",
        "第一章|第二章|第三章",
        "第一章 出発|第二章 海",
        "Capítulo primero|Capítulo segundo",
        "CAPITOLO PRIMO|CAPITOLO SECONDO",
        "Eerste hoofdstuk|Tweede hoofdstuk",
        "Rozdział pierwszy|Rozdział drugi",
    ],
)
def test_chapters_of_other_languages(heads):
    wanted = heads.split("|")
    assert titles(story(wanted)) == wanted


@pytest.mark.parametrize(
    ("left", "right"),
    [("=== ", " ==="), ("~ ", " ~"), ("*** ", " ***"), ("— ", " —"), ("# ", " #"), ("--", "--")],
)
def test_signs_round_a_head_are_no_part_of_it(left, right):
    plain = ["Chapter 1", "Chapter 2. The Sea", "Chapter 3"]
    assert titles(story([f"{left}{head}{right}" for head in plain])) == plain


@pytest.mark.parametrize("sign", ["- {} -", "-- {} --", "*{}*", "~ {} ~"])
@pytest.mark.parametrize("numbers", [("I", "II", "III", "IV"), ("1", "2", "3", "4")])
def test_numbers_between_dashes_are_chapters(sign, numbers):
    assert titles(story(map(sign.format, numbers))) == list(numbers)


def test_numbers_between_dashes_that_cut_sentences_are_pages():
    lines = textwrap.wrap(" ".join([LONG] * 120), 70)
    pages = ["\n".join(lines[at : at + 25]) for at in range(0, len(lines), 25)]
    for sign in ("- {} -", "[{}]"):
        laid = "".join(f"{page}\n\n{sign.format(n)}\n\n" for n, page in enumerate(pages, 1))
        manuscript = read_text(laid, title="A Book")
        assert [block.kind for block in manuscript.blocks] == ["text"]
        assert {found.reason for found in manuscript.dropped} == {"page number"}


@pytest.mark.parametrize(
    "line",
    [
        *("Part of me wanted", "Letter after letter", "Book in hand, he", "Teil der Wahrheit war"),
        *("Partie remise", "Ein Buch", "Das Buch.", "Livre un combat.", "Tom Two", "- One more -"),
        *("-- I know --", "Один том", "第一次", "Del"),
    ],
)
def test_a_line_of_prose_is_no_chapter(line):
    first, second, third = story(["Chapter 1", "Chapter 2", "Chapter 3"]).split("\n\n\n")[1:]
    text = "\n\n\n".join(["A Book", first, f"{second}\n\n{line}\n\n{third}"])
    assert [title for title in titles(text) if not title.startswith("Chapter ")] == []


def test_paragraphs_set_in_and_nothing_else_are_paragraphs():
    """A blank line stands round the heads alone."""
    days = [f"{LONG * 3}So it was on day {day}, and it rained." for day in range(24)]
    laid = ["\n".join(textwrap.wrap(day, 70, initial_indent="   ")) for day in days]
    chapters = ["\n".join(laid[at : at + 4]) for at in range(0, 24, 4)]
    text = "\n\n".join(f"Chapter {n}\n\n{chapter}" for n, chapter in enumerate(chapters, 1))
    manuscript = read_text(text, title="A Book")
    assert [block.text for block in manuscript.blocks if block.kind == "text"] == days
    assert [block.kind for block in manuscript.blocks].count("heading") == 6


def test_letters_that_stand_apart_are_words():
    heads = ["C H A P T E R   I", "C H A P T E R   I I", "C H A P T E R   III"]
    assert titles(story(heads)) == ["CHAPTER I", "CHAPTER II", "CHAPTER III"]


def test_a_first_chapter_named_beside_its_number_is_no_title_of_the_book():
    heads = ["I THE RED DOOR", "II THE BLUE WINDOW", "III A GREEN STAIR"]
    assert titles(story(heads).removeprefix("A Book").lstrip()) == heads


@pytest.mark.parametrize("sign", ["Ch. {}", "#{}", "Ch. {}: The Sea"])
def test_short_heads(sign):
    heads = [sign.format(number) for number in (1, 2, 3)]
    assert titles(story(heads)) == heads
    assert titles(story(heads).removeprefix("A Book").lstrip()) == heads


def test_a_motto_right_below_a_title_is_text():
    heads = [f"Chapter {n}: {name}" for n, name in ((1, "The Well"), (2, "The Rope"))]
    motto = "“All wells are deep.” --Old Saying"
    text = story([f"{head}\n{motto}" for head in heads])
    assert titles(text) == heads
    assert [block.text for block in read_text(text).blocks].count(motto) == 2


@pytest.mark.parametrize(
    "heads",
    [
        "May 3rd|May 4th|May 21st",
        "3 May. Bistritz.|5 May. The Castle.|7 May.",
        "Monday, 4 June 1923|Tuesday, 5 June 1923|Friday, 8 June 1923",
        "London, 5 June 1820|Paris, 9 June 1820|Rome, 1 July 1820",
        "1. Januar|5. Januar 1901|Den 12. Februar",
        "Le 3 mars|Le 1er avril 1890|Le 2 mai",
        "Day One|Day Two|Day 17",
    ],
)
def test_the_entries_of_a_diary_are_chapters(heads):
    assert titles(story(heads.split("|"))) == heads.split("|")


def test_dates_within_chapters_and_two_dates_in_a_story_are_text():
    heads = ["Chapter 1", "May 3rd", "May 4th", "May 5th", "Chapter 2"]
    assert titles(story(heads)) == ["Chapter 1", "Chapter 2"]
    assert titles(story(["May 3rd", "May 4th"])) == ["A Book"]


def test_three_titles_over_a_page_each_are_chapters_and_two_are_not():
    heads = ["The Old House", "A Letter from Home", "The Key"]
    assert titles(story(heads)) == heads
    assert titles(story(heads[:2])) == ["A Book"]
    assert titles(story(heads, paragraphs=1)) == ["A Book"]
