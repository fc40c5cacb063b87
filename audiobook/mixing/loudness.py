"""The book's loudness, summed from what each clip kept of its own.

Histograms of gating blocks come in, one loudness and one gain go out: no
sample is read again.  Gates as in ITU-R BS.1770-4, RMS as ACX asks for it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from audiobook.model import Clip, Loudness, Utterance, Voice

QUIETEST = -100.0  # LUFS or dBFS of a book in which nothing sounds
ABSOLUTE_GATE = -700  # tenths of LUFS
RELATIVE_GATE_LU = 10.0
LARGEST_GAIN_DB = 30.0  # a nearly silent engine is not worth more hiss than this
KEEP_WITHIN_LU = 0.4  # the prediction is good to 0.1 or 0.2, and 0.5 is promised
LEAST_LIMITED_LU = 0.05  # less than this needs no trial
LEVEL_STEP_DB = 0.5  # coarse, so that an edit does not move a whole voice by a hair
LEVEL_RANGE_DB = 12.0  # a voice further from the others than this is meant to be


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLoudness:
    """How loud a book is before mastering."""

    lufs: float  # integrated, gated
    rms_dbfs: float  # over every frame, pauses included
    peak_dbfs: float  # the largest sample
    peaks: tuple[tuple[int, float], ...] = ()  # tenths of dBFS, share of the clips' energy
    softness: float = 1.0  # how much more than most voices these lose in a limiter, as a factor

    def limited_lu(self, gain_db: float, limit_dbfs: float) -> float:
        """Foresee how much loudness the limiter takes after the gain.

        Fitted to ffmpeg's alimiter on four voices, 0 to 9 dB over the ceiling: within 0.1 LU
        where the softness of the voice was tried, else within 0.3 LU for 5 dB and less.
        """
        over = sum(share * max(0.0, peak / 10 + gain_db - limit_dbfs) for peak, share in self.peaks)
        return float(0.09 * self.softness * over**1.6)


def book_loudness(clips: Iterable[Loudness], frames: int) -> BookLoudness:
    """Sum the measures of all clips of a book of `frames` samples.

    >>> one = Loudness(blocks=((-230, 3), (-210, 5)), energy=10.0, peak=0.5)
    >>> book_loudness([one], 1_000).lufs, book_loudness([one], 1_000).rms_dbfs
    (-21.65, -20.0)
    """
    blocks: Counter[int] = Counter()
    energies: dict[int, float] = {}  # by peak
    energy = peak = 0.0
    for clip in clips:
        for level, count in clip.blocks:
            blocks[level] += count
        energy += clip.energy
        peak = max(peak, clip.peak)
        step = round(10 * _db(clip.peak, 20))
        energies[step] = energies.get(step, 0.0) + clip.energy
    return BookLoudness(
        lufs=round(_gated(blocks), 2),
        rms_dbfs=round(_db(energy / frames, 10) if frames else QUIETEST, 2),
        peak_dbfs=round(_db(peak, 20), 2),
        peaks=tuple((step, part / energy) for step, part in sorted(energies.items()) if energy),
    )


def gain_db(
    measured: BookLoudness,
    target_lufs: float,
    limit_dbfs: float = 0.0,
    earlier: float | None = None,
) -> float:
    """Say by how many dB a book must be raised to meet its target behind a limiter.

    An `earlier` gain stays while its result is near enough to the target, so that a
    rebuild finds its encoded segments again.

    >>> book = BookLoudness(lufs=-20.9, rms_dbfs=-21.0, peak_dbfs=-1.0, peaks=((-10, 1.0),))
    >>> gain_db(book, -19.0), gain_db(book, -19.0, -3.0), gain_db(book, -19.0, earlier=2.1)
    (1.99, 3.13, 2.1)
    """
    if measured.lufs <= QUIETEST:
        return 0.0

    def result(gain: float) -> float:
        return measured.lufs + gain - measured.limited_lu(gain, limit_dbfs)

    if earlier is not None and abs(result(earlier) - target_lufs) < KEEP_WITHIN_LU:
        return earlier
    wanted = target_lufs - measured.lufs
    for _ in range(8):  # the limiter takes less than it is given, so this settles
        wanted += target_lufs - result(wanted)
    return round(min(wanted, LARGEST_GAIN_DB), 2)


def tried(
    measured: BookLoudness,
    target_lufs: float,
    limit_dbfs: float,
    trial: Callable[[float, float], float],
) -> BookLoudness:
    """Learn how soft a book's voices are from a trial of the limiter near the gain to come.

    The trial is told gain and limit, and gives what the limiter takes.
    """
    for _ in range(2):
        gain = gain_db(measured, target_lufs, limit_dbfs)
        foreseen = measured.limited_lu(gain, limit_dbfs)
        if foreseen < LEAST_LIMITED_LU:
            break
        ratio = measured.softness * trial(gain, limit_dbfs) / foreseen
        measured = replace(measured, softness=round(min(max(ratio, 0.2), 4.0), 2))
    return measured


def levelled(spoken: Iterable[tuple[Utterance, Clip | None]]) -> dict[str, float]:
    """Make the voices of a cast equally loud: dB for each clip, none above 0.

    What an utterance asks for by its own volume stays.  One voice alone needs nothing.
    """
    clips: dict[Voice, set[str]] = {}
    blocks: dict[Voice, Counter[int]] = {}
    for utterance, clip in spoken:
        if clip is None or clip.key in clips.setdefault(utterance.voice, set()):
            continue
        clips[utterance.voice].add(clip.key)
        asked = round(10 * utterance.prosody.volume)
        counter = blocks.setdefault(utterance.voice, Counter())
        for level, count in clip.loudness.blocks:
            counter[level - asked] += count
    loud = {voice: _gated(counter) for voice, counter in blocks.items()}
    loud = {voice: lufs for voice, lufs in loud.items() if lufs > QUIETEST}
    if len(loud) < 2:
        return {}
    quietest = max(min(loud.values()), max(loud.values()) - LEVEL_RANGE_DB)
    steps = {voice: round((quietest - lufs) / LEVEL_STEP_DB) for voice, lufs in loud.items()}
    return {
        key: step * LEVEL_STEP_DB
        for voice, step in steps.items()
        if step < 0
        for key in clips[voice]
    }


def raised(loudness: Loudness, level_db: float) -> Loudness:
    """Say what a clip would measure if it were raised."""
    if not level_db:
        return loudness
    steps = round(10 * level_db)
    ratio: float = 10 ** (level_db / 20)
    return replace(
        loudness,
        blocks=tuple((level + steps, count) for level, count in loudness.blocks),
        energy=loudness.energy * ratio**2,
        peak=loudness.peak * ratio,
    )


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
