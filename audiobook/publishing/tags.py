"""What a file says of itself: the fields that players and libraries read.

A book's `Meta` comes in; tags in the notation of each container go out, chosen
so that Audiobookshelf, Apple Books, VLC and plain players each find theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from audiobook.model import Meta


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
        title=title or meta.title,
        album=meta.title,
        author=meta.author,
        narrator=meta.narrator,
        language=meta.language,
        description=meta.description,
        series=series,
        part=part,
        publisher=meta.publisher,
        date=meta.date,
        cover=cover,
        track=track,
        tracks=tracks,
    )


def series_and_part(series: str) -> tuple[str, str]:
    """Take a series apart from the number of the book in it.

    >>> series_and_part("The Long Way #2"), series_and_part("Alone")
    (('The Long Way', '2'), ('Alone', ''))
    """
    found = re.fullmatch(r"(.*\S)\s*#\s*(\d+(?:\.\d+)?)\s*", series, re.DOTALL)
    return (found[1], found[2]) if found else (series.strip(), "")


def tag_mp4(path: Path, tags: Tags) -> None:
    """Tag an m4b or m4a: iTunes atoms, and free-form ones for what has no atom."""
    from mutagen.mp4 import MP4, MP4Cover

    file = MP4(path)
    atoms = {
        "\xa9nam": tags.title,
        "\xa9alb": tags.album,
        "\xa9ART": tags.author,
        "aART": tags.author,
        "\xa9wrt": tags.narrator,  # the composer, where Audiobookshelf looks for the narrator
        "\xa9nrt": tags.narrator,
        "\xa9gen": "Audiobook",
        "\xa9day": tags.date,
        "desc": tags.description,
        "ldes": tags.description,
        "\xa9cmt": tags.description,
        "\xa9pub": tags.publisher,
        "\xa9mvn": tags.series,
        "tvsh": tags.series,
        "----:com.apple.iTunes:SERIES": tags.series.encode(),
        "----:com.apple.iTunes:SERIES-PART": tags.part.encode(),
        "----:com.apple.iTunes:NARRATOR": tags.narrator.encode(),
        "----:com.apple.iTunes:PUBLISHER": tags.publisher.encode(),
        "----:com.apple.iTunes:LANGUAGE": tags.language.encode(),
    }
    for atom, value in atoms.items():
        if value:
            file[atom] = [value]
    file["stik"] = [2]  # an audiobook
    file["pgap"] = True
    if tags.series and tags.part.isdigit():
        file["\xa9mvi"] = [int(tags.part)]
        file["shwm"] = [1]
    if tags.track:
        file["trkn"] = [(tags.track, tags.tracks)]
    if tags.cover:
        kind = MP4Cover.FORMAT_PNG if is_png(tags.cover) else MP4Cover.FORMAT_JPEG
        file["covr"] = [MP4Cover(tags.cover, imageformat=kind)]
    file.save()


def is_png(image: bytes) -> bool:
    """Tell a PNG from a JPEG by its first bytes."""
    return image.startswith(b"\x89PNG")
