"""A long fuzz run: `python -m tests.fuzz --inputs 100000 --seed 1`.

Prints a line a target: how many inputs, how many were refused with a clear
error, the slowest.  Any other exception ends the run, its input kept in the corpus.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzz.mutation import keep, mutations
from tests.fuzz.targets import TARGETS, attempt


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(TARGETS))
    asked = parser.parse_args()
    chosen = {k: v for k, v in TARGETS.items() if asked.only in (None, k)}
    share = asked.inputs // len(chosen)
    total = 0
    print("| target | inputs | refused clearly | slowest, ms |\n| --- | ---: | ---: | ---: |")
    for name, target in chosen.items():
        refused, slowest = 0, 0.0
        for data in mutations(name, share, asked.seed):
            began = time.perf_counter()
            try:
                refused += not attempt(target, data)
            except Exception as err:
                print(f"{name}: {type(err).__name__}: {err}; input kept as {keep(name, data)}")
                raise
            slowest = max(slowest, time.perf_counter() - began)
        total += share
        print(f"| {name} | {share} | {refused} | {slowest * 1000:.0f} |", flush=True)
    print(f"{total} inputs, no defect")
    return 0


if __name__ == "__main__":
    sys.exit(main())
