"""Roman numerals where they are certain: after a monarch's name, a title's word, in a heading.

A lone I is a pronoun unless something beside it says otherwise.
"""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule, rule

_RULERS = (
    "Abdul|Adrian|Afonso|Albert|Alexander|Alexios|Alfonso|Amenhotep|Andrew|Antiochus|Artaxerxes"
    "|Baldwin|Benedict|Boniface|Boris|Carol|Casimir|Catherine|Charles|Christian|Clement|Constantine"
    "|Cleopatra|Darius|David|Edmund|Edward|Elizabeth|Eric|Ernest|Ferdinand|Francis|Franz|Frederick"
    "|Friedrich|Fuad|George|Gregory|Gustav|Gustavus|Haakon|Harald|Harold|Henri|Henry|Hugh|Humbert"
    "|Innocent|Isabella|Ivan|James|Joanna|Johan|John|Joseph|Juan|Julius|Justinian|Karl|Katherine"
    "|Leo|Leopold|Louis|Ludwig|Magnus|Malcolm|Margaret|Maria|Mary|Matthias|Maximilian|Mehmed|Michael"
    "|Mithridates|Mohammed|Murad|Napoleon|Nicholas|Olaf|Oscar|Otto|Paul|Pedro|Peter|Philip|Philippe"
    "|Pius|Ptolemy|Rameses|Ramesses|Ramses|Richard|Robert|Rudolf|Rudolph|Sancho|Selim|Seti|Sigismund"
    "|Sixtus|Stephen|Suleiman|Theodosius|Thutmose|Umberto|Urban|Victor|Wenceslaus|Wilhelm|William"
    "|Xerxes|Charlemagne|Edwin|Alfred|Farouk|Hussein|Abdullah|Faisal|Haile"
)
_RANKS = (
    "King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Prince|Princess|Sultan|Pharaoh|Duke|Earl"
    "|Count|Shah|Saint|Patriarch|Archduke|Baron|Lord"
)
_COUNTED = (
    "Chapter|Part|Book|Volume|Act|Scene|Canto|Section|Article|War|Psalm|Sonnet|Stave|Letter|Lesson"
    "|Appendix|Figure|Plate|Table|Phase|Type|Class|Grade|Stage|Level|Mark|Episode|Round|Season"
    "|Amendment|Number|Title|Division|Fit|Fytte|Apollo|Gemini|Saturn|Vatican|Rocky|Bowl|Olympiad"
    "|Schedule|Exhibit|Case|Day|Entry|Fragment|Hymn|Idyll|Ode|Elegy|Tale|Adventure|Story|Period"
    "|Factor|Symphony|Opus|Concerto|Quartet|Fantasy|Album|Verse|Page|Vol|Vols|Chap|Ch|Pt|Bk|Sc"
    "|No|Nos|Sec|Art|pp|p|Cap|Fig|Op|Chapters|Parts|Books|Acts|Volumes|Louisiana|Topic|Group"
)
_NUMERAL = r"(?:[IVXLC]{1,9}|[ivxl]{1,9})"
_PRONOUN_NEXT = re.compile(
    r" (?:am|have|think|know|believe|hope|saw|shall|will|do|did|can|could|should|would|want|must"
    r"|may|met|said|knew|thought|never|always|told|asked|went|came|found|heard|loved|love|like"
    r"|liked|agree)\b|[’'](?:m|ll|d|ve)\b"
)
_SURE_AFTER_I = re.compile(r"[’']s\b| of [A-Z]| of the\b|[,.;:)!?]|[”’\"]|$|[–-]| \(")


def _capital(words: str) -> str:
    return "-".join(word[0].upper() + word[1:] for word in words.split("-"))


def _cardinal(numeral: str, *, capital: bool, dialect: Dialect) -> str:
    said = numbers.cardinal(numbers.roman(numeral), british=dialect.british)
    return _capital(said) if capital else said


def _capitals(match: re.Match[str], dialect: Dialect) -> str | None:
    numeral = match["numeral"]
    value = int(numeral) if numeral.isdigit() else numbers.roman(numeral)
    if not value:
        return None
    return f"{match['word'].capitalize()} {_capital(numbers.cardinal(value))}"


def _figure(match: re.Match[str], dialect: Dialect) -> str:
    return _capital(numbers.cardinal(int(match["numeral"]), british=dialect.british))


def _counted(match: re.Match[str], dialect: Dialect) -> str | None:
    word, numeral, last = match["word"], match["numeral"], match["last"]
    if not numbers.roman(numeral) or numeral in ("C", "L") or (last and not numbers.roman(last)):
        return None
    capital = word[0].isupper() and word not in ("No", "Nos")
    if numeral == "I" and (
        not word[0].isupper()
        or word in ("No", "P")
        or _PRONOUN_NEXT.match(match.string, match.end())
    ):
        return None
    said = _cardinal(numeral, capital=capital, dialect=dialect)
    return f"{said} to {_cardinal(last, capital=capital, dialect=dialect)}" if last else said


def _world_war(match: re.Match[str], dialect: Dialect) -> str:
    return (
        "World War "
        + {"I": "One", "1": "One", "II": "Two", "2": "Two", "III": "Three", "3": "Three"}[match[1]]
    )


def _regnal(match: re.Match[str], dialect: Dialect) -> str | None:
    numeral, end = match["numeral"].rstrip("."), match.end()
    value = numbers.roman(numeral)
    if not 0 < value < 40 or (match["name"], numeral) == ("Malcolm", "X"):
        return None
    if numeral == "I":
        sure = match["rank"] or match["numeral"] == "I." or _SURE_AFTER_I.match(match.string, end)
        if not sure or _PRONOUN_NEXT.match(match.string, end):
            return None
    return f"the {_capital(numbers.ordinal(value))}"


def _the_nth(match: re.Match[str], dialect: Dialect) -> str | None:
    value = numbers.roman(match["numeral"])
    return _capital(numbers.ordinal(value)) if 0 < value < 40 else None


def _heir(match: re.Match[str], dialect: Dialect) -> str | None:
    value = numbers.roman(match["numeral"])
    return f"the {_capital(numbers.ordinal(value))}" if 2 <= value <= 9 else None


def _century(match: re.Match[str], dialect: Dialect) -> str | None:
    value = numbers.roman(match["value"])
    return numbers.ordinal(value) if 0 < value < 40 else None


def _year(match: re.Match[str], dialect: Dialect) -> str | None:
    value = numbers.roman(match["numeral"])
    return numbers.year(value, british=dialect.british) if 1000 < value < 2100 else None


def _after_name(match: re.Match[str], dialect: Dialect) -> str | None:
    value = numbers.roman(match["numeral"])
    return _cardinal(match["numeral"], capital=True, dialect=dialect) if 0 < value < 90 else None


RULES: tuple[Rule, ...] = (
    rule(
        "roman",
        r"\b(?:WW ?|World War |WORLD WAR )(III|II|I|[123])\b(?! (?:am|have|think)\b)",
        _world_war,
    ),
    rule(
        "roman",
        rf"(?<!\w)(?P<word>{_COUNTED.upper()}) (?P<numeral>[IVXLC]{{1,9}}|\d{{1,3}})(?!\w)",
        _capitals,
        "capitals",
    ),
    rule(
        "roman",
        rf"(?<!\w)(?P<word>{_COUNTED}|{_COUNTED.lower()})\.?,? (?P<numerals>(?P<numeral>{_NUMERAL})"
        rf"(?: ?[-–] ?(?P<last>{_NUMERAL}))?)(?!\w|[’'][mld])",
        _counted,
        group="numerals",
    ),
    rule(
        "roman",
        r"(?<!\w)(?:Chapter|Part|Book|Volume|Act|Scene|Canto|Ch\.|Chap\.|Vol\.|Pt\.|Bk\.|Sc\.)s? "
        r"(?P<numeral>\d{1,3})(?![\w–-]|[.,:]\d)",
        _figure,
        "digit",
        "numeral",
    ),
    rule(
        "roman",
        rf"(?<![\w’'])(?:{_RULERS}) the (?P<numeral>[IVXL]{{1,7}})(?!\w|[.]\w)",
        _the_nth,
        "capitals",
        "numeral",
    ),
    rule(
        "roman",
        rf"(?<![\w’'])(?P<rank>(?:{_RANKS}) )?(?P<name>{_RULERS}) "
        r"(?P<numeral>[IVXL]{1,7}(?:\.(?= [a-z]))?)(?!\w|[.]\w)",
        _regnal,
        "capitals",
        "numeral",
    ),
    rule(
        "roman",
        r"(?<![\w’'])(?:[A-Z][a-z]+|[A-Z]\.) [A-Z][a-zé]+,? (?P<numeral>II|III|IV|VI{1,3})"
        r"(?!\w|[.]\w)",
        _heir,
        "capitals",
        "numeral",
    ),
    rule(
        "roman",
        r"(?<!\w)(?P<numeral>(?P<value>[IVX]{1,6})(?:th|st|nd|rd)?)(?= [Cc]entur(?:y|ies)\b)",
        _century,
        "capitals",
        "numeral",
    ),
    rule("roman", r"(?<!\w)(?P<numeral>M[MDCLXVI]{3,14})(?!\w)", _year, "capitals"),
    rule(
        "roman",
        r"(?<!\w)[A-Z][a-z]{2,} (?P<numeral>[IVX]{2,6})(?!\w)",
        _after_name,
        "capitals",
        "numeral",
    ),
    rule("roman", r"\A\W*(?P<numeral>[IVX]{2,7})\W*\Z", _after_name, "capitals", "numeral"),
)
_HEADED = re.compile(r"\W*(?P<numeral>[IVXLC]{1,9}|\d{1,3})(?P<end>\.?\W*\Z|[.:)] | ?[—–-] )")


# "II the Blue Window"; a lone I before an article is no pronoun.
_BESIDE = re.compile(
    r"\A([IVXL]{2,7}|I(?= (?:[Tt]he|[Aa]n?|[Oo]f|[Oo]n|[Aa]t) )) (?![A-Z]{2})([^\W\d_])"
)


def headed(text: str) -> str:
    """Say the number that stands alone or first in a heading.

    >>> headed("IV"), headed("XII. The Storm"), headed("I am Legend"), headed("7")
    ('Four', 'Twelve. The Storm', 'I am Legend', 'Seven')
    >>> headed("II the Window"), headed("I the Door"), headed("I the")
    ('Two. The Window', 'One. The Door', 'I the')
    """
    text = _BESIDE.sub(lambda found: f"{found[1]}. {found[2].upper()}", text)
    match = _HEADED.match(text)
    if not match:
        return text
    numeral = match["numeral"]
    value = int(numeral) if numeral.isdigit() else numbers.roman(numeral)
    if not value:
        return text
    said = _capital(numbers.cardinal(value))
    return text[: match.start("numeral")] + said + text[match.end("numeral") :]
