"""Join clips and pauses into one stream of samples.

Pieces and a way to read clips come in; sound goes out in chunks of one sentence
and its pause, so that no more than that is ever held.  The only file that
imports pydub: its `+` on two short segments is cheap, on a growing book it is
quadratic, and its silences are whole milliseconds, so ours are given as samples.
"""

from __future__ import annotations

import functools
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from audiobook.errors import SoundError
from audiobook.model import Pcm, Piece

if TYPE_CHECKING:
    from pydub import AudioSegment

_LOADING = threading.Lock()  # of threads that join side by side, one loads pydub
LONGEST_SILENCE = 1 << 18  # samples in one chunk


def joined(
    pieces: Iterable[Piece],
    read: Callable[[str], Pcm],
    rate: int,
    levels: Mapping[str, float],
) -> Iterator[bytes]:
    """Lay pieces end to end; `levels` raises or lowers single clips, in dB.

    Raises SoundError where a clip is not as long or as fast as the timeline says.
    """
    waiting: AudioSegment | None = None
    for piece in pieces:
        if piece.key:
            if waiting is not None:
                yield waiting.raw_data
            waiting = _clip(piece, read(piece.key), rate, levels.get(piece.key, 0.0))
            continue
        for frames in _parts(piece.frames):
            pause = _segment(bytes(2 * frames), rate)
            yield (pause if waiting is None else waiting + pause).raw_data
            waiting = None
    if waiting is not None:
        yield waiting.raw_data


def highest_sample(samples: bytes) -> int:
    """Find the largest absolute value among samples."""
    return int(_segment(samples, 1).max)


def peaks_and_levels(samples: bytes, length: int) -> Iterator[tuple[float, float]]:
    """Measure frames of `length` samples: highest and RMS, full scale = 1.0."""
    audioop = _audioop()
    for at in range(0, len(samples), 2 * length):
        frame = samples[at : at + 2 * length]
        yield audioop.max(frame, 2) / 32768, audioop.rms(frame, 2) / 32768


def _clip(piece: Piece, pcm: Pcm, rate: int, level_db: float) -> AudioSegment:
    if pcm.rate != rate or pcm.frames != piece.frames:
        raise SoundError(
            f"clip {piece.key[:12]} has {pcm.frames} samples at {pcm.rate} Hz; "
            f"the timeline expects {piece.frames} at {rate} Hz",
            "run the same command again: the clip will be spoken anew",
        )
    segment = _segment(pcm.samples, rate)
    return segment.apply_gain(level_db) if level_db else segment


def _segment(samples: bytes, rate: int) -> AudioSegment:
    return _pydub()(data=samples, sample_width=2, frame_rate=rate, channels=1)


@functools.cache
def _audioop() -> ModuleType:
    """Load what pydub counts samples with, which Python warns of: from 3.13 on a package has it."""
    with _LOADING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import audioop
    return audioop


@functools.cache
def _pydub() -> type[AudioSegment]:
    """Load pydub, which warns of a missing ffmpeg that it is never asked to run."""
    with _LOADING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment  # type: ignore[no-any-return]


def _parts(frames: int) -> Iterator[int]:
    while frames > LONGEST_SILENCE:
        yield LONGEST_SILENCE
        frames -= LONGEST_SILENCE
    if frames:
        yield frames
