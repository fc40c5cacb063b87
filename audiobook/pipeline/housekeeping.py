"""The size of the cache, and pruning it: clips and encoded segments alike."""

from __future__ import annotations

import contextlib
import math
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
    clips = ClipStore(cache / "clips").prune(older_than_s, now)
    return _sum(clips, _without_segments(cache, now - older_than_s))


def clear_cache(cache: Path) -> tuple[int, int]:
    """Remove all clips and segments, of any age; returns how many files, and their bytes."""
    return _sum(ClipStore(cache / "clips").clear(), _without_segments(cache, math.inf))


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]


def _without_segments(cache: Path, used_until: float) -> tuple[int, int]:
    """Remove the segments last used at that time, in seconds since 1970, or before."""
    count = size = 0
    for path in _segments(cache):
        with contextlib.suppress(FileNotFoundError):
            stat = path.stat()
            if stat.st_mtime <= used_until:
                path.unlink()
                count, size = count + 1, size + stat.st_size
    return count, size


def _segments(cache: Path) -> Iterator[Path]:
    folder = cache / "segments"
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if path.is_file())
