"""What a whole build costs at book length; prints a Markdown table.

    python -m tests.benchmarks.scale [--hours 1 10] [--engine tone]

A story of that many hours is built from nothing, built again unchanged, built after one
changed word, and checked, each by the command line in a process of its own.  Memory is the
peak of that process; its workers and ffmpeg are counted apart by the system.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS_AN_HOUR = {"tone": 10_800, "pyttsx3": 8_600, "hibari": 9_000}
WORDS = (
    "the a one every his her their old new long quiet river house road window night morning door "
    "garden letter captain walked opened found carried watched under over across before after "
    "stone water light voice table winter summer nobody slowly again never always little great"
)


def story(path: Path, words: int) -> None:
    """Write chapters of sentences, no two the same."""
    chance, common = random.Random(1), WORDS.split()
    lines, written, chapter = ["# The Long Book"], 0, 0
    while written < words:
        if written >= chapter * 2500:
            chapter += 1
            lines.append(f"## Chapter {chapter}")
        count = chance.randint(3, 6)
        sentences = []
        for _ in range(count):
            length = chance.randint(8, 22)
            said = " ".join(chance.choice(common) for _ in range(length))
            sentences.append(f"{said[0].upper()}{said[1:]}.")
            written += length
        lines.append(" ".join(sentences))
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


def measured(*arguments: str) -> tuple[dict, float, float]:
    """Run a command; its JSON, its seconds, its own peak in MB."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "audiobook", *arguments, "--json"], stdout=subprocess.PIPE, text=True
    )
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    if status:
        raise SystemExit(f"{' '.join(arguments)} ended with {status}: {output}")
    return json.loads(output.splitlines()[-1]), wall, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, nargs="+", default=[1.0])
    parser.add_argument("--engine", default="tone")
    asked = parser.parse_args()
    print("| audio | step | wall, s | peak memory, MB | spoken |")
    print("| ---: | --- | ---: | ---: | ---: |")
    for hours in asked.hours:
        with tempfile.TemporaryDirectory() as folder:
            _rows(Path(folder), hours, asked.engine)


def _rows(folder: Path, hours: float, engine: str) -> None:
    path = folder / "long.md"
    story(path, round(hours * WORDS_AN_HOUR.get(engine, 9_000)))
    where = ["--cache", str(folder / "cache")]
    build = ["build", str(path), "-e", engine, "-o", str(folder / "output"), *where]
    for step in ("from nothing", "unchanged", "one word changed"):
        if step == "one word changed":
            text = path.read_text(encoding="utf-8")
            at = text.index(" river ", len(text) // 2)
            path.write_text(text[:at] + " bridge " + text[at + 7 :], encoding="utf-8")
        done, wall, peak = measured(*build)
        length = f"{done['seconds'] / 3600:.1f} h"
        print(f"| {length} | {step} | {wall:.1f} | {peak:.0f} | {done['spoken']} |", flush=True)
    _, wall, peak = measured("check", str(folder / "output" / "long"), *where)
    print(f"| {length} | check | {wall:.1f} | {peak:.0f} | |", flush=True)


if __name__ == "__main__":
    main()
