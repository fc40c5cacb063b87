"""The page itself: keys, panels, search, hostile stories, access for all."""

from __future__ import annotations

import itertools
import json
import os
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

AXE = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
HOSTILE = (
    "</script><script>window.struck = 1</script>",
    "<img src=x onerror='window.struck = 2'>",
    "Lines\u2028and\u2029paragraphs \u202egnirts\u202c.",
    "${window.struck = 3} `${1}` {{7+7}} $title &lt; &amp;",
    "javascript:window.struck=4",
    "W" * 10_000,
)


def test_a_hostile_story_runs_nothing_and_shows_as_written(reader, publish_player):
    chapters = ((HOSTILE[0], (("start", "", HOSTILE), ("inferred", HOSTILE[1], HOSTILE[:2]))),)
    person = reader(publish_player(chapters, title=HOSTILE[0])).open()
    person.page.locator(".s").nth(2).click()
    person.key("b")
    person.key("/")
    person.page.locator("#query").fill("<img")
    person.page.locator("#query").press("Enter")
    person.page.wait_for_timeout(600)
    person.key("Escape")
    for panel in ("chapters", "bookmarks"):
        person.page.evaluate(f"document.querySelector('[data-panel={panel}]').click()")
        person.key("Escape")
    shown = person.page.evaluate("[...document.querySelectorAll('.s')].map(e => e.textContent)")
    for text in HOSTILE:
        assert text in shown
    assert person.page.evaluate("window.struck") is None
    assert person.page.evaluate("document.title") == HOSTILE[0]


def test_an_element_slipped_into_the_page_runs_nothing(reader):
    person = reader().open()
    failed = person.page.evaluate(
        "(() => { try { document.body.innerHTML += '<img src=x onerror=window.struck=1>'; }"
        " catch (error) { return error.name; } })()"
    )
    assert failed == "TypeError"
    person.said.clear()  # the browser reports what the policy held off


@pytest.mark.parametrize(
    ("key", "panel"),
    [("/", "search"), ("c", "chapters"), ("Shift+B", "bookmarks"), ("s", "sleep"),
     ("x", "wrong"), ("?", "help")],
)  # fmt: skip
def test_a_key_opens_its_panel_and_escape_closes_it(reader, key, panel):
    person = reader().open()
    person.key(key)
    assert person.page.locator(f"#{panel}").is_visible()
    person.key("Escape")
    assert person.page.locator(f"#{panel}").is_hidden()


def test_arrow_keys_step_through_sentences_paragraphs_and_chapters(reader):
    person = reader().open()
    person.page.locator(".s").nth(4).click()
    person.key("Space")
    ids = person.ids()
    person.key("ArrowRight")
    assert person.lit() == ids[5]
    person.key("ArrowLeft")
    assert person.lit() == ids[4]
    person.key("Shift+ArrowRight")
    assert person.lit().endswith("t1")
    person.key("n")
    person.until("document.querySelector('.lit').id === 'c02t1'")
    person.key("p")
    person.key("0")
    assert person.lit() == "t1"


def test_a_step_before_the_sound_is_there_counts_from_the_sentence_chosen(reader):
    person = reader().open()
    # for a moment a browser knows the length and has not yet told the page
    person.page.evaluate(
        "addEventListener('loadedmetadata', event => event.stopImmediatePropagation(), true);"
        "Object.defineProperty(document.querySelector('audio'), 'readyState',"
        " {get: () => Number('known' in window)})"
    )
    person.page.locator(".s").nth(4).click()
    person.page.evaluate("window.known = true")
    person.key("ArrowRight")
    assert person.lit() == person.ids()[5]


def test_j_and_l_go_15_seconds_to_the_start_of_a_sentence(reader):
    person = reader().open()
    person.key("Space")
    person.until("document.querySelector('audio').readyState > 1")
    person.key("l")
    person.key("l")
    later = person.time()
    assert 20 < later < 31
    person.key("j")
    assert person.time() < later - 10


def test_keys_for_speed_size_theme_mute_and_bookmark(reader):
    person = reader().open()
    size = "getComputedStyle(document.querySelector('main')).fontSize"
    before = person.page.evaluate(size)
    person.key("+")
    assert person.page.evaluate(size) > before
    person.key("-")
    assert person.page.evaluate(size) == before
    person.key(",")
    assert person.page.evaluate("document.querySelector('audio').playbackRate") == 0.95
    person.key("m")
    assert person.page.evaluate("document.querySelector('audio').muted")
    person.page.locator(".s").nth(3).click()
    person.key("b")
    assert person.page.locator(".s.marked").count() == 1
    person.key("b")
    assert person.page.locator(".s.marked").count() == 0


def test_space_on_a_button_presses_that_button_once(reader):
    person = reader().open()
    person.page.locator("[data-panel=search]").focus()
    person.key("Space")
    assert person.page.locator("#search").is_visible()
    assert person.paused()


def test_space_after_a_click_on_a_button_still_plays(reader):
    person = reader().open()
    person.page.locator("#b-mark").click()
    person.key("Space")
    person.until("!document.querySelector('audio').paused")


def test_keys_in_a_field_are_text(reader):
    person = reader().open()
    person.key("/")
    person.page.keyboard.type("n b k")
    assert person.page.locator("#query").input_value() == "n b k"
    assert person.paused()


def test_letter_keys_can_be_switched_off(reader):
    person = reader().open()
    person.page.get_by_role("button", name="Reading settings").click()
    person.page.get_by_label("Letter keys").select_option(label="Off")
    person.key("Escape")
    person.page.evaluate("document.activeElement.blur()")
    person.key("k")
    person.key("c")
    assert person.paused()
    assert person.page.locator("#chapters").is_hidden()
    person.key("Space")
    person.until("!document.querySelector('audio').paused")


def test_search_finds_another_case_and_accent_and_says_how_many_once(reader):
    person = reader().open()
    person.key("/")
    person.page.locator("#query").fill("CAFE")
    person.until("document.getElementById('found').textContent !== ''")
    count = person.page.locator("#search li").count()
    assert person.page.locator("#found").inner_text() == f"{count} places"
    assert person.page.locator("#search mark").first.inner_text() == "café"
    person.page.locator("#search li button").first.click()
    assert person.page.locator(".s.found").count() == 1
    assert person.paused()
    person.page.locator("#search li button").first.click()
    person.until("!document.querySelector('audio').paused")


@pytest.mark.parametrize(("word", "like"), [("Aoife", "EE-fa"), ("café “x”", 'ka"fay')])
def test_mispronounced_copies_a_line_that_toml_reads_back(reader, word, like):
    person = reader()
    person.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    person.open()
    person.key("x")
    person.page.get_by_label("Word", exact=True).fill(word)
    person.page.get_by_label("Sounds like").fill(like)
    line = person.page.get_by_label("The line to copy").input_value()
    assert tomllib.loads(line) == {word: like}
    person.page.get_by_role("button", name="Copy", exact=True).click()
    person.until("!document.getElementById('wrong').open")


def test_the_system_is_told_what_plays(reader):
    person = reader()
    person.page.add_init_script(
        "window.handled = []; const set = MediaSession.prototype.setActionHandler;"
        "MediaSession.prototype.setActionHandler = function (name, act) {"
        " handled.push(name); set.call(this, name, act); };"
    )
    person.open()
    title, album, artist = person.page.evaluate(
        "(({ title, album, artist }) => [title, album, artist])(navigator.mediaSession.metadata)"
    )
    assert (title, album, artist) == ("Chapter 1", "A Small Book", "A. Writer")
    handled = person.page.evaluate("handled")
    assert {"play", "pause", "previoustrack", "nexttrack", "seekto"} <= set(handled)


def test_the_voice_is_the_only_announcement(reader):
    person = reader().open()
    assert person.page.evaluate("document.querySelector('.s').closest('[aria-live]')") is None
    person.page.evaluate(
        "window.told = 0; new MutationObserver((list) => { told += list.length; })"
        ".observe(document.getElementById('toast'),"
        " { childList: true, characterData: true, subtree: true })"
    )
    person.page.locator("#play").click()
    person.page.wait_for_timeout(3000)
    assert person.page.evaluate("told") == 0
    assert person.page.evaluate("document.querySelector('.lit').ariaCurrent") == "true"


def test_lighting_sentences_moves_nothing(reader):
    person = reader().open()
    person.page.locator(".s").nth(3).click()
    person.key("Space")
    person.page.wait_for_timeout(500)
    boxes = "[...document.querySelectorAll('#c01 p')].map(p => p.getBoundingClientRect().height)"
    before = person.page.evaluate(boxes)
    for _ in range(10):
        person.key("ArrowRight")
    assert person.page.evaluate(boxes) == before


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_no_width_scrolls_sideways_and_nothing_hides_under_the_bar(reader, width):
    person = reader(viewport={"width": width, "height": 700}).open()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert person.page.evaluate(wide) == 0
    person.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert person.page.evaluate(wide) == 0
    small = person.page.evaluate(
        "[...document.querySelectorAll('button, input[type=range]')].filter((e) => {"
        " const box = e.getBoundingClientRect();"
        " return box.width && (box.width < 44 || box.height < 32); })"
        ".map((e) => e.id || e.textContent || e.ariaLabel)"
    )
    assert small == []


@pytest.mark.parametrize(("width", "height"), [(740, 360), (320, 256)])
def test_a_low_window_keeps_speed_and_timer_in_one_short_bar(reader, width, height):
    person = reader(viewport={"width": width, "height": height}).open()
    assert person.page.locator("#player").bounding_box()["height"] <= 64
    for name in ("#play", "#b-speed", "#b-sleep", "[data-panel=more]"):
        box = person.page.locator(name).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    person.page.locator("[data-panel=more]").click()
    person.page.get_by_role("button", name="Bookmark this sentence").click()
    assert person.page.locator(".s.marked").count() == 1


def test_reduced_motion_stills_everything(reader):
    person = reader(reduced_motion="reduce").open()
    moving = person.page.evaluate(
        "[...document.querySelectorAll('*')].filter((e) =>"
        " getComputedStyle(e).transitionDuration.split(', ').some((t) => t !== '0s')).length"
    )
    assert moving == 0


def test_forced_colours_show_the_lit_sentence(reader):
    person = reader(forced_colors="active").open()
    person.page.locator(".s").nth(3).click()
    ground = "(e) => getComputedStyle(e).backgroundColor"
    lit = person.page.locator(".s.lit").evaluate(ground)
    assert lit != person.page.locator(".s").nth(6).evaluate(ground)


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
        parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_theme_and_highlight_has_enough_contrast(reader):
    person = reader().open()
    faint = []
    for theme, lit in itertools.product(("light", "sepia", "dark"), ("", "blue", "green", "pink")):
        read = (
            "([theme, lit]) => { const e = document.documentElement; e.dataset.theme = theme;"
            " e.dataset.lit = lit; return Object.fromEntries(['page', 'panel', 'ink',"
            " 'muted', 'edge', 'accent', 'on-accent', 'danger', 'lit', 'lit-edge', 'word'].map("
            "(name) => [name, getComputedStyle(e).getPropertyValue('--' + name).trim()])); }"
        )
        colour = person.page.evaluate(read, [theme, lit])
        for front, back, least in (
            ("ink", "page", 7), ("ink", "panel", 7), ("ink", "lit", 4.5), ("ink", "word", 4.5),
            ("muted", "page", 4.5), ("muted", "panel", 4.5),
            ("lit-edge", "page", 3), ("lit-edge", "lit", 3),
            ("accent", "page", 4.5), ("accent", "panel", 4.5), ("accent", "lit", 3),
            ("on-accent", "accent", 4.5), ("edge", "page", 3), ("edge", "panel", 3),
            ("danger", "page", 4.5), ("danger", "panel", 4.5),
        ):  # fmt: skip
            ratio = contrast(colour[front], colour[back])
            if ratio < least:
                faint.append((theme, lit, front, back, round(ratio, 1)))
    assert faint == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_axe_finds_nothing_serious(reader, theme, width):
    if not AXE.is_file():
        pytest.skip("no axe-core: npm install axe-core, or set AXE_CORE to axe.min.js")
    person = reader(bypass_csp=True, viewport={"width": width, "height": 800}).open()
    person.page.evaluate("t => { document.documentElement.dataset.theme = t }", theme)
    person.page.locator(".s").nth(3).click()
    person.key("Space")
    person.page.add_script_tag(path=str(AXE))
    for panel in ("", "chapters", "bookmarks", "search", "settings", "speed", "sleep", "help"):
        if panel and not person.page.locator(f"#{panel}").is_visible():
            person.page.evaluate("name => document.getElementById(name).showModal()", panel)
            person.page.wait_for_timeout(250)
        found = person.page.evaluate(
            "axe.run().then(({ violations }) => violations.map((v) =>"
            " [v.impact, v.id, v.nodes[0].html.slice(0, 200)]))"
        )
        serious = [fault for fault in found if fault[0] in ("serious", "critical")]
        assert serious == [], f"{panel or 'page'}: {json.dumps(serious, indent=1)}"
        person.page.evaluate("for (const d of document.querySelectorAll('dialog')) d.close()")
