"""The conductor: everything that needs more than one room, each step in its own file."""

from audiobook.pipeline.building import Builder, BuildEvent, Built, Stage, build
from audiobook.pipeline.estimating import Estimate
from audiobook.pipeline.housekeeping import cache_size, clear_cache, prune_cache
from audiobook.pipeline.listing import speakers, suggestions, write_cast
from audiobook.pipeline.manuscripts import cleaned_lines, cleaned_manuscript
from audiobook.pipeline.outlining import Outline, outline, outlined, script
from audiobook.pipeline.planning import Plan, plan
from audiobook.pipeline.voicing import (
    EngineEntry,
    audition,
    engine_entries,
    is_installed,
    play,
    say,
    voices,
    write_wav,
)
from audiobook.scripting.casting import Character
from audiobook.speaking import Failed, Retried, Spoken, Started

__all__ = [
    "BuildEvent",
    "Builder",
    "Built",
    "Character",
    "EngineEntry",
    "Estimate",
    "Failed",
    "Outline",
    "Plan",
    "Retried",
    "Spoken",
    "Stage",
    "Started",
    "audition",
    "build",
    "cache_size",
    "cleaned_lines",
    "cleaned_manuscript",
    "clear_cache",
    "engine_entries",
    "is_installed",
    "outline",
    "outlined",
    "plan",
    "play",
    "prune_cache",
    "say",
    "script",
    "speakers",
    "suggestions",
    "voices",
    "write_cast",
    "write_wav",
]
