"""Numbers in English words: cardinals, ordinals, years, decades, digits, Roman numerals.

American by default ("one hundred five"); `british` puts in the "and".
"""

from __future__ import annotations

import re

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_SMALL = _WORDS.split()
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
MOST_DIGITS = 3 * len(_SCALES)  # longer numbers are said digit by digit
_ROMAN = re.compile(
    r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z", re.IGNORECASE
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def cardinal(number: int, *, british: bool = False) -> str:
    """Say a whole number.

    >>> cardinal(1234567)
    'one million two hundred thirty-four thousand five hundred sixty-seven'
    >>> cardinal(105, british=True)
    'one hundred and five'
    """
    if number < 0:
        return "minus " + cardinal(-number, british=british)
    if number >= 10**MOST_DIGITS:
        return digits(str(number))
    if number < 1000:
        return _below_thousand(number, british)
    groups = []
    scale, rest = 0, number
    while rest:
        rest, group = divmod(rest, 1000)
        if group:
            groups.append((group, scale))
        scale += 1
    said = []
    for group, scale in reversed(groups):
        if scale == 0 and group < 100 and british:
            said.append("and")
        said.append(_below_thousand(group, british) + (f" {_SCALES[scale]}" if scale else ""))
    return " ".join(said)


def _below_thousand(number: int, british: bool) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    said = f"{_SMALL[hundreds]} hundred"
    if not rest:
        return said
    return f"{said} {'and ' if british else ''}{_below_hundred(rest)}"


def _below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")


def as_ordinal(words: str) -> str:
    """Turn the words of a cardinal into those of its ordinal.

    >>> as_ordinal("one hundred twenty-one")
    'one hundred twenty-first'
    """
    place = max(words.rfind(" "), words.rfind("-")) + 1
    head, last = words[:place], words[place:]
    if last in _ORDINALS:
        last = _ORDINALS[last]
    elif last.endswith("y"):
        last = last[:-1] + "ieth"
    else:
        last += "th"
    return head + last


def ordinal(number: int, *, british: bool = False) -> str:
    """Say a whole number as a rank.

    >>> ordinal(21), ordinal(100), ordinal(12)
    ('twenty-first', 'one hundredth', 'twelfth')
    """
    return as_ordinal(cardinal(number, british=british))


def digits(figures: str) -> str:
    """Say figures one by one.

    >>> digits("305")
    'three zero five'
    """
    return " ".join(_SMALL[int(figure)] for figure in figures)


def year(number: int, *, british: bool = False) -> str:
    """Say a year as people do.

    >>> year(1895), year(1905), year(1900)
    ('eighteen ninety-five', 'nineteen oh five', 'nineteen hundred')
    >>> year(2005), year(2010), year(1066)
    ('two thousand five', 'twenty ten', 'ten sixty-six')
    """
    century, rest = divmod(number, 100)
    if number < 1000 or number > 9999 or (century % 10 == 0 and rest < 10):
        return cardinal(number, british=british)
    if rest == 0:
        return f"{_below_hundred(century)} hundred"
    low = f"oh {_SMALL[rest]}" if rest < 10 else _below_hundred(rest)
    return f"{_below_hundred(century)} {low}"


def plural(words: str) -> str:
    """Make the last word of a number plural.

    >>> plural("nineteen twenty"), plural("one sixth"), plural("nineteen hundred")
    ('nineteen twenties', 'one sixths', 'nineteen hundreds')
    """
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("x", "s")) else "s")


def figure(written: str, *, british: bool = False) -> str:
    """Say a number as it is written, with its group commas and its decimal point.

    >>> figure("1,234.50"), figure(".5"), figure("12")
    ('one thousand two hundred thirty-four point five zero', 'point five', 'twelve')
    """
    whole, point, fraction = written.replace(",", "").partition(".")
    said = []
    if whole:
        said.append(
            digits(whole)
            if len(whole) > MOST_DIGITS or (len(whole) > 1 and whole[0] == "0")
            else cardinal(int(whole), british=british)
        )
    if point and fraction:
        said += ["point", digits(fraction)]
    return " ".join(said)


def roman(numeral: str) -> int:
    """Read a Roman numeral in its usual form; 0 where it is none.

    >>> roman("XIV"), roman("mcmxiv"), roman("IIII"), roman("MIX"), roman("DIM")
    (14, 1914, 0, 1009, 0)
    """
    if not numeral or len(numeral) > 15 or not _ROMAN.match(numeral):
        return 0
    total, before = 0, 0
    for letter in reversed(numeral.upper()):
        value = _ROMAN_VALUES[letter]
        total += value if value >= before else -value
        before = max(before, value)
    return total
