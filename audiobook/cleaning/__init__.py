"""Gives back the letters of a damaged story and says what it did.

In comes text as it was found; out comes the same text with look-alike letters, mojibake,
invisible characters and ligatures repaired, and an account of every change.  Layout and
typography are other rooms' work, and where nothing is wrong the text comes back as it was.
"""

from audiobook.cleaning.clean import clean, clean_manuscript

__all__ = ["clean", "clean_manuscript"]
