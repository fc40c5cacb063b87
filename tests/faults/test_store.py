"""A store that is damaged, old or gone is mended by the next build."""

from __future__ import annotations

import json
import os
import shutil

import pytest

pytestmark = pytest.mark.slow

EDITED = ("--pause", "paragraph=0.9")  # a build after it must read clips again


def truncated(path):
    path.write_bytes(path.read_bytes()[:-500])


def bit_flipped(path):
    data = bytearray(path.read_bytes())
    data[-300] ^= 0x10
    path.write_bytes(data)


def emptied(path):
    path.write_bytes(b"")


def deleted(path):
    path.unlink()


@pytest.mark.parametrize("harm", [truncated, bit_flipped, emptied, deleted])
def test_a_harmed_clip_is_spoken_again_and_only_that_one(bench, whole, harm):
    bench.built(*EDITED)
    shutil.rmtree(bench.cache / "segments")
    harm(bench.clips()[7])
    again = bench.built()
    assert again["spoken"] == 1
    assert bench.book == whole.book


@pytest.mark.parametrize("harm", [truncated, bit_flipped, emptied, deleted])
def test_a_harmed_segment_is_encoded_again(bench, whole, harm):
    bench.built()
    harm(bench.segments()[0])
    (bench.folder / "book.json").unlink()
    again = bench.built()
    assert again["spoken"] == 0
    assert bench.book == whole.book


def test_a_book_changed_by_hand_is_written_again(bench, whole):
    bench.built()
    bit_flipped(bench.folder / "walk.m4b")
    bench.built()
    assert bench.book == whole.book


def test_a_damaged_receipt_is_no_obstacle(bench, whole):
    bench.built()
    truncated(bench.folder / "book.json")
    bench.built()
    assert bench.book == whole.book


@pytest.mark.parametrize(
    ("key", "value"),
    [("gain_db", "loud"), ("sentences", None), ("settings", 3), ("files", [{}])],
)
def test_a_receipt_that_lost_something_is_written_again(bench, whole, key, value):
    bench.built()
    path = bench.folder / "book.json"
    told = json.loads(path.read_text())
    path.write_text(json.dumps({**told, key: value}))
    assert "no whole book.json" in bench.build("--locked").stderr
    bench.built()
    assert json.loads(path.read_text()) == told


def test_a_clock_set_back_changes_nothing(bench, whole):
    bench.built()
    for path in [*bench.clips(), *bench.segments(), bench.story]:
        os.utime(path, (4_000_000_000, 4_000_000_000))
    again = bench.built()
    assert again["spoken"] == 0
    assert bench.book == whole.book
