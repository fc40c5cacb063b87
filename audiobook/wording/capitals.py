"""Words in capitals: shouting and headings become words, acronyms stay."""

from __future__ import annotations

import re

from audiobook.model import Span
from audiobook.wording.rules import Dialect, Rule, rule
from audiobook.wording.shouted import ACRONYMS, SHOUTED, SMALL

_WORD = r"[A-Z]+(?:[’'-][A-Z]+)*"
_RUN = rf"(?<![\w.&]){_WORD}(?:[,;:!?…’”\"]* (?:— )?[“‘\"]?{_WORD})+(?![\w&]|\.[A-Z])"
_ONE = rf"(?<![\w.&])(?=[A-Z]{{2}}){_WORD}(?![\w&]|\.[A-Z])"
_WORDS = re.compile(_WORD)
_VOWELS = re.compile(r"[AEIOUY]")
_LONG = 6  # letters; an acronym as long is in the list
_TITLE_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")


def _is_acronym(word: str) -> bool:
    bare = word.replace("’", "'").removesuffix("'S")
    return bare in ACRONYMS or not _VOWELS.search(bare)


def _is_shouted(word: str) -> bool:
    low = word.lower().replace("’", "'")
    return low in SHOUTED or (len(word) >= _LONG and not _is_acronym(word))


def _lower(word: str) -> str:
    low = word.lower()
    return "I" + low[1:] if low == "i" or low.startswith(("i'", "i’")) else low


def _run(match: re.Match[str], dialect: Dialect) -> str | None:
    words = _WORDS.findall(match.group())
    acronyms = sum(len(word) > 1 and _is_acronym(word) for word in words)
    shouted = sum(_is_shouted(word) for word in words)
    is_emphasis = len(words) >= 3 and any(len(word) >= 4 for word in words)
    if acronyms * 2 > len(words) or not (is_emphasis or shouted * 2 >= len(words)):
        return None

    def one(found: re.Match[str]) -> str:
        word = found.group()
        is_kept = len(word) > 1 and _is_acronym(word) and not _is_verb(found)
        return word if is_kept else _lower(word)

    return _opening(match, _WORDS.sub(one, match.group()))


def _one(match: re.Match[str], dialect: Dialect) -> str | None:
    is_word = _is_shouted(match.group()) or _is_verb(match)
    return _opening(match, _lower(match.group())) if is_word else None


def _is_verb(found: re.Match[str]) -> bool:
    """Tell "I AM" from the morning."""
    text, (start, end) = found.string, found.span()
    beside = text[:start].endswith("I ") or re.match(r" I\b", text[end:])
    return found.group() == "AM" and bool(beside)


def _opening(match: re.Match[str], said: str) -> str:
    opens = not match.string[: match.start()].strip(" “‘\"'(—")
    return said[0].upper() + said[1:] if opens else said


RULES: tuple[Rule, ...] = (
    rule("capitals", _RUN, _run, "capitals"),
    rule("capitals", _ONE, _one, "capitals"),
)


def titled(text: str) -> str:
    """Write a heading in capitals as a title.

    >>> titled("THE RED-HEADED LEAGUE OF THE USA"), titled("Chapter IV")
    ('The Red-Headed League of the USA', 'Chapter IV')
    """
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 4 or any(letter.islower() for letter in letters):
        return text

    def one(match: re.Match[str]) -> str:
        word, before = match.group(), text[: match.start()].rstrip(" “‘\"'")[-1:]
        if len(word) > 1 and (
            (_is_acronym(word) and not _is_verb(match)) or re.fullmatch(r"[IVXLC]+", word)
        ):
            return word
        small = word.lower() in SMALL and before and before not in ":.—?!"
        return word.lower() if small else word.capitalize()

    return _TITLE_WORD.sub(one, text)


def stressed(text: str, emphasis: tuple[Span, ...]) -> str:
    """Lower the capitals of what is emphasised: there they are stress, not an acronym.

    >>> stressed("I said WAIT.", ((7, 11),))
    'I said wait.'
    """
    for start, end in emphasis:
        words = text[start:end]
        if words.isascii() and words.isupper() and not any(map(_is_acronym, words.split())):
            text = text[:start] + words.lower() + text[end:]
    return text
