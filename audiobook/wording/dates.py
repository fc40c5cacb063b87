"""Dates, years and decades, as they are written in English."""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule, rule

_NAMES = "January February March April May June July August September October November December"
_MONTHS = _NAMES.split()
_MONTH = (
    r"(?P<month>(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|Jun\.|July?"
    r"|Jul\.|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?"
    r"|Dec(?:ember|\.)?))"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NTH = r"(?:st|nd|rd|th|d)?"
_YEAR = r"(?:1\d{3}|20\d\d)"
_DECADE = r"(?:1\d\d0|20\d0)"
_TO = r" ?[-–] ?"
_ERA = r"(?P<era>A\.? ?D\.?|B\.? ?C\.?(?: ?E\.?)?|C\. ?E\.|CE)"
_S = r"(?<![\w.,:/$£€-])"  # no number begins inside another, nor inside a word
_NO_MORE = r"(?![\w%]|[.,]\d)"
_WHEN = rf"(?:,? (?P<year>{_YEAR}){_NO_MORE})?"

_QUANTITY = re.compile(
    r"\b(?:about|over|under|nearly|almost|some|than|least|most|only|around|approximately|exactly"
    r"|had|has|have|with|all|these|those|another|of the|were|contains?|holds?|cost|paid|numbered"
    r"|counted|killed|sold|lost|weigh\w*) $",
    re.IGNORECASE,
)
_IN_TIME = re.compile(
    r"\b(?:in|since|by|until|till|from|to|before|after|of|early|late|mid|year|circa|autumn|fall"
    r"|spring|summer|winter|between|and|during|the|through|around|about) $",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?: [a-z]+)? (?:(?!(?:was|is|has|his|its|this|thus|as|perhaps|always|years|yes|less|across"
    r"|towards|afterwards|besides|unless|pass|does|goes|says|seems|comes|makes|takes|gives|hers"
    r"|ours)\b)[a-z]{3,}s|men|women|people|children|feet)\b"
)


def _month(written: str) -> str:
    return next(name for name in _MONTHS if name[:3] == written[:3])


def _year(written: str, dialect: Dialect) -> str:
    return numbers.year(int(written), british=dialect.british)


def _dated(date: str, year: str | None, dialect: Dialect) -> str:
    return f"{date}, {_year(year, dialect)}" if year else date


def _days(match: re.Match[str]) -> str:
    first = numbers.ordinal(int(match["day"]))
    return f"{first} to {numbers.ordinal(int(match['last']))}" if match["last"] else first


def _month_day(match: re.Match[str], dialect: Dialect) -> str:
    return _dated(f"{_month(match['month'])} {_days(match)}", match["year"], dialect)


def _day_month(match: re.Match[str], dialect: Dialect) -> str:
    date = f"{match['the'] or 'the '}{_days(match)} of {_month(match['month'])}"
    return _dated(date, match["year"], dialect)


def _month_year(match: re.Match[str], dialect: Dialect) -> str:
    return f"{_month(match['month'])}{match['comma'] or ''} {_year(match['year'], dialect)}"


def _numeric(match: re.Match[str], dialect: Dialect) -> str | None:
    first, second, year = int(match[1]), int(match[2]), match[3]
    day, month = (first, second) if dialect.british else (second, first)
    if month > 12:
        day, month = month, day
    if len(year) == 2:
        year = ("19" if int(year) > 40 else "20") + year
    return _calendar(day, month, year, dialect)


def _iso(match: re.Match[str], dialect: Dialect) -> str | None:
    return _calendar(int(match[3]), int(match[2]), match[1], dialect)


def _calendar(day: int, month: int, year: str, dialect: Dialect) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    nth, name = numbers.ordinal(day), _MONTHS[month - 1]
    return _dated(f"the {nth} of {name}" if dialect.british else f"{name} {nth}", year, dialect)


def _decade(match: re.Match[str], dialect: Dialect) -> str:
    return numbers.plural(_year(match["year"], dialect))


def _short_decade(match: re.Match[str], dialect: Dialect) -> str:
    return numbers.plural(numbers.cardinal(int(match["tens"])))


def _short_year(match: re.Match[str], dialect: Dialect) -> str:
    said = numbers.cardinal(int(match["year"]))
    return f"oh {said}" if match["year"][0] == "0" else said


def _year_range(match: re.Match[str], dialect: Dialect) -> str | None:
    first, last = match[1], match[2]
    if len(last) == 2 and int(last) <= int(first[2:]):
        return None
    end = _year(last, dialect) if len(last) == 4 else numbers.cardinal(int(last))
    return f"{_year(first, dialect)} to {end}"


def _lone_year(match: re.Match[str], dialect: Dialect) -> str:
    before = match.string[max(0, match.start() - 20) : match.start()]
    number = int(match["year"])
    counted = number % 100 and _COUNTED.match(match.string, match.end(), match.end() + 60)
    if counted and (_QUANTITY.search(before) or not _IN_TIME.search(before)):
        return numbers.cardinal(number, british=dialect.british)
    return numbers.year(number, british=dialect.british)


def _era_first(match: re.Match[str], dialect: Dialect) -> str:
    return f"{match['era']} {_year(match['year'], dialect)}"


def _era_last(match: re.Match[str], dialect: Dialect) -> str:
    said = [_year(part, dialect) for part in re.split(_TO, match["years"])]
    return f"{' to '.join(said)} {match['era']}"


RULES: tuple[Rule, ...] = (
    rule(
        "date",
        rf"\b{_MONTH} (?P<day>{_DAY}){_NTH}(?:{_TO}(?P<last>{_DAY}){_NTH})?"
        rf"(?![\w:/%]|[.,]\d){_WHEN}",
        _month_day,
        "digit",
    ),
    rule(
        "date",
        rf"{_S}(?P<the>[Tt]he )?(?P<day>{_DAY}){_NTH}(?:{_TO}(?P<last>{_DAY}){_NTH})?"
        rf"(?: of)?,? {_MONTH}(?!\w){_WHEN}",
        _day_month,
        "digit",
    ),
    rule(
        "date",
        rf"\b{_MONTH}(?P<comma>,)? (?P<year>{_YEAR})(?![\w%–-]|[.,]\d)",
        _month_year,
        "digit",
    ),
    rule("date", r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\w/])", _numeric, "digit"),
    rule("date", r"(?<![\w/.-])(\d{4})-(\d\d)-(\d\d)(?![\w/-])", _iso, "digit"),
    rule("decade", rf"(?<![\w.,])(?P<year>{_DECADE})['’]?s(?!\w)", _decade, "digit"),
    rule(
        "decade",
        r"(?<![\w.,$£€])['’‘]?(?P<tens>[2-9]0)['’]?s(?!\w)",
        _short_decade,
        "digit",
    ),
    rule(
        "year",
        r"(?<![\w'’‘])['’‘](?P<year>\d\d)(?![\w'’:]|[.,]\d)",
        _short_year,
        "digit",
    ),
    rule(
        "year",
        r"\b(?P<era>A\.? ?D\.?|anno Domini) (?P<year>\d{1,4})(?![\w%,])",
        _era_first,
        "digit",
    ),
    rule("year", rf"{_S}(?P<years>\d{{1,4}}(?:{_TO}\d{{1,4}})?) {_ERA}(?!\w)", _era_last, "digit"),
    rule("range", rf"{_S}({_YEAR}){_TO}({_YEAR}|\d\d)(?![\w%–-]|[.,]\d)", _year_range, "digit"),
)
# Tried after money and units have had their turn.
LATE: tuple[Rule, ...] = (
    rule(
        "year",
        rf"(?<![\w.,:/#%])(?<!\d[–-])(?P<year>{_YEAR})(?![\w%]|[.,:/]\d)",
        _lone_year,
        "digit",
    ),
)
