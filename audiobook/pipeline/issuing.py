"""From clips to published files: lay out, master, publish, and write the receipt.

A narrated book comes in; its files and, last, its receipt go out.  The book's
gain is summed from what each clip kept of its own loudness; no audio is read
for it, and a rebuild keeps the earlier gain while that stays near the target.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from audiobook import mixing, publishing
from audiobook.model import Clip, Cue, Meta, Timeline, Utterance, Word
from audiobook.pipeline import receipt
from audiobook.pipeline.readying import Ready
from audiobook.pipeline.receipt import Mastered
from audiobook.publishing import Edition
from audiobook.scripting import Take, words
from audiobook.scripting import timeline as lay_out
from audiobook.settings import Settings
from audiobook.speaking import ClipStore, Narration


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A book laid out and mastered, ready to be published."""

    edition: Edition
    mastered: Mastered
    to: tuple[str, ...]
    receipt: dict[str, Any]  # all but the files

    def unchanged(self) -> bool:
        """Tell whether the folder already holds exactly this."""
        old = receipt.read(self.edition.folder)
        return old is not None and receipt.is_whole(self.edition.folder, old, self.receipt)


def prepared(
    ready: Ready,
    narration: Narration,
    store: ClipStore,
    cache: Path,
    folder: Path,
    stories: Sequence[Path],
    settings: Settings,
    jobs: int,
) -> Issue:
    """Lay a narrated book out in time and settle its gain."""
    timeline = mixing.aligned(lay_out(ready.script, narration.clips, ready.hired.rate))
    timeline = replace(timeline, meta=_with_narrator(timeline.meta, ready))
    mastered = _mastered(narration.clips, timeline, folder, settings)
    recording = mixing.Recording(
        timeline=timeline,
        read=store.pcm,
        folder=cache / "segments",
        gain_db=mastered.gain_db,
        peak_dbtp=settings.loudness.true_peak_dbtp,
        jobs=jobs,
    )
    edition = Edition(
        book=replace(ready.plan.book, meta=timeline.meta),
        timeline=timeline,
        folder=folder,
        name=stories[0].stem,
        sound=recording,
        words=_words(ready.utterances, narration.clips, store),
        cover=timeline.meta.cover,
    )
    story = os.path.relpath(stories[0], folder)
    return Issue(
        edition=edition,
        mastered=mastered,
        to=_formats(settings.to),
        receipt=receipt.compose(ready, timeline, mastered, settings, story),
    )


def issue(sheet: Issue) -> tuple[Path, ...]:
    """Publish every format asked for, then write the receipt."""
    edition = sheet.edition
    files = publishing.publish(edition, sheet.to)
    receipt.write(edition.folder, sheet.receipt, files)
    return files


def _formats(to: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(publishing.WRITERS) if "all" in to else tuple(dict.fromkeys(to))


def _with_narrator(meta: Meta, ready: Ready) -> Meta:
    voice = ready.hired.company.narrator.voice
    return replace(meta, narrator=meta.narrator or f"{voice.name} ({voice.engine})")


def _mastered(
    clips: Sequence[Clip | None], timeline: Timeline, folder: Path, settings: Settings
) -> Mastered:
    measured = mixing.book_loudness(
        (clip.loudness for clip in clips if clip is not None), timeline.frames
    )
    old = receipt.read(folder)
    earlier = float(old["gain_db"]) if old else None
    ceiling = settings.loudness.true_peak_dbtp
    gain = mixing.gain_db(measured, settings.loudness.lufs, ceiling, earlier)
    return Mastered(
        gain_db=gain,
        lufs=round(measured.lufs + gain - measured.limited_lu(gain, ceiling), 2),
        true_peak_dbtp=min(round(measured.peak_dbfs + gain, 2), ceiling),
    )


def _words(
    utterances: Sequence[Utterance], clips: Sequence[Clip | None], store: ClipStore
) -> Callable[[Cue], tuple[Word, ...]]:
    """Look a sentence's word times up in the store when a writer asks for them."""
    said: dict[str, list[tuple[Utterance, Clip | None]]] = {}
    for utterance, clip in zip(utterances, clips, strict=True):
        said.setdefault(utterance.id, []).append((utterance, clip))

    def of(cue: Cue) -> tuple[Word, ...]:
        if not cue.exact:
            return ()
        takes = [
            Take(
                written=utterance.written,
                spoken=utterance.spoken,
                marks=store.marks(clip.key) if clip else (),
                frames=clip.frames if clip else 0,
            )
            for utterance, clip in said[cue.id]
        ]
        return words(takes, cue.start)

    return of
