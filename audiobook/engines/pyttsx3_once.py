"""The program that says one sentence with pyttsx3's own driver, on macOS and Windows.

One line of JSON in; a sound file, or the list of voices as JSON, out.  One
sentence a process: pyttsx3's loops hang and lose files, a process can be ended.
Run as a file; it imports none of ours.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

WRITTEN_WITHIN_S = 5.0  # the first loop of a process may return before its file is written
POLL_S = 0.05


def main() -> None:
    """Answer the request on standard input."""
    import pyttsx3

    request = json.loads(sys.stdin.readline())
    target = Path(request["file"])
    engine = pyttsx3.init()
    if "text" not in request:
        target.write_text(json.dumps(voices(engine)), encoding="utf-8")
        return
    errors: list[BaseException] = []
    engine.connect("error", lambda name, exception: errors.append(exception))
    if request["voice"]:
        engine.setProperty("voice", request["voice"])
    engine.setProperty("rate", request["rate"])
    engine.save_to_file(literal(request["text"]), str(target))
    engine.runAndWait()
    wait_for(target)
    if errors:
        sys.exit("; ".join(str(error) for error in errors))


def voices(engine: Any) -> list[dict[str, str]]:
    """List the voices as id and language ("en_US" as the system writes it)."""
    return [
        {"id": str(voice.id), "language": str((voice.languages or [""])[0] or "")}
        for voice in engine.getProperty("voices")
    ]


def literal(text: str) -> str:
    """Take the notation out of a text: SAPI reads "<" as XML, macOS "[[" as a command."""
    return text.replace("<", " ").replace(">", " ").replace("[[", "[ [")


def wait_for(path: Path) -> None:
    """Wait until a file is there and no longer grows."""
    deadline = time.monotonic() + WRITTEN_WITHIN_S
    size = -1
    while time.monotonic() < deadline:
        now = path.stat().st_size if path.exists() else 0
        if now and now == size:
            return
        size = now
        time.sleep(POLL_S)


if __name__ == "__main__":
    main()
