"""A short book of speech-like clips, recorded, and published once in every format."""

from __future__ import annotations

import hashlib
import re
import subprocess
from types import SimpleNamespace

import numpy as np
import pytest

from audiobook import mixing
from audiobook.model import (
    Book,
    ChapterMark,
    Clip,
    Meta,
    Pcm,
    Piece,
    Silence,
    Speech,
    Timeline,
    Utterance,
    Voice,
)
from audiobook.publishing import Edition, publish

RATE = 22_050
PAUSES = {"sentence": 350, "paragraph": 700, "scene": 2200, "title": 2000, "chapter": 3000}
META = Meta(
    title="Salt; Sea = #1",
    author="Ada Lind",
    narrator="Tone & Beep",
    language="en",
    description="Two lines\nof it.",
    series="The Coast #2",
    publisher="Small Press",
    date="2024",
)
TITLES = ("One; a=b #1 \\ é", "Two\nlines")


def speech_like(seed: int, seconds: float) -> Pcm:
    noise = np.random.default_rng(seed)
    time = np.arange(int(seconds * RATE)) / RATE
    phase = 2 * np.pi * np.cumsum(110 + 20 * np.sin(2.5 * time + seed)) / RATE
    sound = sum(np.sin(k * phase) / k for k in range(1, 24))
    sound = sound * np.clip(np.sin(19 * time + seed) + 0.7, 0, 1) ** 2
    sound = sound + 0.01 * noise.standard_normal(len(time))
    sound *= (0.9, 0.45)[seed % 2] / np.abs(sound).max()
    return Pcm(samples=(sound * 32767).astype("<i2").tobytes(), rate=RATE)


@pytest.fixture(scope="session")
def clips():
    made = {}
    for seed in range(6):
        speech, loudness = mixing.prepare(Speech(pcm=speech_like(seed, 3.0)), RATE)
        key = hashlib.sha256(speech.pcm.samples).hexdigest()
        made[key] = (speech.pcm, Clip(key=key, frames=speech.pcm.frames, loudness=loudness))
    return made


@pytest.fixture(scope="session")
def make_edition(clips):
    """An edition of chapters (id, title, numbers of clips), in a folder of one's own."""

    def make(folder, chapters, *, meta=META, name="salt", **choices):
        pieces, silences, marks, said, now = [], [], [], [], 0

        def wait(kind, ms=None):
            nonlocal now
            frames = (PAUSES[kind] if ms is None else ms) * RATE // 1000
            silences.append(Silence(kind=kind, start=now, end=now + frames))
            pieces.append(Piece(key="", frames=frames))
            now += frames

        every = [clip for _, clip in clips.values()]
        voice = Voice(engine="made", name="up")
        for id, title, numbers in chapters:
            start = now
            if not start:
                wait("title", 700)
            for place, number in enumerate(numbers):
                clip = every[number % len(every)]
                pieces.append(Piece(key=clip.key, frames=clip.frames))
                now += clip.frames
                said.append((Utterance(id="x", written="x", spoken="x", voice=voice), clip))
                last = place == len(numbers) - 1
                wait("chapter" if last else ("sentence", "paragraph", "scene")[place % 3])
            marks.append(ChapterMark(id=id, title=title, start=start, end=now))
        timeline = Timeline(
            meta=meta,
            rate=RATE,
            frames=now,
            pieces=tuple(pieces),
            cues=(),
            silences=tuple(silences),
            chapters=tuple(marks),
        )
        sound = mixing.record(
            timeline,
            said,
            read=lambda key: clips[key][0],
            folder=folder / "segments",
            jobs=2,
            **choices,
        )
        book = Book(meta=meta, chapters=())
        (folder / "book").mkdir(parents=True, exist_ok=True)
        return Edition(
            book=book, timeline=sound.timeline, folder=folder / "book", name=name, sound=sound
        )

    return make


@pytest.fixture(scope="session")
def published(tmp_path_factory, make_edition):
    """The book in every format, with the files by suffix."""
    folder = tmp_path_factory.mktemp("published")
    chapters = (("c01", TITLES[0], range(7)), ("c02", TITLES[1], range(3, 9)))
    edition = make_edition(folder, chapters)
    to = ("m4b", "mp3", "opus", "flac", "wav", "chapters", "mp3-chapters")
    files = publish(edition, to)
    return SimpleNamespace(edition=edition, timeline=edition.timeline, files=files)


@pytest.fixture(scope="session")
def decode():
    """A file's sound as floats, at the rate of the book unless told otherwise."""

    def of(path, rate=RATE):
        command = [mixing.ffmpeg(), "-v", "error", "-i", str(path), "-map", "0:a:0", "-ac", "1"]
        command += ["-ar", str(rate), "-f", "f32le", "-"]
        done = subprocess.run(command, capture_output=True, check=True)
        assert done.stderr == b""
        return np.frombuffer(done.stdout, "<f4")

    return of


@pytest.fixture(scope="session")
def loudness_of():
    """A file's integrated loudness and true peak, as ffmpeg's ebur128 has them."""

    def of(path):
        command = [mixing.ffmpeg(), "-hide_banner", "-nostats", "-i", str(path), "-map", "0:a:0"]
        command += ["-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"]
        said = subprocess.run(command, capture_output=True, check=True).stderr.decode()
        summary = said[said.rindex("Summary:") :]
        return tuple(
            float(re.search(rf"{name}:\s+(-?[\d.]+)", summary)[1]) for name in ("I", "Peak")
        )

    return of
