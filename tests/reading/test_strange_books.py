"""Books as strangers bring them: each shape was once read wrong."""

from __future__ import annotations

import textwrap

import pytest

from audiobook.reading import read, read_text
from audiobook.structuring import structure

PROSE = (
    "The road went down to the river and the boats lay there in the mist as they had lain all "
    "winter. Nobody spoke of it. A lamp was lit at the inn and somebody sang, far off, a song."
)


def chapters(manuscript):
    """The chapters' titles, each with its paragraphs' first words and whether they are verse."""
    return {
        chapter.title.written if chapter.title else "": [
            (paragraph.kind, paragraph.sentences[0].written)
            for scene in chapter.scenes
            for paragraph in scene.paragraphs
        ]
        for chapter in structure(manuscript).chapters
        if chapter.kind == "chapter"
    }


def test_author_right_below_the_title():
    book = textwrap.fill(PROSE, 70)
    manuscript = read_text(f"The Grey Ferry\nby Ann Author\n\nChapter One\n\n{book}\n\n{book}\n")
    assert (manuscript.meta.title, manuscript.meta.author) == ("The Grey Ferry", "Ann Author")
    assert list(chapters(manuscript)) == ["Chapter One"]


def test_title_of_a_page_is_the_line_above_its_author(tmp_path):
    path = tmp_path / "x1.html"
    path.write_text(
        f"<p><b>The Grey Ferry</b></p><p>by Ann Author</p><h2>1</h2><p>{PROSE}</p><h2>2</h2>"
        f"<p>{PROSE}</p>"
    )
    meta = read(path).meta
    assert (meta.title, meta.author) == ("The Grey Ferry", "Ann Author")


POEMS = """The Ferryman and Other Poems

by Ann Author


THE FERRYMAN

The river runs by night and day,
  The ferryman is old and gray,
And none may cross without his fee,
  And none shall cross but thee and me.

THE WALL

I built a wall of stone and clay
  To keep the wind and wolves away;
The wind came over, and the snow,
  And wolves were waiting down below.

A SONG

O bring me back the summer time,
  The clover and the bee.
"""


@pytest.mark.parametrize("indent", ["", "  "])
def test_poems_keep_their_lines_and_titles(indent):
    found = chapters(read_text(POEMS.replace("\n  ", "\n" + indent)))
    assert list(found) == ["THE FERRYMAN", "THE WALL", "A SONG"]
    assert {kind for lines in found.values() for kind, _ in lines} == {"verse"}
    assert found["A SONG"] == [("verse", "O bring me back the summer time,")]


def test_prose_with_capitals_at_line_starts_is_no_verse():
    german = "Der alte Mann saß am\nFenster und sah den\nKindern zu, von der\nStraße her.\n\n"
    blocks = read_text(german + f"{textwrap.fill(PROSE, 22)}\n\n" * 3).blocks
    assert {block.kind for block in blocks} == {"text"}
