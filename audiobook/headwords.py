"""Words that head chapters, known to the rooms that read a line and to those that weigh a row.

A line comes in; whether it is a date that heads an entry, goes out.  The words for chapter
and part in other languages stand here once.
"""

from __future__ import annotations

import re

_CHAPTERS = """
chapitre kapitel capítulo capitulo capitolo capítol capitol hoofdstuk kapitola rozdział
rozdzial глава розділ поглавље poglavlje poglavje hlava fejezet bölüm κεφάλαιο κεφαλαιον
κεφαλαιο kapittel luku peatükk nodaļa skyrius ĉapitro bab chương kafli kapitlet
"""
_PARTS = """
teil buch band partie livre tome parte libro livro deel boek del bok część
часть книга том частина μέρος βιβλίο rész díl kısım osa
"""
CHAPTER_WORDS_ABROAD = frozenset(_CHAPTERS.split())
PART_WORDS_ABROAD = frozenset(_PARTS.split())
_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    "|januar|jänner|februar|märz|mai|juni|juli|oktober|dezember"
    "|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    r"|januari|februari|maart|mei|augustus)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?:,?\s+(?:del?\s+)?\d{4})?"
_PLACE = r"[^\W\d_a-zß-ÿ][\w’'.-]*(?:\s+[^\W\d_a-zß-ÿ][\w’'.-]*){0,3}"
_DATED = re.compile(
    rf"(?:{_PLACE},\s+)?(?:[^\W\d_]{{5,}},?\s+)?(?i:(?:the|den|le|el|il)\s+)?"
    rf"(?:{_DAY}\s+(?:of\s+|de\s+)?(?i:{_MONTH})|(?i:{_MONTH})\s+(?:the\s+)?{_DAY}){_YEAR}"
    rf"(?:[.,:;]?\s*[—–-]*\s*(?:{_PLACE}))?[.:]?",
)


def is_dated(line: str) -> bool:
    """Say whether a line is a date, as it heads an entry of a diary or a letter.

    >>> [is_dated(line) for line in ("May 3rd", "3 May. Bistritz.", "Monday, 4 June 1923")]
    [True, True, True]
    >>> is_dated("London, 5 June 1820"), is_dated("May 3rd was a cold day"), is_dated("3 Maya")
    (True, False, False)
    """
    return len(line) <= 60 and _DATED.fullmatch(line.strip(" _*")) is not None
