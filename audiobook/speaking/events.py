"""What a narration tells while it runs: enough for a progress bar and its end time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The store has been asked; speaking begins.  Told once, first."""

    total: int  # sentences (or parts of them) with something to say
    missing: int  # of those, the different ones that must be spoken
    characters: int  # in the missing ones: work grows with these


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A sentence has been spoken and kept."""

    id: str
    characters: int
    seconds: float  # of sound


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """A sentence went wrong and is tried once more."""

    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A sentence went wrong twice; the others go on."""

    id: str
    characters: int
    why: str


Event: TypeAlias = Started | Spoken | Retried | Failed
