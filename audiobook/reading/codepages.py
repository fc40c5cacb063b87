"""Which table of one byte a letter a text in Latin letters was saved with.

Bytes come in, the name of an encoding goes out: the one that makes of the foreign bytes what
one language has, where it has it.  cp850 makes capitals within small words of a text in
cp1252, cp1250 makes "naçăo" of "nação", and mac_roman makes "donít" of "don’t".
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

# Letters beyond ASCII, the commonest first, with ’ and — where they stand within words; then
# the commonest words in ASCII.
_LANGUAGES = """
en ’—éèêïàçâñëöüôîœæ the of and to in that was his her with for had not you at they
de äüößéàê der die und in den von zu das mit sich ist nicht ein auf er sie war im
fr é’àèêçùôâîûœïëæüÿ de la les et le des du un une dans que qui est pas il elle sur
es óáíéñúü— de la que el en los se del las un por con una su no lo era al como
it èàùò’éìî di che il la un per una in non si del della con era le gli ma al
pt ãçáéíõêàóúâôü de que os do da em um para com uma no na por se dos as mais foi
ca éàóè’íòçú·ïü de la que el en els del un una per amb es les no al va dels
gl óáúíñéü de que do da en un unha os para por non se na como ao dos mais
nl ëéïóèöüê’ de het een van en dat is te hij niet in zijn met op ze voor was maar
sv äåöé och att det som en av den till med var han inte hon de har jag ett men
da æåøé og det at en den til er af som ikke han med jeg de var for der hun
nb åøæéòôâ og det er som til en av ikke han med jeg de var den for hun har
fi äöå ja on oli ei se kun hän mutta niin että kuin sen hänen ovat minun joka
is ðáíéóæþúöý og var ekki er sem hann til um hafa fyrir en af vera hefur mig
et äõüöšž ja on ei see oli ta et kui ning aga mis siis oma nii ma kes
pl łęąóżśćńź nie na do to jest co jak ale po tak za od jego jej przez tylko
cs áíéěřýčžšůúňťďó se na to je byl ale jako jeho za do po tak jsem jen ve
sk áéýíčžšúľťôňďäóĺŕ sa na je ako ale bol za do po to so len ich alebo jeho
sl čšž je se na in da bi za so ki ne pa kot ali po tudi iz sem
hr čšžćđ je se na da su za od koji ne kao ali bio po iz sam to što
hu áéöóőíüúű az hogy nem is egy meg volt de csak ha mint ez el mert azt van
ro ăîâșțşţ de la nu cu pe din se un care mai ca lui sa fost dar ei era
tr ıüşçğöâîû ve bir bu da de ne gibi ama kadar daha ile olarak sonra onun
lt ėšųžąįčūę ir kad tai buvo bet kaip su jis jo nuo tik ar dar yra ji taip
lv āīēšņūļģķžč un ka ir no bija ar par bet viss uz kas to tas es ne jau
sq ëç dhe me nuk si por ishte nga kur tij prej pas duke ka deri sepse
br ñù’êéôâ ar an da ha ur er hag en am eo zo gant ne hon ma war evit
ga áíéúó agus an na go bhi ar sin le mar ach nach raibh aige seo leis sa
"""
# In the order of trust: of equal readings the first wins.  The figure is what the foreign bytes
# of a whole text must speak in favour of it, in nats.
_PAGES = {
    "cp1252": 0.0, "mac_roman": 6.0, "cp850": 8.0, "cp437": 9.0, "cp1250": 2.0, "iso8859_2": 3.0,
    "cp1254": 3.0, "cp1257": 3.0, "cp852": 9.0, "cp857": 9.0, "iso8859_15": 12.0,
    "mac_latin2": 12.0,
}  # fmt: skip
_WORD = 0.7  # nats that one common word speaks for its language
_STRANGE, _WRONG = 5.0, 9.0  # nats: a letter of other languages; what no text has there
_CASE = 6.0  # nats: a capital within a small word, or a small letter before one
_CAPITAL = 0.7  # nats: a capital at the start of a word
_SIGN, _GLUED = 2.5, 4.0  # nats: a mark of print in its place; dots before a word
_LONE = 3.0  # nats: a letter that stands alone
_MOST = 4.0  # nats a byte: beyond it no table fits
_OPENING, _CLOSING = frozenset("“‘«„‚‹»”’"), frozenset("”’“‘»«›")
_LIKE_LETTERS = frozenset("ªºµƒ")  # signs, whatever Unicode says
_WORDS = frozenset("àèéåöøæ")  # letters that are words of their own
_BESIDE = (  # signs, and what stands beside them
    ("ªº°²³¹½¼¾‰£€¥¢ƒ", str.isdigit),
    ("°²³¹ªº£€", lambda char: char in ".,"),
    ("µ²³", str.isalpha),
)
_APART = frozenset("¶±×÷´")  # never beside a letter
_RARE = frozenset("©®™§·•†‡")
_FOREIGN = re.compile(rb"(?s)(?=(.[\x80-\xff].))")


class _Row(NamedTuple):
    letters: Mapping[str, float]  # nats
    words: frozenset[bytes]


def latin_page(data: bytes) -> str:
    """Name the encoding of a text in Latin letters with some foreign bytes; "" where none fits.

    >>> latin_page("Não há nação.".encode("cp1252")), latin_page("Schöne Grüße".encode("cp850"))
    ('cp1252', 'cp850')
    """
    padded = b" " + data.replace(b"\r", b" ").replace(b"\n", b" ") + b" "
    counts = Counter(found[1] for found in _FOREIGN.finditer(padded))
    # A name that stands there a hundred times is hardly more of a proof than one.
    met = {three: 1 + math.log(count) for three, count in counts.items()}
    words = Counter(re.findall(rb"(?<![\x80-\xff])\b[a-z]+\b(?![\x80-\xff])", data.lower()))
    rows = _rows()
    spoken = [_WORD * sum(words[word] for word in row.words) for row in rows]
    best, found = math.inf, ""
    for page, cost in _PAGES.items():
        seen, base = _decoded(met, page)
        for row, favour in zip(rows, spoken, strict=True):
            letters = sum(n * row.letters.get(letter, _strange(letter)) for letter, n in seen)
            if cost + base + letters - favour < best:
                best, found = cost + base + letters - favour, page
                fits = base <= _MOST * sum(met.values())
    return found if fits else ""


def _rows() -> tuple[_Row, ...]:
    rows = []
    for line in _LANGUAGES.strip().splitlines():
        _, letters, *words = line.split()
        whole = math.log(sum(1 / rank for rank in range(1, len(letters) + 1)))
        nats = {letter: whole + math.log(rank) for rank, letter in enumerate(letters, 1)}
        rows.append(_Row(nats, frozenset(word.encode() for word in words)))
    return tuple(rows)


def _strange(letter: str) -> float:
    return _STRANGE if letter in _LANGUAGES else _WRONG


def _decoded(met: Mapping[bytes, float], page: str) -> tuple[tuple[tuple[str, float], ...], float]:
    """Read foreign bytes between their neighbours: small letters, and what the places cost."""
    counts: dict[str, float] = {}
    total = 0.0
    for three, count in met.items():
        seen = three.decode(page, errors="replace")
        letter, cost = _placed(seen[0], seen[1], seen[2])
        if letter:
            counts[letter] = counts.get(letter, 0.0) + count
        total += count * cost
    return tuple(counts.items()), total


def _placed(before: str, char: str, after: str) -> tuple[str, float]:
    """Tell the small letter that a character is, "" for a sign, and what its place costs."""
    inside = before.isalpha() and after.isalpha()
    if char in "’—·" and inside:
        return char, 0.0
    if not char.isalpha() or char in _LIKE_LETTERS:
        return "", _sign(before, char, after)
    small = "ı" if char == "İ" else char.lower()
    cost = _WRONG if before.isdigit() or after.isdigit() else 0.0
    if not before.isalpha() and not after.isalpha() and small not in _WORDS:
        cost += _LONE
    if char == small:
        return small, cost + _CASE * after.isupper()
    return small, cost + (
        _CASE if before.islower() else 0.3 if (before + after).isupper() else _CAPITAL
    )


def _sign(before: str, char: str, after: str) -> float:
    """What a sign costs in its place, in nats."""
    if before.isalpha() and after.isalpha():
        return {"…": 3.0, "–": 3.0, "\xad": 2.0}.get(char, _WRONG)
    if char in _CLOSING and not after.isalnum() and not before.isspace():
        return _SIGN
    if char in _OPENING and not before.isalnum() and (char == "«" or not after.isspace()):
        return _SIGN
    if char in _APART:
        return 1.5 if not before.isalpha() and not after.isalpha() else _WRONG
    places = [beside for signs, beside in _BESIDE if char in signs]
    apart = not before.isalpha() and not after.isalpha()
    if any(beside(one) for beside in places for one in (before, after)):
        return 1.5 if apart or char in "µ²³" else 3.0
    if places:
        return 3.0 if apart else _STRANGE
    if char in "¿¡":
        return 1.5 if after.isalnum() and not before.isalnum() else _WRONG
    if char == "\xa0":
        return _STRANGE if " " in (before, after) else 2.0
    if char == "…" and after.isalpha() and before.isspace():
        return _GLUED
    return _SIGN if char in "—–…" else 2.5 if char in _RARE else _WRONG
