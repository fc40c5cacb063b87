"""Plain text: what a person sees on the page is what the blocks say."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from audiobook.reading import read, read_text

EXAMPLE = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"


def kinds(manuscript):
    return [block.kind for block in manuscript.blocks]


def texts(manuscript, kind="text"):
    return [block.text for block in manuscript.blocks if block.kind == kind]


def test_example_story_is_a_title_and_33_paragraphs():
    manuscript = read(EXAMPLE)
    first, *rest = manuscript.blocks
    assert (first.kind, first.level, first.text) == ("heading", 1, manuscript.meta.title)
    assert [block.line for block in rest] == list(range(2, 35))
    assert set(kinds(manuscript)[1:]) == {"text"}
    assert manuscript.dropped == ()


def wrapped(words, width=70, indent=""):
    return "\n".join(textwrap.wrap(words, width, initial_indent=indent, break_on_hyphens=False))


LONG = "The road went on over the hills and down to the sea, as roads do when they are left alone. "
PARAGRAPHS = [f"{LONG * 3}So it was on day {n}, and it rained." for n in range(12)]


def test_wrapped_lines_become_paragraphs():
    text = "\n\n".join(wrapped(words) for words in PARAGRAPHS)
    assert texts(read_text(text)) == PARAGRAPHS


def test_indented_paragraphs_without_blank_lines():
    text = "\n".join(wrapped(words, indent="    ") for words in PARAGRAPHS)
    assert texts(read_text(text)) == PARAGRAPHS


def test_one_paragraph_a_line_with_and_without_blank_lines():
    for gap in ("\n", "\n\n"):
        manuscript = read_text(gap.join(["The Road", *PARAGRAPHS]))
        assert manuscript.meta.title == "The Road"
        assert texts(manuscript) == PARAGRAPHS


def test_title_and_author_above_the_story():
    manuscript = read_text("\n\n".join(["The Road", "by Ann Author", *PARAGRAPHS]))
    assert (manuscript.meta.title, manuscript.meta.author) == ("The Road", "Ann Author")
    assert [(b.matter, b.reason) for b in manuscript.blocks[:2]] == [
        ("chapter", ""),
        ("front", "title page"),
    ]


def test_a_story_that_opens_with_speech_has_no_title():
    manuscript = read_text("“Who goes there?”\n" + "\n".join(PARAGRAPHS))
    assert manuscript.meta.title == ""
    assert kinds(manuscript)[0] == "text"


@pytest.mark.parametrize(
    "mark",
    [
        "       *       *       *       *       *",
        "* * *",
        "***",
        "⁂",
        "---",
        "#",
        "~~~",
        "oOo",
        "-x-",
        "◆",
        "• • •",
        "§ § §",
        "========",
    ],
)
def test_marks(mark):
    words = [wrapped(one) for one in PARAGRAPHS]
    manuscript = read_text("\n\n".join([*words[:6], mark, *words[6:]]))
    assert kinds(manuscript) == ["text"] * 6 + ["rule"] + ["text"] * 6
    assert manuscript.blocks[6].text == mark.strip()


@pytest.mark.parametrize(
    "line", ["—", "“—”", "12 apples", "* a footnote", "D——n", "Mr. ***", "|---|"]
)
def test_what_only_looks_like_a_mark(line):
    assert "rule" not in kinds(read_text("\n\n".join([*PARAGRAPHS[:3], line, *PARAGRAPHS[3:]])))


def test_lone_ellipsis_is_a_mark_only_between_full_paragraphs():
    full = read_text("\n\n".join([*PARAGRAPHS[:3], "...", *PARAGRAPHS[3:]]))
    speech = read_text("\n\n".join([*PARAGRAPHS[:3], "“No.”", "…", "“Yes.”", *PARAGRAPHS[3:]]))
    assert (kinds(full).count("rule"), kinds(speech).count("rule")) == (1, 0)


def test_star_rows_over_three_lines_are_one_mark():
    rows = "  *    *    *\n\n    *    *\n\n  *    *    *"
    words = [wrapped(one) for one in PARAGRAPHS]
    assert kinds(read_text("\n\n".join([*words[:6], rows, *words[6:]]))).count("rule") == 1


def test_more_blank_lines_than_usual_are_a_break():
    for usual in (1, 2):
        gap = "\n" * usual
        text = gap.join(PARAGRAPHS[:6]) + gap + "\n" + gap.join(PARAGRAPHS[6:])
        manuscript = read_text(text)
        assert kinds(manuscript)[6] == "rule"
        assert manuscript.blocks[6].reason == "blank lines"


def test_blank_lines_round_headings_and_marks_are_no_breaks():
    words = [wrapped(one) for one in PARAGRAPHS]
    text = "\n\n".join(words[:6]) + "\n\n\n\n* * *\n\n\n\n" + "\n\n".join(words[6:])
    assert kinds(read_text(text)).count("rule") == 1


def test_headings_are_candidates_and_number_and_title_stay_together():
    text = "\n\n\n\n".join(
        f"{heading}\n\n{wrapped(words)}\n\n{wrapped(words)}"
        for heading, words in zip(
            ("CHAPTER I.\nThe Door", "CHAPTER II. The Wall", "III", "THE SEA", "The Long Way Back"),
            PARAGRAPHS,
            strict=False,
        )
    )
    manuscript = read_text(text, title="The Road")
    assert [(b.text, b.level) for b in manuscript.blocks if b.kind == "heading"] == [
        ("CHAPTER I.\nThe Door", 0),
        ("CHAPTER II. The Wall", 0),
        ("III", 0),
        ("THE SEA", 0),
        ("The Long Way Back", 0),
    ]


def test_verse_keeps_its_lines_and_a_letter_is_joined():
    verse = "     How doth the little crocodile\n       Improve his shining tail,\n     And pour"
    letter = textwrap.indent(wrapped(LONG * 4, 56), "      ")
    words = [wrapped(one) for one in PARAGRAPHS]
    manuscript = read_text("\n\n".join([*words[:4], verse, *words[4:8], letter, *words[8:]]))
    assert texts(manuscript, "verse") == [
        "How doth the little crocodile\nImprove his shining tail,\nAnd pour"
    ]
    assert texts(manuscript, "quote") == [(LONG * 4).strip()]


def paged(words, *, head="THE ROAD", lines_a_page=24, start=41):
    """Lay lines out in pages as a scan does, page numbers and heads between them."""
    lines = [line for one in words for line in [*wrapped(one).split("\n"), ""]]
    pages = [lines[at : at + lines_a_page] for at in range(0, len(lines), lines_a_page)]
    laid: list[str] = []
    for number, page in enumerate(pages, start=start):
        laid += [*page, "", f"{number:>35}", "", head, ""]
    return "\n".join(laid)


def test_page_numbers_and_running_heads_are_dropped_and_paragraphs_mended():
    words = [LONG * (2 + n % 3) + f"It was day {n}, and it rained." for n in range(40)]
    manuscript = read_text(paged(words), title="A Book")
    assert texts(manuscript) == words
    reasons = {found.reason for found in manuscript.dropped}
    assert reasons == {"page number", "running head"}


def test_numbers_of_short_chapters_are_no_page_numbers():
    text = "\n\n\n".join(f"{n}\n\n{wrapped(words)}" for n, words in enumerate(PARAGRAPHS, start=1))
    manuscript = read_text(text, title="A Book")
    assert kinds(manuscript).count("heading") == 12
    assert manuscript.dropped == ()


def test_hyphens_at_line_ends_are_judged_by_the_book():
    lines = [
        "The gardener came down the garden path, and with him came the gar-",
        "dener’s wife, an old-fashioned woman in an old-",
        "fashioned hat, who said nothing at all to the gardener and went--",
        "as she had come--by the garden path, which led to the garden and on.",
    ]
    assert texts(read_text("\n".join(lines), title="x")) == [
        "The gardener came down the garden path, and with him came the gardener’s wife, an"
        " old-fashioned woman in an old-fashioned hat, who said nothing at all to the gardener and"
        " went--as she had come--by the garden path, which led to the garden and on."
    ]


def test_note_marks_notes_and_pictures_are_left_out_and_named():
    words = [wrapped(one) for one in PARAGRAPHS]
    words[2] = words[2][:-1] + "[1]."
    extra = ["[Illustration: The road\nby night]", "-----", "[1] See the other road."]
    manuscript = read_text("\n\n".join([*words[:3], *extra, *words[3:]]), title="x")
    assert texts(manuscript) == PARAGRAPHS
    assert [found.reason for found in manuscript.dropped] == ["note mark", "picture", "footnote"]
    assert "rule" not in kinds(manuscript)


def test_underscores_are_emphasis():
    block = read_text("It was _so very_ dark in snake_case_land.\nHe _ran_.", title="x").blocks[0]
    assert block.text == "It was so very dark in snake_case_land."
    assert block.emphasis == ((7, 14),)


def test_contents_list_is_flagged_but_not_the_first_chapter():
    names = ("The Door", "The Wall", "The River")
    entries = "\n".join(f"  {n}. {name} ..... {n * 12}" for n, name in enumerate(names, start=1))
    chapters = [f"{n}. {name}\n\n{wrapped(LONG * 9)}" for n, name in enumerate(names, start=1)]
    text = "THE ROAD\n\n\nCONTENTS\n\n" + entries + "\n\n\n\n" + "\n\n\n".join(chapters)
    manuscript = read_text(text)
    assert {b.reason for b in manuscript.blocks if b.matter == "front"} == {"contents"}
    assert [b.text for b in manuscript.blocks if b.kind == "heading"] == [
        "THE ROAD",
        *(f"{n}. {name}" for n, name in enumerate(names, start=1)),
    ]


def test_the_end_is_not_read_and_what_follows_is_back_matter():
    words = [wrapped(one) for one in PARAGRAPHS]
    text = "\n\n".join([*words, "   THE\n   END", "THE SMALL PRESS, LONDON."])
    manuscript = read_text(text, title="x")
    assert texts(manuscript)[:12] == PARAGRAPHS
    assert [(d.reason, d.text) for d in manuscript.dropped] == [("end line", "THE\nEND")]
    assert {b.matter for b in manuscript.blocks[12:]} == {"back"}


def test_a_list_of_pages_without_a_heading_is_contents():
    entries = [
        f"The {word}                {n * 7}" for n, word in enumerate(("Door", "Sea", "End"))
    ]
    words = [wrapped(one) for one in PARAGRAPHS]
    manuscript = read_text("\n\n".join(["THE ROAD", *entries, "CHAPTER I", *words]))
    assert [b.reason for b in manuscript.blocks[1:4]] == ["contents"] * 3
    assert texts(manuscript)[3:] == PARAGRAPHS


def test_a_story_that_opens_with_short_speech_keeps_it():
    speech = ["“Yes?”", "“No.”", "He had gone."]
    for opening in (speech, ["London, 1888", *speech]):
        parts = ["The Road", *opening, "II", *PARAGRAPHS, "III", *PARAGRAPHS]
        manuscript = read_text("\n".join(parts))
        assert {block.matter for block in manuscript.blocks} == {"chapter"}


def test_a_chapter_called_the_end_is_read():
    words = [wrapped(one) for one in PARAGRAPHS]
    for title in ("THE END", "THE END OF THE ROAD"):
        text = "\n\n\n".join(["\n\n".join(words), title, "He came home at last.", "“So!” he said."])
        manuscript = read_text(text, title="x")
        assert title in texts(manuscript, "heading")
        assert manuscript.dropped == ()
