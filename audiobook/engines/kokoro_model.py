"""Kokoro's model and voices, loaded: text in, samples and word times out.

The text is read by espeak, sentence by sentence; word times are the model's own
lengths, which newer exports give and older ones are asked for.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiobook.engines.marks import laid_beside, laid_on_words, word_spans
from audiobook.engines.onnx_outputs import Recorder, output_of, session_of, with_output
from audiobook.engines.phonemes import stretches
from audiobook.engines.protocol import failure
from audiobook.engines.sounds import from_floats
from audiobook.model import Speech, Utterance

RATE = 24_000


class Model:
    """Kokoro-82M with all its voices."""

    def __init__(self, path: Path, voices: Path) -> None:
        from kokoro_onnx import Kokoro

        # "Clip" bounds the lengths from below; a model of another layout has no word times.
        model = path.read_bytes()
        lengths = output_of(model, "Clip")
        session = session_of(with_output(model, lengths), path, "kokoro")
        self._session = Recorder(session, lengths, path)
        self._kokoro: Any = Kokoro.from_session(self._session, str(voices))
        self._read = functools.lru_cache(maxsize=4096)(self._kokoro.tokenizer.phonemize)

    def speak(self, utterance: Utterance, reading: str) -> Speech:
        """Say an utterance, read by an espeak voice."""
        import numpy as np
        from kokoro_onnx.chunker import split_phonemes
        from kokoro_onnx.config import MAX_PHONEME_LENGTH

        parts: list[Any] = []
        sounds: list[str] = []
        starts: list[int] = []
        at = 0
        for batch in split_phonemes(self._phonemes(utterance, reading), MAX_PHONEME_LENGTH):
            if not self._kokoro.tokenizer.known(batch).strip():
                continue
            # Silence at the ends is cut later and for every engine alike; pauses are ours.
            audio, _, timings = self._kokoro.create_timed(
                batch,
                utterance.voice.name,
                speed=utterance.prosody.rate,
                is_phonemes=True,
                trim=False,
                sentence_pause=0.0,
                clause_pause=0.0,
            )
            for sound, start in self._timed(batch, timings, len(audio)):
                sounds.append(sound)
                starts.append(at + start)
            sounds.append(" ")
            at += len(audio)
            starts.append(at)
            parts.append(audio)
        if not parts:
            raise failure(utterance, "kokoro finds nothing in it to read")
        pcm = from_floats(np.concatenate(parts), RATE)
        events = self._events(utterance.spoken, reading, sounds, starts)
        return Speech(pcm=pcm, marks=laid_on_words(utterance.spoken, events, pcm.frames))

    def _phonemes(self, utterance: Utterance, reading: str) -> str:
        vocabulary = self._kokoro.tokenizer.vocab
        pieces = []
        for stretch in stretches(utterance.spoken):
            if not stretch.sounded:
                pieces.append(self._read(stretch.text, reading))
                continue
            sounds = _as_espeak(stretch.text)
            strange = [sound for sound in sounds if sound not in vocabulary]
            if strange:
                raise failure(
                    utterance,
                    f"kokoro has no sound for {' '.join(strange)!r} in /{stretch.text}/",
                    "write that word with other sounds in the lexicon",
                )
            pieces.append(sounds)
        joined = " ".join(piece for piece in pieces if piece)
        return joined.translate({ord("\n"): " "})

    def _timed(self, batch: str, timings: list[Any], frames: int) -> Iterator[tuple[str, int]]:
        """Each sound that the model knows, with the sample at which it begins."""
        if timings:
            yield from ((each.phoneme, round(each.start * RATE)) for each in timings)
            return
        lengths = self._session.last
        if lengths is None or not lengths.sum():
            return
        import numpy as np

        # One length a token, a pad before and after them; a sound begins where the last ends.
        ends = np.cumsum(lengths) * (frames / lengths.sum())
        for sound, end in zip(self._kokoro.tokenizer.known(batch), ends, strict=False):
            yield sound, int(end)

    def _events(
        self, spoken: str, reading: str, sounds: list[str], starts: list[int]
    ) -> Iterator[tuple[int, int]]:
        if all(sound == " " for sound in sounds):
            return
        spans = word_spans(spoken)
        sounded = {each.offset: each for each in stretches(spoken) if each.sounded}
        words = [
            _as_espeak(sounded[start].text)
            if start in sounded
            else self._read(spoken[start:end], reading).replace(" ", "")
            for start, end in spans
        ]
        for span, index in laid_beside(spans, words, sounds):
            yield span[0], starts[index]


def _as_espeak(ipa: str) -> str:
    """IPA in espeak's letters for it."""
    return ipa.replace("g", "ɡ").replace("r", "ɹ").replace(".", "").replace("'", "ˈ")
