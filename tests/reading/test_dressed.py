"""Stories as chat programs and note-takers save them: Markdown signs in a .txt, bold heads."""

from __future__ import annotations

import pytest

from audiobook.reading import read, read_text

PROSE = "The road went down to the river, and the boats lay there in the mist all winter."


def heads(manuscript):
    return [b.text for b in manuscript.blocks if b.kind == "heading" and b.matter == "chapter"]


def test_a_text_file_with_markdown_heads_is_read_as_markdown(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(f"# The Fox\n\n## The Hill\n\n{PROSE} *Oh!*\n\n## The Moon\n\n{PROSE}\n")
    manuscript = read(path)
    assert manuscript.meta.title == "The Fox"
    assert heads(manuscript) == ["The Fox", "The Hill", "The Moon"]
    assert not any("*" in block.text for block in manuscript.blocks)


def test_text_with_front_matter_is_read_as_markdown():
    manuscript = read_text(f"---\ntitle: The Fox\nauthor: Ann\n---\n\n{PROSE}\n")
    assert (manuscript.meta.title, manuscript.meta.author) == ("The Fox", "Ann")
    assert [block.text for block in manuscript.blocks] == [PROSE]


@pytest.mark.parametrize("mark", ["# # #", "#", "#1 of all"])
def test_number_signs_alone_make_no_markdown(mark):
    text = f"The Fox\n\n{PROSE}\n\n{mark}\n\n{PROSE} He had *one* star.\n"
    assert any("*one*" in b.text or b.emphasis for b in read_text(text).blocks)
    assert read_text(text).meta.title == "The Fox"


@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_bold_lines_are_heads(tmp_path, suffix):
    path = tmp_path / f"story.{suffix}"
    path.write_text(
        f"**The Fox**\n\n**The Hill**\n\n{PROSE}\n\n**It ran.**\n\n**The Moon**\n\n{PROSE}\n"
    )
    manuscript = read(path)
    assert manuscript.meta.title == "The Fox"
    assert heads(manuscript) == ["The Fox", "The Hill", "The Moon"]


def test_title_and_author_named_on_the_first_lines_are_taken():
    manuscript = read_text(f"Title: The Fox\nAuthor: Ann Author\n\n{PROSE}\n\n{PROSE}\n")
    assert (manuscript.meta.title, manuscript.meta.author) == ("The Fox", "Ann Author")
    assert [block.text for block in manuscript.blocks] == [PROSE, PROSE]
    assert [found.text for found in manuscript.dropped] == ["Title: The Fox", "Author: Ann Author"]


def test_a_piece_of_html_in_a_text_file_is_read_as_html(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(f"<h1>The Fox</h1>\n<p>{PROSE} <i>Oh</i> &amp; so on.</p>\n")
    assert [block.text for block in read(path).blocks] == ["The Fox", f"{PROSE} Oh & so on."]


def test_signs_of_a_wiki_are_no_part_of_a_title():
    assert read_text(f"== The Fox ==\n\n{PROSE}\n").meta.title == "The Fox"


@pytest.mark.parametrize(
    "lines",
    [
        ("* eggs and flour", "* milk", "* a spoon of salt"),
        ("– Did you see it?", "– No.", "– Nor did I."),
    ],
    ids=("bullets", "speech"),
)
def test_items_that_no_blank_line_parts_are_paragraphs(lines):
    listed = "\n".join(lines)
    manuscript = read_text(f"The Fox\n\n{PROSE}\n\n{listed}\n\n{PROSE}\n")
    assert [b.text for b in manuscript.blocks if b.kind == "text"] == [PROSE, *lines, PROSE]


def test_what_is_left_of_html_in_plain_text_is_what_was_meant():
    text = (
        f"Tom &amp; Jerry &quot;ran&quot;&nbsp;on &mdash; it&#8217;s <i>late</i>. {PROSE}\n\n"
        f"R&D; 1 < 2 and 3 > 2 &c; {PROSE}<br />\nShe &lt;3 him.\n"
    )
    found = read_text(text)
    said = " ".join(block.text for block in found.blocks)
    assert said.startswith('Tom & Jerry "ran" on — it’s late. ')
    assert "R&D; 1 < 2 and 3 > 2 &c; " in said
    assert "<br" not in said
    assert "She <3 him." in said
    (block,) = [b for b in found.blocks if "late" in b.text]
    assert [block.text[a:b] for a, b in block.emphasis] == ["late"]


def test_the_fields_of_a_story_site_are_left_out_and_listed():
    fields = "Title: The Fox\nBy: Ann\nLanguage: French\nWord count: 1,200\nSummary: A fox runs.\n"
    found = read_text(f"{fields}\n{PROSE}\n\n{PROSE}\n")
    assert (found.meta.title, found.meta.author, found.meta.language) == ("The Fox", "Ann", "fr")
    assert [block.text for block in found.blocks] == [PROSE, PROSE]
    assert [one.text for one in found.dropped] == fields.splitlines()


def test_a_diarys_date_below_its_title_is_the_diarys():
    found = read_text(f"Title: The Fox\n\nDate: 3 May\n\n{PROSE}\n\n{PROSE}\n")
    assert any("3 May" in block.text for block in found.blocks)


@pytest.mark.parametrize("after", ["About the author: Ann is old.", "© 2020 by Ann. No copies."])
def test_what_stands_after_the_end_is_not_the_story(after):
    found = read_text(f"The Fox\n\n{PROSE}\n\n{PROSE}\n\nThe End\n\n{after}\n")
    assert [b.text for b in found.blocks if b.matter == "back"] == [after]
    assert [one.reason for one in found.dropped] == ["end line"]
