"""Numbers as headings write them: roman, arabic, in words."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

NumeralKind: TypeAlias = Literal["roman", "arabic", "word", "ordinal"]

_ROMAN = re.compile(r"m{0,3}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINAL_UNITS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_ORDINAL_TENS = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
]
_FOREIGN = {
    "premier": 1, "première": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "cinquième": 5,
    "erstes": 1, "erster": 1, "erste": 1, "zweites": 2, "zweiter": 2, "zweite": 2, "drittes": 3,
    "dritter": 3, "dritte": 3, "viertes": 4, "vierter": 4, "vierte": 4, "fünftes": 5, "fünfter": 5,
    "sechstes": 6, "siebentes": 7, "siebtes": 7, "achtes": 8, "neuntes": 9, "zehntes": 10,
    "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercero": 3, "tercera": 3, "cuarto": 4,
    "primo": 1, "prima": 1, "secondo": 2, "seconda": 2, "terzo": 3, "terza": 3, "quarto": 4,
    "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "eins": 1, "zwei": 2, "drei": 3,
    "vier": 4, "fünf": 5, "uno": 1, "dos": 2, "tres": 3, "due": 2, "tre": 3,
}  # fmt: skip


def _tables() -> dict[str, tuple[int, NumeralKind]]:
    table: dict[str, tuple[int, NumeralKind]] = {}
    for value, word in enumerate(_UNITS, 1):
        table[word] = (value, "word")
    for value, word in enumerate(_ORDINAL_UNITS, 1):
        table[word] = (value, "ordinal")
    for ten, (word, ordinal) in enumerate(zip(_TENS, _ORDINAL_TENS, strict=True), 2):
        table[word] = (10 * ten, "word")
        table[ordinal] = (10 * ten, "ordinal")
        for unit in range(1, 10):
            table[f"{word}-{_UNITS[unit - 1]}"] = (10 * ten + unit, "word")
            table[f"{word}-{_ORDINAL_UNITS[unit - 1]}"] = (10 * ten + unit, "ordinal")
    table |= {word: (value, "ordinal") for word, value in _FOREIGN.items()}
    return table


_WORDS = _tables()


def numeral(word: str) -> tuple[int, NumeralKind] | None:
    """Read one numeral; None where it is none.

    >>> numeral("XII"), numeral("7"), numeral("Twenty-one"), numeral("second"), numeral("mix")
    ((12, 'roman'), (7, 'arabic'), (21, 'word'), (2, 'ordinal'), None)
    """
    if word.isdecimal():
        return (int(word), "arabic") if len(word) < 5 else None
    key = word.lower()
    if key in _WORDS:
        return _WORDS[key]
    if (
        key
        and _ROMAN.fullmatch(key)
        and (word.isupper() or (word.islower() and set(key) <= set("ivx")))
    ):
        return roman(key), "roman"
    return None


def roman(letters: str) -> int:
    """Read a roman numeral.

    >>> roman("xliv"), roman("IIII")
    (44, 4)
    """
    values = [_ROMAN_VALUES[letter] for letter in letters.lower()]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))
