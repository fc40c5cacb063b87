"""From a file to a manuscript: the blocks of a story in reading order.

A path or a text comes in; a `Manuscript` goes out, with what is known of the book and
what was left out of it.  `manuscript` writes a structured book as the Markdown that a
person edits, and `read` reads that back.
"""

from audiobook.reading.decoding import decode_exactly
from audiobook.reading.lexicons import lexicons
from audiobook.reading.opening import read, read_many, read_text
from audiobook.reading.writing import manuscript

__all__ = ["decode_exactly", "lexicons", "manuscript", "read", "read_many", "read_text"]
