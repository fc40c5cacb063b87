"""A small scored model of scene breaks, for long works without marks (`--scenes more`).

A chapter's paragraphs come in, a score for each goes out.  The features are those
that a study of 19 novels found strongest; their weights are set by hand, not trained,
because the texts at hand mark 28 breaks in all.  So the strict opener stays the default.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

_TIME = re.compile(
    r"\b(?:morning|afternoon|evening|night|midnight|noon|dawn|days?|sunrise|sunset|dusk|nightfall|twilight"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august"
    r"|september|october|november|december|spring|summer|autumn|winter|hours?|weeks?|months?|years?"
    r"|o['’]clock|later|meanwhile|breakfast|supper|dinner|lunch)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"[“”\"]|(?:^|\s)‘")
_PRONOUN = re.compile(
    r"(?:he|she|it|they|his|her|their|this|that|these|those|him)\b", re.IGNORECASE
)
_NAME = re.compile(r"(?<=[a-z,;’] )[A-ZÀ-Þ][a-zà-þ’]+")
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-þ]+")
_WORD = re.compile(r"[a-zà-þ]{4,}")
_REACH = 4  # paragraphs before and after whose words are compared

WEIGHTS = {
    "time word": 0.8,
    "no speech": 1.0,
    "narration around": 0.3,
    "question before": -0.8,
    "short paragraph before": -0.6,
    "longer than its neighbours": 0.4,
    "pronoun first": -0.4,
    "name first": 0.7,
    "new names": 0.2,
    "the words change": 6.0,
}


def scores(paragraphs: Sequence[str]) -> list[tuple[float, str]]:
    """Score each paragraph of a chapter, with the two features that speak most for it."""
    found = []
    for row in features(paragraphs):
        shares = [
            (weight * value, name)
            for (name, weight), value in zip(WEIGHTS.items(), row, strict=True)
        ]
        best = [name for share, name in sorted(shares, reverse=True)[:2] if share > 0]
        found.append((sum(share for share, _ in shares), ", ".join(best)))
    return found


def features(paragraphs: Sequence[str]) -> list[list[float]]:
    """Describe each paragraph as a place where a scene may open."""
    lengths = [text.count(" ") + 1 for text in paragraphs]
    spoken = [_QUOTE.search(text) is not None for text in paragraphs]
    names = [frozenset(_NAME.findall(text)) for text in paragraphs]
    known = frozenset().union(*names)
    lows = _cohesion([Counter(_WORD.findall(text.lower())) for text in paragraphs])
    rows = []
    for at, text in enumerate(paragraphs):
        before = paragraphs[at - 1] if at else ""
        near = range(max(0, at - 3), min(len(paragraphs), at + 4))
        local = median(lengths[max(0, at - 8) : at + 9])
        seen = frozenset().union(*names[max(0, at - 12) : at])
        first = text[:100].split(".")[0]
        rows.append(
            [
                float(_TIME.search(first) is not None),
                float(not spoken[at]),
                sum(not spoken[one] for one in near) / len(near),
                float(before.rstrip("”’\"'").endswith(("?", ":", "—"))),
                float(at > 0 and lengths[at - 1] < 8),
                max(-2.0, min(2.0, math.log(lengths[at] / max(local, 1)))),
                float(_PRONOUN.match(text) is not None),
                float(any(one in known for one in _FIRST_NAME.findall(first[:40]))),
                min(3.0, float(len(names[at] - seen))),
                lows[at],
            ]
        )
    return rows


def _cohesion(bags: Sequence[Counter[str]]) -> list[float]:
    """Say how much less the words before and after a place share than at the places around it."""
    spread = Counter(word for bag in bags for word in bag)
    rare = {word: math.log((len(bags) + 1) / count) for word, count in spread.items()}
    alike = [_alike(bags, at, rare) for at in range(len(bags))]
    lows = []
    for at, value in enumerate(alike):
        around = alike[max(0, at - _REACH) : at] + alike[at + 1 : at + 1 + _REACH]
        lows.append((sum(around) / len(around) if around else value) - value)
    return lows


def _alike(bags: Sequence[Counter[str]], at: int, rare: dict[str, float]) -> float:
    before = _summed(bags[max(0, at - _REACH) : at], rare)
    after = _summed(bags[at : at + _REACH], rare)
    if not before or not after:
        return 0.0
    shared = sum(value * after[word] for word, value in before.items() if word in after)
    norms = math.hypot(*before.values()) * math.hypot(*after.values())
    return shared / norms if norms else 0.0


def _summed(bags: Sequence[Counter[str]], rare: dict[str, float]) -> dict[str, float]:
    total: Counter[str] = Counter()
    for bag in bags:
        total.update(bag)
    return {word: count * rare[word] for word, count in total.items()}
