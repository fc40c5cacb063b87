"""The command line's outer door: a Ctrl-C while the house wakes up gets its answer too."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; nothing is imported before a Ctrl-C can be answered."""
    try:
        from audiobook.cli import main

        main()
    except KeyboardInterrupt:
        from audiobook.errors import INTERRUPTED, STOPPED

        sys.stderr.write(f"{STOPPED}\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
