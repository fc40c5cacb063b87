"""Write the book as sound: one file in each format asked for.

An edition comes in.  Segments that are encoded already are joined by stream
copy; chapters, tags and the cover are laid in; the result is measured against
the timeline before it takes its name, so that no file is ever short in silence.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from audiobook import programs
from audiobook.errors import SoundError
from audiobook.mixing import encoded, ffmpeg
from audiobook.model import ChapterMark, Timeline
from audiobook.publishing.edition import Edition, replacing
from audiobook.publishing.tags import tag_mp4, tags_of

TOLERANCE_S = 0.05
QUIET = ("-v", "error", "-nostdin", "-hide_banner", "-y")
EXACT = ("-fflags", "+bitexact", "-flags", "+bitexact")


def write_m4b(edition: Edition) -> tuple[Path, ...]:
    """Write an M4B: AAC by stream copy, Nero and QuickTime chapters, iTunes tags."""
    timeline = edition.timeline
    path = edition.path(".m4b")
    with replacing(path) as part:
        _join_aac(edition, timeline.chapters, part)
        tag_mp4(part, tags_of(timeline.meta, edition.cover))
        expect_length(part, timeline)
    return (path,)


def _join_aac(edition: Edition, chapters: Sequence[ChapterMark], part: Path) -> None:
    streams = (segment.stream() for segment in encoded(edition.sound, "aac"))
    with tempfile.TemporaryDirectory() as folder:
        marks = Path(folder) / "chapters.txt"
        marks.write_text(ffmetadata(chapters, edition.timeline.rate), encoding="utf-8")
        command = [ffmpeg(), *QUIET, "-f", "aac", "-i", "pipe:0", "-i", str(marks)]
        command += ["-map", "0:a", "-map_chapters", "1", "-c", "copy"]
        # ffmpeg 9 gives chapters the unit of raw AAC, in which 76 s overflow: name one.
        command += [*EXACT, "-movie_timescale", str(edition.timeline.rate)]
        command += ["-brand", "M4B ", "-f", "ipod", str(part)]
        programs.run(command, stdin=streams, timeout_s=3600)


def ffmetadata(chapters: Sequence[ChapterMark], rate: int) -> str:
    r"""Write chapters as ffmpeg reads them, in samples.

    >>> mark = ChapterMark(id="c01", title="A=B; #1", start=0, end=441)
    >>> print(ffmetadata([mark], 22_050).splitlines()[-1])
    title=A\=B\; \#1
    """
    lines = [";FFMETADATA1"]
    for chapter in chapters:
        title = re.sub(r"([=;#\\])", r"\\\1", " ".join(chapter.title.split()))
        lines += ["[CHAPTER]", f"TIMEBASE=1/{rate}"]
        lines += [f"START={chapter.start}", f"END={chapter.end}", f"title={title}"]
    return "\n".join(lines) + "\n"


def expect_length(path: Path, timeline: Timeline) -> None:
    """Compare a file's own length with the timeline; SoundError where 50 ms are missing."""
    import mutagen

    found = mutagen.File(path)
    length = found.info.length if found is not None else 0.0
    expected = timeline.frames / timeline.rate
    if abs(length - expected) > TOLERANCE_S:
        raise SoundError(
            f"{path.name} would last {length:.3f} s; the book lasts {expected:.3f} s",
            "run the same command again; if it stays, run `audiobook doctor`",
        )
