"""What the table of likenesses lacks or gets wrong, the words of the text say."""

from __future__ import annotations

import pytest

from audiobook.cleaning import clean

SAID = "The old woman sang loudly and showed them around a small round room once more."


@pytest.mark.parametrize("letter", ["ᔐ", "Ꙭ", "ჵ", "ж", "ш"])
def test_any_letter_stands_for_what_makes_words(letter):
    assert clean(SAID.replace("o", letter)).text == SAID


def test_one_letter_does_not_stand_for_what_its_words_do_not_make():
    text = "Zorꙮbal and Quillꙮmar met Thraxꙮvin."
    assert clean(text).text == text


@pytest.mark.parametrize("text", ["пʼинамад энадғун", "сиӊру пʼавд", "пʼять яблук"])
def test_an_apostrophe_does_not_make_a_word_of_two_scripts(text):
    assert clean(text).text == text


def test_a_capital_shape_inside_a_word_is_a_small_letter():
    assert (
        clean("The gΙrl was sΙttΙng Ιn the kΙtchen.").text == "The girl was sitting in the kitchen."
    )


def test_a_listed_letter_stands_for_another_that_makes_long_words():
    text = "It lay under the grզund. He jumped tզ that cզnclusion as we do."
    assert clean(text).text == text.replace("զ", "o")


def test_one_letter_may_stand_for_two_in_one_word():
    text = "Nიthiიg of it seemed gიიd, and almიst at once the guი went off iი the mიrიiიg."
    expected = "Nothing of it seemed good, and almost at once the gun went off in the morning."
    assert clean(text).text == expected


def test_an_unread_letter_keeps_its_case():
    text = "‘Оh,’ ѕаid he tо the Ꮖ аnd the ᎧᏲ."
    assert "ᎧᏲ" in clean(text).text


def test_one_word_teaches_a_letter_where_the_text_is_damaged():
    text = "gɹıŋŋəd ʍhəŋ ıʈ sɐʍ"
    assert clean(text).text == "grinned when it saw"


def test_accents_that_no_word_has_are_swaps():
    assert clean("I nȩed what she spokȩ of.").text == "I need what she spoke of."
    assert clean("Pat met André at the café, rẽ the résumé.").repairs.changes == ()


def test_a_languages_own_letters_stay_beside_one_swap():
    assert clean("Ki a ɖɔ vɔ, ŋutsu ɖeka le аfe me").text == "Ki a ɖɔ vɔ, ŋutsu ɖeka le afe me"


def test_letters_of_another_language_are_swaps_amid_many():
    text = "Ƙеnnеth Ƙrull ƙnеw Ƶоrblаx ɑnd Quillаmаr, Тhrаxоvin ɑnd Vеrmithrаx."
    assert clean(text).text == "Kenneth Krull knew Zorblax and Quillamar, Thraxovin and Vermithrax."


def test_accents_are_swaps_where_most_words_read_without_them():
    text = "In this manŋer we havę to tąke ąny fiercę winter roąd to Zbęrąnov, and ɖo."
    assert clean(text).text.startswith("In this manner we have to take any fierce winter road to ")
