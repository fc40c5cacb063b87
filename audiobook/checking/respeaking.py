"""Speak suspect sentences again, otherwise, and keep the better take.

What was listened to comes in; the store's clip of a suspect sentence is
replaced where another take is heard better, and the next build takes it up.
The receipt's key stays: the take belongs to this machine's store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobook import engines, mixing
from audiobook.checking.alignment import align, words
from audiobook.checking.evidence import gather
from audiobook.checking.listening import RATE, Heard, Recogniser, as_spoken
from audiobook.errors import AudiobookError
from audiobook.model import Loudness, Pcm, Speech, Utterance
from audiobook.pipeline import receipt
from audiobook.pipeline.readying import Ready, make_ready
from audiobook.settings import Settings, restored
from audiobook.speaking import ClipStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Deterministic engines say the same again; a little slower or faster they say it anew.
RATES = (0.94, 1.05, 0.88)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """One suspect sentence and what came of it."""

    id: str
    before: int  # words not heard
    after: int  # words not heard in the take that is kept now


def respeak(
    folder: Path, heard: Iterable[Heard], cache: Path, recogniser: Recogniser
) -> Iterator[Mended]:
    """Speak every suspect sentence of a built folder again and keep the best take.

    Raises AudiobookError where the story is no longer there.
    """
    evidence = gather(folder)
    stories = receipt.story_files(folder, evidence.receipt)
    for gone in (path for path in stories if not path.is_file()):
        raise AudiobookError(
            f"{gone}: the story is not there, so nothing can be spoken again",
            "put it back where it was when the book was built",
        )
    settings = restored(evidence.receipt["settings"], str(stories[0].parent))
    ready = make_ready(stories, settings)
    studio = _Studio(ready, settings, ClipStore(cache / "clips"), recogniser)
    for chapter in heard:
        for each in chapter.verdicts:
            if each.verdict == "suspect":
                yield from studio.mend(each.line.id)


class _Studio:
    """Takes of one book's sentences."""

    def __init__(
        self, ready: Ready, settings: Settings, store: ClipStore, recogniser: Recogniser
    ) -> None:
        self._utterances: dict[str, list[tuple[Utterance, str]]] = {}
        for utterance, key in zip(ready.utterances, ready.keys(), strict=True):
            if key:
                self._utterances.setdefault(utterance.id, []).append((utterance, key))
        self._rate = ready.hired.rate
        self._settings = settings
        self._store = store
        self._recogniser = recogniser

    def mend(self, name: str) -> Iterator[Mended]:
        for utterance, key in self._utterances.get(name, ()):
            before = self._unheard(utterance, self._store.pcm(key))
            best, speech, loudness = before, None, None
            for rate in RATES:
                if not best:
                    break
                take, measures = self._take(utterance, rate)
                unheard = self._unheard(utterance, take.pcm)
                if unheard < best:
                    best, speech, loudness = unheard, take, measures
            if speech is not None and loudness is not None:
                self._store.put(key, speech, loudness)
            yield Mended(id=name, before=before, after=best)

    def _take(self, utterance: Utterance, rate: float) -> tuple[Speech, Loudness]:
        engine = engines.load(
            utterance.voice.engine, self._settings.options(utterance.voice.engine)
        )
        prosody = replace(utterance.prosody, rate=utterance.prosody.rate * rate)
        return mixing.prepare(engine.speak(replace(utterance, prosody=prosody)), self._rate)

    def _unheard(self, utterance: Utterance, pcm: Pcm) -> int:
        text, _ = self._recogniser.transcribe(_at_16_khz(pcm))
        return align(words(utterance.spoken), words(as_spoken(text))).heard.count(False)


def _at_16_khz(pcm: Pcm) -> NDArray[np.float32]:
    import numpy as np

    speech = Speech(pcm=pcm)
    heard, _ = mixing.prepare(speech, RATE)
    samples: NDArray[Any] = np.frombuffer(heard.pcm.samples, "<i2")
    scaled: NDArray[np.float32] = samples.astype(np.float32) / 32768.0
    return scaled
