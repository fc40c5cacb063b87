"""Write a book as ACX asks for it: one MP3 a chapter, credits, and a retail sample.

An edition comes in whose first and last chapters are the credits.  Each file
gets its own head, tail and gain, so that its RMS lies between -23 and -18 dB
(acx.com, "Audio submission requirements"); a chapter above two hours is split
at a scene.  Streams are kept by content: an edit encodes its own chapter again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from audiobook.clock import samples
from audiobook.files import replacing
from audiobook.mixing import Recording, book_loudness, encoded_part, side_by_side
from audiobook.model import ChapterMark, Piece, Silence, Timeline
from audiobook.publishing.audio import expect_length
from audiobook.publishing.audio_chapters import FOLDER, track_name, write_playlist
from audiobook.publishing.cover import small_cover
from audiobook.publishing.edition import Edition
from audiobook.publishing.tags import tags_of
from audiobook.publishing.tags_id3 import id3

OPENING, CLOSING = "opening", "closing"  # ids of the chapters that are the credits
HEAD_MS = 700
TAIL_MS = 3000
SHORT_TAIL_MS = 1000  # of credits, and where a longer one would make the file too quiet
LONGEST_S = 118 * 60  # of 120 minutes
SAMPLE_S = (60, 180, 300)  # at least, at best, at most
QUIET_RMS, LOUD_RMS = -22.0, -19.0  # a decibel inside the limits
MOST_RAISED_DB = 4.0
RATE = 44_100


@dataclass(frozen=True, slots=True, kw_only=True)
class AcxTrack:
    """One file: what is heard in it, with its head and tail."""

    title: str
    pieces: tuple[Piece, ...]
    gain_db: float

    @property
    def frames(self) -> int:
        """Its length in samples of the book's rate."""
        return sum(piece.frames for piece in self.pieces)


def write_acx(edition: Edition) -> tuple[Path, ...]:
    """Write `chapters/` for ACX, and the sample `NAME-sample.mp3`."""
    tracks = acx_tracks(edition.sound)
    edition = replace(edition, cover=small_cover(edition.cover))
    rate = edition.timeline.rate
    folder = edition.folder / FOLDER
    names = [
        track_name(number, len(tracks), track.title, ".mp3")
        for number, track in enumerate(tracks, 1)
    ]
    sample = acx_sample(edition.sound)
    wanted = [(folder / name, track) for name, track in zip(names, tracks, strict=True)]
    wanted.append((edition.folder / f"{edition.name}-sample.mp3", sample))
    side_by_side(
        [_Encode(edition.sound, track) for _, track in wanted],
        edition.sound.jobs,
        edition.sound.on_encoded,
    )
    for number, (path, track) in enumerate(wanted, 1):
        _write(edition, path, track, number if track is not sample else 0, len(tracks))
    files = [path for path, _ in wanted]
    lengths = [track.frames / rate for track in tracks]
    return (*files, write_playlist(edition, files[:-1], lengths, ".mp3"))


def acx_tracks(sound: Recording) -> tuple[AcxTrack, ...]:
    """Plan the files: a chapter each, one longer than two hours in parts."""
    tracks = []
    for chapter in sound.timeline.chapters:
        parts = list(_parts(sound.timeline, chapter))
        for number, (start, end) in enumerate(parts, 1):
            title = f"{chapter.title}, part {number}" if len(parts) > 1 else chapter.title
            pieces = _between(sound.timeline, start, end)
            if pieces:
                short = chapter.id in (OPENING, CLOSING)
                tracks.append(_track(sound, title, pieces, short=short))
    return tuple(tracks)


def acx_sample(sound: Recording) -> AcxTrack:
    """Plan the retail sample: the first minutes of the story, up to a pause."""
    timeline = sound.timeline
    chapters = [c for c in timeline.chapters if c.id not in (OPENING, CLOSING)]
    story = [chapter for chapter in chapters if chapter.id.startswith("c")] or chapters
    start = story[0].start if story else 0
    least, best, most = (start + seconds * timeline.rate for seconds in SAMPLE_S)
    pauses = [s for s in timeline.silences if start < s.start <= most]
    good = [s.start for s in pauses if s.kind in ("scene", "inferred", "paragraph", "chapter")]
    inside = [at for at in good if least <= at <= best] or [
        s.start for s in pauses if s.start >= least
    ][:1]
    last = max(chapter.end for chapter in story) if story else timeline.frames
    end = inside[-1] if inside else min(last, most)
    return _track(sound, f"{timeline.meta.title}: sample", _between(timeline, start, end))


def _track(
    sound: Recording, title: str, pieces: Sequence[Piece], *, short: bool = False
) -> AcxTrack:
    rate = sound.timeline.rate

    def laid(tail_ms: int) -> tuple[Piece, ...]:
        head, tail = (Piece(key="", frames=samples(ms, rate)) for ms in (HEAD_MS, tail_ms))
        return (head, *pieces, tail)

    chosen = laid(SHORT_TAIL_MS if short else TAIL_MS)
    if _rms(sound, chosen, sound.gain_db) < QUIET_RMS:
        chosen = laid(SHORT_TAIL_MS)
    return AcxTrack(title=title, pieces=chosen, gain_db=_gain(sound, chosen))


def _gain(sound: Recording, pieces: Sequence[Piece]) -> float:
    """The book's gain, changed where the file would leave ACX's range of RMS."""
    gain = sound.gain_db
    for _ in range(20):
        rms = _rms(sound, pieces, gain)
        if rms < QUIET_RMS and gain < sound.gain_db + MOST_RAISED_DB:
            gain += 0.25
        elif rms > LOUD_RMS:
            gain -= 0.25
    return round(gain, 2)


def _rms(sound: Recording, pieces: Sequence[Piece], gain_db: float) -> float:
    """Foresee a file's RMS in dBFS from what its clips measured."""
    clips = [sound.loudness[p.key] for p in pieces if p.key in sound.loudness]
    if not clips:
        return math.nan  # nothing is known: no comparison holds, the gain stays
    measured = book_loudness(clips, sum(piece.frames for piece in pieces))
    measured = replace(measured, softness=sound.measured.softness)
    return measured.rms_dbfs + gain_db - measured.limited_lu(gain_db, sound.limit_dbfs("acx"))


def _parts(timeline: Timeline, chapter: ChapterMark) -> Iterator[tuple[int, int]]:
    """Split a chapter where it is too long: at a scene, else a paragraph, else any pause."""
    start = chapter.start
    longest = LONGEST_S * timeline.rate
    while chapter.end - start > longest:
        pauses = [s for s in timeline.silences if start + longest // 2 < s.end <= start + longest]
        if not pauses:
            break
        cut = max(pauses, key=_rank)
        yield start, cut.end
        start = cut.end
    yield start, chapter.end


def _rank(pause: Silence) -> tuple[int, int]:
    order = ("scene", "inferred", "paragraph")
    kind = len(order) - order.index(pause.kind) if pause.kind in order else 0
    return kind, pause.end


def _between(timeline: Timeline, start: int, end: int) -> tuple[Piece, ...]:
    """The pieces of a stretch of the book, without the silence at either end."""
    inside = []
    at = 0
    for piece in timeline.pieces:
        if start <= at and at + piece.frames <= end:
            inside.append(piece)
        at += piece.frames
    sounding = [index for index, piece in enumerate(inside) if piece.key]
    return tuple(inside[sounding[0] : sounding[-1] + 1]) if sounding else ()


@dataclass(frozen=True, slots=True)
class _Encode:
    """Encodes one track when called."""

    sound: Recording
    track: AcxTrack

    def __call__(self, stop: Event) -> None:
        encoded_part(self.sound, "acx", self.track.pieces, self.track.gain_db, stop)


def _write(edition: Edition, path: Path, track: AcxTrack, number: int, tracks: int) -> None:
    kept = encoded_part(edition.sound, "acx", track.pieces, track.gain_db)
    meta = edition.timeline.meta
    tags = id3(tags_of(meta, edition.cover, track.title, number, tracks if number else 0))
    frames = track.frames * RATE // edition.timeline.rate
    with replacing(path) as part:
        part.write_bytes(tags + kept.stream())
        expect_length(part, frames, RATE, spare_s=0.2)
