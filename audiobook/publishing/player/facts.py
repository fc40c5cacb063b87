"""What the player's script is told: times, chapters, words, the shape of the sound.

An edition comes in, one JSON value goes out, in which nothing can end the
element that holds it.  Times are milliseconds; places in a text are counted as
JavaScript counts them, in UTF-16.
"""

from __future__ import annotations

import base64
import hashlib
import json
from array import array
from collections.abc import Iterator, Sequence

from audiobook.clock import milliseconds
from audiobook.model import Chapter, Cue, Sentence
from audiobook.publishing.edition import Edition
from audiobook.publishing.markup import body, printable
from audiobook.publishing.order import heading

PEAKS_PER_SECOND = 2
STRIDE = 16  # every 16th sample is enough to draw the shape of speech
TYPE = 'audio/mp4; codecs="mp4a.40.2"'


def facts(
    edition: Edition, spoken: Sequence[tuple[Chapter, tuple[Cue, ...]]], sound: str
) -> dict[str, object]:
    """Gather what the script needs for the chapters that are spoken."""
    timeline, meta = edition.timeline, edition.book.meta
    rate = timeline.rate
    cues = [cue for _, own in spoken for cue in own]
    marks = {mark.id: mark for mark in timeline.chapters}
    return {
        "id": _identifier(edition),
        "title": meta.title,
        "author": meta.author,
        "sound": sound,
        "type": TYPE,
        "length": milliseconds(timeline.frames, rate),
        "chapters": [
            {
                "title": heading(edition.book, chapter),
                "start": milliseconds(marks[chapter.id].start, rate),
                "end": milliseconds(marks[chapter.id].end, rate),
            }
            for chapter, _ in spoken
            if chapter.id in marks
        ],
        "scenes": _scenes(spoken, rate),
        "times": list(_times(cues, rate)),
        "words": dict(_words(edition, cues)),
        "peaks": base64.b64encode(peaks(edition)).decode(),
    }


def as_json(value: object) -> str:
    r"""Write JSON that can stand inside a script element.

    >>> as_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def peaks(edition: Edition) -> bytes:
    """Measure the loudest sample of each half second, a byte each."""
    width = edition.timeline.rate // PEAKS_PER_SECOND
    made = bytearray(-(-edition.timeline.frames // width))
    at = 0
    for piece in edition.timeline.pieces:
        if piece.key:
            samples = array("h", edition.sound.read(piece.key).samples)
            bound = width - at % width  # the clip's own pieces of half seconds
            for start in (0, *range(bound, piece.frames, width)):
                end = bound if start == 0 else start + width
                some = samples[start : min(end, piece.frames) : STRIDE]
                place = (at + start) // width
                made[place] = max(made[place], _peak(some))
        at += piece.frames
    return bytes(made)


def _peak(samples: array[int]) -> int:
    return min(255, max(max(samples), -min(samples)) >> 7) if samples else 0


def _identifier(edition: Edition) -> str:
    """What the browser's memory of this book is called: it survives a rebuild."""
    meta = edition.book.meta
    known = "\n".join((edition.name, meta.title, meta.author))
    return hashlib.sha256(known.encode()).hexdigest()[:12]


def _times(cues: Sequence[Cue], rate: int) -> Iterator[tuple[int, int]]:
    """Each sentence as (ms since the last one ended, ms that it lasts)."""
    last = 0
    for cue in cues:
        start, end = milliseconds(cue.start, rate), milliseconds(cue.end, rate)
        yield start - last, end - start
        last = end


def _scenes(spoken: Sequence[tuple[Chapter, tuple[Cue, ...]]], rate: int) -> list[int]:
    """Where scenes change, in ms; a chapter's own beginning is not a change."""
    starts = {cue.id: cue.start for _, cues in spoken for cue in cues}
    return [
        milliseconds(starts[scene.paragraphs[0].sentences[0].id], rate)
        for chapter, _ in spoken
        for scene in chapter.scenes
        if scene.opened_by != "start" and scene.paragraphs
        if scene.paragraphs[0].sentences[0].id in starts
    ]


def _words(edition: Edition, cues: Sequence[Cue]) -> Iterator[tuple[int, list[tuple[int, ...]]]]:
    """By the sentence's number, each word as steps: characters, length, milliseconds."""
    by_id = {sentence.id: sentence for sentence in edition.book.sentences()}
    for number, cue in enumerate(cues):
        words = edition.words(cue) if cue.exact and cue.id in by_id else ()
        if words:
            begin = milliseconds(cue.start, edition.timeline.rate)
            placed = [
                (*_place(by_id[cue.id], word.offset, word.length),
                 milliseconds(word.start, edition.timeline.rate) - begin)
                for word in words
            ]  # fmt: skip
            before = [(0, 0, 0), *placed]
            yield (
                number,
                [(a - c, b, t - u) for (a, b, t), (c, _, u) in zip(placed, before, strict=False)],
            )


def _place(sentence: Sentence, offset: int, length: int) -> tuple[int, int]:
    """Where a word stands in the sentence as shown, in UTF-16."""
    start, end = body(sentence)
    shown = sentence.written
    first = min(max(offset, start), end)
    last = min(max(offset + length, first), end)
    return _utf16(shown[start:first]), _utf16(shown[first:last])


def _utf16(text: str) -> int:
    return len(printable(text).encode("utf-16-le")) // 2
