"""The command line, run in this process with a store of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from audiobook.cli import audiobook

STORY = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in an empty folder; the result has exit_code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDIOBOOK_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    runner = CliRunner()
    return lambda *arguments, **options: runner.invoke(
        audiobook, [str(argument) for argument in arguments], **options
    )


@pytest.fixture
def story(tmp_path):
    """A short story of two scenes."""
    path = tmp_path / "short.txt"
    path.write_text("A Short Story\n\nOne day it rained. It poured.\n\n* * *\n\nThen it stopped.\n")
    return path


@pytest.fixture
def example():
    """The example story."""
    return STORY
