"""How fast engines speak through our door, beside the same engine called in a bare loop.

    python -m tests.benchmarks.engines [ENGINE...]

Both say the sentences of the example story, one by one, on one core, in turns; the
median of three rounds counts.  Prints a Markdown table.
"""

from __future__ import annotations

import ctypes
import re
import statistics
import sys
import time
from pathlib import Path

from audiobook import engines
from audiobook.engines import espeak, piper
from audiobook.model import Utterance

STORY = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"
MENDED = {"п": "n", "υ": "u"}
ROUNDS = 3


def sentences():
    text = STORY.read_text(encoding="utf-8")
    for wrong, right in MENDED.items():
        text = text.replace(wrong, right)
    pieces = (piece for line in text.splitlines() for piece in re.split(r"(?<=[.!?])\s+", line))
    return [piece for piece in pieces if any(char.isalnum() for char in piece)]


def bare_pyttsx3():
    """libespeak-ng alone, synchronous, by ctypes."""
    library, data = espeak.library()
    speech = ctypes.CDLL(str(library))
    speech.espeak_Initialize(2, 1000, str(data).encode(), 0)
    sound = bytearray()

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    def heard(wav, count, events):
        if count > 0:
            sound.extend(ctypes.string_at(wav, count * 2))
        return 0

    speech.espeak_SetSynthCallback(heard)
    speech.espeak_SetVoiceByName(espeak.identifier(espeak.voice("", "en").name).encode())
    speech.espeak_SetParameter(1, espeak.NORMAL_WPM, 0)

    def say(text, callback=heard):
        sound.clear()
        words = text.encode()
        speech.espeak_Synth(words, len(words) + 1, 0, 1, 0, 0x1001, None, None)
        return len(sound) / 2 / espeak.RATE

    return say


def bare_hibari():
    from hibari import Hibari

    voice = Hibari(threads=1)
    return lambda text: len(voice(text, seed=0)) / 24_000


def bare_piper():
    import json

    import onnxruntime
    from piper import PiperConfig, PiperVoice, SynthesisConfig

    engine = engines.load("piper")
    path = piper._found()[engine.voice("", "en").name]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    voice = PiperVoice(
        config=PiperConfig.from_dict(json.loads(Path(f"{path}.json").read_text())),
        session=onnxruntime.InferenceSession(str(path), options),
    )
    manner = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0)

    def say(text):
        return sum(
            len(chunk.audio_int16_bytes) / 2 / chunk.sample_rate
            for chunk in voice.synthesize(text, manner)
        )

    return say


BARE = {"pyttsx3": bare_pyttsx3, "hibari": bare_hibari, "piper": bare_piper}


def ours(name):
    engine = engines.load(name)
    voice = engine.voice("", "en")

    def say(text):
        pcm = engine.speak(Utterance(id="t1", written=text, spoken=text, voice=voice)).pcm
        return pcm.frames / pcm.rate

    return say


def timed(say, texts):
    start = time.perf_counter()
    spoken = sum(say(text) for text in texts)
    return time.perf_counter() - start, spoken


def main(names):
    texts = sentences()
    print("| engine | sentences | bare loop, x real time | ours, x real time | ours / bare |")
    print("| --- | --- | --- | --- | --- |")
    for name in names or ("tone", *BARE):
        said = texts if name in ("tone", "pyttsx3") else texts[:40]
        bare = BARE[name]() if name in BARE else None
        speakers = [each for each in (bare, ours(name)) if each]
        for say in speakers:
            say(said[0])  # loads and warms
        rounds = [[timed(say, said) for say in speakers] for _ in range(ROUNDS)]
        walls = [statistics.median(each[at][0] for each in rounds) for at in range(len(speakers))]
        speeds = [rounds[0][at][1] / wall for at, wall in enumerate(walls)]
        floor = f"{speeds[0]:.0f}" if bare else "-"
        ratio = f"{walls[-1] / walls[0]:.2f}" if bare else "-"
        print(f"| {name} | {len(said)} | {floor} | {speeds[-1]:.0f} | {ratio} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
