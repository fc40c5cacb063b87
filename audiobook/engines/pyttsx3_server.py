"""The program that speaks through pyttsx3 on Linux: lines of text in, sound out.

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
from collections.abc import Sequence
from typing import Any

# A request is a line with tabs: {"voice": ..., "rate": ..., "pitch": ...}, limit in seconds,
# 1 where "[[...]]" are espeak's phonemes, text.  A reply is {"words": ...} or {"error": ...}, then
# the samples.
HEADER = struct.Struct("<IQ")  # bytes of the JSON, of the samples
DRIVER = "espeak_sync"
REPLIES = 1  # standard output
PIPE_BYTES = 1 << 20  # a sentence at a time, where the kernel allows it


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the client, whose end ends us
    widen(REPLIES)
    try:
        engine = ready(sys.argv[1], sys.argv[2])
    except (RuntimeError, OSError) as err:
        answer(refusal(f"espeak does not start: {err}"))
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
    manner = line.split(b"\t", 1)[0]
    errors: list[BaseException] = []
    engine.connect("error", lambda name, exception: errors.append(exception))
    for key, value in json.loads(manner).items():
        engine.setProperty(key, value)
    engine.runAndWait()
    driver = engine.proxy._driver
    while line:
        asked, *request = line.rstrip(b"\n").split(b"\t")
        if asked != manner:
            break
        if errors:
            answer(refusal("; ".join(map(str, errors))))
        elif (child := fork()) == 0:
            speak_and_exit(driver, *request)
        elif os.waitpid(child, 0)[1] != 0:
            return 1
        line = sys.stdin.buffer.readline()
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

        # One driver a process, as espeak is, and one sentence.
        words: list[list[int]] = []  # noqa: RUF012
        sound: list[bytes] = []  # noqa: RUF012

        def _onSynth(self, wav: Any, count: int, events: Any) -> int:  # noqa: N802 - pyttsx3's
            for event in events:
                kind = event.type
                if kind == _espeak.EVENT_LIST_TERMINATED:
                    break
                if kind == _espeak.EVENT_WORD:
                    self.words.append([event.text_position - 1, event.length, event.audio_position])
            if count > 0:
                self.sound.append(ctypes.string_at(wav, count * 2))
            return 0

        def speak(self, text: bytes, *, sounds: bool) -> None:
            """Say it; `sounds` tells whether "[[...]]" in it are espeak's phonemes."""
            flags = _espeak.ENDPAUSE | _espeak.CHARS_UTF8
            if sounds:  # else "[[" is what it looks like
                flags |= _espeak.PHONEMES
            _espeak.Synth(text, flags=flags)

        def startLoop(self) -> None:  # noqa: N802 - pyttsx3's
            self._looping = True
            self._proxy.setBusy(False)  # drains the queue, in order

        def stop(self) -> None:
            """Do nothing: when pyttsx3 asks, all has been said."""

    return SynchronousDriver


def speak_and_exit(driver: Any, limit_s: bytes, sounds: bytes, text: bytes) -> None:
    """Say one request in a fork of the server, then end the fork, whatever happens.

    Every page that a fork touches is copied for it, and Python touches many: so the driver is
    asked past pyttsx3's queue, and sound is never copied.
    """
    status = 1
    try:
        signal.alarm(int(limit_s))
        driver.speak(text, sounds=sounds == b"1")
        # Whole numbers look the same in JSON.
        answer(b'{"words": %a}' % driver.words, driver.sound)
        status = 0
    finally:
        os._exit(status)


def refusal(why: str) -> bytes:
    """Say why nothing can be said."""
    return json.dumps({"error": why}).encode()


def answer(said: bytes, sound: Sequence[bytes] = ()) -> None:
    """Write one reply, whole."""
    head = HEADER.pack(len(said), sum(map(len, sound)))
    for part in (head + said, *sound):
        left = memoryview(part)
        while left:
            left = left[os.write(REPLIES, left) :]


if __name__ == "__main__":
    main()
