"""Opening and closing credits, which some shops ask for as chapters of their own."""

from __future__ import annotations

from dataclasses import replace

from audiobook.model import Book, Chapter, Meta, Paragraph, Part, Scene, Sentence


def with_credits(book: Book) -> Book:
    """Put the credits before and after a book's chapters.

    The opening announces the title, so the book's own announcement is dropped.
    """
    meta = book.meta
    chapters = tuple(chapter for chapter in book.chapters if chapter.kind == "chapter")
    return replace(
        book,
        title=None,
        chapters=(
            _chapter("opening", "Opening credits", _opening(meta)),
            *chapters,
            _chapter("closing", "Closing credits", _closing(meta)),
        ),
    )


def _opening(meta: Meta) -> tuple[str, ...]:
    return (f"{meta.title}.", *_people(meta))


def _closing(meta: Meta) -> tuple[str, ...]:
    return (f"This has been {meta.title}.", *_people(meta), "The end.")


def _people(meta: Meta) -> tuple[str, ...]:
    written = (f"Written by {meta.author}.",) if meta.author else ()
    return (*written, f"Narrated by {meta.narrator}.") if meta.narrator else written


def _chapter(name: str, title: str, lines: tuple[str, ...]) -> Chapter:
    sentences = tuple(
        Sentence(id=f"{name}t{number}", parts=(Part(written=line),))
        for number, line in enumerate(lines, 1)
    )
    paragraph = Paragraph(id=f"{name}p", line=0, kind="text", sentences=sentences)
    scene = Scene(id=f"{name}s", opened_by="start", reason="", paragraphs=(paragraph,))
    return Chapter(
        id=name,
        title=None,
        kind="chapter",
        reason=title,
        scenes=(scene,),
    )
