"""One contract for every format: length, pauses, chapters, tags, cover, loudness."""

from __future__ import annotations

import numpy as np
import pytest
from mutagen.flac import FLAC
from mutagen.id3 import ID3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.wave import WAVE

RATE = 22_050
FORMATS = (".m4b", ".mp3", ".opus", ".flac", ".wav")
TITLES = ["One; a=b #1 \\ é", "Two lines"]


@pytest.fixture(params=FORMATS, scope="module")
def file(request, published):
    return next(path for path in published.files if path.suffix == request.param)


def test_decoded_length_equals_the_timeline(file, published, decode):
    assert len(decode(file)) == pytest.approx(published.timeline.frames, abs=0.005 * RATE)


def test_every_pause_is_where_it_was_planned(file, published, decode):
    loud = np.flatnonzero(np.abs(decode(file)) > 10 ** (-50 / 20))
    gaps = np.flatnonzero(np.diff(loud) > 0.25 * RATE)
    found = [(loud[g], loud[g + 1]) for g in gaps]
    planned = [(s.start, s.end) for s in published.timeline.silences[1:-1]]
    assert len(found) == len(planned)
    off = np.abs(np.array(found) - np.array(planned)) / RATE
    assert off.max() < 0.025


def test_loudness_and_true_peak_are_what_was_promised(file, loudness_of):
    lufs, peak = loudness_of(file)
    assert lufs == pytest.approx(-19.0, abs=0.5)
    assert peak <= -3.0


def test_lossless_sound_has_no_click_at_any_join(published, decode):
    flac = next(path for path in published.files if path.suffix == ".flac")
    sound = decode(flac)
    starts = [s.start for s in published.timeline.silences] + [
        s.end for s in published.timeline.silences
    ]
    for border in starts[1:-1]:
        near = sound[border - 20 : border + 20]
        assert np.abs(np.diff(near)).max() < 0.01


def test_wav_and_flac_hold_the_same_samples(published, decode):
    wav, flac = (
        next(path for path in published.files if path.suffix == suffix)
        for suffix in (".wav", ".flac")
    )
    assert np.array_equal(decode(wav), decode(flac))


def test_an_m4b_has_its_brand_both_kinds_of_chapters_and_all_tags(published):
    path = next(path for path in published.files if path.suffix == ".m4b")
    data = path.read_bytes()
    assert data[8:12] == b"M4B "
    assert b"tref" in data
    assert b"chpl" in data
    file = MP4(path)
    assert [chapter.title for chapter in file.chapters] == TITLES
    starts = [chapter.start / RATE for chapter in published.timeline.chapters]
    assert [chapter.start for chapter in file.chapters] == pytest.approx(starts, abs=0.001)
    assert file["stik"] == [2]
    assert file["\xa9nrt"] == file["\xa9wrt"] == ["Tone & Beep"]
    assert file["\xa9mvn"] == ["The Coast"]
    assert file["\xa9mvi"] == [2]
    assert file["\xa9pub"] == ["Small Press"]
    assert file["desc"] == ["Two lines\nof it."]
    assert bytes(file["covr"][0]).startswith(b"\xff\xd8")


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_chapters_stand_in_the_order_of_time(suffix, published):
    """The second title is the shorter one, and mutagen would write it first."""
    data = next(p for p in published.files if p.suffix == suffix).read_bytes()
    first, second = (data.index(b"CHAP\0\0", at) for at in (0, data.index(b"CHAP\0\0") + 1))
    assert data[first + 10 :].startswith(b"chp0")
    assert data[second + 10 :].startswith(b"chp1")


def test_an_mp3_has_chapters_a_table_of_contents_and_all_tags(published):
    path = next(p for p in published.files if p.suffix == ".mp3" and p.parent.name == "book")
    tags = ID3(path)
    assert tags.version == (2, 3, 0)
    table = tags.getall("CTOC")[0]
    assert table.child_element_ids == ["chp0", "chp1"]
    marks = [tags[f"CHAP:{id}"] for id in table.child_element_ids]
    assert [mark.sub_frames["TIT2"].text[0] for mark in marks] == TITLES
    starts = [1000 * chapter.start / RATE for chapter in published.timeline.chapters]
    assert [mark.start_time for mark in marks] == pytest.approx(starts, abs=1)
    assert tags["TCOM"].text == tags["TXXX:NARRATOR"].text == ["Tone & Beep"]
    assert tags["TXXX:SERIES"].text == ["The Coast"]
    assert tags["TPUB"].text == ["Small Press"]
    assert tags.getall("APIC")[0].mime == "image/jpeg"


def test_a_wav_has_the_same_tags_as_an_mp3(published):
    tags = WAVE(next(path for path in published.files if path.suffix == ".wav")).tags
    assert [tags[f"CHAP:chp{n}"].sub_frames["TIT2"].text[0] for n in range(2)] == TITLES
    assert tags["TXXX:NARRATOR"].text == ["Tone & Beep"]
    assert len(tags.getall("APIC")) == 1


@pytest.mark.parametrize(("suffix", "kind"), [(".opus", OggOpus), (".flac", FLAC)])
def test_opus_and_flac_have_chapters_tags_and_cover(published, suffix, kind):
    file = kind(next(path for path in published.files if path.suffix == suffix))
    assert [file[f"chapter{n:03}name"][0] for n in range(2)] == TITLES
    assert file["chapter000"] == ["00:00:00.000"]
    minutes, seconds = file["chapter001"][0].removeprefix("00:").split(":")
    start = published.timeline.chapters[1].start / RATE
    assert 60 * int(minutes) + float(seconds) == pytest.approx(start, abs=0.001)
    assert file["description"] == ["Two lines\nof it."]
    assert file["narrator"] == ["Tone & Beep"]
    assert file["series-part"] == ["2"]
    pictures = file.pictures if suffix == ".flac" else file["metadata_block_picture"]
    assert len(pictures) == 1


def test_nothing_temporary_is_left(published):
    names = [path.name for path in published.edition.folder.rglob("*")]
    assert not [name for name in names if name.endswith(".part")]
