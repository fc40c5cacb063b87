"""Measure the built example story: `python -m tests.example output/one-step-for-you`.

Length, chapters, loudness and true peak as ffmpeg hears them, and every planned
pause looked for in the decoded sound.  Ends with 1 where something is off.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np

from audiobook import mixing
from audiobook.checking.files import tagged

LENGTH_S = (210, 420)
LUFS = (-19.5, -18.5)
TRUE_PEAK_DBTP = -3.0
PAUSE_OFF_S = 0.025
# Clips end where they fall below -60 dBFS; a voice may fade out between that and -50.
QUIET = 10 ** (-55 / 20) * 32768


def main(folder: Path) -> int:
    receipt = json.loads((folder / "book.json").read_text(encoding="utf-8"))
    book = folder / "one-step-for-you.m4b"
    rate = receipt["rate"]
    sound = decoded(book, rate)
    lufs, peak = loudness(book)
    lines = receipt["sentences"]
    off = [difference(sound, pause, rate) for pause in receipt["pauses"] if is_long(pause, rate)]
    findings = [
        (f"{len(sound) / rate:.1f} s long", LENGTH_S[0] <= len(sound) / rate <= LENGTH_S[1]),
        (f"{len(tagged(book).chapters)} chapter", len(tagged(book).chapters) == 1),
        (f"{lufs} LUFS", LUFS[0] <= lufs <= LUFS[1]),
        (f"{peak} dBTP", peak <= TRUE_PEAK_DBTP),
        (f"{len(off)} pauses, at most {max(off) * 1000:.0f} ms off", max(off) <= PAUSE_OFF_S),
        (f"{len(lines)} sentences, each with a sound", all(s["key"] for s in lines)),
    ]
    for what, good in findings:
        print(f"{'passed' if good else 'FAILED'}  {what}")
    passed = sum(good for _, good in findings)
    print(f"{passed} passed, {len(findings) - passed} failed")
    return 0 if passed == len(findings) else 1


def decoded(path: Path, rate: int) -> np.ndarray:
    raw = subprocess.run(
        [mixing.ffmpeg(), "-v", "error", "-i", path, "-ac", "1", "-ar", str(rate), "-f", "s16le",
         "-"], capture_output=True, check=True,
    ).stdout  # fmt: skip
    return np.abs(np.frombuffer(raw, "<i2").astype(np.int32))


def loudness(path: Path) -> tuple[float, float]:
    heard = subprocess.run(
        [mixing.ffmpeg(), "-hide_banner", "-nostats", "-i", path, "-af", "ebur128=peak=true", "-f",
         "null", "-"], capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    summary = heard[heard.rfind("Summary:") :]
    integrated = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)
    return float(integrated[1]), float(peak[1])


def is_long(pause: dict, rate: int) -> bool:
    return pause["end"] - pause["start"] > rate // 2


def difference(sound: np.ndarray, pause: dict, rate: int) -> float:
    """By how many seconds the silence that is there differs from the one planned."""
    middle = (pause["start"] + pause["end"]) // 2
    loud = np.flatnonzero(sound > QUIET)
    after, before = loud[loud > middle], loud[loud < middle]
    start = before[-1] if len(before) else 0
    end = after[0] if len(after) else len(sound)
    planned = pause["end"] - pause["start"]
    # The clips keep 5 ms before and 10 ms after what is louder than -60 dBFS.
    return max(0.0, abs((end - start) - planned) / rate - 0.015)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
