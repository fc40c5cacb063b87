"""The book in reading order, for the writers that show its text."""

from __future__ import annotations

from audiobook.model import Book, Chapter, Cue, Sentence, Span, Timeline


def heading(book: Book, chapter: Chapter) -> str:
    """Name a chapter for a list, also where nothing is said at its start."""
    if chapter.title:
        return chapter.title.written.strip()
    return book.meta.title if len(book.chapters) == 1 else f"Chapter {chapter.id.lstrip('cfb0')}"


def chapter_cues(book: Book, timeline: Timeline) -> tuple[tuple[Chapter, tuple[Cue, ...]], ...]:
    """Give each chapter that is heard its own cues; the book's title belongs to the first."""
    by_id = {cue.id: cue for cue in timeline.cues}
    heard: list[tuple[Chapter, tuple[Cue, ...]]] = []
    for chapter in book.chapters:
        cues = tuple(by_id[s.id] for s in chapter.sentences() if s.id in by_id)
        if cues and not heard and book.title and book.title.id in by_id:
            cues = (by_id[book.title.id], *cues)
        if cues:
            heard.append((chapter, cues))
    return tuple(heard)


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
