"""A real browser, and a small book in it; skipped with the reason where there is none."""

from __future__ import annotations

import os
import runpy
import shutil
from pathlib import Path

import pytest

SMALL = runpy.run_path(str(Path(__file__).parents[1] / "publishing" / "conftest.py"))
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NOUNS = ("rain", "mill", "river", "café", "lamp", "clock", "letter", "garden", "bridge")


def long_text(sentences: int, chapters: int):
    """Chapters of two scenes; sentences of three lengths that differ from each other."""
    made = []
    number = 0
    for chapter in range(1, chapters + 1):
        scenes = []
        for opening in (("start", ""), ("marked", "* * *")):
            paragraphs = []
            for _ in range(max(1, sentences // (chapters * 2 * 3))):
                group = []
                for size in (2, 5, 9):
                    number += 1
                    nouns = " and the ".join(NOUNS[(number + n) % 9] for n in range(size))
                    group.append(f"{number} times the {nouns}.")
                paragraphs.append(tuple(group))
            scenes.append((*opening, *paragraphs))
        made.append((f"Chapter {chapter}", tuple(scenes)))
    return tuple(made)


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    path = os.environ.get("AUDIOBOOK_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no chromium: apt-get install chromium, or set AUDIOBOOK_CHROMIUM")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def edition_of(folder: Path, chapters, **more):
    """An edition whose sentences are tones."""
    from audiobook.publishing.edition import Edition

    book = SMALL["make_book"](chapters, **more)
    folder.mkdir(parents=True, exist_ok=True)
    sound = SMALL["make_sound"](book, folder.parent / f"{folder.name}-segments")
    return Edition(
        book=book,
        timeline=sound.timeline,
        folder=folder,
        name="small",
        sound=sound,
        words=SMALL["exact_words"],
    )


def publish(folder: Path, chapters, **more) -> Path:
    """Write the player of a book whose sentences are tones; give the page's path."""
    from audiobook.publishing import publish as write

    return write(edition_of(folder, chapters, **more), ("player",))[0]


@pytest.fixture(scope="session")
def make_page(tmp_path_factory):
    """Make the page alone of a book, for a sound that is not made."""
    from audiobook.publishing.player.writing import page

    folder = tmp_path_factory.mktemp("page")
    return lambda chapters, sound: page(edition_of(folder, chapters), sound)


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """The page of a book of 54 sentences in three chapters, its sound inside."""
    return publish(tmp_path_factory.mktemp("player") / "small", long_text(54, 3))


@pytest.fixture(scope="session")
def beside(tmp_path_factory):
    """The same with its sound in a file of its own, as a long book has it."""
    from audiobook.publishing.player import writing

    folder = tmp_path_factory.mktemp("beside") / "small"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "EMBEDDED", 0)
        return publish(folder, long_text(54, 3))


@pytest.fixture
def publish_player(tmp_path):
    """Publish a book of one's own."""
    return lambda chapters, **more: publish(tmp_path / "own", chapters, **more)


class Reader:
    """A person at the page: what is said of it, and what they see."""

    def __init__(self, page, path: Path) -> None:
        self.page = page
        self.path = path
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda m: m.type in ("error", "warning") and self.said.append(m.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, after: str = "") -> Reader:
        self.page.goto(f"{self.path.as_uri()}{after}")
        self.page.wait_for_selector("html[data-ready]")
        return self

    def lit(self) -> str:
        return self.page.evaluate("[...document.querySelectorAll('.lit')].map(e => e.id).join()")

    def time(self) -> float:
        return self.page.evaluate("document.querySelector('audio').currentTime")

    def paused(self) -> bool:
        return self.page.evaluate("document.querySelector('audio').paused")

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)

    def until(self, expression: str) -> None:
        """Wait for something to be so; the page's own policy forbids the browser's way."""
        for _ in range(160):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"never so: {expression}")

    def ids(self) -> list[str]:
        return self.page.evaluate("[...document.querySelectorAll('.s')].map(e => e.id)")

    def starts(self) -> list[float]:
        """When each sentence begins, in seconds."""
        return self.page.evaluate(
            "(() => { let at = 0; return JSON.parse(document.getElementById('book').textContent)"
            ".times.map(([gap, length]) => { const start = at + gap; at = start + length;"
            " return start / 1000; }); })()"
        )


@pytest.fixture
def reader(chromium, small):
    """Open pages as a person would; no page may say anything or ask for anything else."""
    opened = []

    def make(path: Path = small, **more) -> Reader:
        more.setdefault("viewport", {"width": 768, "height": 1024})
        context = chromium.new_context(**more)
        context.set_default_timeout(8000)
        person = Reader(context.new_page(), path)
        opened.append((context, person))
        return person

    yield make
    for context, _ in opened:
        context.close()
    assert [line for _, person in opened for line in person.said] == []
