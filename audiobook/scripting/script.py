"""Turn a book into its script: who says what, in which order, with which pauses.

A `Book` and the voices at hand come in, a `Script` goes out.  Nothing here
knows a disk, a clock on the wall or an engine; the pauses are the user's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audiobook.model import (
    Book,
    Chapter,
    ChapterStart,
    Paragraph,
    Part,
    Pause,
    PauseKind,
    Prosody,
    Scene,
    Script,
    Sentence,
    Step,
    Utterance,
    Voice,
)
from audiobook.scripting.credits import with_credits
from audiobook.settings import PauseSettings, Settings
from audiobook.wording import Lexicon, spoken

# A narrator takes titles, epigraphs and quoted letters a little slower than the story.
SLOWER = {"heading": 0.92, "quote": 0.96, "verse": 0.96}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A voice, how it speaks, and what its engine can read."""

    voice: Voice
    prosody: Prosody = Prosody()
    phonemes: bool = False  # whether the engine takes "/ipa/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """All who speak in a book."""

    narrator: Speaker
    members: tuple[tuple[str, Speaker], ...] = ()  # by name; "dialogue" for every other quotation
    abroad: tuple[tuple[str, Speaker], ...] = ()  # by language, for sentences in another one

    def who(self, name: str, language: str) -> Speaker:
        """Find the one who says a part: its character, else its language's voice."""
        members = dict(self.members)
        if name in members:
            return members[name]
        if name and "dialogue" in members:
            return members["dialogue"]
        return dict(self.abroad).get(language, self.narrator)


def script(book: Book, settings: Settings, company: Company) -> Script:
    """Lay out everything that is said, from the head's silence to the tail's.

    Front and back matter are left out; the first chapter's mark stands at the very beginning,
    so that a player's chapters cover the book.
    """
    if settings.preset == "acx":
        book = with_credits(book)
    speaking = _Speaking(book.meta.language, settings, company)
    chapters = [chapter for chapter in book.chapters if chapter.kind == "chapter"]
    steps: list[Step] = []
    for number, chapter in enumerate(chapters):
        if number:
            steps.append(speaking.pause("chapter"))
        steps.append(ChapterStart(id=chapter.id, title=_chapter_title(chapter, book)))
        if not number:
            steps.append(speaking.pause("head"))
            steps.extend(speaking.title(book.title))
        steps.extend(speaking.title(chapter.title))
        steps.extend(speaking.scenes(chapter.scenes))
    steps.append(speaking.pause("tail"))
    return Script(meta=book.meta, steps=tuple(_without_doubles(steps)))


def _chapter_title(chapter: Chapter, book: Book) -> str:
    """What a player shows; credits have a name there that nobody says."""
    if chapter.title:
        return chapter.title.written
    return chapter.reason or book.meta.title


class _Speaking:
    """Says sentences in the voices and with the pauses of one build."""

    def __init__(self, language: str, settings: Settings, company: Company) -> None:
        self._language = language
        self._pauses: PauseSettings = settings.pauses
        self._company = company
        self._lexicon = Lexicon(entries=settings.lexicon)

    def pause(self, kind: PauseKind) -> Pause:
        return Pause(ms=self._pauses.ms(kind), kind=kind)

    def title(self, sentence: Sentence | None) -> Iterator[Step]:
        if sentence is not None:
            yield from self._sentence(sentence, "heading")
            yield self.pause("title")

    def scenes(self, scenes: tuple[Scene, ...]) -> Iterator[Step]:
        for number, scene in enumerate(scenes):
            if number:
                yield self.pause("inferred" if scene.opened_by == "inferred" else "scene")
            yield from self._paragraphs(scene.paragraphs)

    def _paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> Iterator[Step]:
        before: Paragraph | None = None
        for paragraph in paragraphs:
            if before is not None:
                yield self.pause(_between(before, paragraph))
            for number, sentence in enumerate(paragraph.sentences):
                if number:
                    yield self.pause("sentence")
                yield from self._sentence(sentence, paragraph.kind)
            before = paragraph

    def _sentence(self, sentence: Sentence, kind: str) -> Iterator[Step]:
        for number, part in enumerate(sentence.parts):
            if number and self._pauses.part:
                yield self.pause("part")
            yield self._utterance(sentence, part, kind)

    def _utterance(self, sentence: Sentence, part: Part, kind: str) -> Utterance:
        language = sentence.language or self._language
        speaker = self._company.who(part.speaker, sentence.language)
        said = spoken(
            part.written,
            language=language,
            engine=speaker.voice.engine,
            lexicon=self._lexicon,
            emphasis=part.emphasis,
            phonemes=speaker.phonemes,
            heading=kind == "heading",
        )
        slower = SLOWER.get(kind, 1.0)
        prosody = speaker.prosody
        if slower != 1.0:
            prosody = replace(prosody, rate=round(prosody.rate * slower, 4))
        return Utterance(
            id=sentence.id, written=part.written, spoken=said, voice=speaker.voice, prosody=prosody
        )


def _between(before: Paragraph, after: Paragraph) -> PauseKind:
    """A section's heading within a chapter is announced like a title."""
    if before.kind == "heading":
        return "title"
    return "sentence" if _goes_on(before, after) else "paragraph"


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Tell a sentence that runs over a paragraph's end: `… air…` and `…and the world`."""
    if not before.sentences or not after.sentences:
        return False
    opening = after.sentences[0].written
    return before.sentences[-1].written.endswith("…") and opening[:1] == "…"


def _without_doubles(steps: list[Step]) -> Iterator[Step]:
    """Keep the longer of two pauses that meet, as after a title with no text below it."""
    waiting: Pause | None = None
    for step in steps:
        if isinstance(step, Pause):
            if waiting is None or step.ms >= waiting.ms:
                waiting = step
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        yield step
    if waiting is not None:
        yield waiting
