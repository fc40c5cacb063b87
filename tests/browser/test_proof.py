"""Proof-listening in a real browser: correct a sentence, hear it, keep it, rebuild."""

from __future__ import annotations

import threading

import pytest

pytestmark = pytest.mark.browser

STORY = "The Mill\n\nAoife came at noon. She said nothing.\n\nThe rain went on.\n"


@pytest.fixture
def served(tmp_path):
    from audiobook.pipeline import build
    from audiobook.serving import Desk, Server
    from audiobook.settings import Settings, VoiceSettings

    story = tmp_path / "mill.txt"
    story.write_text(STORY, encoding="utf-8")
    settings = Settings(voice=VoiceSettings(engine="tone"), to=("player",))
    built = build(story, tmp_path / "out", settings, cache=tmp_path / "cache", jobs=1)
    server = Server(Desk(built.folder, cache=tmp_path / "cache", jobs=1), token="a-token")
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.address
    server.close()
    thread.join(timeout=5)


def test_a_sentence_is_corrected_heard_kept_and_built(reader, served, tmp_path):
    person = reader()
    person.page.goto(served)
    person.page.wait_for_selector("html[data-ready]")
    person.page.get_by_text("She said nothing.").click()
    person.until("!document.querySelector('audio').paused")
    person.key("e")
    person.page.wait_for_selector("#proof[open]")
    assert person.page.locator("#proof-text").input_value() == "She said nothing."
    person.page.locator("#proof-text").fill("She said <b>nothing</b> at all.")
    with person.page.expect_response("**/hear") as heard:
        person.page.get_by_role("button", name="Hear").click()
    assert heard.value.status == 200
    person.page.get_by_role("button", name="Accept").click()
    person.until("document.querySelector('#proof [role=status]').textContent.includes('mill.md')")
    with person.page.expect_navigation():
        person.page.get_by_role("button", name="Rebuild the book").click()
    person.page.wait_for_selector("html[data-ready]")
    assert person.page.get_by_text("She said <b>nothing</b> at all.").is_visible()
    assert {url.split("/")[2] for url in person.asked if url.startswith("http")} == {
        served.split("/")[2]
    }
