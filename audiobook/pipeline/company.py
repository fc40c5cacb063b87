"""Find the voices of a book: load the engines asked for and settle who speaks.

Settings come in; a `Company`, the digest of everything that shapes each
voice's sound, and the book's sample rate go out.  No engine's package is
imported here: that happens in the workers, at the first word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from audiobook import engines
from audiobook.engines import Engine
from audiobook.errors import EngineError
from audiobook.model import Book, Prosody, Voice
from audiobook.scripting import Company, Speaker
from audiobook.scripting.casting import DIALOGUE
from audiobook.settings import CastMember, EngineOptions, Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Hired:
    """Everyone who speaks, and what their clips depend on."""

    company: Company
    fingerprints: Mapping[Voice, str]
    options: Mapping[str, EngineOptions]  # by engine
    rate: int  # samples a second, set by the narrator's engine
    version: str  # of the narrator's engine
    notes: tuple[str, ...] = ()  # what a listener should know


def hire(book: Book, settings: Settings) -> Hired:
    """Settle every voice of a book.

    Raises EngineError for an unknown engine or voice, or one that does not speak the
    book's language; a passing sentence in another language keeps the narrator, with a note.
    """
    loaded: dict[str, Engine] = {}

    def engine(name: str) -> Engine:
        if name not in loaded:
            loaded[name] = engines.load(name, settings.options(name))
        return loaded[name]

    base = settings.voice
    lead = engine(base.engine)
    narrator = _speaker(lead, base.name, book.meta.language, _prosody(settings))
    members = tuple(
        (member.name, _member(engine(member.engine or base.engine), member, narrator, book))
        for member in settings.cast
    )
    abroad, notes = _abroad(lead, narrator, book)
    company = Company(narrator=narrator, members=members, abroad=abroad)
    return Hired(
        company=company,
        fingerprints={
            speaker.voice: loaded[speaker.voice.engine].fingerprint(speaker.voice)
            for speaker in _everyone(company)
        },
        options={name: settings.options(name) for name in loaded},
        rate=lead.rate(narrator.voice),
        version=lead.version,
        notes=(*notes, *_silent(book, settings)),
    )


def _prosody(settings: Settings) -> Prosody:
    base = settings.voice
    return Prosody(rate=base.rate, pitch=base.pitch, volume=base.volume)


def _speaker(engine: Engine, name: str, language: str, prosody: Prosody) -> Speaker:
    return Speaker(voice=engine.voice(name, language), prosody=prosody, phonemes=engine.phonemes)


def _member(engine: Engine, member: CastMember, narrator: Speaker, book: Book) -> Speaker:
    """A character without a voice of its own speaks with the narrator's, differently."""
    own = narrator.prosody
    prosody = Prosody(
        rate=round(own.rate * member.rate, 4),
        pitch=own.pitch + member.pitch,
        volume=own.volume + member.volume,
    )
    name = member.voice
    if not name and engine.name == narrator.voice.engine:
        name = narrator.voice.name
    return _speaker(engine, name, book.meta.language, prosody)


def _abroad(
    engine: Engine, narrator: Speaker, book: Book
) -> tuple[tuple[tuple[str, Speaker], ...], tuple[str, ...]]:
    found: list[tuple[str, Speaker]] = []
    notes: list[str] = []
    for language in sorted(
        {sentence.language for sentence in book.sentences()} - {book.meta.language, ""}
    ):
        try:
            speaker = _speaker(engine, "", language, narrator.prosody)
        except EngineError:
            notes.append(f"{engine.name} has no voice for {language}: the narrator reads it")
        else:
            found.append((language, speaker))
    return tuple(found), tuple(notes)


def _silent(book: Book, settings: Settings) -> Iterator[str]:
    """Name the cast who say nothing: a name that the story writes otherwise, most often."""
    heard = {part.speaker for sentence in book.sentences() for part in sentence.parts}
    heard.add(DIALOGUE)
    for member in settings.cast:
        if member.name not in heard:
            yield (
                f"[cast] {member.name} says nothing here: "
                "`audiobook cast` lists who certainly speaks, by name"
            )


def _everyone(company: Company) -> Iterator[Speaker]:
    yield company.narrator
    for _, speaker in (*company.members, *company.abroad):
        yield speaker
