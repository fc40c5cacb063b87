"""Lay what was heard beside what was said, word by word.

Two lists of words come in; how many were wrong, the longest run of words that
were not heard, and which words those are go out.  Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A match earns less than any error costs, so it decides only between equal ways.
WRONG = 1_000_000
MATCH = -1
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """The cheapest way from the words said to the words heard."""

    said: int
    wrong: int  # substitutions, deletions and insertions
    heard: tuple[bool, ...]  # for each word said

    @property
    def error_rate(self) -> float:
        """Wrong words for each word said."""
        return self.wrong / self.said if self.said else 0.0


def words(text: str) -> tuple[str, ...]:
    """Take a text apart for comparing: letters and digits, lower case.

    >>> words("“Don’t,” he said — twice.")
    ("don't", 'he', 'said', 'twice')
    """
    return tuple(word.casefold().replace("’", "'") for word in WORD.findall(text))


def align(said: Sequence[str], heard: Sequence[str]) -> Alignment:
    """Align by Levenshtein distance over words; of equal ways the one with most words heard.

    >>> align(("no", "words", "at", "all"), ("no", "word", "at", "all"))
    Alignment(said=4, wrong=1, heard=(True, False, True, True))
    """
    rows = _costs(said, heard)
    found = [False] * len(said)
    i, j = len(said), len(heard)
    while i and j:
        cost, same = rows[i][j], said[i - 1] == heard[j - 1]
        if cost == rows[i - 1][j - 1] + (MATCH if same else WRONG):
            found[i - 1] = same
            i, j = i - 1, j - 1
        elif cost == rows[i - 1][j] + WRONG:
            i -= 1
        else:
            j -= 1
    return Alignment(said=len(said), wrong=-(-rows[-1][-1] // WRONG), heard=tuple(found))


def _costs(said: Sequence[str], heard: Sequence[str]) -> list[list[int]]:
    rows = [[WRONG * j for j in range(len(heard) + 1)]]
    for i, word in enumerate(said, 1):
        above, row = rows[-1], [WRONG * i]
        for j, other in enumerate(heard, 1):
            across = above[j - 1] + (MATCH if word == other else WRONG)
            row.append(min(across, above[j] + WRONG, row[-1] + WRONG))
        rows.append(row)
    return rows


def longest_run_unheard(heard: Sequence[bool]) -> int:
    """Count the longest run of words that were not heard.

    A word heard by chance between two that were not does not end a run: a lost sentence
    still matches an "and" or a "the" somewhere.

    >>> longest_run_unheard([True, False, False, True, False, False, True, True])
    4
    """
    longest = run = chance = 0
    for found in heard:
        if not found:
            run, chance = run + 1, 0
        elif run and not chance:
            chance = 1
        else:
            run = chance = 0
        longest = max(longest, run)
    return longest
