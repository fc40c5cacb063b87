"""The book's loudness, summed from what each clip kept of its own.

Histograms of gating blocks come in, one loudness and one gain go out: no
sample is read again.  Gates as in ITU-R BS.1770-4, RMS as ACX asks for it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from audiobook.model import Loudness

QUIETEST = -100.0  # LUFS or dBFS of a book in which nothing sounds
ABSOLUTE_GATE = -700  # tenths of LUFS
RELATIVE_GATE_LU = 10.0
LARGEST_GAIN_DB = 30.0  # a nearly silent engine is not worth more hiss than this
KEEP_WITHIN_LU = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLoudness:
    """How loud a book is before mastering."""

    lufs: float  # integrated, gated
    rms_dbfs: float  # over every frame, pauses included
    peak_dbfs: float  # the largest sample


def book_loudness(clips: Iterable[Loudness], frames: int) -> BookLoudness:
    """Sum the measures of all clips of a book of `frames` samples.

    >>> one = Loudness(blocks=((-230, 3), (-210, 5)), energy=10.0, peak=0.5)
    >>> book_loudness([one], 1_000)
    BookLoudness(lufs=-21.65, rms_dbfs=-20.0, peak_dbfs=-6.02)
    """
    blocks: Counter[int] = Counter()
    energy = peak = 0.0
    for clip in clips:
        for level, count in clip.blocks:
            blocks[level] += count
        energy += clip.energy
        peak = max(peak, clip.peak)
    return BookLoudness(
        lufs=round(_gated(blocks), 2),
        rms_dbfs=round(_db(energy / frames, 10) if frames else QUIETEST, 2),
        peak_dbfs=round(_db(peak, 20), 2),
    )


def gain_db(measured: float, target_lufs: float, earlier: float | None = None) -> float:
    """Say by how many dB a book must be raised, in hundredths.

    An `earlier` gain stays while its result is within 0.5 LU of the target, so that
    a rebuild finds its encoded segments again.

    >>> gain_db(-20.9, -19.0), gain_db(-20.9, -19.0, 2.2), gain_db(-20.9, -19.0, 3.0)
    (1.9, 2.2, 1.9)
    """
    if measured <= QUIETEST:
        return 0.0
    wanted = min(round(target_lufs - measured, 2), LARGEST_GAIN_DB)
    if earlier is not None and abs(earlier - wanted) < KEEP_WITHIN_LU:
        return earlier
    return wanted


def _gated(blocks: Counter[int]) -> float:
    loud = {level: n for level, n in blocks.items() if level > ABSOLUTE_GATE}
    if not loud:
        return QUIETEST
    gate = 10 * (_mean(loud) - RELATIVE_GATE_LU)
    return _mean({level: n for level, n in loud.items() if level > gate})


def _mean(blocks: dict[int, int]) -> float:
    power = sum(n * 10.0 ** (level / 100) for level, n in blocks.items())
    return 10 * math.log10(power / sum(blocks.values()))


def _db(ratio: float, factor: int) -> float:
    return factor * math.log10(ratio) if ratio > 0 else QUIETEST
