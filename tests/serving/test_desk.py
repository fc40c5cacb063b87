"""The desk: a sentence changed, heard, written where it belongs, and built."""

from __future__ import annotations

import tomllib

import pytest

from audiobook.errors import AudiobookError
from audiobook.pipeline import build
from audiobook.serving.desk import Change, Desk
from audiobook.settings import Settings, VoiceSettings

STORY = "The Mill\n\nAoife came at noon. She said nothing.\n\nThe rain went on.\n"
SETTINGS = Settings(voice=VoiceSettings(engine="tone"), to=("srt", "player"))


@pytest.fixture
def desk(tmp_path):
    story = tmp_path / "mill.txt"
    story.write_text(STORY, encoding="utf-8")
    built = build(story, tmp_path / "out", SETTINGS, cache=tmp_path / "cache", jobs=1)
    return Desk(built.folder, cache=tmp_path / "cache", jobs=1)


def id_of(desk, text):
    import json

    receipt = json.loads((desk.folder / "book.json").read_text(encoding="utf-8"))
    (found,) = (s["id"] for s in receipt["sentences"] if s["written"].strip() == text)
    return found


def test_a_line_is_told_with_the_pause_after_it(desk):
    line = desk.line(id_of(desk, "Aoife came at noon."))
    assert (line.pause_kind, line.pause_s) == ("sentence", 0.35)


def test_new_words_are_heard_before_they_are_kept(desk):
    id = id_of(desk, "She said nothing.")
    before = desk.hear(Change(id=id))
    after = desk.hear(Change(id=id, written="She said nothing at all, not even to the miller."))
    assert after.frames > before.frames * 1.5
    assert not (desk.folder.parent.parent / "mill.md").exists()


def test_accepted_words_go_to_the_manuscript_and_only_they_are_spoken(desk, tmp_path):
    id = id_of(desk, "She said nothing.")
    change = Change(id=id, written="She said *nothing* & <i>no more</i>.")
    assert [path.name for path in desk.accept(change)] == ["mill.md"]
    built = desk.rebuild()
    assert built.spoken == 1
    assert "She said *nothing* & " in (built.folder / "mill.srt").read_text(encoding="utf-8")
    assert (tmp_path / "mill.txt").read_text(encoding="utf-8") == STORY


def test_what_was_heard_is_not_spoken_again(desk):
    id = id_of(desk, "She said nothing.")
    change = Change(id=id, written="She said little.")
    desk.hear(change)
    desk.accept(change)
    assert desk.rebuild().spoken == 0


def test_a_pronunciation_goes_to_the_lexicon_and_keeps_comments(desk, tmp_path):
    toml = tmp_path / "mill.toml"
    toml.write_text('# mine\n[lexicon] # names\nBob = "bobb" # him\n', encoding="utf-8")
    id = id_of(desk, "Aoife came at noon.")
    desk.accept(Change(id=id, word="Aoife", like="EE-fa"))
    text = toml.read_text(encoding="utf-8")
    assert text.startswith('# mine\n[lexicon] # names\nBob = "bobb" # him\n')
    assert tomllib.loads(text)["lexicon"] == {"Bob": "bobb", "Aoife": "EE-fa"}
    assert desk.rebuild().spoken == 1


def test_a_pause_goes_to_the_settings_and_speaks_nothing(desk, tmp_path):
    id = id_of(desk, "Aoife came at noon.")
    desk.accept(Change(id=id, pause_s=0.8))
    toml = tomllib.loads((tmp_path / "mill.toml").read_text(encoding="utf-8"))
    assert toml == {"pauses": {"sentence": 0.8}}
    assert desk.rebuild().spoken == 0
    assert desk.line(id).pause_s == pytest.approx(0.8, abs=0.05)


def test_a_story_changed_elsewhere_is_not_overwritten(desk, tmp_path):
    id = id_of(desk, "She said nothing.")
    (tmp_path / "mill.txt").write_text("Other words.", encoding="utf-8")
    with pytest.raises(AudiobookError, match="has changed since"):
        desk.accept(Change(id=id, written="She left."))


def test_an_unknown_sentence_is_refused(desk):
    with pytest.raises(AudiobookError, match="no sentence of this book"):
        desk.line("../../etc")


def test_a_folder_without_a_book_is_refused(tmp_path):
    with pytest.raises(AudiobookError, match="no built book"):
        Desk(tmp_path, cache=tmp_path, jobs=1)


def test_a_change_goes_to_the_file_that_holds_the_sentence(tmp_path):
    stories = [tmp_path / "part1.txt", tmp_path / "part2.txt"]
    stories[0].write_text(STORY, encoding="utf-8")
    stories[1].write_text("The Weir\n\nThe water rose. Nobody saw it.\n", encoding="utf-8")
    built = build(stories, tmp_path / "out", SETTINGS, cache=tmp_path / "cache", jobs=1)
    desk = Desk(built.folder, cache=tmp_path / "cache", jobs=1)
    change = Change(id=id_of(desk, "Nobody saw it."), written="Nobody heard it.")
    assert [path.name for path in desk.accept(change)] == ["part2.md"]
    again = desk.rebuild()
    assert again.spoken == 1
    assert "Nobody heard it." in (again.folder / "part1.srt").read_text(encoding="utf-8")
    assert desk.line(id_of(desk, "Aoife came at noon.")).written.strip() == "Aoife came at noon."
