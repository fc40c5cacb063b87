"""Written text made into the words that are said: `spoken`, and the lexicon that it obeys."""

from audiobook.wording.lexicon import Lexicon
from audiobook.wording.narration import KINDS, spoken

__all__ = ["KINDS", "Lexicon", "spoken"]
