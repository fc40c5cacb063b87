"""The care taken round every engine: a text that is safe to say in, a sound that can be true out.

An engine may hand back an empty or half-spoken clip without a word; a book must
not lose a sentence that way.  Volume, and pitch where an engine has none, are
done here, so that an engine need only speak.
"""

from __future__ import annotations

import functools
import math
import unicodedata
from dataclasses import replace

from audiobook.engines.marks import in_order, word_spans
from audiobook.engines.protocol import Engine, failure
from audiobook.model import Mark, Pcm, Prosody, Speech, Utterance, Voice

SHORTEST_LETTER_S = 0.02
LONGEST_LETTER_S = 0.3
LONGEST_EXTRA_S = 0.6
RATES = (0.25, 4.0)
SEMITONES = 12.0
DECIBELS = 40.0
# What is said as a word, or letter by letter, counts as so many letters in the upper bound.
AS_WORDS = {"Nd": 4, "Nl": 6, "No": 6, "Lo": 4, "So": 20, "Sm": 10, "Sc": 10, "Sk": 20}
SAID_MARKS = dict.fromkeys("@&%#*/\\_", 8)
SPELLED_LETTER = 3
VOWELS = frozenset("aeiouy")


class Verified:
    """An engine whose every clip has been looked at."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name = engine.name
        self.version = engine.version
        self.licence = engine.licence
        # A stranger's engine may leave out what it does not do.
        self.phonemes = bool(getattr(engine, "phonemes", False))
        self._has_pitch = bool(getattr(engine, "pitch", False))
        self.pitch = True

    def rate(self, voice: Voice) -> int:
        """Tell how many samples a second this voice gives."""
        return self._engine.rate(voice)

    def voices(self) -> tuple[Voice, ...]:
        """List the voices that can speak now."""
        return self._engine.voices()

    def voice(self, name: str, language: str) -> Voice:
        """Find a voice by name, or the engine's own choice for a language."""
        return self._engine.voice(name, language)

    def fingerprint(self, voice: Voice) -> str:
        """Name all that changes the sound but text and prosody."""
        return self._engine.fingerprint(voice)

    def speak(self, utterance: Utterance) -> Speech:
        """Say it at the rate, pitch and volume asked.

        Raises EngineError, naming the sentence, where the engine fails or its clip cannot be
        true, and for a text without a letter or digit.
        """
        asked = replace(utterance, spoken=sayable(utterance.spoken))
        _refuse_what_cannot_be_said(asked)
        prosody = asked.prosody
        shift = 1.0 if self._has_pitch else 2.0 ** (prosody.pitch / 12)
        plain = Prosody(rate=prosody.rate / shift, pitch=prosody.pitch if self._has_pitch else 0.0)
        speech = self._engine.speak(replace(asked, prosody=plain))
        verify(speech, replace(asked, prosody=plain))
        if shift != 1.0:
            speech = _shifted(speech, shift)
        return _louder(speech, prosody.volume) if prosody.volume else speech


def sayable(text: str) -> str:
    """Put a space for every character that could harm an engine; offsets stay true.

    Control characters (espeak takes \\x01 for a command and \\0 for the end), lone surrogates
    and unassigned code points.

    >>> sayable("no\\0w \\ud800!")
    'no w  !'
    """
    if text.isprintable():
        return text
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs", "Cn", "Co") else c for c in text)


def verify(speech: Speech, utterance: Utterance) -> None:
    """Raise EngineError unless a clip has sound, as long as fits: 0.02 n to 0.6 + 0.3 n seconds.

    n is the count of letters and digits as spoken: an initial, a digit and an emoji are said as
    words and count as such in the upper bound.  Both bounds are scaled by the rate.
    """
    samples, rate, frames = speech.pcm.samples, speech.pcm.rate, speech.pcm.frames
    if len(samples) % 2 or rate < 1:
        raise failure(utterance, f"the clip is not 16-bit sound ({len(samples)} bytes, {rate} Hz)")
    if samples == bytes(len(samples)):
        what = "silent" if frames else "empty"
        raise failure(utterance, f"the clip is {what}", "build again; if it stays, report the text")
    seconds = frames / rate
    shortest, longest = length_bounds_s(utterance.spoken, utterance.prosody.rate)
    if not shortest <= seconds <= longest:
        raise failure(
            utterance,
            f"the clip lasts {seconds:.2f} s, expected {shortest:.2f} to {longest:.2f} s",
            "build again; if it stays, respell the text in the lexicon",
        )
    if not in_order(speech.marks, frames):
        raise failure(utterance, "its word times are out of order")


def length_bounds_s(text: str, rate: float = 1.0) -> tuple[float, float]:
    """Tell how short and how long, in seconds, a clip of this text can truly be.

    >>> length_bounds_s("Hello there!")
    (0.2, 3.6)
    """
    letters = sum(map(str.isalnum, text))
    spoken = sum(_letters_said(text[start:end]) for start, end in word_spans(text))
    spoken += sum(
        SAID_MARKS.get(char) or AS_WORDS.get(unicodedata.category(char), 0)
        for char in text
        if not char.isalnum()
    )
    # A fast voice still stops for breath, so the fixed part does not shrink.
    extra = LONGEST_EXTRA_S / min(rate, 1.0)
    return SHORTEST_LETTER_S * letters / rate, extra + LONGEST_LETTER_S * spoken / rate


@functools.lru_cache(maxsize=4096)  # a book's words come again
def _letters_said(word: str) -> int:
    """The letters of a word as it is said: "W" alone is "double you", "hmm" may be spelt.

    >>> _letters_said("Hello"), _letters_said("BBC"), _letters_said("9")
    (5, 9, 4)
    """
    spelt = len(word) == 1 or word.isupper() or VOWELS.isdisjoint(word.lower())
    letter = SPELLED_LETTER if spelt else 1
    return sum(AS_WORDS.get(unicodedata.category(char), letter) for char in word if char.isalnum())


def _refuse_what_cannot_be_said(utterance: Utterance) -> None:
    prosody = utterance.prosody
    if not any(char.isalnum() for char in utterance.spoken):
        raise failure(utterance, "there is no letter or digit in it")
    if not RATES[0] <= prosody.rate <= RATES[1]:
        raise failure(
            utterance, f"rate {prosody.rate:g} is not between {RATES[0]:g} and {RATES[1]:g}"
        )
    if not abs(prosody.pitch) <= SEMITONES:
        raise failure(utterance, f"pitch {prosody.pitch:g} is not within {SEMITONES:g} semitones")
    if not abs(prosody.volume) <= DECIBELS:
        raise failure(utterance, f"volume {prosody.volume:g} is not within {DECIBELS:g} dB")


def _louder(speech: Speech, decibels: float) -> Speech:
    """Scale a clip; where that would clip, its peak stops at full scale."""
    import numpy as np

    samples = np.frombuffer(speech.pcm.samples, dtype="<i2").astype(np.float64)
    peak = float(np.max(np.abs(samples), initial=1.0))
    gain = min(math.pow(10.0, decibels / 20), 32_767 / peak)
    scaled = np.round(samples * gain).astype("<i2").tobytes()
    return replace(speech, pcm=Pcm(samples=scaled, rate=speech.pcm.rate))


def _shifted(speech: Speech, ratio: float) -> Speech:
    """Raise the pitch of a clip spoken `ratio` times too slowly, as a tape run faster does."""
    import numpy as np
    import soxr

    samples = np.frombuffer(speech.pcm.samples, dtype="<i2")
    faster = soxr.resample(samples, ratio, 1.0)
    pcm = Pcm(samples=faster.astype("<i2").tobytes(), rate=speech.pcm.rate)
    last = max(pcm.frames - 1, 0)
    marks = tuple(
        Mark(offset=m.offset, length=m.length, sample=min(int(m.sample / ratio), last))
        for m in speech.marks
    )
    return Speech(pcm=pcm, marks=marks)
