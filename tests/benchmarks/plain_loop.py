"""Compares a whole build with the plain loop that one would write; prints a Markdown table.

    python -m tests.benchmarks.plain_loop [--minutes 30,180]

The plain loop says each paragraph with pyttsx3's `save_to_file`, joins with pydub's `+=` and
exports once.  It repairs nothing, times nothing and loses a paragraph now and then; the build
of the same text starts from an empty store.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import audiobook

STORY = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"
STORY_MINUTES = 4.5
PAUSE_MS = 700


def write_story(path, minutes):
    """The example story, told as often as it takes, each time in other words."""
    title, *lines = audiobook.clean(STORY.read_text(encoding="utf-8")).text.splitlines()
    told = [
        f"Time {n}. {line}" if n else line
        for n in range(max(1, round(minutes / STORY_MINUTES)))
        for line in lines
    ]
    path.write_text("\n".join([title, *told]) + "\n", encoding="utf-8")


def plain_loop(story, folder):
    import espeakng_loader
    import imageio_ffmpeg

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    import pyttsx3
    from pydub import AudioSegment

    AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    engine = pyttsx3.init("espeak")
    engine.setProperty("rate", 170)
    part = str(folder / "part.wav")
    engine.save_to_file("First.", part)  # the first call returns before its file is there
    engine.runAndWait()
    time.sleep(0.3)
    pause = AudioSegment.silent(PAUSE_MS, frame_rate=22_050)
    book = AudioSegment.silent(0, frame_rate=22_050)
    lost = 0
    for line in story.read_text(encoding="utf-8").splitlines():
        engine.save_to_file(line, part)
        engine.runAndWait()
        clip = AudioSegment.from_wav(part)
        lost += not clip.frame_count()
        book += clip
        book += pause
    book.export(folder / "book.m4b", format="ipod", codec="aac", bitrate="64k")
    return {"lost": lost, "audio_s": book.duration_seconds}


def build(story, folder):
    built = audiobook.build(story, folder / "output", cache=folder / "cache")
    return {"lost": 0, "audio_s": built.seconds}


def measured(kind, minutes):
    """Run one way in a process of its own: wall time, and the memory of that process."""
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.txt"
        write_story(story, minutes)
        command = [sys.executable, "-m", "tests.benchmarks.plain_loop", "--child", kind, folder]
        start = time.perf_counter()
        output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
        wall_s = time.perf_counter() - start
    return json.loads(output.splitlines()[-1]) | {"wall_s": wall_s}


def main():
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--minutes", default="30,180")
    options.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.child:
        kind, folder = asked.child[0], Path(asked.child[1])
        with contextlib.redirect_stdout(io.StringIO()):  # pyttsx3 prints a line a file
            result = {"plain": plain_loop, "build": build}[kind](folder / "story.txt", folder)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(result | {"peak_mb": peak}))
        return
    print(
        "| speech | plain loop | build | times faster | memory: plain, build | lost by the loop |"
    )
    print("| --- | --- | --- | --- | --- | --- |")
    for minutes in map(float, asked.minutes.split(",")):
        ours, plain = measured("build", minutes), measured("plain", minutes)
        print(
            f"| {ours['audio_s'] / 60:.0f} min | {plain['wall_s']:.1f} s | {ours['wall_s']:.1f} s "
            f"| {plain['wall_s'] / ours['wall_s']:.1f} "
            f"| {plain['peak_mb']:.0f} MB, {ours['peak_mb']:.0f} MB "
            f"| {plain['lost']} paragraphs |",
            flush=True,
        )


if __name__ == "__main__":
    main()
