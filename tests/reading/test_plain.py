"""Plain text: what a person sees on the page is what the blocks say."""

from __future__ import annotations

from pathlib import Path

from audiobook.reading import read

EXAMPLE = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"


def kinds(manuscript):
    return [block.kind for block in manuscript.blocks]


def texts(manuscript, kind="text"):
    return [block.text for block in manuscript.blocks if block.kind == kind]


def test_example_story_is_a_title_and_33_paragraphs():
    manuscript = read(EXAMPLE)
    first, *rest = manuscript.blocks
    assert (first.kind, first.level, first.text) == ("heading", 1, manuscript.meta.title)
    assert [block.line for block in rest] == list(range(2, 35))
    assert set(kinds(manuscript)[1:]) == {"text"}
    assert manuscript.dropped == ()
