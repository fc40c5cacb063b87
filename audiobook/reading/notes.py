"""Footnotes, note marks and emphasis in the blocks of a plain text.

Blocks come in with their notation; blocks to be spoken, and what was left out, go out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from audiobook.model import Block, Dropped
from audiobook.reading.notation import (
    has_letter_notes,
    is_footnote,
    is_picture,
    strip_notation,
)

_NOTES_HEADING = re.compile(r"(?:foot|end)?notes?:?", re.IGNORECASE)
_STAR_NOTE = re.compile(r"[*†‡]\s?[A-Z\"“‘]")
_GLUED = r"(?<=[^\W\d_][\w.,;:!?”’\"])"  # close to a word
_LABELLED = re.compile(r"\s*(\[[A-Z]\]|\(\d{1,2}\))\s+(?=\S)")
_CALL = re.compile(_GLUED + r"(\[[A-Z]\]|\(\d{1,2}\))")
_LABEL = re.compile(
    r"\s*(?:\[(?:Foot)?note:? ?[\dA-Z*†]*[:.\]]\s*|\[[\d*†‡]{1,3}\]\s*|\{\d{1,3}\}\s*"
    r"|[⁰¹²³⁴-⁹]{1,3}\s*|[*†‡]\s?)",
    re.IGNORECASE,
)


def drop_notes(blocks: Iterable[Block], *, keep: bool) -> tuple[list[Block], list[Dropped]]:
    """Take notes, note marks and pictures out; with `keep`, leave the notes as paragraphs."""
    blocks = list(blocks)
    blocks, dropped = _without_called(blocks, keep=keep)
    letters = has_letter_notes(block.text for block in blocks)
    stars = _has_star_notes(blocks)
    kept: list[Block] = []
    for block in blocks:
        if block.kind == "rule":
            kept.append(block)
        elif is_picture(block.text):
            dropped.append(Dropped(reason="picture", text=short(block.text), line=block.line))
        elif block.kind != "heading" and _is_note(block.text, stars):
            if keep:
                kept.append(
                    replace(
                        block, kind="text", text=_LABEL.sub("", block.text, count=1).rstrip("]")
                    )
                )
                continue
            dropped += _drop_rule_above(kept)
            dropped.append(Dropped(reason="footnote", text=short(block.text), line=block.line))
        else:
            text, emphasis, found = strip_notation(
                block.text, block.line, letters=letters, stars=stars
            )
            dropped += found
            if text:
                kept.append(replace(block, text=text, emphasis=emphasis))
    return kept, dropped


def _without_called(blocks: list[Block], *, keep: bool) -> tuple[list[Block], list[Dropped]]:
    """Take out notes called [A] or (1): a mark close to a word, and later a paragraph of it."""
    called: set[str] = set()
    labels: set[str] = set()
    for block in blocks:
        first = _LABELLED.match(block.text) if block.kind in ("text", "quote") else None
        if first and first[1] in called:
            labels.add(first[1])
        called.update(_CALL.findall(block.text))
    if not labels:
        return blocks, []
    marks = re.compile(_GLUED + f"(?:{'|'.join(map(re.escape, sorted(labels)))})")
    kept: list[Block] = []
    dropped: list[Dropped] = []
    for block in blocks:
        first = _LABELLED.match(block.text)
        if first and first[1] in labels:
            if keep:
                kept.append(replace(block, kind="text", text=block.text[first.end() :]))
            else:
                dropped.append(Dropped(reason="footnote", text=short(block.text), line=block.line))
            continue
        found = marks.findall(block.text)
        dropped += [Dropped(reason="note mark", text=mark, line=block.line) for mark in found]
        kept.append(replace(block, text=marks.sub("", block.text)) if found else block)
    return kept, dropped


def _is_note(text: str, stars: bool) -> bool:
    return is_footnote(text) or (stars and _STAR_NOTE.match(text) is not None)


def _has_star_notes(blocks: list[Block]) -> bool:
    """Say whether some paragraph bears a star and a later one begins with one."""
    has_mark = False
    for block in blocks:
        if has_mark and block.kind == "text" and _STAR_NOTE.match(block.text):
            return block.text.count("*") == 1
        has_mark = has_mark or bool(
            re.search(r"[\w.,;!?”’\"][*†‡](?![*\w])", block.text) and block.text.count("*") < 2
        )
    return False


def _drop_rule_above(kept: list[Block]) -> list[Dropped]:
    """A rule, or the word Notes, above footnotes is no scene break and no chapter."""
    dropped: list[Dropped] = []
    while kept and (
        (kept[-1].kind == "rule" and kept[-1].text[:1] in "-–—_=" and kept[-1].text)
        or (kept[-1].kind == "heading" and _NOTES_HEADING.fullmatch(kept[-1].text))
    ):
        above = kept.pop()
        if above.kind == "heading":
            dropped.append(Dropped(reason="heading of notes", text=above.text, line=above.line))
    return dropped


def short(text: str, limit: int = 300) -> str:
    """Write what was left out on one line, cut where it is long, and say so."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 2].rstrip() + " …"
