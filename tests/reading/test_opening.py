"""Opening: the encoding, the format and the order of the files that make a book."""

from __future__ import annotations

import pytest

from audiobook.errors import StoryError
from audiobook.reading import read, read_many

LONG = "The road went on over the hills and down to the sea, as roads do when they are left alone. "


def texts(manuscript):
    return [block.text for block in manuscript.blocks if block.kind == "text"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("“It was a café,” she said—naïvely.", "cp1252"),
        ("“It was a café,” she said—naïvely.", "mac_roman"),
        ("“It was a café,” she said—naïvely.", "utf-16"),
        ("“It was a café,” she said—naïvely.", "utf-16-le"),
        ("“It was a café,” she said—naïvely.", "utf-8-sig"),
        ("Это была тёмная ночь, и шёл дождь, и ветер выл в трубе старого дома на горе.", "cp1251"),
        ("Это была тёмная ночь, и шёл дождь, и ветер выл в трубе старого дома на горе.", "koi8-r"),
        ("Była ciemna noc, padał deszcz, a wiatr wył w kominie starego domu na wzgórzu.", "cp1250"),
        ("ある暗い夜のことでした。雨が降っていて、風が古い家の煙突で鳴っていました。", "shift_jis"),
    ],
)
def test_encodings_are_found(tmp_path, text, encoding):
    path = tmp_path / "story.txt"
    path.write_bytes(f"{text}\n{text}".encode(encoding))
    assert read(path).blocks[0].text == text


def test_encoding_is_found_over_the_whole_file(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(("It was dark.\n" * 20_000 + "The café was shut.\n").encode("latin-1"))
    assert read(path).blocks[-1].text == "The café was shut."


def test_several_files_are_one_book_in_natural_order(tmp_path):
    for number in (10, 9, 1):
        (tmp_path / f"part {number}.txt").write_text(f"Part {number}\n{LONG}\n{LONG}")
    manuscript = read_many(list(tmp_path.iterdir()))
    assert [b.text for b in manuscript.blocks if b.kind == "heading"] == [
        "Part 1",
        "Part 9",
        "Part 10",
    ]
    assert len(texts(manuscript)) == 6


def test_one_file_is_itself_and_a_file_without_heading_is_a_chapter_by_its_name(tmp_path):
    for name in ("a_door", "b-sea"):
        (tmp_path / f"{name}.md").write_text(f"{LONG}\n\n{LONG}\n", encoding="utf-8")
    first, second = sorted(tmp_path.iterdir())
    assert read_many([first]) == read(first)
    both = read_many([second, first])
    assert [b.text for b in both.blocks if b.kind == "heading"] == ["a door", "b sea"]


def test_the_bytes_tell_the_format_where_the_suffix_lies(tmp_path, epub):
    path = tmp_path / "story.txt"
    path.write_bytes(epub({"a.xhtml": "<p>Dark.</p>"}).read_bytes())
    assert texts(read(path)) == ["Dark."]
    path.write_text(f"<html><body><h1>One</h1><p>{LONG}</p></body></html>", encoding="utf-8")
    assert texts(read(path)) == [LONG.strip()]


def test_locked_odt_is_refused(zipped):
    manifest = "<m xmlns:x='y'><file-entry><encryption-data/></file-entry></m>"
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": manifest,
        "content.xml": "noise",
    }
    with pytest.raises(StoryError, match="encrypted"):
        read(zipped("book.odt", members))


def test_title_is_the_files_name_where_the_story_has_none(tmp_path):
    path = tmp_path / "the-long_road.txt"
    path.write_text(f"“Who goes there?” said a voice.\n{LONG}\n{LONG}\n", encoding="utf-8")
    assert read(path).meta.title == "the long road"
