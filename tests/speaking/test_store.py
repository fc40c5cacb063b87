"""The clip store keeps sounds by content, and what it hands out is whole."""

from __future__ import annotations

import json
import os
import pickle
import wave
from dataclasses import replace

import pytest

from audiobook.errors import AudiobookError, SoundError
from audiobook.model import Loudness, Mark, Pcm, Prosody, Speech, Utterance, Voice
from audiobook.speaking import ClipStore, clip_key

VOICE = Voice(engine="tone", name="middle", language="en")
LOUDNESS = Loudness(blocks=((-412, 3), (-230, 11)), energy=0.1 + 0.2, peak=0.7)
SPEECH = Speech(
    pcm=Pcm(samples=bytes(range(256)) * 20, rate=22_050),
    marks=(Mark(offset=0, length=5, sample=7), Mark(offset=6, length=2, sample=900)),
)


def utterance(**fields):
    return Utterance(**{"id": "t1", "written": "Hi", "spoken": "Hi", "voice": VOICE} | fields)


KEY = clip_key(utterance(), "tone 1", 22_050)


@pytest.fixture
def store(tmp_path):
    return ClipStore(tmp_path / "clips")


def only_file(store):
    (path,) = (path for path in store.folder.rglob("*") if path.is_file())
    return path


def test_what_is_put_in_comes_out(store):
    assert store.get(KEY) is None
    put = store.put(KEY, SPEECH, LOUDNESS)
    assert store.get(KEY) == put
    assert (put.key, put.frames, put.loudness) == (KEY, 2560, LOUDNESS)
    assert store.pcm(KEY) == SPEECH.pcm
    assert store.marks(KEY) == SPEECH.marks


def test_a_clip_tells_whether_its_words_have_times(store):
    for marks in (SPEECH.marks, ()):
        assert store.put(KEY, replace(SPEECH, marks=marks), LOUDNESS).marked == bool(marks)
        assert store.get(KEY).marked == bool(marks)


def test_a_clip_is_a_wav_that_any_program_reads(store):
    store.put(KEY, SPEECH, LOUDNESS)
    with wave.open(str(only_file(store))) as file:
        assert file.getparams()[:4] == (1, 2, 22_050, 2560)
        assert file.readframes(2560) == SPEECH.pcm.samples


def test_a_clip_with_more_words_than_a_first_read_holds_is_whole(store):
    marks = tuple(Mark(offset=10 * n, length=9, sample=n) for n in range(2000))
    store.put(KEY, replace(SPEECH, marks=marks), LOUDNESS)
    assert store.get(KEY).frames == 2560
    assert store.marks(KEY) == marks


def test_a_store_travels_to_another_process(store):
    assert pickle.loads(pickle.dumps(store)) == store


@pytest.mark.parametrize(
    "change",
    [
        {"spoken": "Ho"},
        {"prosody": Prosody(rate=1.1)},
        {"prosody": Prosody(pitch=1.0)},
        {"prosody": Prosody(volume=1.0)},
        {"voice": replace(VOICE, name="low")},
        {"voice": replace(VOICE, language="de")},
        {"voice": replace(VOICE, engine="other")},
    ],
)
def test_whatever_changes_the_sound_changes_the_key(change):
    assert clip_key(utterance(**change), "tone 1", 22_050) != KEY


def test_engine_and_rate_are_in_the_key():
    assert clip_key(utterance(), "tone 2", 22_050) != KEY
    assert clip_key(utterance(), "tone 1", 24_000) != KEY


def test_place_print_and_notation_are_not_in_the_key():
    assert clip_key(utterance(id="c01t1", written="“Hi”"), "tone 1", 22_050) == KEY
    assert clip_key(utterance(prosody=Prosody(rate=1, pitch=-0.0)), "tone 1", 22_050) == KEY


def test_a_key_is_the_same_on_every_machine():
    key = clip_key(utterance(spoken="Ça \ud800"), "tone 1", 22_050)
    assert key[:16] == "da7783501ed852ee"


@pytest.mark.parametrize("kept", [0, 20, 44, 200, 1000, -1])
def test_a_truncated_clip_is_missing(store, kept):
    store.put(KEY, SPEECH, LOUDNESS)
    path = only_file(store)
    path.write_bytes(path.read_bytes()[:kept])
    assert store.get(KEY) is None
    assert store.marks(KEY) == ()


def test_a_clip_that_grew_is_missing(store):
    store.put(KEY, SPEECH, LOUDNESS)
    with only_file(store).open("ab") as file:
        file.write(b"xx")
    assert store.get(KEY) is None


def test_every_flipped_bit_is_found(store):
    store.put(KEY, SPEECH, LOUDNESS)
    path = only_file(store)
    good = path.read_bytes()
    samples = good.index(b"data") + 8
    for at in range(0, len(good), 1 if len(good) < 1000 else 7):
        bad = bytearray(good)
        bad[at] ^= 1 << at % 8
        path.write_bytes(bad)
        if at < samples:
            assert store.get(KEY) is None, at
        with pytest.raises(SoundError, match="damaged"):
            store.pcm(KEY)


def test_a_damaged_clip_is_discarded_so_that_it_is_made_again(store):
    store.put(KEY, SPEECH, LOUDNESS)
    path = only_file(store)
    path.write_bytes(path.read_bytes()[:-2] + b"??")
    assert store.get(KEY) is not None
    with pytest.raises(SoundError, match="damaged") as caught:
        store.pcm(KEY)
    assert "build again" in caught.value.hint
    assert store.get(KEY) is None


def test_a_clip_under_another_ones_name_is_missing(store):
    store.put(KEY, SPEECH, LOUDNESS)
    other = KEY[:-1] + ("0" if KEY[-1] != "0" else "1")
    only_file(store).rename(only_file(store).with_name(f"{other}.wav"))
    assert store.get(other) is None
    with pytest.raises(SoundError, match="damaged"):
        store.pcm(other)


def test_a_lost_clip_has_no_sound(store):
    with pytest.raises(SoundError, match="gone"):
        store.pcm(KEY)
    store.discard(KEY)


def test_size_prune_and_clear(store):
    assert store.size() == (0, 0)
    keys = [clip_key(utterance(spoken=str(n)), "tone 1", 22_050) for n in range(4)]
    for key in keys:
        store.put(key, SPEECH, LOUDNESS)
    count, size = store.size()
    assert count == 4
    assert size > 4 * 5120
    now = store.folder.stat().st_mtime
    for number, key in enumerate(keys):
        os.utime(next(store.folder.rglob(f"{key}.wav")), (now - number * 100,) * 2)
    store.get(keys[3])  # used now, so it stays
    assert store.prune(150, now)[0] == 1
    assert [store.get(key) is None for key in keys] == [False, False, True, False]
    assert store.clear()[0] == 3
    assert store.size() == (0, 0)


def test_prune_takes_old_formats_and_what_a_kill_left_behind(store):
    store.put(KEY, SPEECH, LOUDNESS)
    path = only_file(store)
    old = path.with_name("0" * 64 + ".wav")
    old.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":0'))
    left = path.with_name("left.part")
    left.write_bytes(b"half")
    now = path.stat().st_mtime
    os.utime(left, (now - 4000,) * 2)
    store.prune(3600, now)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_that_is_no_folder_is_one_clear_error(tmp_path):
    (tmp_path / "file").write_text("")
    store = ClipStore(tmp_path / "file")
    for action in (store.check_writable, lambda: store.put(KEY, SPEECH, LOUDNESS)):
        with pytest.raises(AudiobookError, match="cannot be used") as caught:
            action()
        assert "--cache" in caught.value.hint
        assert caught.value.exit_code == 10
    assert store.get(KEY) is None


def test_a_full_disk_is_one_clear_error_and_leaves_no_file(store, file_size_limit):
    full = replace(SPEECH, pcm=Pcm(samples=bytes(300_000), rate=22_050))
    with file_size_limit(100_000), pytest.raises(AudiobookError, match="used: File too large"):
        store.put(KEY, full, LOUDNESS)
    assert [path for path in store.folder.rglob("*") if path.is_file()] == []


def test_the_measures_stand_in_the_file_as_json(store):
    store.put(KEY, SPEECH, LOUDNESS)
    content = only_file(store).read_bytes()
    length = int.from_bytes(content[40:44], "little")
    measures = json.loads(content[44 : 44 + length])
    assert (measures["format"], measures["frames"], measures["peak"]) == (1, 2560, 0.7)


def test_clear_deletes_clips_and_nothing_else(store):
    store.put(KEY, SPEECH, LOUDNESS)
    mine = [store.folder / "my" / "novel.wav", only_file(store).with_name("notes.txt")]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    assert store.clear()[0] == 1
    assert [path.read_text() for path in mine] == ["mine", "mine"]
