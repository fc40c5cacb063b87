"""What a file says of itself: the fields that players and libraries read.

A book's `Meta` comes in; tags in the notation of each container go out, chosen
so that Audiobookshelf, Apple Books, VLC and plain players each find theirs.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobook.clock import milliseconds, stamp
from audiobook.errors import SoundError
from audiobook.model import ChapterMark, Meta

GENRE = "Audiobook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The tags of one file, by what they mean."""

    title: str  # of this file: the book, or a chapter of it
    album: str  # the book
    author: str
    narrator: str
    language: str
    description: str
    series: str
    part: str  # of the series: "2", "1.5", or ""
    publisher: str
    date: str
    cover: bytes
    track: int = 0  # 0: the file is the whole book
    tracks: int = 0


def tags_of(meta: Meta, cover: bytes, title: str = "", track: int = 0, tracks: int = 0) -> Tags:
    """Gather the tags of the whole book, or of one of its tracks."""
    series, part = series_and_part(meta.series)
    return Tags(
        title=one_line(title or meta.title),
        album=one_line(meta.title),
        author=one_line(meta.author),
        narrator=one_line(meta.narrator),
        language=meta.language,
        description=meta.description.strip(),
        series=series,
        part=part,
        publisher=one_line(meta.publisher),
        date=one_line(meta.date),
        cover=cover,
        track=track,
        tracks=tracks,
    )


def series_and_part(series: str) -> tuple[str, str]:
    """Take a series apart from the number of the book in it.

    >>> series_and_part("The Long Way #2"), series_and_part("Alone")
    (('The Long Way', '2'), ('Alone', ''))
    """
    found = re.fullmatch(r"(.*\S)\s*#\s*(\d+(?:\.\d+)?)\s*", one_line(series))
    return (found[1], found[2]) if found else (one_line(series), "")


def one_line(text: str) -> str:
    """Fold white space, line ends and control characters to single spaces."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


def within_bytes(text: str, most: int) -> str:
    """Shorten a text so that its UTF-8 fits a field.

    >>> within_bytes("Ende", 9), within_bytes("Das lange Ende", 9)
    ('Ende', 'Das la…')
    """
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - 3].decode(errors="ignore").rstrip() + "…"


def is_png(image: bytes) -> bool:
    """Tell a PNG from a JPEG by its first bytes."""
    return image.startswith(b"\x89PNG")


def mime(image: bytes) -> str:
    """Name the kind of a cover."""
    return "image/png" if is_png(image) else "image/jpeg"


def vorbis_comments(
    tags: Tags, chapters: Sequence[ChapterMark] = (), rate: int = 1
) -> list[tuple[str, str]]:
    """Write tags and chapters as Vorbis comments (Xiph's Chapter Extension), for FLAC and Opus."""
    fields = [
        ("TITLE", tags.title),
        ("ALBUM", tags.album),
        ("ARTIST", tags.author),
        ("ALBUMARTIST", tags.author),
        ("COMPOSER", tags.narrator),  # where Audiobookshelf looks for the narrator
        ("NARRATOR", tags.narrator),
        ("GENRE", GENRE),
        ("DATE", tags.date),
        ("DESCRIPTION", tags.description),
        ("COMMENT", tags.description),
        ("PUBLISHER", tags.publisher),
        ("ORGANIZATION", tags.publisher),
        ("LANGUAGE", tags.language),
        ("SERIES", tags.series),
        ("SERIES-PART", tags.part),
        ("TRACKNUMBER", str(tags.track or "")),
        ("TRACKTOTAL", str(tags.tracks or "")),
    ]
    for number, chapter in enumerate(chapters):
        fields.append((f"CHAPTER{number:03}", stamp(milliseconds(chapter.start, rate))))
        fields.append((f"CHAPTER{number:03}NAME", one_line(chapter.title)))
    return [(name, value) for name, value in fields if value]


def vorbis_block(comments: Sequence[tuple[str, str]], cover: bytes = b"") -> bytes:
    """Write comments as a block without framing; a cover as METADATA_BLOCK_PICTURE."""
    import base64

    lines = [f"{name}={value}".encode() for name, value in comments]
    if cover:
        picture = base64.b64encode(flac_picture(cover))
        lines.append(b"METADATA_BLOCK_PICTURE=" + picture)
    vendor = b"audiobook"
    block = len(vendor).to_bytes(4, "little") + vendor + len(lines).to_bytes(4, "little")
    return block + b"".join(len(line).to_bytes(4, "little") + line for line in lines)


@contextlib.contextmanager
def tagging(path: Path) -> Iterator[None]:
    """Turn mutagen's errors into ours: the file is not what ffmpeg should have written."""
    from mutagen import MutagenError

    try:
        yield
    except MutagenError as err:
        cause = err.__context__
        if isinstance(cause, OSError):
            raise cause from err
        raise SoundError(
            f"{path.name}: ffmpeg wrote a file that is not whole: {err}",
            "run the same command again; if it stays, run `audiobook doctor`",
        ) from err


def flac_picture(cover: bytes) -> bytes:
    """Describe a front cover as FLAC and Ogg want it."""
    from mutagen.flac import Picture

    picture = Picture()
    picture.type = 3
    picture.mime = mime(cover)
    picture.data = cover
    width, height = cover_size(cover)
    picture.width, picture.height, picture.depth = width, height, 24
    return bytes(picture.write())


def cover_size(cover: bytes) -> tuple[int, int]:
    """Measure an image in pixels; (0, 0) where it cannot be read."""
    import io

    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(cover)) as image:
            return image.size
    except (UnidentifiedImageError, OSError):
        return (0, 0)
