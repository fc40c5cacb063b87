"""The engine `hibari`: a natural English voice whose weights come with its package.

hibari-tts would download its other voices; here a voice is used when its file
is there, and the model is always handed over by us, so that it never can.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any

from audiobook.engines import voicefiles
from audiobook.engines.hibari_model import RATE, SEED, Model
from audiobook.engines.protocol import (
    EngineOptions,
    base_language,
    installed_version,
    no_voice_for,
    refuse_rate_beyond,
    unknown_voice,
)
from audiobook.errors import EngineError
from audiobook.model import Speech, Utterance, Voice

OWN_VOICE = "heart"
RATES = (0.5, 2.0)  # beyond them the model's lengths no longer follow


class Hibari:
    """hibari-tts, one thread, its noise fixed."""

    name = "hibari"
    licence = "Apache-2.0 (code and voices)"
    options = ()
    phonemes = True
    pitch = False

    def __init__(self, options: EngineOptions = ()) -> None:
        """Take no options; raises EngineMissing where hibari-tts is not installed."""
        self.version = installed_version("hibari-tts", self.name, "natural")
        self._ready: dict[str, Model] = {}

    def rate(self, voice: Voice) -> int:
        """Tell the samples a second: 24,000."""
        return RATE

    def voices(self) -> tuple[Voice, ...]:
        """List the voices whose file is there; the package holds one."""
        return tuple(
            Voice(engine=self.name, name=name, language=entry["language"])
            for name, entry in _registry().items()
            if _file(entry)
        )

    def voice(self, name: str, language: str) -> Voice:
        """Find a voice by name or file, or the best English one that is there."""
        if voicefiles.looks_like_path(name):
            path = voicefiles.existing(name, self.name)
            entry = next((e for e in _registry().values() if e["file"] == path.name), None)
            accent = entry["language"] if entry else language or "en-US"
            return Voice(engine=self.name, name=str(path), language=accent)
        if not name:
            return self._own_choice(language or "en")
        entry = _registry().get(name)
        if entry is None:
            raise unknown_voice(self.name, name, _registry())
        if _file(entry) is None:
            raise EngineError(
                f"hibari's voice {name} is not on this machine",
                f"put its file {entry['file']} into {_folder()} or a folder of AUDIOBOOK_VOICES",
                engine=self.name,
            )
        return Voice(engine=self.name, name=name, language=entry["language"])

    def fingerprint(self, voice: Voice) -> str:
        """Name the package, the runtime, the voice's file, and whose Fourier transform it takes."""
        digest = voicefiles.digest(_path(voice.name))
        transform = "scipy" if importlib.util.find_spec("scipy") else "numpy"
        runtime = f"{voicefiles.runtime()}, {transform}"
        return f"hibari-tts {self.version}, {runtime}, {digest}, seed {SEED}"

    def speak(self, utterance: Utterance) -> Speech:
        """Say it.  Raises EngineError for a sound that the voice does not know, and a wild rate."""
        refuse_rate_beyond(utterance, *RATES)
        name = utterance.voice.name
        if name not in self._ready:
            british = utterance.voice.language.upper() == "EN-GB"
            self._ready[name] = Model(_path(name), british=british)
        return self._ready[name].speak(utterance)

    def _own_choice(self, language: str) -> Voice:
        if base_language(language) != "en":
            raise no_voice_for(self.name, language, "it speaks English only; try pyttsx3 or piper")
        there = self.voices()
        accents = [voice for voice in there if voice.language.lower() == language.lower()]
        return (accents or [voice for voice in there if voice.name == OWN_VOICE])[0]


@functools.lru_cache(maxsize=1)
def _registry() -> dict[str, dict[str, Any]]:
    """hibari's own list of voices, read without importing hibari."""
    text = (_assets() / "voices.json").read_text(encoding="utf-8")
    listed: dict[str, dict[str, Any]] = json.loads(text)
    return listed


def _assets() -> Path:
    spec = importlib.util.find_spec("hibari")
    if spec is None or not spec.submodule_search_locations:
        raise EngineError("hibari-tts is damaged", "install it again", engine="hibari")
    return Path(spec.submodule_search_locations[0]) / "assets"


def _folder() -> Path:
    """The folder where hibari keeps voices that it once fetched (hibari.voices.cache_dir)."""
    home = os.environ.get("HIBARI_HOME")
    if home:
        return Path(home)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or "~"
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(base).expanduser() / "hibari"


def _file(entry: dict[str, Any]) -> Path | None:
    """A voice's file, if it is there and whole."""
    places = (_assets(),) if entry.get("bundled") else (_folder(), *voicefiles.folders())
    for place in places:
        path = place / str(entry["file"])
        with contextlib.suppress(OSError):
            if path.stat().st_size == entry["bytes"]:
                return path
    return None


def _path(name: str) -> Path:
    entry = _registry().get(name)
    path = Path(name) if entry is None else _file(entry)
    if path is None or not path.is_file():
        raise EngineError(
            f"hibari's voice {name} is no longer there",
            "choose another, or put its file back",
            engine="hibari",
        )
    return path
