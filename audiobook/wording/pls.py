"""A pronunciation lexicon of the W3C (PLS 1.0), as an EPUB may carry one, as lexicon entries.

Bytes come in, (written, said) pairs go out: an alias is a respelling, a phoneme
becomes "/ipa/".  Of several pronunciations the preferred or the first counts
(PLS 1.0, section 4.9.3).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from audiobook.errors import SettingsError

_NAMESPACE = "{http://www.w3.org/2005/01/pronunciation-lexicon}"
# X-SAMPA to IPA, the longest signs first; letters not here are the same in both.
_X_SAMPA = (
    "_d:̪ _h:ʰ _j:ʲ _w:ʷ _~:̃ _0:̥ _v:̬ =:̩ r\\`:ɻ s\\:ɕ z\\:ʑ r\\:ɹ h\\:ɦ l\\:ɺ p\\:ɸ j\\:ʝ x\\:ɧ "
    "O\\:ʘ R\\:ʀ H\\:ʜ B\\:ʙ G\\:ɢ L\\:ʟ N\\:ɴ K\\:ɮ M\\:ɰ I\\:ᵻ U\\:ᵿ X\\:ħ @\\:ɘ 3\\:ɞ ?\\:ʕ "
    "d`:ɖ l`:ɭ n`:ɳ r`:ɽ s`:ʂ t`:ʈ z`:ʐ @`:ɚ 3`:ɝ A:ɑ B:β C:ç D:ð E:ɛ F:ɱ G:ɣ H:ɥ I:ɪ J:ɲ K:ɬ "
    "L:ʎ M:ɯ N:ŋ O:ɔ P:ʋ Q:ɒ R:ʁ S:ʃ T:θ U:ʊ V:ʌ W:ʍ X:χ Y:ʏ Z:ʒ @:ə {:æ }:ʉ 1:ɨ 2:ø 3:ɜ 4:ɾ "
    '5:ɫ 6:ɐ 7:ɤ 8:ɵ 9:œ &:ɶ ?:ʔ ":ˈ %:ˌ'
)
_SIGNS = tuple(tuple(pair.rsplit(":", 1)) for pair in _X_SAMPA.split(" "))


class _NoDoctype(ET.TreeBuilder):
    """Refuses a document type: it could name files or unfold without end."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise SettingsError(
            "the lexicon holds a document type declaration, which is not read",
            "remove its <!DOCTYPE …>",
        )


def parse_pls(content: bytes) -> tuple[tuple[str, str], ...]:
    """Read the entries of a W3C pronunciation lexicon; raises SettingsError where it is none.

    >>> parse_pls(b'''<lexicon version="1.0" alphabet="ipa" xml:lang="en"
    ... xmlns="http://www.w3.org/2005/01/pronunciation-lexicon">
    ... <lexeme><grapheme>W3C</grapheme><alias>double you three C</alias></lexeme></lexicon>''')
    (('W3C', 'double you three C'),)
    """
    parser = ET.XMLParser(target=_NoDoctype())  # noqa: S314 - document types are refused
    try:
        parser.feed(content)
        root = parser.close()
    except ET.ParseError as err:
        raise SettingsError(
            f"not a pronunciation lexicon: {err}", "expected XML as in PLS 1.0 of the W3C"
        ) from err
    if root is None or root.tag != f"{_NAMESPACE}lexicon":
        found = "nothing" if root is None else root.tag
        raise SettingsError(f"not a pronunciation lexicon: expected <lexicon>, found <{found}>")
    entries: list[tuple[str, str]] = []
    for lexeme in root.iter(f"{_NAMESPACE}lexeme"):
        said = _said(lexeme, root.get("alphabet", "ipa"))
        for grapheme in lexeme.iter(f"{_NAMESPACE}grapheme"):
            written = " ".join((grapheme.text or "").split())
            if written and said:
                entries.append((written, said))
    return tuple(entries)


def _said(lexeme: ET.Element, alphabet: str) -> str:
    ways = [way for way in lexeme if way.tag in (f"{_NAMESPACE}alias", f"{_NAMESPACE}phoneme")]
    ways.sort(key=lambda way: way.get("prefer") != "true")
    for way in ways:
        text = " ".join((way.text or "").split())
        if way.tag.endswith("alias") and text:
            return text
        ipa = _ipa(text, way.get("alphabet", alphabet))
        if ipa:
            return f"/{ipa}/"
    return ""


def _ipa(text: str, alphabet: str) -> str:
    """Give the IPA of a phoneme, "" where its alphabet is not known."""
    if alphabet == "ipa":
        return text.strip("/")
    if alphabet not in ("x-sampa", "xsampa", "x-SAMPA"):
        return ""
    said, at = "", 0
    while at < len(text):
        sign, becomes = next(
            ((sign, ipa) for sign, ipa in _SIGNS if text.startswith(sign, at)),
            (text[at], "ː" if text[at] == ":" else text[at]),
        )
        said += becomes
        at += len(sign)
    return said
