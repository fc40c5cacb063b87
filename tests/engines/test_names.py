"""Engines are found by name, the missing ones with the line that installs them."""

from __future__ import annotations

import types
from importlib import metadata

import pytest

from audiobook import engines
from audiobook.engines.tone import Tone
from audiobook.errors import EngineError, EngineMissing
from audiobook.model import Utterance

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


@pytest.mark.parametrize(
    ("name", "key", "hint"),
    [
        ("tone", "pitch", "tone has no settings there"),
        ("pyttsx3", "voice", "pyttsx3 has no settings there"),
        ("kokoro", "modell", "its keys are model, voices"),
        ("command", "programme", "its keys are program, voices, rate"),
    ],
)
def test_an_option_that_means_nothing_is_refused_with_those_that_do(name, key, hint):
    with pytest.raises(EngineError) as caught:
        engines.load(name, ((key, "x"),))
    assert caught.value.message == f"[engine.{name}] has no key {key}"
    assert caught.value.hint.startswith(hint)


def test_a_strangers_engine_that_names_no_options_takes_any(monkeypatch):
    stranger = types.SimpleNamespace(load=lambda: lambda options: Tone())
    monkeypatch.setattr(metadata, "entry_points", lambda **asked: [stranger])
    assert engines.load("stranger", (("anything", "goes"),)).name == "tone"


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


STRANGER = """
from audiobook.model import Pcm, Speech, Voice

class Stranger:
    name = "stranger"
    version = "7"
    licence = "public domain"

    def __init__(self, options=()):
        self.options = dict(options)

    def rate(self, voice):
        return 8000

    def voices(self):
        return (Voice(engine="stranger", name="one"),)

    def voice(self, name, language):
        return self.voices()[0]

    def fingerprint(self, voice):
        return "stranger 7"

    def speak(self, utterance):
        frames = int(self.options.get("frames", "8000"))
        return Speech(pcm=Pcm(samples=b"\\1\\0" * frames, rate=8000))
"""


@pytest.fixture
def stranger(tmp_path, monkeypatch):
    """An engine of another package, and one whose package is broken."""
    (tmp_path / "strange_package.py").write_text(STRANGER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    known = metadata.entry_points

    def more(**wanted):
        added = (
            metadata.EntryPoint("stranger", "strange_package:Stranger", "audiobook.engines"),
            metadata.EntryPoint("broken", "strange_package.none:Engine", "audiobook.engines"),
        )
        matching = [each for each in added if wanted.get("name") in (None, each.name)]
        return (*known(**wanted), *matching)

    monkeypatch.setattr(metadata, "entry_points", more)


def speak(engine):
    voice = engine.voice("", "en")
    return engine.speak(Utterance(id="t1", written="Hello.", spoken="Hello.", voice=voice))


def test_a_strangers_engine_is_found_and_held_to_the_same_checks(stranger):
    assert "stranger" in engines.names()
    assert speak(engines.load("stranger")).pcm.frames == 8000
    with pytest.raises(EngineError, match=r"stranger cannot say t1 \('Hello.'\).*empty"):
        speak(engines.load("stranger", (("frames", "0"),)))


def test_a_broken_package_is_listed_as_not_installed_and_named(stranger):
    listed = {entry.name: entry for entry in engines.catalogue()}
    assert listed["stranger"].version == "7"
    assert not listed["broken"].installed
    with pytest.raises(EngineMissing, match="broken cannot be loaded"):
        engines.load("broken")
