"""Words given as sounds: "/ˈaɪdə/" in a spoken text, for engines that can be told so.

In: a spoken text whose lexicon words stand as IPA between slashes.  Out: its
pieces, and the IPA in the letters of Kokoro's family of voices.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SOUNDED = re.compile(r"(?<![\w/])/([^\s/](?:[^/\n]{0,78}[^\s/])?)/(?![\w/])")
# Kokoro's letters for what IPA writes with several, and for look-alikes; longest first.
KOKORO = (
    ("d͡ʒ", "ʤ"),
    ("t͡ʃ", "ʧ"),
    ("eɪ", "A"),
    ("aɪ", "I"),
    ("aʊ", "W"),
    ("ɔɪ", "Y"),
    ("oʊ", "O"),
    ("əʊ", "Q"),
    ("dʒ", "ʤ"),
    ("tʃ", "ʧ"),
    ("ɝ", "ɜɹ"),
    ("ɚ", "əɹ"),
    ("əl", "ᵊl"),
    ("ɫ", "l"),
    ("g", "ɡ"),
    ("r", "ɹ"),
    ("ʍ", "w"),
    (".", ""),
    ("͡", ""),
    ("'", "ˈ"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of plain text, or one word given as sounds."""

    text: str  # without the slashes
    offset: int  # of `text`, in the spoken text
    sounded: bool


def stretches(spoken: str) -> tuple[Stretch, ...]:
    """Cut a spoken text at its "/ipa/" words.

    >>> [(s.text, s.sounded) for s in stretches("Ask /ˈaɪdə/, and/or me.")]
    [('Ask ', False), ('ˈaɪdə', True), (', and/or me.', False)]
    """
    found: list[Stretch] = []
    at = 0
    for match in _SOUNDED.finditer(spoken):
        if match.start() > at:
            found.append(Stretch(text=spoken[at : match.start()], offset=at, sounded=False))
        found.append(Stretch(text=match[1], offset=match.start(1), sounded=True))
        at = match.end()
    if at < len(spoken):
        found.append(Stretch(text=spoken[at:], offset=at, sounded=False))
    return tuple(found)


def in_kokoro_letters(ipa: str, *, british: bool = False) -> str:
    """Write IPA as Kokoro's voices read it (the letters of its `misaki`).

    >>> in_kokoro_letters("ˈdʒeɪn ɡrəʊt")
    'ˈʤAn ɡɹQt'
    """
    for sounds, letter in KOKORO:
        ipa = ipa.replace(sounds, letter)
    return ipa if british else ipa.replace("ː", "")
