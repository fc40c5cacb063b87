"""The engine `command`: any program that reads text and writes a WAV.

In: the `[engine.command]` table of the settings, a list of arguments with
places in it.  There is no shell, no other program is started, and each sentence
has a time limit.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from audiobook import programs
from audiobook.engines import voicefiles
from audiobook.engines.espeak import words_a_minute
from audiobook.engines.protocol import (
    EngineOptions,
    base_language,
    failure,
    no_voice_for,
    unknown_voice,
)
from audiobook.engines.sounds import read_sound
from audiobook.errors import EngineError, SoundError
from audiobook.model import Speech, Utterance, Voice

PACED = ("{speed}", "{stretch}", "{wpm}")
ANY_LANGUAGE = "mul"  # ISO 639-2: several


class Command:
    """A program of the user's own.

        [engine.command]
        program = ["flite", "-voice", "{voice}", "-f", "{text_file}", "-o", "{wav}"]
        voices = ["slt=en-US", "rms=en-US"]    # optional; the first is the engine's own choice
        rate = 16000                           # optional: the samples a second that it gives
        licence, version, timeout              # optional; timeout in seconds a sentence

    Without {text_file} the text goes to standard input, without {wav} the sound is read from
    standard output.  {speed} is the rate as a ratio, {stretch} one over it, {wpm} 170 times it,
    {language} the voice's.
    """

    name = "command"
    licence = "that of the program"
    options = ("program", "voices", "rate", "licence", "version", "timeout")
    phonemes = False
    pitch = False

    def __init__(self, options: EngineOptions = ()) -> None:
        """Take the keys of `[engine.command]`; raises EngineError for what cannot be meant."""
        given = dict(options)
        self._program = _texts(given.get("program", ()))
        self._voices = tuple(_voice(each) for each in _texts(given.get("voices", ())))
        self._rate = _number("rate", given.get("rate", "22050"))
        self._timeout_s = _number("timeout", given.get("timeout", "120"))
        self.licence = str(given.get("licence", self.licence))
        self.version = str(given.get("version", ""))

    def rate(self, voice: Voice) -> int:
        """Tell the samples a second that the settings name."""
        return self._rate

    def voices(self) -> tuple[Voice, ...]:
        """List the voices that the settings name."""
        return self._voices

    def voice(self, name: str, language: str) -> Voice:
        """Find a voice; without a list of them, any name is handed to the program."""
        self._executable()
        if not self._voices:
            return Voice(engine=self.name, name=name, language=language or ANY_LANGUAGE)
        if name:
            for voice in self._voices:
                if voice.name == name:
                    return voice
            raise unknown_voice(self.name, name, (voice.name for voice in self._voices))
        for voice in self._voices:
            if voice.language == ANY_LANGUAGE or base_language(voice.language) == base_language(
                language or voice.language
            ):
                return voice
        raise no_voice_for(self.name, language, "name one in [engine.command] voices")

    def fingerprint(self, voice: Voice) -> str:
        """Name the arguments, the program's file and the version that the settings give."""
        digest = voicefiles.digest(self._executable())
        return f"command {self._program} {digest} {self.version} {voice.name} {voice.language}"

    def speak(self, utterance: Utterance) -> Speech:
        """Run the program once.  Raises EngineError where it fails or writes no sound."""
        self._executable()
        speed = utterance.prosody.rate
        if speed != 1.0 and not self._has(*PACED):
            raise failure(
                utterance,
                f"rate {speed:.2f} is asked, and [engine.command] program has no {{speed}}",
                "put {speed}, {stretch} or {wpm} among its arguments",
            )
        with tempfile.TemporaryDirectory() as folder:
            try:
                return Speech(pcm=read_sound(self._run(utterance, Path(folder)), "what it wrote"))
            except SoundError as err:
                raise failure(utterance, err.message, err.hint) from err
            except FileNotFoundError as err:
                raise failure(utterance, "the program wrote no file at {wav}") from err

    def _run(self, utterance: Utterance, folder: Path) -> bytes:
        text_file, wav = folder / "text.txt", folder / "sound.wav"
        text = utterance.spoken.encode()
        text_file.write_bytes(text)
        values = {
            "{text_file}": str(text_file),
            "{wav}": str(wav),
            "{voice}": utterance.voice.name,
            "{language}": utterance.voice.language,
            "{speed}": f"{utterance.prosody.rate:.4f}",
            "{stretch}": f"{1 / utterance.prosody.rate:.4f}",
            "{wpm}": str(words_a_minute(utterance.prosody.rate)),
        }
        command = [_filled(argument, values) for argument in self._program]
        stdin = b"" if self._has("{text_file}") else text
        output = programs.run(command, stdin=stdin, timeout_s=self._timeout_s)
        return wav.read_bytes() if self._has("{wav}") else output

    def _has(self, *placeholders: str) -> bool:
        return any(place in argument for argument in self._program for place in placeholders)

    def _executable(self) -> Path:
        if not self._program:
            raise _wrong("names no program", 'say program = ["NAME", "{text_file}", "{wav}"]')
        found = shutil.which(self._program[0])
        if found is None:
            raise _wrong(
                f"names {self._program[0]}, which is not to be found",
                "install it, or name it by its whole path",
            )
        return Path(found)


def _filled(argument: str, values: dict[str, str]) -> str:
    """Fill the places of one argument, once: what a text holds is never a place."""
    for place, value in values.items():
        if place in argument:
            before, _, after = argument.partition(place)
            return _filled(before, values) + value + _filled(after, values)
    return argument


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(value, str):
        raise _wrong(
            f"has {value!r} where a list is expected",
            'write it as ["one", "two"]: there is no shell',
        )
    return tuple(value)


def _voice(listed: str) -> Voice:
    """A voice of the list: "slt=en-US", or "slt" for any language."""
    name, _, language = listed.partition("=")
    return Voice(engine=Command.name, name=name, language=language or ANY_LANGUAGE)


def _number(key: str, value: str | tuple[str, ...]) -> int:
    text = str(value)
    if not text.isdecimal() or int(text) < 1:
        raise _wrong(f"has {key} = {text!r}", "a whole number is expected")
    return int(text)


def _wrong(what: str, hint: str) -> EngineError:
    return EngineError(f"[engine.command] {what}", hint, engine=Command.name)
