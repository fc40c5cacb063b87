"""A text's letters are learnt from some of its words, which stand for the others."""

from __future__ import annotations

from itertools import cycle, product
from pathlib import Path

import pytest

from audiobook.cleaning import clean
from audiobook.cleaning.lessons import ENOUGH, FREQUENT, choose_lessons

STORY = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"
SWAPS = str.maketrans("sireoan", "ѕігеоап")
PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("name", ["Ærion", "Søreni", "Ðorani"])
def test_a_name_keeps_its_own_letter_however_the_others_are_written(name):
    said = f"No {name} came. The {name} rose, and {name} sang to {name}; “{name},” she said. "
    text = STORY.read_text(encoding="utf-8").replace("п", "n").replace("υ", "u") + "\n" + 2 * said
    turns = cycle([False, False, True])
    damaged = [c.translate(SWAPS) if c in "sireoan" and next(turns) else c for c in text]
    assert clean("".join(damaged)).text == text


def test_a_rare_letter_is_met_among_many_words_of_a_common_one():
    common = {"".join(letters) + "п": 9 for letters in product("abcdefghij", repeat=3)}
    lessons = choose_lessons({**common, "qυit": 1}, PLAIN, {})
    assert "qυit" in lessons.words
    assert len(lessons.words) <= FREQUENT + ENOUGH + 1
    assert lessons.shares["п"] == (len(common) - FREQUENT) / (len(lessons.words) - FREQUENT - 1)
