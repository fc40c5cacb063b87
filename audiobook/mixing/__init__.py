"""Clips to one mastered sound: trimmed, measured, joined, limited and encoded.

Workers call `prepare` once a clip; the parent sums the loudness, aligns the
timeline, and asks for encoded segments, which are made once and kept by content.
"""

from audiobook.mixing.clips import prepare
from audiobook.mixing.codecs import FLAC_BLOCK, ffmpeg, ffmpeg_version
from audiobook.mixing.crew import side_by_side
from audiobook.mixing.encoding import encode_whole, encoded, encoded_part
from audiobook.mixing.framing import mpeg_length
from audiobook.mixing.kept import Encoded, streams
from audiobook.mixing.loudness import BookLoudness, book_loudness, gain_db, levelled, raised
from audiobook.mixing.recording import Recording, record
from audiobook.mixing.scenesound import SceneSound, load_scene_sound
from audiobook.mixing.segments import Segment, aligned, segments

__all__ = [
    "FLAC_BLOCK",
    "BookLoudness",
    "Encoded",
    "Recording",
    "SceneSound",
    "Segment",
    "aligned",
    "book_loudness",
    "encode_whole",
    "encoded",
    "encoded_part",
    "ffmpeg",
    "ffmpeg_version",
    "gain_db",
    "levelled",
    "load_scene_sound",
    "mpeg_length",
    "prepare",
    "raised",
    "record",
    "segments",
    "side_by_side",
    "streams",
]
