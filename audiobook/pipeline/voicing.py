"""Engines and their voices for a person who chooses: the list, and an audition.

The list imports no engine's package; an audition speaks one line here and now.
"""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
from pathlib import Path

from audiobook import engines, mixing
from audiobook.errors import SettingsError, SoundError
from audiobook.files import write_whole
from audiobook.model import Pcm, Prosody, Utterance, Voice
from audiobook.programs import run
from audiobook.settings import Settings
from audiobook.wording import Lexicon, spoken

PLAYERS = (("ffplay", "-v", "quiet", "-nodisp", "-autoexit"), ("aplay", "-q"), ("afplay",))


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineEntry:
    """An engine as `audiobook voices` lists it."""

    engine: str
    version: str
    licence: str
    rate: int  # of its first voice, samples a second; 0 where it has none
    installed: bool
    install: str  # the line that installs it
    voices: tuple[Voice, ...]


def engine_entries(only: str | None = None) -> tuple[EngineEntry, ...]:
    """List the engines with their voices; raises EngineError for an unknown name."""
    if only is not None and only not in engines.names():
        engines.load(only)
    return tuple(
        _entry(entry) for entry in engines.catalogue() if only is None or entry.name == only
    )


def is_installed(name: str) -> bool:
    """Tell whether an engine can be used here."""
    return any(entry.installed for entry in engines.catalogue() if entry.name == name)


def _entry(entry: engines.Entry) -> EngineEntry:
    voices: tuple[Voice, ...] = ()
    rate = 0
    if entry.installed:
        engine = engines.load(entry.name)
        voices = engine.voices()
        rate = engine.rate(voices[0]) if voices else 0
    return EngineEntry(
        engine=entry.name,
        version=entry.version,
        licence=entry.licence,
        rate=rate,
        installed=entry.installed,
        install=entry.install,
        voices=voices,
    )


def voices(engine: str | None = None) -> tuple[Voice, ...]:
    """List the voices of one engine, or of all that are installed."""
    return tuple(voice for entry in engine_entries(engine) for voice in entry.voices)


def audition(text: str, settings: Settings) -> Pcm:
    """Say one line as a book with these settings would say it."""
    chosen = settings.voice
    engine = engines.load(chosen.engine, settings.options(chosen.engine))
    voice = engine.voice(chosen.name, settings.book.language or "en")
    prosody = Prosody(rate=chosen.rate, pitch=chosen.pitch, volume=chosen.volume)
    said = spoken(
        text,
        language=voice.language,
        engine=engine.name,
        lexicon=Lexicon(entries=settings.lexicon),
        phonemes=engine.phonemes,
    )
    if not said:
        raise SettingsError(f"there is nothing to say in {text!r}", "give a line with a word in it")
    return _said(engine, Utterance(id="", written=text, spoken=said, voice=voice, prosody=prosody))


def say(text: str, voice: Voice) -> Pcm:
    """Say a text in a voice, trimmed as the clips of a book are."""
    return _said(
        engines.load(voice.engine), Utterance(id="", written=text, spoken=text, voice=voice)
    )


def _said(engine: engines.Engine, utterance: Utterance) -> Pcm:
    speech, _ = mixing.prepare(engine.speak(utterance), engine.rate(utterance.voice))
    return speech.pcm


def write_wav(path: Path, pcm: Pcm) -> None:
    """Write a WAV file, whole or not at all."""
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(pcm.rate)
        sound.writeframes(pcm.samples)
    write_whole(path, held.getvalue())


def play(pcm: Pcm) -> None:
    """Play a sound with the first player that this system has."""
    import shutil
    import tempfile

    for player in PLAYERS:
        if shutil.which(player[0]):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "line.wav"
                write_wav(path, pcm)
                run([*player, str(path)], timeout_s=60 + pcm.frames / pcm.rate)
            return
    raise SoundError(
        "there is no player on this system (looked for ffplay, aplay, afplay)",
        "write a file with -o FILE.wav and play that",
    )
