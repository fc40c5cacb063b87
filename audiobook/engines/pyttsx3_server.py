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
# 1 where "[[...]]" are espeak's phonemes, text.  A reply is words or, where nothing can be said,
# the reason; then the samples.
HEADER = struct.Struct("<?IQ")  # whether nothing is said, bytes of words or reason, of samples
WORD = struct.Struct("<iii")  # its offset and length in characters, its beginning in ms
DRIVER = "espeak_sync"
REPLIES = 1  # standard output
PIPE_BYTES = 1 << 20  # a sentence at a time, where the kernel allows it
PARTS = 512  # that a system writes at once
# What pyttsx3 imports to write and play files: a dozen libraries that each fork would map anew.
UNUSED = ("subprocess", "tempfile")


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the client, whose end ends us
    widen(REPLIES)
    try:
        engine = ready(sys.argv[1], sys.argv[2])
    except (RuntimeError, OSError) as err:
        refuse(f"espeak does not start: {err}")
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
    driver.listen()
    while line:
        asked, *request = line.rstrip(b"\n").split(b"\t")
        if asked != manner:
            break
        if errors:
            refuse("; ".join(map(str, errors)))
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
    sys.modules.update({name: Hollow(name) for name in UNUSED})
    try:
        import pyttsx3
        from pyttsx3.drivers import _espeak, espeak  # noqa: F401 - all that it imports, now
    finally:
        ctypes.cdll.LoadLibrary = looked_up  # type: ignore[method-assign]
        for name in UNUSED:
            del sys.modules[name]

    # EspeakDriver.__init__ starts espeak in this mode.
    _espeak.AUDIO_OUTPUT_RETRIEVAL = _espeak.AUDIO_OUTPUT_SYNCHRONOUS
    module = types.ModuleType(f"pyttsx3.drivers.{DRIVER}")
    module.buildDriver = _driver()  # type: ignore[attr-defined]
    sys.modules[module.__name__] = module
    engine = pyttsx3.init(DRIVER)
    if hasattr(loaded, "espeak_ng_SetRandSeed"):  # since 1.52
        loaded.espeak_ng_SetRandSeed(ctypes.c_long(0))  # a breathy variant draws on it
    return engine


class Hollow(types.ModuleType):
    """A module in whose place nothing is loaded; whatever is taken from it is None."""

    def __getattr__(self, name: str) -> None:
        """Have everything, and nothing in it."""


def ear(espeak: Any, words: list[bytes], sound: list[bytes]) -> Any:
    """Make what espeak calls with sound and events; what it hears goes into the lists.

    It is called with bare addresses: pyttsx3's own types make objects of every event.
    """
    copied = ctypes.string_at
    size = ctypes.sizeof(espeak.EVENT)
    fields = struct.Struct(f"@iIiii{size - 20}x").unpack
    last, word = espeak.EVENT_LIST_TERMINATED, espeak.EVENT_WORD

    def hear(wav: int, count: int, event: int) -> int:
        said = fields(copied(event, size))
        while said[0] != last:
            if said[0] == word:
                words.append(WORD.pack(said[2] - 1, said[3], said[4]))
            event += size
            said = fields(copied(event, size))
        if count > 0:
            sound.append(copied(wav, count * 2))
        return 0

    return ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(hear)


def _driver() -> Any:
    from pyttsx3.drivers import _espeak
    from pyttsx3.drivers.espeak import EspeakDriver

    class SynchronousDriver(EspeakDriver):  # type: ignore[misc]
        """pyttsx3's driver without its polling loop: speaking returns when all is spoken."""

        # One driver a process, as espeak is, and one sentence.
        words: list[bytes] = []  # noqa: RUF012
        sound: list[bytes] = []  # noqa: RUF012

        def listen(self) -> None:
            """Have espeak call us, not pyttsx3's own callback."""
            self._heard = ear(_espeak, self.words, self.sound)
            _espeak.dll.espeak_SetSynthCallback(self._heard)

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
    asked past pyttsx3's queue, makes few objects, and all is written at once.
    """
    status = 1
    try:
        signal.alarm(int(limit_s))
        driver.speak(text, sounds=sounds == b"1")
        answer(b"".join(driver.words), driver.sound)
        status = 0
    finally:
        os._exit(status)


def refuse(why: str) -> None:
    """Say why nothing can be said."""
    answer(why.encode(), refused=True)


def answer(said: bytes, sound: Sequence[bytes] = (), *, refused: bool = False) -> None:
    """Write one reply, whole."""
    parts = [HEADER.pack(refused, len(said), sum(map(len, sound))), said, *sound]
    if len(parts) > PARTS:
        parts = [b"".join(parts)]
    # All at once where the pipe holds it: the client wakes once.
    left = sum(map(len, parts)) - os.writev(REPLIES, parts)
    if left:
        rest = memoryview(b"".join(parts))[-left:]
        while rest:
            rest = rest[os.write(REPLIES, rest) :]


if __name__ == "__main__":
    main()
