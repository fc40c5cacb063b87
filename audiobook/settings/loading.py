"""Lay the flags over `story/name.toml` over the user's file over the defaults.

Files come in, a frozen `Settings` goes out; nothing else in the house reads a
settings file.  Every refusal names the file, the key, what was expected and
what was found.
"""

from __future__ import annotations

import dataclasses
import math
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audiobook.errors import SettingsError
from audiobook.settings.values import (
    LUFS,
    PITCHES,
    PRESETS,
    RATES,
    SCENE_MODES,
    TRUE_PEAKS_DBTP,
    VOLUMES,
    BookSettings,
    BuildSettings,
    CastMember,
    CleanSettings,
    EngineOptions,
    LoudnessSettings,
    PauseSettings,
    Settings,
    VoiceSettings,
)


def load(
    story: Path | None,
    flags: Mapping[str, Mapping[str, Any]],
    user_file: Path | None = None,
) -> Settings:
    """Lay the flags over the story's `name.toml` over the user's file.

    `flags` has the shape of the file: `{"voice": {"engine": "tone"}, "build": {"to": ("mp3",)}}`.
    Raises SettingsError with the file and key.
    """
    tables: dict[str, dict[str, Any]] = {}
    sources: dict[str, str] = {}
    beside = story.with_suffix(".toml") if story else None
    for path in (user_file, beside):
        if path is not None and path.is_file():
            _merge(tables, _read(path), str(path), sources)
    _merge(tables, flags, "the command line", sources)
    try:
        settings = _settings(tables, str(beside.parent) if beside else "")
    except SettingsError as err:
        said = [where for key, where in sources.items() if f"{err.key}.".startswith(f"{key}.")]
        if not said:
            raise
        raise SettingsError(f"{said[0]}: {err.message}", err.hint, key=err.key) from err
    own = frozenset(key for key, where in sources.items() if where == str(beside))
    return dataclasses.replace(settings, own=own)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Notepad's mark
    except OSError as err:
        raise SettingsError(
            f"{path}: cannot be read: {err.strerror}", "mend its permissions"
        ) from err
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as err:
        raise SettingsError(
            f"{path}: not a TOML file: {err}", "mend the line named, or move the file away"
        ) from err


def _merge(
    into: dict[str, dict[str, Any]],
    tables: Mapping[str, Any],
    source: str,
    sources: dict[str, str],
) -> None:
    """Lay the tables over those before; `sources` learns who said each key last."""
    for name, table in tables.items():
        if name not in _TABLES or (_homes(name) and not isinstance(table, Mapping)):
            raise _unknown_table(name, table, source)
        if not isinstance(table, Mapping):
            raise SettingsError(f"{source}: {name} must be a table, found {table!r}", key=name)
        place = into.setdefault(name, {})
        for key, value in table.items():
            _check_key(name, key, source)
            place[key] = value
            sources[f"{name}.{key}"] = source


def _unknown_table(name: str, table: Any, source: str) -> SettingsError:
    homes = _homes(name)
    if homes and not isinstance(table, Mapping):
        return SettingsError(
            f"{source}: {name!r} stands in no table", f"write it below [{homes[0]}]", key=name
        )
    return SettingsError(
        f"{source}: there is no table [{name}]",
        f"the tables are {', '.join(sorted(_TABLES))}",
        key=name,
    )


def _homes(key: str) -> list[str]:
    """Find the tables that have a key."""
    return [
        home
        for home, kind in _TABLES.items()
        if kind and key in (field.name for field in dataclasses.fields(kind))
    ]


def _check_key(table: str, key: str, source: str) -> None:
    kind = _TABLES[table]
    if kind is None:
        return
    known = [f.name for f in dataclasses.fields(kind)]
    if key not in known:
        raise SettingsError(
            f"{source}: there is no key {key!r} in [{table}]",
            f"the keys are {', '.join(known)}",
            key=f"{table}.{key}",
        )


def _settings(tables: Mapping[str, Mapping[str, Any]], folder: str) -> Settings:
    def of(name: str) -> dict[str, Any]:
        return dict(tables.get(name, {}))

    voice = VoiceSettings(**_typed(VoiceSettings, of("voice"), "voice"))
    for key, limits in _SPOKEN.items():
        _between(f"voice.{key}", getattr(voice, key), limits)
    loudness = LoudnessSettings(**_typed(LoudnessSettings, of("loudness"), "loudness"))
    _between("loudness.lufs", loudness.lufs, LUFS)
    _between("loudness.true_peak_dbtp", loudness.true_peak_dbtp, TRUE_PEAKS_DBTP)
    build = of("build")
    settings = Settings(
        book=BookSettings(**_typed(BookSettings, of("book"), "book")),
        voice=voice,
        pauses=_pauses(of("pauses")),
        loudness=loudness,
        clean=_clean(of("clean")),
        lexicon=tuple(
            (word, _text(said, f"lexicon.{word}")) for word, said in of("lexicon").items()
        ),
        cast=tuple(_member(name, entry) for name, entry in of("cast").items()),
        engines=tuple((name, _options(name, table)) for name, table in of("engine").items()),
        folder=folder,
        **_typed(BuildSettings, build, "build"),
    )
    _one_of("build.scenes", settings.scenes, SCENE_MODES)
    _one_of("build.preset", settings.preset, PRESETS)
    if not settings.to and not settings.preset:
        raise SettingsError(
            "no format to write is named", "name one, as in --to m4b", key="build.to"
        )
    return settings


_SPOKEN = {"rate": RATES, "pitch": PITCHES, "volume": VOLUMES}
# None: the keys are the user's own words.
_TABLES: dict[str, type | None] = {
    "book": BookSettings,
    "voice": VoiceSettings,
    "pauses": PauseSettings,
    "loudness": LoudnessSettings,
    "clean": CleanSettings,
    "build": BuildSettings,
    "lexicon": None,
    "cast": None,
    "engine": None,
}


def _typed(kind: type, table: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Check each value against the type of the default that it replaces."""
    defaults = {f.name: f.default for f in dataclasses.fields(kind)}
    return {key: _as(type(defaults[key]), value, f"{name}.{key}") for key, value in table.items()}


def _as(kind: type, value: Any, key: str) -> Any:
    if kind is str:
        return _text(value, key)
    if kind is float:
        return _number(value, key)
    if kind is tuple and isinstance(value, list | tuple):
        return tuple(_text(item, key) for item in value)
    if kind is bool and isinstance(value, bool):
        return value
    expected = "true or false" if kind is bool else "a list of texts"
    raise SettingsError(f"{key}: expected {expected}, found {value!r}", key=key)


def _text(value: Any, key: str) -> str:
    if not isinstance(value, str):
        raise SettingsError(f"{key}: expected a text in quotes, found {value!r}", key=key)
    return value


def _number(value: Any, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise SettingsError(f"{key}: expected a number, found {value!r}", key=key)
    return float(value)


def _pauses(table: dict[str, Any]) -> PauseSettings:
    sound = _text(table.pop("scene_sound", ""), "pauses.scene_sound")
    lengths: dict[str, int] = {}
    for kind, value in table.items():
        seconds = _number(value, f"pauses.{kind}")
        if not 0 <= seconds <= 60:
            raise SettingsError(
                f"pauses.{kind}: expected 0 to 60 seconds, found {value}", key=f"pauses.{kind}"
            )
        lengths[kind] = round(seconds * 1000)
    return PauseSettings(scene_sound=sound, **lengths)


def _clean(table: Mapping[str, Any]) -> CleanSettings:
    force = table.get("force", {})
    forbid = table.get("forbid", ())
    if not isinstance(force, Mapping):
        raise SettingsError(f"clean.force: expected a table, found {force!r}", key="clean.force")
    if not isinstance(forbid, list | tuple):
        raise SettingsError(f"clean.forbid: expected a list, found {forbid!r}", key="clean.forbid")
    return CleanSettings(
        force=tuple((old, _text(new, f"clean.force.{old}")) for old, new in force.items()),
        forbid=tuple(_text(word, "clean.forbid") for word in forbid),
    )


def _member(name: str, entry: Any) -> CastMember:
    if isinstance(entry, str):
        return CastMember(name=name, voice=entry)
    if not isinstance(entry, Mapping):
        raise SettingsError(
            f"cast.{name}: expected a voice or a table, found {entry!r}", key=f"cast.{name}"
        )
    fields: dict[str, Any] = {}
    for key, value in entry.items():
        place = f"cast.{name}.{key}"
        if key in _SPOKEN:
            fields[key] = _number(value, place)
            _between(place, fields[key], _SPOKEN[key])
        elif key in ("voice", "engine"):
            fields[key] = _text(value, place)
        else:
            raise SettingsError(f"cast.{name}: there is no key {key!r}", key=place)
    return CastMember(name=name, **fields)


def _options(engine: str, table: Any) -> EngineOptions:
    """The options of one engine: texts, or lists of texts."""
    if not isinstance(table, Mapping):
        raise SettingsError(
            f"engine.{engine}: expected a table, found {table!r}", key=f"engine.{engine}"
        )
    return tuple(
        (key, tuple(_text(item, key) for item in value) if isinstance(value, list) else str(value))
        for key, value in sorted(table.items())
    )


def _between(key: str, value: float, limits: tuple[float, float]) -> None:
    least, most = limits
    if not least <= value <= most:
        raise SettingsError(
            f"{key} must lie between {least:g} and {most:g}, found {value:g}",
            "1.0 is the voice's own speed" if key.endswith("rate") else "",
            key=key,
        )


def _one_of(key: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        named = ", ".join(choice for choice in choices if choice)
        raise SettingsError(f"{key}: expected one of {named}, found {value!r}", key=key)
