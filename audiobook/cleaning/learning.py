"""Learns from a text which letters were swapped in it, and which only look so.

In come the words that hold strange letters and the plain ones; what is learnt goes into the
channel: how often each letter stood for another, and which families of letters are genuine.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from audiobook.cleaning.channel import STRANGE_LATIN, Channel, family
from audiobook.cleaning.genuine import WRITTEN
from audiobook.cleaning.lessons import Lessons, choose_lessons
from audiobook.cleaning.readings import Reader, Reading
from audiobook.cleaning.tally import DOUBT, belief, tally
from audiobook.cleaning.unlisted import find_unlisted
from audiobook.cleaning.words import CYRILLIC, GREEK

EVIDENT = 15.0  # nats by which an unknown word reads better than as it stands
ROUNDS = 3  # of reading, each by what the one before it taught
ENOUGH = 0.6  # share of a family's words that must read as words of the language
ENOUGH_DAMAGED = 0.5  # the same, of a text that other families have damaged for sure
SPOKEN = 3000  # plain words are enough to know a language by
FLUENT = 1.95  # nats a letter; the wrong language takes over 2, the right one 1.4 to 1.8
FLUENT_SLACK = 8.0  # nats, for a text of a few words
FORMULA = 20.0  # nats; a formula in Greek and Latin letters costs less
HOME = frozenset({"en", *CYRILLIC, *GREEK})  # what is taken for these is hardly another
FOREIGN = 30.0  # nats asked more of a text in another, of which nothing is plain
SHOWN = 60  # letters of plain words that show a language
LONE = 1.5  # nats asked more of a word or two in letters that other alphabets have
ACRONYM = 3  # letters of a word that may be an acronym
LISTED = frozenset({"CYRILLIC", "GREEK", "LATIN"})  # scripts with word lists of their own
WHOLLY = 1.0  # nats a letter; where all letters were swapped, one is likelier than was hoped
MOST = 0.8  # share of the words with accents that must be known without them
EVIDENT_ACCENT = 5.0  # nats a word that accents must gain where nothing else was swapped
JOINED = 5.0  # nats that accents must gain where they stand beside other swaps
PROVEN = 40.0  # nats that other families must gain before accents may be swaps as well
WORST = 25.0  # nats that one word may count there
NATIVE = frozenset({"CYRILLIC", "GREEK", "ACCENTED", "DOTTED"})  # letters of many languages


def learn(
    reader: Reader, channel: Channel, suspects: Mapping[str, int], plain: Mapping[str, int]
) -> None:
    """Teach the channel by its text: words with strange letters and plain ones, counted.

    A word counts once however often it occurs, and a swap once in a word: one misread name
    must not teach a swap.
    """
    lessons = choose_lessons(suspects, channel.own, plain)
    _teach(reader, channel, lessons)
    suggested: dict[str, str] = {}
    for _ in range(ROUNDS):
        found = find_unlisted(reader, channel, lessons.words)
        if found.items() <= suggested.items():
            break
        suggested |= found
        channel.suggest(found)
        reader.forget()
        _teach(reader, channel, lessons)
    unfounded, damaged = _unfounded(reader, channel, lessons.words, plain)
    if unfounded and damaged:
        channel.trust()  # a second look, for what one word may tell
        reader.forget()
        unfounded, _ = _unfounded(reader, channel, lessons.words, plain)
    channel.reject(unfounded)
    channel.trust()
    reader.forget()


def _teach(reader: Reader, channel: Channel, lessons: Lessons) -> None:
    believed: list[tuple[str, float]] = []
    for _ in range(ROUNDS):
        readings = reader.read_all(lessons.words)
        before = believed
        believed = [(reading.meant, round(belief(reading), 1)) for reading in readings]
        if believed == before:
            break  # and would teach the same again
        channel.learn(*tally(readings, reader, channel, lessons))
        reader.forget()


class _Evidence:
    """What speaks for one family of letters having been swapped in."""

    def __init__(self) -> None:
        self.met = 0  # words that hold its letters
        self.explained = 0  # of those, words that read well
        self.known = 0  # of those, words that the language's list has
        self.gain = 0.0  # nats by which they read better so
        self.letters: set[str] = set()
        self.certain = False  # words mix scripts, or are set in decorated letters
        self.beside: set[str] = set()  # other families in known words that hold its letters

    def is_believed(self, others: Collection[str]) -> bool:
        """Say whether all its words read well, by much or by swaps of other families as well."""
        well = self.explained == self.met and self.gain > JOINED
        most = self.known >= MOST * self.met
        evident = most and self.known > 1 and self.gain > EVIDENT_ACCENT * self.met
        return evident or (well and not self.beside.isdisjoint(others))


def _evidence(reader: Reader, channel: Channel, lessons: Mapping[str, int]) -> dict[str, _Evidence]:
    """Weigh what speaks for each family of letters having been swapped in."""
    found: dict[str, _Evidence] = defaultdict(_Evidence)
    for reading, count in zip(reader.read_all(lessons), lessons.values(), strict=True):
        changed = reader.changed(reading)
        for name in set(map(family, set(reading.word) - channel.own)):
            _weigh(found[name], name, reading, changed, count, reader, channel)
    return found


def _unfounded(
    reader: Reader, channel: Channel, lessons: Mapping[str, int], plain: Mapping[str, int]
) -> tuple[set[str], bool]:
    """Name the families of letters whose swapping explains too little of the text.

    Say as well whether the text is damaged for sure.
    """
    found = _evidence(reader, channel, lessons)
    damaged = any(evidence.certain for evidence in found.values())
    doubt = _foreignness(reader, plain)
    share = ENOUGH_DAMAGED if damaged else ENOUGH
    unfounded = {
        name
        for name, evidence in found.items()
        if not evidence.certain
        and (evidence.met or not damaged)  # else each letter alone is judged for itself
        and (
            evidence.explained < max(1, share * evidence.met)
            or evidence.gain < (1.0 if damaged else doubt + _asked(evidence))
        )
    }
    latin = {name for name in STRANGE_LATIN & found.keys() if not found[name].certain} - unfounded
    certain = sum(evidence.met for evidence in found.values() if evidence.certain)
    few = certain < sum(found[name].met for name in latin)  # words that are damaged for sure
    if latin and few and channel.is_latin and not _is_fluent(reader, lessons, plain):
        unfounded |= latin  # letters of the language that the text is in
    others = found.keys() - unfounded - {"ACCENTED"}
    gain = sum(found[name].gain for name in others)
    if others <= STRANGE_LATIN and gain < PROVEN and not found["ACCENTED"].is_believed(others):
        unfounded.add("ACCENTED")  # where little else was swapped in, an accent is one
    return unfounded, damaged


def _foreignness(reader: Reader, plain: Mapping[str, int]) -> float:
    """Say how many nats more to ask where little shows that the text is in its language."""
    if reader.language in HOME:
        return 0.0
    shown = sum(
        len(word) * count
        for word, count in plain.items()
        if len(word) > 2 and reader.rarity(word, here=False, limit=0.0)[1]
    )
    return FOREIGN * max(0.0, 1.0 - shown / SHOWN)


def _asked(evidence: _Evidence) -> float:
    """Say how many nats a family must gain in a text that is not known to be damaged."""
    sure = evidence.known == evidence.met > 1
    alone = LONE if evidence.met < 3 and evidence.letters <= WRITTEN else 0.0
    return 2.0 + alone + (0.2 if sure else 0.5) * len(evidence.letters)


def _weigh(
    evidence: _Evidence,
    name: str,
    reading: Reading,
    changed: frozenset[str],
    count: int,
    reader: Reader,
    channel: Channel,
) -> None:
    word = reading.word
    if len(word) == 1 or _is_acronym(word, name):
        return  # a letter alone may be a variable, a numeral, an initial; few, an acronym
    evidence.met += count
    if name not in changed or reading.odds <= -DOUBT:
        return
    if reading.known:
        evidence.beside.update(changed)
    if reading.known or (
        (reader.is_plausible(reading.meant) or (reading.odds > EVIDENT and name not in NATIVE))
        and channel.own.issuperset(reading.meant)
    ):
        evidence.explained += count
    evidence.gain += count * reading.odds
    evidence.known += count * reading.known
    if name not in LISTED and channel.own.isdisjoint(word):
        evidence.gain += count * WHOLLY * len(word)
    evidence.letters.update(
        letter for letter in word if family(letter) == name and not channel.is_own(letter)
    )
    if reading.genuine < FORMULA:
        return
    decorated = name == "DECORATED"
    foreign = not (channel.is_latin and name in STRANGE_LATIN)
    if decorated or (foreign and not channel.plain.isdisjoint(word)):
        evidence.certain = True


def _is_acronym(word: str, name: str) -> bool:
    """Say whether a word may be one in a script that has them, as ΦΒΚ and США are."""
    return (
        len(word) <= ACRONYM
        and word.isupper()
        and name in ("CYRILLIC", "GREEK")
        and all(family(letter) == name for letter in word)
    )


def _is_fluent(reader: Reader, lessons: Mapping[str, int], plain: Mapping[str, int]) -> bool:
    """Say whether the text, so read, is in the language that it was taken for."""
    read = [(reader.read(word).meant, count) for word, count in lessons.items()]
    cost = length = 0.0
    for word, count in (*read, *Counter(plain).most_common(SPOKEN)):
        cost += count * min(WORST, reader.rarity(word, here=False)[0])
        length += count * (len(word) + 1)
    return cost < FLUENT * length + FLUENT_SLACK
