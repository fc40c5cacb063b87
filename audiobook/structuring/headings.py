"""A heading's words into what they say: keyword, number, title.

One heading line comes in, a Label goes out.  Rows of labels are weighed in
`sequences`; here nothing is known of the lines around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiobook.headwords import CHAPTER_WORDS_ABROAD, PART_WORDS_ABROAD, is_dated
from audiobook.structuring.abbreviations import STARTERS, listed
from audiobook.structuring.numerals import NumeralKind, numeral
from audiobook.structuring.ordinals import abroad, han

CHAPTER_WORDS = listed("chapter chap ch stave fytte letter") | CHAPTER_WORDS_ABROAD
PART_WORDS = listed("part book volume vol epoch period phase") | PART_WORDS_ABROAD
SECTION_WORDS = listed("scene act section verse stanza fig figure plate table no number day night")
_AFTER_ORDINALS = CHAPTER_WORDS | PART_WORDS | {"canto", "act", "night", "day"}
_ABROAD = CHAPTER_WORDS_ABROAD | PART_WORDS_ABROAD
_FRONT = re.compile(
    r"(?:(?:the )?(?:author|editor|translator|publisher|transcriber)[’']?s['’]?"
    r" (?:note|preface|introduction|foreword|apology)s?"
    r"|(?:a )?(?:note|preface|introduction|foreword|dedication|introductory(?: note"
    r"| remarks)?|acknowledge?ments?|epigraph)"
    r"|(?:preface|introduction|foreword|note) (?:to|by|of) .*|list of (?:illustrations"
    r"|plates|maps|characters)"
    r"|illustrations|dramatis person(?:æ|ae)|copyright(?: page)?|title page"
    r"|half ?title|imprint|vorwort|préface|avant-propos|einleitung|voorwoord|förord|forord"
    r"|prefacio|prefácio|prefazione|предисловие|от автора"
    r"|also by.*|(?:by|from) the same author|praise for.*"
    r"|(?:(?:the )?\w+ )?to the reader|advertisement|frontispiece)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:(?:the )?(?:author|editor|translator|publisher|transcriber)[’']?s['’]?"
    r" (?:note|afterword|postscript)s?"
    r"|(?:foot|end|(?:historical|explanatory|critical|biographical|bibliographical"
    r"|additional|supplementary|general) )?notes?|appendi(?:x|ces)(?: .{1,4})?"
    r"|glossary|index|bibliography|about the (?:author|publisher|type)"
    r"|acknowledge?ments?|colophon|errata|advertisements?|copyright|credits"
    r"|uncopyright|also by.*|afterword"
    r"|(?:by|other books by|books by) the same author|discussion questions"
    r"|an excerpt from.*|nachwort|anmerkungen)",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"(?:the )?(?:prologue|epilogue|interlude|prelude|postscript|conclusion|finale"
    r"|coda|postlude|entr[’']acte|l[’']envoi"
    r"|prolog|epilog|épilogue|prólogo|epílogo|proem|induction|overture|intermezzo"
    r"|the last chapter|aftermath|chapter (?:0|zero|nought)|prologo|epilogo|proloog|epiloog"
    r"|prológus|epilógus|пролог|эпилог|πρόλογος|επίλογος|vorspiel|nachspiel)"
    r"(?:\b.{0,40})?",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:table of |list of )?(?:contents|chapters)|inhalt(?:sverzeichnis)?"
    r"|table des matières|sommaire|índice|indice|inhoud|содержание|оглавление",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:the|an)? ?end(?: of (?:the )?(?:story|book|novel|volume|vol|part)\b.*)?|fin(?:is)?|ende",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:(?:written|told|translated|edited|illustrated) )?(?:by|von|par|por|di)[\s:]+(?P<name>.+)",
    re.IGNORECASE | re.DOTALL,
)
_PARTICLES = listed("and de la le du del der den van von of y e with")
LAST = 399  # the number of CHAPTER THE LAST
_EDGE = " \t.:,;—–-_*[]()\"'“”‘’|=~#΄´ʹ′"
_KEYWORD = re.compile(
    r"[\[(*_=~#—–\- ]*(?P<keyword>[^\W\d_]{3,}|[Cc]h)\.?\s+(?:the\s+|la\s+|le\s+"
    r"|el\s+)?(?P<number>\w+(?:-\w+)?)(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?:the\s+)?(?P<number>\w+(?:-\w+)?)\s+(?P<keyword>[^\W\d_]{3,})(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_PLAIN = re.compile(
    r"[\[(*_#—–\- ]*(?P<number>[A-Za-z]+(?:-[A-Za-z]+)?"
    r"|\d+)(?P<stop>\s+[—–-]+(?=\s)|[.:)\]—–\-*_]*)(?:\s+(?P<rest>\S.*))?",
    re.DOTALL,
)
_HAN = re.compile(
    r"第\s?(?P<number>[\d零〇一二三四五六七八九十百]+)\s?(?P<keyword>[章回節节話话卷部])(?P<rest>.*)"
)
_LAST = re.compile(r"(?P<rest>.*\S)\s*[:.,—–-]\s*(?P<number>[IVXLC]+|\d+)[.]?", re.DOTALL)
_PAGE = re.compile(r"(?:[\s.·…_-]{2,}|\s)\s*(?:\d{1,4}|[ivxlc]{1,7})\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What one heading says."""

    keyword: str = ""  # "chapter", in lower case; "" for a bare number
    number: int = 0  # 0: none
    kind: NumeralKind | str = ""
    title: str = ""  # the words beside the number
    leads: bool = False  # the number is the last word, after a story's title: "The Jelly-Bean: I"


def label(text: str) -> Label:
    """Read a heading.

    >>> label("CHAPTER XII. Alice’s Evidence")
    Label(keyword='chapter', number=12, kind='roman', title='Alice’s Evidence', leads=False)
    >>> label("Book the Second").number, label("The Third Part").keyword, label("IV").number
    (2, 'part', 4)
    >>> label("The Jelly-Bean: I").leads, label("I am lost").number, label("One Day").number
    (True, 0, 0)
    """
    text = " ".join(text.split())
    if is_dated(text):
        return Label(title=text)
    found = _HAN.fullmatch(text)
    if found and (number := han(found["number"])):
        keyword = "part" if found["keyword"] in "卷部" else "chapter"
        return _made(found, (number, "arabic"), keyword)
    found = _KEYWORD.fullmatch(text)
    if found and (value := _value(found["number"], found["keyword"])) and _is_keyword(found, text):
        return _made(found, value, found["keyword"].lower())
    found = _ORDINAL.fullmatch(text)
    word = found["keyword"].lower() if found else ""
    value = _value(found["number"], word) if found else None
    if found and value and value[1] == "ordinal" and word in _AFTER_ORDINALS:
        return _made(found, value, word)
    found = _PLAIN.fullmatch(text.strip("[](){}*_=—–- ") or text)
    if found and (value := _value(found["number"])) and _is_bare(found, value[1]):
        return _made(found, value, "")
    found = _LAST.fullmatch(text)
    if found and (value := _value(found["number"])):
        return Label(number=value[0], kind=value[1], title=found["rest"].strip(_EDGE), leads=True)
    return Label(title=text)


def _value(word: str, keyword: str = "") -> tuple[int, NumeralKind] | None:
    if word.lower() == "last" and keyword.lower() in CHAPTER_WORDS:
        return LAST, "ordinal"
    if keyword.lower() in _ABROAD and (value := abroad(word.strip(".-—–_"))):
        return value
    return numeral(word.strip(".-—–_")) if word else None


def _made(found: re.Match[str], value: tuple[int, NumeralKind], keyword: str) -> Label:
    title = (found["rest"] or "").strip(_EDGE)
    kind = "word" if value[1] == "ordinal" else value[1]
    return Label(keyword=keyword, number=value[0], kind=kind, title=title)


def _is_keyword(found: re.Match[str], text: str) -> bool:
    """Tell "ADVENTURE I." and "Chapter 2: X" from "Henry VIII was king" and "Only I knew"."""
    word = found["keyword"]
    known = (
        word.lower() in CHAPTER_WORDS or word.lower() in PART_WORDS or word.lower() in SECTION_WORDS
    )
    rest = found["rest"]
    if known:
        return not rest or not rest[0].isalnum()
    number = found["number"]
    if not word[0].isupper() or numeral(word) or not (number.isdecimal() or number.isupper()):
        return False
    return not rest or rest[0] in ".:—–-)"


def _is_bare(found: re.Match[str], kind: str) -> bool:
    """Tell "IV", "IV. The Attack", "II The Black Lotus", "One" from "I am lost" and "One Day"."""
    rest, stop = found["rest"], found["stop"].strip()
    if not rest:
        return kind != "roman" or found["number"].isupper() or bool(stop)
    if kind in ("word", "ordinal"):
        return stop[:1] in (".", ":", "—", "–")
    if stop:
        return found["number"].isupper() or kind == "arabic"
    if found["number"] == "I":
        return rest.isupper() or _is_titled(rest)
    return rest[0].isupper() or rest[0] in '“‘"'


def _is_titled(rest: str) -> bool:
    words = [word for word in rest.split() if len(word) > 3]
    return bool(words) and all(word[0].isupper() or not word[0].isalpha() for word in words)


def is_contents(text: str) -> bool:
    """Tell whether a heading announces the contents list.

    >>> is_contents("CONTENTS."), is_contents("Discontent")
    (True, False)
    """
    return len(text) < 40 and _CONTENTS.fullmatch(text.strip(_EDGE)) is not None


def front_reason(text: str) -> str:
    """Say why a heading opens front matter ("preface"); "" where it does not.

    >>> front_reason("PREFACE TO THE SECOND EDITION"), front_reason("Down the Rabbit-Hole")
    ('preface to the second edition', '')
    """
    bare = text.strip(_EDGE)
    return bare.lower() if len(bare) < 60 and _FRONT.fullmatch(bare) else ""


def back_reason(text: str) -> str:
    """Say why a heading opens back matter ("notes"); "" where it does not.

    >>> back_reason("NOTES."), back_reason("Notes from Underground")
    ('notes', '')
    """
    bare = text.strip(_EDGE)
    return bare.lower() if len(bare) < 60 and _BACK.fullmatch(bare) else ""


def is_story_word(text: str) -> bool:
    """Tell whether a heading without a number is a chapter by its name.

    >>> is_story_word("EPILOGUE"), is_story_word("The Conclusion of It"), is_story_word("London")
    (True, True, False)
    """
    return len(text) < 60 and _STORY.fullmatch(text.strip(_EDGE)) is not None


def is_end(text: str) -> bool:
    """Tell whether a line only says that the book is over.

    >>> is_end("THE END"), is_end("Finis."), is_end("The end came soon")
    (True, True, False)
    """
    return len(text) < 60 and _END.fullmatch(text.strip(_EDGE)) is not None


def is_author_line(text: str) -> bool:
    """Tell whether a line names who made the book ("by Jane Austen").

    >>> [is_author_line(line) for line in ("By Jane Austen", "By dawn they left.", "BY THE SEA")]
    [True, False, False]
    """
    found = _AUTHOR.fullmatch(text.strip(_EDGE)) if len(text) < 80 else None
    if found is None:
        return False
    names = found["name"].split()
    return (
        len(names) < 9
        and names[0].lower() not in STARTERS
        and all(not name[0].islower() or name in _PARTICLES for name in names)
    )


def fold(text: str) -> str:
    """Reduce a title to what two writings of it share: letters and digits, no page number.

    >>> fold("VII.  The Adventure of the Blue Carbuncle .... 123")
    'viitheadventureofthebluecarbuncle'
    """
    bare = _PAGE.sub("", text) if len(text.split()) > 1 else text
    return "".join(character for character in bare.casefold() if character.isalnum())
