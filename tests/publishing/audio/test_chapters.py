"""Chapter files and their playlist; more chapters than a byte can count."""

from __future__ import annotations

import itertools
import re
import subprocess
from dataclasses import replace

import pytest
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from audiobook import mixing
from audiobook.model import ChapterMark, Piece, Timeline
from audiobook.publishing import publish

RATE = 22_050


@pytest.mark.parametrize("suffix", [".m4a", ".mp3"])
def test_chapter_files_add_up_to_the_book(published, decode, suffix):
    folder = published.edition.folder / "chapters"
    files = sorted(folder.glob(f"*{suffix}"))
    assert [path.stem for path in files] == ["01 One; a=b #1 é", "02 Two lines"]
    total = sum(len(decode(path)) for path in files)
    assert total == pytest.approx(published.timeline.frames, abs=0.03 * RATE)


def test_a_chapter_file_begins_in_its_own_chapter(published, decode):
    second = sorted((published.edition.folder / "chapters").glob("*.m4a"))[1]
    whole = decode(published.edition.folder / "salt.m4b")
    part = decode(second)
    assert (abs(part - whole[-len(part) :]) > 0.02).sum() == 0


def test_chapter_files_are_numbered_tracks(published):
    files = sorted((published.edition.folder / "chapters").glob("*.m4a"))
    assert [MP4(path)["trkn"] for path in files] == [[(1, 2)], [(2, 2)]]
    assert MP4(files[1])["\xa9nam"] == ["Two lines"]
    assert MP4(files[1])["\xa9alb"] == ["Salt; Sea = #1"]
    mp3 = sorted((published.edition.folder / "chapters").glob("*.mp3"))[0]
    assert ID3(mp3)["TRCK"].text == ["1/2"]


def test_the_playlist_names_files_that_are_there(published):
    playlist = published.edition.folder / "chapters" / "salt.m3u8"
    names = [n for n in playlist.read_text("utf-8").splitlines() if not n.startswith("#")]
    assert len(names) == 2
    assert all((playlist.parent / name).is_file() for name in names)


def test_files_of_an_earlier_title_are_removed_and_strangers_kept(tmp_path, make_edition):
    first = make_edition(tmp_path, (("c01", "Old", (0, 1)), ("c02", "Same", (2, 3))))
    publish(first, ("chapters",))
    stranger = first.folder / "chapters" / "07 mine.m4a"
    stranger.write_bytes(b"mine")
    renamed = replace(first.timeline.chapters[0], title="New")
    timeline = replace(first.timeline, chapters=(renamed, first.timeline.chapters[1]))
    publish(replace(first, timeline=timeline), ("chapters",))
    names = sorted(path.name for path in stranger.parent.iterdir())
    assert names == ["01 New.m4a", "02 Same.m4a", "07 mine.m4a", "salt.m3u8"]


def test_any_title_can_name_a_chapter(tmp_path, make_edition, decode):
    titles = ("語" * 200, "a\x00b\x07c", "[CHAPTER]\nSTART=0", "", "# .. /\\:*?")
    chapters = tuple((f"c{n:02}", title, (n,)) for n, title in enumerate(titles, 1))
    edition = make_edition(tmp_path, chapters)
    files = publish(edition, ("m4b", "mp3", "opus", "chapters"))
    found = [chapter.title for chapter in MP4(files[0]).chapters]
    assert found == ["語" * 82 + "…", "a b c", "[CHAPTER] START=0", "", "# .. /\\:*?"]
    assert [p.name for p in files if p.suffix == ".m4a"][2:] == [
        "03 [CHAPTER] START=0.m4a",
        "04.m4a",
        "05 #.m4a",
    ]
    assert all(len(decode(path)) for path in files if path.suffix in (".m4b", ".opus", ".m4a"))


@pytest.fixture(scope="module")
def many(tmp_path_factory, make_edition):
    """Three hundred chapters, of a second each but for the first, which lasts two minutes."""
    folder = tmp_path_factory.mktemp("many")
    edition = make_edition(folder, (("c01", "x", (0, 1)),))
    key = next(p.key for p in edition.timeline.pieces if p.key)
    frames = edition.sound.read(key).frames
    speech = Piece(key=key, frames=frames)
    pieces = (Piece(key="", frames=120 * RATE), *(speech, Piece(key="", frames=RATE)) * 300)
    ends = list(itertools.accumulate(p.frames for p in pieces))[2::2]
    marks = [
        ChapterMark(id=f"c{n:03}", title=f"Chapter {n}", start=start, end=end)
        for n, (start, end) in enumerate(zip([0, *ends[:-1]], ends, strict=True), 1)
    ]
    timeline = mixing.aligned(
        Timeline(
            meta=edition.timeline.meta,
            rate=RATE,
            frames=sum(p.frames for p in pieces),
            pieces=pieces,
            cues=(),
            silences=(),
            chapters=tuple(marks),
        )
    )
    sound = replace(edition.sound, timeline=timeline)
    edition = replace(edition, timeline=timeline, sound=sound)
    publish(edition, ("m4b", "mp3"))
    return edition


@pytest.mark.slow
def test_three_hundred_chapters_are_all_in_an_m4b(many):
    path = many.folder / "salt.m4b"
    assert len(MP4(path).chapters) == 255  # Nero's count is one byte
    # QuickTime's track has them all.
    said = subprocess.run([mixing.ffmpeg(), "-i", str(path)], capture_output=True).stderr.decode()
    assert re.findall(r"title +: Chapter (\d+)\n", said) == [str(n) for n in range(1, 301)]


@pytest.mark.slow
def test_three_hundred_chapters_are_all_in_an_mp3_under_tables_of_255(many):
    tags = ID3(many.folder / "salt.mp3")
    assert len(tags.getall("CHAP")) == 300
    tables = {table.element_id: table.child_element_ids for table in tags.getall("CTOC")}
    assert tables["toc"] == ["toc1", "toc2"]
    assert [*tables["toc1"], *tables["toc2"]] == [f"chp{n}" for n in range(300)]
