"""The finished book in every format: a table of writers by name.

An `Edition` comes in, files come out, each written under a temporary name and
renamed when it is whole.  A new format is a new file and one line in the table.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from audiobook.errors import SettingsError
from audiobook.publishing.edition import Edition

Writer: TypeAlias = Callable[[Edition], tuple[Path, ...]]

# Module and function: a writer's libraries are loaded only when it is asked for.
WRITERS: dict[str, str] = {
    "m4b": "audio:write_m4b",
    "mp3": "audio:write_mp3",
    "opus": "audio:write_opus",
    "flac": "audio:write_flac",
    "wav": "audio:write_wav",
    "chapters": "audio_chapters:write_chapters",
    "mp3-chapters": "audio_chapters:write_mp3_chapters",
    "srt": "subtitles:write_srt",
    "vtt": "subtitles:write_vtt",
    "lrc": "subtitles:write_lrc",
    "epub": "epub:write_epub",
    "player": "player:write_player",
}

# Kept apart: `--to all` means every format, not every shop's rules.
PRESETS: dict[str, str] = {"acx": "acx:write_acx"}

__all__ = ["PRESETS", "WRITERS", "Edition", "Writer", "publish", "writer"]


def publish(edition: Edition, to: tuple[str, ...]) -> tuple[Path, ...]:
    """Write every format of `to`, in that order, then what libraries read beside them.

    A book without a cover gets one drawn.  Raises SettingsError for a format that is not
    in the table.
    """
    from audiobook.publishing.cover import draw_cover, fit_cover
    from audiobook.publishing.metadata import write_metadata

    writers = [writer(name) for name in to]
    meta = edition.timeline.meta
    cover = fit_cover(edition.cover) if edition.cover else draw_cover(meta)
    edition = replace(edition, cover=cover)
    files = [path for write in writers for path in write(edition)]
    return (*files, *write_metadata(edition))


def writer(name: str) -> Writer:
    """Find the writer of a format or a preset."""
    if name not in WRITERS and name not in PRESETS:
        raise SettingsError(
            f"no format {name!r}", f"the formats are {', '.join(WRITERS)}, or all", key="to"
        )
    module, function = (WRITERS | PRESETS)[name].split(":")
    found: Writer = getattr(importlib.import_module(f"audiobook.publishing.{module}"), function)
    return found
