"""Measure finished files against ACX's limits, one row for each file and limit.

MP3 files come in and are decoded, so that what is judged is what a listener
gets; rows that pass or fail go out.  Memory is flat.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook import programs
from audiobook.errors import SoundError
from audiobook.mixing import ffmpeg

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 44_100
QUIET = 10 ** (-50 / 20)  # a sample above this is sound
BLOCK = RATE // 20  # 50 ms
CHUNK = 40 * BLOCK
OVERSAMPLING = 4  # BS.1770-4, annex 2
SUSPECT = 10 ** (-6 / 20)  # no true peak of -3 dB without a sample above this


@dataclass(frozen=True, slots=True, kw_only=True)
class AcxRow:
    """One limit, and how one file stands to it."""

    file: str
    limit: str  # "RMS", "true peak", "noise floor", "head", "tail", "length", "format"
    found: str
    wanted: str
    passed: bool


@dataclass(slots=True)
class _Measures:
    """What is summed while a file is decoded."""

    frames: int = 0
    energy: float = 0.0
    peak: float = 0.0
    first_loud: int = -1
    last_loud: int = -1
    floor_energy: float = 0.0
    floor_blocks: int = 0


def acx_report(files: Sequence[Path], sample: Path | None = None) -> tuple[AcxRow, ...]:
    """Judge each file, and the retail sample, by ACX's limits.

    Raises SoundError where a file cannot be decoded.
    """
    rows = [row for path in files for row in _rows(path)]
    if sample is not None:
        rows += _sample_rows(sample)
    return tuple(rows)


def _rows(path: Path) -> Iterator[AcxRow]:
    found = _measured(path)
    seconds = found.frames / RATE
    head = found.first_loud / RATE
    tail = (found.frames - 1 - found.last_loud) / RATE
    rms = _db(found.energy / found.frames) if found.frames else -math.inf
    floor_frames = found.floor_blocks * BLOCK
    floor = _db(found.floor_energy / floor_frames) if floor_frames else -math.inf

    def row(limit: str, value: str, wanted: str, passed: bool) -> AcxRow:
        return AcxRow(file=path.name, limit=limit, found=value, wanted=wanted, passed=passed)

    yield _format_row(path)
    yield row("RMS", f"{rms:.1f} dB", "-23 to -18 dB", -23 <= rms <= -18)
    peak = 20 * math.log10(found.peak) if found.peak else -math.inf
    yield row("true peak", f"{peak:.1f} dB", "at most -3 dB", peak <= -3)
    yield row("noise floor", f"{floor:.0f} dB", "at most -60 dB", floor <= -60)
    yield row("head", f"{head:.2f} s", "0.5 to 1 s", 0.5 <= head <= 1)
    yield row("tail", f"{tail:.2f} s", "1 to 5 s", 1 <= tail <= 5)
    yield row("length", f"{seconds / 60:.1f} min", "at most 120 min", seconds <= 7200)


def _sample_rows(path: Path) -> Iterator[AcxRow]:
    found = _measured(path)
    minutes = found.frames / RATE / 60
    yield _format_row(path)
    yield AcxRow(
        file=path.name,
        limit="length",
        found=f"{minutes:.1f} min",
        wanted="1 to 5 min",
        passed=1 <= minutes <= 5,
    )


def _format_row(path: Path) -> AcxRow:
    from mutagen import MutagenError
    from mutagen.mp3 import MP3, BitrateMode

    wanted = "mp3, mono, 44100 Hz, 192 kb/s or more, CBR"
    try:
        info: Any = MP3(path).info
    except MutagenError:
        return AcxRow(file=path.name, limit="format", found="no MP3", wanted=wanted, passed=False)
    steady = info.bitrate_mode == BitrateMode.CBR
    text = f"mp3, {info.channels} channel, {info.sample_rate} Hz, {info.bitrate // 1000} kb/s"
    return AcxRow(
        file=path.name,
        limit="format",
        found=f"{text}, {'CBR' if steady else 'not CBR'}",
        wanted=wanted,
        passed=steady
        and info.sample_rate == RATE
        and info.bitrate >= 191_000
        and info.channels == 1,
    )


def _measured(path: Path) -> _Measures:
    measures = _Measures()
    for block in _decoded(path):
        _add(measures, block)
    if not measures.frames:
        raise SoundError(f"{path}: nothing can be decoded from it", "build the book again")
    return measures


def _decoded(path: Path) -> Iterator[NDArray[np.float32]]:
    import numpy as np

    command = [ffmpeg(), "-v", "error", "-nostdin", "-i", str(path), "-map", "0:a:0"]
    command += ["-ac", "1", "-ar", str(RATE), "-f", "f32le", "pipe:1"]
    with programs.opened(command) as decoder:
        assert decoder.stdout is not None
        while data := decoder.stdout.read(4 * CHUNK):
            yield np.frombuffer(data, "<f4")
        if decoder.wait() != 0:
            raise SoundError(f"{path}: ffmpeg cannot decode it", "build the book again")


def _add(measures: _Measures, sound: NDArray[np.float32]) -> None:
    import numpy as np

    size = np.abs(sound)
    wide = sound.astype(np.float64)
    measures.energy += float(wide @ wide)
    measures.peak = max(measures.peak, _true_peak(sound, float(size.max())))
    loud = np.flatnonzero(size > QUIET)
    if loud.size:
        if measures.first_loud < 0:
            measures.first_loud = measures.frames + int(loud[0])
        measures.last_loud = measures.frames + int(loud[-1])
    measures.frames += len(sound)
    # The floor is the RMS of pauses: quiet blocks of 50 ms between two others.
    whole = len(sound) // BLOCK * BLOCK
    blocks = wide[:whole].reshape(-1, BLOCK)
    quiet = size[:whole].reshape(-1, BLOCK).max(axis=1, initial=0.0) <= QUIET
    inner = quiet[1:-1] & quiet[:-2] & quiet[2:]
    measures.floor_energy += float((blocks[1:-1][inner] ** 2).sum())
    measures.floor_blocks += int(inner.sum())


def _true_peak(sound: NDArray[np.float32], peak: float) -> float:
    if peak < SUSPECT:
        return peak
    import numpy as np
    import soxr

    finer = soxr.resample(sound, RATE, OVERSAMPLING * RATE)
    return max(peak, float(np.abs(finer).max()))


def _db(power: float) -> float:
    return 10 * math.log10(power) if power > 0 else -math.inf
