"""The user's own pronunciations: words or patterns, and what is said in their place.

`word = respelling`, `word = /ipa/` and `re:pattern = respelling`; an entry is
checked when the lexicon is made, so a bad one stops a build before it speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from audiobook.errors import SettingsError
from audiobook.wording.rules import Change

_LONGEST_PATTERN = 300
_WORD = re.compile(r"[^\W_]+")
_IPA = re.compile(r"/[^/\s][^/]*/\Z")


@dataclass(frozen=True, slots=True)
class _Entry:
    written: str
    said: str
    pattern: re.Pattern[str]

    @property
    def is_ipa(self) -> bool:
        return _IPA.match(self.said) is not None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and what is said for them; raises SettingsError on an entry that cannot be used.

    An entry in lower case matches any case, one with a capital only itself; both
    match whole words.  "re:" begins a pattern, whose groups `\\1` may stand in
    what is said.  Longer words win over shorter ones, words over patterns.
    """

    entries: tuple[tuple[str, str], ...] = ()
    _words: dict[str, tuple[_Entry, ...]] = field(init=False, repr=False, compare=False)
    _patterns: tuple[_Entry, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words: dict[str, tuple[_Entry, ...]] = {}
        patterns: list[_Entry] = []
        for written, said in self.entries:
            entry = _entry(written, said)
            first = _WORD.search(written.lower())
            if written.startswith("re:") or not first:
                patterns.append(entry)
                continue
            rivals = (*words.get(first.group(), ()), entry)
            words[first.group()] = tuple(sorted(rivals, key=lambda rival: -len(rival.written)))
        object.__setattr__(self, "_words", words)
        object.__setattr__(self, "_patterns", tuple(patterns))

    def changes(self, text: str, *, phonemes: bool = False) -> tuple[Change, ...]:
        """Find the words that have an entry; raises SettingsError for IPA that would not be understood."""
        if not self.entries:
            return ()
        found: list[Change] = []
        for entry in self._candidates(text):
            for match in entry.pattern.finditer(text):
                start, end = match.span()
                if start == end or any(start < other.end and other.start < end for other in found):
                    continue
                if entry.is_ipa and not phonemes:
                    raise SettingsError(
                        f"[lexicon] {entry.written!r} is given in IPA, {entry.said}, which this engine cannot speak",
                        f'give a respelling: {entry.written} = "..."',
                        key=f"lexicon.{entry.written}",
                    )
                said = (
                    entry.said
                    if entry.is_ipa or not entry.written.startswith("re:")
                    else match.expand(entry.said)
                )
                found.append(Change(start=start, end=end, said=said, kind="lexicon"))
        return tuple(sorted(found, key=lambda change: change.start))

    def holds(self, text: str) -> bool:
        """Say whether an entry touches this text.

        >>> Lexicon((("hermione", "her my oh nee"),)).holds("Hermione ran.")
        True
        """
        return any(entry.pattern.search(text) for entry in self._candidates(text))

    def _candidates(self, text: str) -> tuple[_Entry, ...]:
        found: list[_Entry] = []
        if self._words:
            for word in dict.fromkeys(_WORD.findall(text.lower())):
                found += self._words.get(word, ())
            found.sort(key=lambda entry: -len(entry.written))
        return (*found, *self._patterns)


def _entry(written: str, said: str) -> _Entry:
    if not written.strip() or not said.strip():
        raise SettingsError(
            f"[lexicon] {written!r} = {said!r}: both sides must hold something",
            key=f"lexicon.{written}",
        )
    if said.startswith("/") and not _IPA.match(said):
        raise SettingsError(
            f"[lexicon] {written!r}: {said!r} opens IPA with a slash and does not close it",
            "write /…/ for IPA, or a respelling without slashes",
            key=f"lexicon.{written}",
        )
    if written.startswith("re:"):
        return _Entry(written, said, _pattern(written, said))
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in written.split())
    flags = 0 if any(letter.isupper() for letter in written) else re.IGNORECASE
    return _Entry(written, said, re.compile(rf"(?<![^\W_]){words}(?![^\W_])", flags))


def _pattern(written: str, said: str) -> re.Pattern[str]:
    source = written.removeprefix("re:")
    reason = _refusal(source)
    if not reason:
        try:
            pattern = re.compile(rf"(?<![^\W_])(?:{source})(?![^\W_])")
            if not _IPA.match(said):
                re.sub(rf"(?:{source})|(?s:.)", said, "x") if pattern.groups == 0 else _try(
                    source, said
                )
        except (re.error, IndexError) as err:
            reason = str(err)
    if reason:
        raise SettingsError(
            f"[lexicon] {written!r} = {said!r}: {reason}",
            "see the syntax of Python's regular expressions; \\1 stands for the first group",
            key=f"lexicon.{written}",
        )
    return pattern


def _try(source: str, said: str) -> None:
    re.compile(source).sub(said, "")


def _refusal(source: str) -> str:
    """Say why a pattern might run for ever: a repeat of something that itself repeats or chooses.

    >>> _refusal("(a+)+"), _refusal("colou?r(s|ed)?")
    ('repeats a group that itself repeats or chooses, which could run for ever', '')
    """
    if len(source) > _LONGEST_PATTERN:
        return f"is longer than {_LONGEST_PATTERN} characters"
    if not source:
        return "is empty"
    bare = re.sub(r"\\.", "a", source)
    bare = re.sub(r"\[\^?\]?[^\]]*\]", "a", bare)
    groups: list[bool] = []
    repeats = 0
    inner = False
    for place, sign in enumerate(bare):
        rest = bare[place + 1 : place + 2]
        if sign == "(":
            groups.append(inner)
            inner = False
        elif sign == ")":
            if inner and (rest in ("*", "+") or re.match(r"\{\d*(?:,\d*)?\}", bare[place + 1 :])):
                return "repeats a group that itself repeats or chooses, which could run for ever"
            inner = inner or (groups.pop() if groups else False)
        elif sign in "*+" or re.match(r"\{\d*,?\d*\}", bare[place:]):
            inner, repeats = True, repeats + 1
        elif sign == "|":
            inner = True
    return "holds more than three repeats" if repeats > 3 else ""
