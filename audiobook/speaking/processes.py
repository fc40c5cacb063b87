"""Workers on this machine: tasks in, outcomes out, one process for each lane.

Each lane is a ProcessPoolExecutor of one process.  So it is always known which
sentence a process was at when it died or hung, that process alone is replaced,
and no other sentence pays for it.  Quick sentences go several at once.
"""

from __future__ import annotations

import collections
import contextlib
import multiprocessing.context
import signal
import sys
import time
import types
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass

from audiobook.errors import EngineError
from audiobook.model import Clip
from audiobook.speaking.outcomes import LONG, Outcome
from audiobook.speaking.work import POLITE, Task, end_group, settle_in, speak_and_keep

DEPTH = 2  # batches at a lane: one being spoken, one waiting so that it never idles
BATCH_S = 0.2  # quick sentences go so many at once that a batch takes this long
BATCH = 16
SETTLING_S = 5.0


@dataclass(frozen=True, slots=True)
class _Batch:
    """Sentences on their way together."""

    tasks: tuple[Task, ...]
    future: Future[list[Clip]]


class ProcessLane:
    """One worker process and the sentences handed to it, in order."""

    def __init__(self, patience_s: float, *, number: int, jobs: int) -> None:
        self._patience_s = patience_s
        self._place = (number, jobs)  # which worker of how many this is
        self._queue: collections.deque[_Batch] = collections.deque()
        self._since = 0.0  # when the first in the queue was begun
        self._late = False
        self._at_once = 1
        self._context = _Context()
        self._pool = self._new_pool()

    def room(self) -> int:
        """Tell how many more tasks it takes now."""
        return self._at_once if len(self._queue) < DEPTH else 0

    def submit(self, tasks: Sequence[Task]) -> None:
        """Take tasks."""
        if not self._queue:
            self._since = time.monotonic()
        try:
            future = self._pool.submit(speak_and_keep, tuple(tasks))
        except BrokenExecutor as err:  # it died while it had nothing to do
            future = Future()
            future.set_exception(err)
        self._queue.append(_Batch(tuple(tasks), future))

    def futures(self) -> list[Future[list[Clip]]]:
        """List what to wait for."""
        return [batch.future for batch in self._queue]

    def limit_s(self) -> float:
        """Tell how long the sentences being spoken may still take."""
        if not self._queue:
            return float("inf")
        # Only quick sentences go together, so that one's time is plenty for all.
        longest = max(len(task.utterance.spoken) for task in self._queue[0].tasks)
        allowed_s = self._patience_s * (1 + longest / LONG)
        return max(0.0, self._since + allowed_s - time.monotonic())

    def outcomes(self) -> Iterator[Outcome]:
        """Hand out what is done; replace the process where it died or hangs."""
        if self._queue and not self._queue[0].future.done() and self.limit_s() == 0:
            self._late = True
            self._context.kill()
            wait(self.futures(), timeout=SETTLING_S)
        while self._queue and self._queue[0].future.done():
            batch = self._queue.popleft()
            begun, self._since = self._since, time.monotonic()
            error = batch.future.exception()
            if isinstance(error, BrokenExecutor):
                yield from self._replaced(batch.tasks, error)
            elif isinstance(error, Exception):
                yield from _told_apart(batch.tasks, error)
            elif error is not None:
                raise error
            else:
                each_s = (self._since - begun) / len(batch.tasks)
                self._at_once = max(1, min(BATCH, int(BATCH_S / max(each_s, 1e-6))))
                for task, clip in zip(batch.tasks, batch.future.result(), strict=True):
                    yield Outcome(task=task, clip=clip)

    def end(self) -> None:
        """End the process at once; what it has kept is kept."""
        self._context.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _replaced(self, tasks: Sequence[Task], cause: BrokenExecutor) -> Iterator[Outcome]:
        """Blame the sentence at which the process was, hand the others back, begin anew."""
        what = (
            "the engine gave no answer in time"
            if self._late
            else "the engine's process died while it spoke"
        )
        tasks = [*tasks, *(task for batch in self._queue for task in batch.tasks)]
        self.end()
        self._queue.clear()
        self._late = False
        self._at_once = 1
        self._pool = self._new_pool()
        yield from _told_apart(tasks, cause, what)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            1, mp_context=self._context, initializer=settle_in, initargs=self._place
        )


def _told_apart(tasks: Sequence[Task], error: Exception, what: str = "") -> Iterator[Outcome]:
    """Tell what became of sentences that were on their way together when one went wrong.

    Each is kept as soon as it is spoken, in order: so it is the first that the store lacks.
    """
    waiting = list(tasks)
    while waiting and (clip := waiting[0].store.get(waiting[0].key)):
        yield Outcome(task=waiting.pop(0), clip=clip)
    for task in reversed(waiting[1:]):  # they are put before all others one by one
        yield Outcome(task=task)
    for task in waiting[:1]:
        yield Outcome(task=task, error=_failure(task, what, error) if what else error)


def _failure(task: Task, what: str, cause: Exception) -> EngineError:
    error = EngineError(what, engine=task.utterance.voice.engine, where=task.utterance.id)
    error.__cause__ = cause
    return error


class _Context(multiprocessing.context.SpawnContext):
    """The spawn context, which also knows the process that it started.

    Spawn, not fork: the parent may have threads, and a fork of those can hang.  Measured
    against forkserver it starts 0.04 s later, and it is the same on every system.
    """

    def __init__(self) -> None:
        super().__init__()
        self._processes: list[multiprocessing.context.SpawnProcess] = []

    def Process(self, *args: object, **kwargs: object) -> multiprocessing.context.SpawnProcess:  # type: ignore[override]  # noqa: N802 - its name
        """Make a worker process; the executor calls this."""
        process = _Worker(*args, **kwargs)  # type: ignore[arg-type]
        self._processes.append(process)
        return process

    def kill(self) -> None:
        """Kill every process made here, with what it started."""
        for process in self._processes:
            if process.pid is not None:
                end_group(process.pid)
                process.kill()
        self._processes.clear()


class _Worker(multiprocessing.context.SpawnProcess):
    """A process that starts without the caller's main module, and deaf to Ctrl-C."""

    def start(self) -> None:
        """Start it."""
        with _main_hidden(), _interrupts_held():
            super().start()


@contextlib.contextmanager
def _main_hidden() -> Iterator[None]:
    """Hide the main module: spawn would run it again in the child.

    No task needs it.  With it each worker would load the command line, and a user's script
    without `if __name__ == "__main__"` would begin all over in every worker.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C and a polite kill back, so that no child is left half begun.

    The child inherits that, and leaves it to its parent to end it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, *POLITE})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
