"""Written text made into the words that are said: `spoken`, and the lexicon that it obeys."""

from audiobook.wording.lexicon import Lexicon
from audiobook.wording.narration import KINDS, spoken
from audiobook.wording.pls import parse_pls

__all__ = ["KINDS", "Lexicon", "parse_pls", "spoken"]
