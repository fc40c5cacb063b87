"""What a heading of a plain text looks like.

A line comes in, a kind of heading goes out.  Only the look of one line is judged
here; whether a row of such lines makes chapters is weighed in structuring.
"""

from __future__ import annotations

import re

from audiobook.headwords import CHAPTER_WORDS_ABROAD, PART_WORDS_ABROAD, is_dated

_NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
)
_ROMAN = r"(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,4})(?:xc|xl|l?x{0,4})(?:ix|iv|v?i{0,4})"
_NUMERAL = rf"(?:\d{{1,3}}|{_ROMAN}|(?:{_NUMBER_WORD})(?:[ -](?:{_NUMBER_WORD}))?)"
_WITH_NUMBER = (
    "chapter|chap\\.?|ch\\.|part|book|volume|vol\\.?|canto|act|scene|letter|stave|section|episode|tale"
    "|story|adventure|fytte|lesson|interlude|night|day"
)
# The number beside a word of another language may be any word.
_ABROAD = "|".join(sorted(CHAPTER_WORDS_ABROAD | PART_WORDS_ABROAD))
_ALONE = (
    "prologue|epilogue|introduction|introductory|preface|foreword|afterword|conclusion|appendix"
    "|interlude|prelude|postscript|l'envoi|l’envoi|finale|coda|contents|table of contents"
    "|dedication|acknowledge?ments|notes|footnotes|endnotes|glossary|index|bibliography"
    "|about the author|epigraph|author's note|author’s note|list of illustrations|illustrations"
    "|copyright|prolog|epilog|vorwort|also by the author|colophon|errata|dramatis personae"
    "|synopsis|argument|proem|chapter (?:0|zero|nought)|prólogo|epílogo|prologo|epilogo|épilogue"
    "|proloog|epiloog|пролог|эпилог|πρόλογος|επίλογος|предисловие|от автора|préface|avant-propos"
    "|prefacio|prefácio|prefazione|voorwoord|förord|forord|einleitung|nachwort"
)
_KEYWORD = re.compile(
    rf"(?:(?:{_WITH_NUMBER})\s+(?:the\s+)?{_NUMERAL}(?!\w)|the\s+(?:{_NUMBER_WORD})\s+(?:{_WITH_NUMBER})(?!\w)"
    rf"|(?:{_NUMBER_WORD})\s+(?:chapter|part|book|canto|night|act)(?!\w)|(?:{_ALONE})[.:]?$"
    rf"|(?:{_ABROAD})\s+(?:{_NUMERAL}(?!\w)|[Α-ΩϚ]{{1,3}}[’'ʹ΄´′]|[^\W\d_]+(?:-\w+)?[.:)]?(?:$|\s*[—–.:-]))"
    rf"|(?:\d{{1,3}}\.?|[^\W\d_]{{3,}})\s+(?:{_ABROAD})[.:]?(?:$|\s*[—–.:-])"
    r"|第\s?[\d零〇一二三四五六七八九十百]+\s?[章回節节話话卷部])",
    re.IGNORECASE,
)
_WITH_TITLE = re.compile(
    rf"(?:{_WITH_NUMBER})\s+(?:the\s+)?{_NUMERAL}(?!\w)[\s.:—–-]*\w", re.IGNORECASE
)
_LONE_NUMERAL = re.compile(rf"[\[(—–#-]?\s*{_NUMERAL}\s*[\])—–.:-]?", re.IGNORECASE)
_NUMBERED_TITLE = re.compile(
    rf"(?:\d{{1,3}}|{_ROMAN.upper()})"
    r"(?:[.:)]|\s*[—–-]+)?\s+[\"“‘'(]?(?P<title>[^\W\d_].*)"
)
_SPREAD = re.compile(r"[^\W\d_](?: [^\W\d_]){2,}(?!\S)")
_SPREAD_WORD = re.compile(r"\S(?: \S)*")
_SPREAD_KEYWORD = re.compile(r"^(C H A P T E R|P A R T|B O O K)(?= )")
_SPREAD_ALONE = frozenset(("prologue", "epilogue", "preface", "introduction", "contents", "theend"))
_CLOSED = re.compile(r"[.!?,;:…—–。！？、，；：-][\"”’'»)\]」』]*$")
_OPENS_SPEECH = tuple("\"“‘«„—–'")
_SMALL_WORDS = """
a an and at but by de del der des du for from if in into la le les of on or over the to und van
von with y is as than when who where what upon no not vs et el das die den
"""
_SMALL = frozenset(_SMALL_WORDS.split())


_DECORATED = re.compile(
    r"\s*(?:[=~#+–—-]+|\*+)\s*(?P<inner>\w(?:.*[\w.?!’”\"])?)\s*(?:[=~#+–—-]+|\*+)\s*"
)


def undecorated(line: str) -> str:
    """Take the signs off a heading that stands between them.

    >>> undecorated("=== Chapter 1 ==="), undecorated("- I -"), undecorated("a - b")
    ('Chapter 1', 'I', 'a - b')
    """
    found = _DECORATED.fullmatch(line) if len(line) < 120 else None
    return found["inner"] if found and is_numbered(found["inner"]) else line


def closed_up(line: str) -> str:
    """Close up the words of a heading whose letters stand apart.

    >>> closed_up("C H A P T E R   I V"), closed_up("T H E   S E A"), closed_up("A B C D")
    ('CHAPTER IV', 'THE SEA', 'A B C D')
    """
    if line[1:2] != " " or len(line) > 120 or not _SPREAD.match(line):
        return line
    line = _SPREAD_KEYWORD.sub(r"\1   ", line)
    words = re.split(r" {2,}", line)
    if len(words) < 2 and line.replace(" ", "").lower() not in _SPREAD_ALONE:
        return line
    return " ".join(
        word.replace(" ", "") if _SPREAD_WORD.fullmatch(word) else word for word in words
    )


def is_numbered(line: str) -> bool:
    """Say whether a line is a heading by its keyword or its numeral.

    >>> [is_numbered(line) for line in ("CHAPTER I. Down the Hole", "XII.", "Part the Second")]
    [True, True, True]
    >>> is_numbered("I went home."), is_numbered("Book your seats")
    (False, False)
    """
    line = line.strip()
    if not line or len(line) > 120:
        return False
    if _KEYWORD.match(line):
        return _is_short_title(line)
    if _LONE_NUMERAL.fullmatch(line):
        return line.strip("[]()—–.:- ").lower() not in ("last", "mix", "mild", "civil")
    found = _NUMBERED_TITLE.match(line)
    if found is None:
        return False
    has_stop = not line[: found.start("title")].strip().isalnum()
    if line.startswith("I ") or (not has_stop and line.split()[0].isdigit() and not _is_caps(line)):
        return is_title(found["title"]) and not line.startswith("I ")
    return _is_short_title(found["title"]) and not _CLOSED.search(found["title"].rstrip(".?!"))


def has_keyword(line: str) -> bool:
    """Say whether a line begins as headings do: "Chapter 1", "Part the First", "Prologue".

    >>> has_keyword("Chapter I."), has_keyword("156 CHARING CROSS ROAD")
    (True, False)
    """
    return _KEYWORD.match(line.strip()) is not None


def has_title(line: str) -> bool:
    """Say whether a chapter's number has its title beside it.

    >>> has_title("Chapter 1: The Well"), has_title("CHAPTER ONE."), has_title("XII")
    (True, False, False)
    """
    return _WITH_TITLE.match(line) is not None


def is_plain_heading(text: str, *, is_centred: bool) -> bool:
    """Say whether a paragraph of no heading style is a heading all the same.

    >>> is_plain_heading("Chapter 1", is_centred=False), is_plain_heading("One.", is_centred=False)
    (True, False)
    """
    line = text.split("\n")[0]
    if len(text) > 80 or not is_numbered(line):
        return False
    bare = line.rstrip(".").replace(" ", "")
    is_worded = has_keyword(line) and not _CLOSED.search(line)
    return is_centred or is_worded or bare.isupper() or bare.isdigit()


def _is_short_title(line: str) -> bool:
    return (
        len(line.split()) <= 16
        and len(line) <= 100
        and not re.search(r"[a-z][.!?] [A-Z].*[.!?]$", line)
    )


def _is_caps(line: str) -> bool:
    return line.upper() == line and sum(char.isalpha() for char in line) >= 2


def is_capitals(line: str) -> bool:
    """Say whether a line is a short row of capital letters.

    >>> is_capitals("THE SPECKLED BAND"), is_capitals("“FIRE!”"), is_capitals("I AM DEAD, SIR,")
    (True, False, False)
    """
    line = line.strip()
    if line.startswith(_OPENS_SPEECH) and not line.startswith(("“", "‘", '"')):
        return False
    if not _is_caps(line) or len(line.split()) > 12 or len(line) > 90:
        return False
    if not _CLOSED.search(line):
        return True
    return line.endswith((".", "?")) and not line.startswith(_OPENS_SPEECH)


def is_title(line: str) -> bool:
    """Say whether a line is written as titles are: short, capitals, no full stop.

    >>> is_title("The Baby Party"), is_title("and so to bed"), is_title("“Yes,” he said")
    (True, False, False)
    """
    line = line.strip()
    if line.startswith(_OPENS_SPEECH) or len(line) > 90 or _CLOSED.search(line):
        return False
    words = [word for word in re.findall(r"[^\W\d_][\w’'.-]*", line) if word.lower() not in _SMALL]
    if not words or len(line.split()) > 12 or not line[0].isalnum() or line[0].islower():
        return False
    return sum(not word[0].islower() for word in words) >= len(words) * 0.75


def is_candidate(line: str) -> bool:
    """Say whether an isolated line may be a heading.

    >>> is_candidate("The Jelly-Bean: I"), is_candidate("No words.")
    (True, False)
    """
    return is_numbered(line) or is_capitals(line) or is_title(line) or is_dated(line)
