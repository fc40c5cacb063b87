"""Roman numerals where they are certain: after a monarch's name, a title's word, in a heading.

A lone I is a pronoun unless something beside it says otherwise.
"""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.rules import Dialect, Rule

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
_PRONOUN_NEXT = re.compile(
    r" (?:am|have|think|know|believe|hope|saw|shall|will|do|did|can|could|should|would|want|must|may"
    r"|met|said|knew|thought|never|always|told|asked|went|came|found|heard|loved|love|like|liked)\b|[’'](?:m|ll|d|ve)\b"
)
_SURE_AFTER_I = re.compile(r"[’']s\b| of [A-Z]| of the\b|[,.;:)!?]|[”’\"]|$|[–-]| \(")


def _cardinal(numeral: str, *, capital: bool, dialect: Dialect) -> str:
    said = numbers.cardinal(numbers.roman(numeral), british=dialect.british)
    return "-".join(part.capitalize() for part in said.split("-")) if capital else said


def _counted(match: re.Match[str], dialect: Dialect) -> str | None:
    word, numeral = match["word"], match["numeral"]
    value = numbers.roman(numeral)
    if not value or numeral in "CL":
        return None
    capital = word[0].isupper()
    if numeral == "I" and (not capital or _PRONOUN_NEXT.match(match.string, match.end())):
        return None
    said = _cardinal(
        numeral, capital=capital and word not in ("No", "Nos", "pp", "p"), dialect=dialect
    )
    if match["last"]:
        last = numbers.roman(match["last"])
        if not last:
            return None
        said += " to " + _cardinal(match["last"], capital=capital, dialect=dialect)
    return said


def _world_war(match: re.Match[str], dialect: Dialect) -> str:
    return (
        "World War "
        + {"I": "One", "1": "One", "II": "Two", "2": "Two", "III": "Three", "3": "Three"}[match[1]]
    )


def _regnal(match: re.Match[str], dialect: Dialect) -> str | None:
    numeral, ranked = match["numeral"], match["rank"]
    value = numbers.roman(numeral)
    if not value or value > 39:
        return None
    rest = match.string[match.end() :]
    if numeral == "I":
        sure = _SURE_AFTER_I.match(rest) is not None
        if not sure and not ranked:
            return None
        if _PRONOUN_NEXT.match(rest):
            return None
    ordinal = numbers.ordinal(value)
    return "the " + "-".join(part.capitalize() for part in ordinal.split("-"))


def _heir(match: re.Match[str], dialect: Dialect) -> str | None:
    value = numbers.roman(match["numeral"])
    return f"the {numbers.ordinal(value).capitalize()}" if 2 <= value <= 9 else None


def _century(match: re.Match[str], dialect: Dialect) -> str | None:
    value = numbers.roman(match["numeral"])
    return numbers.ordinal(value) if 0 < value < 40 else None


def _year(match: re.Match[str], dialect: Dialect) -> str | None:
    value = numbers.roman(match["numeral"])
    return numbers.year(value, british=dialect.british) if 1000 < value < 2100 else None


def _after_name(match: re.Match[str], dialect: Dialect) -> str | None:
    value = numbers.roman(match["numeral"])
    return _cardinal(match["numeral"], capital=True, dialect=dialect) if 0 < value < 90 else None


RULES: tuple[Rule, ...] = (
    Rule(
        kind="roman",
        need="capitals",
        pattern=re.compile(r"\b(?:WW|World War )(III|II|I|[123])\b(?! (?:am|have|think)\b)"),
        say=_world_war,
    ),
    Rule(
        kind="roman",
        group="numerals",
        pattern=re.compile(
            rf"(?<!\w)(?P<word>{_COUNTED}|{_COUNTED.lower()})\.?,? "
            r"(?P<numerals>(?P<numeral>[IVXLC]{1,9}|[ivxl]{1,9})(?: ?[-–] ?(?P<last>[IVXLC]{1,9}|[ivxl]{1,9}))?)(?![\w’'])"
        ),
        say=_counted,
    ),
    Rule(
        kind="roman",
        need="capitals",
        group="numeral",
        pattern=re.compile(
            rf"(?<![\w’'])(?P<rank>(?:{_RANKS}) )?(?:{_RULERS}) (?P<numeral>[IVXL]{{1,7}})(?!\w|[.]\w)"
        ),
        say=_regnal,
    ),
    Rule(
        kind="roman",
        need="capitals",
        group="numeral",
        pattern=re.compile(
            r"(?<![\w’'])(?:[A-Z][a-z]+|[A-Z]\.) [A-Z][a-zé]+,? (?P<numeral>II|III|IV|VI{1,3})(?!\w|[.]\w)"
        ),
        say=_heir,
    ),
    Rule(
        kind="roman",
        need="capitals",
        group="numeral",
        pattern=re.compile(
            r"(?<!\w)(?P<numeral>[IVX]{1,6})(?:th|st|nd|rd)?(?= [Cc]entur(?:y|ies)\b)"
        ),
        say=_century,
    ),
    Rule(
        kind="roman",
        need="capitals",
        group="numeral",
        pattern=re.compile(r"(?<!\w)(?P<numeral>M[DCLXVI]{3,14})(?!\w)"),
        say=_year,
    ),
    Rule(
        kind="roman",
        need="capitals",
        group="numeral",
        pattern=re.compile(r"(?<!\w)[A-Z][a-z]{2,} (?P<numeral>[IVX]{2,6})(?!\w)"),
        say=_after_name,
    ),
)
_HEADED = re.compile(r"\W*(?P<numeral>[IVXLC]{1,9}|\d{1,3})(?P<end>\.?\W*\Z|[.:)] | ?[—–-] )")


def headed(text: str) -> str:
    """Say the number that stands alone or first in a heading.

    >>> headed("IV"), headed("XII. The Storm"), headed("I am Legend"), headed("7")
    ('Four', 'Twelve. The Storm', 'I am Legend', 'Seven')
    """
    match = _HEADED.match(text)
    if not match:
        return text
    numeral = match["numeral"]
    value = int(numeral) if numeral.isdigit() else numbers.roman(numeral)
    if not value:
        return text
    said = "-".join(part.capitalize() for part in numbers.cardinal(value).split("-"))
    return text[: match.start("numeral")] + said + text[match.end("numeral") :]
