"""Mends mojibake: text that was written in one encoding and read in another.

The work is ftfy's; this is its one door.  Only the encoding is mended: curly quotes, wide
letters and everything else that ftfy would also straighten stay for the other rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.cleaning.edits import Edit

#: What UTF-8 looks like when it is read as Latin-1 or Windows-1252: a lead, then the rest.
_TRACES = re.compile(
    "\u00c2[\u00a0-\u00bf]|[\u00c3-\u00f4]"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def find_mojibake(text: str) -> Iterator[Edit]:
    """Find the words of `text` that were read in the wrong encoding, a line at a time.

    >>> [edit.new for edit in find_mojibake("a cafÃ© of mine")]
    ['café']
    """
    if not _TRACES.search(text):
        return
    import ftfy  # only where there is work for it

    at = 0
    for line in text.splitlines(keepends=True):
        if _TRACES.search(line):
            yield from _words(line, ftfy.fix_encoding(line), at)
        at += len(line)


def _words(old: str, new: str, at: int) -> Iterator[Edit]:
    """Cut the change of a line into changes of words, where its words are as many."""
    if old == new:
        return
    words = list(re.finditer(r"[^ \n]+", old))
    mended = re.split(r" +", new.strip("\n "))
    if len(words) != len(mended):
        return  # more than letters would change
    for word, fresh in zip(words, mended, strict=True):
        if word[0] != fresh and _TRACES.search(word[0]):
            yield Edit(at + word.start(), at + word.end(), fresh, "mojibake")
