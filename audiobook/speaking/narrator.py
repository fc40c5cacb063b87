"""The narrator: a script in, a clip for every utterance out.

Asks engines only for what the store lacks, in book order, and a repeated
sentence once.  A sentence that goes wrong is tried once more; after a second
time the others go on, and the narration fails at its end with the list.
"""

from __future__ import annotations

import collections
import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from audiobook.engines import EngineOptions
from audiobook.errors import AudiobookError, EngineError, EngineMissing, SoundError
from audiobook.model import Clip, Script, Utterance, Voice
from audiobook.speaking.clipfile import lean
from audiobook.speaking.crew import Crew, Lane
from audiobook.speaking.events import Event, Failed, Retried, Spoken, Started
from audiobook.speaking.outcomes import Outcome
from audiobook.speaking.store import ClipStore, clip_key
from audiobook.speaking.work import OtherEngineError, Task

LAST = 256  # so many last sentences go longest first, lest one long sentence be left over
LAST_SHARES = 16
HOPELESS = 20  # so many failures in a row, and the rest is not tried
LISTED = 10  # failed sentences that a message names
SHOWN = 60  # characters of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration:
    """A spoken script."""

    clips: tuple[Clip | None, ...]  # of each utterance in order; None where nothing is said
    spoken: int  # how many sentences were spoken now
    reused: int  # how many came from the store or said the same as one before


def narrate(
    script: Script,
    *,
    store: ClipStore,
    fingerprints: Mapping[Voice, str],
    rate: int,
    options: Mapping[str, EngineOptions],
    jobs: int,
    cluster: str = "",
    on_event: Callable[[Event], None] = lambda event: None,
    crew: Crew | None = None,
) -> Narration:
    """Have every utterance spoken, or found in the store.

    `rate` is the book's in samples a second, `options` the engines' by name.  A `crew`, where
    given, speaks in the place of one made for this script alone, and outlives it.
    Raises EngineError with all sentences that failed, once the others are kept, and
    AudiobookError at once where the store cannot be written.
    """
    plan = _planned(script, store, fingerprints, rate, options)
    characters = sum(len(task.utterance.spoken) for task in plan.tasks)
    total = sum(1 for key in plan.keys if key)
    on_event(Started(total=total, missing=len(plan.tasks), characters=characters))
    clips = dict(plan.found)
    if plan.tasks:
        store.check_writable()
        with (
            Crew(jobs=jobs, cluster=cluster) if crew is None else contextlib.nullcontext(crew) as c
        ):
            clips |= _Desk(c, on_event).spoken(plan.tasks)
    return Narration(
        clips=tuple(clips[key] if key else None for key in plan.keys),
        spoken=len(plan.tasks),
        reused=total - len(plan.tasks),
    )


def missing(
    script: Script, store: ClipStore, fingerprints: Mapping[Voice, str], rate: int
) -> tuple[Utterance, ...]:
    """List what would have to be spoken, in book order, each different sentence once."""
    plan = _planned(script, store, fingerprints, rate, {})
    return tuple(task.utterance for task in plan.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What the store has of a script, and what it lacks."""

    keys: tuple[str, ...]  # of each utterance; "" where nothing is said
    found: Mapping[str, Clip]
    tasks: tuple[Task, ...]


def _planned(
    script: Script,
    store: ClipStore,
    fingerprints: Mapping[Voice, str],
    rate: int,
    options: Mapping[str, EngineOptions],
) -> _Plan:
    keys: list[str] = []
    found: dict[str, Clip] = {}
    tasks: dict[str, Task] = {}
    for utterance in script.steps:
        if not isinstance(utterance, Utterance):
            continue
        if not utterance.spoken:
            keys.append("")
            continue
        voice = utterance.voice
        key = clip_key(utterance, fingerprints[voice], rate)
        keys.append(key)
        if key in found or key in tasks:
            continue
        clip = store.get(key)
        if clip is not None:
            found[key] = clip
            continue
        tasks[key] = Task(
            key=key,
            utterance=utterance,
            fingerprint=fingerprints[voice],
            options=options.get(voice.engine, ()),
            rate=rate,
            store=store,
        )
    return _Plan(keys=tuple(keys), found=found, tasks=tuple(tasks.values()))


class _Desk:
    """Hands sentences to a crew, takes back what becomes of them, and keeps the account."""

    def __init__(self, crew: Crew, on_event: Callable[[Event], None]) -> None:
        self._crew = crew
        self._on_event = on_event
        self._pending: collections.deque[Task] = collections.deque()
        self._clips: dict[str, Clip] = {}
        self._tried: set[str] = set()
        self._failures: list[tuple[Task, Exception]] = []
        self._failed_in_a_row = 0

    def spoken(self, tasks: Sequence[Task]) -> Mapping[str, Clip]:
        """Have all tasks spoken; a bounded number of them is out at any time."""
        self._pending.extend(_in_good_order(tasks))
        try:
            while self._failed_in_a_row < HOPELESS and (self._pending or self._crew.busy):
                while self._pending and (lane := self._crew.idle_lane()):
                    lane.submit([self._pending.popleft() for _ in range(self._share(lane))])
                for outcome in self._crew.wait():
                    self._take(outcome)
        finally:
            if self._crew.busy:  # cut short: the next book must not be handed these
                self._crew.end()
        if self._failures:
            untried = len(tasks) - len(self._clips) - len(self._failures)
            raise _failed(self._failures, len(tasks), untried) from self._failures[0][1]
        return self._clips

    def _share(self, lane: Lane) -> int:
        # Near the end small shares, lest one worker be left with the last.
        return min(lane.room(), len(self._pending) // LAST_SHARES + 1, len(self._pending))

    def _take(self, outcome: Outcome) -> None:
        task, utterance = outcome.task, outcome.task.utterance
        if outcome.clip is not None:
            self._clips[task.key] = lean(outcome.clip, task.key)
            self._failed_in_a_row = 0
            self._on_event(
                Spoken(
                    id=utterance.id,
                    characters=len(utterance.spoken),
                    seconds=outcome.clip.frames / task.rate,
                )
            )
        elif outcome.error is None:
            self._pending.appendleft(task)
        elif _is_fatal(outcome.error):
            raise outcome.error
        elif outcome.again and task.key not in self._tried:
            self._tried.add(task.key)
            self._pending.appendleft(task)
            self._on_event(Retried(id=utterance.id, why=str(outcome.error)))
        else:
            self._failures.append((task, outcome.error))
            self._failed_in_a_row += 1
            self._on_event(
                Failed(id=utterance.id, characters=len(utterance.spoken), why=str(outcome.error))
            )


def _in_good_order(tasks: Sequence[Task]) -> list[Task]:
    early, late = tasks[:-LAST], tasks[-LAST:]
    return [*early, *sorted(late, key=lambda task: -len(task.utterance.spoken))]


def _is_fatal(error: Exception) -> bool:
    """Say whether other sentences would meet the same: a full disk, an engine not there."""
    if isinstance(error, EngineMissing | OtherEngineError):
        return True
    return isinstance(error, AudiobookError) and not isinstance(error, EngineError | SoundError)


def _failed(failures: Sequence[tuple[Task, Exception]], asked: int, untried: int) -> EngineError:
    lines = [_line(task.utterance, error) for task, error in failures[:LISTED]]
    if len(failures) > LISTED:
        lines.append(f"and {len(failures) - LISTED} more")
    if untried:
        lines.append(f"the other {untried} were not tried, after {HOPELESS} failures in a row")
    first = failures[0][0].utterance
    return EngineError(
        f"{len(failures)} of {asked} sentences could not be spoken:\n  " + "\n  ".join(lines),
        "all others are kept: build again, and only these are tried",
        engine=first.voice.engine,
        where=first.id,
    )


def _line(utterance: Utterance, error: Exception) -> str:
    what = str(error) or type(error).__name__
    if utterance.id in what:
        return what
    words = utterance.written or utterance.spoken
    shown = words if len(words) <= SHOWN else words[:SHOWN] + "…"
    return f"{utterance.id} ({shown!r}): {what}"
