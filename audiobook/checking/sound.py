"""Listen to a built file by measure: decode it once and measure every sentence and pause.

A file and the receipt's times come in; levels every 20 ms go out for each
sentence, the loudest level for each pause, and the length.  The file is
decoded as a stream and never held in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from audiobook import mixing
from audiobook.errors import SoundError
from audiobook.model import Pcm
from audiobook.programs import opened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Levels: TypeAlias = "NDArray[np.float32]"  # dBFS of each 20 ms

HOP_MS = 20
FLOOR_DB = -80.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one stretch of the file sounds like."""

    levels: Levels  # RMS in dBFS of each 20 ms
    peak: float  # full scale = 1.0
    clipped: int  # samples at full scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """A whole file: its stretches in the order asked, and its decoded length."""

    stretches: tuple[Heard, ...]
    frames: int


def hear(path: Path, rate: int, bounds: Sequence[tuple[int, int]]) -> Hearing:
    """Decode a file at `rate` and measure the stretches, which must not overlap.

    Raises SoundError where the file cannot be decoded.
    """
    command = [
        mixing.ffmpeg(), "-v", "fatal", "-nostdin", "-i", str(path), "-map", "0:a:0",
        "-ac", "1", "-ar", str(rate), "-f", "s16le", "pipe:1",
    ]  # fmt: skip
    with opened(command) as decoder:
        if decoder.stdin:
            decoder.stdin.close()
        if decoder.stdout is None:
            raise SoundError(f"{path}: cannot be decoded", command=tuple(command))
        stream = _Stream(decoder.stdout)
        stretches = tuple(_heard(stream.take(a, b), rate) for a, b in bounds)
        frames = stream.drain()
        status = decoder.wait()
    if status != 0 or frames == 0:
        raise SoundError(f"{path}: cannot be decoded", "build it again", command=tuple(command))
    return Hearing(stretches=stretches, frames=frames)


def levels(pcm: Pcm, gain_db: float = 0.0) -> Levels:
    """Measure a clip as `hear` measures a file, raised by the book's gain."""
    import numpy as np

    found = _heard(np.frombuffer(pcm.samples, "<i2"), pcm.rate).levels
    raised: Levels = np.maximum(found + np.float32(gain_db), np.float32(FLOOR_DB))
    return raised


def likeness(one: Levels, other: Levels) -> float:
    """Compare two courses of level: 1 the same up to loudness, 0 nothing in common."""
    import numpy as np

    length = min(len(one), len(other))
    if length < 4:
        return 1.0
    a = np.maximum(one[:length], -50.0)
    b = np.maximum(other[:length], -50.0)
    a, b = a - a.mean(), b - b.mean()
    norm = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / norm if norm > 1e-6 else 1.0


class _Stream:
    """Samples from a pipe, by place."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._at = 0

    def take(self, start: int, end: int) -> NDArray[np.int16]:
        import numpy as np

        self._read(start - self._at)
        return np.frombuffer(self._read(end - self._at), "<i2")

    def drain(self) -> int:
        while self._read(1 << 20):
            pass
        return self._at

    def _read(self, frames: int) -> bytes:
        wanted = 2 * max(0, frames)
        data = self._pipe.read(wanted) if wanted else b""
        self._at += len(data) // 2
        return data[: len(data) // 2 * 2]


def _heard(samples: NDArray[Any], rate: int) -> Heard:
    import numpy as np

    hop = rate * HOP_MS // 1000
    if not len(samples):
        return Heard(levels=np.zeros(0, np.float32), peak=0.0, clipped=0)
    scaled = samples.astype(np.float32) / 32768.0
    padded = np.zeros(-(-len(scaled) // hop) * hop, np.float32)
    padded[: len(scaled)] = scaled
    power = (padded.reshape(-1, hop) ** 2).mean(axis=1)
    loud = 10 * np.log10(np.maximum(power, 10 ** (FLOOR_DB / 10)))
    magnitude = np.abs(samples.astype(np.int32))
    return Heard(
        levels=loud.astype(np.float32),
        peak=float(magnitude.max()) / 32768.0,
        clipped=int((magnitude >= 32767).sum()),
    )


def longest_silence_ms(found: Levels, below_db: float = -55.0) -> int:
    """Find the longest run of silence in a course of levels."""
    longest = run = 0
    for quiet in (found < below_db).tolist():
        run = run + 1 if quiet else 0
        longest = max(longest, run)
    return longest * HOP_MS
