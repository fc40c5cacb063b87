"""The language of a text: told by its script, or by how common its words are.

Blocks of text come in; a language goes out, or "" where none is certain: a wrong voice for
a whole book is worse than none chosen.  Asks the cleaner's finder and its word lists, which
takes a tenth of a second; a text that is plainly English is spared that.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from audiobook.cleaning.language import find_language
from audiobook.cleaning.words import CYRILLIC, GREEK, LATIN, plainly, words

SAMPLE = 4000  # words that are read at most
ENOUGH = 25  # words below which nothing is certain
AGAINST = 100  # words below which the file is believed
SMALL = "the and of to in that was he his she her it with for had not you on at is they but"
ENGLISH = 0.15  # of all words are these, and not only those that Slovenian has too
KNOWN = 0.75  # of all words must be in the language's list
MORE = 0.1  # of all words, which must be known beyond those in the list of the file's language
VOICES = {"sh": "hr", "fil": ""}  # what engines call a list's language; "" where none has a voice

# By script, the language that nearly all books in it are in.
SCRIPTS = {
    "HANGUL": "ko", "CJK": "zh", "HEBREW": "he", "ARABIC": "ar", "DEVANAGARI": "hi",
    "BENGALI": "bn", "GURMUKHI": "pa", "GUJARATI": "gu", "ORIYA": "or", "TAMIL": "ta",
    "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "THAI": "th",
    "MYANMAR": "my", "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am",
}  # fmt: skip
# Letters that tell two languages of a script apart, where one in fifty is among them.
TELLING = (
    ("zh", "ja", frozenset(map(chr, range(0x3041, 0x30FB)))),
    ("ar", "ur", frozenset("ہےٹڈڑں")),
    ("ar", "fa", frozenset("یکپچگ")),
)


def tongue(texts: Iterable[str], said: str = "") -> str:
    """Tell the language of a text; "" where none is certain, or nothing speaks against `said`.

    What the file has `said`, a base language, is doubted where a long text is all but
    certainly English, or not English.

    >>> tongue(["Der Mann und die Frau sind nicht auf dem Weg in die Stadt. "] * 3)
    'de'
    >>> tongue(["Der Mann und die Frau."])
    ''
    """
    met = (match[0] for text in texts for match in re.finditer(r"[^\W\d_]+", text))
    sample = tuple(islice(met, SAMPLE))
    listed = said in (*LATIN, *CYRILLIC, *GREEK)
    if said and not listed:
        return ""
    enough = AGAINST if said else ENOUGH
    written = _by_script("".join(sample), 2 * enough)
    if written or len(sample) < enough:
        return written
    if _is_plainly_english(sample):
        return "en"
    if said not in ("", "en"):
        return ""  # of two other languages the file knows best
    found = find_language(Counter(sample)).name
    share = _known(sample, found)
    certain = share >= KNOWN and (not said or share >= _known(sample, said) + MORE)
    return VOICES.get(found, found) if certain else ""


def _is_plainly_english(sample: Sequence[str]) -> bool:
    counts = Counter(word.casefold() for word in sample)
    small = [counts[word] for word in SMALL.split() if word in counts]
    return sum(small) >= ENGLISH * len(sample) and len(small) > 4


def _by_script(letters: str, enough: int) -> str:
    """Tell the language by the script of most letters; "" for the scripts of many languages."""
    counts = Counter(letters)
    scripts: Counter[str] = Counter()
    for letter, count in counts.items():
        scripts[unicodedata.name(letter, "").partition(" ")[0]] += count
    scripts["CJK"] += scripts["HIRAGANA"] + scripts["KATAKANA"]
    script, most = scripts.most_common(1)[0]
    language = SCRIPTS.get(script, "")
    if not language or most < max(enough, len(letters) / 2):
        return ""
    for usual, other, telling in TELLING:
        if language == usual and sum(counts[letter] for letter in telling) > most / 50:
            return other
    return language


def _known(sample: Sequence[str], language: str) -> float:
    known = words(language).known
    return sum(known(plainly(word)) is not None for word in sample) / len(sample)
