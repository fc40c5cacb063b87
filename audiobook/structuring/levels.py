"""Headings whose format gives them a level into roles: which level is the chapters'?

A single top heading is the book's title; a heading with nothing under it but two
or more deeper ones is a part; the first level that holds text is the chapters'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.model import Block
from audiobook.structuring.contents import words
from audiobook.structuring.headings import (
    CHAPTER_WORDS,
    PART_WORDS,
    back_reason,
    fold,
    front_reason,
    is_author_line,
    is_end,
    is_story_word,
    label,
)
from audiobook.structuring.roles import Role

_SUBTITLE = re.compile(r"\s*[:;(—–]|,? or,? |\. |, ", re.IGNORECASE)
_INTRODUCING = 30  # words that a part may hold before its first chapter


@dataclass(slots=True)
class _Node:
    index: int
    level: int
    text: str
    words: int  # under it, before the next heading
    children: list[_Node]


def roles_by_level(
    blocks: Sequence[Block], title: str, *, settled: bool = False
) -> dict[int, Role]:
    """Give each heading of level 1 or more its role."""
    nodes = _nodes(blocks)
    roles: dict[int, Role] = {}
    if settled:
        for node in nodes:
            roles[node.index] = _settled(node, nodes)
        return roles
    while _is_title(nodes, title):
        roles[nodes[0].index] = "title"
        nodes = nodes[1:]
    _assign(_tree(nodes), roles)
    return roles


def _nodes(blocks: Sequence[Block]) -> list[_Node]:
    nodes: list[_Node] = []
    for index, block in enumerate(blocks):
        if block.matter != "chapter":
            continue  # the reader has told what it is
        if block.kind == "heading" and block.level > 0:
            nodes.append(_Node(index, block.level, block.text, 0, []))
        elif nodes and block.kind != "rule":
            nodes[-1].words += words(block.text)
    return nodes


def _settled(node: _Node, nodes: Sequence[_Node]) -> Role:
    """Read a manuscript's own levels: 1 the book, 2 a chapter, deeper within it."""
    if node.level == 1:
        return "title" if node is nodes[0] else "chapter"
    return "chapter" if node.level == 2 else "nested"


def _is_title(nodes: Sequence[_Node], title: str) -> bool:
    if not nodes:
        return False
    first, rest = nodes[0], nodes[1:]
    alone = all(node.level > first.level for node in rest)
    if _opens_title(first.text, title):
        return alone or first.words < _INTRODUCING
    return alone and len(rest) > 1 and not label(first.text).number and first.words < _INTRODUCING


def _opens_title(text: str, title: str) -> bool:
    """Tell the book's title, with or without the subtitle that the metadata adds."""
    main = _SUBTITLE.split(title, maxsplit=1)[0]
    return bool(fold(text)) and fold(text) in (fold(title), fold(main))


def _tree(nodes: Sequence[_Node]) -> list[_Node]:
    tops: list[_Node] = []
    path: list[_Node] = []
    for node in nodes:
        while path and path[-1].level >= node.level:
            path.pop()
        (path[-1].children if path else tops).append(node)
        path.append(node)
    return tops


def _is_part_word(node: _Node) -> bool:
    return label(node.text).keyword in PART_WORDS


def _is_named(node: _Node) -> bool:
    return bool(front_reason(node.text) or back_reason(node.text) or is_story_word(node.text))


def _assign(tops: Sequence[_Node], roles: dict[int, Role]) -> None:
    if len(tops) == 1 and tops[0].words >= _INTRODUCING and len(tops[0].children) > 1:
        first, *rest = tops[0], *tops[0].children  # its first chapter stands a level too high
        tops, first.children = (first, *rest), []
    holders = [
        top
        for top in tops
        if top.words < _INTRODUCING
        and len(top.children) > 1
        and label(top.text).keyword not in CHAPTER_WORDS
    ]
    plain = [top for top in tops if top not in holders and not _is_named(top)]
    are_parts = len(holders) >= len(plain) or sum(map(_is_part_word, holders)) * 2 >= len(holders)
    for at, top in enumerate(tops):
        follower = tops[at + 1] if at + 1 < len(tops) else None
        if (top in holders and are_parts) or (
            _is_part_word(top) and top.children and not top.words
        ):
            roles[top.index] = "part"
            _assign(top.children, roles)
        elif not top.words and not top.children and follower and _is_part_word(top):
            roles[top.index] = "part"
        else:
            roles[top.index] = "chapter"
            _within(top, roles)
    if tops and is_end(tops[-1].text) and not tops[-1].words and len(tops) > 1:
        roles[tops[-1].index] = "text"
    _join_titles(tops, roles)


def _within(top: _Node, roles: dict[int, Role]) -> None:
    """Make what lies under a chapter nested, but for a title set as a heading of its own."""
    last = top
    for child in _all(top.children):
        begins = roles[last.index] in ("chapter", "label") and not last.words
        alone = sum(other.level == child.level for other in last.children) == 1
        roles[child.index] = "label" if begins and alone else "nested"
        last = child


def _all(nodes: Sequence[_Node]) -> list[_Node]:
    return [one for node in nodes for one in (node, *_all(node.children))]


def _join_titles(tops: Sequence[_Node], roles: dict[int, Role]) -> None:
    """Join "Chapter I" and "The Boy" where they are two headings of one level."""
    for top, follower in pairwise(tops):
        if roles[top.index] != "chapter" or top.words or top.children:
            continue
        if is_author_line(top.text):
            roles[top.index] = "title"
            continue
        one, other = label(top.text), label(follower.text)
        if one.number and not one.title and not other.number:
            roles[follower.index] = "label"
        elif other.number == 1 and not one.number and not _is_named(top):
            roles[top.index] = "part"
