"""Dates, years, decades and times of day, as they are written in English."""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?|Jun\.|July?|Jul\."
    r"|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:1\d{3}|20\d\d)"
_DECADE = r"(?:1\d\d0|20\d0)"
_TO = r" ?[-–] ?"
_ERA = r"(?:A\.? ?D\.?|B\.? ?C\.?(?: ?E\.?)?|C\. ?E\.|CE)"


def month(written: str) -> str:
    """Give the full name of a month.

    >>> month("Sept.")
    'September'
    """
    return next(name for name in _MONTHS if name[:3] == written[:3])


def _day(day: str) -> str:
    return numbers.ordinal(int(day))


def _year(written: str | None, dialect: Dialect) -> str:
    return numbers.year(int(written), british=dialect.british) if written else ""


def _with_year(date: str, year: str | None, dialect: Dialect) -> str:
    return f"{date}, {_year(year, dialect)}" if year else date


def _month_day(match: re.Match[str], dialect: Dialect) -> str:
    name, first, last, year = match.group("month", "day", "last", "year")
    if name == "May" and not year and match.string[: match.start()].rstrip().endswith((".", "?")):
        pass
    said = f"{month(name)} {_day(first)}" + (f" to {_day(last)}" if last else "")
    return _with_year(said, year, dialect)


def _day_month(match: re.Match[str], dialect: Dialect) -> str:
    the, first, last, name, year = match.group("the", "day", "last", "month", "year")
    days = f"{_day(first)} to {_day(last)}" if last else _day(first)
    return _with_year(f"{the or 'the '}{days} of {month(name)}", year, dialect)


def _month_year(match: re.Match[str], dialect: Dialect) -> str:
    return f"{month(match['month'])}{match['comma'] or ''} {_year(match['year'], dialect)}"


def _numeric(match: re.Match[str], dialect: Dialect) -> str | None:
    first, second = int(match[1]), int(match[2])
    day, at = (first, second) if dialect.british else (second, first)
    if at > 12:
        day, at = at, day
    if not (1 <= at <= 12 and 1 <= day <= 31):
        return None
    year = match[3]
    if len(year) == 2:
        year = ("19" if int(year) > 40 else "20") + year
    return _date(day, at, year, dialect)


def _iso(match: re.Match[str], dialect: Dialect) -> str | None:
    at, day = int(match[2]), int(match[3])
    return _date(day, at, match[1], dialect) if 1 <= at <= 12 and 1 <= day <= 31 else None


def _date(day: int, at: int, year: str, dialect: Dialect) -> str:
    said = numbers.ordinal(day)
    name = _MONTHS[at - 1]
    date = f"the {said} of {name}" if dialect.british else f"{name} {said}"
    return f"{date}, {_year(year, dialect)}"


def _decade(match: re.Match[str], dialect: Dialect) -> str:
    return match["mid"] + numbers.plural(_year(match["year"], dialect))


def _short_decade(match: re.Match[str], dialect: Dialect) -> str:
    return numbers.plural(numbers.cardinal(int(match["tens"])))


def _short_year(match: re.Match[str], dialect: Dialect) -> str:
    tens = match["year"]
    return f"oh {numbers.cardinal(int(tens))}" if tens[0] == "0" else numbers.cardinal(int(tens))


def _year_range(match: re.Match[str], dialect: Dialect) -> str | None:
    first, last = match[1], match[2]
    if len(last) == 2 and int(last) <= int(first[2:]):
        return None
    end = _year(last, dialect) if len(last) == 4 else numbers.cardinal(int(last))
    return f"{_year(first, dialect)} to {end}"


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
    r"(?: [a-z]+){0,1} (?!(?:was|is|has|his|its|this|thus|as|perhaps|always|years|yes|less|across"
    r"|towards|afterwards|besides|unless|pass|does|goes|says|seems|comes|makes|takes|gives"
    r"|his|hers|ours)\b)[a-z]{3,}s\b|(?: [a-z]+)? (?:men|women|people|children|feet)\b"
)


def _lone_year(match: re.Match[str], dialect: Dialect) -> str:
    before = match.string[max(0, match.start() - 20) : match.start()]
    counted = _COUNTED.match(match.string, match.end(), match.end() + 60)
    number = int(match["year"])
    if number % 100 and (
        (_QUANTITY.search(before) and counted) or (counted and not _IN_TIME.search(before))
    ):
        return numbers.cardinal(number, british=dialect.british)
    return _year(match["year"], dialect)


def _era_before(match: re.Match[str], dialect: Dialect) -> str:
    return f"{match['era']} {_year(match['year'], dialect)}"


def _era_after(match: re.Match[str], dialect: Dialect) -> str:
    said = [_year(part, dialect) for part in re.split(_TO, match["years"])]
    return f"{' to '.join(said)} {match['era']}"


def _clock(hour: int, minute: int) -> str:
    said = numbers.cardinal(hour)
    if minute == 0:
        return said
    return (
        f"{said} oh {numbers.cardinal(minute)}"
        if minute < 10
        else f"{said} {numbers.cardinal(minute)}"
    )


def _half(match: re.Match[str], half: str | None) -> str:
    return f" {half[0].lower()}.m." if half else ""


def _time(match: re.Match[str], dialect: Dialect) -> str | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    if hour > 24:
        return None
    half = _half(match, match["half"])
    if match["second"]:
        return f"{_clock(hour, minute)} and {numbers.cardinal(int(match['second']))} seconds{half}"
    if half or minute or match.string.startswith((" o'clock", " o’clock"), match.end()):
        return _clock(hour, minute) + half
    return numbers.cardinal(hour) + (" hundred" if hour > 12 else " o'clock")


def _time_range(match: re.Match[str], dialect: Dialect) -> str | None:
    hours = int(match["hour"]), int(match["hour2"])
    if max(hours) > 24:
        return None
    first = _clock(hours[0], int(match["minute"] or 0)) + _half(match, match["half1"])
    return f"{first} to {_clock(hours[1], int(match['minute2'] or 0))}{_half(match, match['half'])}"


def _hour(match: re.Match[str], dialect: Dialect) -> str | None:
    if int(match["hour"]) > 24:
        return None
    return numbers.cardinal(int(match["hour"])) + _half(match, match["half"])


def _military(match: re.Match[str], dialect: Dialect) -> str | None:
    hour, minute = int(match[1][:2]), int(match[1][2:])
    if hour > 24 or minute > 59:
        return None
    said = ("oh " if hour < 10 else "") + (numbers.cardinal(hour) if hour else "hundred")
    if minute:
        said = f"{said if hour else 'zero zero'} {_clock(0, minute).removeprefix('zero ')}"
    elif hour:
        said += " hundred"
    return f"{said} {match[2]}"


_HALF = r" ?(?P<half>[AaPp]\.? ?[Mm]\b\.?|[AaPp][Mm]\b)"
_HALF1 = r"(?: ?(?P<half1>[AaPp]\.?[Mm]\b\.?))?"
_S = r"(?<![\w.,:/$£€-])"  # no number begins inside another, nor inside a word

RULES: tuple[Rule, ...] = (
    Rule(
        kind="date",
        need="digit",
        pattern=re.compile(
            rf"\b(?P<month>{MONTH}) (?P<day>{_DAY})(?:st|nd|rd|th|d)?(?:{_TO}(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
            rf"(?![\w:/%]|[.,]\d)(?:,? (?P<year>{_YEAR})(?![\w%]|[.,]\d))?"
        ),
        say=_month_day,
    ),
    Rule(
        kind="date",
        need="digit",
        pattern=re.compile(
            rf"{_S}(?P<the>[Tt]he )?(?P<day>{_DAY})(?:st|nd|rd|th|d)?(?:{_TO}(?P<last>{_DAY})(?:st|nd|rd|th)?)?"
            rf"(?: of)?,? (?P<month>{MONTH})(?!\w)(?:,? (?P<year>{_YEAR})(?![\w%]|[.,]\d))?"
        ),
        say=_day_month,
    ),
    Rule(
        kind="date",
        need="digit",
        pattern=re.compile(
            rf"\b(?P<month>{MONTH})(?P<comma>,)? (?P<year>{_YEAR})(?![\w%–-]|[.,]\d)"
        ),
        say=_month_year,
    ),
    Rule(
        kind="date",
        need="digit",
        pattern=re.compile(r"(?<![\w/.-])(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\w/])"),
        say=_numeric,
    ),
    Rule(
        kind="date",
        need="digit",
        pattern=re.compile(r"(?<![\w/.-])(\d{4})-(\d\d)-(\d\d)(?![\w/-])"),
        say=_iso,
    ),
    Rule(
        kind="decade",
        need="digit",
        pattern=re.compile(rf"(?<![\w.,])(?P<mid>mid-)?(?P<year>{_DECADE})['’]?s(?!\w)"),
        say=lambda match, dialect: (
            (match["mid"] or "") + numbers.plural(_year(match["year"], dialect))
        ),
    ),
    Rule(
        kind="decade",
        need="digit",
        pattern=re.compile(r"(?<![\w.,$£€])['’‘]?(?P<tens>[2-9]0)['’]?s(?!\w)"),
        say=_short_decade,
    ),
    Rule(
        kind="year",
        need="digit",
        pattern=re.compile(r"(?<![\w'’‘])['’‘](?P<year>\d\d)(?![\w'’:.,]\d|[\w'’:])"),
        say=_short_year,
    ),
    Rule(
        kind="year",
        need="digit",
        pattern=re.compile(r"\b(?P<era>A\.? ?D\.?) (?P<year>\d{1,4})(?![\w%,])"),
        say=_era_before,
    ),
    Rule(
        kind="year",
        need="digit",
        pattern=re.compile(rf"{_S}(?P<years>\d{{1,4}}(?:{_TO}\d{{1,4}})?) (?P<era>{_ERA})(?!\w)"),
        say=_era_after,
    ),
    Rule(
        kind="range",
        need="digit",
        pattern=re.compile(rf"{_S}({_YEAR}){_TO}({_YEAR}|\d\d)(?![\w%–-]|[.,]\d)"),
        say=_year_range,
    ),
    Rule(
        kind="time",
        need="digit",
        pattern=re.compile(
            rf"{_S}(?P<hour>\d{{1,2}})(?::(?P<minute>[0-5]\d))?{_HALF1}{_TO}"
            rf"(?P<hour2>\d{{1,2}})(?:(?::(?P<minute2>[0-5]\d))(?:{_HALF})?|{_HALF.replace('half', 'halfb')})(?![\w:])"
        )
        if False
        else re.compile(
            rf"{_S}(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d){_HALF1}{_TO}"
            rf"(?P<hour2>\d{{1,2}}):(?P<minute2>[0-5]\d)(?:{_HALF})?(?![\w:])"
        ),
        say=_time_range,
    ),
    Rule(
        kind="time",
        need="digit",
        pattern=re.compile(
            rf"{_S}(?P<hour>\d{{1,2}})(?P<minute>){_HALF1}{_TO}(?P<hour2>\d{{1,2}})(?P<minute2>){_HALF}"
        ),
        say=_time_range,
    ),
    Rule(
        kind="time",
        need="digit",
        pattern=re.compile(
            rf"{_S}(?P<hour>\d{{1,2}}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:{_HALF})?(?![\w:])"
        ),
        say=_time,
    ),
    Rule(
        kind="time",
        need="digit",
        pattern=re.compile(rf"{_S}(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d)(?P<second>){_HALF}"),
        say=_time,
    ),
    Rule(
        kind="time", need="digit", pattern=re.compile(rf"{_S}(?P<hour>\d{{1,2}}){_HALF}"), say=_hour
    ),
    Rule(
        kind="time",
        need="digit",
        pattern=re.compile(rf"{_S}([0-2]\d[0-5]\d) (hours)\b"),
        say=_military,
    ),
)
# Tried after money, units and ranges have had their turn.
LATE: tuple[Rule, ...] = (
    Rule(
        kind="year",
        need="digit",
        pattern=re.compile(rf"(?<![\w.,:/#%-])(?P<year>{_YEAR})(?![\w%]|[.,:/]\d)"),
        say=_lone_year,
    ),
)
