"""Every line of the tables is said as the table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.wording import KINDS, spoken

TABLES = Path(__file__).parents[1] / "cases" / "wording"


def lines(name):
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines()[1:]:
        kind, written, said = line.split("\t")
        yield pytest.param(written, said, id=f"{kind}: {written}")


@pytest.mark.parametrize(("written", "said"), list(lines("english.tsv")))
def test_a_line_is_said_as_a_narrator_would(written, said):
    assert spoken(written) == said


@pytest.mark.parametrize(("written", "said"), list(lines("headings.tsv")))
def test_a_heading_is_said_as_a_narrator_would(written, said):
    assert spoken(written, heading=True) == said


@pytest.mark.parametrize(("written", "said"), list(lines("british.tsv")))
def test_a_british_line_is_said_as_there(written, said):
    assert spoken(written, language="en-GB") == said


@pytest.mark.parametrize("engine", ["pyttsx3", "hibari", "piper", "kokoro", "command", "tone"])
def test_every_engine_gets_words(engine):
    assert spoken("Henry VIII paid $5.50.", engine=engine) == (
        "Henry the Eighth paid five dollars and fifty cents."
    )


@pytest.mark.parametrize(
    ("kind", "kept"),
    [("year", "In 1895 he paid five dollars."), ("money", "In eighteen ninety-five he paid $5.")],
)
def test_a_kind_can_be_left_alone(kind, kept):
    others = {"number", "symbol"} if kind == "money" else {"number"}
    assert spoken("In 1895 he paid $5.", left=frozenset({kind, *others})) == kept


def test_all_kinds_left_alone_is_all_text_left_alone():
    text = "Dr. Hale, FBI & Co., paid $5 on the 3rd in Henry VIII’s name at 5:30 (50%)."
    assert spoken(text, left=frozenset(KINDS)) == text


def test_stressed_capitals_are_a_word():
    assert spoken("I said ZEBRA.", emphasis=((7, 12),)) == "I said zebra."
    assert spoken("I said FBI.", emphasis=((7, 10),)) == "I said FBI."


def test_nothing_to_say_is_nothing():
    assert [spoken(mark) for mark in ("", " ", "…", "* * *", "“—”", "‽", "= = =")] == [""] * 7


def test_numbers_of_other_languages_are_left_to_espeak():
    assert spoken("Es waren 21 Männer.", language="de") == "Es waren 21 Männer."


def test_numbers_of_other_languages_are_words_for_other_engines():
    assert spoken("Es waren 21 Männer.", language="de", engine="command") == (
        "Es waren einundzwanzig Männer."
    )
    assert spoken("Il y en a 21.", language="fr", engine="command") == "Il y en a 21."


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        (
            "de",
            "Dr. Weiß kam z.B. mit Brot usw.",
            "Doktor Weiß kam zum Beispiel mit Brot und so weiter.",
        ),
        ("fr", "M. de Rênal et Mme Bovary, n°5.", "Monsieur de Rênal et Madame Bovary, numéro 5."),
        ("fr", "Il s’appelait M. et rien de plus.", "Il s’appelait M. et rien de plus."),
        ("es", "El Sr. Pérez vive en EE. UU.", "El señor Pérez vive en Estados Unidos."),
        ("it", "Il sig. Rossi e la sig.ra Bo, ecc.", "Il signor Rossi e la signora Bo, eccetera."),
        ("ru", "Он пришёл, т. е. вернулся.", "Он пришёл, то есть вернулся."),
        ("sv", "Han kom t.ex. sent.", "Han kom t.ex. sent."),
    ],
)
def test_abbreviations_of_other_languages_are_words(language, written, said):
    assert spoken(written, language=language) == said


def test_english_rules_keep_out_of_other_languages():
    text = "Der Dr. und Prof. Müller im Jahr 1914."
    assert spoken(text, language="de") == text
    assert spoken("Er ging--weit... weg.", language="de") == "Er ging — weit… weg."


def test_an_engine_that_tells_tenses_apart_is_left_to():
    assert spoken("He read the letter.", engine="hibari") == "He read the letter."


def test_a_fraction_of_nothing_is_said_as_figures():
    assert spoken("000 1/0 ft. deep") == "zero zero zero one zero feet deep"


def test_a_raised_figure_in_an_address_is_no_number():
    assert spoken("a²@b.com") == "a² at b dot com"
