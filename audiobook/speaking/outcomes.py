"""What can become of a sentence that was handed to a worker."""

from __future__ import annotations

from dataclasses import dataclass

from audiobook.model import Clip
from audiobook.speaking.work import Task

LONG = 240  # characters for which an engine is given the time of its patience again


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Spoken (`clip`), gone wrong (`error`), or neither: not begun, to be handed out again."""

    task: Task
    clip: Clip | None = None
    error: Exception | None = None
    again: bool = True  # whether it is worth another try
