"""Scores reading and structuring on texts with gold beside them; prints a Markdown table.

    python tests/benchmarks/structure.py FOLDER [--scenes MODE] [--hide-marks]

FOLDER holds `ID.gold.json` files and the texts they name.  A chapter counts as found if its
title and its first paragraph are both right.  With --hide-marks the printed breaks are taken
out first, so that what is inferred can be scored on texts that have marks.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import time
from dataclasses import dataclass, replace
from pathlib import Path

LIKE = str.maketrans({"\u00a0": " ", "\u2060": "", "\u00ad": "", "\ufeff": "", "\u202f": " "})


@dataclass(frozen=True, kw_only=True)
class Score:
    name: str
    chapters: tuple[int, int, int]  # right, found, wanted
    counted: tuple[int, int]  # chapters within 3 %, chapters
    breaks: tuple[int, int, int]
    near: tuple[int, int, int]  # within two paragraphs
    implicit: bool
    spoken: tuple[str, ...]  # what must not be
    words: int
    seconds: tuple[float, float]  # read, structured
    grown_mb: float
    wrong: tuple[str, ...]


def plain(text):
    return " ".join(text.translate(LIKE).split())


def letters(text):
    return "".join(char for char in text.casefold() if char.isalnum())


def written(paragraph):
    return plain(" ".join(sentence.written for sentence in paragraph.sentences))


def flatten(chapter):
    """Give the chapter's paragraphs and the positions that open a scene."""
    paragraphs, opened = [], []
    for scene in chapter.scenes:
        if scene.opened_by != "start":
            opened.append(len(paragraphs))
        paragraphs += [written(p) for p in scene.paragraphs if p.kind != "heading"]
    return paragraphs, opened


def f1(right, found, wanted):
    return 2 * right / (found + wanted) if found + wanted else 1.0


def ratio(part, whole):
    return part / whole if whole else 1.0


def pair(found, wanted, reach):
    """Pair two sorted lists of positions, each used once, at most `reach` apart."""
    rest, pairs = list(found), 0
    for position in wanted:
        near = [other for other in rest if abs(other - position) <= reach]
        if near:
            rest.remove(min(near, key=lambda other: abs(other - position)))
            pairs += 1
    return pairs


def measure(folder, name, mode, hide, results):
    from audiobook.reading import read
    from audiobook.structuring import structure

    gold = json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin = time.perf_counter()
    manuscript = read(folder / gold["file"])
    if hide:
        gold["implicit"] = True
        blocks = tuple(block for block in manuscript.blocks if block.kind != "rule")
        manuscript = replace(manuscript, blocks=blocks)
    middle = time.perf_counter()
    book = structure(manuscript, scenes=mode)
    end = time.perf_counter()
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    results.put(score(name, gold, book, (middle - begin, end - middle), grown))


def score(name, gold, book, seconds, grown):
    story = [chapter for chapter in book.chapters if chapter.kind == "chapter"]
    flat = [flatten(chapter) for chapter in story]
    titles = [letters(c.title.written if c.title else "") for c in story]
    wrong, right, counted = [], 0, 0
    free = list(range(len(story)))
    for chapter in gold["chapters"]:
        first, title = letters(plain(chapter["first"]))[:40], letters(chapter["title"])
        hit = next(
            (at for at in free if flat[at][0] and letters(flat[at][0][0]).startswith(first)), None
        )
        if hit is None:
            wrong.append(f"missing {chapter['title']!r}")
            continue
        free.remove(hit)
        if title != titles[hit] and not titles[hit].endswith(title):
            wrong.append(f"title {story[hit].title.written if story[hit].title else None!r}")
            continue
        right += 1
        count = len(flat[hit][0])
        if abs(count - chapter["paragraphs"]) <= 0.03 * chapter["paragraphs"]:
            counted += 1
        else:
            wrong.append(f"{chapter['title']!r} {count} paragraphs for {chapter['paragraphs']}")
        last = letters(plain(chapter["last"]))[-30:]
        if not letters(flat[hit][0][-1]).endswith(last):
            wrong.append(f"{chapter['title']!r} ends {flat[hit][0][-1][-40:]!r}")
    wrong += [f"extra {story[at].title.written if story[at].title else None!r}" for at in free]
    breaks, near, missed = score_breaks(gold, flat)
    sentences = [
        sentence.written
        for c in story
        for s in c.scenes
        for p in s.paragraphs
        for sentence in p.sentences
    ] + [c.title.written for c in story if c.title]
    spoken = [text for text in gold.get("not_spoken", ()) if any(text in one for one in sentences)]
    return Score(
        name=name,
        chapters=(right, len(story), len(gold["chapters"])),
        counted=(counted, len(gold["chapters"])),
        breaks=breaks,
        near=near,
        implicit=bool(gold.get("implicit")),
        spoken=tuple(spoken),
        words=sum(text.count(" ") + 1 for paragraphs, _ in flat for text in paragraphs),
        seconds=seconds,
        grown_mb=grown,
        wrong=tuple(wrong + missed),
    )


def score_breaks(gold, flat):
    paragraphs = [letters(text) for texts, _ in flat for text in texts]
    found, offset = [], 0
    for texts, opened in flat:
        found += [offset + at for at in opened]
        offset += len(texts)
    wanted, start = [], 0
    for chapter in gold["chapters"]:
        for one in chapter["breaks"]:
            key = letters(plain(one["text"]))[:40]
            at = next(
                (i for i in range(start, len(paragraphs)) if paragraphs[i].startswith(key)), -9
            )
            wanted.append(at)
            start = max(start, at)
    exact = pair(found, wanted, 0)
    near = pair(found, wanted, 2)
    missed = [f"no break at {at} {paragraphs[at][:30]}" for at in wanted if at not in found]
    extra = [f"extra break at {at} {paragraphs[at][:30]}" for at in found if at not in wanted]
    if gold.get("implicit"):
        missed = extra = []
    return (
        (exact, len(found), len(wanted)),
        (near, len(found), len(wanted)),
        missed + extra,
    )


def table(scores):
    yield (
        "| text | chapters F1 | paragraphs | breaks P / R / F1 | within 2 F1 "
        "| read s | structured s | MB | words |"
    )
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for one in scores:
        right, found, wanted = one.breaks
        name = f"{one.name}{' (implicit)' if one.implicit else ''}"
        rates = f"{ratio(right, found):.2f} / {ratio(right, wanted):.2f} / {f1(*one.breaks):.2f}"
        yield (
            f"| {name} | {f1(*one.chapters):.3f} | {one.counted[0]}/{one.counted[1]} "
            f"| {rates} ({right} of {found}, {wanted} wanted) | {f1(*one.near):.2f} "
            f"| {one.seconds[0]:.3f} | {one.seconds[1]:.3f} | {one.grown_mb:.0f} | {one.words} |"
        )
    for name, chosen in (("marked", False), ("implicit", True)):
        rows = [one for one in scores if one.implicit is chosen]
        if rows:
            total = [sum(one.breaks[i] for one in rows) for i in range(3)]
            near = [sum(one.near[i] for one in rows) for i in range(3)]
            count = sum(one.words for one in rows)
            yield (
                f"\n{name}: P {ratio(total[0], total[1]):.2f} R {ratio(total[0], total[2]):.2f} "
                f"F1 {f1(*total):.3f}, within two F1 {f1(*near):.2f}; "
                f"{10_000 * total[1] / max(1, count):.1f} breaks in 10,000 words"
            )
    total = [sum(one.chapters[i] for one in scores) for i in range(3)]
    yield f"\nall: chapter F1 {f1(*total):.3f}"
    for one in scores:
        for text in one.spoken:
            yield f"- {one.name}: spoken: {text!r}"
        for text in one.wrong[:12]:
            yield f"- {one.name}: {text}"


def sentences(folder):
    from audiobook.structuring import split_sentences

    path = folder / "sentences.json"
    cases = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    right = sum(
        [piece.strip() for piece in split_sentences(case["text"])] == case["sentences"]
        for case in cases
    )
    return f"\nsentences: {right} of {len(cases)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scenes", default="auto")
    parser.add_argument("--hide-marks", action="store_true")
    arguments = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    scores = []
    for path in sorted(arguments.folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if not (arguments.folder / gold["file"]).exists() if "file" in gold else True:
            continue
        results = context.SimpleQueue()
        name = path.name.removesuffix(".gold.json")
        child = context.Process(
            target=measure,
            args=(arguments.folder, name, arguments.scenes, arguments.hide_marks, results),
        )
        child.start()
        child.join()
        if child.exitcode == 0:
            scores.append(results.get())
    print("\n".join(table(scores)))
    print(sentences(arguments.folder))


if __name__ == "__main__":
    main()
