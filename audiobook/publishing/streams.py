"""Chapters, or the whole book, as M4A files for read-along: stream copies, nothing encoded.

The recording's AAC segments come in; each chapter goes out with the place in the
book at which its file begins, so that a cue's time in it is exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobook import programs
from audiobook.mixing import Encoded, encoded, ffmpeg
from audiobook.publishing.edition import Edition

_QUIET = ("-v", "error", "-nostdin", "-hide_banner", "-y")
_EXACT = ("-fflags", "+bitexact", "-flags", "+bitexact", "-map_metadata", "-1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Segments in a row that make one file."""

    id: str  # the chapter's
    start: int  # samples: where in the book its file begins
    end: int
    segments: tuple[Encoded, ...]


def by_chapter(edition: Edition) -> Iterator[Stretch]:
    """Share the encoded segments out over the chapters; none crosses from one to the next."""
    segments = encoded(edition.sound, "aac")
    for chapter in edition.timeline.chapters:
        own = tuple(s for s in segments if chapter.start <= (s.start + s.end) // 2 < chapter.end)
        if own:
            yield Stretch(id=chapter.id, start=own[0].start, end=own[-1].end, segments=own)


def write_m4a(segments: Iterable[Encoded], path: Path) -> None:
    """Join encoded segments into an M4A whose index stands first, so that it plays at once."""
    command = [ffmpeg(), *_QUIET, "-f", "aac", "-i", "pipe:0", "-c", "copy", *_EXACT]
    command += ["-movflags", "+faststart", "-brand", "M4A ", "-f", "ipod", str(path)]
    programs.run(command, stdin=(segment.stream() for segment in segments), timeout_s=3600)
