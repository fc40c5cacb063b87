"""The user's own pronunciations: words or patterns, and what is said in their place.

`word = respelling`, `word = /ipa/` and `re:pattern = respelling`; an entry is
checked when the lexicon is made, so a bad one stops a build before it speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from audiobook.errors import SettingsError
from audiobook.wording.rules import Change

_LONGEST_PATTERN = 300  # characters
_MOST_REPEATS = 3  # unbounded ones in one pattern: more are slow on long sentences
_WORD = re.compile(r"[^\W_]+")
_IPA = re.compile(r"/[^/\s][^/]*/\Z")
_REPEAT = re.compile(r"[*+]|\{\d*,?\d*\}")


@dataclass(frozen=True, slots=True)
class _Entry:
    written: str
    said: str
    pattern: re.Pattern[str]

    @property
    def is_ipa(self) -> bool:
        return _IPA.match(self.said) is not None

    def replaces(self, match: re.Match[str]) -> str:
        plain = self.is_ipa or not self.written.startswith("re:")
        return self.said if plain else match.expand(self.said)


@dataclass(frozen=True, slots=True)
class Lexicon:
    r"""Words and what is said for them; raises SettingsError on an entry that cannot be used.

    An entry in lower case matches any case, one with a capital only itself; both
    match whole words.  "re:" begins a pattern (the syntax of Python's `re`), whose
    groups `\1` may stand in what is said.  Longer words win over shorter ones,
    words over patterns; of two entries for one word the later one counts.
    """

    entries: tuple[tuple[str, str], ...] = ()
    _words: dict[str, tuple[_Entry, ...]] = field(init=False, repr=False, compare=False)
    _patterns: tuple[_Entry, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words: dict[str, tuple[_Entry, ...]] = {}
        patterns: list[_Entry] = []
        for written, said in dict(self.entries).items():
            entry = _entry(written, said)
            first = _WORD.search(written.lower())
            if written.startswith("re:") or first is None:
                patterns.append(entry)
            else:
                words[first.group()] = (*words.get(first.group(), ()), entry)
        object.__setattr__(self, "_words", words)
        object.__setattr__(self, "_patterns", tuple(patterns))

    def changes(self, text: str, *, phonemes: bool = False) -> tuple[Change, ...]:
        """Find the words that have an entry, in order of place.

        Raises SettingsError for an entry in IPA where the engine takes no `phonemes`.
        """
        found: list[Change] = []
        for entry in self._candidates(text):
            for match in entry.pattern.finditer(text):
                start, end = match.span()
                if start == end or any(start < other.end and other.start < end for other in found):
                    continue
                if entry.is_ipa and not phonemes:
                    raise _needs_respelling(entry)
                said = entry.replaces(match)
                found.append(Change(start=start, end=end, said=said, kind="lexicon"))
        return tuple(sorted(found, key=lambda change: change.start))

    def unmet(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Name the entries that touch none of the texts, in their order.

        >>> Lexicon((("Ann", "an"), ("Bob", "bobb"))).unmet(["Ann saw bob."])
        ('Bob',)
        """
        waiting = dict(self.entries)
        for text in texts:
            if not waiting:
                break
            for entry in self._candidates(text):
                if entry.written in waiting and entry.pattern.search(text):
                    del waiting[entry.written]
        return tuple(waiting)

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
            # An entry with capitals is more exact than one of any case.
            found.sort(key=lambda entry: (-len(entry.written), entry.written.islower()))
        return (*found, *self._patterns)


def _refused(written: str, said: str, reason: str, hint: str = "") -> SettingsError:
    message = f"[lexicon] {written!r} = {said!r}: {reason}"
    return SettingsError(message, hint, key=f"lexicon.{written}")


def _needs_respelling(entry: _Entry) -> SettingsError:
    return _refused(
        entry.written,
        entry.said,
        "this engine cannot speak IPA",
        f'respell it for this engine, as in "Hermione" = "her my oh nee": {entry.written} = "..."',
    )


def _entry(written: str, said: str) -> _Entry:
    if not written.removeprefix("re:").strip() or not said.strip():
        raise _refused(written, said, "both sides must hold something")
    if said.startswith("/") and not _IPA.match(said):
        hint = "write /…/ for IPA, or a respelling without slashes"
        raise _refused(written, said, "opens IPA with a slash and does not close it", hint)
    if written.startswith("re:"):
        return _Entry(written, said, _pattern(written, said))
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in written.split())
    flags = re.NOFLAG if any(letter.isupper() for letter in written) else re.IGNORECASE
    return _Entry(written, said, re.compile(rf"(?<![^\W_]){words}(?![^\W_])", flags))


def _pattern(written: str, said: str) -> re.Pattern[str]:
    source = written.removeprefix("re:")
    reason = _danger(source)
    if not reason:
        try:
            pattern = re.compile(rf"(?<![^\W_])(?:{source})(?![^\W_])")
            if not _IPA.match(said):
                # Checks the groups of what is said without having to match anything.
                re.compile(rf"(?:{source})|").sub(said, "")
        except (re.error, IndexError, OverflowError) as err:
            reason = f"is no pattern: {err}"
        else:
            return pattern
    hint = r"the syntax is that of Python's re; \1 stands for the first group"
    raise _refused(written, said, reason, hint)


def _danger(source: str) -> str:
    r"""Say why a pattern might run for ever: a repeat of what itself repeats or chooses.

    >>> _danger("(a+)+"), _danger("colou?r(s|ed)?")
    ('repeats a group that itself repeats or chooses, which could run for ever', '')
    """
    if len(source) > _LONGEST_PATTERN:
        return f"is longer than {_LONGEST_PATTERN} characters"
    bare = re.sub(r"\\.", "a", source)
    bare = re.sub(r"\[\^?\]?[^\]]*\]", "a", bare)
    outer: list[bool] = []
    varies, repeats = False, 0
    for place, sign in enumerate(bare):
        if sign == "(":
            outer.append(varies)
            varies = False
        elif sign == ")":
            if varies and _REPEAT.match(bare, place + 1):
                return "repeats a group that itself repeats or chooses, which could run for ever"
            varies = varies or bool(outer and outer.pop())
        elif sign == "|":
            varies = True
        elif _REPEAT.match(bare, place):
            varies, repeats = True, repeats + 1
    return f"holds more than {_MOST_REPEATS} repeats" if repeats > _MOST_REPEATS else ""
