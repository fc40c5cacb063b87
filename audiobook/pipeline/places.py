"""Where things are kept on this machine: clips and encoded segments, the user's settings.

The environment comes in as a mapping, a path goes out; nothing is created here.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from audiobook.errors import AudiobookError


def cache_folder(environ: Mapping[str, str], chosen: Path | None = None) -> Path:
    """Find the folder of clips: the one chosen, AUDIOBOOK_CACHE, or the platform's cache."""
    if chosen is not None:
        return chosen
    if environ.get("AUDIOBOOK_CACHE"):
        return Path(environ["AUDIOBOOK_CACHE"])
    import platformdirs

    try:
        return platformdirs.user_cache_path("audiobook").expanduser()
    except RuntimeError as err:
        raise AudiobookError(
            "no home folder to keep the clips in",
            "name one with --cache DIR or the environment variable AUDIOBOOK_CACHE",
        ) from err


def user_settings_file() -> Path:
    """Find the user-level settings, in the form of a story's `name.toml`."""
    import platformdirs

    return platformdirs.user_config_path("audiobook") / "audiobook.toml"


def make_folder(path: Path, what: str) -> Path:
    """Make a folder, parents included, and prove that a file can be written in it.

    Raises AudiobookError naming the folder: it never takes another place in silence.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except (FileExistsError, NotADirectoryError) as err:
        file = next((each for each in (path, *path.parents) if each.exists()), path)
        raise AudiobookError(
            f"{file}: expected a folder for {what}, found a file",
            "move the file away, or name another folder",
        ) from err
    except OSError as err:
        raise AudiobookError(
            f"{path}: cannot write {what} here: {err.strerror}",
            "make the folder writable, free some space, or name another folder",
        ) from err
    return path
