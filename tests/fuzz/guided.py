"""A fuzz run led by what the code does: `python -m tests.fuzz.guided clean -runs=20000`.

atheris (`pip install atheris`) mutates towards lines not yet reached.  Options after the
target are libFuzzer's own; a defect ends the run, its input kept in the corpus.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path


def main() -> None:
    import atheris

    with atheris.instrument_imports(include=["audiobook"]):
        from tests.fuzz.mutation import CORPUS, keep
        from tests.fuzz.seeds import seeds
        from tests.fuzz.targets import TARGETS, attempt

    name, *options = sys.argv[1:]

    def try_one(data: bytes) -> None:
        try:
            attempt(TARGETS[name], data)
        except Exception as err:
            err.add_note(f"input kept as {keep(name, data)}")
            raise

    with tempfile.TemporaryDirectory() as folder:
        known = [*seeds(name), *(path.read_bytes() for path in CORPUS.glob(f"{name}-*"))]
        for number, seed in enumerate(known):
            Path(folder, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], folder, "-max_len=20000", *options], try_one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
