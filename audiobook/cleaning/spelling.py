"""Spells what a word was read as: with a capital where one belongs.

A letter as written may be a capital's look-alike and a small letter's; then the sentence,
the other words of the text and the letters beside it say which was meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property

from audiobook.cleaning.casing import Casing
from audiobook.cleaning.letters import is_caseless
from audiobook.cleaning.readings import Reader
from audiobook.cleaning.tokens import Tokens

_ENDS = frozenset('.!?…”’"')  # what a sentence ends with
_TAG = re.compile("[!?][”’\"'] $")  # what goes on after an outcry is rarely a new sentence
_MID = re.compile("[,;][”’\"'] $")


class Spelling:
    """How the words of one text that hold strange letters are spelt."""

    def __init__(self, text: str, found: Tokens, suspects: Collection[str], reader: Reader) -> None:
        self._text = text
        self._ends = text.rstrip()[-1:] in _ENDS
        self._reader = reader
        self._words = found.words
        self._placed: dict[tuple[str, bool], str] = {}
        caseless = frozenset(filter(is_caseless, set("".join(suspects))))
        odd = [word for word in suspects if not caseless.isdisjoint(word)] if caseless else []
        self._casing = Casing(reader.language, [(word, reader.meant(word)) for word in odd])
        #: What words say wherever they stand.
        settled = frozenset(filter(reader.is_settled, {word[0] for word in suspects}))
        self.fixed = {
            word: meant
            for word, meant, *_ in reader.read_all(suspects)
            if word[0] in settled or not reader.may_begin_capital(word)
        }
        for word in odd:
            self.fixed.pop(word, None)

    def spell(self, word: str, start: int) -> str:
        """Give what a word says that starts at a place of the text."""
        place = word, self._is_sentence_start(start)
        spelt = self._placed.get(place)
        if spelt is None:
            spelt = self._placed[place] = self._at(*place)
        return spelt

    def _at(self, word: str, starts: bool) -> str:
        meant = self._casing.spell(word, self._reader.meant(word), starts=starts)
        if not (meant[:1].islower() and self._reader.may_begin_capital(word)):
            return meant
        capitalised = meant[:1].upper() + meant[1:]
        named = capitalised in self._written and meant not in self._written
        return capitalised if starts or named else meant

    @cached_property
    def _written(self) -> frozenset[str]:
        return frozenset(self._words)

    def _is_sentence_start(self, start: int) -> bool:
        if start > 1 and self._text[start - 1] == " " and self._text[start - 2].isalpha():
            return False  # as most words; they need no closer look
        before = self._text[max(0, start - 6) : start].rstrip("“‘\"'(—")
        if _TAG.search(before) or _MID.search(before):
            return False
        if not before.strip():
            return start > 6 or self._ends
        return before[-1:] == "\n" or (before[-1:] in " \t" and before.rstrip()[-1:] in _ENDS)
