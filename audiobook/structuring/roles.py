"""What a heading is to the book; the words that `levels`, `sequences` and `sections` share."""

from __future__ import annotations

from typing import Literal, TypeAlias

# title: the book's; part: goes before the next chapter's title; chapter: opens one;
# label: goes on with the title before it; nested: a heading within a chapter; text: none at all.
Role: TypeAlias = Literal["title", "part", "chapter", "label", "nested", "text"]
