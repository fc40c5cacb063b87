"""IPA for espeak's English voices: "/həˈləʊ/" in a spoken text becomes "[[h@l'oU]]".

In: a spoken text.  Out: the text as espeak wants it, and the way back from its
offsets to ours.  The table was read off espeak's own IPA for some hundred words.
"""

from __future__ import annotations

import bisect
import unicodedata
from dataclasses import dataclass

from audiobook.engines.phonemes import stretches

# IPA = espeak's letters for it; what is longer is looked for first.
_TABLE = """
    aɪə=aI@ aʊə=aU@ əʊ=oU oʊ=oU aɪ=aI eɪ=eI ɔɪ=OI aʊ=aU eə=e@ ɛə=e@ ɪə=i@ iə=i@ ʊə=U@ əl=@L
    iː=i: uː=u: ɜː=3: ɔː=O: ɑː=A: ɝ=3: ɚ=3 ɪ=I i=i ɛ=E e=E æ=a a=a ʌ=V ə=@ ɐ=a# ɒ=0 ɔ=O: ɑ=A:
    ʊ=U u=u: o=oU ɜ=3: ᵻ=I2 tʃ=tS dʒ=dZ θ=T ð=D ʃ=S ʒ=Z ŋ=N ɡ=g ɹ=r ɫ=l ʍ=w ɾ=t# ʔ=? n̩=n- l̩=@L
    p=p b=b t=t d=d k=k g=g f=f v=v s=s z=z h=h x=x m=m n=n l=l r=r j=j w=w ˈ=' '=' ˌ=, .= aː=A:
    oː=O: eː=eI
"""
SOUNDS = {" ": "||", **dict(pair.split("=") for pair in _TABLE.split())}
LONGEST = max(map(len, SOUNDS))


class UnknownSoundError(ValueError):
    """A sound that espeak's English does not have; its text is the sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notated:
    """A text as espeak wants it."""

    text: str
    has_sounds: bool
    starts: tuple[tuple[int, int], ...]  # (offset here, offset in the spoken text), in order

    def offset(self, at: int) -> int:
        """Turn an offset into this text into one of the spoken text."""
        here, there = self.starts[max(0, bisect.bisect_right(self.starts, (at, 1 << 60)) - 1)]
        return there + at - here


def notated(spoken: str) -> Notated:
    """Write the "/ipa/" words of a text in espeak's own letters.

    Raises UnknownSoundError.

    >>> notated("Say /həˈləʊ/ now").text
    "Say [[h@'loU]] now"
    """
    pieces = stretches(spoken)
    if not any(piece.sounded for piece in pieces):
        return Notated(text=spoken, has_sounds=False, starts=((0, 0),))
    text = ""
    starts: list[tuple[int, int]] = []
    for piece in pieces:
        # Brackets in the story must not be taken for espeak's.
        plain = piece.text.replace("[[", "[ ")
        text += "[[" if piece.sounded else ""
        starts.append((len(text), piece.offset))
        text += in_espeak_letters(piece.text) + "]]" if piece.sounded else plain
    return Notated(text=text, has_sounds=True, starts=tuple(starts))


def in_espeak_letters(ipa: str) -> str:
    """Write IPA in espeak's letters.

    >>> in_espeak_letters("ˈt͡ʃɜːt͡ʃ"), in_espeak_letters("aɪˈdɪə")
    ("'tS3:tS", "aI'di@")
    """
    ipa = unicodedata.normalize("NFD", ipa).replace("͡", "")
    said = ""
    at = 0
    while at < len(ipa):
        size = next((n for n in range(LONGEST, 0, -1) if ipa[at : at + n] in SOUNDS), 0)
        if not size:
            raise UnknownSoundError(ipa[at])
        said += SOUNDS[ipa[at : at + size]]
        at += size
    return said
