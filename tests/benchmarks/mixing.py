"""What mixing costs, as ratios to the programs it is made of.

    python -m tests.benchmarks.mixing [--hours 0.25] [--memory 0.25 1] [--naive 3]

Prepares clips, joins them against pydub's `+=`, encodes an M4B against ffmpeg alone
on the same samples, edits one sentence, and weighs the process at several lengths.
CPU ratios hold on a busy machine; wall ratios want two idle cores.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from dataclasses import replace
from pathlib import Path

from audiobook import mixing
from audiobook.mixing import codecs
from audiobook.mixing.joining import joined
from audiobook.model import (
    Book,
    ChapterMark,
    Clip,
    Loudness,
    Meta,
    Pcm,
    Piece,
    Silence,
    Speech,
    Timeline,
    Utterance,
    Voice,
)
from audiobook.publishing import Edition
from audiobook.publishing.audio import write_m4b

RATE = 22_050
PAUSE = RATE * 6 // 10
A_CHAPTER = 150  # sentences
SPEAKER = Utterance(id="x", written="x", spoken="x", voice=Voice(engine="made", name="up"))


def make_clips(folder: Path, count: int = 40) -> dict[str, Clip]:
    """Clips of 6 to 8 s as WAV files: harmonics under a syllable's envelope, with hiss."""
    import numpy as np

    clips = {}
    for seed in range(count):
        noise = np.random.default_rng(seed)
        moment = np.arange(int(RATE * noise.uniform(6, 8))) / RATE
        phase = 2 * np.pi * np.cumsum(115 + 25 * np.sin(2 * moment + seed)) / RATE
        sound = sum(np.sin(k * phase) / k for k in range(1, 30))
        sound = sound * np.clip(np.sin(21 * moment + seed) + 0.7, 0, 1) ** 2
        sound = sound + 0.02 * noise.standard_normal(len(moment))
        samples = (0.6 * 32767 * sound / np.abs(sound).max()).astype("<i2").tobytes()
        speech, loudness = mixing.prepare(Speech(pcm=Pcm(samples=samples, rate=RATE)), RATE)
        key = hashlib.sha256(speech.pcm.samples).hexdigest()
        with wave.open(str(folder / key), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(speech.pcm.samples)
        clips[key] = Clip(key=key, frames=speech.pcm.frames, loudness=loudness)
    return clips


def reader(folder: Path):
    """Read clips from their files, as the store does."""

    def read(key: str) -> Pcm:
        with wave.open(str(folder / key)) as file:
            return Pcm(samples=file.readframes(file.getnframes()), rate=RATE)

    return read


def make_timeline(clips: dict[str, Clip], hours: float, changed: int = -1) -> Timeline:
    """Clips in an order that never repeats for long, a pause after each, chapters of 18 min."""
    every = list(clips.values())
    pieces, silences, starts, now, number = [], [], [], 0, 0
    while now < hours * 3600 * RATE:
        if number % A_CHAPTER == 0:
            starts.append(now)
            pieces.append(Piece(key="", frames=RATE))
            now += RATE
        place = int(hashlib.sha256(str(number).encode()).hexdigest(), 16) + (number == changed)
        clip = every[place % len(every)]
        pieces += [Piece(key=clip.key, frames=clip.frames), Piece(key="", frames=PAUSE)]
        now += clip.frames + PAUSE
        silences.append(Silence(kind="sentence", start=now - PAUSE, end=now))
        number += 1
    ends = [*starts[1:], now]
    marks = tuple(
        ChapterMark(id=f"c{n}", title=f"Chapter {n}", start=a, end=b)
        for n, (a, b) in enumerate(zip(starts, ends, strict=True), 1)
    )
    return Timeline(
        meta=Meta(title="Bench"),
        rate=RATE,
        frames=now,
        pieces=tuple(pieces),
        cues=(),
        silences=tuple(silences),
        chapters=marks,
    )


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def time_prepare() -> None:
    import numpy as np

    sound = (3000 * np.random.default_rng(1).standard_normal(5 * RATE)).astype("<i2").tobytes()
    speech = Speech(pcm=Pcm(samples=sound, rate=RATE))
    mixing.prepare(speech, RATE)
    before = time.process_time()
    for _ in range(200):
        mixing.prepare(speech, RATE)
    print(f"prepare a clip of 5 s: {(time.process_time() - before) / 200 * 1000:.2f} ms CPU")


def time_join(clips: dict[str, Clip], folder: Path, hours: float) -> None:
    """Our join into a WAV, against pydub's `+=` sampled at eleven sizes of the book."""
    from pydub import AudioSegment

    timeline = make_timeline(clips, hours)
    read = reader(folder)
    target = folder / "join.wav"
    before = time.process_time()
    with wave.open(str(target), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        for chunk in joined(timeline.pieces, read, RATE, {}):
            file.writeframesraw(chunk)
    ours = time.process_time() - before
    target.unlink()
    clip = AudioSegment(
        read(next(iter(clips))).samples, sample_width=2, frame_rate=RATE, channels=1
    )
    costs = []
    for tenth in range(11):
        samples = clip.raw_data * (timeline.frames * tenth // 10 // (len(clip.raw_data) // 2) + 1)
        book = AudioSegment(samples, sample_width=2, frame_rate=RATE, channels=1)
        del samples
        tries = []
        for _ in range(3):
            start = time.process_time()
            longer = book + clip
            tries.append(time.process_time() - start)
            del longer
        costs.append(statistics.median(tries))
        del book
    naive = sum((a + b) / 2 for a, b in itertools.pairwise(costs)) / 10
    naive *= len(timeline.pieces)
    print(
        f"join of {hours:g} h to WAV: {ours:.2f} s CPU; pydub `+=` {naive:.0f} s (sampled): "
        f"{naive / ours:.0f} times as fast"
    )


def record(clips: dict[str, Clip], folder: Path, timeline: Timeline) -> mixing.Recording:
    said = [(SPEAKER, clips[piece.key]) for piece in timeline.pieces if piece.key]
    segments = folder / "segments"
    return mixing.record(timeline, said, read=reader(folder), folder=segments, jobs=2)


def edition(sound: mixing.Recording, folder: Path) -> Edition:
    book = Book(meta=sound.timeline.meta, chapters=())
    return Edition(book=book, timeline=sound.timeline, folder=folder, name="book", sound=sound)


def time_encode(clips: dict[str, Clip], folder: Path, hours: float) -> None:
    """An M4B from ready clips, and again after an edit, against ffmpeg alone."""
    sound = record(clips, folder, make_timeline(clips, hours))
    raw = folder / "book.raw"
    with raw.open("wb") as file:
        file.writelines(joined(sound.timeline.pieces, sound.read, RATE, {}))
    command = [mixing.ffmpeg(), "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1"]
    command += ["-i", str(raw), *codecs.CODECS["aac"].arguments[:-2], "-f", "ipod"]
    start, before = time.perf_counter(), cpu(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, str(folder / "alone.m4b")], check=True)
    alone_wall, alone = time.perf_counter() - start, cpu(resource.RUSAGE_CHILDREN) - before
    raw.unlink()

    start, before = time.perf_counter(), cpu(resource.RUSAGE_CHILDREN)
    own_before = cpu(resource.RUSAGE_SELF)
    write_m4b(edition(sound, folder))
    wall, theirs = time.perf_counter() - start, cpu(resource.RUSAGE_CHILDREN) - before
    own = cpu(resource.RUSAGE_SELF) - own_before
    print(
        f"M4B of {hours:g} h: {theirs:.1f} s CPU in ffmpeg + {own:.1f} s here, {wall:.1f} s wall; "
        f"ffmpeg alone {alone:.1f} s CPU, {alone_wall:.1f} s wall: "
        f"CPU ratio {(theirs + own) / alone:.2f}, wall ratio {wall / alone_wall:.2f}"
    )
    kept = {path.name for path in (folder / "segments").iterdir()}
    start = time.perf_counter()
    changed = make_timeline(clips, hours, changed=int(hours * 200))
    write_m4b(edition(record(clips, folder, changed), folder))
    took = time.perf_counter() - start
    new = len({path.name for path in (folder / "segments").iterdir()} - kept)
    print(f"one sentence changed: {new} of {len(kept)} segments encoded, {took:.2f} s wall")
    print(f"peak of the benchmark itself, numpy and pydub included: {peak_mb():.0f} MB")


def weigh(clips: dict[str, Clip], folder: Path, hours: float) -> None:
    """Runs in a process of its own: master, join and encode, then print the peak."""
    # A store gives every clip measures of its own; forty that are shared would weigh nothing.
    timeline = make_timeline(clips, hours)
    said = []
    for piece in timeline.pieces:
        if piece.key:
            own = clips[piece.key].loudness
            loudness = Loudness(blocks=tuple(own.blocks), energy=own.energy + 0, peak=own.peak)
            said.append((SPEAKER, replace(clips[piece.key], loudness=loudness)))
    sound = mixing.record(timeline, said, read=reader(folder), folder=folder / "segments", jobs=2)
    write_m4b(edition(sound, folder))
    print(peak_mb())


def peak_mb() -> float:
    """The peak of this program alone: Linux counts a parent's into `ru_maxrss`."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare_memory(folder: Path, lengths: list[float]) -> None:
    peaks = []
    for hours in lengths:
        command = [sys.executable, "-m", "tests.benchmarks.mixing", "--weigh", str(hours)]
        done = subprocess.run([*command, str(folder)], check=True, capture_output=True, text=True)
        peaks.append(float(done.stdout))
        print(f"peak of our process at {hours:g} h: {peaks[-1]:.0f} MB")
    slope = (peaks[-1] - peaks[0]) / (lengths[-1] - lengths[0])
    print(f"for each hour more: {slope:.1f} MB")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--hours", type=float, default=0.25)
    parser.add_argument("--memory", type=float, nargs="+", default=[0.25, 1.0])
    parser.add_argument("--naive", type=float, default=3.0, help="hours for the join alone")
    parser.add_argument("--weigh", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.weigh:
        folder = Path(asked.weigh[1])
        clips = pickle.loads((folder / "clips.pickle").read_bytes())
        weigh(clips, folder, float(asked.weigh[0]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clips = make_clips(folder)
        (folder / "clips.pickle").write_bytes(pickle.dumps(clips))
        time_prepare()
        time_join(clips, folder, asked.naive)
        time_encode(clips, folder, asked.hours)
        compare_memory(folder, asked.memory)


if __name__ == "__main__":
    main()
