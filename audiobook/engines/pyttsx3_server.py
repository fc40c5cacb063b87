"""The program that speaks through pyttsx3 on Linux: lines of JSON in, sound out.

espeak keeps noise from one sentence to the next, and pyttsx3's own loop loses
sentences.  So espeak runs synchronously here, is made ready once, and each
sentence is spoken by a fork of that state.  Ends with its standard input.
Started as `python -m audiobook.engines.pyttsx3_server LIBRARY DATA`.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import signal
import struct
import sys
import types
import wave
from typing import Any, BinaryIO

HEADER = struct.Struct("<IQ")  # bytes of the JSON that follows, bytes of the sound after it
DRIVER = "espeak_sync"


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the client, whose end ends us
    requests, replies = sys.stdin.buffer, sys.stdout.buffer
    try:
        engine = ready(sys.argv[1], sys.argv[2])
    except (RuntimeError, OSError) as err:
        answer(replies, {"error": f"espeak does not start: {err}"}, b"")
        return
    gc.collect()
    gc.freeze()  # a collection in a fork would copy every page
    while line := requests.readline():
        child = os.fork()
        if child == 0:
            speak_and_exit(engine, json.loads(line), replies)
        if os.waitpid(child, 0)[1] != 0:
            # The reply may be half written; only a closed pipe says so beyond doubt.
            os._exit(1)


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
    return pyttsx3.init(DRIVER)


def _driver() -> Any:
    from pyttsx3.drivers import _espeak
    from pyttsx3.drivers.espeak import EspeakDriver

    class SynchronousDriver(EspeakDriver):  # type: ignore[misc]
        """pyttsx3's driver without its polling loop: speaking returns when all is spoken."""

        pcm = bytearray()
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
            _espeak.Synth(text.encode(), flags=_espeak.ENDPAUSE | _espeak.CHARS_UTF8)
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


def speak_and_exit(engine: Any, request: dict[str, Any], replies: BinaryIO) -> None:
    """Say one request in a fork of the server, then end the fork, whatever happens."""
    status = 1
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(int(request["limit_s"]))
        errors: list[BaseException] = []
        engine.connect("error", lambda name, exception: errors.append(exception))
        for key in ("voice", "rate", "pitch"):
            engine.setProperty(key, request[key])
        # The driver keeps the sound; a WAV on disk would only be read back.
        engine.save_to_file(request["text"], os.devnull)
        engine.runAndWait()
        driver = engine.proxy._driver
        said: dict[str, Any] = {"words": driver.words}
        if errors:
            said = {"error": "; ".join(str(error) for error in errors)}
        answer(replies, said, bytes(driver.pcm))
        status = 0
    finally:
        os._exit(status)


def answer(replies: BinaryIO, said: dict[str, Any], sound: bytes) -> None:
    """Write one reply, whole."""
    head = json.dumps(said, separators=(",", ":")).encode()
    replies.write(b"".join((HEADER.pack(len(head), len(sound)), head, sound)))
    replies.flush()


if __name__ == "__main__":
    main()
