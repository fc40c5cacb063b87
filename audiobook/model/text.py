"""The text, from the file to sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

BlockKind: TypeAlias = Literal["heading", "text", "verse", "quote", "rule"]
ChapterKind: TypeAlias = Literal["chapter", "front", "back"]
Opening: TypeAlias = Literal["start", "marked", "inferred"]
Span: TypeAlias = tuple[int, int]  # [start, end) in characters of the text beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What is known of the book itself; every field but the title may be empty."""

    title: str
    author: str = ""
    narrator: str = ""
    language: str = ""  # BCP 47; a planned book always has one
    description: str = ""
    series: str = ""  # "Name" or "Name #2"
    publisher: str = ""
    date: str = ""
    cover: bytes = b""  # a JPEG or PNG file, whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, stanza or rule as the file holds it."""

    kind: BlockKind
    text: str  # a rule's text is its mark; a verse keeps its line ends
    emphasis: tuple[Span, ...] = ()
    language: str = ""  # only where the file says so, else the book's
    line: int = 0  # 1-based line of a text file; the block's number in other formats
    level: int = 0  # headings: 1 is the highest; 0 where the format cannot tell
    matter: ChapterKind = "chapter"  # front and back matter, where the format can tell
    reason: str = ""  # why it is front or back matter, or why a rule was inferred
    speaker: str = ""  # set by hand in a manuscript; "" leaves it to casting


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something left out of the book, never in silence."""

    reason: str  # "page number", "Gutenberg licence", "footnote"
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """What a reader hands on: the blocks of a file in reading order."""

    meta: Meta
    blocks: tuple[Block, ...]
    dropped: tuple[Dropped, ...] = ()
    settled: bool = False  # an edited manuscript: its chapters and breaks are taken as written


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """One learnt substitution: `source` stood where `target` belongs."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One distinct word that was changed, and how often."""

    old: str
    new: str
    count: int = 1
    reason: str = "look-alike"  # or the name of the rule: "mojibake", "soft hyphen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One distinct word that was looked at and left alone."""

    word: str
    count: int = 1
    reason: str = "genuine"  # "genuine" or "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """What cleaning did, enough to check a whole book in a minute."""

    swaps: tuple[Swap, ...] = ()
    changes: tuple[Change, ...] = ()
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """A repaired text and the account of its repair."""

    text: str
    repairs: Repairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a sentence said by one voice."""

    written: str
    speaker: str = ""  # "" is the narrator
    emphasis: tuple[Span, ...] = ()  # in `written`


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The unit that is spoken, timed, shown and edited."""

    id: str  # "c01s02p003t1"; titles: "c01t1", the book's "t1"
    parts: tuple[Part, ...]
    language: str = ""  # only where it differs from the book's

    @property
    def written(self) -> str:
        """The sentence as printed, its parts joined."""
        return "".join(part.written for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that belong together; verse keeps one line a sentence."""

    id: str  # "c01s02p003"
    line: int
    kind: BlockKind
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A run of paragraphs without a break."""

    id: str  # "c01s02"
    opened_by: Opening
    reason: str  # the mark, or why a break was inferred
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A titled run of scenes; front and back matter are chapters of their kind."""

    id: str  # "c01"; front and back matter "f01", "b01", so chapter numbers stay the book's
    title: Sentence | None  # None: nothing is said at its start
    kind: ChapterKind
    reason: str  # why it is front or back matter
    scenes: tuple[Scene, ...]

    def sentences(self) -> Iterator[Sentence]:
        """Walk its sentences in reading order, the title first."""
        if self.title:
            yield self.title
        for scene in self.scenes:
            for paragraph in scene.paragraphs:
                yield from paragraph.sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A structured story.

    `title` is the sentence that announces the book; it is None where the only
    chapter bears the book's title, so that the title is said once.
    """

    meta: Meta
    chapters: tuple[Chapter, ...]
    title: Sentence | None = None
    dropped: tuple[Dropped, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """Walk every sentence in reading order, titles included."""
        if self.title:
            yield self.title
        for chapter in self.chapters:
            yield from chapter.sentences()
