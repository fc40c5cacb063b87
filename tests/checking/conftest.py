"""A small built book, and a way to plant faults in it that its digests do not give away."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from audiobook import mixing
from audiobook.pipeline import build
from audiobook.pipeline.receipt import digest
from audiobook.settings import BookSettings, Settings, VoiceSettings

STORY = "\n\n".join(
    [
        "# The Lighthouse",
        "## The Storm",
        "The storm came in from the west before anyone had finished supper. Every window shook. "
        "Old Henrik climbed the hundred and twelve steps with the lamp oil.",
        "* * *",
        "By morning the sea lay flat and grey, as though nothing had happened at all.",
        "## The Boat",
        "A small green boat lay on the stones below the tower. Nobody in the village knew her "
        "name, and nobody came to ask for her. Henrik painted a new one on her bow that afternoon.",
    ]
)


def run(*arguments, stdin=None):
    done = subprocess.run(
        [mixing.ffmpeg(), "-v", "error", *map(str, arguments)],
        input=stdin, capture_output=True, check=True,
    )  # fmt: skip
    return done.stdout


class Book:
    """A built book that can be harmed."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.cache = cache
        self.audio = folder / "lighthouse.m4b"

    ffmpeg = staticmethod(run)

    @property
    def receipt(self):
        return json.loads((self.folder / "book.json").read_text(encoding="utf-8"))

    def rewrite(self, change):
        """Change the receipt in place."""
        receipt = self.receipt
        change(receipt)
        (self.folder / "book.json").write_text(json.dumps(receipt), encoding="utf-8")

    def sentence(self, start_of_text):
        return next(s for s in self.receipt["sentences"] if s["written"].startswith(start_of_text))

    def replace_sound(self, change):
        """Change the samples of the audio file; chapters, tags and digest are made to fit."""
        rate = self.receipt["rate"]
        raw = run("-i", self.audio, "-f", "s16le", "-ac", "1", "-ar", rate, "pipe:1")
        changed = change(np.frombuffer(raw, "<i2").copy(), rate)
        self.remake(
            changed.astype("<i2").tobytes(), rate, "-map_metadata", "1", "-map_chapters", "1"
        )

    def remake(self, raw, rate, *arguments):
        harmed = self.folder / "harmed.m4b"
        run(
            "-f", "s16le", "-ar", rate, "-ac", "1", "-i", "pipe:0", "-i", self.audio, "-map", "0:a",
            *arguments, "-c:a", "aac", "-b:a", "96k", "-f", "ipod", "-y", harmed, stdin=raw,
        )  # fmt: skip
        self.put(harmed)

    def put(self, harmed):
        harmed.replace(self.audio)
        self.rewrite(lambda r: next(
            f for f in r["files"] if f["name"] == self.audio.name
        ).update(sha256=digest(self.audio)))  # fmt: skip


@pytest.fixture(scope="session")
def whole_book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    story = folder / "lighthouse.md"
    story.write_text(STORY, encoding="utf-8")
    settings = Settings(voice=VoiceSettings(engine="tone"), book=BookSettings(author="A. Keeper"))
    build(story, folder / "output", settings, cache=folder / "cache", jobs=2)
    return folder


@pytest.fixture
def book(whole_book, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(whole_book, copy, ignore=shutil.ignore_patterns("cache"))
    return Book(copy / "output" / "lighthouse", whole_book / "cache")


@pytest.fixture
def book_in():
    """Make a book that can be harmed of any built folder."""
    return Book
