"""A segment whose decoded peak is too high is encoded again under a lower limit."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest

from audiobook import mixing
from audiobook.mixing.peaks import true_peak_dbtp
from audiobook.model import Pcm

RATE = 22_050


@pytest.mark.parametrize("codec", ["aac", "mp3", "opus"])
def test_a_peak_that_no_margin_foretold_is_tamed(tmp_path, make_recording, monkeypatch, codec):
    """Without any margin the limiter alone would let the encoder's own swing through."""
    careless = replace(mixing.codecs.CODECS[codec], margin_db=-2.0)
    monkeypatch.setitem(mixing.codecs.CODECS, codec, careless)
    recording = make_recording(tmp_path, target_lufs=-14.0, order=(1, 3, 5))
    path = tmp_path / "loud"
    mixing.encode_whole(recording, codec, path)
    assert true_peak_dbtp(path, careless.demuxer, RATE) > -3.0
    segments = mixing.encoded(recording, codec)
    if codec == "opus":  # its kept packets are no file: what they make up is measured elsewhere
        assert segments[-1].stream()
        return
    for segment in segments:
        path.write_bytes(segment.stream())
        assert true_peak_dbtp(path, careless.demuxer, RATE) <= -3.0


def test_a_track_for_acx_is_tamed_at_the_rate_it_is_heard_at(tmp_path, make_recording, monkeypatch):
    careless = replace(mixing.codecs.CODECS["acx"], margin_db=-2.0)
    monkeypatch.setitem(mixing.codecs.CODECS, "acx", careless)
    recording = make_recording(tmp_path, target_lufs=-14.0, order=(1, 3, 5), rounds=1)
    path = tmp_path / "loud"
    mixing.encode_whole(recording, "acx", path)
    assert true_peak_dbtp(path, "mp3", 44_100) > -3.0
    pieces = recording.timeline.pieces
    path.write_bytes(mixing.encoded_part(recording, "acx", pieces, recording.gain_db).stream())
    assert true_peak_dbtp(path, "mp3", 44_100) <= -3.0


def test_an_offset_does_not_ring_on_into_a_pause_in_opus(tmp_path, make_recording, spoken_clips):
    """Espeak's voices lie above zero; Opus' own filter let that fade for 80 ms after each end."""
    import numpy as np

    raised = {}
    for key, (pcm, _) in spoken_clips.items():
        sound = np.frombuffer(pcm.samples, "<i2") // 2 + 1000
        raised[key] = Pcm(samples=sound.astype("<i2").tobytes(), rate=RATE)
    recording = make_recording(tmp_path, order=(0, 1), read=raised.get)
    path = tmp_path / "book.opus"
    mixing.encode_whole(replace(recording, gain_db=0.0), "opus", path)
    command = [
        mixing.ffmpeg(),
        "-v",
        "error",
        "-i",
        str(path),
        "-ar",
        str(RATE),
        "-f",
        "f32le",
        "-",
    ]
    sound = np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<f4")
    for cue in recording.timeline.cues:
        after = sound[cue.end + RATE * 25 // 1000 : cue.end + RATE // 5]
        assert np.abs(after).max() < 10 ** (-50 / 20)
