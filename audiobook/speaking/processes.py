"""Workers on this machine: tasks in, outcomes out, one process for each lane.

Each lane is a ProcessPoolExecutor of one process.  So it is always known which
sentence a process was at when it died or hung, that process alone is replaced,
and no other sentence pays for it.
"""

from __future__ import annotations

import collections
import contextlib
import multiprocessing.context
import signal
import sys
import time
import types
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, wait

from audiobook.errors import EngineError
from audiobook.model import Clip
from audiobook.speaking.outcomes import LONG, Outcome
from audiobook.speaking.work import Task, end_group, settle_in, speak_and_keep

DEPTH = 2  # tasks at a lane: one being spoken, one waiting so that it never idles
SETTLING_S = 5.0


class ProcessLane:
    """One worker process and the sentences handed to it, in order."""

    def __init__(self, patience_s: float) -> None:
        self._patience_s = patience_s
        self._queue: collections.deque[tuple[Task, Future[Clip]]] = collections.deque()
        self._since = 0.0  # when the first in the queue was begun
        self._late = False
        self._context = _Context()
        self._pool = self._new_pool()

    def room(self) -> int:
        """Tell how many more tasks it takes now."""
        return DEPTH - len(self._queue)

    def submit(self, task: Task) -> None:
        """Take a task."""
        if not self._queue:
            self._since = time.monotonic()
        try:
            future = self._pool.submit(speak_and_keep, task)
        except BrokenExecutor as err:  # it died while it had nothing to do
            future = Future()
            future.set_exception(err)
        self._queue.append((task, future))

    def futures(self) -> list[Future[Clip]]:
        """List what to wait for."""
        return [future for _, future in self._queue]

    def limit_s(self) -> float:
        """Tell how long the sentence being spoken may still take."""
        if not self._queue:
            return float("inf")
        allowed_s = self._patience_s * (1 + len(self._queue[0][0].utterance.spoken) / LONG)
        return max(0.0, self._since + allowed_s - time.monotonic())

    def outcomes(self) -> Iterator[Outcome]:
        """Hand out what is done; replace the process where it died or hangs."""
        if self._queue and not self._queue[0][1].done() and self.limit_s() == 0:
            self._late = True
            self._context.kill()
            wait(self.futures(), timeout=SETTLING_S)
        while self._queue and self._queue[0][1].done():
            task, future = self._queue.popleft()
            self._since = time.monotonic()
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                yield from self._replaced(task, error)
            elif isinstance(error, Exception):
                yield Outcome(task=task, error=error)
            elif error is not None:
                raise error
            else:
                yield Outcome(task=task, clip=future.result())

    def end(self) -> None:
        """End the process at once; what it has kept is kept."""
        self._context.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _replaced(self, task: Task, cause: BrokenExecutor) -> Iterator[Outcome]:
        """Blame the first sentence, hand the others back, begin anew."""
        error = EngineError(
            "the engine gave no answer in time"
            if self._late
            else "the engine's process died while it spoke",
            engine=task.utterance.voice.engine,
            where=task.utterance.id,
        )
        error.__cause__ = cause
        others = [task for task, _ in self._queue]
        self.end()
        self._queue.clear()
        self._late = False
        self._pool = self._new_pool()
        yield Outcome(task=task, error=error)
        for other in others:
            yield Outcome(task=other)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, mp_context=self._context, initializer=settle_in)


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
    """Hold Ctrl-C back: the child inherits that, and leaves it to its parent to end it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
