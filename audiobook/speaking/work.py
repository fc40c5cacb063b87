"""One worker's work: tasks in, clips in the store or their bytes out.

The same function runs in a process of this machine and in one of a cluster.
Engines are kept once made ready; nothing heavy is imported before the first task.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.cores import keep_to_one
from audiobook.engines import Engine, EngineOptions, load
from audiobook.errors import EngineError
from audiobook.model import Clip, Loudness, Speech, Utterance, Voice
from audiobook.speaking.store import ClipStore

# More threads than one in each process only get in each other's way.
ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
# A polite kill, and a terminal that is closed; Windows has no SIGHUP.
POLITE = {getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)}
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3  # malloc.h


class OtherEngineError(EngineError):
    """This worker's engine, voice or machine is not the one that was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One sentence to be spoken, with all that a worker must know."""

    key: str
    utterance: Utterance
    fingerprint: str  # what the engine was when the key was made
    options: EngineOptions
    rate: int  # the book's, samples a second
    store: ClipStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A clip on its way to a store that the worker cannot reach."""

    speech: Speech
    loudness: Loudness


class _Engines(threading.local):
    """Engines made ready, for each thread its own: few engines bear two."""

    def __init__(self) -> None:
        self.ready: dict[tuple[str, EngineOptions], Engine] = {}
        self.proven: set[tuple[Voice, EngineOptions, str]] = set()


_engines = _Engines()


def speak_and_keep(tasks: Sequence[Task]) -> list[Clip]:
    """Speak sentences in order, trim and measure each, and put it at once into the store.

    The first that goes wrong ends it: those before it are kept.
    """
    return [keep(task, speak(task)) for task in tasks]


def keep(task: Task, sound: Sound) -> Clip:
    """Put a sound into the store that its task names."""
    return task.store.put(task.key, sound.speech, sound.loudness)


def speak(task: Task) -> Sound:
    """Speak a sentence, trim and measure it.

    Raises EngineError, and OtherEngineError where another engine than the one asked is here.
    """
    from audiobook.mixing.clips import prepare

    speech, loudness = prepare(_engine(task).speak(task.utterance), task.rate)
    if not speech.pcm.frames:
        raise EngineError(
            "the engine gave a clip in which nothing sounds",
            engine=task.utterance.voice.engine,
            where=task.utterance.id,
        )
    return Sound(speech=speech, loudness=loudness)


def settle_in(number: int, jobs: int) -> None:
    """Make a fresh process a good worker: one thread, deaf to Ctrl-C, gone with its parent.

    It leads a process group of its own, so that ending it ends what its engine started; as one
    of as many as there are cores it keeps to its own core, by its number.
    """
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    keep_to_one(number, jobs)
    _keep_freed_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, POLITE)  # held back while it began
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    threading.Thread(target=_leave_with_parent, name="parent watch", daemon=True).start()


def _keep_freed_memory() -> None:
    # An engine's arrays come and go with every sentence.  Given back to the system each time,
    # their pages are faulted in and cleared again: 1 to 2 % of what hibari takes, for 8 MB.
    if sys.platform == "linux":
        import ctypes

        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # glibc's; others have none
        if mallopt is not None:
            mallopt(M_MMAP_THRESHOLD, 32 << 20)
            mallopt(M_TRIM_THRESHOLD, 128 << 20)


def _leave_with_parent() -> None:
    # Killed with -9, the parent can tell nobody; a worker would wait for its queue for ever.
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        end_group(os.getpid())
        os._exit(1)


def end_group(pid: int) -> None:
    """Kill a worker and all that it started; no harm where it is gone."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM)


def _engine(task: Task) -> Engine:
    voice, options = task.utterance.voice, task.options
    engine = _engines.ready.get((voice.engine, options))
    if engine is None:
        engine = _engines.ready[voice.engine, options] = load(voice.engine, options)
    if (voice, options, task.fingerprint) not in _engines.proven:
        found = engine.fingerprint(voice)
        if found != task.fingerprint:
            raise OtherEngineError(
                f"the engine {voice.engine} is not the same here: "
                f"expected {task.fingerprint!r}, found {found!r}",
                "give every worker the same versions and voice files",
                engine=voice.engine,
            )
        _engines.proven.add((voice, options, task.fingerprint))
    return engine
