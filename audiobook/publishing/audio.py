"""Write the book as sound: one file in each format asked for.

An edition comes in.  Segments that are encoded already are joined by copy, WAV
is made in one go; chapters, tags and the cover are laid in; each file is measured
against the timeline before it takes its name, so that none is ever short in
silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from audiobook.errors import SoundError
from audiobook.files import replacing
from audiobook.mixing import FLAC_BLOCK, encode_whole, encoded, streams
from audiobook.model import ChapterMark
from audiobook.publishing.audio_flac import write_flac_stream
from audiobook.publishing.audio_mp3 import write_mp3_stream
from audiobook.publishing.audio_mp4 import FRAME, write_mp4
from audiobook.publishing.audio_ogg import opus_packets, write_opus_stream
from audiobook.publishing.edition import Edition
from audiobook.publishing.tags import (
    Tags,
    flac_picture,
    one_line,
    tagging,
    tags_of,
    vorbis_block,
    vorbis_comments,
    within_bytes,
)
from audiobook.publishing.tags_id3 import id3, tag_wav
from audiobook.publishing.tags_mp4 import itunes_list

TOLERANCE_S = 0.05
LONGEST_TITLE = 250  # bytes: Nero's count is one byte


def write_m4b(edition: Edition) -> tuple[Path, ...]:
    """Write an M4B: AAC by stream copy, Nero and QuickTime chapters, iTunes tags."""
    timeline = edition.timeline
    path = edition.path(".m4b")
    sound = streams(encoded(edition.sound, "aac"))
    with replacing(path) as part:
        tags = tags_of(timeline.meta, edition.cover)
        join_aac(sound, part, tags, timeline.frames, timeline.rate, timeline.chapters)
    return (path,)


def write_mp3(edition: Edition) -> tuple[Path, ...]:
    """Write an MP3 of 64 kb/s with ID3v2.3 tags and chapters."""
    timeline = edition.timeline
    path = edition.path(".mp3")
    sound = streams(encoded(edition.sound, "mp3"))
    tags = id3(tags_of(timeline.meta, edition.cover), timeline.chapters, timeline.rate)
    with replacing(path) as part:
        join_mp3(sound, part, tags, timeline.frames, timeline.rate)
    return (path,)


def write_opus(edition: Edition) -> tuple[Path, ...]:
    """Write Ogg Opus of 32 kb/s with chapters and the cover as comments."""
    timeline = edition.timeline
    path = edition.path(".opus")
    segments = encoded(edition.sound, "opus")
    tags = tags_of(timeline.meta, edition.cover)
    comments = vorbis_block(vorbis_comments(tags, timeline.chapters, timeline.rate), edition.cover)
    packets = (packet for sound in streams(segments) for packet in opus_packets(sound))
    with replacing(path) as part:
        with part.open("wb") as file:
            write_opus_stream(file, packets, comments, timeline.frames, timeline.rate)
        expect_length(part, timeline.frames, timeline.rate)
    return (path,)


def write_flac(edition: Edition) -> tuple[Path, ...]:
    """Write FLAC by stream copy, the same samples as the WAV, with chapters as comments."""
    timeline = edition.timeline
    path = edition.path(".flac")
    sound = streams(encoded(edition.sound, "flac"))
    tags = tags_of(timeline.meta, edition.cover)
    comments = vorbis_block(vorbis_comments(tags, timeline.chapters, timeline.rate))
    with replacing(path) as part:
        with part.open("wb") as file:
            write_flac_stream(
                file,
                sound,
                comments=comments,
                picture=flac_picture(edition.cover) if edition.cover else b"",
                frames=timeline.frames // FLAC_BLOCK,
                rate=timeline.rate,
            )
        expect_length(part, timeline.frames, timeline.rate)
    return (path,)


def write_wav(edition: Edition) -> tuple[Path, ...]:
    """Write 16-bit WAV with ID3 tags; above 4 GiB it is RF64, which has none."""
    timeline = edition.timeline
    path = edition.path(".wav")
    with replacing(path) as part:
        encode_whole(edition.sound, "wav", part)
        with part.open("rb") as file:
            riff = file.read(4) == b"RIFF"
        if riff:
            tags = tags_of(timeline.meta, edition.cover)
            tag_wav(part, tags, timeline.chapters, timeline.rate)
            expect_length(part, timeline.frames, timeline.rate)
        elif part.stat().st_size < 2 * timeline.frames:
            held = part.stat().st_size // 2
            raise _short(part, held / timeline.rate, timeline.frames / timeline.rate)
    return (path,)


def join_aac(
    sound: Iterable[bytes],
    part: Path,
    tags: Tags,
    frames: int,
    rate: int,
    chapters: Sequence[ChapterMark] = (),
) -> None:
    """Join AAC into an MP4 file by copy; SoundError where some of the sound is missing."""
    titled = tuple(
        replace(chapter, title=within_bytes(one_line(chapter.title), LONGEST_TITLE))
        for chapter in chapters
    )
    with part.open("wb") as file:
        write_mp4(
            file,
            sound,
            frames=frames // FRAME,
            rate=rate,
            chapters=titled,
            tags=itunes_list(tags),
            brand=b"M4B " if chapters else b"M4A ",
        )
    expect_length(part, frames, rate)


def join_mp3(sound: Iterable[bytes], part: Path, tags: bytes, frames: int, rate: int) -> None:
    """Join MP3 frames behind a tag; SoundError where some of the sound is missing."""
    with part.open("wb") as file:
        file.write(tags)
        held = write_mp3_stream(file, sound, frames, rate)
    if held < frames:
        raise _short(part, held / rate, frames / rate)
    expect_length(part, frames, rate, spare_s=0.2)  # what the encoder adds counts here


def expect_length(path: Path, frames: int, rate: int, spare_s: float = 0.0) -> None:
    """Compare the length that a file states with `frames`; SoundError if 50 ms are missing."""
    import mutagen

    with tagging(path):
        found = mutagen.File(path)
    length = found.info.length if found is not None else 0.0
    expected = frames / rate
    if not -TOLERANCE_S <= length - expected <= TOLERANCE_S + spare_s:
        raise _short(path, length, expected)


def _short(path: Path, length: float, expected: float) -> SoundError:
    return SoundError(
        f"{path.name} would last {length:.3f} s; it should last {expected:.3f} s",
        "run the same command again; if it stays, run `audiobook doctor`",
    )
