"""One key of a settings file is changed; everything else stays as it was typed."""

from __future__ import annotations

import tomllib

import pytest

from audiobook.errors import SettingsError
from audiobook.settings.writing import set_key


def test_a_file_is_made_where_there_is_none(tmp_path):
    set_key(tmp_path / "name.toml", "lexicon", "café “x”", 'ka"fay')
    text = (tmp_path / "name.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"lexicon": {"café “x”": 'ka"fay'}}


def test_comments_and_order_stay(tmp_path):
    path = tmp_path / "name.toml"
    path.write_text("# top\n[pauses]\nscene = 3 # long\n\n[voice]\nrate = 1.1\n", encoding="utf-8")
    set_key(path, "pauses", "sentence", 0.5)
    set_key(path, "voice", "rate", 0.9)
    assert path.read_text(encoding="utf-8") == (
        "# top\n[pauses]\nscene = 3 # long\nsentence = 0.5\n\n[voice]\nrate = 0.9\n"
    )


@pytest.mark.parametrize("text", ["[voice", "lexicon = 3\n"])
def test_what_is_no_settings_file_is_refused_and_kept(tmp_path, text):
    path = tmp_path / "name.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        set_key(path, "lexicon", "a", "b")
    assert path.read_text(encoding="utf-8") == text
