"""Sentences for speech.  The cases were written for this project; "given" are its first fifteen."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobook.structuring import split_sentences

CASES = json.loads(
    (Path(__file__).parents[1] / "cases" / "structuring" / "sentences.json").read_text("utf-8")
)
CAP = 300


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['text'][:40]}")
def test_sentences_are_as_a_reader_says_them(case):
    pieces = split_sentences(case["text"])
    assert [piece.strip() for piece in pieces] == case["sentences"]
    assert "".join(pieces) == case["text"]


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("de", "Er kam z. B. am 3. Mai. „Ja!“ sagte sie. Er ging.", 3),
        ("ru", "— Как дела? — спросил он. Она улыбнулась.", 2),
        ("fr", "Il vint. « Bonjour ! » dit-elle. Il partit.", 3),
        ("ja", "彼は言った。私は笑った。", 2),
        ("es-MX", "¿Qué tal? Estoy aquí. Todo va.", 3),
        ("fr", "M. Dupont vit Mlle. Lange. Il partit… Puis il revint.", 3),
        ("it", "Il sig. G. Verdi compose. Vedi pag. 5. Tacque… Poi tornò.", 4),
        ("ru", "А. С. Пушкин писал. Он ушёл… Потом вернулся.", 3),
    ],
)
def test_other_languages_are_split_and_tags_kept(language, text, sentences):
    pieces = split_sentences(text, language)
    assert "".join(pieces) == text
    assert len(pieces) == sentences


def test_a_long_quotation_of_another_language_is_split_inside():
    text = (
        "„Ich weiß nicht. Ich habe es nie gewusst, Dr. Müller, und das ist ja das Schlimme. "
        "Warum fragst du mich am 3. Mai danach?“ sagte sie leise und sah hinaus."
    )
    assert [piece[:9] for piece in split_sentences(text, "de")] == ["„Ich weiß", "Warum fra"]


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("word " * 50 + "end; " + "more " * 40 + "done.", "; "),
        ("word " * 50 + "end: " + "more " * 40 + "done.", ": "),
        ("word " * 50 + "end — " + "more " * 40 + "done.", " — "),
        ("word " * 50 + "end, and " + "more " * 40 + "done.", ", "),
        ("word " * 50 + "end, " + "more " * 40 + "done.", ", "),
    ],
)
def test_a_long_sentence_is_cut_where_a_reader_breathes(text, cuts):
    first, second = split_sentences(text)
    assert first.endswith(cuts)
    assert first + second == text


def test_a_word_without_end_is_cut_hard_and_soon():
    begin = time.perf_counter()
    pieces = split_sentences("x" * 10_000)
    assert time.perf_counter() - begin < 1
    assert "".join(pieces) == "x" * 10_000
    assert max(map(len, pieces)) <= CAP


def test_two_thousand_nested_quotations_take_no_longer_than_they_should():
    begin = time.perf_counter()
    pieces = split_sentences("“‘(" * 2000 + "a.” ")
    assert time.perf_counter() - begin < 2
    assert "".join(pieces) == "“‘(" * 2000 + "a.” "


@pytest.mark.parametrize("unit", ["x", "x ", "A. ", "B. ", "… ", "“A!” ", "a, and b "])
def test_a_paragraph_of_two_hundred_thousand_characters_is_split_in_linear_time(unit):
    text = unit * (200_000 // len(unit))
    begin = time.process_time()
    pieces = split_sentences(text)
    assert time.process_time() - begin < 3
    assert sum(map(len, pieces)) == len(text)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("aAbI. .…!?“”‘’\"'—-,;: \n(1Mr漢é")), max_size=900))
def test_pieces_concatenate_to_the_input(text):
    pieces = split_sentences(text)
    assert "".join(pieces) == text
    assert all(len(piece.strip()) <= CAP for piece in pieces)
    assert all(pieces)


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=600), st.sampled_from(["de", "fr", "ru", "ja", "zh-TW", "xx", "el", "pt-BR"])
)
def test_pieces_concatenate_in_every_language(text, language):
    pieces = split_sentences(text, language)
    assert "".join(pieces) == text
    assert all(len(piece.strip()) <= CAP for piece in pieces)
