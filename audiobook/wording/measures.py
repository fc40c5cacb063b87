"""Measures: units after a number, degrees, feet and inches, percentages, fractions."""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule

# Written form -> (one, many).  Those in _DOTTED are words or names without their full stop.
_UNITS: dict[str, tuple[str, str]] = {
    "mm": ("millimeter", "millimeters"),
    "cm": ("centimeter", "centimeters"),
    "m": ("meter", "meters"),
    "km": ("kilometer", "kilometers"),
    "kms": ("kilometer", "kilometers"),
    "ft": ("foot", "feet"),
    "yd": ("yard", "yards"),
    "yds": ("yard", "yards"),
    "mi": ("mile", "miles"),
    "mg": ("milligram", "milligrams"),
    "g": ("gram", "grams"),
    "kg": ("kilogram", "kilograms"),
    "kgs": ("kilogram", "kilograms"),
    "oz": ("ounce", "ounces"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "cwt": ("hundredweight", "hundredweight"),
    "ml": ("milliliter", "milliliters"),
    "mL": ("milliliter", "milliliters"),
    "cl": ("centiliter", "centiliters"),
    "L": ("liter", "liters"),
    "l": ("liter", "liters"),
    "gal": ("gallon", "gallons"),
    "qt": ("quart", "quarts"),
    "pt": ("pint", "pints"),
    "tsp": ("teaspoon", "teaspoons"),
    "tbsp": ("tablespoon", "tablespoons"),
    "ms": ("millisecond", "milliseconds"),
    "sec": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "yr": ("year", "years"),
    "yrs": ("year", "years"),
    "mos": ("month", "months"),
    "wks": ("week", "weeks"),
    "mph": ("mile per hour", "miles per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "m/s": ("meter per second", "meters per second"),
    "rpm": ("revolution per minute", "revolutions per minute"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    "dB": ("decibel", "decibels"),
    "W": ("watt", "watts"),
    "kW": ("kilowatt", "kilowatts"),
    "MW": ("megawatt", "megawatts"),
    "V": ("volt", "volts"),
    "KB": ("kilobyte", "kilobytes"),
    "kB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"),
    "hp": ("horsepower", "horsepower"),
    "sq ft": ("square foot", "square feet"),
    "sq. ft": ("square foot", "square feet"),
    "sq mi": ("square mile", "square miles"),
    "sq. mi": ("square mile", "square miles"),
    "sq. in": ("square inch", "square inches"),
    "cu. ft": ("cubic foot", "cubic feet"),
    "cu. in": ("cubic inch", "cubic inches"),
    "fl. oz": ("fluid ounce", "fluid ounces"),
    "fl oz": ("fluid ounce", "fluid ounces"),
    "m²": ("square meter", "square meters"),
    "km²": ("square kilometer", "square kilometers"),
    "cm²": ("square centimeter", "square centimeters"),
    "m³": ("cubic meter", "cubic meters"),
    "cm³": ("cubic centimeter", "cubic centimeters"),
}
_DOTTED: dict[str, tuple[str, str]] = {
    "in.": ("inch", "inches"),
    "ins.": ("inch", "inches"),
    "wk.": ("week", "weeks"),
    "mo.": ("month", "months"),
    "bu.": ("bushel", "bushels"),
    "pk.": ("peck", "pecks"),
    "st.": ("stone", "stone"),
    "fms.": ("fathom", "fathoms"),
    "fm.": ("fathom", "fathoms"),
}
_FRACTION_SIGNS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip
_SIGNS = "".join(_FRACTION_SIGNS)
NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_MIXED = (
    rf"(?:\d+[ -]?[{_SIGNS}]|\d+[ -]\d{{1,2}}/\d{{1,3}}|\d{{1,2}}/\d{{1,3}}|[{_SIGNS}]|{NUMBER})"
)
_START = r"(?<![\w.,/$£€])"
_SPECIAL = {
    "1/2": "one half",
    "24/7": "twenty-four seven",
    "9/11": "nine eleven",
    "50/50": "fifty-fifty",
}


def fraction(top: int, bottom: int, *, british: bool = False) -> str:
    """Say a fraction.

    >>> fraction(1, 2), fraction(3, 4), fraction(5, 32), fraction(1, 21)
    ('one half', 'three quarters', 'five thirty-seconds', 'one twenty-first')
    """
    words = numbers.cardinal(top, british=british)
    if bottom == 2:
        part = "half" if top == 1 else "halves"
        return f"{words} {part}"
    part = "quarter" if bottom == 4 else numbers.ordinal(bottom, british=british)
    return f"{words} {part if top == 1 else part + 's'}"


def amount(written: str, dialect: Dialect) -> str:
    """Say a number with or without a fraction.

    >>> amount("2½", Dialect()), amount("2 3/4", Dialect()), amount("1.5", Dialect())
    ('two and a half', 'two and three quarters', 'one point five')
    """
    match = re.fullmatch(rf"(?:(\d+)[ -]?)??(?:([{_SIGNS}])|(\d{{1,2}})/(\d{{1,3}}))", written)
    if not match:
        return numbers.figure(written, british=dialect.british)
    top, bottom = _FRACTION_SIGNS[match[2]] if match[2] else (int(match[3]), int(match[4]))
    part = fraction(top, bottom, british=dialect.british) if bottom else ""
    if not match[1]:
        return part
    if top == 1 and bottom in (2, 3, 4, 5, 8):
        part = "an eighth" if bottom == 8 else "a " + part.removeprefix("one ")
    return f"{numbers.figure(match[1], british=dialect.british)} and {part}"


def _spelled(unit: str, dialect: Dialect) -> str:
    if not dialect.british:
        return unit
    return re.sub(r"(met|lit)er(?=s?\b)", r"\1re", unit)


def _is_one(said: str) -> bool:
    return (
        said in ("one", "minus one")
        or said.startswith(("one half", "one quarter", "one third"))
        or (said.startswith("one ") and said.endswith("th"))
    )


def _unit(match: re.Match[str], dialect: Dialect) -> str | None:
    written, unit = match["amount"], match["unit"]
    one, many = _UNITS.get(unit.removesuffix("."), _DOTTED.get(unit, ("", "")))
    if not one:
        return None
    said = ("minus " if match["minus"] else "") + amount(written, dialect)
    if match["last"]:
        said += f" to {amount(match['last'], dialect)}"
    if match["gap"] == "-":
        return f"{said}-{_spelled(one, dialect)}"
    name = one if _is_one(said) else many
    return f"{said} {_spelled(name, dialect)}{_stop(match, unit)}"


def _stop(match: re.Match[str], abbreviation: str) -> str:
    """Give back the full stop that was the sentence's as well."""
    return "." if abbreviation.endswith(".") and ends_sentence(match.string, match.end()) else ""


def ends_sentence(text: str, at: int) -> bool:
    """Say whether nothing but closing marks follows.

    >>> ends_sentence("6 in.”", 5), ends_sentence("6 in. of", 5)
    (True, False)
    """
    rest = text[at : at + 8]
    return not rest.strip(" ”’\"')]…") and at + 8 >= len(text)


def _feet_inches(match: re.Match[str], dialect: Dialect) -> str:
    feet = numbers.figure(match["feet"])
    said = f"{feet} {'foot' if feet == 'one' else 'feet'}"
    if match["inches"]:
        inches = amount(match["inches"], dialect)
        said += f" {inches} {'inch' if inches == 'one' else 'inches'}"
    return said


def _degrees(match: re.Match[str], dialect: Dialect) -> str:
    said = ("minus " if match["minus"] else "") + numbers.figure(
        match["amount"], british=dialect.british
    )
    if match["last"]:
        said += f" to {numbers.figure(match['last'], british=dialect.british)}"
    said += " degree" if said in ("one", "minus one") else " degrees"
    scale = {"C": " Celsius", "F": " Fahrenheit", "K": " Kelvin"}.get(match["scale"] or "", "")
    if match["minutes"]:
        said += f" {numbers.cardinal(int(match['minutes']))} minutes"
    compass = {"N": " north", "S": " south", "E": " east", "W": " west"}.get(
        match["compass"] or "", ""
    )
    return said + scale + compass


def _percent(match: re.Match[str], dialect: Dialect) -> str:
    said = ("minus " if match["minus"] else "") + amount(match["amount"], dialect)
    if match["last"]:
        said += f" to {amount(match['last'], dialect)}"
    return f"{said} percent" if not dialect.british else f"{said} per cent"


def _fraction(match: re.Match[str], dialect: Dialect) -> str | None:
    written = match["amount"]
    if written in _SPECIAL:
        return _SPECIAL[written]
    if "/" not in written:
        return amount(written, dialect)
    whole, _, bottom = written.rpartition("/")
    top = re.split(r"[ -]", whole)[-1]
    if int(bottom) == 0 or (int(top) >= int(bottom) and "/" in written and whole != top):
        return None
    if int(top) > 20 or (int(bottom) > 100 and int(bottom) % 100):
        return f"{numbers.cardinal(int(top))} over {numbers.cardinal(int(bottom))}"
    return amount(written, dialect)


_ALTERNATIVES = "|".join(
    re.escape(unit) for unit in sorted((*_UNITS, *_DOTTED), key=lambda unit: -len(unit))
)
_LAST = r"(?: ?[-–] ?(?P<last>" + _MIXED + r"))?"
RULES: tuple[Rule, ...] = (
    Rule(
        kind="unit",
        need="digit",
        pattern=re.compile(
            r"(?<![\w.,/′'’])(?P<feet>\d{1,3})(?:['’′] ?(?P<inches>\d{1,2}(?: ?[½¼¾]| \d/\d)?) ?(?:[\"”″]|''|’’)|′(?!\w)(?P<none>)?)"
        ),
        say=_feet_inches,
    ),
    Rule(
        kind="unit",
        need="digit",
        pattern=re.compile(
            rf"{_START}(?P<minus>[-−])?(?P<amount>{NUMBER})(?: ?[-–] ?(?P<last>{NUMBER}))? ?[°º]"
            r"(?: ?(?P<scale>[CFK])(?!\w))?(?: ?(?P<minutes>\d{1,2})[′'’])?(?: ?(?P<compass>[NSEW])\b\.?)?"
        ),
        say=_degrees,
    ),
    Rule(
        kind="unit",
        need="digit",
        pattern=re.compile(
            rf"{_START}(?P<minus>[-−])?(?P<amount>{_MIXED}){_LAST}(?P<gap>[ -]?)(?P<unit>(?:{_ALTERNATIVES})(?!\w)\.?)"
        ),
        say=_unit,
    ),
    Rule(
        kind="percent",
        need="digit",
        pattern=re.compile(rf"{_START}(?P<minus>[-−])?(?P<amount>{_MIXED})%?{_LAST} ?%"),
        say=_percent,
    ),
    Rule(
        kind="fraction",
        need="digit",
        pattern=re.compile(
            rf"{_START}(?P<amount>\d+[ -]?[{_SIGNS}]|\d+[ -]\d{{1,2}}/\d{{1,3}}|\d{{1,4}}/\d{{1,4}}|[{_SIGNS}])(?![\w/]|\.\d)"
        ),
        say=_fraction,
    ),
)
