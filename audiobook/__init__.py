"""Turn a story into an audiobook, offline.  The public API, and nothing else.

    audiobook.clean(text) -> Cleaned                audiobook.build(story, ...) -> Built
    audiobook.outline(path_or_text) -> Book         audiobook.check(folder) -> tuple[Finding, ...]
    audiobook.script(book, settings) -> Script      audiobook.say(text, voice) -> Pcm
    audiobook.voices(engine=None) -> tuple[Voice, ...]

The API prints nothing; progress is a callback; errors are `AudiobookError`s.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audiobook.checking import check
    from audiobook.cleaning import clean
    from audiobook.errors import AudiobookError
    from audiobook.pipeline import build, outline, say, script, voices
    from audiobook.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "AudiobookError",
    "Settings",
    "build",
    "check",
    "clean",
    "outline",
    "say",
    "script",
    "voices",
]

# Each name's room is entered at its first use, so that `import audiobook` costs nothing.
_ROOMS = {
    "AudiobookError": "audiobook.errors",
    "Settings": "audiobook.settings",
    "build": "audiobook.pipeline",
    "check": "audiobook.checking",
    "clean": "audiobook.cleaning",
    "outline": "audiobook.pipeline",
    "say": "audiobook.pipeline",
    "script": "audiobook.pipeline",
    "voices": "audiobook.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'audiobook' has no attribute {name!r}")
    return getattr(importlib.import_module(_ROOMS[name]), name)
