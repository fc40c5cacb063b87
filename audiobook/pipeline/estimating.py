"""How long a build will take, from how fast this machine spoke before.

A speed is noted beside the clips after every build that spoke; an estimate
reads it.  Nothing is spoken, no engine's package is imported.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook import speaking
from audiobook.errors import AudiobookError
from audiobook.files import write_whole
from audiobook.pipeline.outlining import Outline
from audiobook.pipeline.readying import Ready
from audiobook.speaking import ClipStore

NAME = "speeds.json"
ENCODING_SHARE = 0.008  # seconds of work for each second of audio: measured for AAC


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a build would do."""

    story: str
    to_speak: int  # sentences
    reused: int
    audio_ms: int
    build_ms: int | None  # None: this engine has not spoken here yet
    notes: tuple[str, ...] = ()  # what a listener should know

    def as_dict(self) -> dict[str, Any]:
        """The estimate as plain values, ready for JSON."""
        return {
            "story": self.story,
            "to_speak": self.to_speak,
            "reused": self.reused,
            "audio_s": self.audio_ms / 1000,
            "build_s": None if self.build_ms is None else self.build_ms / 1000,
        }


def estimate(ready: Ready, store: ClipStore, cache: Path, jobs: int) -> Estimate:
    """Say what building a book would speak, and how long that would take here."""
    todo = speaking.missing(ready.script, store, ready.hired.fingerprints, ready.hired.rate)
    audio_ms = Outline(plan=ready.plan, script=ready.script).ms()
    said = sum(bool(utterance.spoken) for utterance in ready.utterances)
    speed = speeds(cache).get(ready.hired.company.narrator.voice.engine)
    build_ms = None
    if speed or not todo:
        characters = sum(len(utterance.spoken) for utterance in todo)
        speaking_ms = 1000 * characters / speed if speed else 0.0
        build_ms = round(speaking_ms + ENCODING_SHARE * audio_ms / jobs)
    return Estimate(
        story=ready.plan.story,
        to_speak=len(todo),
        reused=said - len(todo),
        audio_ms=audio_ms,
        build_ms=build_ms,
        notes=ready.notes,
    )


def speeds(cache: Path) -> dict[str, float]:
    """Read how many characters a second each engine spoke here last time."""
    try:
        table = json.loads((cache / NAME).read_text())
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}


def note_speed(cache: Path, engine: str, characters: int, seconds: float) -> None:
    """Note an engine's speed for the next estimate; that it cannot is no reason to fail."""
    if characters < 1000 or seconds <= 0:
        return
    table = {**speeds(cache), engine: round(characters / seconds, 1)}
    with contextlib.suppress(AudiobookError):
        write_whole(cache / NAME, json.dumps(table))


def missing_keys(keys: Sequence[str], store: ClipStore) -> tuple[str, ...]:
    """List the clips that are not in the store."""
    return tuple(key for key in dict.fromkeys(keys) if key and store.get(key) is None)
