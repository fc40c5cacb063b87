"""Speaking: a script in, clips out, nothing spoken twice."""

from audiobook.speaking.crew import Crew
from audiobook.speaking.events import Event, Failed, Retried, Spoken, Started
from audiobook.speaking.narrator import Narration, missing, narrate
from audiobook.speaking.store import ClipStore, clip_key

__all__ = [
    "ClipStore",
    "Crew",
    "Event",
    "Failed",
    "Narration",
    "Retried",
    "Spoken",
    "Started",
    "clip_key",
    "missing",
    "narrate",
]
