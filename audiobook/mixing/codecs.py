"""What ffmpeg is asked for: a table of codecs, and the commands that encode.

Also finds ffmpeg itself: the wheel's copy, or the one that AUDIOBOOK_FFMPEG names.
"""

from __future__ import annotations

import functools
import importlib.util
import math
import os
import struct
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Literal, TypeAlias

from audiobook import programs
from audiobook.errors import SoundError

FLAC_BLOCK = 1024  # samples
PACKET = 65_536  # bytes that ffmpeg takes at a time: its own 1.8 kB cost an eighth of an encode
Framing: TypeAlias = Literal["adts", "mpeg", "opus", "flac"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """How one kind of sound is encoded.

    Margin and trim are measured on decoded files, over four voices: the margin is how far
    their true peaks exceed the limiter's sample peaks.  What may go beyond it is measured.
    """

    name: str
    arguments: tuple[str, ...]  # for the encoder and the muxer
    margin_db: float
    trim_db: float = 0.0  # what the encoder itself takes from the level
    framing: Framing | None = None  # how packets are told apart; None: encoded in one go
    noise_db: float = -math.inf  # what coding adds to a peak; inf: always measured, -inf: never
    priming: int = 0  # samples that an encoder adds in front and no container takes off
    lossless: bool = False  # the same samples whether encoded in one go or in segments
    form: int = 1  # of what is kept: part of every key
    before: str = ""  # filters in front of the limiter

    @property
    def demuxer(self) -> str:
        """What ffmpeg reads the stream with that it writes."""
        return "aac" if self.framing == "adts" else self.arguments[-1]


CODECS = {
    codec.name: codec
    for codec in (
        Codec(
            name="aac",
            arguments=("-c:a", "aac", "-aac_coder", "fast", "-b:a", "64k", "-f", "adts"),
            margin_db=1.3,
            noise_db=0.5,
            framing="adts",
            priming=1024,
            form=2,
        ),
        # A fresh encoder's reservoir is empty: no frame of a segment needs one before it.
        # LAME itself turns the level down by 5 % at this rate.
        Codec(
            name="mp3",
            arguments=(
                *("-c:a", "libmp3lame", "-b:a", "64k"),
                *("-write_xing", "0", "-id3v2_version", "0", "-f", "mp3"),
            ),
            margin_db=1.3,
            trim_db=0.55,
            noise_db=math.inf,
            framing="mpeg",
            form=3,
        ),
        # "voip" would raise peaks by another decibel for no fewer bytes.  Opus' own filter at
        # 3 Hz lets an offset, as espeak's voices have, ring for 80 ms into a pause.
        Codec(
            name="opus",
            arguments=("-c:a", "libopus", "-b:a", "32k", "-application", "audio", "-f", "ogg"),
            margin_db=1.3,
            trim_db=0.3,
            noise_db=math.inf,
            framing="opus",
            form=2,
            before="highpass=f=20:p=1,",
        ),
        # Blocks as long as AAC's frames fit every segment, and are smaller than ffmpeg's own
        # choice for speech.  Ogg says where each ends, which FLAC itself does not.
        Codec(
            name="flac",
            arguments=(
                *("-c:a", "flac", "-sample_fmt", "s16", "-frame_size", str(FLAC_BLOCK)),
                *("-f", "ogg"),
            ),
            margin_db=1.3,
            framing="flac",
            lossless=True,
            form=2,
        ),
        Codec(
            name="wav",
            arguments=("-c:a", "pcm_s16le", "-rf64", "auto", "-f", "wav"),
            margin_db=1.3,
            lossless=True,
        ),
        # ACX: 192 kb/s CBR at 44.1 kHz; limited after resampling, which makes new peaks.
        Codec(
            name="acx",
            arguments=("-c:a", "libmp3lame", "-b:a", "192k", "-id3v2_version", "0", "-f", "mp3"),
            margin_db=0.7,
            trim_db=0.3,
            noise_db=math.inf,
        ),
    )
}
RATES = {"acx": 44_100}
BRIGHT_DB = 1.1  # more margin above this rate, where sibilants swing higher between samples
BRIGHT_RATE = 22_050


@functools.cache
def ffmpeg() -> str:
    """Find ffmpeg: AUDIOBOOK_FFMPEG, else the copy in imageio-ffmpeg.

    Raises SoundError where there is none.
    """
    chosen = os.environ.get("AUDIOBOOK_FFMPEG")
    if chosen:
        return chosen
    bundled = _bundled()
    if bundled:
        return str(bundled)
    import imageio_ffmpeg

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as err:
        raise SoundError(
            "no ffmpeg: the package imageio-ffmpeg has none for this machine",
            "install ffmpeg and set AUDIOBOOK_FFMPEG to its path",
        ) from err


@functools.cache
def ffmpeg_version() -> str:
    """Name the version of ffmpeg, which is part of the key of all that it encodes."""
    bundled = _bundled()
    if bundled and ffmpeg() == str(bundled):
        return bundled.name
    first = programs.run([ffmpeg(), "-version"], timeout_s=60).decode(errors="replace")
    return first.splitlines()[0] if first else ""


def _bundled() -> Path | None:
    """The wheel's copy, found without importing its package, which runs ffmpeg to try it."""
    spec = importlib.util.find_spec("imageio_ffmpeg")
    if spec is None or spec.origin is None:
        return None
    copies = sorted((Path(spec.origin).parent / "binaries").glob("ffmpeg-*-v*"))
    return copies[-1] if copies else None


def packet_samples(codec: Codec, rate: int) -> Fraction:
    """Say how many samples a packet lasts; 11,025 Hz has half a sample in Opus.

    >>> [int(packet_samples(CODECS[name], 22_050)) for name in ("opus", "mp3", "aac", "flac")]
    [441, 576, 1024, 1024]
    """
    if codec.framing == "opus":
        return Fraction(rate, 50)
    if codec.framing == "mpeg":
        return Fraction(1152 if rate >= 32_000 else 576)
    return Fraction(FLAC_BLOCK)


def silence(steps: int) -> bytes:
    """Write Opus packets of silence that last so many times 2.5 ms, fewer than eight.

    Each stands behind its length; the first of its three bytes says how long it lasts
    (RFC 6716, 3.1), and a CELT frame that begins with ones is silent (4.3).

    >>> silence(3).hex(" ", 5)
    '0003c8fffe 0003c0fffe'
    """
    lengths = [power for power in (2, 1, 0) if steps >> power & 1]
    return b"".join(bytes([0, 3, (24 + power) << 3, 0xFF, 0xFE]) for power in lengths)


def limit_dbfs(codec: Codec, rate: int, peak_dbtp: float) -> float:
    """Say at which sample peak to limit, so that the decoded file keeps its true peak.

    An oversampling limiter would need no such margin, for a quarter more CPU.

    >>> limit_dbfs(CODECS["aac"], 22_050, -3.0), limit_dbfs(CODECS["aac"], 24_000, -3.0)
    (-4.3, -5.4)
    """
    bright = BRIGHT_DB if RATES.get(codec.name, rate) < 44_100 and rate > BRIGHT_RATE else 0.0
    return peak_dbtp - codec.margin_db - codec.trim_db - bright


def encode_command(
    codec: Codec, rate: int, gain_db: float, peak_dbtp: float, *, limited: bool = True
) -> list[str]:
    """Write the command that masters and encodes a WAV from standard input.

    The file to write is to be appended.  Without a limiter the gain alone is applied.
    """
    limit, gain, trim = (
        10 ** (db / 20) for db in (limit_dbfs(codec, rate, peak_dbtp), gain_db, codec.trim_db)
    )
    before = f"aresample={RATES[codec.name]}," if codec.name in RATES else codec.before
    loud = gain_db + codec.trim_db
    if not limited:
        mastering = f"{before}volume={loud:.2f}dB:precision=float"
        return _command(codec, rate, mastering)
    # One filter does it all: a `volume` before it would cost another conversion of the samples.
    mastering = (
        f"{before}alimiter=level_in={gain:.5f}:level_out={trim:.5f}:limit={limit:.4f}"
        ":level=false:latency=true:attack=5:release=50"
    )
    return _command(codec, rate, mastering)


def _command(codec: Codec, rate: int, mastering: str) -> list[str]:
    known = ("-probesize", "32", "-analyzeduration", "0")  # else it decodes minutes to be sure
    source = ("-f", "wav", "-max_size", str(PACKET), *known, "-i", "pipe:0")
    quiet = ("-v", "error", "-nostdin", "-hide_banner", "-y")
    exact = ("-fflags", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1")
    return [ffmpeg(), *quiet, *source, "-af", mastering, *exact, *codec.arguments]


def wave_header(rate: int) -> bytes:
    """Begin a WAV of 16 bits and one channel that is as long as its stream."""
    form = struct.pack("<IHHIIHH", 16, 1, 1, rate, 2 * rate, 2, 16)
    return b"RIFF\xff\xff\xff\xffWAVEfmt " + form + b"data\xff\xff\xff\xff"


def named(command: list[str], rate: int) -> list[str]:
    """Write a command as it stands in the name of what it made: fed with bare samples.

    A header before them changes no byte of what comes out, so that it belongs to no name.
    """
    at, end = command.index("-f"), command.index("pipe:0")
    bare = ("-f", "s16le", "-ar", str(rate), "-ac", "1", "-i")
    return [*command[1:at], *bare, *command[end:]]
