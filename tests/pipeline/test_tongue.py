"""A story that names no language is spoken in its own."""

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
}


@pytest.mark.parametrize("language", STORIES)
def test_a_silent_file_has_the_language_of_its_text(tmp_path, language):
    story = tmp_path / "story.txt"
    story.write_text(STORIES[language] + "\n", encoding="utf-8")
    assert plan([story], Settings()).book.meta.language == language


def test_the_user_has_the_last_word_and_a_few_words_prove_nothing(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(STORIES["de"] + "\n", encoding="utf-8")
    told = replace(Settings(), book=BookSettings(language="en"))
    assert plan([story], told).book.meta.language == "en"
    story.write_text("Der Mann und die Frau.\n", encoding="utf-8")
    assert plan([story], Settings()).book.meta.language == "en"
