"""The player's page as it is written: escaped, complete, the same each time."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from audiobook.model import Cue, Word
from audiobook.publishing.player import assets, facts, squeeze, text, write_player, writing

HOSTILE = "</script><script>alert(1)</script> & <!-- \u2028 \x00 “quoted”"


class Elements(HTMLParser):
    """Every element of a page with its attributes and its text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._within: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        if tag in ("span", "script", "style", "title"):
            self._within.append(dict(attributes).get("id") or tag)

    def handle_endtag(self, tag):
        if tag in ("span", "script", "style", "title") and self._within:
            self._within.pop()

    def handle_data(self, data):
        if self._within:
            name = self._within[-1]
            self.texts[name] = self.texts.get(name, "") + data


def written(edition) -> str:
    (path, *_) = write_player(edition)
    return path.read_text(encoding="utf-8")


def told(page: str):
    return json.loads(Elements(page).texts["book"])


def test_every_sentence_stands_in_the_page_once_with_its_id(sounding_edition):
    edition = sounding_edition()
    found = Elements(written(edition))
    ids = [a["id"] for tag, a in found.found if tag == "span" and a.get("class") == "s"]
    assert ids == [cue.id for cue in edition.timeline.cues]
    assert found.texts["c02s02p002t1"] == "Backstage, <b>all</b> was R&D --> quiet."


def test_story_text_cannot_end_an_element_or_open_one(sounding_edition, book_of):
    book = book_of(((HOSTILE, (("start", "", (HOSTILE,)),)),), title=HOSTILE)
    page = written(sounding_edition(book))
    found = Elements(page)
    assert [tag for tag, _ in found.found].count("script") == 2
    assert "alert(1)" not in "".join(found.texts["script"])
    assert found.texts["title"] == HOSTILE.replace("\x00", "")
    assert told(page)["title"] == HOSTILE
    assert not re.search(r'<[^>]+ (style|on\w+)="', page)


def test_the_policy_names_the_very_script_and_style(sounding_edition):
    page = written(sounding_edition())
    policy = html.unescape(re.search(r'Policy" content="([^"]*)"', page)[1])
    for tag, name in (("script", "script-src"), ("style", "style-src")):
        code = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def test_times_add_up_to_the_cues(sounding_edition):
    edition = sounding_edition()
    at = 0
    rate = edition.timeline.rate
    for (gap, length), cue in zip(
        told(written(edition))["times"], edition.timeline.cues, strict=True
    ):
        assert at + gap == pytest.approx(1000 * cue.start / rate, abs=1)
        at += gap + length
        assert at == pytest.approx(1000 * cue.end / rate, abs=1)


def test_words_are_counted_as_javascript_counts(sounding_edition, book_of):
    text = "“𝒜 clef 🎼 here.” "
    book = book_of((("One", (("start", "", (text,)),)),))
    edition = sounding_edition(book)

    def words(cue: Cue):
        at = cue.written.find("here")
        return (Word(offset=at, length=4, start=cue.start + 100),) if at >= 0 else ()

    (word,) = next(iter(told(written(replace(edition, words=words)))["words"].values()))
    units = text.strip().encode("utf-16-le")
    assert units[2 * word[0] : 2 * (word[0] + word[1])].decode("utf-16-le") == "here"


def test_peaks_are_high_where_a_sentence_is_and_nothing_in_a_pause(sounding_edition):
    edition = sounding_edition()
    peaks = facts.peaks(edition)
    rate = edition.timeline.rate
    width = rate // 2
    assert len(peaks) == -(-edition.timeline.frames // width)
    for number, peak in enumerate(peaks):
        start, end = number * width, (number + 1) * width
        said = sum(
            max(0, min(cue.end, end) - max(cue.start, start)) for cue in edition.timeline.cues
        )
        if said == 0:
            assert peak == 0
        elif said > 200:
            assert peak == pytest.approx(9_000 >> 7, abs=8)


def test_little_sound_goes_into_the_page_and_much_stands_beside_it(sounding_edition, monkeypatch):
    edition = sounding_edition()
    (page,) = write_player(edition)
    assert 'src="data:audio/mp4;base64,' in page.read_text(encoding="utf-8")
    monkeypatch.setattr(writing, "EMBEDDED", 0)
    page, sound = write_player(edition)
    assert 'src="player/small.m4a"' in page.read_text(encoding="utf-8")
    assert sound.relative_to(edition.folder).as_posix() == "player/small.m4a"


def test_two_writings_give_the_same_bytes(sounding_edition):
    edition = sounding_edition()
    assert written(edition) == written(edition)


def test_a_long_scene_is_cut_for_layout_but_keeps_its_one_id(sounding_edition, book_of):
    paragraphs = [tuple(f"{n}.{m}." for m in range(70)) for n in range(3)]
    page = written(sounding_edition(book_of((("One", (("start", "", *paragraphs),)),))))
    assert page.count('<div class="scene') == 2
    assert page.count('id="c01s01"') == 1


def test_a_book_of_one_chapter_shows_its_title_once(sounding_edition, book_of):
    book = book_of((("A Small Book", (("start", "", ("Once.",)),)),))
    page = written(sounding_edition(replace(book, title=None)))
    assert "<h1><span" in page
    assert "<h2><span" not in page


def test_a_book_from_right_to_left_says_so(sounding_edition, book_of):
    assert '<html lang="he" dir="rtl">' in written(sounding_edition(book_of(language="he")))


def test_the_pages_own_code_is_small_and_has_no_way_to_run_text():
    script = assets.script()
    own = (script, assets.style(text.heights()), assets.template().template)
    assert sum(len(part.encode()) for part in own) <= 60_000
    for danger in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert danger not in script


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("a = b - -1;\nc = d++ + e;", "a=b - -1;c=d++ +e;"),
        ('say("x // y"); // z', 'say("x // y");'),
        ("say(`${a} = ${b}`);", "say(`${a} = ${b}`);"),
        ("const a = 1;\nconst [b] = c;\nlet d = 2;", "const a=1,[b]=c;let d=2;"),
        ("f = (x) => x * 0.5;\nasync (y) => y;", "f=x=>x*.5;async(y)=>y;"),
        ('t = s.replace(/[^/ ]+ "/g, "  ");', 't=s.replace(/[^/ ]+ "/g,"  ");'),
        ("if (a) {\n  b();\n}\nreturn { c };", "if(a){b()}\nreturn{c};"),
    ],
)
def test_a_shorter_script_says_the_same(code, short):
    assert squeeze.script(code) == short
