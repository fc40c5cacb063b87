"""One of hibari's voices, loaded: text in, samples and word times out.

Reads as hibari does, byte for byte, and keeps count of which word each phoneme
came from.  Word times are the model's own lengths, asked of it as one more
output.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook.engines.marks import laid_on_words, word_spans
from audiobook.engines.onnx_outputs import Recorder, output_of, with_output
from audiobook.engines.phonemes import in_kokoro_letters, stretches
from audiobook.engines.protocol import failure
from audiobook.engines.sounds import from_floats
from audiobook.model import Speech, Utterance

log = logging.getLogger(__name__)
RATE = 24_000
SEED = 0
AMERICAN_RULES, BRITISH_RULES = "heart", "emma"  # reading rules go by a voice's name
STRAIGHT = str.maketrans("‘’", "''")  # as hibari straightens them before it reads


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the model says at once."""

    phonemes: str
    words: tuple[tuple[int, int], ...]  # (offset into the spoken text, index into the phonemes)


class Model:
    """One voice, loaded."""

    def __init__(self, path: Path, *, british: bool) -> None:
        import hibari

        self._british = british
        # "Clip" bounds the lengths from below; a model of another layout has no word times.
        model = path.read_bytes()
        lengths = output_of(model, "Clip")
        # The model is given as bytes, so hibari has no reason to look for a file, or to fetch it.
        self._tts = hibari.Hibari(
            voice=BRITISH_RULES if british else AMERICAN_RULES,
            model=with_output(model, lengths),
            threads=1,
        )
        self._session = Recorder(self._tts.sess, lengths, path)
        self._tts.sess = self._session

    def speak(self, utterance: Utterance) -> Speech:
        import numpy as np

        noise = np.random.default_rng(SEED)
        parts: list[Any] = []
        events: list[tuple[int, int]] = []
        at = 0
        for reading in self._readings(utterance):
            ids = self._tts.ids(reading.phonemes)
            part = self._tts.from_ids(ids, utterance.prosody.rate, noise)
            events += [(offset, at + start) for offset, start in self._starts(reading, len(part))]
            parts.append(part)
            at += len(part)
        if not at:
            raise failure(utterance, "hibari finds nothing in it to read")
        pcm = from_floats(np.concatenate(parts), RATE)
        return Speech(pcm=pcm, marks=laid_on_words(utterance.spoken, events, pcm.frames))

    def _starts(self, reading: _Reading, frames: int) -> Iterator[tuple[int, int]]:
        """Each word's offset, and the sample at which its first phoneme begins."""
        import numpy as np

        lengths = self._session.last
        if lengths is None or not lengths.sum():
            return
        # One length an id: a pad, the phonemes that the model knows, a pad.
        ends = np.cumsum(lengths) * (frames / lengths.sum())
        for offset, index in reading.words:
            before = sum(letter in self._tts.vocab for letter in reading.phonemes[:index])
            yield offset, int(ends[before])

    def _readings(self, utterance: Utterance) -> Iterator[_Reading]:
        """Read sentence by sentence, as hibari does, words given as sounds among them."""
        cursor = 0
        spoken = utterance.spoken.translate(STRAIGHT)
        for sentence in self._tts.split_sentences(self._with_links(utterance)):
            phonemes = ""
            words: list[tuple[int, int]] = []
            for token in self._tokens(sentence):
                found = spoken.find(token.text.translate(STRAIGHT), cursor)
                if found >= 0:
                    words += _words_of(token, found, len(phonemes))
                    cursor = found + len(token.text)
                if not token.phonemes and any(char.isalnum() for char in token.text):
                    log.warning("%s: hibari leaves out %r", utterance.id, token.text)
                phonemes += (token.phonemes or "") + (" " if token.whitespace else "")
            yield from _cut(_Reading(phonemes.strip(), tuple(words)))

    def _tokens(self, sentence: str) -> Any:
        from hibari.g2p import LINK_RE
        from hibari.g2p.normalize import normalize

        pieces: list[str] = []
        at = 0
        for link in (*LINK_RE.finditer(sentence), None):
            plain = sentence[at : link.start() if link else len(sentence)]
            # Sounds must not be read as symbols; the spaces beside them must stay.
            start = plain[: len(plain) - len(plain.lstrip())]
            end = plain[len(plain.rstrip()) :] if plain.strip() else ""
            pieces += (start, normalize(plain), end, link[0] if link else "")
            at = link.end() if link else at
        g2p = self._tts.g2p
        return g2p.phonemize_tokens(g2p.tokenize("".join(pieces).strip()))

    def _with_links(self, utterance: Utterance) -> str:
        """The text in hibari's own notation, "[word](/sounds/)"; brackets in it stay brackets."""
        pieces = []
        for stretch in stretches(utterance.spoken):
            if not stretch.sounded:
                pieces.append(stretch.text.replace("](", "] ("))
                continue
            letters = in_kokoro_letters(stretch.text, british=self._british)
            strange = [letter for letter in letters if letter not in self._tts.vocab]
            if strange:
                raise failure(
                    utterance,
                    f"hibari has no sound for {' '.join(strange)!r} in /{stretch.text}/",
                    "write that word with other sounds in the lexicon",
                )
            pieces.append(f"[{stretch.text}](/{letters}/)")
        return "".join(pieces)


def _words_of(token: Any, offset: int, index: int) -> Iterator[tuple[int, int]]:
    """The words of a token ("friend”—it's" is two) with where their phonemes begin."""
    spans = word_spans(token.text)
    runs = [
        match.start()
        for match in re.finditer(r"[^ ]+", token.phonemes or "")
        if any(letter.isalpha() for letter in match[0])
    ]
    if len(spans) != len(runs):  # a number, read as several words
        spans, runs = spans[:1], runs[:1]
    for (start, _), run in zip(spans, runs, strict=False):
        yield offset + start, index + run


def _cut(reading: _Reading) -> Iterator[_Reading]:
    """Cut what is longer than the model takes, after a comma or the like, else at any space."""
    from hibari.tts import MAX_PHONEMES

    start = 0
    while len(reading.phonemes) - start > MAX_PHONEMES:
        window = reading.phonemes[start : start + MAX_PHONEMES + 1]
        clauses = [match.end() for match in re.finditer(r"[,;:—] ", window)]
        cut = clauses[-1] if clauses else window.rfind(" ") + 1
        if cut <= 0:
            break
        yield _part(reading, start, start + cut)
        start += cut
    if start < len(reading.phonemes):
        yield _part(reading, start, len(reading.phonemes))


def _part(reading: _Reading, start: int, end: int) -> _Reading:
    words = tuple((o, index - start) for o, index in reading.words if start <= index < end)
    return _Reading(reading.phonemes[start:end].rstrip(), words)
