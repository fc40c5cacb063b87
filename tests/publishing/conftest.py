"""A small book with all that a reader can show, laid out in time by hand."""

from __future__ import annotations

import math
from array import array
from pathlib import Path

import pytest

from audiobook.model import (
    Book,
    Chapter,
    ChapterMark,
    Cue,
    Meta,
    Paragraph,
    Part,
    Pcm,
    Piece,
    Scene,
    Sentence,
    Silence,
    Timeline,
    Word,
)

RATE = 22_050
PAUSE = RATE // 2
PER_LETTER = RATE // 20  # 50 ms a character

LONG = (
    "It was *late*, and the rain, which had begun at noon, had not stopped; nobody in the house "
    "had said a word about it since."
)
MILL = (("“Run!”|Anna", " said Anna at 9:05.| "), ("He did not.",))
VERSE = (("One line of verse,\n", "and another."),)
HOSTILE = (("…",), ("Backstage, <b>all</b> was R&D --> quiet.",))
CHAPTERS = (
    ("The Mill & the River", (("start", "", *MILL), ("marked", "* * *", (LONG,)))),
    ("Home", (("start", "", *VERSE), ("inferred", "opener: Backstage,", *HOSTILE))),
)


def _sentence(id: str, text: str) -> Sentence:
    written, _, speaker = text.partition("|")
    pieces = written.split("*")
    spans, plain = [], ""
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return Sentence(
        id=id, parts=(Part(written=plain, speaker=speaker.strip(), emphasis=tuple(spans)),)
    )


def _scene(id: str, opened_by: str, reason: str, texts: tuple[tuple[str, ...], ...]) -> Scene:
    paragraphs = []
    for number, group in enumerate(texts, 1):
        place = f"{id}p{number:03}"
        sentences = tuple(_sentence(f"{place}t{i}", text) for i, text in enumerate(group, 1))
        kind = "verse" if "verse" in group[0] else "text"
        paragraphs.append(Paragraph(id=place, line=number, kind=kind, sentences=sentences))
    return Scene(id=id, opened_by=opened_by, reason=reason, paragraphs=tuple(paragraphs))


def make_book(chapters=CHAPTERS, title="A Small Book", language="en") -> Book:
    made = []
    for number, (heading, scenes) in enumerate(chapters, 1):
        id = f"c{number:02}"
        made.append(
            Chapter(
                id=id,
                title=_sentence(f"{id}t1", heading),
                kind="chapter",
                reason="",
                scenes=tuple(
                    _scene(f"{id}s{i:02}", opened_by, reason, texts)
                    for i, (opened_by, reason, *texts) in enumerate(scenes, 1)
                ),
            )
        )
    meta = Meta(title=title, author="A. Writer", narrator="tone", language=language)
    return Book(meta=meta, chapters=tuple(made), title=_sentence("t1", title))


def make_timeline(book: Book, *, exact: bool = True) -> Timeline:
    """Half a second of silence before each sentence, 50 ms a character; `…` is not said."""
    pieces, cues, silences, marks = [], [], [], []
    now = 0

    def wait() -> None:
        nonlocal now
        silences.append(Silence(kind="sentence", start=now, end=now + PAUSE))
        pieces.append(Piece(key="", frames=PAUSE))
        now += PAUSE

    def say(sentence: Sentence) -> None:
        nonlocal now
        wait()
        frames = PER_LETTER * len(sentence.written) if sentence.written.strip("…") else 0
        key = sentence.id if frames else ""
        if frames:
            pieces.append(Piece(key=key, frames=frames))
        cues.append(
            Cue(id=sentence.id, start=now, end=now + frames, written=sentence.written,
                keys=(key,) if key else (), exact=exact)
        )  # fmt: skip
        now += frames

    heard = [chapter for chapter in book.chapters if chapter.kind == "chapter"]
    for number, chapter in enumerate(heard):
        start = now
        if not number and book.title:
            say(book.title)
        if chapter.title:
            say(chapter.title)
        for scene in chapter.scenes:
            for paragraph in scene.paragraphs:
                for sentence in paragraph.sentences:
                    say(sentence)
        wait()
        title = chapter.title.written if chapter.title else book.meta.title
        marks.append(ChapterMark(id=chapter.id, title=title, start=start, end=now))
    return Timeline(meta=book.meta, rate=RATE, frames=now, pieces=tuple(pieces), cues=tuple(cues),
                    silences=tuple(silences), chapters=tuple(marks))  # fmt: skip


def exact_words(cue: Cue) -> tuple[Word, ...]:
    """Every word begins where its first letter stands."""
    at, found = 0, []
    for word in cue.written.split():
        at = cue.written.index(word, at)
        found.append(Word(offset=at, length=len(word), start=cue.start + PER_LETTER * at))
        at += len(word)
    return tuple(found)


def tone(frames: int) -> Pcm:
    """A plain tone of 220.5 Hz, for clips whose words do not matter."""
    wave = array("h", (round(9_000 * math.sin(math.tau * n / 100)) for n in range(100)))
    return Pcm(samples=(wave.tobytes() * (frames // 100 + 1))[: 2 * frames], rate=RATE)


def make_sound(book: Book, folder: Path):
    """A recording of the book in which every sentence is a tone."""
    from audiobook.mixing import Recording, aligned

    timeline = aligned(make_timeline(book))
    lengths = {piece.key: piece.frames for piece in timeline.pieces}
    return Recording(timeline=timeline, read=lambda key: tone(lengths[key]), folder=folder)


@pytest.fixture
def small_book() -> Book:
    return make_book()


@pytest.fixture
def make_edition(tmp_path):
    """Make an edition of a book; without sound unless it is given one."""
    from audiobook.publishing.edition import Edition

    def make(book=None, *, exact=True, sound=None, folder: Path | None = None, **more) -> Edition:
        book = book or make_book()
        folder = folder or tmp_path / "small"
        folder.mkdir(parents=True, exist_ok=True)
        timeline = sound.timeline if sound else make_timeline(book, exact=exact)
        return Edition(
            book=book, timeline=timeline, folder=folder, name="small", sound=sound,
            words=exact_words, **more,
        )  # fmt: skip

    return make


@pytest.fixture
def sounding_edition(make_edition, tmp_path):
    """Make an edition whose sentences are tones."""

    def make(book=None, **more):
        book = book or make_book()
        return make_edition(book, sound=make_sound(book, tmp_path / "segments"), **more)

    return make


@pytest.fixture
def book_of():
    """Make a book of (heading, scenes) chapters as `CHAPTERS` shows."""
    return make_book
