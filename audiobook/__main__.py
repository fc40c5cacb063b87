"""The command line's outer door: a Ctrl-C while the house wakes up gets its answer too.

So does a polite `kill`, and a terminal that is closed: what works is ended in order.
"""

from __future__ import annotations

import signal
import sys
import types

POLITE = ("SIGTERM", "SIGHUP")  # Windows has no SIGHUP


def main() -> None:
    """Run the command line; nothing is imported before a Ctrl-C can be answered."""
    try:
        for number in (getattr(signal, name) for name in POLITE if hasattr(signal, name)):
            if signal.getsignal(number) is signal.SIG_DFL:  # else nohup wants it ignored
                signal.signal(number, _interrupt)
        from audiobook.cli import main

        main()
    except KeyboardInterrupt:
        from audiobook.errors import INTERRUPTED, STOPPED

        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(INTERRUPTED)


def _interrupt(number: int, frame: types.FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
