"""Abbreviations of other languages that mean one thing only, in words.

A language comes in, its rules go out.  What is inflected by its place in the sentence, as
German "Nr." is not but Russian "г." is, stays as it is written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from audiobook.wording.rules import Dialect, Rule

# Written and said.  "^" asks for a capital to follow, "#" for a figure, a space for any space.
_TABLES: dict[str, dict[str, str]] = {
    "de": {
        "z. B.": "zum Beispiel", "d. h.": "das heißt", "u. a.": "unter anderem",
        "usw.": "und so weiter", "u. s. w.": "und so weiter", "bzw.": "beziehungsweise",
        "Dr.^": "Doktor", "Hr.^": "Herr", "Nr.#": "Nummer", "ca.": "circa",
        "Frl.^": "Fräulein", "St.^": "Sankt", "vgl.": "vergleiche", "S.#": "Seite",
    },
    "fr": {
        "M.^": "Monsieur", "MM.^": "Messieurs", "Mme": "Madame", "Mmes": "Mesdames",
        "Mlle": "Mademoiselle", "Mlles": "Mesdemoiselles", "Mme.^": "Madame",
        "Mlle.^": "Mademoiselle", "Mgr": "Monseigneur", "Dr^": "Docteur", "Dr.^": "Docteur",
        "n°#": "numéro", "p.#": "page", "pp.#": "pages", "c.-à-d.": "c’est-à-dire",
        "etc.": "et cætera", "Vve^": "veuve",
    },
    "es": {
        "Sr.^": "señor", "Sra.^": "señora", "Srta.^": "señorita", "Sres.^": "señores",
        "Dr.^": "doctor", "Dra.^": "doctora", "Dña.^": "doña", "D.ª^": "doña", "Ud.": "usted",
        "Uds.": "ustedes", "Vd.": "usted", "Vds.": "ustedes", "EE. UU.": "Estados Unidos",
        "núm.#": "número", "n.º#": "número", "pág.#": "página", "etc.": "etcétera",
        "p. ej.": "por ejemplo", "Sto.^": "santo", "Sta.^": "santa",
    },
    "it": {
        "Sig.^": "signor", "sig.^": "signor", "Sig.ra^": "signora", "sig.ra^": "signora",
        "Sig.na^": "signorina", "sig.na^": "signorina", "dott.^": "dottor", "Dott.^": "dottor",
        "prof.^": "professor", "Prof.^": "professor", "avv.^": "avvocato", "ecc.": "eccetera",
        "pag.#": "pagina", "n.#": "numero", "Mons.^": "monsignor",
    },
    "pt": {
        "Sr.^": "senhor", "Sra.^": "senhora", "Srta.^": "senhorita", "Dr.^": "doutor",
        "Dra.^": "doutora", "n.º#": "número", "etc.": "et cetera", "p. ex.": "por exemplo",
    },
    "ru": {
        "т. е.": "то есть", "и т. д.": "и так далее", "и т. п.": "и тому подобное",
        "и др.": "и другие", "и пр.": "и прочее", "т. к.": "так как", "№#": "номер",
        "т. н.": "так называемый",
    },
    "nl": {
        "dhr.^": "de heer", "Dhr.^": "De heer", "mevr.^": "mevrouw", "Mevr.^": "Mevrouw",
        "bijv.": "bijvoorbeeld", "d.w.z.": "dat wil zeggen", "enz.": "enzovoort",
        "m.a.w.": "met andere woorden",
    },
}  # fmt: skip
_PARTICLES = r"(?:d[’']|l[’']|(?:d[aeiou]|des|del|della|von|vom|van|zu|le|la)\s)"
_NEXT = {"^": rf"(?=\s+(?:[^\W\d_a-zà-ÿа-яё]|{_PARTICLES}))", "#": r"(?=\s*\d)", "": r"(?!\w)"}


@lru_cache(maxsize=16)
def rules(language: str) -> tuple[Rule, ...]:
    """Give the rules of a language, by its short code: none for one that has no table."""
    table = _TABLES.get(language, {})
    return tuple(_rule(written, said) for written, said in sorted(table.items(), key=_longest))


def _longest(entry: tuple[str, str]) -> int:
    return -len(entry[0])


def _rule(written: str, said: str) -> Rule:
    following = written[-1] if written[-1] in "^#" else ""
    bare = written.removesuffix(following) if following else written
    letters = re.escape(bare).replace(r"\ ", r"\s?")
    pattern = re.compile(rf"(?<![\w.]){letters}{_NEXT[following]}")

    def say(match: re.Match[str], dialect: Dialect) -> str:
        """Keep the full stop of a sentence that ends with the abbreviation."""
        rest = match.string[match.end() :].strip(" ”’»\"')")
        capital = match.string[: match.start()].strip(" “‘«\"'(—–-") == ""
        words = said[:1].upper() + said[1:] if capital and bare[:1].isupper() else said
        space = " " if following == "#" and match.string[match.end()].isdigit() else ""
        return words + space + ("." if not rest and bare.endswith(".") else "")

    return Rule(kind="abbreviation", pattern=pattern, say=say)
