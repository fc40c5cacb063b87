"""The outline of a book: its tree, what would be said, and how long that takes.

Files or a text come in; a `Book`, or the whole outline with estimated times,
goes out.  Nothing is spoken, and no engine's package is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from audiobook import reading
from audiobook.model import Book, Chapter, Sentence, Utterance
from audiobook.model import Script as ScriptValue
from audiobook.pipeline.company import hire
from audiobook.pipeline.planning import Plan, plan, structured, with_lexicon_file
from audiobook.scripting import script as write_script
from audiobook.settings import Settings

MS_A_LETTER = 73  # at rate 1.0, measured over the example story on the default voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A planned book and its script."""

    plan: Plan
    script: ScriptValue

    def ms(self, chapter: Chapter | None = None) -> int:
        """Estimate how long the book, or one chapter of it, lasts."""
        total = 0
        here = chapter is None
        for step in self.script.steps:
            if isinstance(step, Utterance):
                letters = sum(map(str.isalnum, step.spoken))
                total += round(here * letters * MS_A_LETTER / step.prosody.rate)
            elif hasattr(step, "ms"):
                total += here * step.ms
            elif chapter is not None:
                here = step.id == chapter.id
        return total

    def as_dict(self) -> dict[str, Any]:
        """The tree as plain values, ready for JSON."""
        book = self.plan.book
        spoken: dict[str, str] = {}
        for step in self.script.steps:
            if isinstance(step, Utterance):
                spoken[step.id] = f"{spoken.get(step.id, '')} {step.spoken}".strip()
        return {
            "title": book.meta.title,
            "author": book.meta.author or None,
            "language": book.meta.language,
            "estimated_s": round(self.ms() / 1000, 1),
            "book_title": _sentence(book.title, spoken),
            "chapters": [_chapter(chapter, spoken) for chapter in book.chapters],
            "dropped": [{"reason": d.reason, "text": d.text, "line": d.line} for d in book.dropped],
        }


def _chapter(chapter: Chapter, spoken: dict[str, str]) -> dict[str, Any]:
    return {
        "id": chapter.id,
        "title": chapter.title.written if chapter.title else None,
        "sentence": _sentence(chapter.title, spoken),
        "kind": chapter.kind,
        "reason": chapter.reason,
        "scenes": [
            {
                "id": scene.id,
                "opened_by": scene.opened_by,
                "reason": scene.reason,
                "paragraphs": [
                    {
                        "id": paragraph.id,
                        "line": paragraph.line,
                        "kind": paragraph.kind,
                        "sentences": [_sentence(s, spoken) for s in paragraph.sentences],
                    }
                    for paragraph in scene.paragraphs
                ],
            }
            for scene in chapter.scenes
        ],
    }


def _sentence(sentence: Sentence | None, spoken: dict[str, str]) -> dict[str, Any] | None:
    if sentence is None:
        return None
    speakers = [part.speaker for part in sentence.parts if part.speaker]
    return {
        "id": sentence.id,
        "written": sentence.written,
        "spoken": spoken.get(sentence.id),
        "speaker": speakers[0] if speakers else None,
    }


def outlined(stories: Sequence[Path], settings: Settings) -> Outline:
    """Plan one book from its files and write its script."""
    settings = with_lexicon_file(stories[0], settings)
    planned = plan(stories, settings)
    return Outline(plan=planned, script=script(planned.book, settings))


def script(book: Book, settings: Settings | None = None) -> ScriptValue:
    """Write the script of a book: who says what, with which pauses.

    Raises EngineError where the settings' engine or a voice is not to be had.
    """
    chosen = settings or Settings()
    if not book.meta.language:  # a book made by hand
        book = replace(book, meta=replace(book.meta, language="en"))
    return write_script(book, chosen, hire(book, chosen).company)


def outline(path_or_text: Path | str, settings: Settings | None = None) -> Book:
    """Read, clean and structure a story: a file by its `Path`, or the text itself.

    A `str` that is one line and names an existing file is read as that file.
    """
    chosen = settings or Settings()
    if isinstance(path_or_text, Path) or _names_a_file(path_or_text):
        return plan([Path(path_or_text)], chosen).book
    return structured(reading.read_text(path_or_text), chosen)[0]


def _names_a_file(text: str) -> bool:
    if "\n" in text or "\0" in text or len(text) > 1024:
        return False
    return Path(text).is_file()
