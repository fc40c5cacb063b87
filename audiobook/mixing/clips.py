"""Make an engine's sound ready to be joined: one rate, exact ends, known loudness.

A `Speech` comes in as the engine gave it, a trimmed and faded one goes out with
its measures.  Runs in the workers, once a clip; numpy only, about a millisecond.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any

from audiobook.model import Loudness, Mark, Pcm, Speech

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENCE = 32  # samples no larger than this are silent: -60 dBFS of 16 bits
BEFORE_MS = 5
AFTER_MS = 10
HOP_MS = 100  # gating blocks of 400 ms overlap by 75 %
HOPS_AT_ONCE = 8  # stay in the processor's cache, which makes the transform twice as fast
ABSOLUTE_GATE = -700  # tenths of LUFS


def prepare(speech: Speech, rate: int) -> tuple[Speech, Loudness]:
    """Resample a clip to `rate`, trim and fade it, and measure it.

    It begins 5 ms before the first sample above -60 dBFS and ends 10 ms after the
    last, and fades over both.  A clip in which nothing sounds comes back without a
    frame.  Marks move along.
    """
    import numpy as np

    samples = np.frombuffer(speech.pcm.samples, "<i2")
    if speech.pcm.rate != rate:
        samples = _resampled(samples, speech.pcm.rate, rate)
    start, end = _bounds(samples, rate)
    clip = _faded(samples[start:end], rate)
    marks = _moved(speech, rate, start, end)
    pcm = Pcm(samples=clip.tobytes(), rate=rate)
    return Speech(pcm=pcm, marks=marks), _measured(clip, rate)


def _resampled(samples: NDArray[np.int16], old: int, new: int) -> NDArray[np.int16]:
    import soxr

    resampled: NDArray[np.int16] = soxr.resample(samples, old, new)
    return resampled


def _bounds(samples: NDArray[np.int16], rate: int) -> tuple[int, int]:
    # Two comparisons rather than abs(), which turns -32768 into itself.
    loud = (samples > SILENCE) | (samples < -SILENCE)
    if not loud.any():
        return 0, 0
    first = int(loud.argmax())
    last = len(loud) - int(loud[::-1].argmax())
    return max(0, first - rate * BEFORE_MS // 1000), min(
        len(samples), last + rate * AFTER_MS // 1000
    )


def _faded(samples: NDArray[np.int16], rate: int) -> NDArray[np.int16]:
    import numpy as np

    faded = samples.copy()
    rise = min(rate * BEFORE_MS // 1000, len(faded) // 2)
    fall = min(rate * AFTER_MS // 1000, len(faded) // 2)
    if rise:
        faded[:rise] = np.rint(faded[:rise] * _ramp(rise))
    if fall:
        faded[-fall:] = np.rint(faded[-fall:] * _ramp(fall)[::-1])
    return faded


@functools.cache
def _ramp(length: int) -> NDArray[np.float32]:
    """Rise from nothing to all, without a corner at either end."""
    import numpy as np

    phase = np.pi * (np.arange(length) + 0.5) / length
    return ((1 - np.cos(phase)) / 2).astype(np.float32)


def _moved(speech: Speech, rate: int, start: int, end: int) -> tuple[Mark, ...]:
    old = speech.pcm.rate
    return tuple(
        Mark(
            offset=mark.offset,
            length=mark.length,
            sample=min(max(mark.sample * rate // old - start, 0), max(end - start - 1, 0)),
        )
        for mark in speech.marks
    )


def _measured(samples: NDArray[np.int16], rate: int) -> Loudness:
    import numpy as np

    if not len(samples):
        return Loudness(blocks=(), energy=0.0, peak=0.0)
    hop = rate * HOP_MS // 1000
    hops = np.zeros((-(-len(samples) // hop), hop), np.float32)
    sound = hops.reshape(-1)[: len(samples)]
    np.divide(samples, np.float32(32768), out=sound)
    peak = max(int(samples.max()), -int(samples.min())) / 32768
    return Loudness(blocks=_blocks(hops, rate), energy=float(sound @ sound), peak=peak)


def _blocks(hops: NDArray[np.float32], rate: int) -> tuple[tuple[int, int], ...]:
    """Count the gating blocks by level, with silence on both sides of the clip."""
    import numpy as np

    weights = _weights(rate, hops.shape[1])
    power = np.concatenate(
        [_power(hops[at : at + HOPS_AT_ONCE], weights) for at in range(0, len(hops), HOPS_AT_ONCE)]
    )
    # A pause of at least 300 ms surrounds a clip: three silent hops on either side.
    total = np.concatenate((np.zeros(4), np.cumsum(power), np.full(3, power.sum())))
    means = (total[4:] - total[:-4]) / 4
    levels = np.rint(10 * (10 * np.log10(np.maximum(means, 1e-12)) - 0.691)).astype(np.int64)
    found, counts = np.unique(levels[levels > ABSOLUTE_GATE], return_counts=True)
    return tuple(zip(found.tolist(), counts.tolist(), strict=True))


def _power(hops: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[Any]:
    import numpy as np

    spectrum = np.fft.rfft(hops)
    power: NDArray[Any] = (spectrum.real**2 + spectrum.imag**2) @ weights
    return power


@functools.cache
def _weights(rate: int, hop: int) -> NDArray[np.float32]:
    """What each bin of a hop's spectrum adds to its K-weighted mean square (Parseval)."""
    import numpy as np

    bins = np.exp(-2j * np.pi * np.arange(hop // 2 + 1) / hop)
    gain = np.abs(_shelf(rate, bins) * _high_pass(rate, bins)) ** 2
    both_sides = np.full(len(bins), 2.0)
    both_sides[0] = 1.0
    if hop % 2 == 0:
        both_sides[-1] = 1.0
    weights: NDArray[np.float32] = (gain * both_sides / hop**2).astype(np.float32)
    return weights


def _shelf(rate: int, z: Any) -> Any:
    """The first filter of BS.1770-4, for any rate (bilinear transform of its prototype)."""
    frequency, boost_db, q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
    k = math.tan(math.pi * frequency / rate)
    high = 10 ** (boost_db / 20)
    middle = high**0.4996667741545416
    top = (high + middle * k / q + k * k) + 2 * (k * k - high) * z
    top = top + (high - middle * k / q + k * k) * z**2
    bottom = (1 + k / q + k * k) + 2 * (k * k - 1) * z + (1 - k / q + k * k) * z**2
    return top / bottom


def _high_pass(rate: int, z: Any) -> Any:
    """The second filter of BS.1770-4."""
    frequency, q = 38.13547087602444, 0.5003270373238773
    k = math.tan(math.pi * frequency / rate)
    scale = 1 + k / q + k * k
    bottom = 1 + 2 * (k * k - 1) / scale * z + (1 - k / q + k * k) / scale * z**2
    return (1 - 2 * z + z**2) / bottom
