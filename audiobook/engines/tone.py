"""The engine `tone`: a beep for every word, as long as the word has letters.

For tests, and for hearing a book's pacing at once.  It knows every language,
its word times are exact, and the same text always gives the same bytes.
"""

from __future__ import annotations

import array
import functools
import math
import sys

from audiobook.engines.marks import word_spans
from audiobook.engines.protocol import EngineOptions, unknown_voice
from audiobook.model import Mark, Pcm, Speech, Utterance, Voice

RATE = 22_050
HERTZ = {"middle": 440.0, "low": 220.0, "high": 880.0}  # the first is the engine's own choice
LETTER_S = 0.05
GAP_S = 0.05
FADE_S = 0.005
PEAK = 8_000


class Tone:
    """Beeps."""

    name = "tone"
    version = "1"
    licence = "MIT"
    options = ()
    phonemes = True  # a word given as sounds is a beep as well
    pitch = True

    def __init__(self, options: EngineOptions = ()) -> None:
        """Take no options."""

    def rate(self, voice: Voice) -> int:
        """Tell the samples a second: 22,050."""
        return RATE

    def voices(self) -> tuple[Voice, ...]:
        """List the voices: three pitches, of no language ("mul" is any)."""
        return tuple(Voice(engine=self.name, name=name, language="mul") for name in HERTZ)

    def voice(self, name: str, language: str) -> Voice:
        """Find a voice; every language will do."""
        name = name or next(iter(HERTZ))
        if name not in HERTZ:
            raise unknown_voice(self.name, name, HERTZ)
        return Voice(engine=self.name, name=name, language=language or "mul")

    def fingerprint(self, voice: Voice) -> str:
        """Name the version and the voice."""
        return f"tone {self.version} {voice.name}"

    def speak(self, utterance: Utterance) -> Speech:
        """Beep every word."""
        hertz = HERTZ.get(utterance.voice.name)
        if hertz is None:
            raise unknown_voice(self.name, utterance.voice.name, HERTZ)
        hertz *= 2.0 ** (utterance.prosody.pitch / 12)
        speed = utterance.prosody.rate
        gap = bytes(2 * round(GAP_S * RATE / speed))
        sound = bytearray()
        marks: list[Mark] = []
        for start, end in word_spans(utterance.spoken):
            marks.append(Mark(offset=start, length=end - start, sample=len(sound) // 2))
            sound += _beep(round((end - start) * LETTER_S * RATE / speed), hertz)
            sound += gap
        return Speech(pcm=Pcm(samples=bytes(sound), rate=RATE), marks=tuple(marks))


@functools.lru_cache(maxsize=256)
def _beep(frames: int, hertz: float) -> bytes:
    step = 2 * math.pi * hertz / RATE
    fade = max(1, min(round(FADE_S * RATE), frames // 2))
    tone = array.array(
        "h",
        (
            round(PEAK * math.sin(step * n) * min(1.0, n / fade, (frames - 1 - n) / fade))
            for n in range(frames)
        ),
    )
    if sys.byteorder == "big":
        tone.byteswap()
    return tone.tobytes()
