"""A sound that marks a scene, in place of its silence.

A file that the user names comes in, decoded to the book's rate and trimmed as a
clip is; every pause between marked scenes then holds it, with quiet on both sides.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from audiobook import programs
from audiobook.clock import samples
from audiobook.errors import SettingsError, SoundError
from audiobook.mixing.clips import prepare
from audiobook.mixing.codecs import ffmpeg
from audiobook.mixing.loudness import BookLoudness, book_loudness
from audiobook.model import Clip, Pcm, Piece, Speech, Timeline

QUIET_MS = 500  # at least, before and after the sound
UNDER_SPEECH_LU = 3.0  # a sound is heard louder than speech of its loudness
LONGEST_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneSound:
    """The sound, and what is known of it."""

    clip: Clip
    pcm: Pcm

    def level_db(self, book: BookLoudness) -> float:
        """Say how it must be raised to sit a little under the book's speech, without clipping."""
        own = book_loudness([self.clip.loudness], self.clip.frames)
        return round(min(book.lufs - UNDER_SPEECH_LU - own.lufs, -own.peak_dbfs), 1)


def load_scene_sound(path: Path, rate: int) -> SceneSound:
    """Read a sound of any format, mixed down to one channel at `rate`.

    Raises SettingsError where there is no such file, or no sound of at most 30 s in it.
    """
    key = "pauses.scene_sound"
    if not path.is_file():
        raise SettingsError(f"{path}: no such sound", "name a WAV file in [pauses]", key=key)
    command = [ffmpeg(), "-v", "error", "-nostdin", "-i", str(path), "-map", "0:a:0"]
    command += ["-t", str(LONGEST_S + 1), "-ac", "1", "-ar", str(rate), "-f", "s16le", "pipe:1"]
    try:
        decoded = programs.run(command, timeout_s=60)
    except SoundError as err:
        raise SettingsError(f"{path}: this is no sound", "name a WAV file", key=key) from err
    speech, loudness = prepare(Speech(pcm=Pcm(samples=decoded, rate=rate)), rate)
    if not 0 < speech.pcm.frames <= LONGEST_S * rate:
        raise SettingsError(
            f"{path}: expected a sound of at most {LONGEST_S} s",
            "name a shorter one that is not silent",
            key=key,
        )
    name = f"scene-sound-{hashlib.sha256(speech.pcm.samples).hexdigest()}"
    clip = Clip(key=name, frames=speech.pcm.frames, loudness=loudness)
    return SceneSound(clip=clip, pcm=speech.pcm)


def with_scene_sound(timeline: Timeline, sound: SceneSound) -> Timeline:
    """Lay the sound into the middle of every scene's pause; too short a pause grows."""
    quiet = samples(QUIET_MS, timeline.rate)
    starts = {s.start for s in timeline.silences if s.kind == "scene"}
    pieces: list[Piece] = []
    grown: list[tuple[int, int]] = []  # where, and by how much
    ends = accumulate(piece.frames for piece in timeline.pieces)
    for piece, end in zip(timeline.pieces, ends, strict=True):
        if piece.key or end - piece.frames not in starts or not piece.frames:
            pieces.append(piece)
            continue
        spare = max(piece.frames - sound.clip.frames, 2 * quiet)
        pieces.append(Piece(key="", frames=spare // 2))
        pieces.append(Piece(key=sound.clip.key, frames=sound.clip.frames))
        pieces.append(Piece(key="", frames=spare - spare // 2))
        grown.append((end, spare + sound.clip.frames - piece.frames))
    return _grown(timeline, tuple(pieces), grown)


def _grown(timeline: Timeline, pieces: tuple[Piece, ...], grown: list[tuple[int, int]]) -> Timeline:
    """Move all that comes after a pause that grew."""

    ends = [end for end, _ in grown]
    moved_by = [0, *accumulate(by for _, by in grown)]

    def place(sample: int) -> int:
        return sample + moved_by[bisect_right(ends, sample)]

    return replace(
        timeline,
        frames=place(timeline.frames),
        pieces=pieces,
        cues=tuple(replace(c, start=place(c.start), end=place(c.end)) for c in timeline.cues),
        silences=tuple(
            replace(s, start=place(s.start), end=place(s.end)) for s in timeline.silences
        ),
        chapters=tuple(
            replace(c, start=place(c.start), end=place(c.end)) for c in timeline.chapters
        ),
    )
