"""What a user may choose: the values, and the files that they are read from."""

from audiobook.settings.loading import load
from audiobook.settings.restoring import plain, restored
from audiobook.settings.values import (
    BookSettings,
    CastMember,
    CleanSettings,
    EngineOptions,
    LoudnessSettings,
    PauseSettings,
    Settings,
    VoiceSettings,
)

__all__ = [
    "BookSettings",
    "CastMember",
    "CleanSettings",
    "EngineOptions",
    "LoudnessSettings",
    "PauseSettings",
    "Settings",
    "VoiceSettings",
    "load",
    "plain",
    "restored",
]
