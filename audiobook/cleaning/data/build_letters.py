"""Makes `letters.txt`: every letter that can pass for a Latin one, with its name.

Run by hand, never at run time: `python -m audiobook.cleaning.data.build_letters`.  Sources,
the closest likeness first: Unicode's confusables (UTS #39, by way of the package
`icukit-pyicu`), Unicode's compatibility letters and letter names, and `styles.txt`.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
ASCII = frozenset(string.ascii_letters)
LONG_S = "ſ"
GRADES = ("same", "near", "far")
HEAD = """\
# Letters that can pass for others: how alike, the letters meant, code point, name, the letter.
# Made by build_letters.py from Unicode's confusables data, version {version} (c) Unicode, Inc.,
# Unicode License v3, from the names in the Unicode Character Database, and from styles.txt.
"""
NAMED = re.compile(
    r"(?:NEGATIVE (?:CIRCLED|SQUARED) |CROSSED NEGATIVE SQUARED |MODIFIER LETTER |PARENTHESIZED )?"
    r"LATIN (?P<case>SMALL|CAPITAL|LETTER SMALL CAPITAL)(?: LETTER)?"
    r"(?: SCRIPT| OPEN| REVERSED| TURNED| DOTLESS| SIDEWAYS| BARRED| SMALL CAPITAL)*"
    r" (?P<letter>[A-Z])"
    r"(?: WITH .*| ROTUNDA)?"
)
WEAK = re.compile("OPEN|REVERSED|TURNED|SIDEWAYS|BARRED|MODIFIER")


def build() -> None:
    """Write the table beside this file."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    styled = (entry for entry in _styled() if not _is_decorated(entry[0]))
    for letter, target, grade in (*_confusables(), *_compatible(), *_named(), *styled):
        if letter not in string.printable and target in ASCII and target not in _base(letter):
            alike = found[letter].get(target.swapcase()) == "same"
            if alike and "CHEROKEE" in unicodedata.name(letter):
                grade = "far"  # it looks like a capital, whatever styles make of it
            found[letter].setdefault(target, grade)
    for letter, targets in list(found.items()):
        _close_under_case(letter, targets, found)
    lines = [
        f"{grade} {''.join(t for t, g in targets.items() if g == grade)} "
        f"{ord(letter):04X} {unicodedata.name(letter, '?')} {letter}\n"
        for letter, targets in sorted(found.items())
        for grade in GRADES
        if grade in targets.values()
    ]
    import icu  # type: ignore[import-not-found, unused-ignore]

    text = HEAD.format(version=icu.UNICODE_VERSION) + "".join(lines)
    (HERE / "letters.txt").write_text(text, encoding="utf-8")


def _letters() -> Iterator[str]:
    for code in range(0xA0, 0x20000):
        if unicodedata.category(chr(code))[0] in "LNS" and not 0x1F1E6 <= code <= 0x1F1FF:
            yield chr(code)


def _confusables() -> Iterator[tuple[str, str, str]]:
    import icu  # a tool of the build, so not among the dependencies

    checker = icu.SpoofChecker()
    meant = defaultdict(list)
    for target in string.ascii_letters:
        meant[checker.getSkeleton(0, target)].append(target)
    for letter in _letters():
        if letter == LONG_S or not _is_decorated(letter):  # else it means what it decorates
            for target in meant.get(checker.getSkeleton(0, letter), ()):
                yield letter, target, "same"


def _compatible() -> Iterator[tuple[str, str, str]]:
    for letter in _letters():
        plain = unicodedata.normalize("NFKC", letter)
        if plain != letter and plain.isascii() and len(plain) == 1:
            yield letter, plain, "same"


def _named() -> Iterator[tuple[str, str, str]]:
    for letter in _letters():
        name = unicodedata.name(letter, "")
        named = NAMED.fullmatch(name)
        if named:
            target = named["letter"]
            if named["case"] != "CAPITAL":
                target = target.lower()
            yield letter, target, "far" if WEAK.search(name) else "near"


def _styled() -> Iterator[tuple[str, str, str]]:
    for line in (HERE / "styles.txt").read_text(encoding="utf-8").splitlines():
        if not line or line[0] == "#":
            continue
        grade, *pairs = line.split()
        case = pairs.pop(0) if len(pairs) == 2 and len(pairs[0]) == 1 else ""
        if len(pairs) == 1:
            pairs = [f"{a}={b}" for a, b in zip(pairs[0], string.ascii_lowercase, strict=True)]
        for letter, target in (pair.split("=") for pair in pairs if "?" not in pair):
            if case:
                yield letter, target.upper(), grade
                yield letter, target, "far" if case == "A" else grade
            else:
                yield letter, target, grade


def _base(letter: str) -> str:
    """Give an accented letter's own base, which needs no table."""
    spelt = unicodedata.normalize("NFD", letter)
    return spelt[0].lower() + spelt[0].upper() if len(spelt) > 1 else ""


def _is_decorated(letter: str) -> bool:
    plain = unicodedata.normalize("NFKC", letter)
    return plain != letter and plain.isascii()


def _has_case(letter: str) -> bool:
    # Cherokee writers use the capitals alone, and so do those who borrow them.
    return letter.lower() != letter.upper() and "CHEROKEE LETTER" not in unicodedata.name(
        letter, ""
    )


def _close_under_case(
    letter: str, targets: dict[str, str], found: dict[str, dict[str, str]]
) -> None:
    """Where a letter has its likeness, so has its other case, a step further off.

    Letters without case may stand for either.
    """
    other = letter.swapcase()
    if not _has_case(letter) and not _is_decorated(letter) and unicodedata.category(letter) != "Ll":
        for target in list(targets):
            targets.setdefault(target.swapcase(), "far")
    if len(other) == 1 and other != letter and "same" not in found.get(other, {}).values():
        for target, grade in list(targets.items()):
            if target.isupper() == letter.isupper():
                found[other].setdefault(target.swapcase(), "far" if grade == "far" else "near")


if __name__ == "__main__":
    build()
