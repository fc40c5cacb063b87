"""An engine that breaks when told to, as a stranger's plug-in would be found."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from audiobook.model import Meta, Script, Utterance, Voice

collect_ignore = ["reader.py"]  # a program, run by test_kills
FRAGILE = Voice(engine="fragile", name="middle", language="en")


@dataclass(frozen=True, kw_only=True)
class Fragile:
    """The engine `fragile` (fragile.py beside this file), and what it has done."""

    folder: Path

    @property
    def options(self):
        return {"fragile": (("folder", str(self.folder)),)}

    @property
    def calls(self):
        """Each call: the worker's process id and the text."""
        log = self.folder / "calls"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [(int(pid), text) for pid, _, text in (line.partition(" ") for line in lines)]

    def texts(self):
        return [text for _, text in self.calls]


@pytest.fixture
def fragile(tmp_path, monkeypatch):
    plugin = tmp_path / "plugin"
    info = plugin / "fragile-1.dist-info"
    info.mkdir(parents=True)
    source = Path(__file__).with_name("fragile.py").read_text(encoding="utf-8")
    (plugin / "fragile.py").write_text(source, encoding="utf-8")
    (info / "METADATA").write_text("Name: fragile\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[audiobook.engines]\nfragile = fragile:Fragile\n")
    monkeypatch.syspath_prepend(str(plugin))
    monkeypatch.setenv("PYTHONPATH", str(plugin))
    folder = tmp_path / "fragile"
    folder.mkdir()
    return Fragile(folder=folder)


@pytest.fixture
def story():
    """Make a script of sentences for the engine `fragile`."""

    def story(*sentences):
        steps = [
            Utterance(id=f"c01s01p001t{number}", written=text, spoken=text, voice=FRAGILE)
            for number, text in enumerate(sentences, start=1)
        ]
        return Script(meta=Meta(title="One"), steps=tuple(steps))

    return story


@pytest.fixture
def file_size_limit():
    """Let no file grow beyond a size, here and in processes started: a disk that is full."""
    resource = pytest.importorskip("resource", reason="needs a system with limits")

    @contextlib.contextmanager
    def limited(size):
        old = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, old[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)

    return limited
