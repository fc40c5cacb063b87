"""The title page and the contents list of a plain text.

Drafts of blocks come in, each with the blank lines before it; they go out with the
book's title found, and what only the eye reads flagged as front matter.
"""

from __future__ import annotations

import re
from dataclasses import replace

from audiobook.model import Block, Meta
from audiobook.reading.entries import Draft, as_front
from audiobook.reading.headings import is_numbered, is_title

_BY = re.compile(
    r"(?:written |a (?:novel|story|tale|romance) )?by[\s:]+(\S.*)", re.IGNORECASE | re.DOTALL
)
_WITH_AUTHOR = re.compile(r"(.+?),?[\s\n]+by ([A-Z][\w.’' -]{3,40})", re.DOTALL)
_CONTENTS = re.compile(r"(?:table of )?contents\W*", re.IGNORECASE)
_PAGE_OF_ENTRY = re.compile(r"(?:[\s.·…]+\d{1,4}|[\s.·…]*\.{3,}\s*[ivxlc\d]*)\s*$")
_IMPRINT = re.compile(
    r"\b(?:edition|illustrat|copyright|©|published|all rights|author of|translated|edited|isbn"
    r"|volume \w+ of|drawings|frontispiece|printed)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?;:…。！？—-][\"”’')\]」』]*$")
_TITLE_LINES = 8  # blocks at a book's start among which its title and author stand
_AUTHOR_LINES = 3  # lines between a title and the first chapter of its own level
_PROSE = 60  # characters of a story's first paragraph
_PAGE_BLOCKS = 30  # a title page has fewer


def flag_front(drafts: list[Draft], meta: Meta) -> tuple[list[Draft], Meta]:
    """Find the book's title, flag title page and contents list as front matter."""
    blocks = [block for _, block in drafts]
    at, meta = _find_title(blocks, meta)
    if at >= 0:
        blocks[at] = replace(blocks[at], kind="heading", level=1)
    meta = _flag_title_page(blocks, at, meta)
    _flag_contents(blocks)
    return [(gap, block) for (gap, _), block in zip(drafts, blocks, strict=True)], meta


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _find_title(blocks: list[Block], meta: Meta) -> tuple[int, Meta]:
    """Find the block that gives the book's title: -1 where none does."""
    if meta.title:
        wanted = _squash(meta.title)
        for at, block in enumerate(blocks[:12]):
            found = _squash(block.text)
            if found and (found == wanted or (len(found) > 7 and wanted.startswith(found))):
                return at, meta
    if not blocks or len(blocks) < 2 or meta.title or not _may_be_title(blocks):
        return -1, meta
    title = blocks[0].text
    found_by = _WITH_AUTHOR.fullmatch(title)
    if found_by and not meta.author:
        return 0, replace(meta, title=_one_line(found_by[1]), author=_one_line(found_by[2]))
    return 0, replace(meta, title=_one_line(title))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _may_be_title(blocks: list[Block]) -> bool:
    first, second = blocks[0], blocks[1]
    text = first.text
    if (
        first.kind not in ("heading", "text")
        or _BY.fullmatch(text)
        or len(text) > 120
        or is_numbered(text.split("\n")[0])
        or (text.startswith("I ") and any(block.text.startswith("II ") for block in blocks))
    ):
        return False
    is_open = text.rstrip("”’\"'").endswith(tuple(".,;:—-…。、"))
    if is_open and not is_title(text.rstrip(".")):
        return False
    if text.startswith(("“", "‘", '"')) and text[-1:] in '”’"' and text[-2:-1] in "!?.,":
        return False  # a story that opens with speech
    if _BY.fullmatch(second.text) and len(second.text) < 80:
        return not _BY.fullmatch(text)
    is_question = text.rstrip("”’\"'").endswith(("!", "?"))
    return (
        first.kind == "heading"
        or second.kind != "text"
        or len(second.text) > len(text) * (1 + 2 * is_question)
    )


def _flag_title_page(blocks: list[Block], title_at: int, meta: Meta) -> Meta:
    """Flag the short lines between the title and the first numbered heading."""
    page: list[int] = []
    reaches_number = False
    for at in range(len(blocks[:_PAGE_BLOCKS])):
        block = blocks[at]
        if at == title_at or block.matter != "chapter":
            continue
        line = block.text.split("\n")[0]
        if block.kind == "rule" or _is_contents(block) or is_numbered(line):
            reaches_number = block.kind != "rule"
            if reaches_number:
                break
            continue
        if len(block.text) > 160 or is_sentence(block.text):
            break
        page.append(at)
    flagged = (
        page
        if reaches_number and (title_at >= 0 or len(page) < 4)
        else [at for at in page if _is_title_page_line(blocks[at].text, meta) and at <= len(page)]
    )
    for at in flagged:
        found = _BY.fullmatch(blocks[at].text)
        if found and not meta.author and len(found[1]) < 80:
            meta = replace(meta, author=_one_line(found[1].split("\n")[0]).strip("_"))
        blocks[at] = as_front(blocks[at], "title page")
    return meta


def is_sentence(text: str) -> bool:
    """Tell the first words of a story from a line of its title page."""
    is_closed = _ENDS.search(text) and not _IMPRINT.search(text) and text.upper() != text
    return bool(is_closed) and (len(text.split()) > 3 or text[0] in "“‘\"'—–")


def _is_title_page_line(text: str, meta: Meta) -> bool:
    return bool(
        _BY.fullmatch(text)
        or (meta.author and _squash(text) in (_squash(meta.author), "by" + _squash(meta.author)))
        or (len(text) < 80 and not _ENDS.search(text) and _IMPRINT.search(text))
    )


def _is_contents(block: Block) -> bool:
    return (
        block.kind in ("heading", "text")
        and _CONTENTS.fullmatch(block.text.split("\n")[0]) is not None
    )


def _flag_contents(blocks: list[Block]) -> None:
    start = next((at for at, block in enumerate(blocks[:80]) if _is_contents(block)), -1)
    if start < 0:
        return
    seen: set[str] = set()
    stop = start + 1
    while stop < len(blocks):
        block = blocks[stop]
        lines = block.text.split("\n")
        entries = {_squash(_PAGE_OF_ENTRY.sub("", line)) for line in lines} - {""}
        if _is_prose(block) or (block.kind == "heading" and entries & seen):
            break
        seen |= entries
        stop += 1
    if stop == len(blocks):
        return
    if _is_prose(blocks[stop]):
        stop = _before_last_heading(blocks, start, stop)
    for at in range(start, stop):
        if blocks[at].kind != "rule":
            blocks[at] = as_front(blocks[at], "contents")


def _is_prose(block: Block) -> bool:
    if block.kind == "text":
        looks_entry = _PAGE_OF_ENTRY.search(block.text) or is_numbered(block.text[:100])
        return len(block.text) > 60 and not looks_entry
    return False


def _before_last_heading(blocks: list[Block], start: int, stop: int) -> int:
    """Give the chapter that begins at `stop` its heading back."""
    at = stop
    while at - 1 > start and stop - at < 3 and blocks[at - 1].kind == "heading":
        at -= 1
        if is_numbered(blocks[at].text.split("\n")[0]):
            return at
    return stop


def flag_title_lines(blocks: list[Block], meta: Meta) -> tuple[list[Block], Meta]:
    """Find title and author where a marked-up book opens with them.

    A heading that stands alone on its level above all others is the book's title.
    """
    blocks = list(blocks)
    title = (
        meta.title
        or _lone_heading(blocks)
        or _title_over_author(blocks)
        or _title_over_text(blocks)
    )
    meta = replace(meta, title=title)
    for at, block in enumerate(blocks[:_TITLE_LINES]):
        if block.kind not in ("heading", "text") or block.matter != "chapter":
            continue
        if len(block.text) > 120 or (
            block.kind == "heading" and is_numbered(block.text.split("\n")[0])
        ):
            break
        found_by = _BY.fullmatch(block.text)
        if meta.title and _squash(block.text) == _squash(meta.title):
            blocks[at] = replace(block, kind="heading", level=block.level or 1)
        elif found_by and len(found_by[1]) < 80 and not _ENDS.search(block.text):
            meta = replace(meta, author=meta.author or _one_line(found_by[1]))
            blocks[at] = as_front(block, "title page")
        elif meta.author and _squash(block.text) == _squash(meta.author):
            blocks[at] = as_front(block, "title page")
    return blocks, meta


def _lone_heading(blocks: list[Block]) -> str:
    levels = [b.level for b in blocks if b.kind == "heading" and b.level and b.matter == "chapter"]
    body = [block for block in blocks if block.kind != "rule" and block.matter == "chapter"]
    if not body or body[0].kind != "heading" or not body[0].level:
        return ""
    is_alone = levels.count(body[0].level) == 1 or _is_over_chapters(body)
    is_top = body[0].level == min(levels) and not is_numbered(body[0].text.split("\n")[0])
    return _one_line(body[0].text) if is_alone and is_top else ""


def _is_over_chapters(body: list[Block]) -> bool:
    """Tell a title from the chapters of its own level: they are numbered, nothing is told yet."""
    places = [at for at, block in enumerate(body) if block.kind == "heading"]
    later = [body[at].text.split("\n")[0] for at in places[1:] if body[at].level == body[0].level]
    page = body[1 : places[1]] if len(places) > 1 else []
    return (
        len(later) > 1
        and all(map(is_numbered, later[:2]))
        and len(page) <= _AUTHOR_LINES
        and not any(is_sentence(block.text) or len(block.text) > 80 for block in page)
    )


def names_author(line: str) -> bool:
    """Say whether a line names the author.

    >>> names_author("by Ann Author"), names_author("Stand by me")
    (True, False)
    """
    return len(line) < 80 and _BY.fullmatch(line.strip()) is not None and not _ENDS.search(line)


def _title_over_author(blocks: list[Block]) -> str:
    """Give the first line of a book where the second says who wrote it."""
    head = [b for b in blocks[:4] if b.kind != "rule" and b.matter == "chapter"]
    if len(head) < 2 or len(head[0].text) > 120 or is_sentence(head[0].text):
        return ""
    first, by = head[0], _BY.fullmatch(head[1].text)
    is_title_first = not is_numbered(first.text.split("\n")[0]) and not _BY.fullmatch(first.text)
    return _one_line(first.text) if by and len(by[1]) < 80 and is_title_first else ""


def _title_over_text(blocks: list[Block]) -> str:
    """Give the first line of a book whose format marks no title, where it looks like one."""
    body = [b for b in blocks[:_TITLE_LINES] if b.kind != "rule" and b.matter == "chapter"]
    if len(body) < 2 or body[0].level or not is_title(body[0].text):
        return ""
    over_heading = any(block.kind == "heading" for block in body[1 : _AUTHOR_LINES + 1])
    is_lone = body[0].kind == "text" or not any(b.kind == "heading" for b in blocks[1:])
    over_prose = is_lone and _may_be_title(body) and len(body[1].text) > _PROSE
    return _one_line(body[0].text) if over_heading or over_prose else ""
