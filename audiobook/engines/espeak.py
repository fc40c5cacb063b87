"""Where espeak-ng is, which voices it has, and our units in its own.

Everything here is read from files: no library is loaded, so that choosing a
voice costs a build nothing.  The copy in the wheel is used on every machine,
unless AUDIOBOOK_ESPEAK names another library.
"""

from __future__ import annotations

import functools
import hashlib
import os
from importlib import metadata
from pathlib import Path

from audiobook.engines.protocol import base_language, no_voice_for, unknown_voice
from audiobook.errors import EngineMissing
from audiobook.model import Voice

NAME = "pyttsx3"
RATE = 22_050
NORMAL_WPM = 170
RATES = (80 / NORMAL_WPM, 4.0)  # below 80 words a minute espeak speaks no slower, silently
PITCH_NORMAL = 50  # of 0 to 100, two octaves
# The accent that a recogniser understands better: with pauses between sentences, Whisper tiny.en
# hears 9.2 to 9.7 % of the example story's words wrongly in en-us, 11.7 to 13.1 % in en-gb.
PREFERRED = {"en": "en-us"}


def library() -> tuple[Path, Path]:
    """Find espeak-ng's library and its data folder.

    Reads AUDIOBOOK_ESPEAK here, and not in the command line's room, because workers and their
    children inherit the environment and must agree.  Raises EngineMissing.
    """
    chosen = os.environ.get("AUDIOBOOK_ESPEAK", "")
    if chosen:
        path = Path(chosen)
        if not path.is_file():
            raise EngineMissing(
                f"AUDIOBOOK_ESPEAK names {chosen}, which is not a file",
                "name libespeak-ng.so.1, or unset it to use the copy that came with this program",
                engine=NAME,
            )
        return path, _data_beside(path)
    try:
        import espeakng_loader
    except ImportError as err:
        raise EngineMissing(
            "the engine pyttsx3 needs espeak-ng", "pip install espeakng-loader", engine=NAME
        ) from err
    return Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())


def identity() -> str:
    """Name the library so that another one never passes for it."""
    if os.environ.get("AUDIOBOOK_ESPEAK", ""):
        return _digest(str(library()[0]))
    return f"espeakng-loader {metadata.version('espeakng-loader')}"


def voices() -> tuple[Voice, ...]:
    """List the voices, one a language or accent, in the order of their names."""
    found = _languages(str(library()[1]))
    return tuple(
        Voice(engine=NAME, name=name, language=bcp47(codes[0][1]))
        for name, (_, codes) in sorted(found.items())
    )


def voice(name: str, language: str) -> Voice:
    """Find a voice by espeak's name ("en-gb", "en-us+f3"), or the best for a language."""
    data = library()[1]
    found = _languages(str(data))
    if not name:
        chosen = _best(found, language.replace("_", "-").lower() or "en")
        if not chosen:
            raise no_voice_for(NAME, language)
        return Voice(engine=NAME, name=chosen, language=language or bcp47(chosen))
    plain, _, variant = name.partition("+")
    plain = plain.rpartition("/")[2].lower()
    by_file = {each[0].rpartition("/")[2].lower(): key for key, each in found.items()}
    plain = plain if plain in found else by_file.get(plain, plain)
    if plain not in found:
        raise unknown_voice(NAME, name, found)
    variants = {path.name for path in (data / "voices" / "!v").glob("*")}
    if variant and variant not in variants:
        raise unknown_voice(NAME, name, (f"{plain}+{each}" for each in variants))
    full = f"{plain}+{variant}" if variant else plain
    return Voice(engine=NAME, name=full, language=bcp47(found[plain][1][0][1]))


def identifier(name: str) -> str:
    """Turn a voice's name into espeak's own file name: "en-us" into "gmw/en-US"."""
    plain, plus, variant = name.partition("+")
    found = _languages(str(library()[1]))
    if plain not in found:
        raise unknown_voice(NAME, name, found)
    return found[plain][0] + plus + variant


def family(name: str) -> str:
    """Tell the language that a voice belongs to: "en" for "en-gb-scotland+f3"."""
    found = _languages(str(library()[1])).get(name.partition("+")[0])
    return base_language(found[1][0][1]) if found else ""


def words_a_minute(rate: float) -> int:
    """Turn a ratio into espeak's speed; 1.0 is 170 words a minute.

    >>> words_a_minute(1.0), words_a_minute(1.5)
    (170, 255)
    """
    return round(NORMAL_WPM * rate)


def pitch(semitones: float) -> int:
    """Turn semitones into espeak's pitch: 0 to 100 are two octaves, 50 is the voice's own.

    >>> pitch(0), pitch(12), pitch(-6)
    (50, 100, 25)
    """
    return max(0, min(100, round(PITCH_NORMAL + semitones * 50 / 12)))


def bcp47(code: str) -> str:
    """Write espeak's language code as a BCP 47 tag (RFC 5646, section 2.1.1).

    >>> bcp47("en-us"), bcp47("fa-latn"), bcp47("en-gb-x-rp"), bcp47("es-419")
    ('en-US', 'fa-Latn', 'en-GB-x-rp', 'es-419')
    """
    tags = code.lower().split("-")
    private = tags.index("x") if "x" in tags else len(tags)
    written = [tags[0]]
    for at, tag in enumerate(tags[1:], start=1):
        plain = at >= private or len(tag) not in (2, 4)
        written.append(tag if plain else tag.upper() if len(tag) == 2 else tag.title())
    return "-".join(written)


def _best(found: dict[str, _Language], language: str) -> str:
    """The voice that names the language first; else the base language's."""
    for wanted in dict.fromkeys((language, base_language(language))):
        if PREFERRED.get(wanted) in found:
            return PREFERRED[wanted]
        ranked = sorted(
            (priority, name)
            for name, (_, codes) in found.items()
            for priority, code in codes
            if code == wanted
        )
        if ranked:
            return ranked[0][1]
    return ""


_Language = tuple[str, tuple[tuple[int, str], ...]]  # espeak's file, (priority, code) as it lists


@functools.lru_cache(maxsize=4)
def _languages(data: str) -> dict[str, _Language]:
    folder = Path(data) / "lang"
    found: dict[str, _Language] = {}
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        codes: list[tuple[int, str]] = []
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            words = line.split()
            if len(words) > 1 and words[0] == "language":
                priority = int(words[2]) if len(words) > 2 and words[2].isdecimal() else 5
                codes.append((priority, words[1].lower()))
        if codes:
            # espeak's users say "en-gb" for the file "en"; a code taken twice goes by its file.
            name = path.name.lower() if codes[0][1] in found else codes[0][1]
            found[name] = (path.relative_to(folder).as_posix(), tuple(codes))
    return found


def _data_beside(path: Path) -> Path:
    places = (
        Path(os.environ.get("ESPEAK_DATA_PATH", "/nonexistent")),
        *(base / "espeak-ng-data" for base in path.resolve().parents[:2]),
        Path("/usr/share/espeak-ng-data"),
    )
    for place in places:
        if (place / "phontab").is_file():
            return place
        if (place / "espeak-ng-data" / "phontab").is_file():
            return place / "espeak-ng-data"
    raise EngineMissing(
        f"no espeak-ng-data folder was found for {path}",
        "set ESPEAK_DATA_PATH to the folder that came with this library",
        engine=NAME,
    )


@functools.lru_cache(maxsize=4)
def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]
