"""The README's commands are the program's."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from audiobook.cli.commands import COMMANDS, Commands

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def blocks():
    return re.findall(r"^```\w*\n(.*?)^```", README, flags=re.M | re.S)


def commands():
    """Every `audiobook …` of the code blocks, comments cut off."""
    for block in blocks():
        for part in re.split(r"\n|&&", block):
            if re.match(r"\s*(\.venv/bin/)?audiobook\s", part):
                yield tuple(shlex.split(part, comments=True)[1:])


def line_of(name):
    lines = README.splitlines()
    return lines[lines.index(f"<!-- {name} -->") + 2]


@pytest.mark.parametrize("words", sorted(set(commands())), ids=" ".join)
def test_a_command_of_the_readme_is_one_of_the_programs(words):
    if words == ("--help",):
        return
    command = Commands().get_command(None, words[0])
    assert command is not None, f"there is no command {words[0]}"
    known = {flag for option in command.params for flag in (*option.opts, *option.secondary_opts)}
    flags = {word.split("=")[0] for word in words[1:] if word.startswith("-") and word != "-"}
    assert flags <= known | {"--help"}, f"unknown: {flags - known}"


def test_every_command_is_in_the_readme():
    used = {words[0] for words in commands() if words}
    assert set(COMMANDS) - used == {"voices", "say", "doctor", "cache"}  # these explain themselves


def test_the_first_line_installs_and_builds_the_example():
    first = line_of("first line")
    assert first.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert "audiobook build story/one-step-for-you.txt" in first


def test_the_test_line_runs_the_tests():
    assert line_of("test line").endswith("-m pytest -q")


def test_the_help_in_the_readme_is_the_programs():
    from click.testing import CliRunner

    from audiobook.cli import audiobook

    shown = CliRunner().invoke(audiobook, ["--help"], prog_name="audiobook").stdout
    assert shown.strip() in README
