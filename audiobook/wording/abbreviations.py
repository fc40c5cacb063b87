"""Abbreviations and initials, with the context that decides what they stand for.

"St." is a saint before a saint's name and a street after a street's; "Dr." is a
doctor, but a drive after a name; a full stop that ended the sentence as well is
given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from audiobook.wording.abbreviated import (
    ALWAYS_TITLES,
    BIBLE,
    NUMBERED,
    PHRASES,
    SAINTS,
    STATES,
    TITLES,
    WORDS,
)
from audiobook.wording.rules import Dialect, Rule, ends_sentence, rule

_COMPASS = {"N": "North", "S": "South", "E": "East", "W": "West"}
# Engines say these right with their full stops.
_DOTTED = "US USA UK AD BC BCE CE DC UN NY PM AM USSR USS HMS MP"
_SAID_DOTTED = frozenset(_DOTTED.split())

# After these a capital word and "St." or "Dr." are no street.
_NO_STREET = (
    "The|At|In|Of|From|To|By|On|And|But|With|For|Then|When|While|If|As|Poor|Dear|Good|Oh|Like|O|Is"
    "|Was|Yes|No|Well|So|Said|That|This|My|Your|His|Her|Our|After|Before|Since|Because|Even|Perhaps"
    "|Here|There|Where|What|Who|Why|How|Near|Sir|Lady|Lord|Church|Chapter|Mister|Missus"
)
_SAINT = re.compile(rf" (?:{SAINTS})\b")
_ON_STREET = re.compile(
    r" (?:Station|Bridge|Bar|Journal|Irregulars|School|Church|Hotel|House|Theat|Market|Park|Pier"
    r"|Police|Blues|Baptist|North|South|East|West|[NSEW]\b|Apt|Suite|Bank|Club|Gang|Café|Caf)"
)
_NAME = re.compile(r" [A-Z]|[’']s [A-Z]")
_NEW_SENTENCE = re.compile(
    r" (?:He|She|It|They|We|You|I|The|A|An|There|This|That|Then|But|And|When|In|At|On|His|Her|My"
    r"|No|Not|Now|So|Nobody|What|Who|Why|How|Where)\b"
)
_SURNAME = re.compile(r" (?:Mc|Mac|O[’']|[dD][’'])?[A-Z][a-zà-ÿ’']|[’']s\b")
_THE = re.compile(r"\b(?:the|a|my|our|this|that|your) $")


def _stop(match: re.Match[str]) -> str:
    closes = match.group().endswith(".") and ends_sentence(match.string, match.end())
    return "." if closes else ""


def _opens(match: re.Match[str]) -> bool:
    return not match.string[: match.start()].strip(" “‘\"'(")


def _capital(said: str) -> str:
    return said[0].upper() + said[1:]


def _title(match: re.Match[str], dialect: Dialect) -> str:
    said = TITLES[match["short"]]
    return "Honourable" if dialect.british and said == "Honorable" else said


def _word(match: re.Match[str], dialect: Dialect) -> str:
    return WORDS[match["short"]] + _stop(match)


def _bible(match: re.Match[str], dialect: Dialect) -> str:
    return BIBLE[match["short"]]


def _manuscript(match: re.Match[str], dialect: Dialect) -> str:
    said = "manuscript" if match["short"] == "MS." else "manuscripts"
    return said + _street_stop(match)


def _edition(match: re.Match[str], dialect: Dialect) -> str:
    return "edition" + _stop(match)


def _century(match: re.Match[str], dialect: Dialect) -> str:
    return "century" + _stop(match)


def _versus(match: re.Match[str], dialect: Dialect) -> str:
    return "versus"


def _numbered(match: re.Match[str], dialect: Dialect) -> str:
    said, short = NUMBERED[match["short"]], match["short"]
    return _capital(said) if short[0].isupper() and _opens(match) else said


def _phrase(match: re.Match[str], dialect: Dialect) -> str:
    written = match.group()
    said = PHRASES.get(written) or _capital(PHRASES[written.lower()])
    return said + _stop(match)


def _state(match: re.Match[str], dialect: Dialect) -> str:
    return STATES[match["short"]] + _stop(match)


def _saint_or_street(match: re.Match[str], dialect: Dialect) -> str | None:
    text, end = match.string, match.end()
    dotted = match.group().endswith(".")
    if match["before"] and dotted and _NEW_SENTENCE.match(text, end):
        return "Street."
    named = _NAME.match(text, end)
    of_street = match["before"] and _ON_STREET.match(text, end)
    if _SAINT.match(text, end) or (named and not of_street):
        return "Saint"
    if match["before"] or dotted:
        return "Street" + _street_stop(match)
    return None


def _street_stop(match: re.Match[str]) -> str:
    short = match["short"]
    return "." if short.endswith(".") and ends_sentence(match.string, match.end()) else ""


def _doctor_or_drive(match: re.Match[str], dialect: Dialect) -> str:
    text, end = match.string, match.end()
    if _NAME.match(text, end):
        return "Doctor"
    if match["before"]:
        return "Drive" + _street_stop(match)
    doctor = (
        "doctor"
        if _THE.search(text[max(0, match.start("short") - 6) : match.start("short")])
        else "Doctor"
    )
    return doctor + _street_stop(match)


def _monsieur(match: re.Match[str], dialect: Dialect) -> str:
    return "Monsieur"


def _initials(match: re.Match[str], dialect: Dialect) -> str | None:
    letters = re.findall(r"[A-Z]", match["letters"])
    is_word = "".join(letters) in _SAID_DOTTED and " " not in match["letters"]
    if is_word or not _SURNAME.match(match.string, match.end()):
        return None
    if letters == ["I"] or letters == ["A"]:
        return None
    # Engines take a lone A for the article; "A.A Milne" is two letters and no pause.
    return ".".join(letters) if "A" in letters else " ".join(letters)


def _compass(match: re.Match[str], dialect: Dialect) -> str:
    return _COMPASS[match["short"] or match["side"]]


def _any(words: Iterable[str]) -> str:
    """Match any of these, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_GLUED = re.compile(
    rf"(?<![\w.])(?:(?:{_any(word for word in (*TITLES, *NUMBERED, 'St', 'Dr') if len(word) > 1)})"
    r"\.(?=[A-Z0-9])|[pcv]\.(?=\d))"
)


def unglued(text: str) -> str:
    """Part an abbreviation from the name or number set tight against it.

    >>> unglued("Mr.Hale, No.5, p.12, 5 p.m.")
    'Mr. Hale, No. 5, p. 12, 5 p.m.'
    """
    return _GLUED.sub(r"\g<0> ", text)


_CAPPED = re.compile(
    r"(?<![\w.])(MRS?|MS|DR|ST|CAPT|COL|GEN|LT|LIEUT|PROF|REV|SGT|MAJ|HON|MT|MESSRS|MME|MLLE)"
    r"(?=\. [A-Z])"
)


def uncapped(text: str) -> str:
    """Write titles before names in capitals as usual.

    >>> uncapped("WHERE IS DR. JONES?")
    'WHERE IS Dr. JONES?'
    """
    return _CAPPED.sub(lambda found: found[1].capitalize(), text)


_ANYWHERE = [word for word in WORDS if word not in ("Co", "Sq", "Pl", "Ct", "Ln", "inst", "ult")]
_NUMERAL = r"(?= ?(?:\d|#|[IVX]{2,}\b|[VXLC]\b|[ivx]+\b))"
_START = r"(?<![\w.&-])"
_BEFORE = rf"(?P<before>(?<![\w.])(?!(?:{_NO_STREET}) )(?:[A-Z][a-z’']+|\d+(?:st|nd|rd|th)) )?"
RULES: tuple[Rule, ...] = (
    rule("abbreviation", rf"(?<![\w.])(?:{_any(PHRASES)}|I\.e\.|E\.g\.)(?!\w)", _phrase),
    rule("abbreviation", rf"{_START}(?P<short>{_any(NUMBERED)})\.{_NUMERAL}", _numbered, "dot"),
    rule(
        "abbreviation",
        rf"{_START}(?P<short>{_any(BIBLE)})\.(?= (?:\d|[ivxlc]{{1,8}}\. ?\d))",
        _bible,
        "dot",
    ),
    rule("abbreviation", r"(?<!\w)(?P<short>№|N[ºª°])(?= ?\d)", _numbered),
    rule("abbreviation", rf"(?<=[a-z], )(?P<short>{_any(STATES)})\.(?!\w)", _state, "dot"),
    rule("abbreviation", r"(?<=[a-z] )(?P<short>v)\.(?= [A-Z][a-z])", _versus, "dot"),
    rule("abbreviation", r"(?<=(?:st|nd|rd|th) )(?P<short>ed)\.(?!\w)", _edition, "dot"),
    rule(
        "abbreviation",
        rf"{_BEFORE}(?P<short>(?<![\w.])St\b\.?)(?!\w)",
        _saint_or_street,
        group="short",
    ),
    rule(
        "abbreviation",
        rf"{_BEFORE}(?P<short>(?<![\w.])Dr(?:\.(?!\w)|(?= [A-Z])))",
        _doctor_or_drive,
        group="short",
    ),
    rule(
        "abbreviation",
        rf"{_START}(?P<short>{_any(ALWAYS_TITLES)})(?:\.(?!\w)|(?= [A-Z][a-z’'.]))",
        _title,
    ),
    rule(
        "abbreviation",
        rf"{_START}(?P<short>Mr|Mrs|Ms|Mme)(?= (?:(?:and|or|&) |[A-Z](?![\w.])))",
        _title,
    ),
    rule(
        "abbreviation",
        rf"{_START}(?P<short>{_any(TITLES)})\.(?= ?[A-Z]| and (?:Mr|Ms|Miss|Dr))",
        _title,
        "dot",
    ),
    rule(
        "abbreviation",
        r"(?<![\w.])(?<![A-Z][a-z] )(?<![a-z]{2} [A-Z]\. )(?<![rs]\. )M\."
        r"(?= (?:le |la |de |du |des |d[’'])?[A-Z][a-zà-ÿ]{2})",
        _monsieur,
        "dot",
    ),
    rule("abbreviation", rf"{_START}(?P<short>{_any(_ANYWHERE)})\.(?!\w)", _word, "dot"),
    rule("abbreviation", r"(?<!\w)(?P<short>Co)\.(?= [A-M]\b)", _word, "dot"),
    rule("abbreviation", r"(?<=\dth )(?P<short>c)\.(?!\w)", _century, "dot"),
    rule("abbreviation", r"(?<=[A-Za-z&] )(?P<short>Co|Sq|Pl|Ct|Ln)\.(?!\w)", _word, "dot"),
    rule("abbreviation", r"(?<=(?:st|nd|rd|th) )(?P<short>inst|ult)\.(?!\w)", _word, "dot"),
    rule("abbreviation", r"(?<![\w.])(?P<short>vs)(?!\w)", _versus),
    rule(
        "abbreviation",
        r"\b(?:[Tt]he|[Aa]|[Hh]is|[Hh]er|[Mm]y|[Yy]our|[Oo]ur|[Tt]his|[Tt]hese|of) "
        r"(?P<short>MSS?\.)(?!\w)",
        _manuscript,
        "dot",
        "short",
    ),
    rule(
        "initials",
        r"(?<=\d )(?P<short>[NSEW])\.(?= [A-Z][a-z])"
        r"|(?<![\w.] )(?P<side>[NSEW])\.(?= \d+(?:st|nd|rd|th) )",
        _compass,
        "dot",
    ),
    rule(
        "initials",
        r"(?<![\w.])(?P<letters>[A-Z]\.(?:[ -]?[A-Z]\.){0,5})(?=[ ’'])",
        _initials,
        "dot",
    ),
)
