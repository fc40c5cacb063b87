"""All other figures: ordinals, ranges, telephone numbers, letters with figures, plain numbers."""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule, rule

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_START = r"(?<![\w.,/:$£€-])"
# Rooms, flights and roads are said by hundreds: "Room one oh one".
_BY_HUNDREDS = re.compile(
    r"\b(?:Rooms?|Flight|Highway|Route|Interstate|Apartment|Suite|Bus|Boeing|Cell|Ward) $"
)
_EMERGENCY = re.compile(r"\b(?:[Cc]all(?:ed|ing)?|[Dd]ial(?:l?ed|l?ing)?|[Rr]ang|[Rr]ing|a) $")
_BOOKS = (
    "Genesis|Exodus|Leviticus|Numbers|Deuteronomy|Joshua|Judges|Ruth|Samuel|Kings|Chronicles|Job"
    "|Psalms?|Proverbs|Ecclesiastes|Isaiah|Jeremiah|Ezekiel|Daniel|Hosea|Matthew|Mark|Luke|John"
    "|Acts|Romans|Corinthians|Galatians|Ephesians|Philippians|Colossians|Timothy|Titus|Hebrews"
    "|James|Peter|Jude|Revelation"
)
_SHORT_BOOKS = (
    "Gen|Exod?|Lev|Num|Deut|Josh|Sam|Chron?|Ps|Prov|Eccl?|Isa|Jer|Ezek|Dan|Matt?|Rom|Cor|Gal|Eph"
    "|Phil|Col|Thess|Tim|Heb|Jas|Pet|Rev"
)
_NUMBERED_BOOKS = (
    "Samuel|Sam\\.|Kings|Chron(?:icles)?|Cor(?:inthians)?"
    "|Thess(?:alonians)?|Tim(?:othy)?|Peter|John \\d"
)
_GUNS = (
    "cal|revolver|pistol|Colt|automatic|Magnum|magnum|gun|rifle|round|slug|shell|bullet|Winchester"
)


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


def _plain(written: str, dialect: Dialect) -> str:
    return numbers.figure(written, british=dialect.british)


def _nth(written: str, dialect: Dialect) -> str:
    return numbers.as_ordinal(_plain(written, dialect))


def _ordinal(match: re.Match[str], dialect: Dialect) -> str:
    return _nth(match["number"], dialect)


def _ordinal_range(match: re.Match[str], dialect: Dialect) -> str:
    return f"{_nth(match[1], dialect)} to {_nth(match[2], dialect)}"


def _range(match: re.Match[str], dialect: Dialect) -> str:
    if match[1] == match[2] == "50":
        return "fifty-fifty"
    return f"{_plain(match[1], dialect)} to {_plain(match[2], dialect)}"


def _verse(match: re.Match[str], dialect: Dialect) -> str:
    chapter, verse = match["chapter"], match["verse"]
    between = ", verse " if len(chapter) > 2 or len(verse) > 2 else " "
    said = _plain(chapter, dialect) + between + _plain(verse, dialect)
    return f"{said} to {_plain(match['last'], dialect)}" if match["last"] else said


def _old_verse(match: re.Match[str], dialect: Dialect) -> str | None:
    chapter = numbers.roman(match["numeral"].upper())
    return f"{_plain(str(chapter), dialect)} {_plain(match['verse'], dialect)}" if chapter else None


def _telephone(match: re.Match[str], dialect: Dialect) -> str:
    return ", ".join(numbers.digits(group) for group in re.findall(r"\d+", match.group()))


def _international(match: re.Match[str], dialect: Dialect) -> str:
    return f"plus {_telephone(match, dialect)}"


def _isbn(match: re.Match[str], dialect: Dialect) -> str:
    groups = match["number"].rstrip("-").upper().split("-")
    return ", ".join(
        " ".join("X" if sign == "X" else numbers.digits(sign) for sign in group) for group in groups
    )


def _release(match: re.Match[str], dialect: Dialect) -> str:
    parts = (_plain(part, dialect) for part in match["number"].split("."))
    return "version " + " point ".join(parts)


def _double_oh(match: re.Match[str], dialect: Dialect) -> str:
    return "double oh " + numbers.digits(match[1])


def _spaced(match: re.Match[str], dialect: Dialect) -> str:
    return _plain(match.group().replace(" ", ""), dialect)


def _several(match: re.Match[str], dialect: Dialect) -> str:
    return numbers.plural(_plain(match[1], dialect))


def _house(match: re.Match[str], dialect: Dialect) -> str:
    return f"{by_hundreds(match[1])} {match[2].upper()}"


def _calibre(match: re.Match[str], dialect: Dialect) -> str:
    figures = match["calibre"][1:]
    return by_hundreds(figures) if len(figures) == 3 else numbers.cardinal(int(figures))


def _compound(match: re.Match[str], dialect: Dialect) -> str:
    return _plain(match["number"], dialect)


def _lettered(match: re.Match[str], dialect: Dialect) -> str:
    pieces = re.findall(r"[A-Za-z]+|\d+", match.group())
    if len(pieces) == 3 and pieces[2] == "s":  # "B-17s"
        return f"{pieces[0]} {numbers.plural(_plain(pieces[1], dialect))}"
    return " ".join(_plain(piece, dialect) if piece.isdecimal() else piece for piece in pieces)


def _times(match: re.Match[str], dialect: Dialect) -> str:
    return f"{_plain(match['number'], dialect)} times"


def _by(match: re.Match[str], dialect: Dialect) -> str:
    return f"{_plain(match[1], dialect)} by {_plain(match[2], dialect)}"


def _sum(match: re.Match[str], dialect: Dialect) -> str:
    first, second = _plain(match[1], dialect), _plain(match[3], dialect)
    return f"{first} {'times' if match[2] in 'x×' else 'minus'} {second}"


def _minus(match: re.Match[str], dialect: Dialect) -> str:
    return f"minus {_plain(match['number'], dialect)}"


def _number(match: re.Match[str], dialect: Dialect) -> str:
    written = match.group()
    before = match.string[max(0, match.start() - 12) : match.start()]
    if written in ("911", "999") and _EMERGENCY.search(before):
        return numbers.digits(written)
    if re.fullmatch(r"[1-9]\d\d", written) and _BY_HUNDREDS.search(before):
        return by_hundreds(written)
    return _plain(written, dialect)


def _version(match: re.Match[str], dialect: Dialect) -> str:
    return " point ".join(_plain(part, dialect) for part in match.group().split("."))


def _first_book(match: re.Match[str], dialect: Dialect) -> str:
    return ("First", "Second", "Third")[int(match.group()) - 1]


# Before the abbreviations, for which "v." is a verse.
VERSES: tuple[Rule, ...] = (
    rule(
        "verse",
        rf"\b(?:{_BOOKS}|(?:{_SHORT_BOOKS})\.) (?P<place>(?P<numeral>[ivxlc]{{1,8}})\. ?"
        r"(?P<verse>\d{1,3}))(?![\w:])",
        _old_verse,
        "digit",
        "place",
    ),
)
RULES: tuple[Rule, ...] = (
    rule(
        "number",
        r"\bISBN(?:-1[03])?:? (?P<number>\d[\dXx-]{8,16})(?!\w)",
        _isbn,
        "digit",
        "number",
    ),
    rule("number", r"(?<![\w.])[vV]\.? ?(?P<number>\d+(?:\.\d+)+)(?!\w)", _release, "digit"),
    rule("number", r"(?<![\w.,])\d{1,6}(?:\.\d{1,6}){2,6}(?![\w]|\.\d)", _version, "digit"),
    rule("verse", rf"(?<![\w.,])[123](?= (?:{_NUMBERED_BOOKS})\b)", _first_book, "digit"),
    rule(
        "range",
        r"(?<![\w.,])(\d{1,4})(?:st|nd|rd|th)? ?[-–] ?(\d{1,4})(?:st|nd|rd|th)(?!\w)",
        _ordinal_range,
        "digit",
    ),
    rule(
        "ordinal",
        r"(?<![\w.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th|ST|ND|RD|TH|º|ª)(?!\w)",
        _ordinal,
        "digit",
    ),
    rule("ordinal", r"(?<=[Tt]he )(?P<number>\d{0,4}[23])d(?= [A-Z])", _ordinal, "digit"),
    rule(
        "telephone",
        r"(?<![\w.,-])(?:\+?1[ -])?(?:\(\d{3}\) ?|\d{3}-)?\d{3}-\d{4}(?![\w-]|\.\d)",
        _telephone,
        "digit",
    ),
    rule(
        "telephone",
        r"(?<![\w+])\+\d{1,3}(?:[ -]\(?\d{1,5}\)?){2,5}(?![\w-]|\.\d)",
        _international,
        "digit",
    ),
    rule(
        "telephone",
        r"(?<![\w.,-])0\d{2,4} (?:\d{3,4} \d{3,4}|\d{6})(?![\w-]|\.\d)",
        _telephone,
        "digit",
    ),
    rule(
        "verse",
        rf"\b(?:{_BOOKS}|(?:{_SHORT_BOOKS})\.) (?P<place>"
        r"(?P<chapter>\d{1,3}):(?P<verse>\d{1,3})"
        r"(?:[-–](?P<last>\d{1,3}))?)(?![\w:])",
        _verse,
        "digit",
        "place",
    ),
    rule(
        "number",
        rf"{_START}({_NUMBER}) ?([x×−–—-]) ?({_NUMBER})(?= ?=)",
        _sum,
        "digit",
    ),
    rule("ratio", rf"{_START}(\d+):({_NUMBER})(?![\w:])", _range, "digit"),
    rule("calibre", rf"(?<![\w.])(?P<calibre>\.\d{{2,3}})(?=[ -]?(?:{_GUNS}))", _calibre, "digit"),
    rule(
        "calibre",
        r"\b(?:[Aa]|[Hh]is|[Hh]er|[Mm]y|[Yy]our|[Tt]he) "
        r"(?P<calibre>\.(?:22|25|32|38|44|45|50|357))(?![\w%]|\.\d)",
        _calibre,
        "digit",
        "calibre",
    ),
    rule("range", rf"{_START}({_NUMBER}) ?[-–] ?({_NUMBER})(?![\w%/]|[-–.,:]\d)", _range, "digit"),
    rule("number", rf"{_START}\d{{1,3}}(?: \d{{3}}){{2,6}}(?![\w.,]\d|\w)", _spaced, "digit"),
    rule("number", rf"{_START}(\d{{1,4}})s(?!\w)", _several, "digit"),
    rule("number", r"(?<![\w.,-])00([1-9])(?![\w.,-]\d|\w)", _double_oh, "digit"),
    rule("number", r"(?<![\w.,-])([1-9]\d\d)([A-Ea-e])(?!\w)", _house, "digit"),
    rule("number", rf"{_START}(\d+) ?[x×] ?(\d+)(?!\w)", _by, "digit"),
    rule("number", r"(?<=\d)(?P<by> ?[x×] ?)(?=\d)", lambda match, dialect: " by ", "digit"),
    rule("number", r"(?<![\w.,-])(?P<number>\d+(?:\.\d+)?)x(?!\w)", _times, "digit"),
    rule("number", rf"{_START}(?P<number>{_NUMBER})(?=-[^\W\d])", _compound, "digit"),
    rule(
        "letters",
        r"(?<![\w.,'’-])(?:[A-Za-z]{1,8}-?\d{1,9}|\d{1,9}[A-Za-z]{1,8})"
        r"(?:[A-Za-z]{1,8}\d{1,9}){0,3}[A-Za-z]{0,8}(?!\w)",
        _lettered,
        "digit",
    ),
    rule("number", rf"(?<![^\s(“\"‘])[-−](?P<number>{_NUMBER}|\.\d+)(?!\w)", _minus, "digit"),
    rule("number", rf"(?<![\w.,])(?:{_NUMBER}|\.\d+)(?!\w)", _number, "digit"),
)
