"""A text of one byte a letter is read with the table that it was saved with, however short."""

from __future__ import annotations

import pytest

from audiobook.reading.decoding import decode

WEST = ("cp1252", "latin-1", "mac_roman", "cp850", "cp437")
EAST = ("cp1250", "iso8859_2", "cp852")
TEXTS = {
    "de": (WEST, "Er hörte den Bären früh genug und floh über die Brücke, denn er wußte Bescheid."),
    "fr": (WEST, "L'été, il était déjà tard quand la mère cria au garçon qui rêvait près du pré."),
    "es": (WEST, "Mañana el niño irá a la montaña con su madre, según me contó él mismo aquí."),
    "sv": (WEST, "Så gick han över ån för att hämta sin båt, och det var ännu mörkt där ute."),
    "en": (WEST, "She ordered a café crème, and the waiter at the Hôtel Molière was not amused."),
    "pt": (("cp1252", "mac_roman", "cp850"), "Não há nação sem coração; as lições são poucas."),
    "it": (("cp1252", "mac_roman"), "Però non è più così: la città è già di là, perché lui andò."),
    "is": (("cp1252", "cp850"), "Það er ekki víst að hann hafi séð þá áður."),
    "et": (("cp1252", "cp1257"), "Kõik õunad on küpsed, aga mees ei tõusnud üles ja jäi ööseks."),
    "cs": (EAST, "Když přišel domů, bylo už pozdě a jeho žena řekla, že večeře je úplně studená."),
    "pl": (EAST, "Wszedł na górę i zobaczył, że księżyc już świeci, a noc będzie piękna i długa."),
    "hu": (EAST, "Az öreg kutya őrizte a házat, és nem tűrte, hogy bárki belépjen az udvarra."),
    "tr": (("cp1254", "cp857"), "Yaşlı adam kapıyı açtı ve dışarıda kimsenin olmadığını gördü."),
    "lt": (("cp1257",), "Žmogus išėjo iš namų ir pamatė, kad visą naktį snigo, o kelias ilgas."),
}  # fmt: skip
PRINTED = (
    "“It’s late,” she said—and it was… ‘Quite,’ he answered.",
    "„Es ist spät“, sagte sie – und so war es…",
    "« C’est tard… », dit-elle — et c’était vrai.",
    "Chi va piano… va sano… e va lontano…",
    "“Quiet!”",
    "AS COISAS QUE NÃO TÊM SOLUÇÃO",
    "It was 25°C in the shade, £5 or €6 the pint, and 3½ cups of it, x³ and 5×5.\n" * 9,
    "• first of the list\n• second of the list\n• third of the list\n" * 9,
    "The Gadget™ is better than the Widget®, © 2020 by Ann; see § 4 and † below.\n" * 9,
    "From 1910–11 he lived there – alone – with Mr.\xa0Smith and Dr.\xa0Jones.\n" * 9,
    "—No lo creo —dijo ella—. Es tarde.\n" * 9,
    "Éire was not on the map, and Çelik did not know where Zoë and Søren had gone.",
    "École was the word that the old man and his son had written over the door.\n" * 9,
)


@pytest.mark.parametrize(
    ("language", "page"), [(name, page) for name, (pages, _) in TEXTS.items() for page in pages]
)
def test_a_sentence_is_read_with_the_table_it_was_saved_with(language, page):
    text = TEXTS[language][1]
    assert decode(text.encode(page)) == text


@pytest.mark.parametrize("text", PRINTED)
def test_marks_of_print_in_the_usual_table_are_no_letters_of_another(text):
    assert decode(text.encode("cp1252")) == text


def test_an_apostrophe_of_the_old_macintosh_is_none_of_its_letters():
    text = "“I don’t know,” said the captain, “and you’d better not ask him.”"
    assert decode(text.encode("mac_roman")) == text
