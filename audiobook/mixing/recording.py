"""The book's sound, encoded on demand and kept by content.

A `Recording` says where the clips are and how loud the book shall be.
`encoded` gives its segments in a codec: those that are kept are taken, the rest
are encoded side by side, one ffmpeg each, fed from the clips; so an edit costs
its own segment and the book is never held in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from audiobook import programs
from audiobook.errors import SoundError
from audiobook.mixing.codecs import CODECS, Codec, encode_command, ffmpeg_version, limit_dbfs, unit
from audiobook.mixing.crew import side_by_side, until
from audiobook.mixing.framing import packets, whole_packets
from audiobook.mixing.joining import joined
from audiobook.mixing.kept import Encoded, keeping, seal
from audiobook.mixing.loudness import (
    BookLoudness,
    book_loudness,
    gain_db,
    levelled,
    raised,
)
from audiobook.mixing.peaks import true_peak_dbtp
from audiobook.mixing.scenesound import SceneSound, with_scene_sound
from audiobook.mixing.segments import Segment, aligned, regridded, segments
from audiobook.model import Clip, Loudness, Pcm, Piece, Timeline, Utterance

FORMAT = 1  # of kept segments: part of every key
UNMEASURED = BookLoudness(lufs=-100.0, rms_dbfs=-100.0, peak_dbfs=-100.0)
TOO_OLD = ("Option not found", "Unknown encoder", "No such filter", "Unrecognized option")
TRIES = 3  # to encode a segment under the peak that is promised
TAMED_MORE_DB = 0.2
ROOM_DB = 0.5  # under the limiter, where it has nothing to do
MAKING_S = 600  # ffmpeg may take this long, and as long again as the sound lasts


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

    Reads no sound.  The recording's own timeline is the one to publish: its pauses
    differ from the given one's by a millisecond or two.
    """
    if scene_sound:
        timeline = with_scene_sound(timeline, scene_sound)
    timeline = aligned(timeline)
    levels = levelled(spoken)
    measures = {
        clip.key: raised(clip.loudness, levels.get(clip.key, 0.0))
        for _, clip in spoken
        if clip is not None
    }
    heard = [measures[piece.key] for piece in timeline.pieces if piece.key in measures]
    measured = book_loudness(heard, timeline.frames)
    limit = limit_dbfs(CODECS["aac"], timeline.rate, peak_dbtp)
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


def _also(sound: SceneSound, read: Callable[[str], Pcm]) -> Callable[[str], Pcm]:
    return lambda key: sound.pcm if key == sound.clip.key else read(key)


def encoded(recording: Recording, codec: str = "aac") -> tuple[Encoded, ...]:
    """Give the book's segments in a codec, encoding what is not kept yet.

    Raises SoundError where ffmpeg fails or the disk is full; what is done is kept.
    """
    kind = CODECS[codec]
    recording = replace(recording, gain_db=recording.gain_for(codec))
    made = []
    waiting = {}  # by path: a chapter that is repeated is encoded once
    for segment in regridded(segments(recording.timeline), unit(kind, recording.timeline.rate)):
        path = recording.folder / f"{_key(recording, kind, segment)}.{kind.name}"
        make = _Making(recording, kind, segment, path)
        made.append(Encoded(start=segment.start, end=segment.end, path=path, remake=make))
        if path.exists():
            with contextlib.suppress(OSError):
                os.utime(path)  # in use: pruning by age spares it
        else:
            waiting[path] = make
    side_by_side(tuple(waiting.values()), recording.jobs, recording.on_encoded)
    return tuple(made)


def encode_whole(recording: Recording, codec: str, path: Path) -> None:
    """Master and encode the book into one file in one go; nothing is kept."""
    pieces = recording.timeline.pieces
    _run(recording, CODECS[codec], pieces, recording.gain_for(codec), path)


def encoded_part(
    recording: Recording,
    codec: str,
    pieces: Sequence[Piece],
    gain_db: float,
    stop: Event | None = None,
) -> Encoded:
    """Give some pieces of the book as one stream with a gain of its own, kept by content."""
    kind = CODECS[codec]
    part = Segment(start=0, end=sum(piece.frames for piece in pieces), pieces=tuple(pieces))
    own = replace(recording, gain_db=gain_db)
    path = recording.folder / f"{_key(own, kind, part)}.{kind.name}"
    make = _Making(own, kind, part, path)
    if not path.exists():
        make(stop)
    return Encoded(start=0, end=part.end, path=path, remake=make)


@dataclass(frozen=True, slots=True)
class _Making:
    """Encodes one segment when called."""

    recording: Recording
    codec: Codec
    segment: Segment
    path: Path

    def __call__(self, stop: Event | None = None) -> None:
        recording, codec = self.recording, self.codec
        pieces = tuple(_without_priming(self.segment.pieces, codec.priming))
        with keeping(self.path) as part:
            _run(recording, codec, pieces, recording.gain_db, part, stop)
            if codec.uneven:
                self._tame(pieces, part, stop)
            seal(part, _cut(part.read_bytes(), codec, self.segment, recording.timeline))

    def _tame(self, pieces: Sequence[Piece], part: Path, stop: Event | None) -> None:
        """Encode again under a lower limit where decoding brings too high a peak."""
        recording = self.recording
        container = self.codec.arguments[-1]
        for _ in range(TRIES):
            peak = true_peak_dbtp(part, container, recording.timeline.rate)
            over = peak - self.recording.peak_dbtp
            if over <= 0:
                return
            lower = recording.peak_dbtp - over - TAMED_MORE_DB
            recording = replace(recording, peak_dbtp=lower)
            _run(recording, self.codec, pieces, recording.gain_db, part, stop)


def _run(
    recording: Recording,
    codec: Codec,
    pieces: Sequence[Piece],
    gain_db: float,
    path: Path,
    stop: Event | None = None,
) -> None:
    rate = recording.timeline.rate
    command = _command(recording, codec, pieces, gain_db)
    sound = joined(pieces, recording.read, rate, recording.levels)
    if stop:
        sound = until(stop, sound)
    limit = MAKING_S + sum(piece.frames for piece in pieces) / rate
    try:
        programs.run([*command, str(path)], stdin=sound, timeout_s=limit)
    except SoundError as err:
        if any(sign in err.stderr for sign in TOO_OLD):
            hint = "this ffmpeg is too old or lacks an encoder: unset AUDIOBOOK_FFMPEG"
            raise SoundError(err.message, hint, command=err.command, stderr=err.stderr) from err
        raise


def _command(
    recording: Recording, codec: Codec, pieces: Sequence[Piece], gain_db: float
) -> list[str]:
    """The encoder's command: without the limiter where no clip comes near it."""
    rate, peak_dbtp = recording.timeline.rate, recording.peak_dbtp
    keys = {piece.key for piece in pieces if piece.key}
    limited = not keys <= recording.loudness.keys()
    if not limited:
        highest = max((recording.loudness[key].peak for key in keys), default=0.0)
        room = 10 ** ((limit_dbfs(codec, rate, peak_dbtp) - gain_db - ROOM_DB) / 20)
        limited = highest > room
    return encode_command(codec, rate, gain_db, peak_dbtp, limited=limited)


def _without_priming(pieces: tuple[Piece, ...], priming: int) -> Iterator[Piece]:
    """Let the encoder's priming stand for the first samples of the first pause."""
    for piece in pieces:
        if not piece.key and priming and piece.frames >= priming:
            piece, priming = Piece(key="", frames=piece.frames - priming), 0
        yield piece


def _cut(stream: bytes, codec: Codec, segment: Segment, timeline: Timeline) -> bytes:
    """Keep the packets up to the next segment's first: a program cut short may end well."""
    if codec.framing is None:
        return stream
    rate, frames = timeline.rate, segment.end - segment.start
    together = rate / 50 if codec.framing == "ogg" else unit(codec, rate)
    expected = int(frames / together)
    count = whole_packets(stream, codec.framing)
    if count < expected:
        raise SoundError(
            f"ffmpeg wrote {count} of {expected} packets of sound",
            "run the same command again; if it stays, run `audiobook doctor`",
        )
    flushed = segment.end == timeline.frames and codec.framing != "adts"
    if codec.framing != "ogg" and (flushed or count == expected):
        return stream
    found = packets(stream, codec.framing)
    found = found if flushed else found[:expected]
    if codec.framing == "ogg":  # whose packets bear no length of their own
        found = [len(packet).to_bytes(2, "big") + packet for packet in found]
    return b"".join(found)


def _key(recording: Recording, codec: Codec, segment: Segment) -> str:
    levels = recording.levels
    pieces = [(p.key, p.frames, levels.get(p.key, 0.0)) for p in segment.pieces]
    command = _command(recording, codec, segment.pieces, recording.gain_db)
    flushed = segment.end == recording.timeline.frames  # keeps what the encoder held back
    content = [FORMAT, ffmpeg_version(), command[1:], codec.priming, flushed, pieces]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()
