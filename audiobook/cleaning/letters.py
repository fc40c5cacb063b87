"""Which letters can pass for which, and what script a letter belongs to.

The table is `data/letters.txt`; letters are named there, for here they cannot be told apart.
Likeness is a weight: 1 for what Unicode calls confusable, less for what only the eye does.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

WEIGHTS = {"same": 1.0, "near": 0.4, "far": 0.05}
Likenesses = tuple[tuple[str, float], ...]  # what a letter may stand for, and how alike they are

#: Scripts in which books are written; in others a word is decoration or a swap.
WRITTEN = frozenset(
    [
        "LATIN",
        "GREEK",
        "CYRILLIC",
        "ARMENIAN",
        "HEBREW",
        "ARABIC",
        "GEORGIAN",
        "DEVANAGARI",
        "BENGALI",
        "TAMIL",
        "THAI",
        "LAO",
        "HANGUL",
        "HIRAGANA",
        "KATAKANA",
        "CJK",
        "ETHIOPIC",
        "CHEROKEE",
        "CANADIAN",
        "LISU",
        "COPTIC",
    ]
)


@cache
def latin() -> dict[str, Likenesses]:
    """Read the table: for each letter the Latin letters that it may stand for.

    >>> latin()["п"]
    (('n', 0.4),)
    """
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    path = files("audiobook.cleaning") / "data" / "letters.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[0] != "#":
            grade, targets, code, _ = line.split(" ", 3)
            found[chr(int(code, 16))] += ((target, WEIGHTS[grade]) for target in targets)
    return {letter: tuple(targets) for letter, targets in found.items()}


@cache
def into(alphabet: str) -> dict[str, Likenesses]:
    """Turn the table round: for each other letter those of `alphabet` that it may stand for.

    >>> into("аеп")["a"]
    (('а', 1.0),)
    """
    shapes: dict[str, list[tuple[str, float]]] = defaultdict(list)
    letters = dict.fromkeys(alphabet + alphabet.upper())
    for letter in letters:
        for shape, weight in latin().get(letter, ()):
            shapes[shape].append((letter, weight))
    found = {shape: tuple(targets) for shape, targets in shapes.items()}
    for letter, likenesses in latin().items():
        if letter in letters or script(letter) in ("LATIN", script(alphabet[-1])):
            continue
        found[letter] = tuple(
            (target, weight * other)
            for shape, weight in likenesses
            for target, other in shapes.get(shape, ())
            if weight == 1.0
        )
    return {letter: targets for letter, targets in found.items() if targets}


@lru_cache(maxsize=65536)
def script(letter: str) -> str:
    """Name the script of a letter by the first word of its Unicode name.

    >>> script("п"), script("é"), script("𝐧"), script("ᵃ")
    ('CYRILLIC', 'LATIN', 'MATHEMATICAL', 'MODIFIER')
    """
    name = unicodedata.name(letter, "?")
    first = name.split(" ", 1)[0]
    return "GREEK" if letter in "µΩ" else first


@lru_cache(maxsize=65536)
def parts(letter: str) -> tuple[str, str]:
    """Split a letter into its base and its marks.

    >>> parts("й") == ("и", "\\u0306")
    True
    """
    spelt = unicodedata.normalize("NFD", letter)
    return spelt[0], spelt[1:]
