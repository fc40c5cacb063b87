"""Symbols, web addresses and e-mail addresses."""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule, rule

_IN_ADDRESS = {
    ".": "dot", "/": "slash", "-": "dash", "_": "underscore", "@": "at", "?": "question mark",
    "=": "equals", "&": "and", "#": "hash", "%": "percent", "~": "tilde", "+": "plus", ":": "colon",
}  # fmt: skip
_DOMAINS = (
    "com|org|net|edu|gov|mil|info|io|co|uk|us|de|fr|es|it|eu|ca|au|nz|ie|biz|dev|app|me|tv|ai"
)
_SYMBOLS = {
    "&": "and", "+": "plus", "=": "equals", "@": "at", "§": "section", "§§": "sections",
    "¶": "paragraph", "©": "copyright", "®": "", "™": "", "±": "plus or minus", "×": "times",
    "÷": "divided by", "<": "less than", ">": "greater than", "≤": "less than or equal to",
    "≥": "greater than or equal to", "≠": "is not equal to", "≈": "is about", "∞": "infinity",
    "√": "the square root of", "°": "degrees", "%": "percent", "\\": "backslash", "→": "to",
    "←": "", "−": "minus", "‰": "per thousand", "¢": "cents", "$": "dollars", "£": "pounds",
    "€": "euros", "≡": "is", "♭": "flat", "♯": "sharp", "µ": "micro", "‱": "", "✓": "", "✔": "",
    "♥": "heart", "❤": "heart",
}  # fmt: skip
_PAIRS = {
    "and/or": "and or", "he/she": "he or she", "she/he": "she or he", "his/her": "his or her",
    "her/his": "her or his", "him/her": "him or her", "s/he": "she or he",
    "himself/herself": "himself or herself", "c/o": "care of", "n/a": "not applicable",
    "N/A": "not applicable", "either/or": "either or",
}  # fmt: skip


def _address(match: re.Match[str], dialect: Dialect) -> str:
    address = re.sub(r"^[a-z]{3,5}://", "", match.group(), flags=re.IGNORECASE).rstrip("/")
    said = []
    for piece in re.findall(r"[^\W\d_]+|\d+|[\W_]", address):
        if piece.isdecimal():
            said.append(numbers.figure(piece) if len(piece) < 4 else numbers.digits(piece))
        elif piece.lower() == "www":
            said.append("W W W")
        elif piece.lower() in ("uk", "us", "tv", "io", "de", "fr", "eu", "ca", "au", "nz"):
            said.append(piece.upper())
        else:
            said.append(_IN_ADDRESS.get(piece, piece))
    return " ".join(said)


def _symbol(match: re.Match[str], dialect: Dialect) -> str:
    text, (start, end) = match.string, match.span()
    words = _SYMBOLS[match.group()]
    if not words:
        return ""
    before = (
        " " if start and not text[start - 1].isspace() and text[start - 1] not in "“‘\"'(" else ""
    )
    after = " " if text[end : end + 1].isalnum() or text[end : end + 1] in tuple("“‘([$£€") else ""
    return before + words + after


def _ampersand(match: re.Match[str], dialect: Dialect) -> str:
    if "A" in (match[1], match[2]) or match[1] == "AT":
        return match.group()  # engines say "AT&T" right; a lone A would be the article
    return f"{match[1]} and {match[2]}"


def _number_sign(match: re.Match[str], dialect: Dialect) -> str:
    return f"number {numbers.figure(match[1], british=dialect.british)}"


def _power(match: re.Match[str], dialect: Dialect) -> str:
    return {"²": " squared", "³": " cubed"}[match.group()]


def _pair(match: re.Match[str], dialect: Dialect) -> str:
    return _PAIRS[match.group()]


_DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_PATH = r"[^\s<>“”\"—]*[\w/]"
ADDRESSES: tuple[Rule, ...] = (
    rule("address", rf"(?<![\w@.+-])(?:(?:https?|ftp)://|[Ww]{{3}}\.){_PATH}", _address),
    rule(
        "address",
        r"(?<![\w@.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?<![.-])",
        _address,
    ),
    rule(
        "address",
        rf"(?<![\w@.+/-])[A-Za-z0-9-]{{2,63}}(?:\.[A-Za-z0-9-]{{2,63}}){{0,4}}\.(?:{_DOMAINS})"
        r"(?:/[\w./?=&%#~+-]{0,500}[\w/])?(?![\w@]|[.-]\w)",
        _address,
        "dot",
    ),
    rule("address", r"(?<!\w)@\w{2,30}(?!\w)", _address),
)
# Before the plain numbers, which would take the figures from them.
WITH_NUMBERS: tuple[Rule, ...] = (
    rule("symbol", r"(?<![\w&])# ?(\d+)(?!\w)", _number_sign, "digit"),
)
RULES: tuple[Rule, ...] = (
    rule("symbol", r"(?<!\w)([A-Z]{1,3})&([A-Z]{1,3})(?!\w)", _ampersand),
    rule("symbol", rf"(?<![\w/])(?:{'|'.join(_PAIRS)})(?![\w/])", _pair),
    rule("symbol", r"(?<!\S)~ ?(?=\d)", lambda match, dialect: "about ", "digit"),
    rule("symbol", r"(?<=\b[A-G])#(?= (?:minor|major)\b)", lambda match, dialect: " sharp"),
    rule("symbol", r"(?<!\S)#(?=\w)", lambda match, dialect: ""),
    rule("symbol", r"(?<=[^\W_])[²³]", _power),
    rule(
        "symbol", f"§§|[{''.join(re.escape(sign) for sign in _SYMBOLS if len(sign) == 1)}]", _symbol
    ),
    rule("range", rf"(?<=[a-z.])–(?={_DAY})", lambda match, dialect: " to "),
    rule(
        "range",
        r"(?<=[^\W_])–(?=\d)|(?<=\.)–(?=\d)|(?<=\d)–(?=[’']\d)",
        lambda match, dialect: " to ",
    ),
    rule("dash", r"(?<=\S)–(?=\S)", lambda match, dialect: " — "),
    rule("symbol", r"(?<=[A-Z])/(?=[A-Z])", lambda match, dialect: " "),
    rule("symbol", r"(?<=[^\W_])_(?=[^\W_])|[~{}]", lambda match, dialect: " "),
    rule("symbol", r"(?<=[^\W\d_])/(?=[^\W\d_])", lambda match, dialect: " slash "),
)
