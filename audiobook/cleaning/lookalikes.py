"""Finds letters that stand for their look-alikes in another alphabet, and what they mean.

The text teaches: its language, which letters were swapped for which and how often; then
each word is read, and each run of words judged swapped or genuine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from audiobook.cleaning.casing import Casing
from audiobook.cleaning.channel import Channel
from audiobook.cleaning.decision import judge
from audiobook.cleaning.edits import Edit
from audiobook.cleaning.language import find_language
from audiobook.cleaning.learning import learn
from audiobook.cleaning.readings import Reader, plainly
from audiobook.cleaning.tokens import TRIGGER, Token, tokens
from audiobook.model import Kept, Swap

_ENDS = frozenset('.!?…”’"')  # what a sentence ends with
_TAG = re.compile("[!?][”’\"'] $")  # what goes on after an outcry is rarely a new sentence
SURE = 3.0  # nats; a word kept with less is doubtful


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is to be changed, what was learnt, and what was left alone."""

    edits: tuple[Edit, ...] = ()
    swaps: tuple[Swap, ...] = ()
    kept: tuple[Kept, ...] = ()


def find_lookalikes(
    text: str, *, force: Iterable[tuple[str, str]] = (), forbid: Iterable[str] = ()
) -> Finding:
    """Find the words of `text` that are to be repaired.

    `force` pairs a letter with the one it stands for; `forbid` names letters and words that stay.

    >>> [edit.new for edit in find_lookalikes("пever, пooп, υпkiпd").edits]
    ['never', 'noon', 'unkind']
    """
    forced, kept_as_is = dict(force), frozenset(forbid)
    if not any(letter in text for letter in forced) and not TRIGGER.search(text):
        return Finding()
    found = tokens(text)
    counts = Counter([word for _, _, word in found])
    language = find_language(counts)
    channel = Channel(language.alphabet, language.likenesses, force=forced, forbid=kept_as_is)
    plain: Counter[str] = Counter()
    suspects: dict[str, int] = {}
    for word, count in counts.items():
        if word in kept_as_is or all(map(channel.is_own, word)):
            plain[plainly(word)] += count
        else:
            suspects[word] = count
    if not suspects:
        return Finding()
    reader = Reader(language.name, channel, plain)
    learn(reader, channel, suspects, plain)
    return _report(text, found, judge(text, found, suspects, reader), suspects, reader)


def _report(
    text: str,
    found: Sequence[Token],
    swapped: Sequence[bool],
    suspects: dict[str, int],
    reader: Reader,
) -> Finding:
    edits: list[Edit] = []
    changed: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    written = {word for _, _, word in found}
    casing = Casing(reader.language, ((word, reader.read(word).meant) for word in suspects))
    spelt: dict[tuple[str, bool], str] = {}
    for (start, end, word), ours in zip(found, swapped, strict=True):
        if word not in suspects:
            continue
        case = word, _is_sentence_start(text, start)
        meant = spelt.get(case, "")
        if not meant:
            meant = spelt[case] = _spelt(*case, reader, casing, written)
        if ours and meant != word:
            edits.append(Edit(start, end, meant, "look-alike"))
            changed[word] += 1
        else:
            kept[word] += 1
    return Finding(
        edits=tuple(edits),
        swaps=_swaps(changed, reader),
        kept=tuple(
            Kept(word=word, count=count, reason=_why_kept(word, reader))
            for word, count in kept.most_common()
        ),
    )


def _spelt(word: str, starts: bool, reader: Reader, casing: Casing, written: set[str]) -> str:
    """Give what a word says, with a capital where one belongs."""
    meant = casing.spell(word, reader.read(word).meant, starts=starts)
    capitalised = reader.capitalised(word)
    if (
        meant[:1].islower()
        and capitalised[:1].isupper()
        and capitalised[1:] == meant[1:]
        and (starts or (capitalised in written and meant not in written))
    ):
        return capitalised
    return meant


def _is_sentence_start(text: str, start: int) -> bool:
    before = text[max(0, start - 6) : start].rstrip("“‘\"'(—")
    if _TAG.search(before):
        return False
    if not before.strip():
        return start > 6 or text.rstrip()[-1:] in _ENDS
    return before[-1:] == "\n" or (before[-1:] in " \t" and before.rstrip()[-1:] in _ENDS)


def _swaps(changed: Counter[str], reader: Reader) -> tuple[Swap, ...]:
    swaps: Counter[tuple[str, str]] = Counter()
    for word, count in changed.items():
        meant = reader.read(word).meant
        if len(word) == len(meant):
            for pair in zip(word, meant, strict=True):
                if pair[0] != pair[1]:
                    swaps[pair] += count
    return tuple(
        Swap(source=source, target=target, count=count)
        for (source, target), count in swaps.most_common()
    )


def _why_kept(word: str, reader: Reader) -> str:
    reading = reader.read(word)
    return "doubtful" if reading.swapped - reading.genuine < SURE else "genuine"
