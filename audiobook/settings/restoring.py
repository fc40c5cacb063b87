"""Settings as plain values, as a receipt keeps them, and back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from audiobook.errors import SettingsError
from audiobook.settings.values import (
    BookSettings,
    CastMember,
    CleanSettings,
    LoudnessSettings,
    PauseSettings,
    Settings,
    VoiceSettings,
)

_PARTS: dict[str, type] = {
    "book": BookSettings,
    "voice": VoiceSettings,
    "pauses": PauseSettings,
    "loudness": LoudnessSettings,
    "clean": CleanSettings,
}


def restored(table: Mapping[str, Any], folder: str = "") -> Settings:
    """Give back the settings that `dataclasses.asdict` and JSON made plain.

    `folder` is what their paths are relative to.  Raises SettingsError where the table is
    none of ours.

    >>> restored(plain(Settings(to=("mp3",)))).to
    ('mp3',)
    """
    known = {field.name for field in dataclasses.fields(Settings)}
    try:
        values = {key: _value(key, value) for key, value in table.items() if key in known}
        return Settings(**{**values, "folder": folder})
    except (TypeError, AttributeError) as err:
        raise SettingsError(
            f"these are not the settings of a book: {err}", "build the book again"
        ) from err


def _value(key: str, value: Any) -> Any:
    if key in _PARTS:
        return _PARTS[key](**{name: _tuples(inner) for name, inner in value.items()})
    if key == "cast":
        return tuple(CastMember(**member) for member in value)
    return _tuples(value)


def _tuples(value: Any) -> Any:
    """JSON knows lists only; settings hold tuples."""
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def plain(settings: Settings) -> dict[str, Any]:
    """Make settings plain values, as JSON would give them back."""
    table = dataclasses.asdict(settings)
    del table["folder"], table["own"]
    values: dict[str, Any] = json.loads(json.dumps(table))
    return values
