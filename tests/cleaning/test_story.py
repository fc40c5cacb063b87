"""The example story comes back as it was written."""

from __future__ import annotations

from pathlib import Path

from audiobook.cleaning import clean, clean_manuscript
from audiobook.model import Block, Manuscript, Meta, Swap

STORY = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"


def test_example_story_is_exactly_its_map_undone():
    text = STORY.read_text(encoding="utf-8")
    cleaned = clean(text)
    assert cleaned.text == text.replace("п", "n").replace("υ", "u")
    assert cleaned.repairs.swaps == (
        Swap(source="п", target="n", count=205),
        Swap(source="υ", target="u", count=68),
    )


def test_manuscript_is_cleaned_as_one_text():
    manuscript = Manuscript(
        meta=Meta(title="Nooп", author="Aппa"),
        blocks=(
            Block(kind="heading", text="пo"),
            Block(
                kind="text",
                text="She raп oп. Дождь шёл всю ночь. It was пooп",
                emphasis=((8, 10), (39, 43)),
            ),
        ),
    )
    cleaned, _ = clean_manuscript(manuscript)
    assert (cleaned.meta.title, cleaned.meta.author) == ("Noon", "Anna")
    assert [block.text for block in cleaned.blocks] == [
        "no",
        "She ran on. Дождь шёл всю ночь. It was noon",
    ]
    assert cleaned.blocks[1].emphasis == ((8, 10), (39, 43))


def test_a_title_that_a_heading_repeats_is_counted_once():
    manuscript = Manuscript(
        meta=Meta(title="Oпe пight"),
        blocks=(Block(kind="heading", text="Oпe пight"), Block(kind="text", text="пoпe saw it.")),
    )
    cleaned, repairs = clean_manuscript(manuscript)
    assert cleaned.meta.title == cleaned.blocks[0].text == "One night"
    assert repairs.swaps == (Swap(source="п", target="n", count=4),)
    assert sum(change.count for change in repairs.changes) == 3
