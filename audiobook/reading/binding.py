"""Several files bound into one book.

Manuscripts come in, in order; one manuscript goes out.  Each file's title becomes a chapter's
heading where the file has no other, so that no file runs into the one before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from audiobook.model import Block, Dropped, Manuscript, Meta


def bind(volumes: Sequence[tuple[Path, Manuscript]]) -> Manuscript:
    """Bind the manuscripts of files, each a chapter or more, into one."""
    if len(volumes) == 1:
        return volumes[0][1]
    blocks: list[Block] = []
    dropped: list[Dropped] = []
    for _, manuscript in volumes:
        blocks.extend(_chapters(manuscript))
        dropped.extend(manuscript.dropped)
    return Manuscript(meta=_shared_meta(volumes), blocks=tuple(blocks), dropped=tuple(dropped))


def _chapters(manuscript: Manuscript) -> list[Block]:
    """Give a file without a heading its title as one; leave the others as they are."""
    blocks = list(manuscript.blocks)
    body = [block for block in blocks if block.matter == "chapter" and block.kind != "rule"]
    if body and body[0].kind != "heading":
        title = Block(kind="heading", text=manuscript.meta.title, level=1, line=body[0].line)
        blocks.insert(blocks.index(body[0]), title)
    return blocks


def _shared_meta(volumes: Sequence[tuple[Path, Manuscript]]) -> Meta:
    """Keep what all files agree on; the title is the folder's where they do not."""
    first = volumes[0][1].meta
    titles = {manuscript.meta.title for _, manuscript in volumes}
    title = first.title if len(titles) == 1 else _folder_name(volumes[0][0])
    author = first.author or next((m.meta.author for _, m in volumes if m.meta.author), "")
    cover = first.cover or next((m.meta.cover for _, m in volumes if m.meta.cover), b"")
    return replace(first, title=title or first.title, author=author, cover=cover)


def _folder_name(path: Path) -> str:
    return path.resolve().parent.name.replace("_", " ").replace("-", " ").strip()
