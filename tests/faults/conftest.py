"""A real build in a process of its own, so that it can be killed, starved and confused."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))  # raise it to run every fault many times


def pytest_generate_tests(metafunc):
    if "round_number" in metafunc.fixturenames:
        metafunc.parametrize("round_number", range(ROUNDS))


class Bench:
    """A story, a store and an output folder, and the command line to work on them."""

    def __init__(self, root: Path, story: Path) -> None:
        self.root = root
        self.story = story
        self.output = root / "output"
        self.cache = root / "cache"
        self.folder = self.output / story.stem

    def command(self, *more):
        return [
            sys.executable, "-m", "audiobook", "build", str(self.story), "-e", "tone",
            "-o", str(self.output), "--cache", str(self.cache), "-j", "2", "--json", *more,
        ]  # fmt: skip

    def start(self, *more, **options):
        return subprocess.Popen(
            self.command(*more), stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
        )

    def build(self, *more, **options):
        """Build to the end; gives the process."""
        return subprocess.run(
            self.command(*more), capture_output=True, text=True, timeout=120, **options
        )

    def built(self, *more, **options):
        """Build to the end, which must be a good one; gives its JSON."""
        done = self.build(*more, **options)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    @property
    def book(self) -> bytes:
        return (self.folder / f"{self.story.stem}.m4b").read_bytes()

    def clips(self):
        return sorted((self.cache / "clips").rglob("*.wav"))

    def segments(self):
        return sorted(path for path in (self.cache / "segments").rglob("*") if path.is_file())

    def leftovers(self):
        """Half-written files that a user would see."""
        return [path for path in self.output.rglob("*") if path.name.endswith(".part")]


def write_story(path: Path, paragraphs: int = 30, word: str = "river") -> Path:
    lines = ["The Long Walk"]
    lines += [
        f"On day {number} they crossed the {word} again. Nobody spoke of mile {number}."
        for number in range(1, paragraphs + 1)
    ]
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def bench_for(tmp_path):
    """Make a bench in any folder, for a story of any name."""

    def make(root: Path, name: str, paragraphs: int = 2) -> Bench:
        root.mkdir(parents=True, exist_ok=True)
        return Bench(root, write_story(root / name, paragraphs))

    return make


@pytest.fixture
def bench(tmp_path):
    return Bench(tmp_path, write_story(tmp_path / "walk.txt"))


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """The same story, built without any fault: the bytes that every other build must reach."""
    root = tmp_path_factory.mktemp("whole")
    bench = Bench(root, write_story(root / "walk.txt"))
    bench.built()
    return bench
