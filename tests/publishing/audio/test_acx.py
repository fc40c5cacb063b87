"""The ACX preset passes its own report, and the report fails what ACX would refuse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audiobook import mixing
from audiobook.model import Piece, Silence
from audiobook.publishing import publish
from audiobook.publishing.acx import acx_sample, acx_tracks
from audiobook.publishing.acx_report import acx_report

RATE = 22_050
CHAPTERS = (
    ("opening", "Opening credits", (0,)),
    ("c01", "Chapter One", (1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5)),
    ("c02", "Chapter Two", (1, 3, 5)),
    ("closing", "Closing credits", (2,)),
)


@pytest.fixture(scope="module")
def acx(tmp_path_factory, make_edition):
    edition = make_edition(tmp_path_factory.mktemp("acx"), CHAPTERS)
    return edition, publish(edition, ("acx",))


def test_every_file_passes_every_limit(acx):
    edition, files = acx
    tracks = [path for path in files if path.parent.name == "chapters" and path.suffix == ".mp3"]
    rows = acx_report(tracks, edition.folder / "salt-sample.mp3")
    assert [row for row in rows if not row.passed] == []
    assert len(rows) == 4 * 7 + 2


def test_one_file_a_chapter_credits_first_and_last(acx):
    _, files = acx
    names = [path.stem for path in files if path.parent.name == "chapters"]
    assert names == [
        "01 Opening credits",
        "02 Chapter One",
        "03 Chapter Two",
        "04 Closing credits",
        "salt.mp3",
    ]


def test_the_report_fails_what_acx_would_refuse(published):
    rows = acx_report([published.edition.folder / "salt.mp3"])
    failed = {row.limit for row in rows if not row.passed}
    assert {"format"} <= failed
    assert {"head", "RMS", "noise floor", "length"}.isdisjoint(failed)


def long_edition(make_edition, folder, hours, kinds):
    """One chapter of many hours: a clip and a long pause, over and over."""
    edition = make_edition(folder, (("c01", "Long", (0, 1)),))
    speech = next(piece for piece in edition.timeline.pieces if piece.key)
    pieces, silences, now = [], [], 0
    for number in range(hours * 60):
        pause = 60 * RATE - speech.frames
        kind = kinds[number % len(kinds)]
        pieces += [speech, Piece(key="", frames=pause)]
        silences.append(Silence(kind=kind, start=now + speech.frames, end=now + 60 * RATE))
        now += 60 * RATE
    mark = replace(edition.timeline.chapters[0], start=0, end=now)
    timeline = replace(
        edition.timeline,
        frames=now,
        pieces=tuple(pieces),
        silences=tuple(silences),
        chapters=(mark,),
    )
    return replace(edition.sound, timeline=timeline)


def test_a_chapter_of_more_than_two_hours_is_split_at_a_scene(tmp_path, make_edition):
    kinds = ("sentence",) * 6 + ("scene",)
    tracks = acx_tracks(long_edition(make_edition, tmp_path, 5, kinds))
    assert [track.title for track in tracks] == ["Long, part 1", "Long, part 2", "Long, part 3"]
    assert all(track.frames <= 120 * 60 * RATE for track in tracks)
    spoken = [sum(bool(p.key) for p in track.pieces) for track in tracks]
    assert sum(spoken) == 300
    assert spoken[0] % 7 == spoken[1] % 7 == 0


def test_a_sample_lasts_one_to_five_minutes_and_ends_at_a_pause(tmp_path, make_edition):
    sample = acx_sample(long_edition(make_edition, tmp_path, 1, ("sentence", "paragraph")))
    assert 60 * RATE <= sample.frames <= 300 * RATE
    assert sample.pieces[-1].key == ""
    assert sample.pieces[-2].key


def test_a_quiet_file_is_raised_and_a_loud_one_lowered(tmp_path, make_edition):
    edition = make_edition(tmp_path, (("c01", "One", (1, 3, 5)), ("c02", "Two", (0, 2, 4))))
    quiet = replace(edition.sound, gain_db=edition.sound.gain_db - 7)
    loud = replace(edition.sound, gain_db=edition.sound.gain_db + 6)
    assert all(track.gain_db > quiet.gain_db for track in acx_tracks(quiet))
    assert all(track.gain_db < loud.gain_db for track in acx_tracks(loud))


def test_a_rebuild_encodes_nothing_again(acx, monkeypatch):
    edition, files = acx
    before = files[0].read_bytes()

    def never(*_, **__):
        raise AssertionError

    monkeypatch.setattr(mixing.encoding, "_run", never)
    assert publish(edition, ("acx",)) == files
    assert files[0].read_bytes() == before
