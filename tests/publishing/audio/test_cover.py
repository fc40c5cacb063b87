"""A cover is drawn where none is given, and a given one is made to fit."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from PIL import Image

from audiobook.errors import AudiobookError, SettingsError
from audiobook.model import Meta
from audiobook.publishing import publish
from audiobook.publishing.cover import draw_cover, fit_cover


def picture(cover: bytes) -> Image.Image:
    return Image.open(io.BytesIO(cover)).convert("RGB")


def image_file(kind: str, size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(file, kind)
    return file.getvalue()


def test_a_drawn_cover_is_a_large_square_with_legible_text():
    image = picture(draw_cover(Meta(title="One Step for You", author="Ann Other")))
    assert image.size == (2400, 2400)
    corner = sum(image.getpixel((40, 40)))
    title = image.crop((320, 500, 2080, 1300)).convert("L")
    assert title.getextrema()[1] > 200 > corner
    assert image.crop((320, 1950, 2080, 2070)).convert("L").getextrema()[1] > 200


def test_the_same_book_has_the_same_cover_and_another_one_another():
    one = Meta(title="Rain", author="A")
    assert draw_cover(one) == draw_cover(one)
    assert draw_cover(one) != draw_cover(Meta(title="Snow", author="A"))


@pytest.mark.parametrize(
    "title", ["", "W" * 300, "word " * 200, "日本語の本", "Война и мир", "\x00"]
)
def test_any_title_has_a_cover_whose_frame_stays_clear(title):
    image = picture(draw_cover(Meta(title=title, author="Ж" * 90)))
    edge = image.crop((0, 200, 110, 2200)).convert("L")
    assert edge.getextrema()[1] < 110


def test_a_good_cover_is_left_as_it_is():
    cover = image_file("PNG", (600, 600))
    assert fit_cover(cover) == cover


@pytest.mark.parametrize(("kind", "size"), [("JPEG", (4000, 3200)), ("WEBP", (500, 500))])
def test_a_cover_that_players_cannot_show_becomes_a_jpeg(kind, size):
    image = Image.open(io.BytesIO(fit_cover(image_file(kind, size))))
    assert image.format == "JPEG"
    assert max(image.size) <= 3000


def test_a_cover_that_is_no_picture_is_refused():
    with pytest.raises(AudiobookError, match="cannot be read as a picture"):
        fit_cover(b"not a picture")


def test_the_library_finds_metadata_and_cover(published):
    folder = published.edition.folder
    fields = json.loads((folder / "metadata.json").read_text("utf-8"))
    assert fields["authors"] == ["Ada Lind"]
    assert fields["narrators"] == ["Tone", "Beep"]
    assert fields["series"] == ["The Coast #2"]
    assert [chapter["title"] for chapter in fields["chapters"]][1] == "Two lines"
    assert (folder / "cover.jpg").read_bytes().startswith(b"\xff\xd8")


def test_a_png_cover_keeps_its_kind(tmp_path, make_edition):
    edition = make_edition(tmp_path, (("c01", "One", (0, 1)),))
    files = publish(replace(edition, cover=image_file("PNG", (300, 300))), ())
    assert [path.name for path in files] == ["metadata.json", "cover.png"]


def test_an_unknown_format_is_refused_before_anything_is_written(published):
    with pytest.raises(SettingsError, match="no format 'ogg'"):
        publish(published.edition, ("ogg",))
