"""From a book to its script, and from the script to its timeline: pure values, no disk.

`script` says who speaks what with which pauses, `timeline` gives all of it its
place in samples, `words` times the printed words; `casting` finds the speakers.
"""

from audiobook.scripting.script import Company, Speaker, script
from audiobook.scripting.timeline import timeline
from audiobook.scripting.words import Take, words

__all__ = ["Company", "Speaker", "Take", "script", "timeline", "words"]
