"""A segment whose decoded peak is too high is encoded again under a lower limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audiobook import mixing
from audiobook.mixing.peaks import true_peak_dbtp

RATE = 22_050


@pytest.mark.parametrize("codec", ["mp3", "opus"])
def test_a_peak_that_no_margin_foretold_is_tamed(tmp_path, make_recording, monkeypatch, codec):
    """Without any margin the limiter alone would let the encoder's own swing through."""
    careless = replace(mixing.codecs.CODECS[codec], margin_db=-2.0)
    monkeypatch.setitem(mixing.codecs.CODECS, codec, careless)
    recording = make_recording(tmp_path, target_lufs=-14.0, order=(1, 3, 5))
    path = tmp_path / "loud"
    mixing.encode_whole(recording, codec, path)
    container = careless.arguments[-1]
    assert true_peak_dbtp(path, container, RATE) > -3.0
    segments = mixing.encoded(recording, codec)
    if codec == "opus":  # its kept packets are no file: what they make up is measured elsewhere
        assert segments[-1].stream()
        return
    for segment in segments:
        path.write_bytes(segment.stream())
        assert true_peak_dbtp(path, container, RATE) <= -3.0
