"""Give the quotations of a book to those who speak them, where that is certain.

A book comes in, the same book goes out with its sentences cut into parts by
voice.  Certain is: a tag with a name, the other quotations of the same
paragraph, and a strict exchange opened by two tags.  Nobody else is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from audiobook.model import Book, Chapter, Paragraph, Part, Scene, Sentence, Span
from audiobook.scripting.attributing import Line, attributed
from audiobook.scripting.naming import canonical
from audiobook.scripting.quotations import quotations
from audiobook.settings import CastMember

DIALOGUE = "dialogue"  # the member who says all that nobody certain says
_EXAMPLES = 3
_SURENESS = {"tag": 0.97, "paragraph": 0.95, "exchange": 0.85, "hand": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Someone who speaks in the book."""

    name: str  # as their tags name them most
    quotations: int  # given to them
    certain: int  # of these, by a tag of their own
    examples: tuple[str, ...]
    confidence: float  # 0 to 1, the mean over their quotations
    aliases: tuple[str, ...] = ()  # other names of theirs

    @property
    def counted(self) -> str:
        """How many quotations are theirs, in words."""
        return f"{self.quotations} quotation{'' if self.quotations == 1 else 's'}"


def cast(book: Book, members: tuple[CastMember, ...]) -> Book:
    """Cut sentences into parts, each with its speaker; the tags stay with the narrator.

    A quotation goes to the member whose character certainly says it, else to the
    member "dialogue", else it stays with the narrator.  Speakers set by hand stay.
    """
    if not members:
        return book
    scenes = _scenes(book)
    names = canonical(tag for _, lines in scenes for line in _flat(lines) for tag in line.tags)
    voices = {names.get(member.name, member.name): member.name for member in members}
    fallback = DIALOGUE if DIALOGUE in voices else ""
    recast: dict[str, tuple[Sentence, ...]] = {}
    for scene, lines in scenes:
        for paragraph, spoken in zip(scene.paragraphs, lines, strict=True):
            spans = [
                (line.quotation.start, line.quotation.end, _member(line, voices, fallback))
                for line in spoken
            ]
            recast[paragraph.id] = tuple(_cut(paragraph, spans))
    return _with(book, recast)


def _member(line: Line, voices: dict[str, str], fallback: str) -> str:
    if line.reason == "hand":
        return line.speaker
    return voices.get(line.speaker, fallback)


def characters(book: Book) -> tuple[Character, ...]:
    """List those who certainly speak in the book, the most talkative first."""
    found: dict[str, list[tuple[str, str]]] = {}
    aliases: dict[str, set[str]] = {}
    for scene, lines in _scenes(book):
        for paragraph, spoken in zip(scene.paragraphs, lines, strict=True):
            text = _text(paragraph)
            for line in spoken:
                if line.speaker:
                    words = text[line.quotation.start : line.quotation.end]
                    found.setdefault(line.speaker, []).append((line.reason, words))
                    aliases.setdefault(line.speaker, set()).update(line.tags)
    people = (_character(name, said, aliases[name]) for name, said in found.items())
    return tuple(sorted(people, key=lambda one: (-one.quotations, one.name)))


def _character(name: str, said: list[tuple[str, str]], aliases: set[str]) -> Character:
    certain = [words for reason, words in said if reason in ("tag", "hand")]
    return Character(
        name=name,
        quotations=len(said),
        certain=len(certain),
        examples=tuple(dict.fromkeys(certain or [words for _, words in said]))[:_EXAMPLES],
        confidence=round(sum(_SURENESS[reason] for reason, _ in said) / len(said), 2),
        aliases=tuple(sorted(aliases - {name, ""})),
    )


def _scenes(book: Book) -> list[tuple[Scene, tuple[tuple[Line, ...], ...]]]:
    """Find the lines of every paragraph, scene by scene: an exchange never crosses a break."""
    scenes = [scene for chapter in book.chapters for scene in chapter.scenes]
    texts = [_text(paragraph) for scene in scenes for paragraph in scene.paragraphs]
    found = iter(quotations(texts))
    per_scene = [tuple(next(found) for _ in scene.paragraphs) for scene in scenes]
    by_text = iter(texts)
    spoken = [
        (tuple(next(by_text) for _ in scene.paragraphs), here, _hands(scene))
        for scene, here in zip(scenes, per_scene, strict=True)
    ]
    return list(zip(scenes, attributed(spoken), strict=True))


def _hands(scene: Scene) -> tuple[str, ...]:
    return tuple(
        next(
            (part.speaker for one in paragraph.sentences for part in one.parts if part.speaker), ""
        )
        for paragraph in scene.paragraphs
    )


def _flat(lines: tuple[tuple[Line, ...], ...]) -> Iterator[Line]:
    for paragraph in lines:
        yield from paragraph


def _text(paragraph: Paragraph) -> str:
    return " ".join(sentence.written for sentence in paragraph.sentences)


def _cut(paragraph: Paragraph, spans: list[tuple[int, int, str]]) -> Iterator[Sentence]:
    at = 0
    for sentence in paragraph.sentences:
        length = len(sentence.written)
        inside = [
            (max(start - at, 0), min(end - at, length), speaker)
            for start, end, speaker in spans
            if speaker and start < at + length and end > at
        ]
        yield _recast(sentence, inside, bool(spans))
        at += length + 1


def _recast(sentence: Sentence, spans: list[tuple[int, int, str]], quoted: bool) -> Sentence:
    """Cut one sentence; who was set by hand for a paragraph says its quotations, if it has any."""
    hand = sentence.parts[0].speaker if len(sentence.parts) == 1 else ""
    cut_by_hand = any(part.speaker for part in sentence.parts) and not hand
    if cut_by_hand or (not spans and not (hand and quoted)):
        return sentence
    return replace(sentence, parts=tuple(_parts(sentence, spans)))


def _parts(sentence: Sentence, spans: list[tuple[int, int, str]]) -> Iterator[Part]:
    written, at = sentence.written, 0
    emphasis = tuple(_emphasis(sentence))
    for start, end, speaker in spans:
        if at < start:
            yield _part(written, at, start, "", emphasis)
        yield _part(written, start, end, speaker, emphasis)
        at = end
    if at < len(written):
        yield _part(written, at, len(written), "", emphasis)


def _part(written: str, start: int, end: int, speaker: str, emphasis: tuple[Span, ...]) -> Part:
    inside = tuple(
        (max(first - start, 0), min(last, end) - start)
        for first, last in emphasis
        if first < end and last > start
    )
    return Part(written=written[start:end], speaker=speaker, emphasis=inside)


def _emphasis(sentence: Sentence) -> Iterator[Span]:
    at = 0
    for part in sentence.parts:
        yield from ((start + at, end + at) for start, end in part.emphasis)
        at += len(part.written)


def _with(book: Book, recast: dict[str, tuple[Sentence, ...]]) -> Book:
    def paragraph(one: Paragraph) -> Paragraph:
        return replace(one, sentences=recast[one.id])

    def scene(one: Scene) -> Scene:
        return replace(one, paragraphs=tuple(map(paragraph, one.paragraphs)))

    def chapter(one: Chapter) -> Chapter:
        return replace(one, scenes=tuple(map(scene, one.scenes)))

    return replace(book, chapters=tuple(map(chapter, book.chapters)))
