"""Sections into runs of blocks, one a scene, by the mode the listener chose."""

from __future__ import annotations

from collections.abc import Sequence

from audiobook.structuring.scenes import Run, has_marks, inferred_runs, marked_runs, openers
from audiobook.structuring.sections import Section

_LONG_WORK = 3000  # words
_MOST = 4  # inferred breaks in 10,000 words of a long work


def cut(found: Sequence[Section], mode: str) -> list[list[Run]]:
    """Cut each section into scenes."""
    if mode == "off":
        return [inferred_runs(section.blocks, {}) for section in found]
    story = [section.blocks for section in found if section.kind == "chapter"]
    if mode == "marked" or has_marks(story):
        return [marked_runs(section.blocks) for section in found]
    return [
        inferred_runs(section.blocks, openers(section.blocks) if section.kind == "chapter" else {})
        for section in found
    ]
