"""What this machine has and lacks, each with its remedy.

Nothing comes in but the place of the clips; findings go out, the good ones as
notes, so that a bug report can be made of them.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from audiobook import engines, mixing
from audiobook.errors import AudiobookError
from audiobook.model import Finding, Utterance
from audiobook.pipeline.places import make_folder
from audiobook.programs import run

FREE_MB = 500  # below this a long book may not fit
EXTRAS = {
    "pdf": ("pypdfium2", "reads PDF"),
    "rtf": ("striprtf", "reads RTF"),
    "cluster": ("distributed", "speaks on many machines"),
    "listen": ("faster_whisper", "listens to what was built"),
}


def doctor(cache: Path) -> tuple[Finding, ...]:
    """Examine this machine; errors stop a build, warnings and notes do not."""
    return (
        *_machine(),
        *_ffmpeg(),
        *_engines(),
        *_store(cache),
        *_extras(),
    )


def _machine() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding(
        level="note",
        where="python",
        what=f"{version} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores",
    )


def _ffmpeg() -> Iterator[Finding]:
    try:
        path = mixing.ffmpeg()
        first = run([path, "-hide_banner", "-version"], timeout_s=20).decode(errors="replace")
        encoders = run([path, "-hide_banner", "-encoders"], timeout_s=20).decode(errors="replace")
    except AudiobookError as err:
        yield Finding(level="error", where="ffmpeg", what=err.message, hint=err.hint)
        return
    yield Finding(level="note", where="ffmpeg", what=first.splitlines()[0].split(" Copyright")[0])
    for name, needed_for in (("aac", "m4b"), ("libmp3lame", "mp3"), ("libopus", "opus")):
        if f" {name} " not in encoders:
            yield Finding(
                level="error",
                where="ffmpeg",
                what=f"it has no {name} encoder, which {needed_for} needs",
                hint="unset AUDIOBOOK_FFMPEG to use the copy that is installed with audiobook",
            )


def _engines() -> Iterator[Finding]:
    for entry in engines.catalogue():
        if not entry.installed:
            yield Finding(level="note", where=entry.name, what="not installed", hint=entry.install)
            continue
        yield Finding(level="note", where=entry.name, what=f"installed {entry.version}".rstrip())
    yield from _default_engine()


def _default_engine() -> Iterator[Finding]:
    """Let the default engine really say something."""
    try:
        engine = engines.load("pyttsx3")
        voice = engine.voice("", "en")
        engine.speak(Utterance(id="doctor", written="One two.", spoken="One two.", voice=voice))
    except AudiobookError as err:
        yield Finding(level="error", where="pyttsx3", what=err.message, hint=err.hint)
    else:
        yield Finding(level="note", where="pyttsx3", what=f"speaks, with the voice {voice.name}")


def _store(cache: Path) -> Iterator[Finding]:
    try:
        make_folder(cache, "the clips")
    except AudiobookError as err:
        yield Finding(level="error", where="cache", what=err.message, hint=err.hint)
        return
    free = shutil.disk_usage(cache).free // 1_000_000
    what = f"{cache}, {free:,} MB free"
    if free < FREE_MB:
        yield Finding(level="warning", where="cache", what=what, hint="free some space")
    else:
        yield Finding(level="note", where="cache", what=what)


def _extras() -> Iterator[Finding]:
    for extra, (module, what) in EXTRAS.items():
        if importlib.util.find_spec(module) is None:
            yield Finding(
                level="note",
                where=extra,
                what=f"not installed; it {what}",
                hint=f'pip install "audiobook[{extra}]"',
            )
        else:
            yield Finding(level="note", where=extra, what=f"installed; it {what}")
