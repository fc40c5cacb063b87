"""The recording: sound, clips, and the book in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from audiobook.model.script import PauseKind
from audiobook.model.text import Meta

Level: TypeAlias = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pcm:
    """Sound: mono, signed 16-bit little-endian."""

    samples: bytes
    rate: int  # samples a second

    @property
    def frames(self) -> int:
        """The number of samples."""
        return len(self.samples) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a word of the spoken text begins."""

    offset: int  # characters into `Utterance.spoken`
    length: int  # characters
    sample: int  # from the start of the sound beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What an engine gives back for one utterance."""

    pcm: Pcm
    marks: tuple[Mark, ...] = ()  # empty where the engine does not know


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """The measures of one clip from which a book's loudness is summed.

    `blocks` is a histogram of the 400 ms gating blocks of ITU-R BS.1770-4 (75 % overlap):
    (level in tenths of LUFS, how many blocks), lowest first.
    """

    blocks: tuple[tuple[int, int], ...]
    energy: float  # sum of squares of the samples, full scale = 1.0
    peak: float  # largest absolute sample, full scale = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """What the parent keeps of a clip: its place in the store and its measures."""

    key: str
    frames: int
    loudness: Loudness
    marked: bool = False  # whether the engine gave the times of its words


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One sentence in time, its parts in a row."""

    id: str
    start: int  # samples
    end: int
    written: str
    keys: tuple[str, ...] = ()  # the clips of its parts; () where nothing is said
    exact: bool = False  # True where the engine gave word times


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """A pause in time."""

    kind: PauseKind
    start: int  # samples
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterMark:
    """A chapter in time."""

    id: str
    title: str
    start: int  # samples
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the book's sound: a clip, or silence where `key` is empty."""

    key: str
    frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole book in samples; pieces laid end to end give `frames`."""

    meta: Meta
    rate: int
    frames: int
    pieces: tuple[Piece, ...]
    cues: tuple[Cue, ...]
    silences: tuple[Silence, ...]
    chapters: tuple[ChapterMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a sentence as printed, and when it begins."""

    offset: int  # characters into `Cue.written`
    length: int
    start: int  # samples from the start of the book


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that `check` or `doctor` has to say."""

    level: Level
    where: str  # "c02s01p004t1", "ffmpeg", "one-step-for-you.m4b"
    what: str
    hint: str = ""
