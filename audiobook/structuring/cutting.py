"""Sections into runs of blocks, one a scene, by the mode the listener chose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.model import Block
from audiobook.structuring.contents import words
from audiobook.structuring.scenes import Run, has_marks, inferred_runs, marked_runs, openers
from audiobook.structuring.scoring import scores
from audiobook.structuring.sections import Section

_LONG_WORK = 3000  # words; a shorter one goes by the strict rule alone, and has no cap
_MOST = {"auto": 4, "more": 3}  # inferred breaks in 10,000 words of a long work
_LEAST_APART = 3  # paragraphs
_OPENER = 100.0  # before anything that has none
_LEAST_SCORE = 2.0  # of a break that no opener speaks for


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A paragraph that may open a scene."""

    section: int
    at: int
    score: float
    reason: str


def cut(found: Sequence[Section], mode: str) -> list[list[Run]]:
    """Cut each section into scenes."""
    if mode == "off":
        return [inferred_runs(section.blocks, {}) for section in found]
    story = [section.blocks for section in found if section.kind == "chapter"]
    if mode == "marked" or has_marks(story):
        return [marked_runs(section.blocks) for section in found]
    breaks = [openers(section.blocks) if section.kind == "chapter" else {} for section in found]
    count = sum(words(block.text) for blocks in story for block in blocks)
    if count > _LONG_WORK:
        most = max(1, _MOST[mode] * count // 10_000)
        if mode == "more" or sum(map(len, breaks)) > most:
            breaks = _best(found, breaks, most, scored=mode == "more")
    return [inferred_runs(section.blocks, its) for section, its in zip(found, breaks, strict=True)]


def _best(
    found: Sequence[Section], breaks: Sequence[dict[int, str]], most: int, *, scored: bool
) -> list[dict[int, str]]:
    """Keep the highest scores among the openers and, if wanted, places without one."""
    places: list[_Place] = []
    for number, (section, its) in enumerate(zip(found, breaks, strict=True)):
        if section.kind == "chapter":
            places += _places(number, section.blocks, its, scored=scored)
    kept: list[dict[int, str]] = [{} for _ in found]
    for place in sorted(places, key=lambda one: -one.score)[: most * 4]:
        its = kept[place.section]
        if all(abs(other - place.at) >= _LEAST_APART for other in its):
            its[place.at] = place.reason
        if sum(map(len, kept)) == most:
            break
    return kept


def _places(
    number: int, blocks: Sequence[Block], its: dict[int, str], *, scored: bool
) -> list[_Place]:
    places = []
    last = len(blocks) - 2
    for at, (score, reason) in enumerate(scores([block.text for block in blocks])):
        if at in its:
            places.append(_Place(section=number, at=at, score=_OPENER + score, reason=its[at]))
        elif (
            scored and score >= _LEAST_SCORE and _LEAST_APART <= at < last and _is_plain(blocks, at)
        ):
            reason = f"score {score:.2f}: {reason}"
            places.append(_Place(section=number, at=at, score=score, reason=reason))
    return places


def _is_plain(blocks: Sequence[Block], at: int) -> bool:
    """Tell whether a paragraph and those before it are prose, and it opens with no quotation."""
    near = blocks[at - _LEAST_APART : at + 1]
    return blocks[at].text[:1].isalpha() and all(block.kind == "text" for block in near)
