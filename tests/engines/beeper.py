"""A program that "reads": 0.08 s of sound for each letter of a text file, as a WAV."""

from __future__ import annotations

import array
import math
import sys
import wave
from pathlib import Path

RATE = 16_000


def main(text_file, wav, speed="1"):
    text = Path(text_file).read_text(encoding="utf-8") if text_file != "-" else sys.stdin.read()
    letters = sum(char.isalnum() for char in text)
    frames = round(letters * 0.08 * RATE / float(speed))
    hum = array.array("h", (round(9000 * math.sin(n * math.pi / 20)) for n in range(40)))
    sound = (hum * (frames // 40 + 1))[:frames]
    with wave.open(wav if wav != "-" else sys.stdout.buffer, "wb") as file:
        file.setparams((1, 2, RATE, frames, "NONE", ""))
        file.writeframes(sound.tobytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
