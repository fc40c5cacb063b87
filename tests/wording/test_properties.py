"""What holds of wording whatever the text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.wording import Lexicon, spoken

_WORDS = """
the a house drôle Straße naïve Street Doctor mother’s co-operate well Anna Peter in it ft lbs et
ca pp vol Chapter am Saint mister café etcetera inn Marsh
"""
_KNOTS = """
1914 $5.50 £3 10s. 6d. 50% 5th 1/2 ½ 10:30 p.m. Mr. Dr. St. No. VIII I IV XX 3–4 6 ft. -5 ° [1] * _
-- … . . . & @ # § http://a.b/c www. a@b.co FBI GET OUT NOW “ ” ‘ ’ ( ) , ; : ! ?
"""
_UNITS = """
a A 1 1,000 1/ 1- - — . A. _ * $1 £1_1s._ I_ IV_ Mr._ St._ GO_ a@ a.com/ 1: 5_ft._ Henry_ ’ “ 1½ %
& ._ A._ a.b. 1. re: (
"""
WORDS = st.sampled_from(_WORDS.split())
KNOTS = st.sampled_from(_KNOTS.split())
UNITS = [unit.replace("_", " ") if len(unit) > 1 else unit for unit in _UNITS.split()]
PLAIN = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(words) + ".")
HOSTILE = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(WORDS, KNOTS), max_size=20).map(" ".join),
    st.lists(st.one_of(WORDS, KNOTS), max_size=20).map("".join),
)


@given(PLAIN)
def test_plain_words_pass_unchanged(text):
    assert spoken(text) == text


@given(HOSTILE)
@settings(max_examples=120, deadline=None)
def test_whatever_comes_is_said_without_loose_spaces(text):
    said = spoken(text)
    assert said == " ".join(said.split())
    assert said == "" or re.search(r"[^\W_]", said)


@given(HOSTILE, st.sampled_from(["en", "en-GB", "de", "fr", "xx", ""]), st.booleans())
@settings(max_examples=80, deadline=None)
def test_nothing_makes_it_raise(text, language, heading):
    spans = ((0, len(text)),) if text else ()
    said = spoken(text, language=language, heading=heading, emphasis=spans, engine="tone")
    assert isinstance(said, str)


@given(st.lists(st.one_of(WORDS.filter(str.islower), KNOTS), max_size=14))
@settings(max_examples=120, deadline=None)
def test_words_outside_a_rule_are_said_in_their_order(tokens):
    """Long small-letter words that no rule knows come out as they went in, all of them."""
    known = {"house", "drôle", "naïve", "mother’s", "co-operate", "café", "etcetera"}
    kept = [token for token in tokens if token in known]
    said = re.findall(r"[^\W\d_]+(?:[’-][^\W\d_]+)*", spoken(" ".join(tokens)))
    assert [word for word in said if word in known] == kept


@given(HOSTILE)
@settings(max_examples=60, deadline=None)
def test_the_words_of_an_entry_are_said_whatever_stands_beside_it(text):
    lexicon = Lexicon((("zyzzyva", "ziz i va"),))
    assert "ziz i va" in spoken(f"{text} zyzzyva {text}", lexicon=lexicon)


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length_of_a_hostile_text(unit):
    text = unit * (20_000 // len(unit))
    start = time.process_time()
    spoken(text)
    assert time.process_time() - start < 0.5


def test_a_word_of_a_million_letters_passes():
    word = "a" * 1_000_000
    start = time.process_time()
    assert spoken(word) == word
    assert time.process_time() - start < 2
