"""Write the book as subtitles: SubRip, WebVTT, and LRC with and without word times.

An edition comes in; text files with the written text go out, one cue a
sentence, long ones cut at clauses.  SubRip and LRC have no escape of their
own, so an invisible word joiner breaks whatever a player would take for a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from audiobook.clock import milliseconds, stamp
from audiobook.model import Book, Sentence, Span, Word
from audiobook.publishing.captions import Caption, captions, shown
from audiobook.publishing.edition import Edition
from audiobook.publishing.order import heading, speakers

JOINER = "\u2060"


def write_srt(edition: Edition) -> tuple[Path, ...]:
    """Write SubRip: numbered captions, a comma before the milliseconds."""
    blocks = []
    for number, (caption, _) in enumerate(_captions(edition), 1):
        text = "\n".join(_srt_text(caption.cue.written[a:b]) for a, b in caption.lines)
        blocks.append(f"{number}\n{_span(edition, caption, ',')}\n{text}\n")
    return (edition.write(".srt", "\n".join(blocks)),)


def write_vtt(edition: Edition) -> tuple[Path, ...]:
    """Write WebVTT (W3C): speakers as `<v Name>`, chapters and scene breaks as notes."""
    blocks = ["WEBVTT\n", _note(_credits(edition))]
    by_id = {sentence.id: sentence for sentence in edition.book.sentences()}
    notes = dict(_notes(edition.book))
    shown_id, part = "", 1
    for caption, _ in _captions(edition):
        cue = caption.cue
        part = part + 1 if cue.id == shown_id else 1
        shown_id = cue.id
        if part == 1 and cue.id in notes:
            blocks.append(_note(notes[cue.id]))
        name = cue.id if part == 1 else f"{cue.id}.{part}"
        voices = speakers(by_id[cue.id]) if cue.id in by_id else ()
        text = "\n".join(_voiced(cue.written, line, voices) for line in caption.lines)
        blocks.append(f"{name}\n{_span(edition, caption, '.')}\n{text}\n")
    return (edition.write(".vtt", "\n".join(blocks)),)


def write_lrc(edition: Edition) -> tuple[Path, ...]:
    """Write LRC, and where word times are known the enhanced form as `NAME.words.lrc`."""
    rate = edition.timeline.rate
    plain, enhanced = _lrc_head(edition), _lrc_head(edition)
    any_word = False
    for caption, words in _captions(edition):
        time = _lrc_time(milliseconds(caption.start, rate))
        plain.append(f"[{time}]{_lrc_text(caption.text)}")
        enhanced.append(f"[{time}]{_lrc_words(caption, words, rate)}")
        any_word = any_word or bool(words)
    files = [edition.write(".lrc", "\n".join(plain) + "\n")]
    if any_word:
        files.append(edition.write(".words.lrc", "\n".join(enhanced) + "\n"))
    return tuple(files)


def _captions(edition: Edition) -> Iterator[tuple[Caption, tuple[Word, ...]]]:
    """Every caption with the exact word times of its cue, if there are any."""
    for cue in shown(edition.timeline):
        words = edition.words(cue) if cue.exact else ()
        for caption in captions(cue, words):
            yield caption, words


def _span(edition: Edition, caption: Caption, separator: str) -> str:
    rate = edition.timeline.rate
    start = milliseconds(caption.start, rate)
    end = max(start + 1, milliseconds(caption.end, rate))  # both formats refuse an empty time
    return f"{stamp(start, separator)} --> {stamp(end, separator)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _srt_text(text: str) -> str:
    r"""Keep players from taking the text for a tag, an override or a time.

    >>> _srt_text("<b> {\\an8} 1 --> 2") == "<\u2060b> {\u2060\\an8} 1 --\u2060> 2"
    True
    """
    text = re.sub(r"<(?=\s*[/\w])", "<" + JOINER, _one_line(text))
    return text.replace("{\\", "{" + JOINER + "\\").replace("-->", "--" + JOINER + ">")


def _vtt_text(text: str) -> str:
    """Escape as WebVTT has it.

    >>> _vtt_text("R&B <b> -->")
    'R&amp;B &lt;b&gt; --&gt;'
    """
    return _one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _voiced(written: str, line: Span, voices: Sequence[tuple[Span, str]]) -> str:
    """One line of a caption, each speaker's stretch in a voice span."""
    if not any(name for _, name in voices):
        return _vtt_text(written[line[0] : line[1]])
    pieces: list[str] = []
    for (start, end), name in voices:
        piece = written[max(start, line[0]) : min(end, line[1])]
        text = _vtt_text(piece)
        if not text:
            continue
        text = f"<v {_vtt_text(name)}>{text}</v>" if name else text
        pieces.append((" " if piece[:1].isspace() and pieces else "") + text)
        if piece[-1:].isspace() and end < line[1]:
            pieces.append(" ")
    return "".join(pieces)


def _note(text: str) -> str:
    lines = (_one_line(line).replace("-->", "--" + JOINER + ">") for line in text.splitlines())
    return "NOTE\n" + "\n".join(line for line in lines if line) + "\n"


def _credits(edition: Edition) -> str:
    meta = edition.timeline.meta
    lines = [meta.title, meta.author and f"by {meta.author}"]
    lines += [meta.narrator and f"read by {meta.narrator}", f"language {meta.language}"]
    return "\n".join(line for line in lines if line)


def _notes(book: Book) -> Iterator[tuple[str, str]]:
    """Which sentence opens a chapter or a scene, and what to note before it."""
    for chapter in book.chapters:
        scenes = [scene for scene in chapter.scenes if scene.paragraphs]
        opened = {_first(scene.paragraphs[0].sentences): scene for scene in scenes}
        opening = chapter.title.id if chapter.title else next(iter(opened), "")
        if heading(book, chapter) != book.meta.title:
            yield opening, heading(book, chapter)
        for id, scene in opened.items():
            if scene.opened_by == "marked":
                yield id, "Scene break"
            elif scene.opened_by == "inferred":
                yield id, f"Scene break, inferred: {scene.reason}"


def _first(group: Sequence[Sentence]) -> str:
    return group[0].id if group else ""


def _lrc_head(edition: Edition) -> list[str]:
    timeline = edition.timeline
    meta = timeline.meta
    minutes, rest = divmod(milliseconds(timeline.frames, timeline.rate), 60_000)
    tags = (
        ("ti", meta.title),
        ("ar", meta.author),
        ("al", meta.series or meta.title),
        ("la", meta.language),
        ("length", f"{minutes:02}:{rest // 1000:02}"),
    )
    return [f"[{tag}:{_one_line(value)}]" for tag, value in tags if value]


def _lrc_time(ms: int) -> str:
    """Write minutes, which may pass 59, seconds and hundredths.

    >>> _lrc_time(36_725_304)
    '612:05.30'
    """
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes:02}:{rest // 1000:02}.{rest % 1000 // 10:02}"


def _lrc_text(text: str) -> str:
    """Keep players from taking the text for a tag or a word time."""
    return re.sub(r"([\[<])(?=\w)", rf"\1{JOINER}", _one_line(text))


def _lrc_words(caption: Caption, words: Sequence[Word], rate: int) -> str:
    """The caption with `<mm:ss.xx>` before each word, as enhanced LRC has it."""
    written = caption.cue.written
    first, last = caption.lines[0][0], caption.lines[-1][1]
    inside = [word for word in words if first <= word.offset < last]
    if not inside:
        return _lrc_text(caption.text)
    starts = [first, *(word.offset for word in inside[1:])]
    ends = [*starts[1:], last]
    return " ".join(
        f"<{_lrc_time(milliseconds(word.start, rate))}> {_lrc_text(written[start:end])}"
        for word, start, end in zip(inside, starts, ends, strict=True)
    )
