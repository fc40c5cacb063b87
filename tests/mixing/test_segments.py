"""A book is cut into segments that stay what they are when another one changes."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest

from audiobook import mixing
from audiobook.model import ChapterMark, Meta, Piece, Timeline

RATE = 22_050


@pytest.fixture(scope="module")
def plan(make_believe):
    return make_believe(600, chapters=5)


@pytest.fixture(scope="module")
def book(plan):
    return mixing.aligned(plan)


def test_every_segment_is_a_whole_number_of_frames(book):
    assert {(part.end - part.start) % 1024 for part in mixing.segments(book)} == {0}


def test_segments_cover_the_book_in_order_without_a_gap(book):
    parts = mixing.segments(book)
    assert parts[0].start == 0
    assert parts[-1].end == book.frames
    assert all(a.end == b.start for a, b in pairwise(parts))
    spoken = [piece for part in parts for piece in part.pieces if piece.key]
    assert spoken == [piece for piece in book.pieces if piece.key]
    assert all(sum(p.frames for p in part.pieces) == part.end - part.start for part in parts)


def test_a_segment_lasts_at_most_five_minutes(book):
    assert max(part.end - part.start for part in mixing.segments(book)) <= 300 * RATE


def test_a_short_book_keeps_several_cores_busy(make_believe):
    short = mixing.aligned(make_believe(50, chapters=1))  # about four minutes
    lengths = [part.end - part.start for part in mixing.segments(short)]
    assert len(lengths) >= 4
    assert max(lengths) < short.frames / 2


def test_a_cut_lies_inside_a_pause_of_at_least_300_ms(book):
    ends = list(accumulate(piece.frames for piece in book.pieces))
    runs = [(e - p.frames, e) for p, e in zip(book.pieces, ends, strict=True) if not p.key]
    for part in mixing.segments(book)[1:]:
        around = [(a, b) for a, b in runs if a <= part.start < b]
        assert around
        assert around[0][1] - around[0][0] >= 0.3 * RATE
        assert around[0][1] - part.start >= 2048


def test_no_segment_crosses_a_chapter(book):
    borders = [part.start for part in mixing.segments(book)]
    for chapter in book.chapters[1:]:
        assert any(chapter.start - 3 * RATE <= border <= chapter.start for border in borders)
        speech = next(c.start for c in book.cues if c.start >= chapter.start)
        owner = next(p for p in mixing.segments(book) if p.start <= speech < p.end)
        assert owner.start <= chapter.start


def test_where_pauses_are_many_segments_end_with_a_frame_of_mp3_too(book):
    parts = mixing.segments(book)
    assert sum(part.end % 9216 == 0 for part in parts) > len(parts) / 2


def test_pauses_stay_within_ten_milliseconds_of_what_was_asked(plan, book):
    off = [
        abs((b.end - b.start) - (a.end - a.start))
        for a, b in zip(plan.silences, book.silences, strict=True)
    ]
    assert max(off) <= 0.01 * RATE


def test_cues_chapters_and_pauses_move_with_the_pieces(book):
    starts = [0, *accumulate(piece.frames for piece in book.pieces)]
    spoken = [(s, p) for s, p in zip(starts, book.pieces, strict=False) if p.key]
    assert [(c.start, c.end) for c in book.cues] == [(s, s + p.frames) for s, p in spoken]
    silent = [(s, s + p.frames) for s, p in zip(starts, book.pieces, strict=False) if not p.key]
    assert [(s.start, s.end) for s in book.silences] == silent
    assert book.chapters[-1].end == book.frames == starts[-1]
    assert all(a.end == b.start for a, b in zip(book.chapters, book.chapters[1:], strict=False))


def test_aligning_twice_changes_nothing(book):
    assert mixing.aligned(book) == book


@pytest.mark.parametrize("changed", [7, 133, 250, 391, 598])
def test_an_edit_changes_its_own_segment_and_hardly_another(make_believe, book, changed):
    edited = mixing.aligned(make_believe(600, chapters=5, changed=changed))
    before = {part.pieces for part in mixing.segments(book)}
    after = {part.pieces for part in mixing.segments(edited)}
    assert 1 <= len(after - before) <= 2


def test_a_book_without_any_pause_gets_a_tail():
    pieces = (Piece(key="a" * 64, frames=5000),)
    mark = ChapterMark(id="c01", title="All", start=0, end=5000)
    whole = mixing.aligned(
        Timeline(
            meta=Meta(title="x"),
            rate=RATE,
            frames=5000,
            pieces=pieces,
            cues=(),
            silences=(),
            chapters=(mark,),
        )
    )
    assert whole.frames % 1024 == 0
    assert whole.frames - 5000 >= 1024
    assert whole.chapters[0].end == whole.frames
