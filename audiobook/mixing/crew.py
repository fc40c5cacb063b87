"""Programs side by side: a thread each, which feeds it and waits for it.

Work comes in; it is done, or the first failure or a Ctrl-C stops all of it at
once: a thread cannot be killed, so what feeds a program looks at a flag.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event

from audiobook.errors import SoundError


def side_by_side(
    work: Sequence[Callable[[Event], object]],
    jobs: int,
    on_done: Callable[[int, int], None] | None = None,
) -> None:
    """Do all work, at most `jobs` at a time; each piece is handed the flag that stops it.

    `on_done` hears how many pieces are done, and of how many.  Where every core is asked for,
    each thread and the program it feeds keep to one.
    """
    if not work:
        return
    stop = Event()
    settle = _Settling(jobs)
    with ThreadPoolExecutor(max(1, min(jobs, len(work))), initializer=settle) as crew:
        pending = [crew.submit(each, stop) for each in work]
        try:
            for done, each in enumerate(as_completed(pending), 1):
                each.result()
                if on_done:
                    on_done(done, len(pending))
        except BaseException:
            crew.shutdown(wait=False, cancel_futures=True)  # first: who stops takes the next piece
            stop.set()
            raise


class _Settling:
    """Gives each thread that calls it a core of its own, which its programs inherit.

    ffmpeg's own threads hand over every 46 ms of sound: across cores that costs a tenth more.
    """

    def __init__(self, jobs: int) -> None:
        cores = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
        # With cores to spare, the system finds a free one better than we do.
        self._cores = itertools.cycle(cores if jobs >= len(cores) else [])

    def __call__(self) -> None:
        core = next(self._cores, None)
        if core is not None:
            with contextlib.suppress(OSError):  # a sandbox may forbid it
                os.sched_setaffinity(0, {core})


def until(stop: Event, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Hand chunks on until the flag is set; the program that reads them is then killed."""
    for chunk in chunks:
        if stop.is_set():
            raise SoundError("stopped before the sound was encoded")
        yield chunk
