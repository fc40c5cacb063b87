"""What ffmpeg is asked for: a table of codecs, and the command that encodes one stream.

Also finds ffmpeg itself: the wheel's copy, or the one that AUDIOBOOK_FFMPEG names.
"""

from __future__ import annotations

import functools
import os
from dataclasses import dataclass

from audiobook import programs
from audiobook.errors import SoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """How one kind of sound is encoded."""

    name: str
    arguments: tuple[str, ...]  # for the encoder and the muxer
    suffix: str  # of a kept segment
    margin_db: float  # by how much decoded true peaks exceed the limiter's sample peaks
    priming: int = 0  # samples by which the encoder delays the sound


CODECS = {
    codec.name: codec
    for codec in (
        Codec(
            name="aac",
            arguments=("-c:a", "aac", "-aac_coder", "fast", "-b:a", "64k", "-f", "adts"),
            suffix=".aac",
            margin_db=1.0,
            priming=1024,
        ),
    )
}


@functools.cache
def ffmpeg() -> str:
    """Find ffmpeg: AUDIOBOOK_FFMPEG, else the copy in imageio-ffmpeg.

    Raises SoundError where there is none.
    """
    chosen = os.environ.get("AUDIOBOOK_FFMPEG")
    if chosen:
        return chosen
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
    first = programs.run([ffmpeg(), "-version"], timeout_s=60).decode(errors="replace")
    return first.splitlines()[0] if first else ""


def encode_command(codec: Codec, rate: int, gain_db: float, peak_dbtp: float) -> list[str]:
    """Write the command that masters and encodes raw samples from standard input.

    The file to write is to be appended.
    """
    limit = 10 ** ((peak_dbtp - codec.margin_db) / 20)
    mastering = (
        f"volume={gain_db:.2f}dB:precision=float,"
        f"alimiter=limit={limit:.4f}:level=false:latency=true:attack=5:release=50"
    )
    source = ("-f", "s16le", "-ar", str(rate), "-ac", "1", "-i", "pipe:0")
    quiet = ("-v", "error", "-nostdin", "-hide_banner", "-y")
    exact = ("-fflags", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1")
    return [ffmpeg(), *quiet, *source, "-af", mastering, *exact, *codec.arguments]
