"""Measures cleaning and prints a Markdown table: `python -m tests.benchmarks.cleaning [FILE ...]`.

What is given back and what is harmed on the case files, then speed on a clean and on a damaged
book of a megabyte, made of the files or of the example story, then start and memory in a
fresh process.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from audiobook.cleaning import clean

TESTS = Path(__file__).parents[1]
STORY = TESTS.parent / "story" / "one-step-for-you.txt"
BOOK_BYTES = 1_000_000
CYRILLIC = str.maketrans("aceopxyijs", "асеорхуіјѕ")
MISLEADING = str.maketrans("nurmtbwhkgyeoa", "пигмтвшнкгуеоа")  # most of them are other letters
GREEK = str.maketrans("aeonuvptikw", "αεοηυνρτικω")
ARMENIAN = str.maketrans("onuhgq", "օոսհցզ")
CHEROKEE = str.maketrans("sdw", "ꮪꮷꮃ")
LATIN = str.maketrans("agiycvz", "ɑɡıʏᴄᴠᴢ")
SIX = (CYRILLIC, MISLEADING, GREEK, ARMENIAN, CHEROKEE, LATIN)
FRESH = """
import sys, time
start = time.process_time()
from audiobook.cleaning import clean
clean("The сat sаt on the mаt.")
print(time.process_time() - start)
clean(sys.stdin.buffer.read().decode())
print(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
"""


def main() -> None:
    """Print the table."""
    print("| measure | value |\n| --- | ---: |")
    for name, value in (*scores(), *speeds(), *fresh_process()):
        print(f"| {name} | {value} |")


def scores():
    """Count damaged words given back, and words of sound texts that were changed."""
    damaged = restored = exact = 0
    wild = json.loads((TESTS / "cases/cleaning/in_the_wild.json").read_text(encoding="utf-8"))
    for case in wild:
        found = clean(case["text"]).text
        exact += found == case["expected"]
        words = zip(case["text"].split(), case["expected"].split(), found.split(), strict=True)
        for old, wanted, new in words:
            damaged += old != wanted
            restored += old != wanted == new
    sound = json.loads((TESTS / "cases/cleaning/negative.json").read_text(encoding="utf-8"))
    changed = sum(clean(text).text != text for text in sound)
    yield "damaged words given back", f"{100 * restored / damaged:.2f} % of {damaged}"
    yield "damaged cases exactly right", f"{exact} of {len(wild)}"
    yield "sound texts changed", f"{changed} of {len(sound)}"


def speeds():
    """Clean a book of one megabyte, sound and damaged in five ways."""
    book = _book()
    yield "speed, clean book", _speed(book)
    yield "speed, n and u swapped", _speed(book.replace("n", "п").replace("u", "υ"))
    yield "speed, every Cyrillic look-alike", _speed(book.translate(CYRILLIC))
    yield "speed, 30 % Cyrillic look-alikes", _speed(_some(book, (CYRILLIC,)))
    yield "speed, 30 % misleading Cyrillic", _speed(_some(book, (MISLEADING,)))
    yield "speed, 30 % of six alphabets", _speed(_some(book, SIX))


def _some(book: str, alphabets: tuple[dict[int, int], ...]) -> str:
    """Swap three letters in ten, each into one of the alphabets that have a like one."""
    chance = random.Random(1)
    kept = 0.7
    return "".join(
        chr(chance.choice(likes))
        if chance.random() > kept and (likes := [one[ord(c)] for one in alphabets if ord(c) in one])
        else c
        for c in book
    )


def _book() -> str:
    """Make a book of the files, again and again, or of the story's sentences in changing order."""
    if len(sys.argv) > 1:
        text = "\n\n".join(Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
        return text * (BOOK_BYTES // len(text) + 1)
    sentences = clean(STORY.read_text(encoding="utf-8")).text.replace("\n", " ").split(". ")
    order = random.Random(2)
    book: list[str] = []
    while sum(map(len, book)) < BOOK_BYTES:
        order.shuffle(sentences)
        book.append(". ".join(sentences) + ".\n")
    return "".join(book)


def _speed(text: str) -> str:
    start = time.process_time()
    clean(text)
    return f"{len(text.encode()) / 1e6 / (time.process_time() - start):.2f} MB/s"


def fresh_process():
    """Start Python, clean a damaged sentence and a damaged book, and read the clock and the memory.

    The memory is the kernel's high-water mark: `ru_maxrss` would count the parent's as well.
    """
    book = _some(_book(), SIX).encode()
    command = [sys.executable, "-c", FRESH]
    output = subprocess.run(command, input=book, capture_output=True, check=True).stdout
    seconds, kilobytes = map(float, output.split())
    yield "start and first sentence", f"{seconds:.2f} s"
    yield "memory, with a damaged book", f"{kilobytes / 1024:.0f} MB"


if __name__ == "__main__":
    main()
