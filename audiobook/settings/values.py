"""What a user may choose, with its defaults: frozen, in the shape of `name.toml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from audiobook.model import PauseKind

SCENE_MODES = ("auto", "more", "marked", "off")
PRESETS = ("", "acx")
RATES = (0.25, 4.0)  # ratio
PITCHES = (-12.0, 12.0)  # semitones
VOLUMES = (-40.0, 40.0)  # dB
LUFS = (-50.0, -5.0)
TRUE_PEAKS_DBTP = (-20.0, 0.0)
EngineOptions: TypeAlias = tuple[tuple[str, str | tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookSettings:
    """What the user says of the book; "" leaves the file's own word."""

    title: str = ""
    author: str = ""
    narrator: str = ""
    language: str = ""
    description: str = ""
    series: str = ""
    publisher: str = ""
    cover: str = ""  # path of a JPEG or PNG, from the settings file's folder


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """Who speaks, and how."""

    engine: str = "pyttsx3"
    name: str = ""  # "" is the engine's own choice for the language
    rate: float = 1.0  # ratio
    pitch: float = 0.0  # semitones
    volume: float = 0.0  # dB


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseSettings:
    """Every pause, in milliseconds."""

    part: int = 0
    sentence: int = 350
    paragraph: int = 700
    scene: int = 2200
    inferred: int = 1200
    title: int = 2000
    chapter: int = 3000
    head: int = 700
    tail: int = 3000
    scene_sound: str = ""  # path of a WAV played in a scene's pause

    def ms(self, kind: PauseKind) -> int:
        """How long a pause of this kind lasts, in milliseconds."""
        return int(getattr(self, kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class LoudnessSettings:
    """Where mastering aims."""

    lufs: float = -19.0  # integrated, ITU-R BS.1770-4, mono
    true_peak_dbtp: float = -3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanSettings:
    """What the user knows better than the cleaner."""

    force: tuple[tuple[str, str], ...] = ()  # letter or word -> what it shall become
    forbid: tuple[str, ...] = ()  # letters and words that must stay as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class CastMember:
    """The voice of one character; `dialogue` is everyone whose speaker is not certain."""

    name: str
    voice: str = ""
    engine: str = ""
    rate: float = 1.0
    pitch: float = 0.0
    volume: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSettings:
    """The keys of [build], in the place of flags that are always the same."""

    to: tuple[str, ...] = ("m4b",)
    preset: str = ""
    scenes: str = "auto"
    notes: bool = False
    chapters: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All choices for one build."""

    book: BookSettings = BookSettings()
    voice: VoiceSettings = VoiceSettings()
    pauses: PauseSettings = PauseSettings()
    loudness: LoudnessSettings = LoudnessSettings()
    clean: CleanSettings = CleanSettings()
    lexicon: tuple[tuple[str, str], ...] = ()  # word or "re:pattern" -> respelling or "/ipa/"
    cast: tuple[CastMember, ...] = ()
    engines: tuple[tuple[str, EngineOptions], ...] = ()  # the [engine.NAME] tables
    to: tuple[str, ...] = ("m4b",)
    preset: str = ""
    scenes: str = "auto"
    notes: bool = False
    chapters: str = ""  # "1-3,5"; "" is the whole book
    folder: str = field(default="", compare=False)  # paths above are relative to it
    # Keys that the story's own file names, such as "lexicon.Aoife".
    own: frozenset[str] = field(default=frozenset(), compare=False)

    def options(self, engine: str) -> EngineOptions:
        """The `[engine.NAME]` table of an engine."""
        return dict(self.engines).get(engine, ())
