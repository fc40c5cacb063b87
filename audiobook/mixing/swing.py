"""How far a sound swings above its samples: what a limiter that looks at samples lets through.

Samples come in, decibels go out.  In sibilants the curve between two samples may rise
2 dB above all those near it: what is encoded of them is measured.
"""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TAPS = 16
AROUND = 16  # samples on either side, at least, that hold a limiter down
BETWEEN = (0.25, 0.5, 0.75)  # places between two samples (ITU-R BS.1770-4, annex 2)


def swing_db(samples: bytes, floor: float) -> float:
    """Say how far 16-bit sound rises between samples above the highest near by, in dB.

    Places without a sample above `floor` (full scale = 1.0) are not looked at.
    """
    import numpy as np

    sound = np.frombuffer(samples, "<i2")
    size = np.abs(np.maximum(sound, -32767))
    loud = np.flatnonzero(size[1:-1] >= floor * 32768) + 1
    tops = loud[(size[loud] >= size[loud - 1]) & (size[loud] >= size[loud + 1])]
    if not len(tops):
        return 0.0
    starts = np.union1d(tops - 1, tops)
    near = np.lib.stride_tricks.sliding_window_view(np.pad(sound, TAPS // 2), TAPS)[starts + 1]
    risen = np.abs(near.astype(np.float32) @ _between_samples()).max(axis=1)
    return max(0.0, 20 * math.log10(float((risen / _highest_near(size)[starts // AROUND]).max())))


def _highest_near(size: NDArray[np.int16]) -> NDArray[np.int16]:
    """The highest sample in each block and its two neighbours."""
    import numpy as np

    blocks = np.pad(size, (0, -len(size) % AROUND)).reshape(-1, AROUND).max(axis=1)
    padded = np.pad(blocks, 1)
    near: NDArray[np.int16] = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])
    return near


@functools.cache
def _between_samples() -> NDArray[np.float32]:
    """A windowed sinc for each place, which weighs the samples around it."""
    import numpy as np

    taps = np.arange(TAPS)[:, None] - (TAPS // 2 - 1) - np.array(BETWEEN)[None, :]
    window = np.cos(np.pi * taps / (TAPS + 1)) ** 2
    weights: NDArray[np.float32] = (np.sinc(taps) * window).astype(np.float32)
    return weights
