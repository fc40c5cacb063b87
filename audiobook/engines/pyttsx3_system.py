"""pyttsx3 on macOS and Windows: its own driver, one sentence a process, with a time limit.

Written from pyttsx3's source and run, on Linux only, with its espeak driver: it
has not been heard on either system.  Their voices keep no word times, and SAPI 5
knows 21 speeds only.
"""

from __future__ import annotations

import functools
import json
import platform
import sys
import tempfile
from pathlib import Path
from typing import Any

from audiobook import programs
from audiobook.engines import pyttsx3_once
from audiobook.engines.espeak import bcp47, words_a_minute
from audiobook.engines.protocol import base_language, failure, no_voice_for, unknown_voice
from audiobook.engines.sounds import read_sound
from audiobook.errors import EngineError, SoundError
from audiobook.model import Speech, Utterance, Voice

NAME = "pyttsx3"
LIMIT_S = 60.0  # and a second more for every 20 characters: some drivers speak in real time
CHARACTERS_A_SECOND = 20


class System:
    """The system's own voices through pyttsx3."""

    phonemes = False
    pitch = False

    def voices(self) -> tuple[Voice, ...]:
        """List the system's voices, under the system's own names."""
        return tuple(Voice(engine=NAME, name=name, language=tag) for name, tag in _voices())

    def voice(self, name: str, language: str) -> Voice:
        """Find a voice by name, or by the end of it; or the first for a language."""
        there = self.voices()
        if name:
            for voice in there:
                if name == voice.name or name.lower() == _short(voice.name):
                    return voice
            raise unknown_voice(NAME, name, (_short(voice.name) for voice in there))
        language = language or "en"
        near = [v for v in there if base_language(v.language) == base_language(language)]
        if not near:
            raise no_voice_for(NAME, language, "install one in the system's speech settings")
        order = (language.lower(), "en-us")  # the accent that recognisers know best
        return min(near, key=lambda v: [v.language.lower() != tag for tag in order])

    def identity(self) -> str:
        """Name the system: its voices change with it."""
        return f"{platform.system()} {platform.version()}"

    def speak(self, utterance: Utterance) -> Speech:
        """Say it in a process of its own.  Raises EngineError."""
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "sentence.wav"
            request = {
                "file": str(target),
                "text": utterance.spoken,
                "voice": utterance.voice.name,
                "rate": words_a_minute(utterance.prosody.rate),
            }
            limit_s = LIMIT_S + len(utterance.spoken) / CHARACTERS_A_SECOND
            try:
                _once(request, limit_s)
                return Speech(pcm=read_sound(target.read_bytes(), "what pyttsx3 wrote"))
            except SoundError as err:
                raise failure(utterance, err.message, err.hint) from err
            except FileNotFoundError as err:
                raise failure(utterance, "pyttsx3 wrote no file", "build again") from err


def _once(request: dict[str, Any], limit_s: float) -> None:
    line = json.dumps(request).encode() + b"\n"
    programs.run((sys.executable, "-P", pyttsx3_once.__file__), stdin=line, timeout_s=limit_s)


@functools.lru_cache(maxsize=1)
def _voices() -> tuple[tuple[str, str], ...]:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "voices.json"
        try:
            _once({"file": str(target)}, LIMIT_S)
            listed = json.loads(target.read_text(encoding="utf-8"))
        except (SoundError, OSError, ValueError) as err:
            raise EngineError(
                f"pyttsx3 cannot list the system's voices: {err}",
                "`audiobook doctor` looks at the engines; hibari needs no system voice",
                engine=NAME,
            ) from err
    return tuple((each["id"], bcp47(each["language"].replace("_", "-"))) for each in listed)


def _short(name: str) -> str:
    """The end of a long name: "com.apple.voice.compact.en-US.Samantha" is samantha.

    >>> _short("com.apple.voice.compact.en-US.Samantha")
    'samantha'
    """
    return name.replace("\\", ".").rpartition(".")[2].lower()
