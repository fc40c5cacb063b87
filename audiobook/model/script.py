"""The script: who says what, and how long the pauses are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from audiobook.model.text import Meta

PauseKind: TypeAlias = Literal[
    "part", "sentence", "paragraph", "scene", "inferred", "title", "chapter", "head", "tail"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A voice of an engine."""

    engine: str
    name: str
    language: str = "en"  # BCP 47


@dataclass(frozen=True, slots=True, kw_only=True)
class Prosody:
    """How a voice speaks, in the units of SSML."""

    rate: float = 1.0  # ratio to the voice's own speed
    pitch: float = 0.0  # semitones
    volume: float = 0.0  # dB


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One part of a sentence, said by one voice: nearly always the whole sentence.

    Consecutive utterances of one sentence bear the same id.  An empty `spoken`
    (nothing in it to say) is never sent to an engine and lasts no time.
    """

    id: str
    written: str
    spoken: str
    voice: Voice
    prosody: Prosody = Prosody()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Silence of a known length and a known reason."""

    ms: int
    kind: PauseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterStart:
    """The point at which a player's chapter begins."""

    id: str
    title: str


Step: TypeAlias = Utterance | Pause | ChapterStart


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """All that is said, in order, with every pause."""

    meta: Meta
    steps: tuple[Step, ...]
