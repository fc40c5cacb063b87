"""Manuscript -> Book: chapters, scenes (marked and inferred), sentences."""

from audiobook.structuring.book import structure
from audiobook.structuring.sentences import split_sentences

__all__ = ["split_sentences", "structure"]
