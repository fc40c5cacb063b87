"""Segments are encoded once, kept by content, repaired when damaged, never short."""

from __future__ import annotations

import itertools
import stat
import subprocess
import sys
import wave
from dataclasses import replace

import pytest

from audiobook import mixing
from audiobook.errors import SoundError
from audiobook.mixing import codecs
from audiobook.model import Pcm, Speech

RATE = 22_050


@pytest.fixture(scope="module")
def kept(tmp_path_factory, make_recording):
    recording = make_recording(tmp_path_factory.mktemp("segments"), jobs=2)
    return recording, mixing.encoded(recording)


@pytest.fixture
def fake_ffmpeg(tmp_path, monkeypatch):
    """Put a Python script in ffmpeg's place."""

    def install(body):
        script = tmp_path / "ffmpeg"
        script.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n")
        script.chmod(script.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setenv("AUDIOBOOK_FFMPEG", str(script))
        codecs.ffmpeg.cache_clear()
        codecs.ffmpeg_version.cache_clear()
        return script

    yield install
    monkeypatch.undo()
    codecs.ffmpeg.cache_clear()
    codecs.ffmpeg_version.cache_clear()


def decoded(stream: bytes, form: str = "aac") -> bytes:
    command = [mixing.ffmpeg(), "-v", "error", "-f", form, "-i", "pipe:0", "-f", "s16le", "-"]
    return subprocess.run(command, input=stream, capture_output=True, check=True).stdout


def test_joined_segments_decode_to_the_length_of_the_book(kept):
    recording, segments = kept
    sound = decoded(b"".join(segment.stream() for segment in segments))
    assert len(sound) // 2 == recording.timeline.frames


def test_what_is_kept_is_not_encoded_again(kept):
    recording, segments = kept
    before = [segment.path.stat().st_ino for segment in segments]
    again = mixing.encoded(recording)
    assert [segment.path for segment in again] == [segment.path for segment in segments]
    assert [segment.path.stat().st_ino for segment in again] == before


def test_two_encodes_of_the_same_segments_agree_byte_for_byte(kept, tmp_path, make_recording):
    other = mixing.encoded(make_recording(tmp_path, jobs=1))
    assert [s.stream() for s in other] == [s.stream() for s in kept[1]]


def test_a_damaged_segment_is_found_and_made_again(kept):
    _, segments = kept
    whole = segments[0].stream()
    data = bytearray(segments[0].path.read_bytes())
    data[len(data) // 2] ^= 0x55
    segments[0].path.write_bytes(bytes(data))
    assert segments[0].stream() == whole
    segments[1].path.write_bytes(segments[1].path.read_bytes()[:-100])
    assert len(segments[1].stream()) > 100
    segments[0].path.unlink()
    assert segments[0].stream() == whole


def test_another_gain_is_another_encode(kept):
    recording, segments = kept
    louder = mixing.encoded(replace(recording, gain_db=recording.gain_db + 1.0))
    assert {s.path for s in louder}.isdisjoint(s.path for s in segments)


def test_a_clip_of_another_length_is_refused(tmp_path, make_recording):
    wrong = Pcm(samples=bytes(2000), rate=RATE)
    recording = make_recording(tmp_path, read=lambda key: wrong)
    with pytest.raises(SoundError, match="the timeline expects"):
        mixing.encoded(recording)
    assert list(tmp_path.iterdir()) == []


def test_no_ffmpeg_is_one_clear_error(tmp_path, make_recording, fake_ffmpeg):
    fake_ffmpeg("").unlink()
    with pytest.raises(SoundError, match=r"cannot run .*ffmpeg") as caught:
        mixing.encoded(make_recording(tmp_path))
    assert caught.value.hint


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("sys.stdin.buffer.read(); sys.exit('a: No space left on device')", "No space left"),
        ("sys.stdin.buffer.read(9000); sys.exit(187)", "status 187"),
        ("sys.stdin.buffer.read(); open(sys.argv[-1], 'wb').close()", "0 of"),
        ("sys.stdin.buffer.read(); open(sys.argv[-1], 'wb').write(b'no sound')", "not whole"),
        ("sys.stdin.buffer.read()", "cannot keep"),
    ],
    ids=["disk full", "killed", "nothing written", "nonsense written", "no file"],
)
def test_a_failing_ffmpeg_is_an_error_and_leaves_nothing(
    tmp_path, make_recording, fake_ffmpeg, body, message
):
    fake_ffmpeg(f"if '-version' in sys.argv: print('fake'); sys.exit()\n{body}")
    folder = tmp_path / "segments"
    with pytest.raises(SoundError, match=message):
        mixing.encoded(make_recording(folder))
    assert list(folder.iterdir()) == []


def test_a_cast_is_joined_at_its_levels(tmp_path, make_recording, spoken_clips):
    recording = make_recording(tmp_path)
    key = next(iter(spoken_clips))
    lower = replace(recording, levels={key: -6.0})
    assert mixing.encoded(lower)[0].path != mixing.encoded(recording)[0].path


def test_two_voices_come_out_equally_loud(tmp_path, make_recording, spoken_clips):
    """The made-up clips have peaks of 0.5 and 0.9 in turn: two voices, five decibels apart."""
    recording = make_recording(tmp_path, voices=("anna", "bert"))
    path = tmp_path / "book.wav"
    mixing.encode_whole(recording, "wav", path)
    with wave.open(str(path)) as file:
        sound = file.readframes(file.getnframes())
    measures = {"anna": [], "bert": []}
    keys = list(spoken_clips)
    for cue in recording.timeline.cues:
        pcm = Pcm(samples=sound[2 * cue.start : 2 * cue.end], rate=RATE)
        _, loudness = mixing.prepare(Speech(pcm=pcm), RATE)
        measures[("anna", "bert")[keys.index(cue.keys[0]) % 2]].append(loudness)
    anna, bert = (mixing.book_loudness(clips, 1).lufs for clips in measures.values())
    assert anna == pytest.approx(bert, abs=0.7)
    before = [mixing.book_loudness([clip.loudness], 1).lufs for _, clip in spoken_clips.values()]
    assert before[1] - before[0] > 3


@pytest.mark.parametrize(("codec", "off"), [("aac", 0), ("mp3", 575), ("opus", 28), ("flac", 0)])
def test_segments_begin_with_the_packet_that_holds_their_first_sample(
    tmp_path, make_recording, codec, off
):
    recording = make_recording(tmp_path, jobs=2)
    segments = mixing.encoded(recording, codec)
    planned = mixing.segments(recording.timeline)
    assert all(abs(a.start - b.start) <= off for a, b in zip(segments, planned, strict=True))
    assert all(a.end == b.start for a, b in itertools.pairwise(segments))
    assert segments[-1].end == recording.timeline.frames


@pytest.mark.parametrize(("codec", "delay"), [("aac", 0), ("mp3", 576 + 529)])
def test_every_clip_sounds_at_its_sample_of_the_timeline(tmp_path, make_recording, codec, delay):
    import numpy as np

    recording = make_recording(tmp_path, jobs=2, rounds=4)
    mixing.encode_whole(recording, "wav", tmp_path / "book.wav")
    with wave.open(str(tmp_path / "book.wav")) as file:
        plain = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(float)
    stream = b"".join(segment.stream() for segment in mixing.encoded(recording, codec))
    heard = np.frombuffer(decoded(stream, codec), "<i2").astype(float)[delay:]
    assert len({part.start % 576 for part in mixing.segments(recording.timeline)}) > 3
    for cue in recording.timeline.cues:
        around = plain[cue.start - 600 : cue.start + 8000]
        match = np.correlate(heard[cue.start - 1200 : cue.start + 8600], around, "valid")
        assert abs(int(match.argmax()) - 600) <= 1


@pytest.mark.parametrize("codec", ["aac", "opus", "flac"])
def test_a_chapter_is_encoded_the_same_wherever_in_the_book_it_lies(
    tmp_path, make_recording, codec
):
    """Four chapters that say the same: those in the middle are one encode."""
    recording = make_recording(tmp_path, jobs=2, rounds=4, order=(0, 1, 2))
    chapters = recording.timeline.chapters
    segments = mixing.encoded(recording, codec)
    second, third = (
        [s for s in segments if chapters[n].start <= (s.start + s.end) // 2 < chapters[n].end]
        for n in (1, 2)
    )
    assert [s.path for s in second] == [s.path for s in third]
    assert [s.path for s in segments[:-1]].count(second[-1].path) >= 2
