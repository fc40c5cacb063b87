"""One contract for every writer in the table, ours or a newcomer's."""

from __future__ import annotations

import pytest

from audiobook.publishing import WRITERS, publish, writer

# What ffmpeg's muxer stamps differently each time would be a fault: none is excused.
EVERY = sorted(WRITERS)


@pytest.fixture
def quiet_edition(sounding_edition, book_of):
    """A book that is short to encode."""
    scene = ("start", "", ("Some words.",), ("More.",))
    return sounding_edition(book_of((("One", (scene,)),)))


@pytest.mark.parametrize("name", EVERY)
def test_files_are_whole_inside_the_folder_and_nothing_else_is_left(quiet_edition, name):
    files = writer(name)(quiet_edition)
    assert files
    assert all(path.is_file() and path.stat().st_size > 0 for path in files)
    assert all(path.is_relative_to(quiet_edition.folder) for path in files)
    left = {path for path in quiet_edition.folder.rglob("*") if path.is_file()}
    assert {path.name for path in left - set(files)} <= {".ignore"}


@pytest.mark.parametrize("name", EVERY)
def test_the_same_edition_gives_the_same_bytes(quiet_edition, name):
    first = [path.read_bytes() for path in writer(name)(quiet_edition)]
    assert [path.read_bytes() for path in writer(name)(quiet_edition)] == first


@pytest.mark.parametrize("name", EVERY)
def test_a_good_file_outlives_a_failed_one(quiet_edition, name, monkeypatch):
    files = writer(name)(quiet_edition)
    before = [path.read_bytes() for path in files]
    monkeypatch.setattr("pathlib.Path.replace", _refuse)
    with pytest.raises(Exception, match="no space"):
        writer(name)(quiet_edition)
    assert [path.read_bytes() for path in files] == before


def _refuse(self, target):
    raise OSError(28, "no space left")


def test_all_formats_at_once(quiet_edition):
    files = publish(quiet_edition, tuple(WRITERS))
    assert len(files) == len(set(files)) >= len(WRITERS)
