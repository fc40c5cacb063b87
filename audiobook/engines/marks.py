"""Where words begin: the text's words, and an engine's events laid on them.

Engines count words each in its own way, give some twice and some with no
length.  A mark must name a word of the text, once, in order, inside the clip.
"""

from __future__ import annotations

import bisect
import difflib
import functools
import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from audiobook.model import Mark, Span

INSIDE_A_WORD = frozenset("'’ʼ·\u00ad\u200c\u200d")


@functools.lru_cache(maxsize=8)  # asked three times for a sentence
def word_spans(text: str) -> tuple[Span, ...]:
    """Find the words of a text: runs of letters, marks and digits, apostrophes inside.

    >>> word_spans("“Don’t,” he said—9.")
    ((1, 6), (9, 11), (12, 16), (17, 18))
    """
    spans: list[Span] = []
    start = -1
    for at, char in enumerate((*text, " ")):
        if unicodedata.category(char)[0] in "LMN" or (start >= 0 and char in INSIDE_A_WORD):
            start = at if start < 0 else start
        elif start >= 0:
            spans.append((start, start + len(text[start:at].rstrip("'’ʼ·\u00ad\u200c\u200d"))))
            start = -1
    return tuple(spans)


def laid_on_words(text: str, events: Iterable[tuple[int, int]], frames: int) -> tuple[Mark, ...]:
    """Turn an engine's (character, sample) events into marks, one a word at most.

    An event belongs to the last word that begins at or before it; the first event of a word
    counts, and whatever steps back in time or text is dropped.

    >>> [(m.offset, m.sample) for m in laid_on_words("Oh no.", [(0, 0), (3, 90), (4, 95)], 200)]
    [(0, 0), (3, 90)]
    """
    spans = word_spans(text)
    starts = [start for start, _ in spans]
    marks: list[Mark] = []
    for offset, sample in events:
        at = bisect.bisect_right(starts, offset) - 1
        if at < 0 or not 0 <= sample < frames:
            continue
        start, end = spans[at]
        if marks and (start <= marks[-1].offset or sample < marks[-1].sample):
            continue
        marks.append(Mark(offset=start, length=end - start, sample=sample))
    return tuple(marks)


def in_order(marks: tuple[Mark, ...], frames: int) -> bool:
    """Say whether marks go forward in text and time and stay inside the clip.

    >>> in_order((Mark(offset=0, length=2, sample=5), Mark(offset=3, length=2, sample=4)), 9)
    False
    """
    inside = all(0 <= mark.sample < frames and mark.length > 0 for mark in marks)
    return inside and all(a.offset < b.offset and a.sample <= b.sample for a, b in pairwise(marks))


def laid_beside(
    spans: tuple[Span, ...], words: Sequence[Sequence[str]], sounds: Sequence[str]
) -> Iterator[tuple[Span, int]]:
    """Give each word the index of the sound of its sentence that it begins with.

    `words` are the sounds of each word read alone, `sounds` those of the sentence, with " "
    between words: espeak runs small words together and reads a number as many, so that the
    words are laid beside the sentence where the spaces do not tell.

    >>> [at for _, at in laid_beside(((0, 2), (3, 6)), ("ɪn", "ðə"), "ɪnðə ")]
    [0, 2]
    """
    gaps = [index for index, sound in enumerate(sounds) if sound == " "]
    starts = [0, *(gap + 1 for gap in gaps)]
    runs = [
        at for at in starts if any(map(str.isalpha, itertools.takewhile(_is_sound, sounds[at:])))
    ]
    if len(runs) == len(spans):
        yield from zip(spans, runs, strict=True)
        return
    read = list(itertools.chain.from_iterable(words))
    match = difflib.SequenceMatcher(None, read, sounds, autojunk=False)
    place = {}
    for block in match.get_matching_blocks():
        for step in range(block.size):
            place[block.a + step] = block.b + step
    at = 0
    for span, word in zip(spans, words, strict=True):
        # A weak vowel differs from the word said alone; its neighbour still matches.
        for step in range(min(len(word), 3)):
            if at + step in place:
                yield span, max(place[at + step] - step, 0)
                break
        at += len(word)


def _is_sound(sound: str) -> bool:
    return sound != " "
