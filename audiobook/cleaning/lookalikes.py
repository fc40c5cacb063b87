"""Finds letters that stand for their look-alikes in another alphabet, and what they mean.

The text teaches: its language, which letters were swapped for which and how often; then
each word is read, and each run of words judged swapped or genuine.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from audiobook.cleaning.channel import Channel
from audiobook.cleaning.decision import judge
from audiobook.cleaning.edits import Edit
from audiobook.cleaning.language import find_language
from audiobook.cleaning.learning import learn
from audiobook.cleaning.readings import Reader
from audiobook.cleaning.spelling import Spelling
from audiobook.cleaning.tokens import TRIGGER, Tokens, rewritten, shown, tokens
from audiobook.cleaning.words import plainly
from audiobook.model import Kept, Swap

SURE = 3.0  # nats; a word kept with less is doubtful


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is to be changed, what was learnt, and what was left alone."""

    edits: tuple[Edit, ...] = ()
    swaps: tuple[Swap, ...] = ()
    kept: tuple[Kept, ...] = ()
    left: Tokens | None = None  # the words of the text so changed, where they are known


def find_lookalikes(
    text: str,
    *,
    force: Iterable[tuple[str, str]] = (),
    forbid: Iterable[str] = (),
    left: Tokens | None = None,
) -> Finding:
    """Find the words of `text` that are to be repaired.

    `force` pairs a letter with the one it stands for; `forbid` names letters and words that
    stay; `left` are the words of the text, where a finding before this one knew them.

    >>> [edit.new for edit in find_lookalikes("пever, пooп, υпkiпd").edits]
    ['never', 'noon', 'unkind']
    """
    forced, kept_as_is = dict(force), frozenset(forbid)
    if not any(letter in text for letter in forced) and not TRIGGER.search(text):
        return Finding()
    found = shown(text, left) if left else tokens(text)
    counts = Counter(found.words)
    language = find_language(counts)
    channel = Channel(language.alphabet, language.likenesses, force=forced, forbid=kept_as_is)
    plain: Counter[str] = Counter()
    suspects: dict[str, int] = {}
    for word, count in counts.items():
        if word in kept_as_is or channel.own.issuperset(word):
            plain[plainly(word)] += count
        else:
            suspects[word] = count
    if not suspects:
        return Finding()
    reader = Reader(language.name, channel, plain)
    learn(reader, channel, suspects, plain)
    return _report(text, found, judge(found, suspects, reader), suspects, reader)


def _report(
    text: str, found: Tokens, swapped: Sequence[bool], suspects: Mapping[str, int], reader: Reader
) -> Finding:
    edits: list[Edit] = []
    changed: list[str] = []
    kept: list[str] = []
    words, starts, says = found.words, found.starts, list(found.words)
    spelling = Spelling(text, found, suspects, reader)
    fixed = spelling.fixed
    for place in [place for place, word in enumerate(words) if word in suspects]:
        word, start = words[place], starts[place]
        meant = (fixed.get(word) or spelling.spell(word, start)) if swapped[place] else word
        if meant != word:
            edits.append(Edit(start, start + len(word), meant, "look-alike"))
            changed.append(word)
            says[place] = meant
        else:
            kept.append(word)
    return Finding(
        edits=tuple(edits),
        swaps=_swaps(Counter(changed), reader),
        kept=tuple(
            Kept(word=word, count=count, reason=_why_kept(word, reader))
            for word, count in Counter(kept).most_common()
        ),
        left=rewritten(found, says) if edits else found,
    )


def _swaps(changed: Counter[str], reader: Reader) -> tuple[Swap, ...]:
    """Count letter for letter what stood for what; words of one frequency together."""
    pairs: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for word, count in changed.items():
        meant = reader.meant(word)
        if len(word) == len(meant):
            old, new = pairs[count]
            old.append(word)
            new.append(meant)
    swaps: Counter[tuple[str, str]] = Counter()
    for count, (old, new) in pairs.items():
        for pair, times in Counter(zip("".join(old), "".join(new), strict=True)).items():
            if pair[0] != pair[1]:
                swaps[pair] += count * times
    return tuple(
        Swap(source=source, target=target, count=count)
        for (source, target), count in swaps.most_common()
    )


def _why_kept(word: str, reader: Reader) -> str:
    return "doubtful" if reader.read(word).odds > -SURE else "genuine"
