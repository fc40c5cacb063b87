"""List the words of a book that an engine may well say wrong: names, foreign and odd words.

A book comes in, words with counts and an example go out, the most frequent
first; what a lexicon holds already is left out.  No word list of the language
is needed: the book itself tells a name from a word.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from audiobook.model import Book
from audiobook.wording import Lexicon

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_OPENS = re.compile(r"[^\w]*\Z|.*[.!?:…—“‘\"]['’\"”]*\s*[“‘\"(]*\Z", re.DOTALL)
_FOREIGN = re.compile(
    r"[^\x00-\x7f’]|q(?!u)|^(?:[bcdfghjklmnpqrstvwxz]{4}|ng|mb|nd|ts|tz|zh|kh|hr|vl|dv|sr|mw|gw|bh|dh)"
    r"|aa|ii|uu|kk|vv|zs|cz|sz|gy[aeiou]|kv|ij|eaux?$|eux$|oix$"
    r"|(?:[jvqi]|[^aeiouy]u|sz|gh[aeiou]|kh|dt|sch|nj)$",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[’'](?:s|ll|d|ve|re)$")
_ROMAN = re.compile(r"[IVXLC]+")
# Capitalised, and said right by every engine.
_KNOWN = """
I I'm I've I'll I'd Mr Mrs Ms Miss Dr Sir Lady Lord St God Christ Jesus King Queen Prince Captain
Doctor Professor Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March
April May June July August September October November December Christmas Easter English England
America American London Paris York French France German Germany Europe European Street Road Avenue
John Mary James Anna Anne Ann William George Mark Paul Peter Thomas Robert Richard Charles Henry
Edward David Michael Elizabeth Sarah Jane Emma Alice Jack Tom Bill Bob Sam Ben Joe Jim Dick Harry
Frank Fred Martin Simon Adam Daniel Joseph Margaret Helen Susan Laura Julia Kate Lucy Rose Grace
Ruth Nancy Smith Jones Brown White Black Green Johnson Wilson Taylor Moore Hill Hall Wood Young
Scott Mother Father Aunt Uncle Mum Mom Dad Ma'am Madam Colonel Major General Inspector Chapter
Part Oh Yes No Well O TV OK
"""
_LEFT_OUT = frozenset(_KNOWN.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A word worth hearing before the book is built."""

    word: str
    count: int
    reason: str  # "name", "foreign", "acronym"
    example: str  # a sentence that holds it


def suggest(book: Book, lexicon: Lexicon = Lexicon()) -> tuple[Suggestion, ...]:
    """List the names and rare words of a book, the most frequent first."""
    counts: Counter[str] = Counter()
    within: Counter[str] = Counter()  # with a capital where a small letter would stand
    examples: dict[str, str] = {}
    for sentence in (s for chapter in book.chapters for s in chapter.sentences()):
        text = sentence.written
        for match in _WORD.finditer(text):
            word = _ENDING.sub("", match.group())
            counts[word] += 1
            examples.setdefault(word, text)
            before = text[max(0, match.start() - 4) : match.start()]
            within[word] += word[0].isupper() and not _OPENS.match(before)
    found = (
        Suggestion(word=word, count=count, reason=reason, example=examples[word])
        for word, count in counts.items()
        if (reason := _reason(word, counts, within)) and not lexicon.holds(word)
    )
    return tuple(sorted(found, key=lambda one: (-one.count, one.word)))


def _reason(word: str, counts: Counter[str], within: Counter[str]) -> str:
    if len(word) < 2 or word.replace("’", "'") in _LEFT_OUT:
        return ""
    if word.isupper() and _ROMAN.fullmatch(word):
        return ""
    if word.isupper():
        shouted = counts[word.lower()] or counts[word.capitalize()]
        return "" if shouted or "-" in word or len(word) > 5 else "acronym"
    if word[0].isupper() and within[word] and counts[word.lower()] <= within[word] // 4:
        return "name"
    is_name = word[0].isupper() and not within[word]
    return "foreign" if not is_name and _FOREIGN.search(word) else ""
