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
from audiobook.model import Clip, Cue, Meta, Utterance, Word
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
    old: dict[str, Any] | None  # the folder's receipt, of the build before

    def unchanged(self) -> bool:
        """Tell whether the folder already holds exactly this."""
        old = self.old
        return old is not None and receipt.is_whole(self.edition.folder, old, self.receipt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Where and how a book is published."""

    stories: Sequence[Path]
    folder: Path
    cache: Path
    settings: Settings
    jobs: int
    on_encoded: Callable[[int, int], None] | None = None

    @property
    def store(self) -> ClipStore:
        """Where the clips are."""
        return ClipStore(self.cache / "clips")


def prepared(press: Press, ready: Ready, narration: Narration) -> Issue:
    """Lay a narrated book out in time and settle its gain."""
    folder, settings = press.folder, press.settings
    bell = _scene_sound(settings, ready.hired.rate)
    old = receipt.read(folder)
    recording = _recording(press, ready, narration, bell, old)
    timeline = recording.timeline
    mastered = Mastered(
        gain_db=recording.gain_db,
        lufs=recording.lufs,
        true_peak_dbtp=recording.true_peak_dbtp,
    )
    edition = Edition(
        book=replace(ready.plan.book, meta=timeline.meta),
        timeline=timeline,
        folder=folder,
        name=press.stories[0].stem,
        sound=recording,
        words=_words(ready.utterances, narration.clips, press.store),
        cover=timeline.meta.cover,
    )
    stories = [_seen_from(folder, path) for path in press.stories]
    composed = receipt.compose(ready, timeline, mastered, settings, stories)
    return Issue(
        edition=edition,
        mastered=mastered,
        to=_formats(settings),
        receipt={**composed, "scene_sound": bell.clip.key if bell else ""},
        old=old,
    )


def _recording(
    press: Press,
    ready: Ready,
    narration: Narration,
    bell: mixing.SceneSound | None,
    old: dict[str, Any] | None,
) -> mixing.Recording:
    planned = lay_out(ready.script, narration.clips, ready.hired.rate)
    planned = replace(planned, meta=_with_narrator(planned.meta, ready))
    return mixing.record(
        planned,
        tuple(zip(ready.utterances, narration.clips, strict=True)),
        read=press.store.pcm,
        folder=press.cache / "segments",
        target_lufs=press.settings.loudness.lufs,
        peak_dbtp=press.settings.loudness.true_peak_dbtp,
        earlier_gain_db=float(old["gain_db"]) if old else None,
        scene_sound=bell,
        on_encoded=press.on_encoded,
        jobs=press.jobs,
    )


def issue(sheet: Issue) -> tuple[Path, ...]:
    """Publish every format asked for, then write the receipt."""
    edition = sheet.edition
    files = publishing.publish(edition, sheet.to)
    receipt.write(edition.folder, sheet.receipt, files)
    return files


def _seen_from(folder: Path, story: Path) -> str:
    try:
        return os.path.relpath(story, folder)
    except ValueError:  # Windows: there is no way from one drive to another
        return str(story.absolute())


def _formats(settings: Settings) -> tuple[str, ...]:
    """A preset says itself which files it wants; otherwise those asked for, each once."""
    if settings.preset:
        return (settings.preset,)
    return tuple(publishing.WRITERS) if "all" in settings.to else tuple(dict.fromkeys(settings.to))


def _scene_sound(settings: Settings, rate: int) -> mixing.SceneSound | None:
    name = settings.pauses.scene_sound
    return mixing.load_scene_sound(Path(settings.folder) / name, rate) if name else None


def _with_narrator(meta: Meta, ready: Ready) -> Meta:
    voice = ready.hired.company.narrator.voice
    return replace(meta, narrator=meta.narrator or f"{voice.name} ({voice.engine})")


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
