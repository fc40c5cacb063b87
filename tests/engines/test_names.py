"""Engines are found by name, the missing ones with the line that installs them."""

from __future__ import annotations

from importlib import metadata

import pytest

from audiobook import engines
from audiobook.errors import EngineError, EngineMissing

OURS = {
    "hibari": ("hibari-tts", 'pip install "audiobook[natural]"'),
    "piper": ("piper-tts", 'pip install "audiobook[piper]"'),
    "kokoro": ("kokoro-onnx", 'pip install "audiobook[kokoro]"'),
    "pyttsx3": ("pyttsx3", "pip install pyttsx3"),
}


@pytest.fixture
def without(monkeypatch):
    """Make a package look as if it were not installed."""

    def hide(package):
        version = metadata.version

        def hidden(name):
            if name == package:
                raise metadata.PackageNotFoundError(name)
            return version(name)

        monkeypatch.setattr(metadata, "version", hidden)

    return hide


def test_all_engines_are_named_installed_or_not():
    assert {"tone", "pyttsx3", "hibari", "piper", "kokoro", "command"} <= set(engines.names())


def test_an_unknown_engine_is_refused_with_the_names_of_those_there_are():
    with pytest.raises(EngineError, match="there is no engine 'espeek'") as caught:
        engines.load("espeek")
    assert "pyttsx3" in caught.value.hint


@pytest.mark.parametrize("name", OURS)
def test_a_missing_package_is_told_with_the_line_that_installs_it(without, name):
    package, line = OURS[name]
    without(package)
    with pytest.raises(EngineMissing, match=package) as caught:
        engines.load(name)
    assert caught.value.hint == line


def test_the_catalogue_tells_installed_from_missing(without):
    without("hibari-tts")
    listed = {entry.name: entry for entry in engines.catalogue()}
    assert set(listed) == set(engines.names())
    assert not listed["hibari"].installed
    assert listed["hibari"].install == 'pip install "audiobook[natural]"'
    assert listed["hibari"].licence.startswith("Apache-2.0")
    assert listed["tone"].installed
    assert listed["tone"].version == "1"
    assert listed["tone"].install == ""
