"""Engines by name: an utterance in, its sound out.

How to add an engine, in four steps:
1. Write a class that keeps `audiobook.engines.Engine`; it is made with its `[engine.NAME]` table,
   whose keys it may name in `options`: then another is an error.
2. Import its package inside `speak`, and raise EngineMissing, its hint the install line, without.
3. Name it in your package's `[project.entry-points."audiobook.engines"]`: `NAME = "module:Class"`.
4. Run tests/engines/test_contract.py: it finds the engine and holds it to the same rules as ours.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import metadata

from audiobook.engines.protocol import Engine, EngineOptions
from audiobook.engines.verify import Verified
from audiobook.errors import EngineError, EngineMissing

__all__ = ["Engine", "EngineOptions", "Entry", "catalogue", "load", "names"]

GROUP = "audiobook.engines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list of engines."""

    name: str
    installed: bool
    install: str  # the line that installs it; "" where it is installed
    version: str  # "" where it is not installed
    licence: str


def names() -> tuple[str, ...]:
    """List the engines that an entry point names, installed or not."""
    return tuple(sorted({entry.name for entry in metadata.entry_points(group=GROUP)}))


def load(name: str, options: EngineOptions = ()) -> Engine:
    """Make an engine ready; its package is imported at its first `speak`.

    Raises EngineMissing with the install line, and EngineError for a name that nobody knows and
    for an option that means nothing to the engine.
    """
    kind = _kind(name)
    _refuse_unknown(name, options, getattr(kind, "options", None))
    return Verified(kind(options))


def catalogue() -> tuple[Entry, ...]:
    """List every engine with its version, or the line that installs it; loads no package."""
    return tuple(_entry(name) for name in names())


def _entry(name: str) -> Entry:
    licence = ""
    try:
        kind = _kind(name)
        licence = str(getattr(kind, "licence", ""))
        engine = kind(())
    except EngineMissing as err:
        return Entry(name=name, installed=False, install=err.hint, version="", licence=licence)
    return Entry(
        name=name, installed=True, install="", version=engine.version, licence=engine.licence
    )


def _refuse_unknown(name: str, options: EngineOptions, known: Sequence[str] | None) -> None:
    for key, _ in options:
        if known is not None and key not in known:
            raise EngineError(
                f"[engine.{name}] has no key {key}",
                f"its keys are {', '.join(known)}" if known else f"{name} has no settings there",
                engine=name,
            )


def _kind(name: str) -> Callable[[EngineOptions], Engine]:
    for entry in metadata.entry_points(group=GROUP, name=name):
        try:
            kind: Callable[[EngineOptions], Engine] = entry.load()
        except ImportError as err:
            raise EngineMissing(
                f"the engine {name} cannot be loaded: {err}",
                "install the package that it belongs to again",
                engine=name,
            ) from err
        return kind
    raise EngineError(
        f"there is no engine {name!r}", f"choose one of {', '.join(names())}", engine=name
    )
