"""Markdown to a manuscript; the readable one that `manuscript` writes among it.

Comments that `manuscript` writes (`<!-- speaker: Mark -->`) hold for the block after them.
A file whose front matter says `scenes: as written` is settled: nothing is inferred in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from audiobook.model import Block, BlockKind, ChapterKind, Dropped, Manuscript, Meta
from audiobook.reading import frontmatter
from audiobook.reading.breaks import EMPTY, Flowed, without_spacers
from audiobook.reading.finishing import finish
from audiobook.reading.front import flag_front, flag_title_lines
from audiobook.reading.headings import is_candidate
from audiobook.reading.inline import LINE_END
from audiobook.reading.layout import measure
from audiobook.reading.marks import is_mark, is_ornament
from audiobook.reading.matter import flag_by_headings
from audiobook.reading.paragraphs import pieces
from audiobook.reading.tokens import are_lines, composed, dropped_in, is_bold, note_label, shifted

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

AS_WRITTEN = "as written"
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ORDER = re.compile(
    r"(text|verse|quote|language|speaker|inferred|marked|front|back|dropped|chapter)\b(?::\s*(.*))?$",
    re.DOTALL,
)
_KINDS: tuple[BlockKind, ...] = ("text", "verse", "quote")
_LASTING = ("front", "back", "inferred", "marked")  # wait for a heading or a rule
_FRONT = re.compile(r"---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_LONG_HEADING = 100  # characters; a "heading" beyond that is a paragraph over a row of dashes


def read_markdown(text: str, *, notes: bool = False) -> Manuscript:
    """Read Markdown (CommonMark, tables, footnotes, front matter).

    >>> [block.kind for block in read_markdown("# One\\nIt began.\\n\\n***\\nIt ended.").blocks]
    ['heading', 'text', 'rule', 'text']
    """
    text, fields = frontmatter.without_toml(text.replace(LINE_END, ""))
    text = _without_open_tags(text)
    tokens = _parser().parse(text)
    if tokens and tokens[0].type == "front_matter":
        fields = frontmatter.parse(tokens[0].content)
    is_settled = fields.get("scenes", "").strip() == AS_WRITTEN
    lines = text.split("\n")
    walk = _Walk(is_settled=is_settled, notes=notes, lines=lines)
    if not is_settled and measure(list(enumerate(lines, start=1))).style == "line":
        walk.line_end = LINE_END  # no wrapped text: its author meant each line's end
    for at, token in enumerate(tokens):
        walk.take(token, tokens[at + 1] if at + 1 < len(tokens) else token)
    blocks, meta = walk.blocks, frontmatter.meta_of(fields)
    if not is_settled:
        if not any(block.kind == "heading" and block.level for block in blocks):
            blocks, meta = _as_plain(blocks, meta)
        blocks = [one.block for one in without_spacers([Flowed(block) for block in blocks])]
        blocks, meta = flag_title_lines(blocks, meta)
        blocks = flag_by_headings(blocks)
    manuscript = Manuscript(
        meta=meta,
        blocks=tuple(blocks),
        dropped=(*(() if is_settled else frontmatter.unused(fields)), *walk.dropped),
        settled=is_settled,
    )
    return manuscript if is_settled else finish(manuscript)


def _as_plain(blocks: list[Block], meta: Meta) -> tuple[list[Block], Meta]:
    """Find title and headings as in plain text, in Markdown that marks none."""
    drafts = [
        (1, replace(b, kind="heading") if b.kind == "text" and is_candidate(b.text) else b)
        for b in blocks
    ]
    drafts, meta = flag_front(drafts, meta)
    return [block for _, block in drafts], meta


def _without_open_tags(text: str) -> str:
    """Escape what opens a comment or tag that nothing closes: the parser would look for its end.

    Thousands of them would each be sought to the end of the file.  Front matter is no Markdown.
    """
    front = _FRONT.match(text)
    fields, text = (text[: front.end()], text[front.end() :]) if front else ("", text)
    for opening, closing in (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<", ">")):
        end = text.rfind(closing) + 1
        if opening in text[end:]:
            text = text[:end] + re.sub(rf"(?<!\\){re.escape(opening)}", r"\\\g<0>", text[end:])
    return fields + text


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").enable("table")
    return parser.use(front_matter_plugin).use(footnote_plugin)


@dataclass(slots=True)
class _Walk:
    """Goes once over the tokens; what comments said waits for the next block."""

    is_settled: bool
    notes: bool
    lines: list[str]  # of the source
    line_end: str = " "  # what a line's end within a paragraph stands for
    blocks: list[Block] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    depth: int = 0  # of block quotations
    item: str = ""  # the number of a list item, before its first paragraph
    note_depth: int = 0
    row: list[str] = field(default_factory=list)  # cells of a table row
    orders: dict[str, str] = field(default_factory=dict)
    matter: tuple[ChapterKind, str] = ("chapter", "")

    def take(self, token: Token, following: Token) -> None:
        kind, line = token.type, (token.map[0] + 1 if token.map else 0)
        if kind == "heading_open":
            self._heading(following, int(token.tag[1]), line, is_underlined=token.markup in "=-")
        elif kind == "paragraph_open":
            self._paragraph(following, line)
        elif kind == "hr":
            self._rule(self.lines[line - 1].strip("> \t"), line)
        elif kind in ("blockquote_open", "blockquote_close"):
            self.depth += 1 if kind.endswith("open") else -1
        elif kind == "list_item_open":
            self.item = f"{token.info}{token.markup} " if token.info else ""
        elif kind in ("fence", "code_block"):
            self._literal(token.content, line, is_fence=kind == "fence")
        elif kind == "html_block":
            self._html(token.content, line)
        elif kind in ("footnote_block_open", "footnote_block_close"):
            self.note_depth += 1 if kind.endswith("open") else -1
        elif kind in ("th_open", "td_open"):
            self.row.append(composed(following.children or ())[0])
        elif kind == "tr_close":
            text = ", ".join(cell for cell in self.row if cell)
            self.row = []
            self._add(Block(kind="text", text=text, line=line or self._last_line()))

    def _last_line(self) -> int:
        return self.blocks[-1].line if self.blocks else 0

    def _heading(self, inline: Token, level: int, line: int, *, is_underlined: bool) -> None:
        text, emphasis = composed(inline.children or ())
        self._name_notes(inline.children or (), line)
        is_prose = len(text) > _LONG_HEADING and text.endswith((".", "!", "?", "”", '"', "…"))
        if is_underlined and is_prose:  # a row of dashes close under a paragraph
            self._add(Block(kind="text", text=text, emphasis=emphasis, line=line))
            self._rule("---", line + 1)
            return
        if not text and not (self.is_settled and level <= 2):
            self._rule("#" * level, line)
            return
        if level <= 2 or not self.is_settled:
            self.matter = self._ordered_matter()
        self._add(Block(kind="heading", text=text, emphasis=emphasis, level=level, line=line))

    def _ordered_matter(self) -> tuple[ChapterKind, str]:
        for kind in ("front", "back"):
            if kind in self.orders:
                return ("front" if kind == "front" else "back"), self.orders.pop(kind)
        return "chapter", ""

    def _paragraph(self, inline: Token, line: int) -> None:
        children = inline.children or ()
        pictures = [child for child in children if child.type == "image"]
        line_end = self.line_end if are_lines(inline.content) else " "
        text, emphasis = composed(children, line_end=line_end)
        self._name_notes(children, line)
        if not text:
            self._empty(pictures, line)
            return
        if self.note_depth and not self.notes:
            self.dropped.append(
                Dropped(reason="footnote", text=text, line=line or self._last_line())
            )
            return
        if self.item:
            text, emphasis = self.item + text, shifted(emphasis, len(self.item))
            self.item = ""
        if is_mark(text) and not self.orders.keys() & {"text", "verse", "quote"}:
            self._rule(text, line)
            return
        if not self.is_settled and is_bold(children) and is_candidate(text):
            self._add(Block(kind="heading", text=text, line=line))
            return
        usual: BlockKind = "quote" if self.depth else "text"
        for piece, spans, kind in pieces(text, emphasis, usual):
            self._add(Block(kind=kind, text=piece, emphasis=spans, line=line))

    def _name_notes(self, children: Sequence[Token], line: int) -> None:
        for child in children:
            if child.type == "footnote_ref":
                self.dropped.append(Dropped(reason="note mark", text=note_label(child), line=line))

    def _empty(self, pictures: list[Token], line: int) -> None:
        """A paragraph with no words: a non-breaking space, or pictures."""
        for picture in pictures:
            source = str(picture.attrs.get("src", ""))
            if is_ornament(source, picture.content):
                self._rule("", line, reason="ornament image")
            else:
                text = picture.content or source.rsplit("/", 1)[-1]
                self.dropped.append(Dropped(reason="picture", text=text, line=line))
        if not pictures:
            self._rule("", line, reason=EMPTY)

    def _rule(self, mark: str, line: int, reason: str = "") -> None:
        if "inferred" in self.orders:
            mark, reason = "* * *", "inferred: " + self.orders.pop("inferred")
        elif "marked" in self.orders:
            mark = self.orders.pop("marked")
        self._add(Block(kind="rule", text=mark, reason=reason, line=line))

    def _literal(self, content: str, line: int, *, is_fence: bool) -> None:
        """An indented paragraph is no program in a story."""
        for stanza in re.split(r"\n[ \t]*\n", content.strip("\n")):
            lines = [" ".join(row.split()) for row in stanza.splitlines()]
            if not is_fence:
                lines = [" ".join(lines)]
            self._add(
                Block(kind="verse" if len(lines) > 1 else "text", text="\n".join(lines), line=line)
            )

    def _html(self, content: str, line: int) -> None:
        for comment in _COMMENT.findall(content):
            found = _ORDER.match(comment.strip())
            if found and found[1] == "dropped":
                self.dropped.append(dropped_in(found[2] or ""))
            elif found:
                self.orders[found[1]] = html.unescape(found[2] or "").strip()
        rest = _COMMENT.sub("", content).strip()
        if rest:
            from audiobook.reading.html import blocks_of_html

            for block in blocks_of_html(rest):
                self._add(replace(block, line=line))

    def _add(self, block: Block) -> None:
        if block.kind == "rule":
            self.blocks.append(self._flagged(block))
            return
        for kind in _KINDS:
            if kind in self.orders and block.kind != "heading":
                block = replace(block, kind=kind)
        orders, self.orders = self.orders, {k: v for k, v in self.orders.items() if k in _LASTING}
        speaker, language = orders.get("speaker", ""), orders.get("language", "")
        self.blocks.append(self._flagged(replace(block, speaker=speaker, language=language)))

    def _flagged(self, block: Block) -> Block:
        matter, reason = self.matter
        reason = block.reason if block.kind == "rule" else reason
        return block if matter == "chapter" else replace(block, matter=matter, reason=reason)
