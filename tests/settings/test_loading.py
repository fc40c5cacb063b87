"""Flags over the story's file over the user's file over the defaults; refusals name the place."""

from __future__ import annotations

import pytest

from audiobook.errors import SettingsError
from audiobook.settings import CastMember, Settings, load


@pytest.fixture
def story(tmp_path):
    return tmp_path / "story.txt"


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults_need_no_file(story):
    assert load(story, {}) == Settings()


def test_flags_win_over_the_story_and_the_story_over_the_user(story, tmp_path):
    user = write(tmp_path / "user.toml", '[voice]\nengine = "piper"\nrate = 0.9\nname = "joe"\n')
    write(story.with_suffix(".toml"), '[voice]\nengine = "hibari"\nrate = 1.1\n')
    voice = load(story, {"voice": {"rate": 1.2}}, user).voice
    assert (voice.engine, voice.rate, voice.name) == ("hibari", 1.2, "joe")


def test_pauses_are_seconds_in_the_file_and_milliseconds_inside(story):
    write(story.with_suffix(".toml"), "[pauses]\nscene = 2.5\n")
    assert load(story, {}).pauses.ms("scene") == 2500


def test_a_cast_member_is_a_voice_or_a_table(story):
    write(story.with_suffix(".toml"), '[cast]\nMark = "en-gb"\ndialogue = {pitch = 2}\n')
    assert load(story, {}).cast == (
        CastMember(name="Mark", voice="en-gb"),
        CastMember(name="dialogue", pitch=2.0),
    )


def test_an_engines_table_is_kept_for_the_engine(story):
    write(story.with_suffix(".toml"), '[engine.command]\nrun = ["say", "{text}"]\n')
    assert load(story, {}).options("command") == (("run", ("say", "{text}")),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[voise]\n", r"no table \[voise\]"),
        ('[voice]\nspeed = "fast"\n', r"no key 'speed' in \[voice\]"),
        ('[voice]\nrate = "fast"\n', "voice.rate: expected a number"),
        ("[voice]\nrate = 9\n", "between 0.25 and 4"),
        ("[cast]\nMark = {rate = 0}\n", "cast.Mark.rate must lie between 0.25 and 4, found 0"),
        ("[cast]\nMark = {pitch = 100}\n", "cast.Mark.pitch must lie between -12 and 12"),
        ("[voice]\nvolume = 50\n", "voice.volume must lie between -40 and 40, found 50"),
        ("[loudness]\nlufs = 10\n", "loudness.lufs must lie between -50 and -5"),
        ("[loudness]\ntrue_peak_dbtp = 3\n", "true_peak_dbtp must lie between -20 and 0"),
        ('[build]\nto = "mp3"\n', "build.to: expected a list of texts, found 'mp3'"),
        ('[build]\nnotes = "yes"\n', "build.notes: expected true or false, found 'yes'"),
        ("[build]\nto = []\n", "no format to write is named"),
        ("[pauses]\nscene = -1\n", "expected 0 to 60 seconds"),
        ("[pauses]\nscene = nan\n", "expected a number"),
        ('[build]\nscenes = "maybe"\n', "scenes: expected one of auto, more, marked, off"),
        ("[lexicon]\nAoife = 3\n", "lexicon.Aoife: expected a text"),
        ("[cast]\nMark = 3\n", "cast.Mark: expected a voice or a table"),
        ("voice = 3\n", "voice must be a table"),
        ("[voice\n", "not a TOML file"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(story, text, message):
    write(story.with_suffix(".toml"), text)
    with pytest.raises(SettingsError, match=message):
        load(story, {})


def test_a_wrong_value_names_the_file_that_holds_it(story, tmp_path):
    user = write(tmp_path / "user.toml", "[voice]\nrate = 9\n")
    with pytest.raises(SettingsError, match=r"user\.toml: voice\.rate must lie"):
        load(story, {}, user)
    write(story.with_suffix(".toml"), '[cast]\n"Mr. Bell" = {rate = 0}\n')
    with pytest.raises(SettingsError, match=r"story\.toml: cast\.Mr\. Bell\.rate must lie"):
        load(story, {})


def test_a_key_outside_its_table_is_told_its_home(story):
    write(story.with_suffix(".toml"), 'author = "A. Writer"\n')
    with pytest.raises(SettingsError, match="'author' stands in no table") as caught:
        load(story, {})
    assert "[book]" in caught.value.hint


def test_a_byte_order_mark_is_read_over(story):
    story.with_suffix(".toml").write_bytes(b'\xef\xbb\xbf[book]\r\nauthor = "A. Writer"\r\n')
    assert load(story, {}).book.author == "A. Writer"


def test_a_name_that_a_table_bears_too_is_told_where_it_belongs(tmp_path):
    story = tmp_path / "tale.txt"
    story.with_suffix(".toml").write_text('engine = "tone"\n')
    with pytest.raises(SettingsError, match="'engine' stands in no table") as caught:
        load(story, {})
    assert caught.value.hint == "write it below [voice]"
