"""Workers of a Dask cluster: tasks in, outcomes out, as one lane.

Dask schedules, replaces dead workers and gives their sentences to others; here
is only the seam.  Clips come back as bytes and are kept by the one who asked,
so workers need no common folder.  The pickle in between is Dask's own.
"""

from __future__ import annotations

import contextlib
import functools
import platform
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook import __version__
from audiobook.errors import AudiobookError, EngineError
from audiobook.speaking import clipfile
from audiobook.speaking.outcomes import LONG, Outcome
from audiobook.speaking.work import OtherEngineError, Sound, Task, keep, speak

DEPTH = 2  # tasks for each of the cluster's threads: one being spoken, one on its way
COUNTED_S = 1.0  # workers come and go: counted again after this time
CONNECT_S = 10.0
# Engines whose arithmetic is the same on every processor of one kind of machine.
PLAIN_ENGINES = frozenset({"tone", "pyttsx3"})
# What an ONNX runtime chooses its kernels by: each of these rounds in its own way.
KERNELS = {"sse4_1", "avx", "avx2", "fma", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8"} | {
    "asimddp",
    "i8mm",
    "bf16",
    "sve",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What two machines must share to give the same sound, besides their engine."""

    audiobook: str
    clip_format: int
    processor: str


@functools.cache
def this_machine() -> Machine:
    """Describe the machine that this runs on."""
    return Machine(
        audiobook=__version__, clip_format=clipfile.FORMAT, processor=kind_of_processor()
    )


def kind_of_processor() -> str:
    """Name the kind of processor, as far as it changes a neural voice: "x86_64 avx avx2 fma"."""
    features: set[str] = set()
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split("\n"):
            name, _, value = line.partition(":")
            if name.strip() in ("flags", "Features"):
                features = KERNELS & set(value.split())
                break
    return " ".join((platform.machine() or "unknown", *sorted(features)))


def speak_there(task: Task, home: Machine) -> Sound:
    """Speak a sentence on a worker; OtherEngineError where it would sound other than at home."""
    here = this_machine()
    plain = task.utterance.voice.engine in PLAIN_ENGINES
    for field in ("audiobook", "clip_format", *(() if plain else ("processor",))):
        expected, found = getattr(home, field), getattr(here, field)
        if expected != found:
            raise OtherEngineError(
                f"the worker {platform.node()} is not like the machine that asks: "
                f"expected {field.replace('_', ' ')} {expected!r}, found {found!r}",
                "build from a machine like the workers, and give all the same versions",
                engine=task.utterance.voice.engine,
            )
    return speak(task)


@dataclass(slots=True, kw_only=True)
class _Order:
    """A sentence that is out."""

    task: Task
    name: str  # by which the scheduler knows it
    deadline: float  # on the monotonic clock


class ClusterLane:
    """All workers of a Dask cluster.

    Raises AudiobookError where nobody answers at the address or no worker is there.
    """

    def __init__(self, address: str, patience_s: float) -> None:
        self._patience_s = patience_s
        self._address = address
        self._client = _connected(address)
        self._executor = self._client.get_executor(pure=False)
        self._home = this_machine()
        self._out: dict[Future[Sound], _Order] = {}
        self._submitted = 0
        self._room = 0
        self._counted = float("-inf")

    def room(self) -> int:
        """Tell how many more tasks it takes now."""
        now = time.monotonic()
        if now - self._counted > COUNTED_S:
            self._counted = now
            # With no worker left, one task waits for a worker to come back, or its deadline.
            self._room = max(1, DEPTH * self._threads())
        return self._room - len(self._out)

    def submit(self, tasks: Sequence[Task]) -> None:
        """Take tasks."""
        for task in tasks:
            self._submitted += 1
            name = f"audiobook-{self._submitted}-{task.key}"
            future = self._executor.submit(speak_there, task, self._home, key=name)
            self._out[future] = _Order(task=task, name=name, deadline=self._deadline(task))

    def futures(self) -> list[Future[Sound]]:
        """List what to wait for."""
        return list(self._out)

    def limit_s(self) -> float:
        """Tell when the first answer is overdue."""
        first = min((order.deadline for order in self._out.values()), default=float("inf"))
        return max(0.0, first - time.monotonic())

    def outcomes(self) -> Iterator[Outcome]:
        """Hand out what is done, its sound kept in the store; replace a worker that hangs."""
        for future, order in list(self._out.items()):
            if future.done():
                del self._out[future]
                yield _outcome(order.task, future)
            elif time.monotonic() > order.deadline:
                del self._out[future]
                self._restart_worker_of(order.name)
                future.cancel()
                engine = order.task.utterance.voice.engine
                late = EngineError("the cluster gave no answer in time", engine=engine)
                yield Outcome(task=order.task, error=late)

    def end(self) -> None:
        """Take back what is still out, and leave the cluster."""
        self._out.clear()
        with contextlib.suppress(OSError, RuntimeError, TimeoutError):  # where it is gone already
            self._executor.shutdown(wait=False)
        self._client.close()

    def _threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except (OSError, RuntimeError, TimeoutError) as err:  # Dask raises each of them for it
            raise AudiobookError(
                f"the Dask scheduler at {self._address} is gone: {err}",
                "build again once it is back: what was spoken is kept",
            ) from err

    def _deadline(self, task: Task) -> float:
        # Twice the time of a local worker: as much may pass while it waits its turn.
        allowed_s = 2 * self._patience_s * (1 + len(task.utterance.spoken) / LONG)
        return time.monotonic() + allowed_s

    def _restart_worker_of(self, name: str) -> None:
        workers = [worker for worker, keys in self._client.processing().items() if name in keys]
        # A worker without a nanny cannot be restarted; its sentence is still given to another.
        with contextlib.suppress(OSError, ValueError, TimeoutError):
            self._client.restart_workers(workers, timeout=CONNECT_S, raise_for_error=False)
        for order in self._out.values():  # those that waited behind it are not to blame
            order.deadline = self._deadline(order.task)


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as err:
        raise AudiobookError(
            "--cluster needs the package distributed", 'pip install "audiobook[cluster]"'
        ) from err
    _refuse_what_is_no_address(address)
    try:
        client: Any = Client(  # type: ignore[no-untyped-call]
            address, timeout=CONNECT_S, set_as_default=False
        )
    except (OSError, ValueError, TimeoutError) as err:
        raise AudiobookError(f"no Dask scheduler answers at {address}: {err}", _ADDRESS) from err
    try:
        client.wait_for_workers(1, timeout=CONNECT_S)
    except TimeoutError as err:
        client.close()
        raise AudiobookError(
            f"the cluster at {address} has no workers",
            f"start some: `dask worker {address} --nthreads 1`",
        ) from err
    return client


_ADDRESS = "start one with `dask scheduler`, and give its address as tcp://HOST:8786"


def _refuse_what_is_no_address(address: str) -> None:
    """Raise AudiobookError for it before a client is made.

    A client that fails over its address never ends well: it waits, then prints a traceback.
    """
    from distributed import Security
    from distributed.comm.addressing import get_address_host_port, parse_address

    try:
        scheme, _ = parse_address(address)
        if scheme != "ucx":  # of which Dask cannot tell
            get_address_host_port(address)
    except ValueError as err:
        raise AudiobookError(f"no Dask scheduler answers at {address}: {err}", _ADDRESS) from err
    security: Any = Security()  # type: ignore[no-untyped-call]
    if scheme in ("tls", "wss") and not security.get_connection_args("client")["ssl_context"]:
        raise AudiobookError(
            f"for {address} Dask needs certificates",
            "name them in its configuration, under distributed.comm.tls (ca-file, client)",
        )


def _outcome(task: Task, future: Future[Sound]) -> Outcome:
    from distributed import KilledWorker

    engine = task.utterance.voice.engine
    if future.cancelled():
        return Outcome(task=task, error=EngineError("the cluster dropped it", engine=engine))
    error = future.exception()
    if isinstance(error, KilledWorker):
        # Dask has already given it to several workers.
        died = EngineError("every worker that was given it died", engine=engine)
        died.__cause__ = error
        return Outcome(task=task, error=died, again=False)
    if isinstance(error, Exception):
        return Outcome(task=task, error=error)
    return Outcome(task=task, clip=keep(task, future.result()))
