"""Settle a book's sound: its times, the levels of its voices, one gain.

Clips with their measures and a timeline come in; a `Recording` goes out, from
which every codec is encoded.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from audiobook.mixing.codecs import CODECS, limit_dbfs
from audiobook.mixing.limiting import drawn, limited_lu
from audiobook.mixing.loudness import (
    BookLoudness,
    book_loudness,
    gain_db,
    levelled,
    raised,
    tried,
)
from audiobook.mixing.scenesound import SceneSound, with_scene_sound
from audiobook.mixing.segments import aligned
from audiobook.model import Clip, Loudness, Pcm, Timeline, Utterance

UNMEASURED = BookLoudness(lufs=-100.0, rms_dbfs=-100.0, peak_dbfs=-100.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """All that is needed to make the book sound."""

    timeline: Timeline  # aligned
    read: Callable[[str], Pcm]  # a clip by its key
    folder: Path  # where encoded segments are kept
    gain_db: float = 0.0
    peak_dbtp: float = -3.0
    levels: Mapping[str, float] = field(default_factory=dict)  # dB by clip, from `levelled`
    jobs: int = 1
    on_encoded: Callable[[int, int], None] | None = None  # hears: how many segments, of how many
    measured: BookLoudness = UNMEASURED
    loudness: Mapping[str, Loudness] = field(default_factory=dict)  # by clip, levelled

    @property
    def lufs(self) -> float:
        """The loudness that the mastered book has, foreseen within 0.2 LU."""
        return round(self.measured.lufs + self.gain_db - self.limited_lu(self.gain_db), 1)

    def limited_lu(self, gain_db: float, codec: str = "aac") -> float:
        """Foresee how much loudness the limiter of a codec takes after a gain."""
        return self.measured.limited_lu(gain_db, self.limit_dbfs(codec))

    def limit_dbfs(self, codec: str) -> float:
        """The sample peak at which a codec's limiter works."""
        return limit_dbfs(CODECS[codec], self.timeline.rate, self.peak_dbtp)

    def gain_for(self, codec: str) -> float:
        """The gain that makes a codec as loud as the book's, in steps of 0.2 dB from it."""
        more = self.limited_lu(self.gain_db, codec) - self.limited_lu(self.gain_db)
        return round(self.gain_db + 0.2 * round(more / 0.2), 2)

    @property
    def true_peak_dbtp(self) -> float:
        """The highest true peak that the mastered book can have."""
        return round(min(self.peak_dbtp, self.measured.peak_dbfs + self.gain_db + 1.0), 1)


def record(
    timeline: Timeline,
    spoken: Sequence[tuple[Utterance, Clip | None]],
    *,
    read: Callable[[str], Pcm],
    folder: Path,
    target_lufs: float = -19.0,
    peak_dbtp: float = -3.0,
    earlier_gain_db: float | None = None,
    scene_sound: SceneSound | None = None,
    jobs: int = 1,
    on_encoded: Callable[[int, int], None] | None = None,
) -> Recording:
    """Settle the book's sound: times that suit the codecs, levels, one gain.

    Reads no sound but two minutes of clips, to try the limiter on.  The recording's own timeline
    is the one to publish: its pauses differ from the given one's by a millisecond or two.
    """
    timeline = aligned(with_scene_sound(timeline, scene_sound) if scene_sound else timeline)
    levels = levelled(spoken)
    measures = _measures(spoken, levels)
    limit = limit_dbfs(CODECS["aac"], timeline.rate, peak_dbtp)
    sample = drawn({clip.key: clip.frames for clip in _clips(spoken)}, timeline.rate)
    limited = functools.partial(limited_lu, sample, read, levels)
    measured = tried(_loudness(timeline, measures), target_lufs, limit, limited)
    if scene_sound:
        levels[scene_sound.clip.key] = scene_sound.level_db(measured)
        read = _also(scene_sound, read)
    return Recording(
        timeline=timeline,
        read=read,
        folder=folder,
        gain_db=gain_db(measured, target_lufs, limit, earlier_gain_db),
        peak_dbtp=peak_dbtp,
        levels=levels,
        jobs=jobs,
        on_encoded=on_encoded,
        measured=measured,
        loudness=measures,
    )


def _measures(
    spoken: Sequence[tuple[Utterance, Clip | None]], levels: Mapping[str, float]
) -> dict[str, Loudness]:
    return {clip.key: raised(clip.loudness, levels.get(clip.key, 0.0)) for clip in _clips(spoken)}


def _loudness(timeline: Timeline, measures: Mapping[str, Loudness]) -> BookLoudness:
    heard = [measures[piece.key] for piece in timeline.pieces if piece.key in measures]
    return book_loudness(heard, timeline.frames)


def _clips(spoken: Sequence[tuple[Utterance, Clip | None]]) -> Iterator[Clip]:
    return (clip for _, clip in spoken if clip is not None)


def _also(sound: SceneSound, read: Callable[[str], Pcm]) -> Callable[[str], Pcm]:
    return lambda key: sound.pcm if key == sound.clip.key else read(key)
