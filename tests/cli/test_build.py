"""`audiobook build` on real input with the tone engine: what is made, reused, refused and kept."""

from __future__ import annotations

import json
import os
import sys

import pytest

from audiobook.pipeline import program


def built(run, story, *more):
    result = run("build", story, "-e", "tone", "--json", *more)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout.splitlines()[-1])


def test_a_story_becomes_a_book_with_a_receipt(run, story, tmp_path):
    result = built(run, story)
    assert result["files"][0] == "short.m4b"
    folder = tmp_path / "output" / "short"
    receipt = json.loads((folder / "book.json").read_text())
    assert (folder / "short.m4b").stat().st_size > 1000
    assert [s["written"] for s in receipt["sentences"]] == [
        "A Short Story", "One day it rained.", "It poured.", "Then it stopped.",
    ]  # fmt: skip
    assert [p["kind"] for p in receipt["pauses"]] == ["head", "title", "sentence", "scene", "tail"]


def test_a_second_build_speaks_nothing_and_touches_nothing(run, story, tmp_path):
    built(run, story)
    book = tmp_path / "output" / "short" / "short.m4b"
    before = book.stat().st_mtime_ns
    again = built(run, story)
    assert (again["spoken"], again["reused"]) == (0, 4)
    assert book.stat().st_mtime_ns == before


def test_another_program_of_the_same_version_writes_all_anew_and_says_so(run, story, monkeypatch):
    built(run, story)
    unchanged = run("build", story, "-e", "tone")
    assert "unchanged" in unchanged.stdout
    monkeypatch.setattr(program, "digest", lambda package: "0" * 64)
    again = run("build", story, "-e", "tone")
    assert "0 spoken, 4 reused, built in" in again.stdout
    assert (
        "the program has changed since the last build: all files are written anew" in again.stderr
    )
    assert "unchanged" in run("build", story, "-e", "tone").stdout


def test_one_changed_word_speaks_one_sentence(run, story):
    built(run, story)
    story.write_text(story.read_text().replace("poured", "snowed"))
    again = built(run, story)
    assert (again["spoken"], again["reused"]) == (1, 3)


def test_a_changed_pause_speaks_nothing(run, story, tmp_path):
    built(run, story)
    again = built(run, story, "--pause", "scene=3")
    assert again["spoken"] == 0
    receipt = json.loads((tmp_path / "output" / "short" / "book.json").read_text())
    scene = next(p for p in receipt["pauses"] if p["kind"] == "scene")
    assert abs((scene["end"] - scene["start"]) / receipt["rate"] - 3) < 0.025


def test_locked_refuses_a_changed_sound_and_accepts_the_same(run, story):
    built(run, story)
    assert built(run, story, "--locked")["spoken"] == 0
    story.write_text(story.read_text().replace("poured", "snowed"))
    refused = run("build", story, "-e", "tone", "--locked")
    assert refused.exit_code == 10
    assert "1 sentence would be spoken otherwise: c01s01p001t2" in refused.stderr


def test_locked_refuses_another_loudness(run, story):
    built(run, story)
    story.with_suffix(".toml").write_text("[loudness]\nlufs = -21\n")
    refused = run("build", story, "-e", "tone", "--locked")
    assert refused.exit_code == 10
    assert "the settings of loudness differ" in refused.stderr


def test_a_member_of_the_cast_has_a_rate_of_its_own(run, tmp_path):
    story = tmp_path / "talk.md"
    story.write_text("# Talk\n\n“Go away at once,” said Anna. He went.\n")
    slow = built(run, story)["seconds"]
    story.with_suffix(".toml").write_text("[cast]\nAnna = {rate = 2.0}\n")
    quick = built(run, story)
    assert quick["spoken"] == 2
    assert slow - quick["seconds"] > 0.2


def test_a_dry_run_speaks_nothing(run, story, tmp_path):
    result = run("build", story, "-e", "tone", "--dry-run")
    assert result.exit_code == 0
    assert "4 sentences to speak" in result.stdout
    assert not (tmp_path / "output").exists()


def test_one_bad_book_fails_alone(run, story, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    result = run("build", empty, story, "-e", "tone")
    assert result.exit_code == 11
    assert "1 of 2 books built" in result.stderr
    assert (tmp_path / "output" / "short" / "short.m4b").exists()


def test_chosen_chapters_are_built_in_a_folder_of_their_own(run, tmp_path):
    story = tmp_path / "two.md"
    story.write_text("# Book\n\n## One\n\nFirst text here.\n\n## Two\n\nSecond text here.\n")
    built(run, story, "--chapters", "2")
    receipt = json.loads((tmp_path / "output" / "two" / "part-2" / "book.json").read_text())
    assert [chapter["title"] for chapter in receipt["chapters"]] == ["Two"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nowhere.txt"], 11, "nowhere.txt: no such file"),
        (["."], 11, "folder"),
        (["{story}", "-e", "harp"], 13, "there is no engine 'harp'"),
        (["{story}", "-e", "tone", "-v", "nobody"], 13, "no voice 'nobody'"),
        (["{story}", "-e", "tone", "-t", "vinyl"], 12, "no format 'vinyl'"),
        (["{story}", "-e", "tone", "-t", ""], 12, "no format to write is named"),
        (["{story}", "-t", "wav", "--preset", "acx"], 12, "the preset acx decides"),
        (["{story}", "-e", "tone", "-r", "9"], 12, "rate must lie between"),
        (["{story}", "-e", "tone", "--pause", "scene"], 12, "expected KIND=SECONDS"),
        (["{story}", "-e", "tone", "--pause", "coffee=3"], 12, "no key 'coffee'"),
        (["{story}", "-e", "tone", "--chapters", "7"], 12, "not within 1 to 1"),
        (["{story}", "{story}", "-e", "tone"], 12, "would both be built into short/"),
        (["{story}", "-e", "tone", "-o", "{story}"], 10, "short.txt: expected a folder"),
        (["{story}", "-e", "tone", "--cover", "{story}"], 12, "expected a JPEG or PNG"),
    ],
)
def test_bad_input_gets_one_line_a_hint_and_its_exit_code(run, story, arguments, code, message):
    result = run("build", *(a.replace("{story}", str(story)) for a in arguments))
    assert result.exit_code == code, result.stderr
    assert message in result.stderr
    assert "Traceback" not in result.stderr + result.stdout


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_output_folder_is_named(run, story, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    result = run("build", story, "-e", "tone", "-o", closed)
    assert result.exit_code == 10
    assert str(closed) in result.stderr


def test_a_binary_is_refused(run, tmp_path):
    path = tmp_path / "photo.txt"
    path.write_bytes(bytes(range(256)) * 40)
    result = run("build", path, "-e", "tone")
    assert result.exit_code == 11
    assert "not text" in result.stderr


def test_a_failed_build_leaves_the_old_book_alone(run, story, tmp_path):
    built(run, story)
    book = tmp_path / "output" / "short" / "short.m4b"
    before = book.read_bytes()
    story.write_text("* * *\n")
    assert run("build", story, "-e", "tone").exit_code == 11
    assert book.read_bytes() == before


def test_a_name_in_the_cast_that_nobody_bears_is_told(run, tmp_path):
    story = tmp_path / "talk.md"
    story.write_text("# Talk\n\n“Go away,” said Anna.\n\n“I will,” said Mark Hale.\n")
    story.with_suffix(".toml").write_text('[cast]\nAnna = "low"\nMarc = "high"\ndialogue = "low"\n')
    told = run("build", story, "-e", "tone").stderr
    assert "[cast] Marc says nothing here" in told
    assert "Anna" not in told
    assert "dialogue" not in told


def test_words_of_the_settings_that_the_book_never_meets_are_told(run, tmp_path):
    story = tmp_path / "rain.md"
    story.write_text("# THE RAIN OF AOIFE\n\nIt was Hermione who laughed at Dr. Ω'Brien.\n")
    story.with_suffix(".toml").write_text(
        '[lexicon]\nHermoine = "her my oh nee"\nAoife = "EE-fa"\nlaughed = "laft"\n'
        '"re:Mac \\\\w+" = "Mac"\n[clean]\nforbid = ["Ω", "θ"]\n'
    )
    told = (
        "note: [lexicon] meets nothing here with Hermoine (nearest: Hermione), re:Mac \\w+\n"
        "note: [clean] meets nothing here with θ\n"
    )
    for command in (["outline"], ["build", "--dry-run"], ["build"]):
        result = run(command[0], story, "-e", "tone", *command[1:])
        assert (result.exit_code, told in result.stderr) == (0, True), result.stderr
    assert "(nearest: Hermione)" in run("check", tmp_path / "output" / "rain").stdout
    assert "note:" not in run("build", story, "-e", "tone", "--chapters", "1").stderr


def test_a_lexicon_for_all_stories_may_hold_words_of_others(run, story, tmp_path):
    folder = tmp_path / "config" / "audiobook"
    folder.mkdir(parents=True)
    (folder / "audiobook.toml").write_text('[lexicon]\nHermione = "her my oh nee"\n')
    result = run("build", story, "-e", "tone", "--dry-run")
    assert (result.exit_code, "note:" in result.stderr) == (0, False)


def test_files_that_an_edit_left_behind_are_told(run, story):
    run("build", story, "-e", "tone", "--to", "m4b,srt")
    assert "left as" not in run("build", story, "-e", "tone", "--to", "m4b").stderr
    run("build", story, "-e", "tone", "--to", "m4b,srt")
    story.write_text(story.read_text().replace("rained", "snowed"))
    told = run("build", story, "-e", "tone", "--to", "m4b").stderr
    assert "note: left as the build before made them: short.srt" in told


def test_what_was_taken_for_a_chat_programs_words_is_told(run, tmp_path):
    story = tmp_path / "fox.md"
    story.write_text("Sure! Here is your story:\n\n# The Fox\n\nIt ran.\n")
    result = run("build", story, "-e", "tone", "--dry-run")
    assert "left out as a chat preface: Sure! Here is your story:" in result.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="espeak's voice is Linux's")
def test_the_natural_voice_is_offered_to_books_in_its_language(run, story):
    assert "natural voice" in run("build", story).stderr
    assert "natural voice" not in run("build", story, "--language", "pl").stderr
