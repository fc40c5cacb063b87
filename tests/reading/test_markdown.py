"""Markdown, as people write it rather than as it is specified."""

from __future__ import annotations

import pytest

from audiobook.reading import read

LONG = "The road went on over the hills and down to the sea, as roads do when they are left alone."


@pytest.fixture
def blocks(tmp_path):
    def made(text):
        path = tmp_path / "story.md"
        path.write_text(text, encoding="utf-8")
        return read(path)

    return made


def shape(manuscript, matter="chapter"):
    return [(b.kind, b.text) for b in manuscript.blocks if b.matter == matter]


def test_a_sign_in_front_matter_opens_no_tag(blocks):
    manuscript = blocks(f"---\ntitle: Love <3\n---\n\n{LONG} It cost <5.\n")
    assert manuscript.meta.title == "Love <3"
    assert manuscript.blocks[0].text.endswith("It cost <5.")


@pytest.mark.parametrize("name", ["tale.md", "tale.txt"])
@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: The Tale\nauthors:\n  - Ann\n  - Bob\nlang: de\ntags: [a, b]\n---\n",
        '+++\ntitle = "The Tale"\nauthors = [\n  "Ann",\n  "Bob"]\n'
        'lang = "de"\ntags = ["a", "b"]\n+++\n',
    ],
)
def test_fields_between_dashes_or_pluses_are_not_read_aloud(tmp_path, name, front):
    story = tmp_path / name
    story.write_text(f"{front}\nEs regnete. Es goss.\n\n+++\n\nDann nicht mehr.\n")
    found = read(story)
    assert (found.meta.title, found.meta.author, found.meta.language) == (
        "The Tale", "Ann & Bob", "de",
    )  # fmt: skip
    assert [(b.kind, b.text) for b in found.blocks] == [
        ("text", "Es regnete. Es goss."), ("rule", "+++"), ("text", "Dann nicht mehr."),
    ]  # fmt: skip
    assert found.blocks[0].line == front.count("\n") + 2
    assert [(d.reason, d.text) for d in found.dropped] == [("front matter", "tags: a & b")]


def test_pluses_that_hold_no_fields_are_marks(blocks):
    kinds = [block.kind for block in blocks("+++\n\nIt rained.\n\n+++\n\nIt stopped.\n").blocks]
    assert kinds.count("text") == 2


def test_front_matter_is_metadata_not_a_heading(blocks):
    manuscript = blocks(
        f"---\ntitle: 'The Road: a tale'\nauthors:\n  - Ann\n  - Bob\n---\n\n{LONG}\n"
    )
    assert (manuscript.meta.title, manuscript.meta.author) == ("The Road: a tale", "Ann & Bob")
    assert shape(manuscript) == [("text", LONG)]


def test_a_lone_top_heading_names_the_book(blocks):
    manuscript = blocks(f"# The Road\n\nby Ann Author\n\n## One\n\n{LONG}\n\n## Two\n\n{LONG}")
    assert (manuscript.meta.title, manuscript.meta.author) == ("The Road", "Ann Author")
    assert [(b.text, b.level) for b in manuscript.blocks if b.kind == "heading"] == [
        ("The Road", 1),
        ("One", 2),
        ("Two", 2),
    ]


def test_several_top_headings_are_chapters_and_the_file_names_the_book(blocks):
    assert blocks(f"# One\n\n{LONG}\n\n# Two\n\n{LONG}").meta.title == "story"


MARKS = ["***", "* * *", "---", "___", "\\*\\*\\*", "⁂", "#", "<hr/>", "&nbsp;", "◆"]
MARKS += ["<center>* * *</center>", "![](img/scene-break.png)", "<p align='center'>~</p>"]


@pytest.mark.parametrize("mark", MARKS)
def test_marks(blocks, mark):
    manuscript = blocks(f"# One\n\n{LONG}\n\n{mark}\n\n{LONG}")
    assert [kind for kind, _ in shape(manuscript)] == ["heading", "text", "rule", "text"]


def test_dashes_close_under_a_paragraph_are_a_rule_and_under_a_title_a_heading(blocks):
    manuscript = blocks(f"The Door\n---\n\n{LONG} {LONG}\n---\n\n{LONG}")
    assert [kind for kind, _ in shape(manuscript)] == ["heading", "text", "rule", "text"]


def test_indented_paragraphs_years_and_lists_are_text(blocks):
    manuscript = blocks(f"# One\n\n    {LONG}\n\n1984. It was so.\n\n- A list\n- of things\n")
    assert shape(manuscript)[1:] == [
        ("text", LONG),
        ("text", "1984. It was so."),
        ("text", "A list"),
        ("text", "of things"),
    ]


def test_footnotes_are_left_out_and_named(blocks):
    manuscript = blocks(f"# One\n\n{LONG}[^1]\n\n[^1]: A note.\n")
    assert shape(manuscript) == [("heading", "One"), ("text", LONG)]
    assert [found.reason for found in manuscript.dropped] == ["note mark", "footnote"]


def test_emphasis_quotes_and_verse(blocks):
    manuscript = blocks(
        "# One\n\nIt *was* so **very** dark.\n\n> He said it.\n\nO rose,\\\nthou art!\n"
    )
    assert shape(manuscript)[1:] == [
        ("text", "It was so very dark."),
        ("quote", "He said it."),
        ("verse", "O rose,\nthou art!"),
    ]
    assert manuscript.blocks[1].emphasis == ((3, 6), (10, 14))


def test_one_paragraph_a_line_without_any_markup(blocks):
    long = f"{LONG} {LONG}"
    manuscript = blocks(f"The Road\n{long}\n{long}\n***\n{long}\n")
    assert manuscript.meta.title == "The Road"
    assert [kind for kind, _ in shape(manuscript)] == ["heading", "text", "text", "rule", "text"]


def test_wrapped_lines_are_joined(blocks):
    assert shape(blocks("# One\n\nThe road went\non and on\nto the sea.\n"))[1] == (
        "text",
        "The road went on and on to the sea.",
    )


def test_a_long_chapter_called_like_front_matter_is_a_chapter(blocks):
    short = blocks(f"# One\n\n{LONG}\n\n# Cover\n\n{LONG}\n\n# Two\n\n{LONG}")
    long = blocks(f"# One\n\n{LONG}\n\n# Cover\n\n" + f"{LONG}\n\n" * 100 + f"# Two\n\n{LONG}")
    assert {b.reason for b in short.blocks} == {"", "cover"}
    assert {b.reason for b in long.blocks} == {""}
