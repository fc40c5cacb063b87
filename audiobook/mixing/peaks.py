"""The true peak of an encoded file: what a listener's converter will meet.

A file comes in and is decoded at four times its rate (ITU-R BS.1770-4, annex 2);
its highest sample goes out.  For encoders whose peaks no margin foretells.
"""

from __future__ import annotations

import math
from pathlib import Path

from audiobook import programs
from audiobook.errors import SoundError
from audiobook.mixing.codecs import ffmpeg
from audiobook.mixing.joining import highest_sample

OVERSAMPLING = 4
CHUNK = 1 << 18  # bytes
SILENT = -100.0


def true_peak_dbtp(path: Path, container: str, rate: int) -> float:
    """Measure a file of one channel; SoundError where it cannot be decoded."""
    command = [ffmpeg(), "-v", "error", "-nostdin", "-f", container, "-i", str(path)]
    command += ["-ar", str(OVERSAMPLING * rate), "-ac", "1", "-f", "s16le", "pipe:1"]
    peak = 0
    with programs.opened(command) as decoder:
        assert decoder.stdout is not None
        while chunk := decoder.stdout.read(CHUNK):
            peak = max(peak, highest_sample(chunk))
        if decoder.wait() != 0:
            raise SoundError(
                f"{path.name}: ffmpeg cannot decode what it encoded",
                "run the same command again; if it stays, run `audiobook doctor`",
                command=tuple(command),
            )
    return 20 * math.log10(peak / 32768) if peak else SILENT
