"""FLAC is joined of kept frames: whole, the same samples, and quick to seek in."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pytest
from mutagen.flac import FLAC

from audiobook import mixing
from audiobook.errors import SoundError
from audiobook.mixing import FLAC_BLOCK
from audiobook.publishing.audio_flac import write_flac_stream

RATE = 22_050


@pytest.fixture(scope="module")
def flac(published):
    return next(path for path in published.files if path.suffix == ".flac")


@pytest.fixture(scope="module")
def long_file(published, tmp_path_factory):
    """One segment over and over, until its frames are numbered in 1, 2, 3 and 4 bytes."""
    segment = mixing.encoded(published.edition.sound, "flac")[0]
    frames = (segment.end - segment.start) // FLAC_BLOCK
    times = (1 << 16) // frames + 1
    path = tmp_path_factory.mktemp("long") / "long.flac"
    with path.open("wb") as file:
        write_flac_stream(
            file,
            (segment.stream() for _ in range(times)),
            comments=bytes(8),
            picture=b"",
            frames=times * frames,
            rate=RATE,
        )
    return path, times, frames


def strictly(path, *place):
    """Decode; a wrong checksum or number is an error."""
    command = [mixing.ffmpeg(), "-v", "error", "-err_detect", "crccheck+explode", *place]
    command += ["-i", str(path), "-map", "0:a:0", "-f", "s16le", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return np.frombuffer(done.stdout, "<i2")


def test_every_frame_is_whole_under_its_new_number(long_file):
    path, times, frames = long_file
    sound = strictly(path).reshape(times, frames * FLAC_BLOCK)
    assert (sound == sound[0]).all()
    assert np.abs(sound[0]).max() > 1000


@pytest.mark.parametrize("at_s", [3.0, 61.7, 1234.5, 2990.2])
def test_seeking_finds_the_sample_asked_for(long_file, at_s):
    path, _, frames = long_file
    once = strictly(path, "-t", str(frames * FLAC_BLOCK / RATE))
    found = strictly(path, "-ss", str(at_s), "-t", "0.5")
    first = round(at_s * RATE) + np.arange(len(found))
    assert np.array_equal(found, once[first % (frames * FLAC_BLOCK)])


def test_the_file_tells_its_length_and_where_every_ten_seconds_begin(flac, published):
    info = FLAC(flac)
    assert info.info.total_samples == published.timeline.frames
    assert (info.info.min_blocksize, info.info.max_blocksize) == (FLAC_BLOCK, FLAC_BLOCK)
    points = [point.first_sample / RATE for point in info.seektable.seekpoints]
    assert points == pytest.approx(range(0, 10 * len(points), 10), abs=0.5)
    assert points[-1] >= info.info.length - 10.5


def test_tags_can_be_changed_in_place(flac, tmp_path):
    path = tmp_path / "copy.flac"
    shutil.copy(flac, path)
    file = FLAC(path)
    file["comment"] = ["other words, and more of them"]
    file.save()
    assert np.array_equal(strictly(path), strictly(flac))
    assert path.stat().st_size == flac.stat().st_size


def test_frames_that_were_not_numbered_from_0_are_refused(published, tmp_path):
    stream = mixing.encoded(published.edition.sound, "flac")[0].stream()
    second = stream[2 + int.from_bytes(stream[:2], "big") :]
    with (tmp_path / "x.flac").open("wb") as file, pytest.raises(SoundError, match="numbered"):
        write_flac_stream(file, [second], comments=bytes(8), picture=b"", frames=1, rate=RATE)


@pytest.mark.skipif(not shutil.which("flac"), reason="the program `flac` is not installed")
def test_the_reference_decoder_accepts_it(flac):
    subprocess.run(["flac", "--test", "--silent", str(flac)], check=True)
