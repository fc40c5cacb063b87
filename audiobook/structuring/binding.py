"""Sections into the Book: scenes, paragraphs, sentences and their ids."""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.model import (
    Block,
    Chapter,
    ChapterKind,
    Meta,
    Paragraph,
    Part,
    Scene,
    Sentence,
    Span,
)
from audiobook.structuring.scenes import Run
from audiobook.structuring.sections import Section
from audiobook.structuring.sentences import split_sentences

_PREFIX: dict[ChapterKind, str] = {"chapter": "c", "front": "f", "back": "b"}


def chapter(section: Section, runs: Sequence[Run], number: int, meta: Meta, title: str) -> Chapter:
    """Bind one section as a chapter."""
    name = f"{_PREFIX[section.kind]}{number:02d}"
    first = section.titles[0] if section.titles else None
    whole = first is not None and first.text == title
    language = _other_language(first, meta) if first else ""
    return Chapter(
        id=name,
        title=title_sentence(
            f"{name}t1", title, first.emphasis if first and whole else (), language
        ),
        kind=section.kind,
        reason=section.reason,
        scenes=_scenes(name, runs, meta),
    )


def title_sentence(
    name: str, text: str, emphasis: tuple[Span, ...] = (), language: str = ""
) -> Sentence | None:
    """Bind a title, which is one sentence however long; None where there is none."""
    text = " ".join(text.split())
    if not text:
        return None
    spans = tuple((start, min(end, len(text))) for start, end in emphasis if start < len(text))
    return Sentence(id=name, parts=(Part(written=text, emphasis=spans),), language=language)


def _scenes(name: str, runs: Sequence[Run], meta: Meta) -> tuple[Scene, ...]:
    scenes = []
    for number, run in enumerate((run for run in runs if run.blocks), 1):
        scene = f"{name}s{number:02d}"
        paragraphs: list[Paragraph] = []
        for block in run.blocks:
            made = paragraph(f"{scene}p{len(paragraphs) + 1:03d}", block, meta)
            if made.sentences:
                paragraphs.append(made)
        scenes.append(
            Scene(
                id=scene, opened_by=run.opened_by, reason=run.reason, paragraphs=tuple(paragraphs)
            )
        )
    return tuple(scenes)


def paragraph(name: str, block: Block, meta: Meta) -> Paragraph:
    """Bind one block; a verse keeps one line a sentence."""
    if block.kind == "verse":
        pieces: tuple[str, ...] = tuple(block.text.splitlines(keepends=True))
    else:
        pieces = split_sentences(block.text, block.language or meta.language)
    language = _other_language(block, meta)
    sentences: list[Sentence] = []
    offset = 0
    for piece in pieces:
        written = piece.strip()
        if written:
            start = offset + piece.index(written)
            sentences.append(
                Sentence(
                    id=f"{name}t{len(sentences) + 1}",
                    parts=(
                        Part(
                            written=written,
                            speaker=block.speaker,
                            emphasis=_within(block.emphasis, start, len(written)),
                        ),
                    ),
                    language=language,
                )
            )
        offset += len(piece)
    return Paragraph(id=name, line=block.line, kind=block.kind, sentences=tuple(sentences))


def _other_language(block: Block, meta: Meta) -> str:
    """Give a block's language where it is not the book's; en-GB within en is no other."""
    own, book = (said.partition("-")[0].lower() for said in (block.language, meta.language))
    return "" if own == book else block.language


def _within(emphasis: Sequence[Span], start: int, length: int) -> tuple[Span, ...]:
    """Carry a paragraph's emphasis into one of its sentences."""
    return tuple(
        (max(first - start, 0), min(last - start, length))
        for first, last in emphasis
        if first < start + length and last > start
    )
