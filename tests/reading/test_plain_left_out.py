"""Plain text: what is not the story is left out, and named."""

from __future__ import annotations

import textwrap

from audiobook.reading import read_text

LONG = "The road went on over the hills and down to the sea, as roads do when they are left alone. "
PARAGRAPHS = [f"{LONG * 3}So it was on day {n}, and it rained." for n in range(12)]


def texts(manuscript, kind="text"):
    return [block.text for block in manuscript.blocks if block.kind == kind]


def wrapped(words):
    return "\n".join(textwrap.wrap(words, 70, break_on_hyphens=False))


def test_gutenberg_text_is_dropped_and_its_header_believed():
    words = "\n\n".join(wrapped(one) for one in PARAGRAPHS)
    text = (
        "The Project Gutenberg EBook of Road\n\nTitle: The Road\n\nAuthor: Ann Author\n\n"
        "Language: French\n\n*** START OF THIS PROJECT GUTENBERG EBOOK THE ROAD ***\n\n"
        "Produced by Some Body and\nthe Team\n\nTHE ROAD\n\nAnn Author\n\n\n"
        f"CHAPTER I\n\n{words}\n\nTHE END\n\nEnd of the Project Gutenberg EBook of The Road\n\n"
        "*** END OF THIS PROJECT GUTENBERG EBOOK THE ROAD ***\n\nLicence\n"
    )
    manuscript = read_text(text)
    meta = manuscript.meta
    assert (meta.title, meta.author, meta.language) == ("The Road", "Ann Author", "fr")
    assert texts(manuscript)[1:] == PARAGRAPHS
    assert not any(
        "Gutenberg" in block.text or "Produced" in block.text for block in manuscript.blocks
    )
    assert [found.reason for found in manuscript.dropped] == [
        "Gutenberg header",
        "Gutenberg credits",
        "end line",
        "Gutenberg licence",
    ]


def test_pictures_over_several_paragraphs_go_but_a_heading_in_one_stays():
    picture = "[Illustration:\n\n“He came down the road”\n\n[_Copyright 1894 by A. B._]]"
    heading = "          [Illustration:\n\n          ·THE ROAD·\n\n\n          Chapter I.]"
    words = [wrapped(one) for one in PARAGRAPHS]
    manuscript = read_text("\n\n".join([heading, *words[:4], picture, *words[4:]]), title="x")
    assert texts(manuscript, "heading") == ["Chapter I."]
    assert texts(manuscript) == PARAGRAPHS
    assert [found.reason for found in manuscript.dropped] == ["picture", "picture"]


def test_a_note_of_two_paragraphs_and_a_boxed_remark_are_left_out():
    note = f"[Footnote 1: It was so.\n\n{wrapped(LONG)}]"
    box = "+--------------------+\n| Transcriber's Note |\n+--------------------+"
    words = [wrapped(one) for one in PARAGRAPHS]
    manuscript = read_text("\n\n".join([box, *words[:4], note, *words[4:]]), title="x")
    assert texts(manuscript) == PARAGRAPHS
    assert [found.reason for found in manuscript.dropped] == ["box", "footnote"]


def test_a_bracket_that_never_closes_takes_nothing_with_it():
    words = [wrapped(one) for one in PARAGRAPHS]
    manuscript = read_text(
        "\n\n".join([*words[:4], "[Illustration: The road", *words[4:]]), title="x"
    )
    assert len(texts(manuscript)) == 13
