"""`check` is silent on a whole book and names every planted fault."""

from __future__ import annotations

import json

import numpy as np
import pytest

from audiobook.checking import check
from audiobook.cli import audiobook
from audiobook.errors import AudiobookError
from audiobook.pipeline import build
from audiobook.settings import Settings, VoiceSettings


def errors(book, *, with_clips=True):
    found = check(book.folder, cache=book.cache if with_clips else None)
    return [f"{finding.where}: {finding.what}" for finding in found if finding.level == "error"]


@pytest.mark.parametrize("with_clips", [True, False])
def test_a_whole_book_has_no_findings(book, with_clips):
    assert check(book.folder, cache=book.cache if with_clips else None) == ()


def at(book, text):
    found = book.sentence(text)
    return found["id"], slice(found["start"], found["end"])


def test_a_silenced_sentence_is_named(book):
    name, place = at(book, "Every window shook")

    def change(sound, rate):
        sound[place] = 0
        return sound

    book.replace_sound(change)
    assert any(name in line and "is silent" in line for line in errors(book, with_clips=False))


def test_a_sentence_cut_short_is_named(book):
    name, place = at(book, "The storm came in")

    def change(sound, rate):
        sound[(place.start + place.stop) // 2 : place.stop] = 0
        return sound

    book.replace_sound(change)
    assert any(name in line and "likeness" in line for line in errors(book))


def test_a_dropped_sentence_is_found_by_length_and_place(book):
    _, place = at(book, "Every window shook")
    book.replace_sound(lambda sound, rate: np.delete(sound, place))
    found = errors(book, with_clips=False)
    assert any("decoded" in line for line in found)
    assert any("pause is not silent" in line for line in found)


def test_a_doubled_sentence_is_found(book):
    _, place = at(book, "Every window shook")
    book.replace_sound(lambda sound, rate: np.insert(sound, place.start, sound[place]))
    assert any("decoded" in line for line in errors(book, with_clips=False))


def test_two_swapped_sentences_are_both_named(book):
    one, first = at(book, "By morning the sea")
    two, second = at(book, "A small green boat")
    length = min(first.stop - first.start, second.stop - second.start)

    def change(sound, rate):
        a = sound[first.start : first.start + length].copy()
        sound[first.start : first.start + length] = sound[second.start : second.start + length]
        sound[second.start : second.start + length] = a
        return sound

    book.replace_sound(change)
    found = [line for line in errors(book) if "likeness" in line]
    assert any(one in line for line in found)
    assert any(two in line for line in found)


def test_a_pause_off_by_100_ms_is_found(book):
    start = next(p["start"] for p in book.receipt["pauses"] if p["kind"] == "scene")

    def change(sound, rate):
        return np.insert(sound[: -rate // 10], start + 100, np.zeros(rate // 10, np.int16))

    book.replace_sound(change)
    assert any("likeness" in line for line in errors(book))


def test_a_shifted_chapter_is_found(book):
    metadata = book.folder / "metadata.txt"
    book.ffmpeg("-i", book.audio, "-f", "ffmetadata", "-y", metadata)
    text = metadata.read_text().split("[CHAPTER]")
    start = next(line for line in text[2].splitlines() if line.startswith("START="))
    ticks = int(
        next(line for line in text[2].splitlines() if line.startswith("TIMEBASE=")).split("/")[1]
    )
    text[2] = text[2].replace(start, f"START={int(start[6:]) + ticks // 5}")
    metadata.write_text("[CHAPTER]".join(text))
    harmed = book.folder / "harmed.m4b"
    book.ffmpeg(
        "-i", book.audio, "-i", metadata, "-map", "0:a", "-map_metadata", "0",
        "-map_chapters", "1", "-c", "copy", "-f", "ipod", harmed,
    )  # fmt: skip
    metadata.unlink()
    book.put(harmed)
    assert any("chapter 'The Boat' begins at" in line for line in errors(book))


def test_a_lost_tag_is_found(book):
    harmed = book.folder / "harmed.m4b"
    book.ffmpeg(
        "-i", book.audio, "-map", "0:a", "-map_metadata", "0", "-metadata", "artist=",
        "-c", "copy", "-f", "ipod", harmed,
    )  # fmt: skip
    book.put(harmed)
    assert any("the tag artist is None" in line for line in errors(book))


def test_a_changed_file_is_found_by_its_digest(book):
    data = bytearray(book.audio.read_bytes())
    data[len(data) // 2] ^= 0xFF
    book.audio.write_bytes(data)
    assert any("its digest differs" in line for line in errors(book))


def test_a_missing_file_is_named(book):
    book.audio.unlink()
    assert "lighthouse.m4b: is not there" in errors(book)


def test_a_sentence_lost_from_the_receipt_is_named_with_its_words(book):
    name, _ = at(book, "Every window shook")
    book.rewrite(lambda r: r.update(sentences=[s for s in r["sentences"] if s["id"] != name]))
    found = errors(book)
    assert f"{name}: is in the story but not in the book here: “Every window shook.”" in found
    assert any("the times do not meet" in line for line in found)


def test_a_changed_story_is_a_warning_not_an_error(book):
    story = book.folder.parents[1] / "lighthouse.md"
    story.write_text(story.read_text() + "\nOne more.\n")
    found = check(book.folder, cache=book.cache)
    assert [f.level for f in found] == ["warning"]
    assert "has changed since" in found[0].what


def test_every_file_of_a_book_is_compared(tmp_path):
    parts = [tmp_path / "walk1.txt", tmp_path / "walk2.txt"]
    for part in parts:
        part.write_text(f"Part {part.stem[-1]}\n\nHe walked down to the sea that night.\n")
    settings = Settings(voice=VoiceSettings(engine="tone"), to=("wav",))
    folder = build(parts, tmp_path / "output", settings, cache=tmp_path / "cache").folder
    assert check(folder) == ()
    parts[1].write_text("Part 2\n\nNobody walked anywhere.\n")
    assert ["walk2.txt has changed" in finding.what for finding in check(folder)] == [True]


def test_a_folder_without_a_receipt_is_refused(tmp_path):
    with pytest.raises(AudiobookError, match="no receipt here"):
        check(tmp_path)


def test_the_folder_that_was_meant_is_named(book):
    with pytest.raises(AudiobookError) as above:
        check(book.folder.parent)
    assert above.value.hint == f"it holds 1 of them: name one, as in {book.folder}"
    with pytest.raises(AudiobookError) as beyond:
        check(book.folder / "nowhere")
    assert beyond.value.hint.startswith("there is no such folder")


def test_the_command_ends_with_15_and_its_json_is_the_findings(book, monkeypatch):
    from click.testing import CliRunner

    book.audio.unlink()
    arguments = ["check", str(book.folder), "--json", "--cache", str(book.cache)]
    result = CliRunner().invoke(audiobook, arguments)
    assert result.exit_code == 15
    assert json.loads(result.stdout)[0]["where"] == "lighthouse.m4b"
