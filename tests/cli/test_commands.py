"""The other commands: what a newcomer sees."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
import wave
from pathlib import Path

import pytest

from audiobook.__main__ import main
from audiobook.cli.commands import COMMANDS
from audiobook.errors import STOPPED

REPAIRED = {"п": "n", "υ": "u"}


def test_every_command_has_help(run):
    for name in COMMANDS:
        result = run(name, "--help")
        assert result.exit_code == 0, f"{name}: {result.exception!r}"
        assert "Usage:" in result.stdout


def test_help_imports_nothing_heavy():
    code = (
        "import sys; from audiobook.cli import main\n"
        "sys.argv = ['audiobook', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([m for m in ('numpy','rich','lxml','pydub','ftfy','PIL','audiobook.pipeline') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_clean_gives_back_the_example_letter_for_letter(run, example):
    original = example.read_text(encoding="utf-8")
    result = run("clean", example)
    assert result.stdout == "".join(REPAIRED.get(letter, letter) for letter in original)


def test_clean_reads_standard_input(run):
    assert run("clean", "-", input="Oпe Step for Yoυ, oпe aпd all of υs\n").stdout.startswith(
        "One Step for You"
    )


def test_clean_keeps_the_line_ends_and_the_mark_of_a_windows_file(run, tmp_path):
    data = b"\xef\xbb\xbfThe Rain\r\n\r\nIt rained.\r\n"
    (tmp_path / "rain.txt").write_bytes(data)
    assert run("clean", "rain.txt").stdout_bytes == data


def test_standard_input_becomes_a_manuscript_that_builds(run, tmp_path):
    text = "## One\n\nIt raiпed, aпd пo oпe kпew why.\n\n## Two\n\nIt пever stopped agaiп.\n"
    assert run("clean", "-", "-o", "rain.md", input=text).exit_code == 0
    assert (tmp_path / "rain.md").read_text().startswith("---\ntitle: rain\n")
    outline = json.loads(run("outline", tmp_path / "rain.md", "--json").stdout)
    assert [chapter["title"] for chapter in outline["chapters"]] == ["One", "Two"]


@pytest.mark.parametrize("command", ["build", "outline", "cast", "lexicon suggest"])
def test_a_book_from_standard_input_is_told_to_get_a_name(run, command):
    result = run(*command.split(), "-", input="A story.\n")
    assert result.exit_code == 11
    assert "standard input has no name, and a book needs one" in result.stderr
    assert "audiobook clean - -o story/NAME.md" in result.stderr


def test_clean_explains_each_swap_and_each_word_once(run, example):
    shown = run("clean", example, "--explain").stdout
    assert "п → n  205 times  (U+043F CYRILLIC SMALL LETTER PE)" in shown
    assert "υ → u  68 times" in shown
    assert shown.count("Miпυtes → Minutes") == 1


def test_clean_writes_a_manuscript_that_builds_the_same_book(run, example, tmp_path):
    assert run("clean", example, "-o", tmp_path / "edited.md").exit_code == 0
    from_text = json.loads(run("outline", example, "--json", "-e", "tone").stdout)
    from_markdown = json.loads(run("outline", "edited.md", "--json", "-e", "tone").stdout)
    assert sentences(from_markdown) == sentences(from_text)


def sentences(outline):
    return [
        (scene["opened_by"], sentence["written"])
        for chapter in outline["chapters"]
        for scene in chapter["scenes"]
        for paragraph in scene["paragraphs"]
        for sentence in paragraph["sentences"]
    ]


def test_the_manuscript_beside_the_example_is_what_clean_writes(run, example, tmp_path):
    run("clean", example, "-o", tmp_path / "written.md")
    assert (tmp_path / "written.md").read_text() == example.with_suffix(".md").read_text()


def test_a_newer_manuscript_is_named_but_not_built(run, story):
    edited = story.with_suffix(".md")
    edited.write_text("# Another Story\n\nText.\n")
    os.utime(edited, (story.stat().st_mtime + 3600,) * 2)
    result = run("build", story, "-e", "tone")
    assert f"{edited} is newer than {story}" in result.stderr


def test_cast_writes_the_speakers_beside_the_story_as_comments(run, tmp_path):
    story = tmp_path / "talk.md"
    story.write_text("# Talk\n\n“Go,” said Anna.\n\n“No,” said Mark Hale.\n\n“Go,” said Anna.\n")
    story.with_suffix(".toml").write_text("# mine\n[voice]\nrate = 1.1\n")
    assert "Anna: 2 quotations" in run("cast", story).stdout
    run("cast", story)
    text = story.with_suffix(".toml").read_text()
    assert text.startswith("# mine\n[voice]\nrate = 1.1\n")
    assert text.count("# Anna = ") == 1


@pytest.mark.parametrize(
    "arguments", [("clean", "."), ("say", "Hello", "-e", "tone", "-o", ".")], ids=lambda a: a[0]
)
def test_a_folder_in_place_of_a_file_is_refused(run, arguments):
    result = run(*arguments)
    assert result.exit_code in (10, 11)
    assert "folder" in result.stderr
    assert "unforeseen" not in result.stderr


def test_lexicon_suggest_lists_names(run, tmp_path):
    story = tmp_path / "names.txt"
    story.write_text("Names\n\nThen Aoife ran. We saw Aoife fall, and Siobhan too.\n")
    shown = run("lexicon", "suggest", story).stdout
    assert shown.split()[:2] == ["2", "Aoife"]


def test_outline_shows_inferred_breaks_with_their_reason(run, example):
    shown = run("outline", example, "-e", "tone").stdout
    assert "inferred: opener: Backstage," in shown
    assert "min" in shown.splitlines()[-1]


def test_outline_json_holds_every_sentence_with_its_spoken_form(run, story):
    outline = json.loads(run("outline", story, "--json", "-e", "tone").stdout)
    assert outline["chapters"][0]["title"] == "A Short Story"
    assert [s[1] for s in sentences(outline)] == [
        "One day it rained.", "It poured.", "Then it stopped.",
    ]  # fmt: skip


def test_voices_lists_engines_and_how_to_install_the_others(run):
    entries = json.loads(run("voices", "--json").stdout)
    by_name = {entry["engine"]: entry for entry in entries}
    assert by_name["tone"]["installed"]
    assert by_name["pyttsx3"]["rate"] == 22_050
    assert all(entry["installed"] or "pip install" in entry["install"] for entry in entries)


def test_say_writes_one_line_to_a_file(run, tmp_path):
    result = run("say", "Hello there.", "-e", "tone", "-o", "line.wav")
    assert result.exit_code == 0, result.stderr
    with wave.open(str(tmp_path / "line.wav")) as sound:
        assert sound.getnframes() > 1000


def test_doctor_finds_this_machine_fit(run):
    findings = json.loads(run("doctor", "--json").stdout)
    assert {f["where"] for f in findings} >= {"python", "ffmpeg", "pyttsx3", "cache"}
    assert [f for f in findings if f["level"] == "error"] == []


def test_cache_tells_its_size_and_is_cleared(run, story, tmp_path):
    run("build", story, "-e", "tone")
    assert "kept: " in run("cache").stdout
    clip = next((tmp_path / "cache" / "clips").rglob("*.wav"))
    os.utime(clip, (4_000_000_000, 4_000_000_000))
    assert "kept: 0 files" in run("cache", "clear").stdout


def test_cache_prune_refuses_an_age_that_is_none(run):
    result = run("cache", "prune", "--older-than", "soon")
    assert result.exit_code == 12
    assert "expected an age like 30d" in result.stderr


def test_an_age_without_prune_clears_nothing(run, story, tmp_path):
    run("build", story, "-e", "tone")
    for action in (("clear",), ()):
        result = run("cache", *action, "--older-than", "3d")
        assert result.exit_code == 2
        assert "belongs to `cache prune`" in result.stderr
    assert "kept: 0 files" not in run("cache").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("say", "Hello", "-e", "tone", "-o", "line.mp3"), "line.mp3: a line is written as WAV"),
        (("clean", "short.txt", "-o", "short.epub"), "short.epub: `clean` writes text"),
    ],
    ids=lambda value: value[0],
)
def test_no_file_gets_a_name_that_lies_about_its_form(run, story, tmp_path, arguments, told):
    result = run(*arguments)
    assert result.exit_code == 12
    assert told in result.stderr
    assert not (tmp_path / arguments[-1]).exists()


def test_clean_keeps_a_manuscript_that_was_edited(run, story, tmp_path):
    edited = tmp_path / "short.md"
    run("clean", story, "-o", edited)
    assert "kept as" not in run("clean", story, "-o", edited).stderr
    for number, words in (("", "First edit.\n"), ("2", "Second edit.\n")):
        edited.write_text(words)
        assert "kept as" in run("clean", story, "-o", edited).stderr
        assert (tmp_path / f"short.md.bak{number}").read_text() == words
    assert "Then it stopped." in edited.read_text()


def test_the_files_of_one_book_are_prepared_together(run, tmp_path):
    for name, text in (("one", "“Go,” said Anna."), ("two", "“No,” said Aoife.")):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n{text}\n")
    files = ("one.md", "two.md")
    assert run("cast", *files).exit_code == 2
    both = json.loads(run("cast", *files, "--one-book", "--json").stdout)
    assert {each["name"] for each in both} == {"Anna", "Aoife"}
    assert "Aoife" in run("lexicon", "suggest", *files, "--one-book").stdout
    run("clean", *files, "--one-book", "-o", "book.md")
    text = (tmp_path / "book.md").read_text()
    assert text.index("Anna") < text.index("Aoife")


def test_verbose_keeps_the_exit_code(run):
    result = run("outline", "nosuch.txt", "--verbose")
    assert result.exit_code == 11
    assert "Traceback" in result.stderr
    assert "no such file" in result.stderr.splitlines()[-2]


def test_an_unknown_language_is_answered_with_how_languages_are_named(run):
    result = run("say", "Hallo", "--language", "German", "-o", "line.wav")
    assert result.exit_code == 13
    assert "as in en or de" in result.stderr


def test_a_model_that_is_none_is_no_defect_of_ours(run, story):
    run("build", story, "-e", "tone", "-o", "out")
    result = run("check", "out/short", "--listen", "--model", "nosuch")
    assert result.exit_code == 10
    assert "unforeseen" not in result.stderr


def test_a_cast_that_is_written_already_is_said_to_be(run, tmp_path):
    story = tmp_path / "talk.md"
    story.write_text("# Talk\n\n“Go,” said Anna.\n")
    assert "Anna: 1 quotation," in run("cast", story).stdout
    assert "nothing new" in run("cast", story).stderr


def test_a_name_almost_right_is_answered_with_the_right_one(run, story):
    assert "Did you mean 'build'?" in run("bild", story).stderr
    result = run("outline", "shrt.txt")
    assert result.exit_code == 11
    assert "Did you mean short.txt?" in result.stderr


def test_outline_shows_what_front_matter_without_a_title_says(run, tmp_path):
    (tmp_path / "fox.txt").write_text("The Fox\n\nby Ann Author\n\nIt ran. It ran on and on.\n")
    shown = run("outline", "fox.txt", "-e", "tone").stdout
    assert "(no title) by Ann Author — front matter, not spoken: title page" in shown


def interrupt(*_):
    raise KeyboardInterrupt


def test_ctrl_c_is_answered_alike_while_a_command_is_imported(run, story, monkeypatch):
    monkeypatch.setattr("audiobook.cli.commands.importlib.import_module", interrupt)
    result = run("build", story)
    assert (result.exit_code, result.stderr) == (130, f"{STOPPED}\n")


def test_ctrl_c_is_answered_alike_before_any_command_is_known(monkeypatch, capsys):
    monkeypatch.setattr("audiobook.cli.main", interrupt)
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code, capsys.readouterr().err) == (130, f"{STOPPED}\n")


def test_the_installed_command_enters_by_that_door():
    project = Path(__file__).parents[2] / "pyproject.toml"
    scripts = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts == {"audiobook": f"{main.__module__}:{main.__name__}"}


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process at once")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP])
def test_a_polite_kill_is_answered_as_ctrl_c_is(tmp_path, example, sign):
    command = [sys.executable, "-m", "audiobook", "build", str(example), "-e", "tone"]
    places = ["-o", str(tmp_path / "output"), "--cache", str(tmp_path / "cache")]
    process = subprocess.Popen(
        [*command, *places], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 30
    while not (tmp_path / "output").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(sign)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (130, f"{STOPPED}\n")
