"""Run a program: a list of arguments in, its output or a clear error out.

The only importer of `subprocess`.  There is never a shell, always a time
limit, and the last lines of standard error are kept for the message.
"""

from __future__ import annotations

import collections
import contextlib
import subprocess
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from audiobook.errors import SoundError

STDERR_LINES = 20


def run(
    command: Sequence[str],
    *,
    stdin: Iterable[bytes] | bytes = b"",
    timeout_s: float = 600.0,
    env: dict[str, str] | None = None,
) -> bytes:
    """Run a program to its end and return its standard output.

    `stdin` may be an iterable of chunks: they are streamed, never gathered.
    Raises SoundError when the program is missing, fails or exceeds the limit.
    """
    chunks = (stdin,) if isinstance(stdin, bytes) else stdin
    with _started(command, env) as process:
        errors = _Tail(process.stderr)
        output: list[bytes] = []
        reader = threading.Thread(target=_drain, args=(process.stdout, output), daemon=True)
        reader.start()
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            process.kill()

        clock = threading.Timer(timeout_s, expire)
        clock.start()
        try:
            _feed(process, chunks)
            status = process.wait()
        finally:
            clock.cancel()
        reader.join()
        stderr = errors.text()
    if status != 0:
        raise _failure(command, status, stderr, timeout_s if expired.is_set() else 0.0)
    return b"".join(output)


@contextlib.contextmanager
def opened(
    command: Sequence[str], *, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Keep a program running with pipes on standard input and output; kill it on leaving.

    Standard error is inherited, so a program that is talked to should be quiet.
    """
    try:
        process = subprocess.Popen(
            list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
        )
    except OSError as err:
        raise _unstartable(command, err) from err
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


@contextlib.contextmanager
def _started(
    command: Sequence[str], env: dict[str, str] | None
) -> Iterator[subprocess.Popen[bytes]]:
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=env,
        )
    except OSError as err:
        raise _unstartable(command, err) from err
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _feed(process: subprocess.Popen[bytes], chunks: Iterable[bytes]) -> None:
    """Write all chunks; a program that stops reading is judged by its exit status."""
    if process.stdin is None:
        return
    try:
        for chunk in chunks:
            process.stdin.write(chunk)
        process.stdin.close()
    except BrokenPipeError:
        pass


def _drain(pipe: IO[bytes] | None, into: list[bytes]) -> None:
    if pipe is not None:
        into.append(pipe.read())


class _Tail:
    """Keeps the last lines of a pipe; a pipe that nobody reads would block the program."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        self._lines: collections.deque[bytes] = collections.deque(maxlen=STDERR_LINES)
        self._thread = threading.Thread(target=self._read, args=(pipe,), daemon=True)
        self._thread.start()

    def _read(self, pipe: IO[bytes] | None) -> None:
        if pipe is not None:
            self._lines.extend(pipe)

    def text(self) -> str:
        self._thread.join(timeout=5)
        return b"".join(self._lines).decode(errors="replace").strip()


def _failure(command: Sequence[str], status: int, stderr: str, limit_s: float) -> SoundError:
    name = Path(command[0]).name
    last = f": {stderr.splitlines()[-1]}" if stderr else ""
    hint = "run again with --verbose to see all that it said"
    if limit_s:
        how = f"did not finish in {limit_s:.0f} s"
    elif status < 0:  # POSIX: minus the signal
        how = f"was killed by signal {-status}"
        hint = "run the same command again; if this goes on, look whether memory is short"
    else:
        how = f"ended with status {status}"
        last = last or ": it said nothing"
    if "No space left on device" in stderr:
        hint = "the disk is full: free some space, then run the same command again"
    return SoundError(f"{name} {how}{last}", hint, command=tuple(command), stderr=stderr)


def _unstartable(command: Sequence[str], err: OSError) -> SoundError:
    return SoundError(
        f"cannot run {command[0]}: {err.strerror}",
        "run `audiobook doctor` to see what this machine lacks",
        command=tuple(command),
    )
