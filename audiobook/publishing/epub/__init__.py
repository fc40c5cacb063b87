"""The book as an EPUB 3 with media overlays: text that is lit as it is heard."""

from audiobook.publishing.epub.writing import write_epub

__all__ = ["write_epub"]
