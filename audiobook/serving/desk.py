"""The proof-listener's desk: a built book, one sentence of it changed, heard and kept.

A built folder comes in.  A change is heard at once, in the sentence's own voice;
accepted, it is written to the manuscript or the settings beside it; a rebuild
speaks only what changed, and what was heard here is in the store already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from audiobook import engines, mixing, reading, speaking
from audiobook.errors import AudiobookError, StoryError
from audiobook.files import write_whole
from audiobook.model import Book, Pcm, Utterance
from audiobook.pipeline import Builder, Built, plan
from audiobook.pipeline import receipt as receipts
from audiobook.pipeline.company import hire
from audiobook.reading.opening import natural_key
from audiobook.scripting import script
from audiobook.serving.changing import excerpt, place, rewritten
from audiobook.settings import BookSettings, Settings, restored
from audiobook.settings.writing import set_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the listener wants otherwise; "" and None leave a thing as it is."""

    id: str  # of the sentence
    written: str = ""
    word: str = ""  # a word of it
    like: str = ""  # and what it sounds like
    pause_s: float | None = None  # every pause of the kind that follows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence as it was built."""

    id: str
    written: str
    spoken: str
    pause_kind: str  # of the pause after it; "" where there is none
    pause_s: float


class Desk:
    """Holds one built book; asks and answers in sentences."""

    def __init__(self, folder: Path, *, cache: Path, jobs: int) -> None:
        self.folder = folder
        self._cache = cache
        self._jobs = jobs
        self._take_up()
        if not self.page.is_file():
            self.rebuild()

    def _take_up(self) -> None:
        found = receipts.read(self.folder)
        if found is None:
            raise AudiobookError(
                f"{self.folder}: no {receipts.NAME} here, so no built book",
                "name the folder that `audiobook build` printed",
            )
        self._receipt: dict[str, Any] = found
        self._sha256: str = found["story"]["sha256"]  # of the story as we know it
        self._stories: tuple[Path, ...] = receipts.story_files(self.folder, found)
        self._settings: Settings = restored(found["settings"], str(self._stories[0].parent))

    @property
    def page(self) -> Path:
        """The player's page."""
        return self.folder / "index.html"

    def sounds(self) -> dict[str, Path]:
        """The files that the page may ask for, by the name it has for them."""
        names = [entry["name"] for entry in self._receipt["files"]]
        return {name: self.folder / name for name in names if name.startswith("player/")}

    def line(self, id: str) -> Line:
        """Look a sentence up; AudiobookError where there is none of this id."""
        rate = self._receipt["rate"]
        for sentence in self._receipt["sentences"]:
            if sentence["id"] == id:
                pauses = self._receipt["pauses"]
                after = next((p for p in pauses if p["start"] == sentence["end"]), None)
                return Line(
                    id=id,
                    written=sentence["written"],
                    spoken=sentence["spoken"],
                    pause_kind=after["kind"] if after else "",
                    pause_s=round((after["end"] - after["start"]) / rate, 2) if after else 0.0,
                )
        raise AudiobookError(f"{id}: no sentence of this book", "load the page again")

    def hear(self, change: Change) -> Pcm:
        """Say the sentence as it would be, as loud as it is in the book."""
        settings = self._with(change)
        book = self._book(settings)
        if change.written:
            book = rewritten(book, change.id, change.written)
        said = [pcm for pcm in self._said(excerpt(book, change.id), settings) if pcm.frames]
        if not said:
            raise AudiobookError("there is nothing to say in it", "write a word")
        pcm = Pcm(samples=b"".join(part.samples for part in said), rate=said[0].rate)
        return louder(pcm, float(self._receipt["gain_db"]))

    def accept(self, change: Change) -> tuple[Path, ...]:
        """Write the change where it belongs; give the files that were written.

        A new wording of a word and a pause go to the settings beside the story; new
        text goes to the manuscript, which is made where the story was in another format.
        """
        files = []
        toml = self._stories[0].with_suffix(".toml")
        line = self.line(change.id)
        if change.word and change.like:
            set_key(toml, "lexicon", change.word, change.like)
            files.append(toml)
        if change.pause_s is not None and line.pause_kind:
            set_key(toml, "pauses", line.pause_kind, change.pause_s)
            files.append(toml)
        if change.written and change.written != line.written:
            files.append(self._rewrite(change))
        self._settings = self._with(change)
        return tuple(dict.fromkeys(files))

    def rebuild(self) -> Built:
        """Build the book again; only what changed is spoken."""
        output = self.folder.parent.parent if self._settings.chapters else self.folder.parent
        settings = self._settings
        if "all" not in settings.to and "player" not in settings.to:
            settings = replace(settings, to=(*settings.to, "player"))
        with Builder(cache=self._cache, jobs=self._jobs) as builder:
            built = builder.build(self._stories, output, settings)
        self._take_up()
        return built

    def _book(self, settings: Settings) -> Book:
        planned = plan(self._stories, settings)
        if planned.sha256 != self._sha256:
            raise StoryError(
                "the story has changed since the book was built",
                "build it again, then come back",
                path=self._stories[0],
            )
        return planned.book

    def _rewrite(self, change: Change) -> Path:
        # The manuscript is the text alone: cast, titles of flags and chosen chapters stay outside.
        only_text = replace(
            self._settings,
            cast=(),
            chapters="",
            book=BookSettings(language=self._settings.book.language),
        )
        book = self._book(only_text)
        story, id = self._stories[0], change.id
        if len(self._stories) > 1:
            pages = {path: plan([path], only_text).book for path in self._stories}
            story, id = place(
                book, {path: pages[path] for path in sorted(pages, key=natural_key)}, id
            )
            book = pages[story]
        path = story.with_suffix(".md")
        write_whole(path, reading.manuscript(rewritten(book, id, change.written)))
        self._stories = tuple(path if story == old else old for old in self._stories)
        self._sha256 = plan(self._stories, only_text).sha256
        return path

    def _with(self, change: Change) -> Settings:
        settings = self._settings
        if change.word and change.like:
            lexicon = {**dict(settings.lexicon), change.word: change.like}
            settings = replace(settings, lexicon=tuple(lexicon.items()))
        if change.pause_s is not None:
            kind = self.line(change.id).pause_kind
            if not 0 <= change.pause_s <= 60:
                raise AudiobookError("a pause lasts 0 to 60 seconds", "give a number between")
            if kind:
                lengths: dict[str, Any] = {kind: round(change.pause_s * 1000)}
                settings = replace(settings, pauses=replace(settings.pauses, **lengths))
        return settings

    def _said(self, book: Book, settings: Settings) -> Iterator[Pcm]:
        """Speak every part of the only sentence, or take it from the store."""
        hired = hire(book, settings)
        store = speaking.ClipStore(self._cache / "clips")
        for step in script(book, settings, hired.company).steps:
            if not isinstance(step, Utterance) or not step.spoken:
                continue
            key = speaking.clip_key(step, hired.fingerprints[step.voice], hired.rate)
            if store.get(key) is None:
                name = step.voice.engine
                engine = engines.load(name, settings.options(name))
                store.put(key, *mixing.prepare(engine.speak(step), hired.rate))
            yield store.pcm(key)


def louder(pcm: Pcm, gain_db: float) -> Pcm:
    """Change the level, cutting what would be too high.

    >>> louder(Pcm(samples=bytes([0, 16, 0, 64]), rate=8000), 6.0206).samples
    b'\\x00 \\xff\\x7f'
    """
    from array import array

    factor = 10 ** (gain_db / 20)
    samples = array("h", pcm.samples)
    louder = array("h", (max(-32768, min(32767, round(s * factor))) for s in samples))
    return Pcm(samples=louder.tobytes(), rate=pcm.rate)
