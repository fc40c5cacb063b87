"""iTunes' list of tags for MP4: the atoms that Apple Books and Audiobookshelf read.

Tags come in, the bytes of an `ilst` go out; what has no atom of its own is
written in the free form that libraries share.
"""

from __future__ import annotations

import struct

from audiobook.publishing.mp4_atoms import atom, full
from audiobook.publishing.tags import GENRE, Tags, is_png

TEXT, JPEG, PNG, NUMBER, NO_TYPE = 1, 13, 14, 21, 0
AUDIOBOOK = 2  # of `stik`, the kind of media
SHOW_MOVEMENT = 1
FREE = b"com.apple.iTunes"


def itunes_list(tags: Tags) -> bytes:
    """Write every tag that has a value."""
    return b"".join([*_texts(tags), *_free(tags), *_numbers(tags), *_cover(tags)])


def _item(name: str, kind: int, value: bytes) -> bytes:
    return atom(name.encode("latin-1"), atom(b"data", struct.pack(">II", kind, 0), value))


def _texts(tags: Tags) -> list[bytes]:
    fields = {
        "\xa9nam": tags.title,
        "\xa9alb": tags.album,
        "\xa9ART": tags.author,
        "aART": tags.author,
        "\xa9wrt": tags.narrator,  # the composer, where Audiobookshelf looks for the narrator
        "\xa9nrt": tags.narrator,
        "\xa9gen": GENRE,
        "\xa9day": tags.date,
        "desc": tags.description,
        "ldes": tags.description,
        "\xa9cmt": tags.description,
        "\xa9pub": tags.publisher,
        "\xa9mvn": tags.series,
        "tvsh": tags.series,
    }
    return [_item(name, TEXT, value.encode()) for name, value in fields.items() if value]


def _free(tags: Tags) -> list[bytes]:
    fields = {
        b"SERIES": tags.series,
        b"SERIES-PART": tags.part,
        b"NARRATOR": tags.narrator,
        b"PUBLISHER": tags.publisher,
        b"LANGUAGE": tags.language,
    }
    return [
        atom(
            b"----",
            full(b"mean", FREE),
            full(b"name", name),
            atom(b"data", struct.pack(">II", TEXT, 0), value.encode()),
        )
        for name, value in fields.items()
        if value
    ]


def _numbers(tags: Tags) -> list[bytes]:
    items = [_item("stik", NUMBER, bytes([AUDIOBOOK])), _item("pgap", NUMBER, b"\1")]
    if tags.series and tags.part.isdigit() and int(tags.part) < 1 << 16:
        items.append(_item("\xa9mvi", NUMBER, int(tags.part).to_bytes(2, "big")))
        items.append(_item("shwm", NUMBER, bytes([SHOW_MOVEMENT])))
    if tags.track:
        items.append(_item("trkn", NO_TYPE, struct.pack(">HHHH", 0, tags.track, tags.tracks, 0)))
    return items


def _cover(tags: Tags) -> list[bytes]:
    if not tags.cover:
        return []
    return [_item("covr", PNG if is_png(tags.cover) else JPEG, tags.cover)]
