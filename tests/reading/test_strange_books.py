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


def test_contents_of_an_epub_complete_a_number_found_by_its_looks(epub):
    names = ["The House", "The River"]
    pages = {
        f"c{n}.xhtml": f"<p class='n'>{n + 1}</p><p>{name}</p><p>{PROSE}</p>" * 1
        for n, name in enumerate(names)
    }
    pages["part.xhtml"] = "<p>Part Two</p>"
    pages["c2.xhtml"] = f"<h2>The Sea</h2><p>{PROSE}</p>"
    pages |= {"thanks.xhtml": "<h1>Acknowledgements</h1><p>To all.</p>"}
    pages |= {"about.xhtml": "<h1>About the Author</h1><p>She lives.</p>"}
    nav = "".join(
        f'<li><a href="c{n}.xhtml">{n + 1}: {name}</a></li>' for n, name in enumerate(names)
    )
    nav += (
        '<li><a href="part.xhtml">Part Two</a><ol><li><a href="c2.xhtml">The Sea</a></li></ol></li>'
    )
    manuscript = read(epub(pages, nav=nav))
    assert list(chapters(manuscript)) == ["1. The House", "2. The River", "Part Two. The Sea"]


MARKDOWN = (
    "# The Grey Ferry\n\n*Ann Author*\n\n# Chapter 1\n\n{0}\n\n{1}\n\n{0}\n\n# Chapter 2\n\n{0}\n"
)


def from_markdown(tmp_path, text):
    path = tmp_path / "x1.md"
    path.write_text(text, "utf-8")
    return read(path)


def test_markdown_title_on_the_level_of_its_chapters(tmp_path):
    manuscript = from_markdown(tmp_path, MARKDOWN.format(PROSE, "***"))
    assert manuscript.meta.title == "The Grey Ferry"
    assert list(chapters(manuscript)) == ["Chapter 1", "Chapter 2"]


@pytest.mark.parametrize("mark", ["<br>", "&nbsp;", "<hr>", "***"])
def test_rare_space_in_markdown_is_a_break(tmp_path, mark):
    book = structure(from_markdown(tmp_path, MARKDOWN.format(PROSE, mark)))
    assert [len(c.scenes) for c in book.chapters if c.kind == "chapter"] == [2, 1]


def test_space_between_all_paragraphs_of_markdown_is_none(tmp_path):
    book = structure(from_markdown(tmp_path, "# One\n\n" + f"{PROSE}\n\n&nbsp;\n\n" * 9))
    assert [len(chapter.scenes) for chapter in book.chapters] == [1]


def test_two_short_lines_of_markdown_wrap_or_rhyme(tmp_path):
    text = (
        f"# One\n\n{PROSE}\n\nIt was late\nand it rained.\n\nO rose,\nThou art sick!\n\n{PROSE}\n"
    )
    blocks = from_markdown(tmp_path, text).blocks
    assert [(b.kind, b.text) for b in blocks[2:4]] == [
        ("text", "It was late and it rained."),
        ("verse", "O rose,\nThou art sick!"),
    ]


@pytest.mark.parametrize(
    ("mark", "label"), [("(1)", "(1)"), ("[A]", "[A]"), ("¹", "¹"), ("[2]", "[2]")]
)
def test_notes_of_every_style_are_left_out_with_their_marks(mark, label):
    text = f"It was dark.{mark} {PROSE}\n\n{PROSE}\n\n{label} The moon was new.\n\n{PROSE}\n"
    manuscript = read_text(text)
    assert [(one.reason, one.text) for one in manuscript.dropped] == [
        ("note mark", mark),
        ("footnote", f"{label} The moon was new."),
    ]
    assert [b.text for b in manuscript.blocks] == [f"It was dark. {PROSE}", PROSE, PROSE]


def test_a_list_that_nothing_calls_is_no_note():
    text = f"{PROSE}\n\n(1) The moon was new.\n\n(2) It rained.\n\n{PROSE}\n"
    assert read_text(text).dropped == ()


@pytest.mark.parametrize(
    "mark",
    ["[break]", "(Scene Break)", "＊　＊　＊", "❄", "⚔ ⚔ ⚔", "/ / /", "%%%", "-ooOoo-", "::::"],
)
def test_marks_of_story_sites_part_scenes(mark):
    book = structure(read_text(f"{PROSE}\n\n{PROSE}\n\n{mark}\n\n{PROSE}\n\n{PROSE}\n"))
    scenes = [scene for chapter in book.chapters for scene in chapter.scenes]
    assert [len(scene.paragraphs) for scene in scenes] == [2, 2]


def test_the_word_notes_above_notes_is_named_among_what_was_left_out():
    text = f"It was dark.[1]\n\n{PROSE}\n\nFOOTNOTES:\n\n[1] The moon was new.\n"
    found = [(one.reason, one.text) for one in read_text(text).dropped]
    assert ("heading of notes", "FOOTNOTES:") in found
