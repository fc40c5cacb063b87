"""A paragraph into sentences to be spoken.

English fiction has its own rules here, because no library splits inside a long
quotation and yet keeps a tag ("he said") with its quotation; other languages
are split by `sentencex`, then long quotations inside.  No piece is above the cap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.structuring.abbreviations import (
    COUNTED,
    EITHER,
    LEADING,
    NUMBERED,
    SAYING,
    STARTERS,
    TITLES,
)
from audiobook.structuring.capping import capped
from audiobook.structuring.foreign import names_on, pauses

_STOP = re.compile(r"(?:[.!?…]+(?:[ \u00a0]\.)*|[—–-]+(?=[”’\"']))([\"'”’»)\]*_]*)\s+")
_DOTS = ("..", ". .", ".\u00a0.")
_LAST_WORD = re.compile(r"[^\s\"'“”‘’(\[—–]+$")
_OPENERS = "\"'“‘«([—–-_*¿¡"
_WORD = re.compile(r"[^\W\d_]+(?:[.’'-][^\W\d_]+)*")
_ROMAN = re.compile(r"[IVXLC]+\b|\d")
_QUOTATION = re.compile(r"„[^“”]*[“”]|“[^”]*”|«[^»]*»|»[^«]*«|\"[^\"]*\"|「[^」]*」")
# A stop after a word, not after an abbreviation or a number, with a capital to follow.
_INNER_STOP = re.compile(r"(?<=[^\W\d_]{4})[.!?…]+\s+(?=[¿¡—–-]?\s?[A-ZÀ-ÞА-ЯЁΑ-Ω])")
_REACH = 60  # characters that are looked back at, so that cost stays linear
_SHORT = 20  # characters that are not worth a sentence of their own
_LONG_QUOTATION = 120  # characters of a sentence that another language's splitter left whole


def split_sentences(text: str, language: str = "en") -> tuple[str, ...]:
    """Split a paragraph into sentences that concatenate to it.

    Spaces stay with the sentence before them; no piece is longer than 300 characters.

    >>> split_sentences("“Stop!” he cried. “You can’t do that.”")
    ('“Stop!” he cried. ', '“You can’t do that.”')
    """
    if not text:
        return ()
    is_english = language.split("-")[0].lower() in ("en", "eng", "")
    sentences = _english(text) if is_english else _other(text, language)
    return tuple(piece for sentence in sentences for piece in capped(sentence))


def _english(text: str) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(text):
        end = stop.end()
        if end < len(text) and _ends_sentence(text, start, stop):
            yield text[start:end]
            start = end
    yield text[start:]


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    """Decide whether the stop (full stop, `!`, ellipsis, a dash before a quote) ends a sentence."""
    end = stop.end()
    after = text[end]
    if not after.isupper():
        after = _first_letter(text, end)
    if after.islower() or not _says_something(text, start, stop.start()):
        return False
    mark = text[stop.start()]
    closed = stop.group(1).strip("*_)]") != ""
    if mark == "." and not stop.group().startswith(_DOTS):
        return closed or not _is_abbreviation(text, start, stop.start(), end)
    if closed:
        return text[end] in "\"“‘«'" or not _is_tag(text, end)
    if mark == "…" or stop.group().startswith(_DOTS):
        return not _is_stammer(text, start, stop.start(), end)
    return True


def _first_letter(text: str, at: int) -> str:
    """Give the first character from `at` that is not an opening mark."""
    for index in range(at, min(at + 6, len(text))):
        if text[index] not in _OPENERS and not text[index].isspace():
            if text[index] in "….":
                continue
            return text[index]
    return ""


def _says_something(text: str, start: int, end: int) -> bool:
    """Tell whether the sentence so far has a letter or digit: a lone "…" goes with what follows."""
    return any(map(str.isalnum, text[max(start, end - _REACH) : end]))


def _is_abbreviation(text: str, start: int, stop: int, end: int) -> bool:
    found = _LAST_WORD.search(text, max(start, stop - 24), stop)
    if not found:
        return False
    word = found.group()
    key = word.lower()
    following = _WORD.match(text, end)
    next_word = following.group().lower() if following else ""
    if key in NUMBERED:
        return _ROMAN.match(text, end) is not None and next_word not in ("i'm", "i’m", "i’ll", "i")
    if key in ("st", "ave", "rd") and next_word.replace("’", "'") in STARTERS:
        return False
    if key in LEADING:
        return True
    if key in EITHER and (word[:1].isupper() or "." in word or not word.isalpha() or key == "etc"):
        return _goes_on(next_word, text, end)
    if len(word) == 1 and word.isupper():
        before = text[max(start, found.start() - _REACH) : found.start()]
        return _is_initial(word, before, next_word, text, end)
    if word.isdigit():
        return found.start() == start and len(word) < 4
    initials = word.replace(".", "")
    if "." in word and all(len(part) == 1 for part in word.split(".")) and initials.isalpha():
        return _goes_on(next_word, text, end)
    return False


def _goes_on(next_word: str, text: str, end: int) -> bool:
    """Tell whether what follows an "etc." or "U.S." is rather a name than a new sentence."""
    if text[end] in "\"“‘'(":
        return False
    if not next_word:
        return text[end].isdigit()
    return next_word.replace("’", "'") not in STARTERS


def _is_initial(word: str, before: str, next_word: str, text: str, end: int) -> bool:
    """Tell whether a capital and its stop abbreviate a name ("J. R. Smith")."""
    previous = before.split()[-1] if before.split() else ""
    if word in ("I", "A"):
        return not previous or (previous.endswith(".") and next_word not in STARTERS)
    if previous.lower() in COUNTED:
        return False
    return next_word.replace("’", "'") not in STARTERS and text[end] not in '“"‘'


def _is_tag(text: str, at: int) -> bool:
    """Tell whether a capital after a quotation begins its tag: "“Stop!” Mr. Hale cried"."""
    words: list[str] = []
    for token in text[at : at + 100].split()[:7]:
        word = token.strip('.,;:!?“”"').lower()
        if word in SAYING:
            return bool(words)
        proper = token[0].isupper() or word in TITLES or word in ("and", "of", "de", "von", "van")
        described = bool(words) and words[-1] in TITLES  # "and the boy", "the old man"
        if not (proper or described or word.endswith("ly")):
            return False
        if word in STARTERS and word not in ("i", "the") and not (words and word == "and"):
            return False
        words.append(word)
        if token[-1] in ",;:!?”" or (token[-1] == "." and word not in TITLES and len(word) > 1):
            return False
    return False


def _is_stammer(text: str, start: int, stop: int, end: int) -> bool:
    """Tell whether an ellipsis hesitates in mid-sentence: "Well… I suppose", "I… I don’t"."""
    before = _WORD.findall(text, max(start, stop - _REACH), stop)
    following = _WORD.match(text, end)
    if not following:
        return False
    word = following.group()
    if before and before[-1].lower() == word.lower():
        return True
    return len(before) <= 2 and word.split("’")[0].split("'")[0] == "I"


def _other(text: str, language: str) -> Iterator[str]:
    from sentencex import segment

    start = end = 0
    code = language.split("-")[0].lower()
    for sentence in segment(code, text):
        found = text.find(sentence, end)
        if found < 0:
            continue  # the library changed it; the next one takes its characters along
        # A small letter goes on with a tag ("— said he"), an abbreviation with its name.
        goes_on = _first_letter(text, found).islower() or names_on(text[start:found], code)
        if found > start and not goes_on:
            yield from _at_pauses(text[start:found], code)
            start = found
        end = found + len(sentence)
    yield from _at_pauses(text[start:], code)


def _at_pauses(sentence: str, language: str) -> Iterator[str]:
    start = 0
    for end in pauses(sentence, language):
        yield from _inside_quotations(sentence[start:end])
        start = end
    yield from _inside_quotations(sentence[start:])


def _inside_quotations(sentence: str) -> Iterator[str]:
    """Split a long sentence at the stops inside its quotations."""
    start = 0
    if len(sentence) > _LONG_QUOTATION:
        for quotation in _QUOTATION.finditer(sentence):
            for stop in _INNER_STOP.finditer(sentence, quotation.start() + 1, quotation.end() - 1):
                if stop.end() - start > _SHORT:
                    yield sentence[start : stop.end()]
                    start = stop.end()
    yield sentence[start:]
