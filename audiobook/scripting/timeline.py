"""Lay a script and its clips out in time.

A script in milliseconds and its clips in samples come in, one `Timeline` in
samples goes out: the only source of time for chapters, subtitles, pages and
checks.  Milliseconds become samples here, once, rounded down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audiobook.clock import samples
from audiobook.model import (
    ChapterMark,
    ChapterStart,
    Clip,
    Cue,
    Pause,
    Piece,
    Script,
    Silence,
    Timeline,
    Utterance,
)


def timeline(script: Script, clips: Sequence[Clip | None], rate: int) -> Timeline:
    """Give every clip, pause and chapter of the script its place.

    `clips` runs parallel to the script's utterances, None where nothing is said.
    """
    layout = _Layout(rate)
    remaining = iter(clips)
    for step in script.steps:
        if isinstance(step, Utterance):
            layout.say(step, next(remaining))
        elif isinstance(step, Pause):
            layout.wait(step)
        else:
            layout.open(step)
    return layout.timeline(script)


class _Layout:
    """The running position and what has been placed so far."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._now = 0
        self._pieces: list[Piece] = []
        self._cues: list[Cue] = []
        self._silences: list[Silence] = []
        self._chapters: list[ChapterMark] = []

    def say(self, utterance: Utterance, clip: Clip | None) -> None:
        start = self._now
        if clip is not None:
            self._advance(clip.key, clip.frames)
        keys = (clip.key,) if clip is not None else ()
        last = self._cues[-1] if self._cues else None
        if last is not None and last.id == utterance.id:
            self._cues[-1] = replace(
                last,
                end=self._now,
                written=last.written + utterance.written,
                keys=last.keys + keys,
                exact=last.exact and _is_exact(clip),
            )
            return
        self._cues.append(
            Cue(
                id=utterance.id,
                start=start,
                end=self._now,
                written=utterance.written,
                keys=keys,
                exact=_is_exact(clip),
            )
        )

    def wait(self, pause: Pause) -> None:
        start = self._now
        frames = samples(pause.ms, self._rate)
        if frames:
            self._advance("", frames)
            self._silences.append(Silence(kind=pause.kind, start=start, end=self._now))

    def open(self, chapter: ChapterStart) -> None:
        self._close()
        self._chapters.append(
            ChapterMark(id=chapter.id, title=chapter.title, start=self._now, end=self._now)
        )

    def timeline(self, script: Script) -> Timeline:
        self._close()
        return Timeline(
            meta=script.meta,
            rate=self._rate,
            frames=self._now,
            pieces=tuple(self._pieces),
            cues=tuple(self._cues),
            silences=tuple(self._silences),
            chapters=tuple(self._chapters),
        )

    def _advance(self, key: str, frames: int) -> None:
        self._pieces.append(Piece(key=key, frames=frames))
        self._now += frames

    def _close(self) -> None:
        if self._chapters:
            self._chapters[-1] = replace(self._chapters[-1], end=self._now)


def _is_exact(clip: Clip | None) -> bool:
    return clip is not None and clip.marked
