"""Books of made-up clips, laid out in time by hand."""

from __future__ import annotations

import hashlib
import random

import pytest

from audiobook import mixing
from audiobook.model import (
    ChapterMark,
    Clip,
    Cue,
    Meta,
    Pcm,
    Piece,
    Silence,
    Speech,
    Timeline,
    Utterance,
    Voice,
)

RATE = 22_050
PAUSES = {"sentence": 350, "paragraph": 700, "scene": 2200, "title": 2000, "chapter": 3000}


def speech_like(seed: int, seconds: float, level: float = 0.3, rate: int = RATE) -> Pcm:
    """Harmonics under a syllable's envelope, with hiss: what codecs and limiters meet."""
    import numpy as np

    random_state = np.random.default_rng(seed)
    time = np.arange(int(seconds * rate)) / rate
    pitch = 110 + 20 * np.sin(2 * np.pi * 0.4 * time + seed)
    phase = 2 * np.pi * np.cumsum(pitch) / rate
    sound = sum(np.sin(k * phase) / k for k in range(1, 24))
    envelope = np.clip(np.sin(2 * np.pi * 3.1 * time + seed) + 0.7, 0, 1) ** 2
    sound = envelope * sound + 0.01 * random_state.standard_normal(len(time))
    sound = sound / np.abs(sound).max() * level
    return Pcm(samples=(sound * 32767).astype("<i2").tobytes(), rate=rate)


class Layout:
    """Clips by key, and the timeline that they make up."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.silences: list[Silence] = []
        self.cues: list[Cue] = []
        self.starts: list[tuple[str, int]] = []
        self.now = 0

    def wait(self, kind: str, ms: int | None = None) -> None:
        frames = (PAUSES[kind] if ms is None else ms) * RATE // 1000
        self.pieces.append(Piece(key="", frames=frames))
        self.silences.append(Silence(kind=kind, start=self.now, end=self.now + frames))
        self.now += frames

    def say(self, key: str, frames: int) -> None:
        self.pieces.append(Piece(key=key, frames=frames))
        end = self.now + frames
        self.cues.append(
            Cue(id=f"s{len(self.cues)}", start=self.now, end=end, written="x", keys=(key,))
        )
        self.now = end

    def open(self, title: str) -> None:
        self.starts.append((title, self.now))

    def timeline(self) -> Timeline:
        ends = [start for _, start in self.starts[1:]] + [self.now]
        return Timeline(
            meta=Meta(title="A Book"),
            rate=RATE,
            frames=self.now,
            pieces=tuple(self.pieces),
            cues=tuple(self.cues),
            silences=tuple(self.silences),
            chapters=tuple(
                ChapterMark(id=f"c{n:02}", title=title, start=start, end=end)
                for n, ((title, start), end) in enumerate(zip(self.starts, ends, strict=True), 1)
            ),
        )


def bookish(sentences: int, chapters: int = 2, seed: int = 1, changed: int = -1) -> Timeline:
    """A book of silent make-believe: only keys and lengths, with one sentence changed at will."""
    lengths = random.Random(seed)
    layout = Layout()
    for number in range(sentences):
        frames = lengths.randrange(RATE, 8 * RATE)
        key = hashlib.sha256(f"{seed} {number}".encode()).hexdigest()
        if number == changed:
            key, frames = "f" * 64, frames + 777
        if number % -(-sentences // chapters) == 0:
            if number:
                layout.wait("chapter")
            layout.open(f"Chapter {len(layout.starts) + 1}")
            if not number:
                layout.wait("title", 700)
            layout.say(key, frames)
            layout.wait("title")
            continue
        layout.say(key, frames)
        kinds = ("scene", "sentence", "sentence", "paragraph", "sentence")
        layout.wait(kinds[number % 5] if number % 20 else "scene")
    layout.wait("chapter")
    return layout.timeline()


@pytest.fixture(scope="session")
def make_believe():
    return bookish


@pytest.fixture(scope="session")
def spoken_clips():
    """Eight clips of two seconds, prepared as the workers do it."""
    clips = {}
    for seed in range(8):
        pcm = speech_like(seed, 2.0, level=0.9 if seed % 2 else 0.5)
        speech, loudness = mixing.prepare(Speech(pcm=pcm), RATE)
        key = hashlib.sha256(speech.pcm.samples).hexdigest()
        clips[key] = (speech.pcm, Clip(key=key, frames=speech.pcm.frames, loudness=loudness))
    return clips


@pytest.fixture(scope="session")
def make_recording(spoken_clips):
    """A recording of a short book with two chapters, in a folder of one's own."""

    def make(folder, *, rounds=2, order=None, read=None, pauses=None, voices=("up",), **choices):
        cast = [Voice(engine="made", name=name) for name in voices]
        layout = Layout()
        said = []
        clips = [clip for _, clip in spoken_clips.values()]
        for round_ in range(rounds):
            layout.open(f"Chapter {round_ + 1}")
            layout.wait("title", 700)
            for number in order or range(len(clips)):
                clip = clips[number]
                layout.say(clip.key, clip.frames)
                voice = cast[number % len(cast)]
                said.append((Utterance(id="x", written="x", spoken="x", voice=voice), clip))
                kind = ("sentence", "paragraph", "scene")[number % 3]
                layout.wait(kind, (pauses or {}).get(kind))
            layout.wait("chapter")
        return mixing.record(
            layout.timeline(),
            said,
            read=read or (lambda key: spoken_clips[key][0]),
            folder=folder,
            **choices,
        )

    return make
