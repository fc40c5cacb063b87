"""Which names of a book are one person's: "Mark Ballas" and "Mark", "Mr. Hale" and "Hale"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_TITLES = """
Mr Mrs Ms Miss Dr Sir Lady Lord Captain Colonel Major Professor Doctor Inspector Aunt Uncle Madame
Monsieur Father Mother Sister Brother King Queen Prince Princess General Capt Col Prof Rev Lt Sgt
Master Detective Sergeant Lieutenant M
"""
_HONORIFICS = frozenset(_TITLES.split())


def canonical(tags: Iterable[str]) -> dict[str, str]:
    """Map every name in the tags to the one by which its owner is known.

    Only what can be nobody else is joined: where there is a Mr. and a Mrs. Hale,
    a bare "Hale" is a third.

    >>> canonical(["Mark", "Mark", "Mark Ballas", "Mr. Hale", "Mrs. Hale", "Hale"])["Mark Ballas"]
    'Mark'
    >>> canonical(["Mr. Hale", "Mrs. Hale", "Hale"])["Hale"]
    'Hale'
    """
    counts = Counter(tag for tag in tags if tag)
    owner = {name: name for name in counts}
    full = [name for name in counts if " " in name]
    for short in (name for name in counts if " " not in name):
        owners = [name for name in full if short in _own_words(name) and not _is_married(name)]
        if len(owners) == 1:
            owner[short] = owners[0]
    groups: dict[str, list[str]] = {}
    for name, known in owner.items():
        groups.setdefault(known, []).append(name)
    return {
        name: max(group, key=lambda one: (counts[one], -len(one), one))
        for group in groups.values()
        for name in group
    }


def _is_married(name: str) -> bool:
    """A bare surname is not a lady's: "Hale" is no Mrs. Hale."""
    return name.split()[0].rstrip(".") in ("Mrs", "Miss", "Ms", "Lady", "Mme")


def _own_words(name: str) -> tuple[str, ...]:
    """Give the words of a name that may stand for it: not its title."""
    return tuple(word for word in name.split() if word.rstrip(".") not in _HONORIFICS)
