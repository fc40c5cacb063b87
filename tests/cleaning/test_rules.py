"""Each small rule does its one thing, and says so in the account."""

from __future__ import annotations

import pytest

from audiobook.cleaning import clean
from audiobook.model import Change, Kept, Swap


@pytest.mark.parametrize(
    ("text", "new", "reason"),
    [
        ("every\u00adthing", "everything", "soft hyphen"),
        ("no\u200bth\u2060ing", "nothing", "invisible character"),
        ("wo\u200drd", "word", "invisible character"),
        ("\ufeffTitle", "Title", "invisible character"),
        ("g\u0336o\u0336n\u0336e\u0336", "gone", "stroke laid over"),
        ("o\u0300\u0301\u0302ld", "old", "heaped marks"),
        ("ﬂoor", "floor", "ligature"),
        ("cafÃ©", "café", "mojibake"),
        ("oпe", "one", "look-alike"),
    ],
)
def test_a_rule_repairs_its_fault_and_reports_it(text, new, reason):
    cleaned = clean(text)
    assert cleaned.text == new
    assert cleaned.repairs.changes == (Change(old=text, new=new, count=1, reason=reason),)


def test_mojibake_keeps_curly_quotes():
    assert clean("“Itâ€™s a cafÃ©,” she said.").text == "“It’s a café,” she said."


@pytest.mark.parametrize("text", ["“CAFÉ”, “Â” and “À”", "L’ÉTÉ’S", "ANÃO"])
def test_capitals_with_accents_before_quotes_are_no_mojibake(text):
    assert clean(text).text == text


def test_joiners_of_emoji_and_indic_scripts_stay():
    text = "👩\u200d🚀 नमस्ते क्\u200dष می\u200cخواهم"
    assert clean(text).text == text


def test_line_ends_spaces_and_decomposed_letters_stay():
    text = "cafe\u0301\r\n\tтwo  spaces\u00a0here \r\nnai\u0308ve\x0b"
    assert clean(text).text == text.replace("т", "t")


def test_the_account_names_swaps_changes_and_what_was_kept():
    repairs = clean("“Дождь шёл.” The пight feII oп the пight. Noпe saw it.").repairs
    assert repairs.swaps == (Swap(source="п", target="n", count=4),)
    assert repairs.changes[0] == Change(old="пight", new="night", count=2)
    assert Kept(word="Дождь", count=1, reason="genuine") in repairs.kept


def test_a_forbidden_letter_or_word_stays():
    assert clean("oпe aпd пoпe", forbid=("aпd",)).text == "one aпd none"
    assert clean("oпe aпd", forbid=("п",)).text == "oпe aпd"


def test_a_forced_letter_or_word_is_changed():
    assert clean("the æther", force=(("æ", "e"),)).text == "the ether"
    assert clean("Mr. Thaug and Thaugs", force=(("Thaug", "Thang"),)).text == "Mr. Thang and Thaugs"


def test_the_book_helps_each_of_its_words():
    story = "Neobarb came. Neobarb sat. Neobarb slept. "
    assert clean(story + "Nеоbаrb woke. Tell Nеоbаrb of it.").text.count("Neobarb") == 5


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("ᗩlice saw ᗩnn and ᑕarl too.", "Alice saw Ann and Carl too."),
        (
            "‘ᏖᏂᏋᏒᏋ’Ꮥ no one here,’ she ᏕᏗᎥᎴ, ᏗᏁᎴ went ᏗᏇᏗᎩ.",
            "‘There’s no one here,’ she said, and went away.",
        ),
        ("ᎪᏞᏞ TᎻᎬ SᎻᏆᏢS WᎬᎡᎬ LᎾST", "ALL THE SHIPS WERE LOST"),
        ("ᏒᏗᎥᏁᏕ ᎧᎦ ᏖᏋᏁ ᏖᏂᎧᏬᏕᏗᏁᎴ", "rains of ten thousand"),
        ("ꓲ’d say so, ꓲ think.", "I’d say so, I think."),
    ],
)
def test_letters_without_case_get_the_case_that_the_text_gives_them(text, new):
    assert clean(text).text == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (
            "The river aŋd the town were quiet that night.",
            "The river and the town were quiet that night.",
        ),
        ("Ŧhey went home in the evening.", "They went home in the evening."),
        ("ƫḩe ᶅoųd ᶑrum", "the loud drum"),
        ("⒯he o⒧d hous⒠ was ⒠mpty", "the old house was empty"),
        ("Gᵒᵈ ᵏⁿᵒʷˢ ⁱᵗ", "God knows it"),
        ("ṡḣė ṁėṫ Ḃṙȧḋṡṫėṙ ȯṅċė", "she met Bradster once"),
        ("We crossed the Ʉnion bridge.", "We crossed the Union bridge."),
        ("Яны маюць годнacць i мiлаcць.", "Яны маюць годнасць і міласць."),
    ],
)
def test_one_strange_letter_is_enough_where_it_makes_a_known_word(text, new):
    assert clean(text).text == new


def test_what_follows_speech_and_a_comma_begins_no_sentence():
    text = "“I have seen it,” รaid he. “It is a ship,” รhe answered; “it รails.”"
    assert (
        clean(text).text == "“I have seen it,” said he. “It is a ship,” she answered; “it sails.”"
    )


def test_a_common_word_is_enough_for_a_letter_to_mean_a_second_one():
    first = "If half of life is left for fifty folk, five of them fall from the roof after a fight."
    text = first.replace("f", "ք") + " He stood uք."
    assert clean(text).text == first + " He stood up."
