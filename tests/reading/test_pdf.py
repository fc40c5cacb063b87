"""A PDF's words in the order of its page, however they are drawn."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.reading import read
from audiobook.reading.columns import Line, in_order
from audiobook.reading.pageheads import without_heads

pytest.importorskip("pypdfium2")

STORY = [
    f"It was {time} when the postman came up the hill with a letter that nobody had expected, "
    "least of all the old woman at the window, who had not had one for a year or more. She "
    f"signed, and the wind took the paper from her hand and carried it over the wall that {time}."
    for time in ("morning", "noon", "evening", "midnight", "Sunday", "Monday", "June", "July")
]


def lines(paragraphs, width, left, top, size=10, step=12):
    """Set paragraphs in lines, each beginning with an indent."""
    for paragraph in paragraphs:
        for at, text in enumerate(textwrap.wrap(paragraph, width)):
            yield left + 12 * (not at), top, size, text
            top += step


def texts(manuscript):
    return [block.text for block in manuscript.blocks if block.kind == "text"]


def heads(manuscript):
    return [block.text for block in manuscript.blocks if block.kind == "heading"]


def test_words_that_are_drawn_one_by_one_stay_in_their_lines(pdf):
    page = []
    for left, top, size, text in lines(STORY, 80, 72, 80):
        for word in text.split():
            page.append((left, top, size, word))
            left += 0.55 * size * (len(word) + 1)
    assert texts(read(pdf([page]))) == STORY


@pytest.mark.parametrize("is_by_rows", [False, True])
def test_two_columns_are_read_one_after_the_other(pdf, is_by_rows):
    title = [(72, 50, 18, "The Letter")]
    left = [(72, 90, 14, "Chapter One"), *lines(STORY[:4], 40, 72, 114)]
    right = [(320, 90, 14, "Chapter Two"), *lines(STORY[4:], 40, 320, 114)]
    last = [*lines(["The end was near, and it was not long."], 40, 72, 90)]
    last += [*lines(["Nobody ever spoke of it again in that house."], 40, 320, 90)]
    columns = [*left, *right]
    if is_by_rows:
        columns.sort(key=lambda one: one[1])
    found = read(pdf([[*title, *columns], last]))
    assert heads(found) == ["The Letter", "Chapter One", "Chapter Two"]
    said = " ".join(texts(found))
    assert said.startswith(" ".join(STORY))
    assert said.index("The end was near") < said.index("Nobody ever spoke")


def test_what_a_browser_prints_on_every_page_is_left_out(pdf):
    pages = [
        [
            (24, 20, 8, "11/25/26, 11:48 AM"),
            (300, 20, 8, "The Letter"),
            *lines(STORY[number : number + 2], 80, 72, 80),
            (24, 780, 8, "https://example.org/the-letter"),
            (560, 780, 8, f"{number}/3"),
        ]
        for number in (1, 3, 5)
    ]
    found = read(pdf(pages))
    assert texts(found) == STORY[1:7]
    assert {(one.reason, one.text) for one in found.dropped} >= {
        ("running head", "11/25/26, 11:48 AM The Letter"),
        ("running head", "https://example.org/the-letter 3/3"),
    }


def test_a_tall_capital_begins_its_word(pdf):
    first, *rest = lines(STORY[:1], 70, 60, 100)
    inset = [(92, top, size, text) for _, top, size, text in rest[:1]]
    page = [(72, 112, 30, "I"), (92, 100, 10, first[3][1:]), *inset]
    page += [(72, top, size, text) for _, top, size, text in rest[1:]]
    page += lines(STORY[1:], 80, 72, page[-1][1] + 12)
    assert texts(read(pdf([page]))) == STORY


def test_the_title_that_the_running_heads_repeat_is_the_books(pdf):
    pages = [[(72, 300, 24, "The Letter"), *lines(STORY[:1], 80, 72, 360), (300, 760, 9, "3")]]
    for number in (1, 3, 5):
        text = lines(STORY[number : number + 2], 80, 72, 80)
        pages.append([(72, 40, 9, "The Letter"), *text, (300, 760, 9, str(number // 2 + 4))])
    found = read(pdf(pages))
    assert found.meta.title == "The Letter"
    assert texts(found) == STORY[:7]
    reasons = [one.reason for one in found.dropped]
    assert (reasons.count("running head"), reasons.count("page number")) == (3, 4)


PLACE = st.floats(-50, 700, allow_nan=False, width=32)
SIZE = st.floats(-5, 300, allow_nan=False, width=32)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.tuples(PLACE, PLACE, SIZE, SIZE, st.booleans()), max_size=25), max_size=4)
)
def test_no_words_are_lost_wherever_they_stand(pages):
    drawn, names = [], []
    for page in pages:
        drawn.append([])
        for left, bottom, width, height, is_capital in page:
            names.append(("Ⓐ" if is_capital else "word ") + chr(0x4E00 + len(names)))
            drawn[-1].append(Line(left, bottom, left + width, bottom + height, names[-1]))
    ordered = in_order(drawn)
    said = "\n".join(line.text for page in ordered for line in page)
    assert all(said.count(name[-1]) == 1 for name in names)
    kept, dropped = without_heads(ordered)
    assert sum(map(len, ordered)) == sum(map(len, kept)) + len(dropped)
