"""Subtitles as players read them: pysubs2 stands for the players."""

from __future__ import annotations

import re

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.model import Cue, Word
from audiobook.publishing.captions import captions
from audiobook.publishing.subtitles import write_lrc, write_srt, write_vtt

LONG = (
    "It was late, and the rain, which had begun at noon, had not stopped; nobody in the house "
    "had said a word about it since the clock had struck six and the lamps had been lit."
)


def cue(written, seconds=10):
    return Cue(id="c01s01p001t1", start=0, end=seconds * 1000, written=written)


def test_a_short_sentence_is_one_caption_of_one_line():
    (only,) = captions(cue("He did not."))
    assert (only.start, only.end, only.text) == (0, 10_000, "He did not.")


def test_no_line_is_longer_than_42_and_no_caption_has_more_than_two():
    for caption in captions(cue(LONG)):
        assert len(caption.lines) <= 2
        assert all(end - start <= 42 for start, end in caption.lines)


def test_a_long_sentence_is_cut_at_a_clause():
    first, *_ = captions(cue(LONG))
    assert first.text == "It was late, and the rain, which had begun at noon, had not stopped;"


def test_captions_of_a_sentence_lose_nothing_and_touch():
    made = captions(cue(LONG))
    assert " ".join(caption.text for caption in made) == LONG
    assert [c.end for c in made[:-1]] == [c.start for c in made[1:]]
    assert (made[0].start, made[-1].end) == (0, 10_000)


def test_word_times_decide_where_they_are_known():
    at = LONG.index("nobody")
    known = (Word(offset=0, length=2, start=0), Word(offset=at, length=6, start=7_777))
    assert captions(cue(LONG), known)[1].start == 7_777
    assert captions(cue(LONG))[1].start == 10_000 * at // len(LONG)


@pytest.mark.parametrize("text", ["x" * 10_000, "a—b" * 400, "", "   ", "漢字" * 300])
def test_no_text_is_too_strange_to_cut(text):
    made = captions(cue(text))
    letters = "".join(caption.text for caption in made).replace(" ", "")
    assert letters == text.replace(" ", "")
    assert all(end - start <= 42 for caption in made for start, end in caption.lines)


@given(
    text=st.text(st.sampled_from("ab ,.;—“”\u2003\n𝒜"), max_size=400),
    exact=st.booleans(),
)
def test_any_text_is_cut_without_loss_in_order_and_in_time(text, exact):
    made = cue(text)
    words = [Word(offset=m.start(), length=1, start=25 * m.start()) for m in re.finditer("a", text)]
    cut = captions(made, words if exact else ())
    letters = "".join(text[a:b] for caption in cut for a, b in caption.lines)
    assert "".join(letters.split()) == "".join(text.split())
    assert all(b - a <= 42 for caption in cut for a, b in caption.lines)
    times = [time for caption in cut for time in (caption.start, caption.end)]
    assert times == sorted(times)
    assert all(0 <= time <= made.end for time in times)


def test_srt_is_read_back_with_every_sentence_in_its_place(make_edition):
    edition = make_edition()
    (path,) = write_srt(edition)
    subs = pysubs2.load(str(path), keep_html_tags=True)
    cues = edition.timeline.cues
    starts = {round(1000 * cue.start / edition.timeline.rate) for cue in cues}
    assert starts <= {event.start for event in subs}
    text = " ".join(event.text.replace(r"\N", " ") for event in subs)
    assert "Run!" in text
    assert "<\u2060b>all<\u2060/b>" in text
    assert all(event.end > event.start for event in subs)
    assert all(a.end <= b.start for a, b in zip(subs, list(subs)[1:], strict=False))


def test_a_sentence_that_is_not_said_is_shown_in_its_pause(make_edition):
    (path,) = write_srt(make_edition())
    (event,) = (event for event in pysubs2.load(str(path)) if event.text == "…")
    assert event.end - event.start == 500


def test_vtt_escapes_names_speakers_and_notes_scenes(make_edition):
    (path,) = write_vtt(make_edition())
    text = path.read_text(encoding="utf-8")
    assert text.startswith(
        "WEBVTT\n\nNOTE\nA Small Book\nby A. Writer\nread by tone\nlanguage en\n"
    )
    assert "<v Anna>“Run!”</v>" in text
    assert "Backstage, &lt;b&gt;all&lt;/b&gt; was R&amp;D --&gt; quiet." in text
    assert "NOTE\nScene break\n" in text
    assert "NOTE\nScene break, inferred: opener: Backstage,\n" in text
    assert "NOTE\nThe Mill & the River\n" in text
    ids = re.findall(r"^(\S+)\n\d\d:", text, re.MULTILINE)
    assert len(ids) == len(set(ids))
    assert len(pysubs2.SSAFile.from_string(text, format_="vtt")) == len(ids)


def test_lrc_has_a_line_for_each_caption_and_minutes_past_59(make_edition):
    plain, enhanced = write_lrc(make_edition())
    lines = plain.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["[ti:A Small Book]", "[ar:A. Writer]", "[al:A Small Book]"]
    assert "[00:00.50]A Small Book" in lines
    words = enhanced.read_text(encoding="utf-8").splitlines()
    assert "[00:00.50]<00:00.50> A <00:00.60> Small <00:00.90> Book" in words


def test_no_words_file_where_no_word_is_timed(make_edition):
    assert [path.name for path in write_lrc(make_edition(exact=False))] == ["small.lrc"]
