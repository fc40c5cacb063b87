"""Build a book: the only place that knows the whole order.

Story files and settings come in; files in `output/NAME/` go out, the receipt
last.  What is already spoken or encoded is found by its content and never made
twice; what stood in the folder stays until its successor is whole.
"""

from __future__ import annotations

import os
import time
import types
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from audiobook import cores, speaking
from audiobook.errors import SoundError
from audiobook.pipeline import receipt
from audiobook.pipeline.estimating import Estimate, estimate, missing_keys, note_speed
from audiobook.pipeline.housekeeping import cache_size
from audiobook.pipeline.issuing import Issue, Press, issue, prepared
from audiobook.pipeline.lock import locked as lock
from audiobook.pipeline.places import cache_folder, make_folder
from audiobook.pipeline.planning import with_lexicon_file
from audiobook.pipeline.readying import Ready, make_ready
from audiobook.pipeline.sameness import refuse_changes
from audiobook.settings import Settings
from audiobook.speaking import ClipStore, Crew, Event, Narration, Started


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The build is past speaking, and this far."""

    name: str  # "encoding and writing"
    done: int = 0  # of `total` pieces of work, where they can be counted
    total: int = 0


WRITING = "encoding and writing"
BuildEvent: TypeAlias = Event | Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build left."""

    folder: Path
    files: tuple[str, ...]  # names in the folder
    spoken: int
    reused: int
    seconds: float  # of audio
    lufs: float
    true_peak_dbtp: float
    wall_s: float
    engine: str
    language: str  # of the book
    unchanged: bool  # the folder already held exactly this
    notes: tuple[str, ...] = ()  # what a listener should know

    def as_dict(self) -> dict[str, Any]:
        """The result as plain values, ready for JSON."""
        return {
            "folder": str(self.folder),
            "files": list(self.files),
            "spoken": self.spoken,
            "reused": self.reused,
            "seconds": round(self.seconds, 3),
            "loudness": {"lufs": self.lufs, "true_peak_dbtp": self.true_peak_dbtp},
            "wall_s": round(self.wall_s, 3),
        }


class Builder:
    """Builds books that share one store and one set of workers."""

    def __init__(self, *, cache: Path, jobs: int, cluster: str = "") -> None:
        self._cache = cache
        self._jobs = jobs
        self._cluster = cluster
        self._stack = ExitStack()
        self._crew: Crew | None = None
        self._on_event: Callable[[BuildEvent], None] = lambda event: None

    def __enter__(self) -> Builder:
        self._crew = self._stack.enter_context(Crew(jobs=self._jobs, cluster=self._cluster))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        self._stack.close()

    def build(
        self,
        stories: Sequence[Path],
        output: Path,
        settings: Settings,
        *,
        on_event: Callable[[BuildEvent], None] = lambda event: None,
        locked: bool = False,
    ) -> Built:
        """Build one book from its story file or files into `output/NAME/`.

        With `locked`, raises AudiobookError before a word is spoken where the sound would
        differ from the folder's receipt.
        """
        self._on_event = on_event
        began = time.monotonic()
        settings = with_lexicon_file(stories[0], settings)
        ready = make_ready(stories, settings)
        folder = output / stories[0].stem
        if settings.chapters:
            folder = folder / f"part-{settings.chapters.replace(' ', '')}"
        make_folder(folder, "the book")
        with lock(folder):
            if locked:
                refuse_changes(ready, folder, settings)
            narration = self._narrated(ready)
            press = Press(
                stories=stories,
                folder=folder,
                cache=self._cache,
                settings=settings,
                jobs=self._jobs,
                on_encoded=self._tell_encoded,
            )
            return self._issued(press, ready, narration, began)

    def estimate(self, stories: Sequence[Path], settings: Settings) -> Estimate:
        """Say what a build would speak and how long it would take; speaks nothing."""
        ready = make_ready(stories, with_lexicon_file(stories[0], settings))
        return estimate(ready, self._store(), self._cache, self._jobs)

    def store_size(self) -> int:
        """The bytes that clips and encoded segments take."""
        return cache_size(self._cache)[1]

    def _store(self) -> ClipStore:
        return ClipStore(self._cache / "clips")

    def _narrated(self, ready: Ready) -> Narration:
        make_folder(self._cache, "the clips")
        began = time.monotonic()
        characters = 0

        def listen(event: Event) -> None:
            nonlocal characters
            if isinstance(event, Started):
                characters = event.characters
            self._on_event(event)

        narration = speaking.narrate(
            ready.script,
            store=self._store(),
            fingerprints=ready.hired.fingerprints,
            rate=ready.hired.rate,
            options=ready.hired.options,
            jobs=self._jobs,
            cluster=self._cluster,
            on_event=listen,
            crew=self._crew,
        )
        engine = ready.hired.company.narrator.voice.engine
        note_speed(self._cache, engine, characters, time.monotonic() - began)
        return narration

    def _tell_encoded(self, done: int, total: int) -> None:
        self._on_event(Stage(name=WRITING, done=done, total=total))

    def _issued(self, press: Press, ready: Ready, narration: Narration, began: float) -> Built:
        """Master and publish; a clip found damaged on the way is spoken again, once."""
        store = self._store()
        spoken = narration.spoken
        for chance in (True, False):
            sheet = prepared(press, ready, narration)
            whole = sheet.unchanged()
            try:
                if not whole:
                    self._on_event(Stage(name=WRITING))
                    issue(sheet)
                break
            except SoundError:
                if not chance or not missing_keys(ready.keys(), store):
                    raise
                narration = self._narrated(ready)
                spoken += narration.spoken
        return _built(sheet, ready, narration, spoken, whole, time.monotonic() - began)


def _built(
    sheet: Issue, ready: Ready, narration: Narration, spoken: int, whole: bool, wall_s: float
) -> Built:
    folder = sheet.edition.folder
    done = receipt.read(folder) or {}
    return Built(
        folder=folder,
        files=tuple(entry["name"] for entry in done.get("files", ())),
        spoken=spoken,
        reused=narration.spoken + narration.reused - spoken,
        seconds=sheet.edition.timeline.frames / sheet.edition.timeline.rate,
        lufs=sheet.mastered.lufs,
        true_peak_dbtp=sheet.mastered.true_peak_dbtp,
        wall_s=wall_s,
        engine=ready.hired.company.narrator.voice.engine,
        language=sheet.edition.book.meta.language,
        unchanged=whole,
        notes=(*ready.notes, *_changes(folder, sheet.old or {}, done)),
    )


def _changes(folder: Path, old: dict[str, Any], done: dict[str, Any]) -> Iterator[str]:
    """Tell what differs from the build before where the listener would not expect it."""
    if receipt.is_of_another_program(old, done):
        yield "the program has changed since the last build: all files are written anew"
    left = ", ".join(receipt.outlived(folder, old, done))
    if left:
        yield f"left as the build before made them: {left}"


def build(
    story: Path | str | Sequence[Path | str],
    output: Path | str = "output",
    settings: Settings | None = None,
    on_event: Callable[[BuildEvent], None] | None = None,
    *,
    cache: Path | None = None,
    jobs: int | None = None,
) -> Built:
    """Speak one story, a file or the files of one book, into `output/NAME/`.

    Prints nothing; `on_event` is told of every sentence.  Raises AudiobookError.
    """
    stories = [story] if isinstance(story, Path | str) else story
    with Builder(cache=cache_folder(os.environ, cache), jobs=jobs or cores.count()) as builder:
        return builder.build(
            [Path(path) for path in stories],
            Path(output),
            settings or Settings(),
            on_event=on_event or (lambda event: None),
        )
