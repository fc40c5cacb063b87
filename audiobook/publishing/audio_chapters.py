"""One file a chapter, for players that know no chapters: `chapters/`, with a playlist.

The encoded segments are shared out over the chapters and joined by copy; none
crosses from one to the next.  Each file is a numbered track of the album.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from audiobook.errors import SoundError
from audiobook.files import replacing, write_whole
from audiobook.mixing import Encoded, encoded, streams
from audiobook.model import ChapterMark
from audiobook.publishing.audio import join_aac, join_mp3
from audiobook.publishing.audio_mp3 import first_frames
from audiobook.publishing.cover import small_cover
from audiobook.publishing.edition import Edition
from audiobook.publishing.tags import one_line, tags_of
from audiobook.publishing.tags_id3 import id3

FOLDER = "chapters"
LONGEST_NAME = 80  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A chapter and the segments that hold it."""

    number: int
    chapter: ChapterMark
    segments: tuple[Encoded, ...]
    after: Encoded | None  # the segment that follows

    @property
    def frames(self) -> int:
        """How long the file of this track is, in samples."""
        return self.segments[-1].end - self.segments[0].start


def write_chapters(edition: Edition) -> tuple[Path, ...]:
    """Write an M4A for each chapter, and a playlist."""
    return _write(edition, "aac", ".m4a", _write_m4a)


def write_mp3_chapters(edition: Edition) -> tuple[Path, ...]:
    """Write an MP3 for each chapter, and a playlist."""
    return _write(edition, "mp3", ".mp3", _write_mp3)


def _write(
    edition: Edition, codec: str, suffix: str, write: Callable[[Edition, Track, int, Path], None]
) -> tuple[Path, ...]:
    tracks = tuple(_tracks(edition, codec))
    edition = replace(edition, cover=small_cover(edition.cover))
    folder = edition.folder / FOLDER
    files = []
    for track in tracks:
        path = folder / track_name(track.number, len(tracks), track.chapter.title, suffix)
        with replacing(path) as part:
            write(edition, track, len(tracks), part)
        files.append(path)
    lengths = [track.frames / edition.timeline.rate for track in tracks]
    return (*files, write_playlist(edition, files, lengths, suffix))


def _tracks(edition: Edition, codec: str) -> Iterator[Track]:
    segments = encoded(edition.sound, codec)
    owners: list[list[int]] = [[] for _ in edition.timeline.chapters]
    chapter = 0
    for index, segment in enumerate(segments):
        middle = (segment.start + segment.end) // 2
        while chapter + 1 < len(owners) and edition.timeline.chapters[chapter].end <= middle:
            chapter += 1
        owners[chapter].append(index)
    shares = [
        (mark, own) for mark, own in zip(edition.timeline.chapters, owners, strict=True) if own
    ]
    for number, (mark, own) in enumerate(shares, 1):
        last = own[-1] + 1
        yield Track(
            number=number,
            chapter=mark,
            segments=segments[own[0] : last],
            after=segments[last] if last < len(segments) else None,
        )


def _write_m4a(edition: Edition, track: Track, tracks: int, part: Path) -> None:
    rate = edition.timeline.rate
    title = track.chapter.title
    tags = tags_of(edition.timeline.meta, edition.cover, title, track.number, tracks)
    join_aac(streams(track.segments), part, tags, track.frames, rate)


def _write_mp3(edition: Edition, track: Track, tracks: int, part: Path) -> None:
    rate = edition.timeline.rate
    title = track.chapter.title
    tags = id3(tags_of(edition.timeline.meta, edition.cover, title, track.number, tracks))

    def sound() -> Iterator[bytes]:
        yield from streams(track.segments)
        if track.after:  # its first frames flush what the decoder still holds
            yield first_frames(track.after.stream(), rate)

    join_mp3(sound(), part, tags, track.frames, rate)


def track_name(number: int, tracks: int, title: str, suffix: str) -> str:
    """Name a file so that it sorts by number and is allowed on every system.

    >>> track_name(3, 120, "What? A/B: the end...", ".m4a")
    '003 What A B the end.m4a'
    """
    digits = max(2, len(str(tracks)))
    plain = one_line(re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', " ", title))[:LONGEST_NAME]
    return f"{number:0{digits}} {plain}".rstrip(" .") + suffix


def write_playlist(
    edition: Edition, files: list[Path], lengths_s: list[float], suffix: str
) -> Path:
    """Write the `.m3u8` of the files, and remove those that an earlier one named in vain."""
    if not files:
        raise SoundError("the book has no chapter with any sound in it")
    name = edition.name if suffix == ".m4a" else f"{edition.name}{suffix}"
    path = files[0].parent / f"{name}.m3u8"
    meta = edition.timeline.meta
    lines = ["#EXTM3U", "#EXTENC:UTF-8", f"#PLAYLIST:{one_line(meta.title)}"]
    for file, length in zip(files, lengths_s, strict=True):
        title = file.stem.partition(" ")[2] or file.stem
        artist = f"{one_line(meta.author)} - " if meta.author else ""
        lines += [f"#EXTINF:{round(length)},{artist}{title}", file.name]
    old = _listed(path)
    write_whole(path, "\n".join(lines) + "\n")
    for stale in old - {file.name for file in files}:
        with contextlib.suppress(OSError):
            (path.parent / stale).unlink()
    return path


def _listed(path: Path) -> set[str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return set()
    names = {line for line in lines if line and not line.startswith("#")}
    return {name for name in names if Path(name).name == name and re.match(r"\d{2,} ", name)}
