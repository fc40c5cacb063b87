"""One of piper's voices, loaded: text in, samples and word times out.

piper tells how long each phoneme lasts; which word it belongs to is found by
reading each word alone and laying that beside the sentence, because espeak runs
small words together ("in the" becomes one) and reads numbers as many.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiobook.engines.marks import laid_beside, laid_on_words, word_spans
from audiobook.engines.onnx_outputs import (
    output_of,
    session_of,
    unreadable,
    with_only_output,
    with_output,
)
from audiobook.engines.phonemes import stretches
from audiobook.engines.protocol import failure
from audiobook.engines.sounds import from_floats
from audiobook.model import Speech, Utterance

FINE = 64.0  # lengths are asked for in this fraction of a frame


class Model:
    """A piper voice, one speaker of it."""

    def __init__(self, path: Path, config: Path, speaker: int | None) -> None:
        from piper import PiperConfig, PiperVoice

        self._path = path
        model = path.read_bytes()
        # The rounding up of lengths is the only "Ceil" in the model that piper trains.
        self._lengths = output_of(model, "Ceil")
        try:
            settings = PiperConfig.from_dict(json.loads(config.read_text(encoding="utf-8")))
        except (KeyError, ValueError) as err:
            raise unreadable(config, "piper") from err
        session = session_of(with_output(model, self._lengths), path, "piper")
        self._voice = PiperVoice(config=settings, session=session)
        self._measuring: Any = None
        self._speaker = speaker
        self._alone = functools.lru_cache(maxsize=4096)(self._read_alone)

    def speak(self, utterance: Utterance) -> Speech:
        """Say an utterance.  Raises EngineError, also for a language that espeak cannot read."""
        try:
            return self._said(utterance)
        except RuntimeError as err:  # espeak's, inside piper, for a voice that it lacks
            raise failure(utterance, str(err), "choose another voice") from err

    def _said(self, utterance: Utterance) -> Speech:
        import numpy as np
        from piper import SynthesisConfig

        voice = self._voice
        text = self._with_phonemes(utterance)
        manner = SynthesisConfig(
            speaker_id=self._speaker,
            length_scale=self._length_scale(text, utterance.prosody.rate),
            noise_scale=0.0,  # noise would make each clip another
            noise_w_scale=0.0,
            normalize_audio=False,  # a sigh must not come out as loud as a shout
        )
        chunks = list(voice.synthesize(text, manner, include_alignments=bool(self._lengths)))
        if not chunks:
            raise failure(utterance, "piper finds nothing in it to read")
        sound = np.concatenate([chunk.audio_float_array for chunk in chunks])
        pcm = from_floats(sound, voice.config.sample_rate)
        events = self._events(utterance.spoken, chunks)
        return Speech(pcm=pcm, marks=laid_on_words(utterance.spoken, events, pcm.frames))

    def _length_scale(self, text: str, rate: float) -> float:
        """The stretch of all phonemes that gives the rate asked.

        The model rounds each length up, so that twice the stretch is less than twice as long
        (1.76 times, measured).  Its lengths are asked for alone, finely, and the sum is solved.
        """
        import numpy as np

        normal = float(self._voice.config.length_scale)
        sentences = self._voice.phonemize(text)
        if rate == 1.0 or not self._lengths or not sentences:
            return normal / rate
        lengths = np.concatenate([self._fine_lengths(sentence) for sentence in sentences])
        wanted = np.ceil(lengths * normal).sum() / rate
        shortest, longest = 0.0, 2 * normal / rate
        for _ in range(20):
            middle = (shortest + longest) / 2
            too_short = np.ceil(lengths * middle).sum() < wanted
            shortest, longest = (middle, longest) if too_short else (shortest, middle)
        return longest

    def _fine_lengths(self, sentence: list[str]) -> Any:
        """The frames of each phoneme of a sentence at a stretch of 1, nearly unrounded."""
        import numpy as np

        if self._measuring is None:
            small = with_only_output(self._path.read_bytes(), self._lengths)
            self._measuring = session_of(small, self._path, "piper")
        ids = np.array([self._voice.phonemes_to_ids(sentence)], dtype=np.int64)
        feeds = {
            "input": ids,
            "input_lengths": np.array([ids.shape[1]], dtype=np.int64),
            "scales": np.array([0.0, FINE, 0.0], dtype=np.float32),
        }
        if self._voice.config.num_speakers > 1:
            feeds["sid"] = np.array([self._speaker or 0], dtype=np.int64)
        return self._measuring.run(None, feeds)[0].reshape(-1) / FINE

    def _with_phonemes(self, utterance: Utterance) -> str:
        """The text in piper's notation, "[[sounds]]"; double brackets in the story come apart."""
        pieces = []
        for stretch in stretches(utterance.spoken):
            if not stretch.sounded:
                pieces.append(stretch.text.replace("[[", "[ ["))
                continue
            sounds = unicodedata.normalize("NFD", stretch.text)
            strange = [sound for sound in sounds if sound not in self._voice.config.phoneme_id_map]
            if strange:
                raise failure(
                    utterance,
                    f"this voice has no sound for {' '.join(strange)!r} in /{stretch.text}/",
                    "write that word with other sounds in the lexicon",
                )
            pieces.append(f"[[{sounds}]]")
        return "".join(pieces)

    def _events(self, spoken: str, chunks: list[Any]) -> Iterator[tuple[int, int]]:
        """Each word's offset, and the sample at which its first phoneme begins."""
        if any(chunk.phoneme_alignments is None for chunk in chunks):
            return
        sounds: list[str] = []
        starts: list[int] = []
        at = 0
        for chunk in chunks:
            for aligned in chunk.phoneme_alignments:
                sounds.append(aligned.phoneme)
                starts.append(at)
                at += int(aligned.num_samples)
        spans = word_spans(spoken)
        sounded = {each.offset: each for each in stretches(spoken) if each.sounded}
        words = [
            tuple(unicodedata.normalize("NFD", sounded[start].text))
            if start in sounded
            else self._alone(spoken[start:end])
            for start, end in spans
        ]
        for span, index in laid_beside(spans, words, sounds):
            yield span[0], starts[index]

    def _read_alone(self, word: str) -> tuple[str, ...]:
        read = self._voice.phonemize(word.replace("[[", ""))
        return tuple(sound for sentence in read for sound in sentence if sound != " ")
