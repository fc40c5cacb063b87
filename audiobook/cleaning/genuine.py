"""Says what a word costs as it stands: how strange it would be if no letter of it was swapped.

Costs are nats, in whatever language has such words; a word that mixes scripts is in none,
but may be a formula.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, cached_property

from audiobook.cleaning.letters import LAST_COMMON, Scripts, is_same, parts, script
from audiobook.cleaning.words import CYRILLIC, GREEK, LATIN, UNKNOWN, WordList, plainly, words

SMALL_CAPITAL = 4.0  # nats for each; no language has them in its alphabet
UNWRITTEN = 2.0  # nats for each letter that hardly an alphabet has
SAME = 6.0  # more, for one that cannot be told from a plain letter
CROWD = 2.0  # nats for each strange letter above half of a word's
#: The letters of all other alphabets in CLDR 48 (© Unicode, Inc., Unicode License v3), with
#: theirs who took the letters of the Africa Alphabet.
WRITTEN = frozenset("ƒƙƴǀǁǂǃǝǥɑɓɔɖɗəɛɣɨɩɲɵʉʊʋʌʒʔꞌ")
DECORATION = 10.0  # nats for each letter that is bold, circled or raised on purpose
#: Δx, πr, hν; TGFβ: a formula, or a scientist's name.
_FORMULA = re.compile(
    "[α-θκ-ξπ-τφ-ωΓΔΘΛΞΠΣΦΨΩ][dfghkmnpqrstvxyz][²³]?|[α-ω][A-Z]|[EFVdhkmnxħ]ν|ħ[α-ω]|[A-Z]{2,4}[α-ω]|[α-ω](?:max|min|obs|eff|tot)"
)
_POWER = re.compile("[A-Za-z𝐀-𝟋ℂℍℕℙℚℝℤ](?:[ⁱⁿˡ-ˣʰ-ʸᵃ-ᵿᵢ-ᵪₐ-ₜᶜᶠᶻ]|[ⁱʲᵏᵐⁿᵢⱼₖₘₙ]{2})")  # aⁿ, xᵢ
NO_SCRIPT = frozenset({"SIGN", "MODIFIER"})
FORMULA = 5  # letters that one of these has at most


class Genuine:
    """The languages that a word in a text of another language may be of."""

    def __init__(self, language: str) -> None:
        """Take the text's own language."""
        self._language = language
        self._scripts = Scripts()

    def cost(self, word: str) -> float:
        """Give the cost of a composed word as it stands.

        >>> Genuine("en").cost("дождь") < 20 < Genuine("en").cost("дoждь")
        True
        """
        scripts = set(map(self._scripts.__getitem__, word))
        scripts -= NO_SCRIPT
        if len(scripts) != 1:
            return _mixed_cost(word, scripts)
        if "CYRILLIC" in scripts:
            return _rarity(plainly(word), self._cyrillic)
        if "LATIN" in scripts:
            return self._strange_latin(word)
        letters = sum(script(letter) != "SIGN" for letter in word)
        if "DECORATED" in scripts:
            return 3.0 if _POWER.fullmatch(word) else DECORATION * letters
        if "GREEK" in scripts:
            return 9.0 if len(word) == 1 else _rarity(_monotonic(plainly(word)), self._greek)
        return max(12.0, 4.0 + 3.3 * len(word))

    def _strange_latin(self, word: str) -> float:
        plain = plainly(word)
        strange = [letter for letter in plain if letter > LAST_COMMON]
        crowd = max(0.0, len(strange) - len(word) / 2) if len(word) > 3 else 0.0
        exotic = 8.0 + 2.8 * len(word) + CROWD * crowd + sum(map(_oddness, strange))
        if not self._latin_letters.issuperset(strange):
            return exotic
        having = [one for one in self._latin if one.letters.issuperset(plain)]
        return min(_rarity(plain, having), exotic) if having else exotic

    @cached_property
    def _latin(self) -> list[WordList]:
        return [words(language) for language in LATIN if language != self._language]

    @cached_property
    def _latin_letters(self) -> frozenset[str]:
        return frozenset().union(*(one.letters for one in self._latin))

    @cached_property
    def _cyrillic(self) -> list[WordList]:
        return [words(language) for language in CYRILLIC]

    @cached_property
    def _greek(self) -> list[WordList]:
        return [words(language) for language in GREEK]


@cache
def _oddness(letter: str) -> float:
    """Give what a letter costs that few alphabets have."""
    capital = "SMALL CAPITAL" in unicodedata.name(letter, "")
    unwritten = letter not in WRITTEN and not parts(letter)[1]
    return SMALL_CAPITAL * capital + (UNWRITTEN + SAME * is_same(letter)) * unwritten


def _rarity(word: str, lists: list[WordList]) -> float:
    known = [found for one in lists if (found := one.known(word)) is not None]
    return min(known) if known else UNKNOWN + min(one.spelling(word) for one in lists)


def _mixed_cost(word: str, scripts: set[str]) -> float:
    if len(word) <= FORMULA:
        if _POWER.fullmatch(word):
            return 3.0
        if (
            scripts == {"LATIN", "GREEK"}
            and sum(script(letter) == "GREEK" for letter in word) == 1
            and _FORMULA.fullmatch(word)
        ):
            return 8.0 + 2.0 * len(word)
    return 20.0 * max(1, len(scripts) - 1) + 5.0 * len(word)


def _monotonic(word: str) -> str:
    """Spell Greek with one accent, as the word list does."""
    spelt = unicodedata.normalize("NFD", word)
    for mark in "\u0313\u0314\u0345":
        spelt = spelt.replace(mark, "")
    for mark in "\u0300\u0342":
        spelt = spelt.replace(mark, "\u0301")
    return unicodedata.normalize("NFC", spelt)
