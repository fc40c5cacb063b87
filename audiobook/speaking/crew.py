"""The workers as one: this machine's processes, or a cluster's.

A crew is made for one book or for many: its processes start at the first
sentence that must be spoken, so that a book whose clips are all kept starts none.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any, Protocol

from audiobook.speaking.outcomes import Outcome
from audiobook.speaking.work import Task

PATIENCE_S = 120.0  # for a sentence; longer ones are given more


class Lane(Protocol):
    """A worker, or a set of workers that takes tasks as one."""

    def room(self) -> int:
        """Tell how many more tasks it takes now."""
        ...

    def submit(self, tasks: Sequence[Task]) -> None:
        """Take tasks."""
        ...

    def futures(self) -> Sequence[Future[Any]]:
        """List what to wait for."""
        ...

    def limit_s(self) -> float:
        """Tell after how many seconds `outcomes` must be asked in any case."""
        ...

    def outcomes(self) -> Iterator[Outcome]:
        """Hand out what is done."""
        ...

    def end(self) -> None:
        """End the work at once."""
        ...


class Crew:
    """`jobs` workers of this machine, or those of the Dask cluster at an address."""

    def __init__(self, *, jobs: int, cluster: str = "", patience_s: float = PATIENCE_S) -> None:
        self._jobs = max(1, jobs)
        self._cluster = cluster
        self._patience_s = patience_s
        self._lanes: list[Lane] = []

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: types.TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> None:
        """End all work at once; what is kept is kept, and the next sentence starts anew."""
        for lane in self._lanes:
            lane.end()
        self._lanes.clear()

    @property
    def busy(self) -> bool:
        """Whether a sentence is still out."""
        return any(lane.futures() for lane in self._lanes)

    def idle_lane(self) -> Lane | None:
        """Find the lane with the most room; None where all have their fill."""
        if not self._lanes:
            self._lanes = self._started()
        best = max(self._lanes, key=lambda lane: lane.room())
        return best if best.room() > 0 else None

    def wait(self) -> Iterator[Outcome]:
        """Wait until something is done or overdue, and hand it out."""
        futures = [future for lane in self._lanes for future in lane.futures()]
        limit = min(lane.limit_s() for lane in self._lanes)
        wait(futures, timeout=min(limit, 3600.0), return_when=FIRST_COMPLETED)
        for lane in self._lanes:
            yield from lane.outcomes()

    def _started(self) -> list[Lane]:
        if self._cluster:
            from audiobook.speaking.cluster import ClusterLane

            return [ClusterLane(self._cluster, self._patience_s)]
        from audiobook.speaking.processes import ProcessLane

        return [
            ProcessLane(self._patience_s, number=number, jobs=self._jobs)
            for number in range(self._jobs)
        ]
