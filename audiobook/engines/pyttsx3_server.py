"""The program that speaks through pyttsx3 on Linux: lines of JSON in, sound out.

espeak keeps noise from one sentence to the next, and pyttsx3's own loop loses
sentences.  So espeak runs synchronously here, is made ready once, and each
sentence is spoken by a fork of that state.  Ends with its standard input.
Run as a file, with LIBRARY and DATA; it imports none of ours: less to fork.
"""

from __future__ import annotations

import ctypes
import functools
import gc
import json
import os
import signal
import struct
import sys
import types
import wave
from typing import Any

HEADER = struct.Struct("<IQ")  # bytes of the JSON that follows, bytes of the sound after it
DRIVER = "espeak_sync"
REPLIES = 1  # standard output
MANNER = ("voice", "rate", "pitch")  # a voice brings its own speed: the order matters
PIPE_BYTES = 1 << 20  # a sentence at a time, where the kernel allows it


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the client, whose end ends us
    widen(REPLIES)
    try:
        engine = ready(sys.argv[1], sys.argv[2])
    except (RuntimeError, OSError) as err:
        answer({"error": f"espeak does not start: {err}"}, b"")
        return
    gc.collect()
    gc.disable()  # a collection in a fork would copy every page
    line = sys.stdin.buffer.readline()
    while line:
        line = spoken_in_one_manner(engine, line)


def spoken_in_one_manner(engine: Any, line: bytes) -> bytes:
    """Answer all requests for one voice, rate and pitch; return the first for another.

    They are set in a fork too: a voice leaves traces in espeak that the next would inherit.
    """
    rest, passed_on = os.pipe()
    speaker = fork()
    if speaker == 0:
        os.close(rest)
        os._exit(speak_all(engine, line, passed_on))
    os.close(passed_on)
    with os.fdopen(rest, "rb") as pipe:
        line = pipe.read()
    if os.waitpid(speaker, 0)[1] != 0:
        # A reply may be half written; only a closed pipe says so beyond doubt.
        os._exit(1)
    return line


def speak_all(engine: Any, line: bytes, passed_on: int) -> int:
    """Say what is asked, each sentence in a fork, until another manner is asked; 0 if all went."""
    first = json.loads(line)
    errors: list[BaseException] = []
    engine.connect("error", lambda name, exception: errors.append(exception))
    for key in MANNER:
        engine.setProperty(key, first[key])
    engine.runAndWait()
    request = first
    while all(request[key] == first[key] for key in MANNER):
        child = fork()
        if child == 0:
            speak_and_exit(engine, errors, request)
        if os.waitpid(child, 0)[1] != 0:
            return 1
        line = sys.stdin.buffer.readline()
        if not line:
            return 0
        request = json.loads(line)
    with os.fdopen(passed_on, "wb") as pipe:
        pipe.write(line)
    return 0


def fork() -> int:
    """Fork as C does.

    os.fork() runs hooks for threads and locks that this process does not have; they touch a
    third of the pages that a fork then copies.  PyDLL keeps the interpreter's lock meanwhile.
    """
    return int(_c_library().fork())


@functools.cache
def _c_library() -> Any:
    # Looked up once: each look-up would keep 3 KB.  Windows, which imports this file, has none.
    return ctypes.PyDLL(None)


def widen(pipe: int) -> None:
    """Let the pipe hold a whole sentence, so that writing it waits for nobody."""
    import fcntl

    try:
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    except (AttributeError, OSError):
        return  # it works at any size


def ready(library: str, data: str) -> Any:
    """Load the library before pyttsx3 looks for one, and start our driver in it.

    The loader hands out a library already loaded under the same name; where pyttsx3 would
    find another by its path, this one is put in its place.
    """
    os.environ["ESPEAK_DATA_PATH"] = data
    loaded = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    looked_up = ctypes.cdll.LoadLibrary
    ctypes.cdll.LoadLibrary = lambda name: loaded  # type: ignore[method-assign]
    try:
        from pyttsx3.drivers import _espeak
    finally:
        ctypes.cdll.LoadLibrary = looked_up  # type: ignore[method-assign]
    import pyttsx3

    # EspeakDriver.__init__ starts espeak in this mode.
    _espeak.AUDIO_OUTPUT_RETRIEVAL = _espeak.AUDIO_OUTPUT_SYNCHRONOUS
    module = types.ModuleType(f"pyttsx3.drivers.{DRIVER}")
    module.buildDriver = _driver()  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    engine = pyttsx3.init(DRIVER)
    if hasattr(loaded, "espeak_ng_SetRandSeed"):  # since 1.52
        loaded.espeak_ng_SetRandSeed(ctypes.c_long(0))  # a breathy variant draws on it
    return engine


def _driver() -> Any:
    from pyttsx3.drivers import _espeak
    from pyttsx3.drivers.espeak import EspeakDriver

    class SynchronousDriver(EspeakDriver):  # type: ignore[misc]
        """pyttsx3's driver without its polling loop: speaking returns when all is spoken."""

        pcm = bytearray()
        has_sounds = False  # whether "[[...]]" in the text are espeak's phonemes
        words: list[tuple[int, int, int]] = []  # noqa: RUF012 - one driver a process, as espeak is

        def _onSynth(self, wav: Any, count: int, events: Any) -> int:  # noqa: N802 - pyttsx3's
            at = 0
            while events[at].type != _espeak.EVENT_LIST_TERMINATED:
                event = events[at]
                if event.type == _espeak.EVENT_WORD:
                    self.words.append((event.text_position - 1, event.length, event.audio_position))
                at += 1
            if count > 0:
                self.pcm += ctypes.string_at(wav, count * 2)
            return 0

        def save_to_file(self, text: str, filename: str) -> None:
            self.pcm.clear()
            self.words.clear()
            flags = _espeak.ENDPAUSE | _espeak.CHARS_UTF8
            if self.has_sounds:  # else "[[" is what it looks like
                flags |= _espeak.PHONEMES
            _espeak.Synth(text.encode(), flags=flags)
            if filename != os.devnull:
                with wave.open(filename, "wb") as file:
                    file.setparams((1, 2, 22_050, 0, "NONE", ""))
                    file.writeframes(bytes(self.pcm))
            self._proxy.notify("finished-utterance", completed=True)

        def startLoop(self) -> None:  # noqa: N802 - pyttsx3's
            self._looping = True
            self._proxy.setBusy(False)  # drains the queue, in order

        def stop(self) -> None:
            """Do nothing: when pyttsx3 asks, all has been said."""

    return SynchronousDriver


def speak_and_exit(engine: Any, errors: list[BaseException], request: dict[str, Any]) -> None:
    """Say one request in a fork of the server, then end the fork, whatever happens."""
    status = 1
    try:
        signal.alarm(int(request["limit_s"]))
        driver = engine.proxy._driver
        driver.has_sounds = request["has_sounds"]
        if not errors:
            # The driver keeps the sound; a WAV on disk would only be read back.
            engine.save_to_file(request["text"], os.devnull)
            engine.runAndWait()
        if errors:
            answer({"error": "; ".join(str(error) for error in errors)}, b"")
        else:
            answer({"words": driver.words}, driver.pcm)
        status = 0
    finally:
        os._exit(status)


def answer(said: dict[str, Any], sound: bytes | bytearray) -> None:
    """Write one reply, whole."""
    head = json.dumps(said, separators=(",", ":")).encode()
    for part in (HEADER.pack(len(head), len(sound)) + head, sound):
        with memoryview(part) as left:
            written = 0
            while written < len(left):
                written += os.write(REPLIES, left[written:])


if __name__ == "__main__":
    main()
