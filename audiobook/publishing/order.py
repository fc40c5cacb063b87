"""The book in reading order, for the writers that show its text."""

from __future__ import annotations

from collections.abc import Iterator

from audiobook.model import Book, Chapter, Cue, Sentence, Span, Timeline


def sentences(book: Book) -> Iterator[Sentence]:
    """Walk every sentence, titles included, in the order in which they are read."""
    if book.title:
        yield book.title
    for chapter in book.chapters:
        if chapter.title:
            yield chapter.title
        for scene in chapter.scenes:
            for paragraph in scene.paragraphs:
                yield from paragraph.sentences


def heading(book: Book, chapter: Chapter) -> str:
    """Name a chapter for a list, also where nothing is said at its start."""
    if chapter.title:
        return chapter.title.written.strip()
    return book.meta.title if len(book.chapters) == 1 else f"Chapter {chapter.id.lstrip('cfb0')}"


def chapter_cues(book: Book, timeline: Timeline) -> tuple[tuple[Chapter, tuple[Cue, ...]], ...]:
    """Give each chapter its own cues; the book's title belongs to the first chapter."""
    by_id = {cue.id: cue for cue in timeline.cues}
    shares: list[tuple[Chapter, tuple[Cue, ...]]] = []
    for chapter in book.chapters:
        only = Book(meta=book.meta, chapters=(chapter,), title=None if shares else book.title)
        ids = (sentence.id for sentence in sentences(only))
        shares.append((chapter, tuple(by_id[id] for id in ids if id in by_id)))
    return tuple(shares)


def speakers(sentence: Sentence) -> tuple[tuple[Span, str], ...]:
    """Say which stretch of a sentence is whose; "" is the narrator."""
    spans = []
    at = 0
    for part in sentence.parts:
        spans.append(((at, at + len(part.written)), part.speaker))
        at += len(part.written)
    return tuple(spans)


def emphasis(sentence: Sentence) -> tuple[Span, ...]:
    """Gather the emphasised stretches of a sentence, in its whole text."""
    spans: list[Span] = []
    at = 0
    for part in sentence.parts:
        spans.extend((at + start, at + end) for start, end in part.emphasis)
        at += len(part.written)
    return tuple(spans)
