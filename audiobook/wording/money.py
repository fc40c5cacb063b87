"""Sums of money: dollars and cents, pounds and pence, pounds shillings and pence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class _Currency:
    one: str
    many: str
    cent: str = ""
    cents: str = ""


_DOLLARS = _Currency(one="dollar", many="dollars", cent="cent", cents="cents")
_CURRENCIES = {
    "$": _DOLLARS,
    "US$": _Currency(one="US dollar", many="US dollars", cent="cent", cents="cents"),
    "A$": _Currency(one="Australian dollar", many="Australian dollars", cent="cent", cents="cents"),
    "C$": _Currency(one="Canadian dollar", many="Canadian dollars", cent="cent", cents="cents"),
    "£": _Currency(one="pound", many="pounds", cent="penny", cents="pence"),
    "€": _Currency(one="euro", many="euros", cent="cent", cents="cents"),
    "¥": _Currency(one="yen", many="yen"),
    "₹": _Currency(one="rupee", many="rupees", cent="paisa", cents="paise"),
    "₽": _Currency(one="ruble", many="rubles", cent="kopeck", cents="kopecks"),
    "₩": _Currency(one="won", many="won"),
    "₤": _Currency(one="lira", many="lire"),
}
_SIGN = r"(?P<sign>US\$|A\$|C\$|[$£€¥₹₽₩₤])"
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d\d"
_BIG = r"(?:[ -]?(?P<big>hundred|thousand|million|billion|trillion|bn|mn|[kKmMbB](?!\w))\b)?"
_BIGS = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion"}
_THING = (
    r"(?P<thing>(?:[a-z]+ )?(?:bills?|notes?|coins?|checks?|cheques?|tickets?|fines?|rewards?|bets?"
    r"|prizes?|pieces?|questions?|tips?|bonds?|chips?|bonus|fees?|stamps?|bribes?|mortgage|loan"
    r"|hat|suit|dress|watch|car|house|ring|lottery|word))\b"
)
_PENCE = {
    1: "one penny", 2: "twopence", 3: "threepence", 4: "fourpence", 5: "fivepence", 6: "sixpence",
    7: "sevenpence", 8: "eightpence", 9: "ninepence", 10: "tenpence", 11: "elevenpence",
}  # fmt: skip


def _sum(sign: str, amount: str, big: str | None, dialect: Dialect) -> str:
    currency = _CURRENCIES[sign]
    if big:
        words = numbers.figure(amount, british=dialect.british)
        return f"{words} {_BIGS.get(big.lower(), big)} {currency.many}"
    whole, point, fraction = amount.replace(",", "").partition(".")
    if not point or not currency.cents or len(fraction) > 2:
        words = numbers.figure(amount, british=dialect.british)
        return f"{words} {currency.one if words == 'one' else currency.many}"
    units, cents = int(whole[:60] or "0"), int(fraction.ljust(2, "0"))
    said = []
    if units or not cents:
        said.append(f"{numbers.cardinal(units, british=dialect.british)} {_one(units, currency)}")
    if cents:
        said.append(f"{numbers.cardinal(cents)} {currency.cent if cents == 1 else currency.cents}")
    return " and ".join(said)


def _one(units: int, currency: _Currency) -> str:
    return currency.one if units == 1 else currency.many


def _minus(match: re.Match[str]) -> str:
    return "minus " if match["minus"] else ""


def _money(match: re.Match[str], dialect: Dialect) -> str:
    return _minus(match) + _sum(match["sign"], match["amount"], match["big"], dialect)


def _priced(match: re.Match[str], dialect: Dialect) -> str:
    words = _sum(match["sign"], match["amount"], match["big"], dialect)
    currency = _CURRENCIES[match["sign"]]
    if " and " not in words and words.endswith(currency.many):
        words = words.removesuffix(currency.many) + currency.one
    return f"{words}{match['gap'].replace('-', ' ')}{match['thing']}"


def _money_range(match: re.Match[str], dialect: Dialect) -> str:
    sign = match["sign"]
    first, last = match["first"], match["amount"]
    words = _sum(sign, last, match["big"], dialect)
    start = numbers.figure(first, british=dialect.british)
    if "." in first or "." in last:
        start = _sum(sign, first, None, dialect)
    return f"{start} to {words}"


def _after(match: re.Match[str], dialect: Dialect) -> str:
    return _sum(match["sign"], match["amount"], None, dialect)


def _cents(match: re.Match[str], dialect: Dialect) -> str:
    words = numbers.figure(match["amount"], british=dialect.british)
    return f"{words} {'cent' if words == 'one' else 'cents'}"


def _old_money(match: re.Match[str], dialect: Dialect) -> str | None:
    pounds, shillings, pence = match["pounds"], match["shillings"], match["pence"]
    said = []
    if pounds:
        said.append(_sum("£", pounds, None, dialect))
    if shillings and int(shillings):
        words = numbers.figure(shillings, british=dialect.british)
        said.append(f"{words} {'shilling' if words == 'one' else 'shillings'}")
    if pence and (int(pence) or match["half"]):
        said.append(_pence(int(pence), match["half"]))
    if not said:
        return None
    last = said.pop()
    return f"{', '.join(said)} and {last}" if said and pence else ", ".join((*said, last))


def _pence(pence: int, half: str | None) -> str:
    if half and not pence:
        return "a halfpenny" if half == "½" else "a farthing"
    words = _PENCE.get(pence, f"{numbers.cardinal(pence)} pence")
    return f"{words} {'halfpenny' if half == '½' else 'farthing'}" if half else words


def _slashed(match: re.Match[str], dialect: Dialect) -> str:
    said = [_sum("£", match[1], None, dialect)]
    shillings, pence = int(match[2]), int(match[3] or 0)
    if shillings:
        said.append(
            f"{numbers.cardinal(shillings)} {'shilling' if shillings == 1 else 'shillings'}"
        )
    return ", ".join(said) + (f" and {_pence(pence, None)}" if pence else "")


_START = r"(?<![\w.,])"
_END = r"(?![\w]|[.,]\d)"
_S, _D = r"(?P<shillings>\d{1,3}) ?s\b\.?", r"(?P<pence>\d{1,2}) ?(?P<half>[½¼¾])? ?d\b\.?"


def _rule(pattern: str, say: object) -> Rule:
    return Rule(kind="money", pattern=re.compile(pattern), say=say, need="digit")  # type: ignore[arg-type]


RULES: tuple[Rule, ...] = (
    _rule(rf"{_START}£ ?(?P<pounds>\d[\d,]*),? {_S}(?:,? (?:and )?{_D})?", _old_money),
    _rule(rf"{_START}(?P<pounds>\d[\d,]*) ?l\.,? {_S}(?:,? (?:and )?{_D})?", _old_money),
    _rule(rf"{_START}£ ?(?P<pounds>\d[\d,]*)(?P<shillings>),? {_D}", _old_money),
    _rule(rf"{_START}(?P<pounds>){_S},? (?:and )?{_D}", _old_money),
    _rule(rf"{_START}(?P<pounds>)(?P<shillings>\d{{1,3}}) ?s\.(?P<pence>)", _old_money),
    _rule(
        rf"{_START}(?P<pounds>)(?P<shillings>)(?P<pence>\d{{1,2}}) ?(?P<half>[½¼¾])? ?d\.",
        _old_money,
    ),
    _rule(rf"{_START}£(\d[\d,]*)[/.](\d\d?)[/.](\d\d?){_END}", _slashed),
    _rule(
        rf"(?<![\w.,]){_SIGN} ?(?P<first>{_AMOUNT}) ?[-–] ?(?:US\$|A\$|C\$|[$£€¥₹])? ?"
        rf"(?P<amount>{_AMOUNT}){_BIG}{_END}",
        _money_range,
    ),
    _rule(rf"(?<![\w]){_SIGN} ?(?P<amount>{_AMOUNT}){_BIG}(?P<gap>[ -]){_THING}", _priced),
    _rule(rf"(?<![\w])(?P<minus>[-−])?{_SIGN} ?(?P<amount>{_AMOUNT}){_BIG}", _money),
    _rule(rf"{_START}(?P<amount>{_AMOUNT}) ?(?P<sign>[€£])(?!\d)", _after),
    _rule(rf"{_START}(?P<amount>{_AMOUNT}) ?¢", _cents),
)
