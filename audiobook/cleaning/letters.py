"""Which letters can pass for which, and what script a letter belongs to.

The table is `data/letters.txt`; letters are named there, for here they cannot be told apart.
Likeness is a weight: 1 for what Unicode calls confusable, less for what only the eye does.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

CASELESS = frozenset(
    {"CANADIAN", "CHEROKEE", "ETHIOPIC", "HEBREW", "LISU", "OLD", "THAI", "TIFINAGH", "YI"}
)
WEIGHTS = {"same": 1.0, "near": 0.4, "far": 0.05}
OVERSHADOWED = 0.02  # likeness where another letter is the same to the eye
LAST_COMMON = "\u017f"  # of the letters of European alphabets
Likenesses = tuple[tuple[str, float], ...]  # what a letter may stand for, and how alike they are


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


def is_same(letter: str) -> bool:
    """Say whether a letter cannot be told from a Latin one.

    >>> [is_same(letter) for letter in "Оп"]
    [True, False]
    """
    return any(weight == WEIGHTS["same"] for _, weight in latin().get(letter, ()))


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
    found = {shape: _likest(targets) for shape, targets in shapes.items()}
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


def _likest(targets: list[tuple[str, float]]) -> Likenesses:
    """Put those that are only near behind one that is the same: c stands for с, hardly for є."""
    same = any(weight == 1.0 for _, weight in targets)
    return tuple((to, OVERSHADOWED if same and weight < 1.0 else weight) for to, weight in targets)


@lru_cache(maxsize=65536)
def script(letter: str) -> str:
    """Name the script of a letter; Latin in bold, in circles or raised is DECORATED.

    >>> [script(letter) for letter in "пéµ𝐧ᵃⓐ¢"]
    ['CYRILLIC', 'LATIN', 'GREEK', 'DECORATED', 'DECORATED', 'DECORATED', 'SIGN']
    """
    name = unicodedata.name(letter, "?")
    first = "GREEK" if letter in "µΩ" else name.split(" ", 1)[0]
    plain = unicodedata.normalize("NFKC", letter)
    if first not in ("LATIN", "GREEK") and plain.isascii() and plain.isalpha():
        return "DECORATED"
    if letter.isalpha():
        return first
    return "DECORATED" if "LATIN" in name else "SIGN"


class Scripts(dict[str, str]):
    """The scripts of letters, found when one is met.

    A dictionary, and not a function, for a word's letters are looked up at once with `map`.
    """

    def __missing__(self, letter: str) -> str:
        name = self[letter] = script(letter)
        return name


@lru_cache(maxsize=65536)
def is_caseless(letter: str) -> bool:
    """Say whether a letter has no case, or is used as if it had none.

    >>> [is_caseless(letter) for letter in "Ꭺᗩꓮꭺa"]
    [True, True, True, False, False]
    """
    return script(letter) in CASELESS and unicodedata.category(letter) != "Ll"


@lru_cache(maxsize=65536)
def parts(letter: str) -> tuple[str, str]:
    """Split a letter into its base and its marks.

    >>> parts("й") == ("и", "\\u0306")
    True
    """
    spelt = unicodedata.normalize("NFD", letter)
    return spelt[0], spelt[1:]
