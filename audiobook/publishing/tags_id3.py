"""ID3v2.3 tags for MP3: text, cover, and chapters with a table of contents.

Version 2.3 because more players read it than 2.4; chapters by the ID3v2 Chapter
Frame Addendum.  A table's count is one byte, so a book of more than 255 chapters
has a table of tables; its `CHAP` frames, which most players read, are all there.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from audiobook.clock import milliseconds
from audiobook.model import ChapterMark
from audiobook.publishing.tags import GENRE, Tags, mime, one_line

LARGEST_TABLE = 255
TOP_LEVEL, ORDERED = 2, 1
HEADER = 10  # bytes, of a tag and of a frame
NO_OFFSET = 0xFFFFFFFF


def id3(tags: Tags, chapters: Sequence[ChapterMark] = (), rate: int = 1) -> bytes:
    """Write a whole tag, to stand at the start of an MP3."""
    from mutagen.id3 import ID3

    made = ID3()
    for frame in (*_texts(tags), *_chapters(chapters, rate)):
        made.add(frame)
    made.update_to_v23()
    file = io.BytesIO()
    made.save(file, v2_version=3, v23_sep=None, padding=lambda _: 1024)
    return _in_time_order(file.getvalue())


def _in_time_order(tag: bytes) -> bytes:
    """Sort chapters by their start: mutagen writes the shortest first, and players keep that."""
    others, marks = [], []
    at = HEADER
    while tag[at : at + 1].strip(b"\0"):
        end = at + HEADER + int.from_bytes(tag[at + 4 : at + 8], "big")
        frame = tag[at:end]
        if frame.startswith(b"CHAP"):
            start = frame.index(b"\0", HEADER) + 1
            marks.append((frame[start : start + 4], frame))
        else:
            others.append(frame)
        at = end
    frames = b"".join([*others, *(frame for _, frame in sorted(marks))])
    return tag[:HEADER] + frames + tag[at:]


def tag_wav(path: Path, tags: Tags, chapters: Sequence[ChapterMark], rate: int) -> None:
    """Tag a WAV by the same frames in a chunk at its end; few players look there."""
    tag = id3(tags, chapters, rate)
    tag += bytes(len(tag) % 2)  # a RIFF chunk has an even length
    with path.open("rb+") as file:
        end = file.seek(0, io.SEEK_END)
        file.write(b"id3 " + len(tag).to_bytes(4, "little") + tag)
        file.seek(4)
        file.write((end + len(tag)).to_bytes(4, "little"))  # all but the first 8 bytes


def _texts(tags: Tags) -> Iterator[object]:
    from mutagen import id3 as frames

    fields = {
        "TIT2": tags.title,
        "TALB": tags.album,
        "TPE1": tags.author,
        "TPE2": tags.author,
        "TCOM": tags.narrator,  # where Audiobookshelf looks for the narrator
        "TPUB": tags.publisher,
        "TCON": GENRE,
        "TDRC": tags.date,
        "MVNM": tags.series,
        "MVIN": tags.part if tags.part.isdigit() else "",
        "TRCK": f"{tags.track}/{tags.tracks}" if tags.track else "",
    }
    for name, value in fields.items():
        if value:
            yield getattr(frames, name)(encoding=1, text=[value])
    own = {
        "NARRATOR": tags.narrator,
        "SERIES": tags.series,
        "SERIES-PART": tags.part,
        "DESCRIPTION": tags.description,
        "LANGUAGE": tags.language,
    }
    for name, value in own.items():
        if value:
            yield frames.TXXX(encoding=1, desc=name, text=[value])
    if tags.description:
        yield frames.COMM(encoding=1, lang="und", desc="", text=[tags.description])
    if tags.cover:
        yield frames.APIC(encoding=0, mime=mime(tags.cover), type=3, desc="", data=tags.cover)


def _chapters(chapters: Sequence[ChapterMark], rate: int) -> Iterator[object]:
    from mutagen.id3 import CHAP, CTOC, TIT2

    ids = [f"chp{number}" for number in range(len(chapters))]
    for element, chapter in zip(ids, chapters, strict=True):
        yield CHAP(
            element_id=element,
            start_time=milliseconds(chapter.start, rate),
            end_time=milliseconds(chapter.end, rate),
            start_offset=NO_OFFSET,
            end_offset=NO_OFFSET,
            sub_frames=[TIT2(encoding=1, text=[one_line(chapter.title)])],
        )
    if not ids:
        return
    tables = [ids[at : at + LARGEST_TABLE] for at in range(0, len(ids), LARGEST_TABLE)]
    if len(tables) == 1:
        top = tables[0]
    else:
        top = [f"toc{number}" for number in range(1, len(tables) + 1)]
        for element, children in zip(top, tables, strict=True):
            yield CTOC(element_id=element, flags=ORDERED, child_element_ids=children)
    yield CTOC(element_id="toc", flags=TOP_LEVEL | ORDERED, child_element_ids=top)
