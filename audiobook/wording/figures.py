"""All other figures: ordinals, ranges, telephone numbers, letters with figures, plain numbers."""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_START = r"(?<![\w.,/:$£€-])"
_BY_HUNDREDS = re.compile(
    r"\b(?:Room|Rooms|Flight|Highway|Route|Interstate|Apartment|Suite|Bus|Boeing|Cell|Ward) $"
)
_SPELLED = {"911": "nine one one", "999": "nine nine nine"}


def _ordinal(match: re.Match[str], dialect: Dialect) -> str | None:
    written = match["number"].replace(",", "")
    if len(written) > numbers.MOST_DIGITS:
        return None
    return numbers.ordinal(int(written), british=dialect.british)


def _range(match: re.Match[str], dialect: Dialect) -> str:
    return f"{_plain(match['first'], dialect)} to {_plain(match['last'], dialect)}"


def _plain(written: str, dialect: Dialect) -> str:
    return numbers.figure(written, british=dialect.british)


def _ratio(match: re.Match[str], dialect: Dialect) -> str:
    return f"{_plain(match[1], dialect)} to {_plain(match[2], dialect)}"


def _verse(match: re.Match[str], dialect: Dialect) -> str:
    said = f"{match['book']} {_plain(match[2], dialect)} {_plain(match[3], dialect)}"
    return said + (f" to {_plain(match[4], dialect)}" if match[4] else "")


def _telephone(match: re.Match[str], dialect: Dialect) -> str:
    groups = re.findall(r"\d+", match.group())
    return ", ".join(numbers.digits(group) for group in groups)


def _double_oh(match: re.Match[str], dialect: Dialect) -> str:
    return "double oh " + numbers.digits(match[1])


def _house(match: re.Match[str], dialect: Dialect) -> str:
    return f"{by_hundreds(match[1])} {match[2].upper()}"


def by_hundreds(written: str) -> str:
    """Say a number of three figures as a room or a house.

    >>> by_hundreds("221"), by_hundreds("101"), by_hundreds("300")
    ('two twenty-one', 'one oh one', 'three hundred')
    """
    first, rest = int(written[0]), int(written[1:])
    if rest == 0:
        return numbers.cardinal(int(written))
    low = f"oh {numbers.cardinal(rest)}" if rest < 10 else numbers.cardinal(rest)
    return f"{numbers.cardinal(first)} {low}"


def _calibre(match: re.Match[str], dialect: Dialect) -> str:
    figures = match["figures"]
    said = by_hundreds(figures) if len(figures) == 3 else numbers.cardinal(int(figures))
    return (match["before"] or "") + said


def _compound(match: re.Match[str], dialect: Dialect) -> str:
    return _plain(match["number"], dialect) + "-"


def _lettered(match: re.Match[str], dialect: Dialect) -> str | None:
    pieces = re.findall(r"[A-Za-z]+|\d+", match.group())
    if len(pieces) > 8:
        return None
    said = [_plain(piece, dialect) if piece[0].isdigit() else piece for piece in pieces]
    return " ".join(said)


def _times(match: re.Match[str], dialect: Dialect) -> str:
    return f"{_plain(match['number'], dialect)} times"


def _by(match: re.Match[str], dialect: Dialect) -> str:
    return f"{_plain(match[1], dialect)} by {_plain(match[2], dialect)}"


def _minus(match: re.Match[str], dialect: Dialect) -> str:
    return f"minus {_plain(match['number'], dialect)}"


def _number(match: re.Match[str], dialect: Dialect) -> str | None:
    written = match.group()
    before = match.string[max(0, match.start() - 12) : match.start()]
    if written in _SPELLED and re.search(
        r"\b(?:[Cc]all(?:ed|ing)?|[Dd]ial(?:l?ed|l?ing)?|a) $", before
    ):
        return _SPELLED[written]
    if (
        len(written) == 3
        and written.isdigit()
        and written[0] != "0"
        and _BY_HUNDREDS.search(before)
    ):
        return by_hundreds(written)
    return _plain(written, dialect)


_WORD_DIGITS = r"(?<![\w.,/:$£€@#'’-])"
RULES: tuple[Rule, ...] = (
    Rule(
        kind="ordinal",
        need="digit",
        pattern=re.compile(
            r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th|ST|ND|RD|TH|º|ª)(?!\w)"
        ),
        say=_ordinal,
    ),
    Rule(
        kind="ordinal",
        need="digit",
        pattern=re.compile(r"(?<=[Tt]he )(?P<number>\d*[23])d(?= [A-Z])"),
        say=_ordinal,
    ),
    Rule(
        kind="telephone",
        need="digit",
        pattern=re.compile(
            r"(?<![\w.,-])(?:\+?1[ -])?(?:\(\d{3}\) ?|\d{3}-)?\d{3}-\d{4}(?![\w-]|\.\d)"
        ),
        say=_telephone,
    ),
    Rule(
        kind="verse",
        need="digit",
        pattern=re.compile(
            r"\b(?P<book>Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings"
            r"|Chronicles|Job|Psalms?|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Ezekiel|Daniel|Hosea"
            r"|Matthew|Mark|Luke|John|Acts|Romans|Corinthians|Galatians|Ephesians|Philippians"
            r"|Colossians|Timothy|Titus|Hebrews|James|Peter|Jude|Revelation) "
            r"(\d{1,3}):(\d{1,3})(?:[-–](\d{1,3}))?(?![\w:])"
        ),
        say=_verse,
    ),
    Rule(
        kind="ratio", need="digit", pattern=re.compile(rf"{_START}(\d+):(\d+)(?![\w:])"), say=_ratio
    ),
    Rule(
        kind="calibre",
        need="digit",
        pattern=re.compile(
            r"(?<![\w.])(?P<before>(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Mm]y|[Yy]our) )?\.(?P<figures>\d{2,3})"
            r"(?=[ -]?(?:cal|revolver|pistol|Colt|automatic|Magnum|magnum|gun|rifle|round|slug|shell|bullet))"
        ),
        say=_calibre,
    ),
    Rule(
        kind="calibre",
        need="digit",
        pattern=re.compile(
            r"\b(?P<before>(?:[Aa]|[Hh]is|[Hh]er|[Mm]y|[Yy]our) )\.(?P<figures>22|25|32|38|44|45|50|357)(?![\w%]|\.\d)"
        ),
        say=_calibre,
    ),
    Rule(
        kind="range",
        need="digit",
        pattern=re.compile(
            rf"{_START}(?P<first>{_NUMBER}) ?[-–] ?(?P<last>{_NUMBER})(?![\w%/]|[-–.,:]\d)"
        ),
        say=_range,
    ),
    Rule(
        kind="number",
        need="digit",
        pattern=re.compile(r"(?<![\w.,-])00(\d)(?![\w.,-]\d|\w)"),
        say=_double_oh,
    ),
    Rule(
        kind="number",
        need="digit",
        pattern=re.compile(r"(?<![\w.,-])([1-9]\d\d)([A-Ea-e])(?!\w)"),
        say=_house,
    ),
    Rule(
        kind="number",
        need="digit",
        pattern=re.compile(r"(?<![\w.,/:$£€-])(\d+) ?[x×] ?(\d+)(?!\w)"),
        say=_by,
    ),
    Rule(
        kind="number",
        need="digit",
        pattern=re.compile(r"(?<![\w.,-])(?P<number>\d+(?:\.\d+)?)x(?!\w)"),
        say=_times,
    ),
    Rule(
        kind="number",
        need="digit",
        pattern=re.compile(rf"(?<![\w.,/:$£€-])(?P<number>{_NUMBER})-(?=[^\W\d])"),
        say=_compound,
    ),
    Rule(
        kind="letters",
        need="digit",
        pattern=re.compile(
            r"(?<![\w.,'’-])(?:[A-Za-z]{1,8}-?\d{1,9}|\d{1,9}[A-Za-z]{1,8})(?:[A-Za-z]{1,8}\d{1,9}){0,3}[A-Za-z]{0,8}(?![\w])"
        ),
        say=_lettered,
    ),
    Rule(
        kind="number",
        need="digit",
        pattern=re.compile(rf"(?:(?<=^)|(?<=[\s(“\"‘]))[-−](?P<number>{_NUMBER}|\.\d+)(?![\w])"),
        say=_minus,
    ),
    Rule(
        kind="number",
        need="digit",
        pattern=re.compile(rf"(?<![\w.,])(?:{_NUMBER}|\.\d+)(?![^\W_])|(?<=[^\w.,])\d+(?=_)"),
        say=_number,
    ),
)
