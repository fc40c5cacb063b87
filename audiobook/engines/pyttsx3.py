"""The default engine: pyttsx3, on Linux through espeak-ng from a wheel.

pyttsx3's own Linux loop loses sentences and repeats none the same way twice, so
a small server says each one in a fork (`pyttsx3_server`).  Rate 1.0 is 170
words a minute; pitch is espeak's own, a semitone 50/12 of its steps.
"""

from __future__ import annotations

import contextlib
import functools
import json
import logging
import os
import select
import sys
import threading
import time
import weakref
from typing import IO, TypeAlias

from audiobook import programs
from audiobook.engines import espeak, pyttsx3_server
from audiobook.engines.espeak_sounds import Notated, UnknownSoundError, notated
from audiobook.engines.marks import laid_on_words, word_spans
from audiobook.engines.protocol import EngineOptions, failure, installed_version, refuse_rate_beyond
from audiobook.engines.pyttsx3_server import HEADER
from audiobook.engines.pyttsx3_system import System
from audiobook.model import Pcm, Prosody, Speech, Utterance, Voice

log = logging.getLogger(__name__)
LIMIT_S = 60  # and a second more for every 500 characters: a hundred times what it takes
CHARACTERS_A_SECOND = 500
RESPELL = "write the word with other letters, or other sounds, in the lexicon"


_Reply: TypeAlias = tuple[bool, bytes, bytes]  # whether refused, words or the reason, samples


class Pyttsx3:
    """pyttsx3 with its platform's own speech: espeak-ng, NSSpeechSynthesizer or SAPI 5."""

    name = "pyttsx3"
    licence = "MPL-2.0 (pyttsx3), GPL-3.0-or-later (espeak-ng)"
    options = ()

    def __init__(self, options: EngineOptions = ()) -> None:
        """Take no options; raises EngineMissing where pyttsx3 or espeak-ng is not there."""
        self.version = installed_version("pyttsx3", self.name, "")
        self._speech = _Espeak() if sys.platform == "linux" else System()
        self.phonemes = self._speech.phonemes
        self.pitch = self._speech.pitch

    def rate(self, voice: Voice) -> int:
        """Tell the samples a second: 22,050, also what the systems' drivers write."""
        return espeak.RATE

    def voices(self) -> tuple[Voice, ...]:
        """List espeak's languages and accents; "+f3" after a name takes a variant."""
        return self._speech.voices()

    def voice(self, name: str, language: str) -> Voice:
        """Find a voice by name, or the best for a language."""
        return self._speech.voice(name, language)

    def fingerprint(self, voice: Voice) -> str:
        """Name pyttsx3, what speaks under it, and the voice."""
        return f"pyttsx3 {self.version}, {self._speech.identity()}, {voice.name}"

    def speak(self, utterance: Utterance) -> Speech:
        """Say it; on Linux the same text gives the same bytes whatever was said before.

        Raises EngineError.
        """
        return self._speech.speak(utterance)


class _Espeak:
    """espeak-ng, through pyttsx3 in a server; the server is replaced when it dies."""

    phonemes = True
    pitch = True

    def __init__(self) -> None:
        espeak.library()
        self._server = _Server()
        self._lock = threading.Lock()
        self._manner = functools.lru_cache(maxsize=256)(_manner)

    def voices(self) -> tuple[Voice, ...]:
        return espeak.voices()

    def voice(self, name: str, language: str) -> Voice:
        return espeak.voice(name, language)

    def identity(self) -> str:
        return espeak.identity()

    def speak(self, utterance: Utterance) -> Speech:
        refuse_rate_beyond(utterance, *espeak.RATES)
        notation = _notation(utterance)
        limit_s = LIMIT_S + len(utterance.spoken) // CHARACTERS_A_SECOND
        manner = self._manner(utterance.voice.name, utterance.prosody)
        # The fork ends itself where we cannot end it.
        request = (manner, f"{limit_s + 5}", f"{notation.has_sounds:d}", notation.text)
        with self._lock:
            refused, words, sound = self._ask(request, limit_s, utterance)
        if refused:
            raise failure(utterance, words.decode(), "`audiobook doctor` looks at the engines")
        starts = {start for start, _ in word_spans(notation.text)}
        events = [
            (notation.offset(at), ms * espeak.RATE // 1000)
            for at, length, ms in pyttsx3_server.WORD.iter_unpack(words)
            if length > 0 or at in starts  # a quotation mark makes events without length
        ]
        marks = laid_on_words(utterance.spoken, events, len(sound) // 2)
        return Speech(pcm=Pcm(samples=sound, rate=espeak.RATE), marks=marks)

    def _ask(self, request: tuple[str, ...], limit_s: int, utterance: Utterance) -> _Reply:
        for _ in range(2):
            try:
                return self._server.ask(request, limit_s)
            except _DiedError:
                log.debug("the espeak server died at %s", utterance.id)
                self._server.stop()
            except TimeoutError as err:
                self._server.stop()
                raise failure(utterance, f"espeak did not finish in {limit_s} s") from err
        raise failure(utterance, "espeak died of it, twice", "respell the text in the lexicon")


def _manner(voice: str, prosody: Prosody) -> str:
    """The part of a request that is the same for many sentences."""
    asked = {  # a voice brings its own speed: the order matters
        "voice": espeak.identifier(voice),
        "rate": espeak.words_a_minute(prosody.rate),
        "pitch": espeak.pitch(prosody.pitch),
    }
    return json.dumps(asked)


def _notation(utterance: Utterance) -> Notated:
    """The text as espeak wants it.  Raises EngineError for sounds that it cannot make."""
    try:
        notation = notated(utterance.spoken)
    except UnknownSoundError as err:
        raise failure(
            utterance, f"espeak's English has no sound for {str(err)!r}", RESPELL
        ) from err
    if notation.has_sounds and espeak.family(utterance.voice.name) != "en":
        raise failure(utterance, "only its English voices can be given sounds", RESPELL)
    return notation


class _DiedError(Exception):
    """The server's pipe closed before the reply was whole."""


class _Server:
    """Our end of the pipes to `pyttsx3_server`; started when first asked."""

    def __init__(self) -> None:
        self._pipes: tuple[IO[bytes], IO[bytes]] | None = None
        self._stop = weakref.finalize(self, lambda: None)
        self._room = bytearray(pyttsx3_server.PIPE_BYTES)  # kept: new memory costs a fault a page

    def ask(self, request: tuple[str, ...], limit_s: float) -> _Reply:
        deadline = time.monotonic() + limit_s
        requests, replies = self._running()
        try:
            requests.write("\t".join(map(_in_a_field, request)).encode() + b"\n")
            requests.flush()
        except OSError as err:
            raise _DiedError from err
        pipe = replies.fileno()
        there = self._read(pipe, 0, HEADER.size, deadline)
        refused, said, sound = HEADER.unpack_from(self._room)
        end = HEADER.size + said + sound
        self._read(pipe, there, end, deadline)
        with memoryview(self._room) as room:
            return refused, bytes(room[HEADER.size : end - sound]), bytes(room[end - sound : end])

    def _read(self, pipe: int, there: int, count: int, deadline: float) -> int:
        """Read on until so many bytes are in the room, or more where they have come already."""
        self._room.extend(bytes(max(0, count - len(self._room))))
        with memoryview(self._room) as room:
            while there < count:
                left = deadline - time.monotonic()
                if left <= 0 or not select.select([pipe], [], [], left)[0]:
                    raise TimeoutError
                came = os.readv(pipe, [room[there:]])
                if not came:
                    raise _DiedError
                there += came
        return there

    def stop(self) -> None:
        self._stop()
        self._pipes = None

    def _running(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._pipes is None:
            library, data = espeak.library()
            stack = contextlib.ExitStack()
            # -P: a file beside it, such as this one, must never stand in for a package.
            command = (sys.executable, "-P", pyttsx3_server.__file__, str(library), str(data))
            process = stack.enter_context(programs.opened(command))
            self._stop = weakref.finalize(self, stack.close)
            assert process.stdin is not None
            assert process.stdout is not None
            self._pipes = (process.stdin, process.stdout)
        return self._pipes


def _in_a_field(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")
