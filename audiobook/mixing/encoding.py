"""Encode a recording, segment by segment, and keep what was encoded by content.

Segments that are kept are taken, the rest are encoded side by side, one ffmpeg
each, fed from the clips; so an edit costs its own segment and the book is never
held in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from threading import Event

from audiobook import programs
from audiobook.errors import SoundError
from audiobook.mixing.codecs import (
    CODECS,
    RATES,
    Codec,
    encode_command,
    ffmpeg_version,
    limit_dbfs,
    named,
    packet_samples,
    silence,
    wave_header,
)
from audiobook.mixing.crew import side_by_side, until
from audiobook.mixing.framing import packets, whole_packets
from audiobook.mixing.joining import joined
from audiobook.mixing.kept import Encoded, keeping, seal
from audiobook.mixing.peaks import true_peak_dbtp
from audiobook.mixing.placing import placed
from audiobook.mixing.recording import Recording
from audiobook.mixing.segments import Segment, segments
from audiobook.mixing.swing import swing_db
from audiobook.model import Piece, Timeline

TOO_OLD = ("Option not found", "Unknown encoder", "No such filter", "Unrecognized option")
TRIES = 3  # to encode a segment under the peak that is promised
TAMED_MORE_DB = 0.2
SWINGING_DB = 2.5  # so far under the limit no swing matters
ROOM_DB = 0.5  # under the limiter, where it has nothing to do
MAKING_S = 600  # ffmpeg may take this long, and as long again as the sound lasts


def encoded(recording: Recording, codec: str = "aac") -> tuple[Encoded, ...]:
    """Give the book's segments in a codec, encoding what is not kept yet.

    Raises SoundError where ffmpeg fails or the disk is full; what is done is kept.
    """
    kind = CODECS[codec]
    recording = replace(recording, gain_db=recording.gain_for(codec))
    made = []
    waiting = {}  # by path: a chapter that is repeated is encoded once
    for segment, make in _placed(recording, kind):
        made.append(segment)
        if segment.path.exists():
            with contextlib.suppress(OSError):
                os.utime(segment.path)  # in use: pruning by age spares it
        else:
            waiting[segment.path] = make
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


def _placed(recording: Recording, codec: Codec) -> Iterator[tuple[Encoded, _Making]]:
    """Give each segment as it lies among the packets of the book, and what makes it."""
    for place in placed(segments(recording.timeline), codec, recording.timeline.rate):
        path = recording.folder / f"{_key(recording, codec, place.part)}.{codec.name}"
        make = _Making(recording, codec, place.part, path)
        yield (
            Encoded(
                start=place.start,
                end=place.end,
                path=path,
                remake=make,
                spare=place.spare,
                after=silence(place.fill),
            ),
            make,
        )


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
            if _may_exceed(recording, codec, pieces):
                self._tame(pieces, part, stop)
            seal(part, _cut(part.read_bytes(), codec, self.segment, recording.timeline))

    def _tame(self, pieces: Sequence[Piece], part: Path, stop: Event | None) -> None:
        """Encode again under a lower limit where decoding brings too high a peak."""
        recording = self.recording
        rate = RATES.get(self.codec.name, recording.timeline.rate)
        at_work = _limited_from(recording, self.codec, pieces)
        for _ in range(TRIES):
            peak = true_peak_dbtp(part, self.codec.demuxer, rate)
            over = peak - self.recording.peak_dbtp
            if over <= 0:
                return
            lower = min(recording.peak_dbtp, at_work) - over - TAMED_MORE_DB
            recording = replace(recording, peak_dbtp=lower)
            _run(recording, self.codec, pieces, recording.gain_db, part, stop)


def _may_exceed(recording: Recording, codec: Codec, pieces: Sequence[Piece]) -> bool:
    """Tell whether decoding may bring a higher peak than the limiter's margin allows for."""
    if math.isinf(codec.noise_db):
        return codec.noise_db > 0
    limit = limit_dbfs(codec, recording.timeline.rate, recording.peak_dbtp)
    floor = limit - SWINGING_DB - recording.gain_db
    for key in {piece.key for piece in pieces if piece.key}:
        known = recording.loudness.get(key)
        if known and known.peak < 10 ** (floor / 20):
            continue  # levelled already, as the clip is not
        own = 10 ** ((floor - recording.levels.get(key, 0.0)) / 20)
        if swing_db(recording.read(key).samples, own) > codec.margin_db - codec.noise_db:
            return True
    return False


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
    fed = itertools.chain((wave_header(rate),), sound)
    try:
        programs.run([*command, str(path)], stdin=fed, timeout_s=limit)
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
    near = _limited_from(replace(recording, gain_db=gain_db), codec, pieces) + ROOM_DB > peak_dbtp
    return encode_command(codec, rate, gain_db, peak_dbtp, limited=codec.lossless or near)


def _limited_from(recording: Recording, codec: Codec, pieces: Sequence[Piece]) -> float:
    """Say below which promised peak, in dBTP, the limiter has something to do."""
    keys = {piece.key for piece in pieces if piece.key}
    if not keys <= recording.loudness.keys():
        return math.inf
    highest = max((recording.loudness[key].peak for key in keys), default=0.0)
    level = 20 * math.log10(highest) if highest else -math.inf
    return level + recording.gain_db - limit_dbfs(codec, recording.timeline.rate, 0.0)


def _without_priming(pieces: tuple[Piece, ...], priming: int) -> Iterator[Piece]:
    """Let the encoder's priming stand for the first samples of the first pause."""
    for piece in pieces:
        if not piece.key and priming and piece.frames >= priming:
            piece, priming = Piece(key="", frames=piece.frames - priming), 0
        yield piece


def _cut(stream: bytes, codec: Codec, segment: Segment, timeline: Timeline) -> list[bytes]:
    """Keep the packets up to the next segment's first: a program cut short may end well.

    Where Opus has no whole number of packets, the last one is a spare: it is needed or not as
    the packets of the whole book fall, and its length stands behind it in two bytes.
    """
    if codec.framing is None:
        return [stream]
    packet = packet_samples(codec, timeline.rate)
    lasts = Fraction(segment.end - segment.start) / packet
    expected = math.ceil(lasts)
    if codec.framing == "adts" and whole_packets(stream) == expected:
        return [stream]
    found = packets(stream, codec.framing)
    if len(found) < expected:
        raise SoundError(
            f"ffmpeg wrote {len(found)} of {expected} packets of sound",
            "run the same command again; if it stays, run `audiobook doctor`",
        )
    last = segment.end == timeline.frames
    if not (last and codec.framing in ("mpeg", "opus")):  # whose decoders hold something back
        found = found[:expected]
    if codec.framing in ("opus", "flac"):  # whose packets bear no length of their own
        found = [len(packet).to_bytes(2, "big") + packet for packet in found]
    if codec.framing == "opus":
        spare = 0 if last or expected == lasts else len(found[-1])
        found.append(spare.to_bytes(2, "big"))
    return found


def _key(recording: Recording, codec: Codec, segment: Segment) -> str:
    rate, levels = recording.timeline.rate, recording.levels
    pieces = [(p.key, p.frames, levels.get(p.key, 0.0)) for p in segment.pieces]
    command = named(_command(recording, codec, segment.pieces, recording.gain_db), rate)
    last = segment.end == recording.timeline.frames
    content = [codec.form, ffmpeg_version(), command, codec.priming, last, pieces]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()
