"""A W3C lexicon beside the story is obeyed, and the settings file has the last word."""

from __future__ import annotations

import zipfile

import pytest

from audiobook.errors import SettingsError
from audiobook.model import Utterance
from audiobook.pipeline import outlined
from audiobook.settings import load

PLS = """<?xml version="1.0"?>
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa">
  <lexeme><grapheme>Aoife</grapheme><alias>EE-fa</alias></lexeme>
  <lexeme><grapheme>Siobhan</grapheme><alias>shi-VAWN</alias></lexeme>
</lexicon>
"""


CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Names</dc:title></metadata>
<manifest><item id="one" href="one.xhtml" media-type="application/xhtml+xml"/>
<item id="pls" href="names.pls" media-type="application/pls+xml"/></manifest>
<spine><itemref idref="one"/></spine></package>"""


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "names.txt"
    path.write_text("Names\n\nAoife met Siobhan at noon.\n")
    path.with_suffix(".pls").write_text(PLS)
    return path


def said(story):
    settings = load(story, {"voice": {"engine": "tone"}})
    steps = outlined([story], settings).script.steps
    return [step.spoken for step in steps if isinstance(step, Utterance)][-1]


def test_a_lexicon_beside_the_story_is_obeyed(story):
    assert said(story) == "EE-fa met shi-VAWN at noon."


def test_a_lexicon_that_is_none_is_refused_by_name(story):
    story.with_suffix(".pls").write_text("Aoife = EE-fa")
    with pytest.raises(SettingsError, match=r"names\.pls: not a pronunciation lexicon"):
        said(story)


def test_the_settings_have_the_last_word(story):
    story.with_suffix(".toml").write_text('[lexicon]\nAoife = "EEF-yeh"\n')
    assert said(story) == "EEF-yeh met shi-VAWN at noon."


def test_a_lexicon_inside_an_epub_is_obeyed(tmp_path):
    path = tmp_path / "names.epub"
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "book.opf": PACKAGE,
        "one.xhtml": "<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>One</h1>"
        "<p>Aoife met Siobhan at noon.</p></body></html>",
        "names.pls": PLS,
    }
    with zipfile.ZipFile(path, "w") as book:
        for name, text in members.items():
            book.writestr(name, text)
    assert said(path) == "EE-fa met shi-VAWN at noon."
