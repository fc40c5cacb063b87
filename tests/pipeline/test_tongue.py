"""A story that names no language is spoken in its own; one that names a wrong one is told so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audiobook.pipeline.planning import plan
from audiobook.settings import BookSettings, Settings

STORIES = {
    "de": "Es war einmal ein alter Mann, der lebte mit seiner Katze in einem kleinen Haus am Rande "
    "des Waldes. Er hatte drei Töchter, aber keine von ihnen besuchte ihn, und er wusste nicht, "
    "wer ihm den Brief vor die Tür gelegt hatte.",
    "fr": "Il était une fois un vieil homme qui vivait avec son chat dans une petite maison au "
    "bord de la forêt. Un matin, il trouva une lettre devant la porte, et il ne savait pas qui "
    "l'avait écrite.",
    "es": "Había una vez un hombre viejo que vivía con su gato en una casa pequeña al borde del "
    "bosque. Una mañana encontró una carta en la puerta, pero no sabía quién la había escrito.",
    "ru": "Жил был старик, и у него было три дочери, но они к нему не приезжали. Утром он нашёл "
    "письмо у двери, и он не знал, кто его написал. Он сел на стул и долго думал, что это было.",
    "en": "There was once an old man who lived with his cat in a small house at the edge of the "
    "forest. He had read Der Spiegel and Die Zeit, and nobody knew what for.",
    "pl": "Był sobie raz stary człowiek, który mieszkał ze swoim kotem w małym domu na skraju "
    "lasu. Pewnego ranka znalazł list przed drzwiami, ale nie wiedział, kto go napisał i po co.",
    "sv": "Det var en gång en gammal man som bodde med sin katt i ett litet hus vid skogens kant. "
    "En morgon hittade han ett brev framför dörren, men han visste inte vem som hade skrivit det.",
    "bg": "Имало едно време един старец, който живеел с котката си в малка къща в края на гората. "
    "Една сутрин той намерил писмо пред вратата, но не знаел кой го е написал и защо.",
    "sl": "Nekoč je živel star mož, ki je s svojo mačko stanoval v majhni hiši na robu gozda in on "
    "je imel to rad. Nekega jutra je pred vrati našel pismo, vendar ni vedel, kdo ga je napisal.",
    "el": "Μια φορά κι έναν καιρό ήταν ένας γέρος που ζούσε με τη γάτα του σε ένα μικρό σπίτι στην "
    "άκρη του δάσους. Ένα πρωί βρήκε ένα γράμμα στην πόρτα, αλλά δεν ήξερε ποιος το έγραψε.",
    "ja": "昔々、森のはずれの小さな家に、猫と暮らす年老いた男がいました。ある朝、男は戸口の前で"
    "一通の手紙を見つけましたが、だれが書いたのか知りませんでした。男は椅子にすわって考えました。",
    "he": "היה היה פעם איש זקן שגר עם החתול שלו בבית קטן בקצה היער. בוקר אחד מצא מכתב ליד הדלת, "
    "אבל לא ידע מי כתב אותו, והוא ישב על הכיסא וחשב זמן רב מה זה יכול להיות.",
}


def planned(tmp_path, text, says="", **book):
    front = f"---\nlanguage: {says}\n---\n\n" if says else ""
    story = tmp_path / "story.md"
    story.write_text(f"{front}{text}\n", encoding="utf-8")
    return plan([story], replace(Settings(), book=BookSettings(**book)))


@pytest.mark.parametrize("language", STORIES)
def test_a_silent_file_has_the_language_of_its_text(tmp_path, language):
    found = planned(tmp_path, STORIES[language])
    assert (found.book.meta.language, found.notes) == (language, ())


def test_a_few_words_prove_nothing(tmp_path):
    assert planned(tmp_path, "Der Mann und die Frau.").book.meta.language == "en"


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_the_user_has_the_last_word(tmp_path, language):
    long = STORIES["de"] * 5
    found = planned(tmp_path, long, "en", language=language)
    assert (found.book.meta.language, found.notes) == (language, ())


@pytest.mark.parametrize("written", ["en", "eng", "English", "en-GB"])
def test_a_file_that_is_wrong_at_length_is_told_so(tmp_path, written):
    found = planned(tmp_path, STORIES["de"] * 5, written)
    assert found.book.meta.language == "de"
    assert "its text is in de, and so is the voice; --language en" in found.notes[0]


@pytest.mark.parametrize(
    ("written", "text", "language"),
    [
        ("en", STORIES["de"], "en"),  # too short to doubt the file
        ("da", STORIES["sv"] * 5, "da"),  # the file knows best which of two relatives it is
        ("gsw", STORIES["de"] * 5, "gsw"),
        ("eng", STORIES["en"] * 5, "en"),
        ("de", STORIES["en"] * 5, "en"),
        ("und", STORIES["de"], "de"),  # the file says that it does not know
    ],
)
def test_what_a_file_says_is_believed_where_little_speaks_against_it(
    tmp_path, written, text, language
):
    assert planned(tmp_path, text, written).book.meta.language == language


def test_paragraphs_marked_with_the_wrong_language_follow_the_book(tmp_path):
    story = tmp_path / "story.html"
    story.write_text(
        f'<html lang="eng"><h1>Brief</h1><p lang="en">{STORIES["de"] * 5}</p>'
        '<p lang="fra">Oui.</p><p lang="deu">Ja.</p></html>'
    )
    for told in (Settings(), replace(Settings(), book=BookSettings(language="de"))):
        book = plan([story], told).book
        assert book.meta.language == "de"
        assert [s.language for s in book.sentences()][-2:] == ["fr", ""]
        assert {s.language for s in book.sentences()} == {"", "fr"}


def test_a_manuscript_that_a_person_edits_is_believed(tmp_path):
    found = planned(tmp_path, STORIES["de"] * 5, "en\nscenes: as written")
    assert (found.book.meta.language, found.notes) == ("en", ())
