"""The user's own pronunciations, and those of a W3C lexicon."""

from __future__ import annotations

import pytest

from audiobook.errors import SettingsError
from audiobook.wording import Lexicon, parse_pls, spoken


def said(written, *entries, **choices):
    return spoken(written, lexicon=Lexicon(entries), **choices)


def test_a_small_letter_entry_matches_any_case():
    assert said("Hermione and HERMIONE ran.", ("hermione", "her my oh nee")) == (
        "her my oh nee and her my oh nee ran."
    )


def test_an_entry_with_a_capital_matches_only_itself():
    assert said("Polish men polish.", ("Polish", "Pole ish")) == "Pole ish men polish."


def test_an_entry_never_fires_inside_a_word():
    assert said("A cathedral cat, a cat’s tail.", ("cat", "kitty")) == (
        "A cathedral kitty, a kitty’s tail."
    )


def test_the_longer_entry_wins():
    assert said("New York and York.", ("York", "Yawk"), ("New York", "Noo Yawk")) == (
        "Noo Yawk and Yawk."
    )


def test_the_later_of_two_entries_for_one_word_counts():
    assert said("Siobhan.", ("Siobhan", "wrong"), ("Siobhan", "Shi vawn")) == "Shi vawn."


def test_an_entry_wins_over_the_rules():
    assert said("In 1984 he read 1984.", ("1984", "Big Brother")) == (
        "In Big Brother he read Big Brother."
    )


def test_a_straight_apostrophe_matches_a_curly_one():
    assert said("D’Artagnan bowed.", ("D'Artagnan", "Dar tan yon")) == "Dar tan yon bowed."


def test_an_entry_matches_within_emphasis_marks():
    assert said("It was _Hermione_.", ("hermione", "her my oh nee")) == "It was her my oh nee."


def test_a_pattern_puts_its_groups_where_they_are_named():
    assert said("NCC-1701 flew.", (r"re:NCC-(\d\d)(\d\d)", r"N C C \1 \2")) == "N C C 17 01 flew."


def test_a_pattern_matches_whole_words_only():
    assert said("colour colours", ("re:colou?r", "hue")) == "hue colours"


def test_ipa_stands_in_the_text_of_an_engine_with_phonemes():
    assert said("Call Nguyen.", ("Nguyen", "/ŋwiən/"), phonemes=True) == "Call /ŋwiən/."


def test_ipa_is_refused_for_an_engine_without_phonemes():
    with pytest.raises(SettingsError, match="Nguyen") as caught:
        said("Call Nguyen.", ("Nguyen", "/ŋwiən/"))
    assert "respell" in caught.value.hint
    assert caught.value.key == "lexicon.Nguyen"


def test_ipa_of_a_word_that_is_not_there_stops_nothing():
    assert said("Call Anna.", ("Nguyen", "/ŋwiən/")) == "Call Anna."


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("re:(a+)+b", "x"),
        ("re:(a|aa)*b", "x"),
        ("re:(?:a*b*)*c", "x"),
        ("re:.*.*.*.*x", "y"),
        ("re:(unclosed", "x"),
        ("re:plain", r"\3"),
        ("re:" + "a" * 400, "x"),
        ("re:", "x"),
        ("word", "  "),
        ("  ", "x"),
        ("word", "/unclosed"),
    ],
)
def test_a_bad_entry_is_refused_by_name(written, becomes):
    with pytest.raises(SettingsError) as caught:
        Lexicon(((written, becomes),))
    assert repr(written) in caught.value.message


@pytest.mark.parametrize(("written", "becomes"), [("re:", "x"), ("word", "  "), ("  ", "x")])
def test_an_entry_with_an_empty_side_is_said_to_have_one(written, becomes):
    with pytest.raises(SettingsError, match="both sides must hold something"):
        Lexicon(((written, becomes),))


def test_holds_tells_the_sentences_that_an_entry_touches():
    lexicon = Lexicon((("hermione", "her my oh nee"), ("re:X-\\d+", "ex")))
    sentences = ("Hermione ran.", "An X-15 flew.", "Nobody ran.", "Hermiones.")
    assert [lexicon.holds(sentence) for sentence in sentences] == [True, True, False, False]


PLS = """<?xml version="1.0" encoding="UTF-8"?>
<lexicon version="1.0" alphabet="{alphabet}" xml:lang="en-US"
         xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
{lexemes}
</lexicon>"""


def pls(lexemes, alphabet="ipa"):
    return parse_pls(PLS.format(lexemes=lexemes, alphabet=alphabet).encode())


def test_a_w3c_lexicon_gives_aliases_and_phonemes():
    assert pls(
        "<lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme>"
        "<lexeme><grapheme>Sepulveda</grapheme><phoneme>səˈpʌlvɪdə</phoneme></lexeme>"
    ) == (("W3C", "World Wide Web Consortium"), ("Sepulveda", "/səˈpʌlvɪdə/"))


def test_each_spelling_of_a_w3c_lexeme_is_an_entry_of_its_preferred_way():
    assert pls(
        "<lexeme><grapheme>colour</grapheme><grapheme>color</grapheme>"
        '<phoneme>ˈkɒlə</phoneme><phoneme prefer="true">ˈkʌlɚ</phoneme></lexeme>'
    ) == (("colour", "/ˈkʌlɚ/"), ("color", "/ˈkʌlɚ/"))


def test_x_sampa_of_a_w3c_lexicon_becomes_ipa():
    lexeme = "<lexeme><grapheme>thought</grapheme><phoneme>&quot;TO:t</phoneme></lexeme>"
    assert pls(lexeme, "x-sampa") == (("thought", "/ˈθɔːt/"),)


@pytest.mark.parametrize(
    "content",
    [
        b"<lexicon>",
        b"<html/>",
        b"",
        b'<!DOCTYPE x [<!ENTITY a "b">]><lexicon/>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><lexicon/>',
    ],
)
def test_what_is_no_w3c_lexicon_is_refused(content):
    with pytest.raises(SettingsError):
        parse_pls(content)
