"""What an engine is: one utterance in, its sound out.

The protocol that every engine keeps, ours and a stranger's alike, and the few
sentences that all of them need: the version of a package that is not imported,
and an error that names the sentence.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from importlib import metadata
from typing import Protocol, TypeAlias

from audiobook.errors import EngineError, EngineMissing
from audiobook.model import Speech, Utterance, Voice

EngineOptions: TypeAlias = tuple[tuple[str, str | tuple[str, ...]], ...]
SHOWN = 60  # characters of a sentence in an error


class Engine(Protocol):
    """Says one utterance at a time.  Holds no queue, keeps no file, prints nothing."""

    name: str  # "piper"
    version: str  # known without importing the engine's package
    licence: str  # of its code, and of its voices where that differs
    # `options: tuple[str, ...]` may name the keys that its `[engine.NAME]` table takes; without
    # it the table may hold anything.
    phonemes: bool  # `spoken` may hold words as "/ipa/"
    pitch: bool  # heeds `prosody.pitch`; where False the house shifts the pitch

    def rate(self, voice: Voice) -> int:
        """Tell how many samples a second this voice gives."""
        ...

    def voices(self) -> tuple[Voice, ...]:
        """List the voices that can speak now, without loading the engine."""
        ...

    def voice(self, name: str, language: str) -> Voice:
        """Find a voice; "" is the engine's own choice for the language (BCP 47).

        Where an engine takes voice files, a path is a name.  Raises EngineError, naming the
        near ones, where there is none: never another language's voice.
        """
        ...

    def fingerprint(self, voice: Voice) -> str:
        """Name all that changes the sound but text and prosody, without loading the engine."""
        ...

    def speak(self, utterance: Utterance) -> Speech:
        """Say it, or raise EngineError.

        The text has a letter or a digit in it and no control characters.  `prosody.volume` is
        applied by the house and stays 0 here.
        """
        ...


def failure(utterance: Utterance, what: str, hint: str = "") -> EngineError:
    """Make the error that names an utterance by its place and its words."""
    text = utterance.spoken
    shown = text if len(text) <= SHOWN else text[:SHOWN] + "…"
    engine = utterance.voice.engine
    place = utterance.id or "the text"
    return EngineError(
        f"{engine} cannot say {place} ({shown!r}): {what}", hint, engine=engine, where=utterance.id
    )


def refuse_rate_beyond(utterance: Utterance, slowest: float, fastest: float) -> None:
    """Raise EngineError for a rate at which an engine would not speak as asked."""
    if not slowest <= utterance.prosody.rate <= fastest:
        raise failure(
            utterance,
            f"rate {utterance.prosody.rate:.2f} is asked, its rates go from "
            f"{slowest:.2f} to {fastest:.2f}",
            "choose another rate; a pitch far from 0 narrows them",
        )


def installed_version(package: str, engine: str, extra: str) -> str:
    """Tell a package's version without importing it.

    Raises EngineMissing with the line that installs it.
    """
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError as err:
        raise EngineMissing(
            f"the engine {engine} is not installed: it needs {package}",
            f'pip install "audiobook[{extra}]"' if extra else f"pip install {package}",
            engine=engine,
        ) from err


def unknown_voice(engine: str, name: str, known: Iterable[str], hint: str = "") -> EngineError:
    """Make the error for a voice that an engine does not have, naming the near ones."""
    names = sorted(known)
    near = difflib.get_close_matches(name.lower(), names, n=5, cutoff=0.4) or names[:8]
    offer = f"did you mean {' or '.join(near)}? " if near else ""
    return EngineError(
        f"{engine} has no voice {name!r}",
        hint or f"{offer}`audiobook voices -e {engine}` lists them",
        engine=engine,
    )


def no_voice_for(engine: str, language: str, hint: str = "") -> EngineError:
    """Make the error for a language that an engine has no voice for."""
    return EngineError(
        f"{engine} has no voice for the language {language!r}",
        hint
        or f"a language is named by its code, as in en or de; `audiobook voices -e {engine}` lists"
        " those it has; --language sets the book's",
        engine=engine,
    )


def base_language(tag: str) -> str:
    """Take the language out of a BCP 47 tag.

    >>> base_language("en-GB"), base_language("pt_BR")
    ('en', 'pt')
    """
    return tag.replace("_", "-").split("-")[0].lower()
