"""Makes `words/*.words` from the package `wordfreq` (its data: CC BY-SA 4.0).

Run by hand, never at run time: `python -m audiobook.cleaning.data.build_words`.  A list is
its words' CRC-32 in rising order with a byte of rarity each, and a table of letter trigrams
for words that it lacks: an eighth of the memory of a dictionary, read in milliseconds.
`audiobook/cleaning/words.py` reads it and says how the bytes lie.
"""

from __future__ import annotations

import math
import re
import struct
import unicodedata
import zlib
from array import array
from collections import Counter, defaultdict
from pathlib import Path

from audiobook.cleaning.words import CYRILLIC, LATIN, NATS, PAD, checksum

SIZES = {"en": 160_000, "ru": 120_000, "uk": 90_000, "de": 80_000, "fr": 80_000, "es": 80_000}
USUAL_SIZE = 50_000
SCRIPTS = {
    **dict.fromkeys(LATIN, "a-zß-ÿĀ-ɏ\u1e00-\u1eff"),
    **dict.fromkeys(CYRILLIC, "Ѐ-џґ"),
    "el": "\u0370-\u03ff",
}
SERBIAN = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))


def build() -> None:
    """Write every list beside this file."""
    for language in SCRIPTS:
        frequencies = _frequencies(language)
        letters = _alphabet(frequencies)
        packed = _pack(frequencies, letters)
        path = Path(__file__).parent / "words" / f"{language}.words"
        path.write_bytes(zlib.compress(packed, 9))


def _frequencies(language: str) -> dict[str, float]:
    # A tool of the build, so not among the dependencies.
    import wordfreq  # type: ignore[import-not-found, unused-ignore]

    source = "sh" if language == "sr" else language
    wanted = re.compile(f"[{SCRIPTS[language]}][{SCRIPTS[language]}']*")
    found: dict[str, float] = {}
    for word, frequency in wordfreq.get_frequency_dict(source, wordlist="best").items():
        spelt = unicodedata.normalize("NFC", _serbian(word) if language == "sr" else word)
        if wanted.fullmatch(spelt):
            found[spelt] = found.get(spelt, 0) + frequency
    frequent = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(frequent[: SIZES.get(language, USUAL_SIZE)])


def _serbian(word: str) -> str:
    for pair, letter in (("lj", "љ"), ("nj", "њ"), ("dž", "џ")):
        word = word.replace(pair, letter)
    return "".join(SERBIAN.get(letter, letter) for letter in word)


def _alphabet(frequencies: dict[str, float]) -> str:
    counts: dict[str, float] = defaultdict(float)
    for word, frequency in frequencies.items():
        for letter in word:
            counts[letter] += frequency
    total = sum(counts.values())
    return "".join(sorted(letter for letter, count in counts.items() if count > total * 2e-5))


def _pack(frequencies: dict[str, float], letters: str) -> bytes:
    rarity = {}
    for word, frequency in sorted(frequencies.items(), key=lambda pair: pair[1]):
        rarity[checksum(word)] = min(255, round(-math.log(frequency) * NATS))
    sums = sorted(rarity)
    steps = array("I", (b - a for a, b in zip([0, *sums], sums, strict=False))).tobytes()
    planes = b"".join(steps[byte::4] for byte in range(4))  # like bytes together pack better
    rarities = bytes(rarity[value] for value in sums)
    alphabet = letters.encode()
    head = struct.pack("<IH", len(sums), len(alphabet))
    return head + alphabet + _trigrams(frequencies, letters) + rarities + planes


def _trigrams(frequencies: dict[str, float], letters: str) -> bytes:
    """Learn -ln P(letter | two before it), each type counted by its frequency's fourth root."""
    place = {letter: index for index, letter in enumerate(PAD + letters)}
    side = len(place) + 1  # the last place is for any other letter
    three: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    two: dict[int, Counter[int]] = defaultdict(Counter)
    for word, frequency in frequencies.items():
        weight = frequency**0.25
        codes = [0, 0, *(place.get(letter, side - 1) for letter in word), 0]
        for a, b, c in zip(codes, codes[1:], codes[2:], strict=False):
            three[a, b][c] += weight
            two[b][c] += weight
    unit = min(frequencies.values()) ** 0.25
    table = bytearray()
    for a in range(side):
        for b in range(side):
            table += _row(three[a, b], two[b], side, unit)
    return bytes(table)


def _row(three: Counter[int], two: Counter[int], side: int, unit: float) -> bytes:
    """Smooth a row: trigrams lean on bigrams, and these on all letters alike (Witten and Bell)."""
    mass3, kinds3 = sum(three.values()), len(three) * unit * 2
    mass2, kinds2 = sum(two.values()), len(two) * unit * 2
    row = []
    for c in range(side):
        chance = (two[c] + kinds2 / side) / (mass2 + kinds2) if mass2 else 1 / side
        if mass3:
            chance = (three[c] + kinds3 * chance) / (mass3 + kinds3)
        row.append(min(255, round(-math.log(chance) * NATS)))
    return bytes(row)


if __name__ == "__main__":
    build()
