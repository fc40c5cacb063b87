"""Takes out what cannot be seen: soft hyphens, zero-width signs, strokes laid over letters.

Joiners and direction marks do their work in other scripts and in emoji, so those go only
from beside Latin, Greek and Cyrillic letters.  Ligatures are written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from audiobook.cleaning.edits import Edit

_EUROPEAN = "A-Za-z\u00aa-\u024f\u0250-\u02af\u0300-\u0482\u048a-\u052f\u1d00-\u1dbf\u1e00-\u1fff"
_SPACELESS = (  # Thai, Lao, Burmese, Khmer, Tai Tham, Balinese, Javanese
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1a20-\u1aaf\u1b00-\u1b7f\ua980-\ua9df"
)
_NOTHING = "\u200b\u2060\ufeff"  # zero-width space, word joiner, byte order mark
_JOINERS = (
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u034f\u061c\u180e\u115f\u1160\u3164\uffa0"
    "\ufe00-\ufe0f\U000e0020-\U000e007f"
)
_OVERLAYS = "\u0332-\u0338\u0305\u033f\u20d0-\u20d3\u20dd-\u20eb"
_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip

#: Each rule: the reason to give, and what goes or is written out.
_RULES = (
    ("soft hyphen", re.compile("\u00ad+")),
    ("invisible character", re.compile(f"(?<![{_SPACELESS}])[{_NOTHING}]+(?![{_SPACELESS}])")),
    ("invisible character", re.compile(f"(?<=[{_EUROPEAN}])[{_JOINERS}]+")),
    ("invisible character", re.compile(f"(?<!\\S)[{_JOINERS}]+(?=[{_EUROPEAN}])")),
    ("stroke laid over", re.compile(f"(?<=[{_EUROPEAN}0-9])[{_OVERLAYS}]+")),
    ("heaped marks", re.compile("(?<=[A-Za-z])[\u0300-\u036f]{3,}")),
    ("ligature", re.compile(f"[{''.join(_LIGATURES)}]")),
)
_ANY = re.compile(f"[\u00ad\ufb00-\ufb06\ufeff{_JOINERS}{_OVERLAYS}]")
_HEAPED = re.compile("[\u0300-\u036f]{3}")
_WORD_END = re.compile(r"\S*")


def find_invisible(text: str) -> Iterator[Edit]:
    """Find the words of `text` that hold something unseen, and give them without it.

    >>> [edit.new for edit in find_invisible("no\\u200bth\\u00ading of that \\ufb01rm")]
    ['nothing', 'firm']
    """
    places = {match.start() for rule in (_ANY, _HEAPED) for match in rule.finditer(text)}
    end = 0
    for place in sorted(places):
        if place < end:
            continue
        start = place
        while start > end and not text[start - 1].isspace():
            start -= 1
        word = _WORD_END.match(text, start)
        end = max(place + 1, word.end() if word else place)
        new, reason = _bare(text[start:end])
        if reason:
            yield Edit(start, end, new, reason)


def _bare(word: str) -> tuple[str, str]:
    reason = ""
    for name, pattern in _RULES:
        fresh = pattern.sub(lambda match: _LIGATURES.get(match[0], ""), word)
        if fresh != word:
            word, reason = fresh, reason or name
    return word, reason
