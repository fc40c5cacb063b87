"""The engine `tone`, but it breaks at certain words: `fragile` for tests of faults.

Words that end in "once" break it the first time only.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from audiobook.engines.tone import Tone
from audiobook.errors import EngineError, EngineMissing


class Fragile(Tone):
    name = "fragile"
    options = ("folder",)

    def __init__(self, options=()):
        self._folder = Path(dict(options)["folder"])

    def fingerprint(self, voice):
        return f"fragile {os.environ.get('FRAGILE_VERSION', '1')}"

    def speak(self, utterance):
        text = utterance.spoken
        with (self._folder / "calls").open("a", encoding="utf-8") as log:
            log.write(f"{os.getpid()} {text}\n")
        self._pretend(text.split()[0])
        return super().speak(utterance)

    def _pretend(self, word):
        if word.endswith("-once"):
            mark = self._folder / word
            if mark.exists():
                return
            mark.touch()
            word = word.removesuffix("-once")
        if word == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        elif word == "hang":
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            (self._folder / "child").write_text(str(child.pid))
            time.sleep(600)
        elif word == "slow":
            time.sleep(0.05)
        elif word == "threads":
            threads = [os.environ.get(f"{name}_NUM_THREADS", "") for name in ("OMP", "OPENBLAS")]
            (self._folder / "threads").write_text(" ".join(threads))
        elif word == "core":
            (self._folder / f"core-{time.monotonic_ns()}").write_text(repr(os.sched_getaffinity(0)))
            time.sleep(0.2)  # so that the next goes to another worker
        elif word == "refuse":
            raise EngineError("it will not say that", engine=self.name)
        elif word == "stumble":
            raise ValueError("a mistake in the engine")
        elif word == "vanish":
            raise EngineMissing("fragile is not installed", "pip install fragile")
