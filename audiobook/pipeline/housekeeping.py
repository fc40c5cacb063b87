"""The size of the cache, and pruning it: clips and encoded segments alike."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from audiobook.speaking import ClipStore


def cache_size(cache: Path) -> tuple[int, int]:
    """Count the files of the cache and their bytes."""
    count, size = ClipStore(cache / "clips").size()
    segments = [path.stat().st_size for path in _segments(cache)]
    return count + len(segments), size + sum(segments)


def prune_cache(cache: Path, older_than_s: float, now: float) -> tuple[int, int]:
    """Remove what was last used longer ago; returns how many files, and their bytes."""
    count, size = ClipStore(cache / "clips").prune(older_than_s, now)
    for path in _segments(cache):
        with contextlib.suppress(FileNotFoundError):
            stat = path.stat()
            if now - stat.st_mtime >= older_than_s:
                path.unlink()
                count, size = count + 1, size + stat.st_size
    return count, size


def _segments(cache: Path) -> Iterator[Path]:
    folder = cache / "segments"
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.is_file())
