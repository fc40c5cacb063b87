"""Finds what letters stand for where the table of likenesses is wrong or lacks them.

In come the words that hold strange letters, as they are read so far.  A letter of which
most words stay unknown is tried as each letter of the alphabet; what makes words of them
all is put to the channel, which weighs it like any other likeness.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from itertools import chain

from audiobook.cleaning.channel import STRANGE_LATIN, Channel, family
from audiobook.cleaning.letters import is_caseless, parts, script
from audiobook.cleaning.readings import Reader

SAMPLE = 40  # distinct words are plenty to try a letter on
UNREAD = 0.2  # as many of a letter's words must be unknown as they are read, for one known
MADE = 0.6  # share of them that must be known with a letter tried
LEAD = 5.0  # nats by which one letter must do better than all others
LONG = 4  # letters of a word that can be known by chance no more
ODD = 20.0  # nats for a word with capitals where no writer puts them
LISTED = 3.0  # times as much a lead over the likeness that the table gives a letter
READ = 5  # words whose strange letters are understood: the text is damaged for sure


def find_unlisted(reader: Reader, channel: Channel, words: Collection[str]) -> dict[str, str]:
    """Find letters of `words` that mean what the channel did not think of, and what they mean."""
    unknown: dict[str, list[tuple[str, str]]] = defaultdict(list)
    read = []
    for word, meant, *_ in reader.read_all(words):
        if len(meant) != len(word) or len(word) == 1:
            continue
        if reader.rarity(meant, limit=0.0)[1] and (meant[1:].islower() or meant.isupper()):
            read.append(word)
            continue
        unread = {old for old, new in zip(word, meant, strict=True) if not channel.is_own(new)}
        for letter in unread or set(word):
            if (
                len(unread) < 2
                and len(unknown[letter]) < SAMPLE
                and _may_be_misread(letter, word, channel)
            ):
                unknown[letter].append((word, meant))
    found = {}
    holding = Counter(chain.from_iterable(map(set, read)))
    for letter, pairs in unknown.items():
        served = holding[letter]
        if len(pairs) <= UNREAD * served:
            continue
        long, lead = _asked(letter, channel, len(read))
        if served > len(pairs):
            long, lead = max(long, 2 * LONG), lead + LEAD
        best = _best(letter, pairs, reader, channel.alphabet, (long, lead))
        if best:
            found[letter] = best
    return found


def _asked(letter: str, channel: Channel, read: int) -> tuple[int, float]:
    """Give the letters of words and the nats that must speak for what no table says of a letter."""
    likeness = channel.likeness(letter)
    doubtful = read < READ and family(letter) in STRANGE_LATIN
    long = LONG * (1 + doubtful) * (1 + (doubtful or likeness > 0) + (likeness == 1))
    return long, LEAD * (1 + LISTED * likeness)


def _may_be_misread(letter: str, word: str, channel: Channel) -> bool:
    if channel.is_own(letter) or not letter.isalpha() or parts(letter)[1]:
        return False
    if family(letter) in ("ACCENTED", "DECORATED", "DOTTED") or (
        channel.is_akin(letter) and not channel.is_latin
    ):
        return False
    own_script = script(letter)
    return any(
        other in channel.plain or (other.isalpha() and script(other) != own_script)
        for other in word
    )


def _best(
    letter: str,
    pairs: list[tuple[str, str]],
    reader: Reader,
    alphabet: str,
    asked: tuple[int, float],
) -> str | None:
    """Choose the letter that makes the most of the words known, if one does well enough."""
    total = sum(len(word) for word, _ in pairs)
    prices = [_price(word, meant, reader) for word, meant in pairs]
    (saved, known, target), (second, *_) = sorted(
        (
            (*_weigh(letter, target, pairs, prices, reader), target)
            for target in alphabet
            if target.isalpha()
        ),
        reverse=True,
    )[:2]
    long, lead = asked
    if known < max(MADE * total, long) or saved - second < lead:
        return None
    return target.upper() if _is_capital(letter, pairs) else target


def _is_capital(letter: str, pairs: list[tuple[str, str]]) -> bool:
    """Say whether a letter stands where capitals do: first in its words, or among others."""
    if is_caseless(letter):
        return False
    others = [
        "".join(new for old, new in zip(word, meant, strict=True) if old != letter)
        for word, meant in pairs
    ]
    shouted = sum(rest.isupper() and len(rest) > 1 for rest in others)
    first = sum(letter not in word[1:] for word, _ in pairs) if letter.isupper() else 0
    return 2 * (shouted + first) > len(pairs)


def _price(word: str, meant: str, reader: Reader) -> float:
    """Give what a word costs as it is read now."""
    odd = not (meant.isupper() or meant[1:].islower() or word[1:].isupper())
    return ODD if odd else reader.rarity(meant)[0]


def _weigh(
    letter: str,
    target: str,
    pairs: list[tuple[str, str]],
    prices: list[float],
    reader: Reader,
) -> tuple[float, int]:
    """Give what reading a letter as `target` as well saves, and the letters of words it makes."""
    saved, letters = 0.0, 0
    for (word, meant), now in zip(pairs, prices, strict=True):
        cost = min(
            (
                price
                for way in _ways(letter, target, word, meant)
                for price, known in (reader.rarity(way, limit=0.0),)
                if known
            ),
            default=now,
        )
        if cost < now:
            saved += now - cost
            letters += len(word)
    return saved, letters


def _ways(letter: str, target: str, word: str, meant: str) -> Iterator[str]:
    """Read a letter of a word as `target`, everywhere and in each of its places."""
    yield "".join(target if old == letter else new for old, new in zip(word, meant, strict=True))
    if word.count(letter) > 1:
        for place, old in enumerate(word):
            if old == letter:
                yield meant[:place] + target + meant[place + 1 :]
