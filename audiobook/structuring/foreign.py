"""What the library for other languages misses: abbreviations it splits at, ellipses it does not.

A piece of a paragraph comes in; whether it goes on, or where it may be parted, goes out.
"""

from __future__ import annotations

import re

from audiobook.structuring.abbreviations import listed

# A name or a number follows; without their last stop, in lower case.
_BEFORE_NAMES = {
    "fr": listed("m mm mme mlle mgr me dr p pp vol chap fig no art ex st ste"),
    "de": listed("hr fr frl dr prof nr st s abb bd kap z.b d.h u.a bzw ca geb hl"),
    "es": listed("sr sra srta d dña dr dra ud uds pág págs p núm vol cap fig sto sta"),
    "it": listed("sig sigg sig.ra dott prof avv ing on mons pag pagg n vol cap fig s st"),
    "pt": listed("sr sra srta d dr dra pág p n vol cap fig st sto sta"),
    "ru": listed("г гг ул стр с см рис гл т проф др им св п пл пр-т д"),
}
_LAST = re.compile(r"(?:^|[\s(«„“\"'’—–-])(?P<word>[^\W\d_][\w.]*)\.\s*$")
_INITIAL = re.compile(r"(?:^|[\s(«„“\"'’—–-])(?:[A-ZÀ-ÞА-ЯЁΑ-Ω]\.[ -]?)+\s*$")
_AFTER_INITIAL = 40  # characters that may precede an initial in its sentence, looked back at
# An ellipsis after words and a capital to follow; German nouns have one anyway.
_PAUSE = re.compile(r"(?<=\w{2})(?:…|\.{3,4})[”»“\")]*\s+(?=[«“\"¿¡—–-]?\s?[A-ZÀ-ÞА-ЯЁΑ-Ω])")
_LEAST = 8  # characters of a piece of its own


def names_on(piece: str, language: str) -> bool:
    """Say whether a piece ends in an abbreviation or an initial before a name.

    >>> names_on("M. ", "fr"), names_on("Das sah G. ", "de"), names_on("Il partit. ", "fr")
    (True, True, False)
    """
    tail = piece[-_AFTER_INITIAL:]
    if _INITIAL.search(tail):
        return True
    found = _LAST.search(tail)
    return found is not None and found["word"].lower() in _BEFORE_NAMES.get(language, ())


def pauses(sentence: str, language: str) -> list[int]:
    """Give the places after an ellipsis at which another sentence begins.

    >>> pauses("Il partit… Puis il revint.", "fr"), pauses("Er ging … Haus um Haus.", "de")
    ([11], [])
    """
    if language == "de":
        return []
    ends = [found.end() for found in _PAUSE.finditer(sentence)]
    return [end for end in ends if end >= _LEAST and len(sentence) - end >= _LEAST]
