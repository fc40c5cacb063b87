"""The engine `kokoro`: Kokoro-82M through kokoro-onnx, its model and voices by path.

Named in `[engine.kokoro]` as `model` and `voices`, or found in a folder of
AUDIOBOOK_VOICES as `kokoro*.onnx` and `voices*.bin` or `.npz`.  Read by espeak;
nothing is ever downloaded.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from audiobook.engines import voicefiles
from audiobook.engines.kokoro_model import RATE, Model
from audiobook.engines.protocol import (
    EngineOptions,
    base_language,
    failure,
    installed_version,
    no_voice_for,
    refuse_rate_beyond,
    unknown_voice,
)
from audiobook.errors import EngineError
from audiobook.model import Speech, Utterance, Voice

RATES = (0.5, 2.0)  # kokoro-onnx takes no other
# The first letter of a voice's name is its language (the model's VOICES.md).
LANGUAGES = {
    "a": "en-US",
    "b": "en-GB",
    "e": "es",
    "f": "fr-FR",
    "h": "hi",
    "i": "it",
    "j": "ja",
    "p": "pt-BR",
    "z": "zh",
}
# espeak's names for those that it reads; its Japanese and Chinese are not Kokoro's.
READ_BY = {
    "en": "en-us",
    "en-us": "en-us",
    "en-gb": "en-gb",
    "es": "es",
    "fr": "fr-fr",
    "hi": "hi",
    "it": "it",
    "pt": "pt-br",
}
BEST = ("af_heart", "bf_emma", "ff_siwis", "if_sara")  # by the model's own grades
WHERE = "put kokoro*.onnx and voices*.bin into a folder of AUDIOBOOK_VOICES"


class Kokoro:
    """kokoro-onnx, one thread."""

    name = "kokoro"
    licence = "MIT (kokoro-onnx), GPL-3.0-or-later (phonemizer, espeak-ng), Apache-2.0 (weights)"
    options = ("model", "voices")
    phonemes = True
    pitch = False

    def __init__(self, options: EngineOptions = ()) -> None:
        """Take `model` and `voices`; raises EngineMissing where kokoro-onnx is not installed."""
        self.version = installed_version("kokoro-onnx", self.name, "kokoro")
        self._given = dict(options)
        self._ready: Model | None = None

    def rate(self, voice: Voice) -> int:
        """Tell the samples a second: 24,000."""
        return RATE

    def voices(self) -> tuple[Voice, ...]:
        """List the voices in the file of voices; none where it is not there."""
        if not self._find("voices"):
            return ()
        return tuple(
            Voice(engine=self.name, name=name, language=LANGUAGES.get(name[:1], "en-US"))
            for name in self._names()
        )

    def voice(self, name: str, language: str) -> Voice:
        """Find a voice by name; one of another language reads the book's with its accent."""
        there = {voice.name: voice for voice in self.voices()}
        self._files()
        language = language or "en"
        if not _reading(language):
            raise no_voice_for(self.name, language)
        if name and name not in there:
            raise unknown_voice(self.name, name, there)
        if name:
            own = there[name].language
            same = base_language(own) == base_language(language)
            return Voice(engine=self.name, name=name, language=own if same else language)
        base = base_language(language)
        near = [voice for voice in there.values() if base_language(voice.language) == base]
        if not near:
            raise no_voice_for(self.name, language)
        order = {best: at for at, best in enumerate(BEST)}
        return min(
            near, key=lambda v: (v.language.lower() != language.lower(), order.get(v.name, 99))
        )

    def fingerprint(self, voice: Voice) -> str:
        """Name the package, the runtime, both files, the voice and the reading."""
        model, voices = self._files()
        files = f"{voicefiles.digest(model)} {voicefiles.digest(voices)}"
        reading = _reading(voice.language)
        return f"kokoro-onnx {self.version}, {voicefiles.runtime()}, {files} {voice.name} {reading}"

    def speak(self, utterance: Utterance) -> Speech:
        """Say it.  Raises EngineError for a sound that the model does not know, and a wild rate."""
        refuse_rate_beyond(utterance, *RATES)
        reading = _reading(utterance.voice.language)
        if not reading:
            raise failure(utterance, f"it does not read {utterance.voice.language}")
        if self._ready is None:
            self._ready = Model(*self._files())
        return self._ready.speak(utterance, reading)

    def _files(self) -> tuple[Path, Path]:
        model, voices = self._find("model"), self._find("voices")
        if not (model and voices):
            lacking = "model" if not model else "file of voices"
            raise EngineError(
                f"kokoro has no {lacking}",
                f"{WHERE}, or name it in [engine.kokoro]",
                engine="kokoro",
            )
        return model, voices

    def _find(self, what: str) -> Path | None:
        """A file of the options, or the first that fits in the user's folders."""
        if what in self._given:
            return voicefiles.existing(str(self._given[what]), self.name)
        fits = ("kokoro*.onnx",) if what == "model" else ("voices*.bin", "voices*.npz")
        for folder in voicefiles.folders():
            for pattern in fits:
                for path in sorted(folder.glob(pattern)):
                    return path
        return None

    def _names(self) -> tuple[str, ...]:
        """The names in a file of voices, a NumPy archive, without loading NumPy."""
        path = self._files()[1]
        try:
            with zipfile.ZipFile(path) as archive:
                return tuple(sorted(name.removesuffix(".npy") for name in archive.namelist()))
        except (OSError, zipfile.BadZipFile) as err:
            raise EngineError(
                f"{path} is not a file of kokoro voices: {err}", WHERE, engine=self.name
            ) from err


def _reading(language: str) -> str:
    """The espeak voice that reads a language for Kokoro; "" where none does."""
    tag = language.replace("_", "-").lower()
    return READ_BY.get(tag) or READ_BY.get(base_language(tag), "")
