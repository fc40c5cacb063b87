"""Measures: units after a number, degrees, feet and inches, percentages, fractions."""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule, ends_sentence, rule
from audiobook.wording.units import DOTTED, UNITS

_FRACTION_SIGNS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip
_SIGNS = "".join(_FRACTION_SIGNS)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_MIXED = (
    rf"(?:\d+[ -]?[{_SIGNS}]|\d+[ -]\d{{1,2}}/\d{{1,3}}(?!\d)|\d{{1,2}}/\d{{1,3}}(?!\d)|[{_SIGNS}]"
    rf"|{_NUMBER})"
)
_AMOUNT = re.compile(rf"(?:(\d+)[ -]?)??(?:([{_SIGNS}])|(\d{{1,2}})/(\d{{1,3}}))")
_START = r"(?<![\w.,/$£€])"
_SET_PHRASES = {
    "24/7": "twenty-four seven",
    "9/11": "nine eleven",
    "50/50": "fifty-fifty",
    "20/20": "twenty twenty",
}
_COMPASS = {"N": " north", "S": " south", "E": " east", "W": " west"}
_NOUN = re.compile(r" (?!(?:of|in|at|on|or|to|for|and|each|away|per|from|by|long)\b)[a-z]")
_OF_HOUR = {"½": "half", "1/2": "half", "¼": "a quarter", "1/4": "a quarter"}
_HOUR_NEXT = re.compile(
    r" (?:past|to) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d)"
)
_ARTICLE_NEXT = re.compile(r" (?:an?|the|my|his|her|our|your|their) ")  # "½ a mile"
_ARTICLE = re.compile(r"\b[Aa]n? $")
_TIGHT_ARTICLE = re.compile(r"\b(?:[Aa]n?|[Tt]he|[Mm]y|[Hh]is|[Hh]er) $")  # "the 9mm pistol"
_TURN = re.compile(r" (?:angle|turn|bend|view|arc|fever|weather|heat|rotation)\b")
_SCALES = {"C": " Celsius", "F": " Fahrenheit", "K": " Kelvin"}


def fraction(top: int, bottom: int, *, british: bool = False) -> str:
    """Say a fraction.

    >>> fraction(1, 2), fraction(3, 4), fraction(5, 32), fraction(1, 21)
    ('one half', 'three quarters', 'five thirty-seconds', 'one twenty-first')
    """
    words = numbers.cardinal(top, british=british)
    if bottom == 2:
        return f"{words} {'half' if top == 1 else 'halves'}"
    part = "quarter" if bottom == 4 else numbers.ordinal(bottom, british=british)
    return f"{words} {part if top == 1 else part + 's'}"


def amount(written: str, dialect: Dialect) -> str:
    """Say a number with or without a fraction.

    >>> amount("2½", Dialect()), amount("2 3/4", Dialect()), amount("1.5", Dialect())
    ('two and a half', 'two and three quarters', 'one point five')
    """
    match = _AMOUNT.fullmatch(written)
    if not match:
        return numbers.figure(written, british=dialect.british)
    if match[4] and int(match[4]) == 0:
        return " ".join(numbers.digits(part) for part in re.findall(r"\d+", written))
    top, bottom = _FRACTION_SIGNS[match[2]] if match[2] else (int(match[3]), int(match[4]))
    part = fraction(top, bottom, british=dialect.british)
    if not match[1]:
        return part
    if top == 1:
        name = part.removeprefix("one ")
        part = f"{'an' if name.startswith('e') else 'a'} {name}"
    return f"{numbers.figure(match[1], british=dialect.british)} and {part}"


def _said(match: re.Match[str], dialect: Dialect) -> str:
    first = ("minus " if match["minus"] else "") + amount(match["amount"], dialect)
    return f"{first} to {amount(match['last'], dialect)}" if match["last"] else first


def _spelled(unit: str, dialect: Dialect) -> str:
    return re.sub(r"(met|lit)er(?=s?\b)", r"\1re", unit) if dialect.british else unit


def _is_one(match: re.Match[str]) -> bool:
    """One of something, or a fraction of one: "half a mile" is no plural."""
    written = match["amount"]
    below_one = "/" in written or written in _FRACTION_SIGNS
    return not match["last"] and (written == "1" or (below_one and " " not in written))


def _unit(match: re.Match[str], dialect: Dialect) -> str:
    unit = match["unit"]
    one, many = DOTTED[unit] if unit in DOTTED else UNITS[unit.removesuffix(".")]
    if match["gap"] == "-" or _describes(match):
        return f"{_said(match, dialect)}{match['gap'] or ' '}{_spelled(one, dialect)}"
    stop = "." if unit.endswith(".") and ends_sentence(match.string, match.end()) else ""
    return f"{_said(match, dialect)} {_spelled(one if _is_one(match) else many, dialect)}{stop}"


def _describes(match: re.Match[str]) -> bool:
    """Say whether the measure stands before its noun: "a 6 ft. pole"."""
    article = (_TIGHT_ARTICLE if match["gap"] == "" else _ARTICLE).search(
        match.string[max(0, match.start() - 6) : match.start()]
    )
    return article is not None and _NOUN.match(match.string, match.end()) is not None


def _feet_inches(match: re.Match[str], dialect: Dialect) -> str:
    feet, inches = amount(match["feet"], dialect), match["inches"]
    said = f"{feet} {'foot' if feet == 'one' else 'feet'}"
    if inches:
        words = amount(inches, dialect)
        said += f" {words} {'inch' if words == 'one' else 'inches'}"
    return said


def _degrees(match: re.Match[str], dialect: Dialect) -> str:
    said = _said(match, dialect)
    one = said in ("one", "minus one") or _TURN.match(match.string, match.end())
    said += " degree" if one else " degrees"
    if match["minutes"]:
        said += f" {numbers.cardinal(int(match['minutes']))} minutes"
    return said + _SCALES.get(match["scale"] or "", "") + _COMPASS.get(match["compass"] or "", "")


def _percent(match: re.Match[str], dialect: Dialect) -> str:
    return f"{_said(match, dialect)} {'per cent' if dialect.british else 'percent'}"


def _fraction(match: re.Match[str], dialect: Dialect) -> str | None:
    written = match["amount"]
    if written in _SET_PHRASES:
        return _SET_PHRASES[written]
    if written in _OF_HOUR and _HOUR_NEXT.match(match.string, match.end()):
        return _OF_HOUR[written]
    if written in ("½", "1/2") and _ARTICLE_NEXT.match(match.string, match.end()):
        return "half"
    if "/" not in written:
        return amount(written, dialect)
    whole, _, bottom = written.rpartition("/")
    top = re.split(r"[ -]", whole)[-1]
    if int(bottom) == 0 or (whole != top and int(top) >= int(bottom)):
        return None
    if len(top) > 2 or len(bottom) > 3 or (int(top) > 20 and int(bottom) % 10):
        british = dialect.british
        over = numbers.cardinal(int(bottom), british=british)
        return f"{numbers.cardinal(int(top), british=british)} over {over}"
    return amount(written, dialect)


_ALTERNATIVES = "|".join(re.escape(unit) for unit in sorted((*UNITS, *DOTTED), key=len)[::-1])
_MINUS = r"(?:(?<![^\s(“\"‘])(?P<minus>[-−]))?"
_LAST = rf"(?: ?[-–] ?(?P<last>{_MIXED}))?"
RULES: tuple[Rule, ...] = (
    rule(
        "unit",
        r"(?<![\w.,/′'’°])(?<![°º] )(?P<feet>\d{1,3})(?:['’′] ?"
        r"(?P<inches>\d{1,2}(?: ?[½¼¾])?) ?(?:[\"”″]|''|’’)|′(?!\w))",
        _feet_inches,
        "digit",
    ),
    rule(
        "unit",
        r"(?<![\w.,/′'’])(?P<feet>[3-7])['’′](?P<inches>\d|1[01])(?![\w'’\"]|[.,]\d)",
        _feet_inches,
        "digit",
    ),
    rule(
        "unit",
        r"(?<![\w.,/])(?P<feet>\d{1,3}) ?(?:ft\.?|feet|foot),? "
        r"(?P<inches>\d{1,2}(?: ?[½¼¾])?) ?in(?![\w.])",
        _feet_inches,
        "digit",
    ),
    rule(
        "unit",
        rf"{_START}{_MINUS}(?P<amount>{_NUMBER})(?: ?[-–] ?(?P<last>{_NUMBER}))? ?[°º]"
        r"(?: ?(?P<scale>[CFK])(?!\w))?(?: ?(?P<minutes>\d{1,2}) ?[′'’](?![^\W_NSEW]))?"
        r"(?: ?(?P<compass>[NSEW])\b\.?)?",
        _degrees,
        "digit",
    ),
    rule(
        "unit",
        rf"{_START}{_MINUS}(?P<amount>{_MIXED}){_LAST}(?P<gap>[ -]?)"
        rf"(?P<unit>(?:{_ALTERNATIVES})(?!\w)\.?)",
        _unit,
        "digit",
    ),
    rule("percent", rf"{_START}{_MINUS}(?P<amount>{_MIXED})%?{_LAST} ?%", _percent, "digit"),
    rule(
        "fraction",
        rf"{_START}(?P<amount>\d+[ -]?[{_SIGNS}]|\d+[ -]\d{{1,2}}/\d{{1,3}}|\d{{1,4}}/\d{{1,4}}"
        rf"|[{_SIGNS}])(?![\w/]|\.\d)",
        _fraction,
        "digit",
    ),
)
