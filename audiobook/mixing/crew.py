"""Programs side by side: a thread each, which feeds it and waits for it.

Work comes in; it is done, or the first failure or a Ctrl-C stops all of it at
once: a thread cannot be killed, so what feeds a program looks at a flag.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Event

from audiobook.cores import keep_to_one
from audiobook.errors import SoundError


def side_by_side(
    work: Sequence[Callable[[Event], object]],
    jobs: int,
    on_done: Callable[[int, int], None] | None = None,
) -> None:
    """Do all work, at most `jobs` at a time; each piece is handed the flag that stops it.

    `on_done` hears how many pieces are done, and of how many.
    """
    if not work:
        return
    stop = Event()
    numbers = itertools.count()
    with ThreadPoolExecutor(
        max(1, min(jobs, len(work))), initializer=lambda: keep_to_one(next(numbers), jobs)
    ) as crew:
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


def until(stop: Event, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Hand chunks on until the flag is set; the program that reads them is then killed."""
    for chunk in chunks:
        if stop.is_set():
            raise SoundError("stopped before the sound was encoded")
        yield chunk
