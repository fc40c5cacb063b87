"""What holds for any text at all."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audiobook.cleaning import clean, clean_manuscript
from audiobook.model import Block, Manuscript, Meta

LIGHT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

anything = st.text(st.characters(exclude_categories=()), max_size=80)  # lone surrogates too
ascii_text = st.text(st.characters(max_codepoint=127), max_size=200)
look_alikes = st.text("aeonu пυеоаνιηꓐꓮΑВեոʟɴạṇ𝐧ｎ¢∂'’ .\u0301\u200b", max_size=40)
RUSSIAN = "каждый человек имеет право на свободу мысли слова и совести"
GREEK = "καθένας έχει το δικαίωμα να είναι ελεύθερος"
cyrillic_words = st.lists(st.sampled_from(RUSSIAN.split(" ")))
greek_words = st.lists(st.sampled_from(GREEK.split(" ")))


@LIGHT
@given(st.one_of(anything, look_alikes))
def test_cleaning_never_raises_and_is_idempotent(text):
    once = clean(text).text
    assert clean(once).text == once


@LIGHT
@given(ascii_text)
def test_plain_text_comes_back_as_it_was(text):
    assert clean(text).text == text


@LIGHT
@given(st.one_of(cyrillic_words, greek_words))
def test_russian_and_greek_come_back_as_they_were(words):
    text = " ".join(words)
    assert clean(text).text == text


@LIGHT
@given(st.lists(look_alikes, min_size=1, max_size=4))
def test_a_manuscript_is_cleaned_as_the_text_it_makes(texts):
    manuscript = Manuscript(
        meta=Meta(title=""), blocks=tuple(Block(kind="text", text=text) for text in texts)
    )
    cleaned, _ = clean_manuscript(manuscript)
    whole = clean("\n\n\n\n" + "\n\n".join(texts)).text
    assert "\n\n\n\n" + "\n\n".join(block.text for block in cleaned.blocks) == whole


@LIGHT
@given(look_alikes, st.data())
def test_emphasis_stays_within_its_block(text, data):
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    block = Block(kind="text", text=text, emphasis=((start, end),) if start < end else ())
    manuscript = Manuscript(meta=Meta(title="T"), blocks=(block,))
    cleaned, _ = clean_manuscript(manuscript)
    for a, b in cleaned.blocks[0].emphasis:
        assert 0 <= a < b <= len(cleaned.blocks[0].text)


def test_long_lines_and_odd_characters_are_cleaned_once_and_for_all():
    for text in (
        "пo" * 100_000,
        "\x00п" * 50_000,
        "a\u0336" * 50_000,
        "\ud800oпe" * 20_000,
        "é'" * 50_000,
    ):
        cleaned = clean(text).text
        assert clean(cleaned).text == cleaned
