"""One sentence of a book: written anew, or cut out with what is needed to say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from audiobook.errors import AudiobookError
from audiobook.model import Book, Chapter, Paragraph, Part, Scene, Sentence


def rewritten(book: Book, id: str, written: str) -> Book:
    """Give the book with other words in one sentence; its emphasis goes with the old ones.

    Raises AudiobookError where there is no such sentence.
    """
    find(book, id)
    return replace(
        book,
        title=_new(book.title, id, written) if book.title else None,
        chapters=tuple(_chapter(chapter, id, written) for chapter in book.chapters),
    )


def excerpt(book: Book, id: str) -> Book:
    """Give a book of this one sentence."""
    sentence = find(book, id)
    paragraph = Paragraph(id="p", line=0, kind="text", sentences=(sentence,))
    for chapter in book.chapters:
        for scene in chapter.scenes:
            for found in scene.paragraphs:
                if sentence in found.sentences:
                    paragraph = replace(found, sentences=(sentence,))
    scene = Scene(id="s", opened_by="start", reason="", paragraphs=(paragraph,))
    is_title = any(chapter.title == sentence for chapter in book.chapters)
    only = Chapter(
        id="c",
        title=sentence if is_title else None,
        kind="chapter",
        reason="",
        scenes=() if is_title or book.title == sentence else (scene,),
    )
    title = sentence if book.title == sentence else None
    return replace(book, title=title, chapters=(only,))


def find(book: Book, id: str) -> Sentence:
    """Find a sentence by its id."""
    for sentence in book.sentences():
        if sentence.id == id:
            return sentence
    raise AudiobookError(f"{id}: no sentence of this book", "load the page again")


def place(whole: Book, pages: Mapping[Path, Book], id: str) -> tuple[Path, str]:
    """Find the file, and its own id there, of a sentence of a book bound from files in order.

    Raises AudiobookError for a heading, and where the files do not add up to the book.
    """
    told = _told(whole)
    ours = [(path, sentence) for path, book in pages.items() for sentence in _told(book)]
    same = [s.parts for s in told] == [s.parts for _, s in ours]
    for sentence, (path, own) in zip(told, ours, strict=False):
        if same and sentence.id == id:
            return path, own.id
    raise AudiobookError(
        "this line cannot be changed here: the book has several files",
        "change it in its own file, then build again",
    )


def _told(book: Book) -> list[Sentence]:
    """List all but the titles, which binding changes."""
    return [
        sentence
        for chapter in book.chapters
        for scene in chapter.scenes
        for paragraph in scene.paragraphs
        for sentence in paragraph.sentences
    ]


def _chapter(chapter: Chapter, id: str, written: str) -> Chapter:
    return replace(
        chapter,
        title=_new(chapter.title, id, written) if chapter.title else None,
        scenes=tuple(
            replace(
                scene,
                paragraphs=tuple(
                    replace(
                        paragraph,
                        sentences=tuple(_new(s, id, written) for s in paragraph.sentences),
                    )
                    for paragraph in scene.paragraphs
                ),
            )
            for scene in chapter.scenes
        ),
    )


def _new(sentence: Sentence, id: str, written: str) -> Sentence:
    if sentence.id != id:
        return sentence
    speakers = {part.speaker for part in sentence.parts}
    part = Part(written=written, speaker=speakers.pop() if len(speakers) == 1 else "")
    return replace(sentence, parts=(part,))
