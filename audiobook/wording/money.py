"""Sums of money: dollars and cents, pounds and pence, pounds shillings and pence."""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule, ends_sentence, rule

# Sign -> (one, many, one hundredth, hundredths); no hundredths where there are none.
_CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "US$": ("US dollar", "US dollars", "cent", "cents"),
    "A$": ("Australian dollar", "Australian dollars", "cent", "cents"),
    "C$": ("Canadian dollar", "Canadian dollars", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "€": ("euro", "euros", "cent", "cents"),
    "¥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "paisa", "paise"),
    "₽": ("ruble", "rubles", "kopeck", "kopecks"),
    "₩": ("won", "won", "", ""),
    "₤": ("lira", "lire", "", ""),
}
_SIGN = r"(?P<sign>US\$|A\$|C\$|[$£€¥₹₽₩₤])"
_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d\d)"
_BIG = r"(?:[ -]?(?P<big>hundred|thousand|million|billion|trillion|bn|mn|m|[kKMB])\b)?"
_BIGS = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}
_THING = (
    r"(?P<thing>(?:[a-z]+ )?(?:bills?|notes?|coins?|checks?|cheques?|tickets?|fines?|rewards?|bets?"
    r"|prizes?|pieces?|questions?|tips?|bonds?|chips?|bonus|fees?|stamps?|bribes?|mortgage|loan"
    r"|hat|suit|dress|watch|car|house|ring|lottery))\b"
)
_BELOW_SHILLING = (
    "no pence,one penny,twopence,threepence,fourpence,fivepence,sixpence,sevenpence,eightpence,"
    "ninepence,tenpence,elevenpence"
)
_PENCE = _BELOW_SHILLING.split(",")


def _sum(sign: str, amount: str, big: str | None, dialect: Dialect) -> str:
    one, many, cent, cents = _CURRENCIES[sign]
    words = numbers.figure(amount, british=dialect.british)
    if big:
        return f"{words} {_BIGS.get(big.lower(), big)} {many}"
    whole, point, fraction = amount.replace(",", "").partition(".")
    if not point or not cents or len(fraction) > 2 or len(whole) > numbers.MOST_DIGITS:
        return f"{words} {one if words == 'one' else many}"
    units, hundredths = int(whole or "0"), int(fraction.ljust(2, "0"))
    said = []
    if units or not hundredths:
        said.append(
            f"{numbers.cardinal(units, british=dialect.british)} {one if units == 1 else many}"
        )
    if hundredths:
        said.append(f"{numbers.cardinal(hundredths)} {cent if hundredths == 1 else cents}")
    return " and ".join(said)


def _money(match: re.Match[str], dialect: Dialect) -> str:
    minus = "minus " if match["minus"] else ""
    return minus + _sum(match["sign"], match["amount"], match["big"], dialect)


def _each(match: re.Match[str], dialect: Dialect) -> str:
    return " an " if match["each"].startswith("h") and match["each"] != "head" else " a "


def _priced(match: re.Match[str], dialect: Dialect) -> str:
    """A "$5 bill" is a five dollar bill, not a five dollars bill."""
    words = _sum(match["sign"], match["amount"], match["big"], dialect)
    one, many, _, _ = _CURRENCIES[match["sign"]]
    if " and " not in words:
        words = words.removesuffix(many) + one if words.endswith(many) else words
    return f"{words} {match['thing']}"


def _money_range(match: re.Match[str], dialect: Dialect) -> str:
    sign, first, last = match["sign"], match["first"], match["amount"]
    start = numbers.figure(first, british=dialect.british)
    if "." in first or "." in last:
        start = _sum(sign, first, None, dialect)
    return f"{start} to {_sum(sign, last, match['big'], dialect)}"


def _sign_after(match: re.Match[str], dialect: Dialect) -> str:
    return _sum(match["sign"], match["amount"], None, dialect)


def _cents(match: re.Match[str], dialect: Dialect) -> str:
    words = numbers.figure(match["amount"], british=dialect.british)
    return f"{words} {'cent' if words == 'one' else 'cents'}"


def _old_money(match: re.Match[str], dialect: Dialect) -> str | None:
    groups = match.groupdict()
    pounds, shillings, pence = (groups.get(unit) for unit in ("pounds", "shillings", "pence"))
    said = [_sum("£", pounds, None, dialect)] if pounds else []
    if shillings and int(shillings):
        words = numbers.cardinal(int(shillings), british=dialect.british)
        said.append(f"{words} {'shilling' if words == 'one' else 'shillings'}")
    last = _pence(int(pence), groups.get("farthings")) if pence else ""
    if last and (pence != "0" or groups.get("farthings")):
        said = [", ".join(said) + " and " + last] if said else [last]
    if not said:
        return None
    stop = match.group().endswith(".") and ends_sentence(match.string, match.end())
    return ", ".join(said) + ("." if stop else "")


def _pence(pence: int, farthings: str | None) -> str:
    words = _PENCE[pence] if pence < len(_PENCE) else f"{numbers.cardinal(pence)} pence"
    if not farthings:
        return words
    rest = {"¼": "a farthing", "½": "a halfpenny", "¾": "three farthings"}[farthings]
    return f"{words} {rest.removeprefix('a ')}" if pence else rest


_START = r"(?<![\w.,])"
_L = r"£ ?(?P<pounds>\d{1,3}(?:,\d{3})+|\d{1,12})"
_S = r"(?P<shillings>\d{1,3}) ?s\b\.?"
_D = r"(?P<pence>\d{1,2}) ?(?P<farthings>[½¼¾])? ?d\b\.?"
RULES: tuple[Rule, ...] = (
    rule("money", rf"{_START}{_L},? {_S}(?:,? (?:and )?{_D})?", _old_money, "digit"),
    rule(
        "money",
        rf"{_START}(?P<pounds>\d{{1,12}}) ?l\.,? {_S}(?:,? (?:and )?{_D})?",
        _old_money,
        "digit",
    ),
    rule("money", rf"{_START}{_L},? {_D}", _old_money, "digit"),
    rule("money", rf"{_START}{_S},? (?:and )?{_D}", _old_money, "digit"),
    rule("money", rf"{_START}(?P<shillings>\d{{1,3}}) ?s\.", _old_money, "digit"),
    rule(
        "money", rf"{_START}(?P<pence>\d{{1,2}}) ?(?P<farthings>[½¼¾])? ?d\.", _old_money, "digit"
    ),
    rule(
        "money",
        rf"{_START}£(?P<pounds>\d{{1,12}})/(?P<shillings>\d\d?)/(?P<pence>\d\d?)(?![\w/])",
        _old_money,
        "digit",
    ),
    rule(
        "money",
        rf"(?<!\w){_SIGN} ?(?P<first>{_AMOUNT}) ?[-–] ?(?:US\$|A\$|C\$|[$£€¥₹])? ?"
        rf"(?P<amount>{_AMOUNT}){_BIG}(?!\w|[.,]\d)",
        _money_range,
        "digit",
    ),
    rule("money", rf"(?<!\w){_SIGN} ?(?P<amount>{_AMOUNT}){_BIG}[ -]{_THING}", _priced, "digit"),
    rule("money", rf"(?<!\w)(?P<minus>[-−])?{_SIGN} ?(?P<amount>{_AMOUNT}){_BIG}", _money, "digit"),
    rule("money", rf"{_START}(?P<amount>{_AMOUNT}) ?(?P<sign>[€£])(?!\d)", _sign_after, "digit"),
    rule("money", rf"{_START}(?P<amount>{_AMOUNT}) ?¢", _cents, "digit"),
    rule(
        "money",
        r"(?:(?<=\d)|(?<= km))(?P<slash> ?/ ?)"
        r"(?=(?P<each>hour|hr|day|night|week|month|year|head|person|mile)\b)",
        _each,
        "digit",
        "slash",
    ),
)
