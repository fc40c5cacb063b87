"""pyttsx3 on Linux: nothing lost, nothing carried over, and a server that can be killed."""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from audiobook import engines
from audiobook.engines import espeak, pyttsx3, pyttsx3_system
from audiobook.errors import EngineError, EngineMissing
from audiobook.model import Prosody, Utterance, Voice

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="espeak speaks on Linux only")

SENTENCE = "Hello, brave new world; it is “me” again."


@pytest.fixture
def engine(make):
    return make("pyttsx3")


def digest(speech):
    return hashlib.sha256(speech.pcm.samples).hexdigest()


def servers(pid="self"):
    """The espeak servers below a process, the outermost first: a server, its fork for a manner.

    Below them a fork may just be ending that said a sentence.
    """
    found = []
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                if b"pyttsx3_server" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found += [int(child), *servers(child)]
    return found


@pytest.mark.parametrize("which", [0, 1], ids=["the server", "its fork"])
def test_a_killed_server_is_replaced_and_the_sentence_is_the_same(make, say, which):
    engine = make("pyttsx3")
    before = set(servers())
    first = digest(say(engine, SENTENCE))
    own = [pid for pid in servers() if pid not in before]
    os.kill(own[which], signal.SIGKILL)
    assert digest(say(engine, SENTENCE)) == first
    say(engine, "Slower.", rate=0.8)
    assert digest(say(engine, SENTENCE)) == first


def test_a_server_that_hangs_is_ended_and_the_sentence_is_named(make, say, monkeypatch):
    engine = make("pyttsx3")
    before = set(servers())
    first = digest(say(engine, SENTENCE))
    monkeypatch.setattr(pyttsx3, "LIMIT_S", 1)
    stopped = [pid for pid in servers() if pid not in before][:2]
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    with pytest.raises(EngineError, match=r"c01s01p001t1.*did not finish in 1 s"):
        say(engine, SENTENCE)
    monkeypatch.undo()
    assert digest(say(engine, SENTENCE)) == first
    for pid in stopped:
        if Path(f"/proc/{pid}").exists():
            os.kill(pid, signal.SIGKILL)


def test_the_server_ends_with_its_worker_however_that_ends():
    program = """
import os, signal
from audiobook import engines
from audiobook.model import Utterance
engine = engines.load("pyttsx3")
engine.speak(Utterance(id="t1", written="", spoken="Hello.", voice=engine.voice("", "en")))
print(open(f"/proc/self/task/{os.getpid()}/children").read(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    pids = done.stdout.split()
    assert pids
    for _ in range(50):
        if not any(Path(f"/proc/{pid}/cmdline").exists() for pid in pids):
            return
        time.sleep(0.1)
    pytest.fail(f"still running: {pids}")


def test_a_long_book_does_not_make_the_server_grow(make, say):
    engine = make("pyttsx3")
    before = set(servers())
    say(engine, "Go.")
    speaker = [pid for pid in servers() if pid not in before][1]

    def memory_kb():
        status = Path(f"/proc/{speaker}/status").read_text()
        return int(status.split("RssAnon:")[1].split()[0])

    first = memory_kb()
    for _ in range(150):
        say(engine, "Go.")
    assert memory_kb() - first < 200


def test_voices_rates_and_pitches_leave_no_trace_in_what_follows(make):
    manners = [
        (text, name, rate, pitch)
        for text in ("Go!", "He said 1,234 things — and left.")
        for name in ("de", "en-us+f3")
        for rate, pitch in ((1.0, 0.0), (1.3, 3.0))
    ]

    def said(speaker, text, name, rate, pitch):
        voice = Voice(engine="pyttsx3", name=name)
        manner = Prosody(rate=rate, pitch=pitch)
        return digest(
            speaker.speak(
                Utterance(id="t1", written=text, spoken=text, voice=voice, prosody=manner)
            )
        )

    shuffled = random.Random(7).sample(manners * 2, 2 * len(manners))
    one, other = make("pyttsx3")[0], make("pyttsx3")[0]
    forwards = {manner: said(one, *manner) for manner in manners}
    assert [said(other, *manner) for manner in shuffled] == [forwards[m] for m in shuffled]


def test_threads_that_share_an_engine_each_get_their_own_sentence(engine, say):
    texts = [f"This is number {n}." for n in range(12)]
    alone = [digest(say(engine, text)) for text in texts]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: digest(say(engine, text)), texts))
    assert together == alone


def test_word_times_are_espeaks_own_and_quoted_words_have_theirs(engine, say):
    text = "Hello, it’s “me”—again in 2019."
    marks = say(engine, text).marks
    assert [text[m.offset : m.offset + m.length] for m in marks] == [
        "Hello",
        "it’s",
        "me",
        "again",
        "in",
        "2019",
    ]


@pytest.mark.parametrize(
    ("word", "ipa"),
    [
        ("hello", "həlˈəʊ"),
        ("church", "t͡ʃˈɜːt͡ʃ"),
        ("thinking", "θˈɪŋkɪŋ"),
        ("nobody", "nˈəʊbɒdi"),
        ("measure", "mˈɛʒə"),
        ("joyful", "dʒˈɔɪfəl"),
    ],
)
def test_a_word_given_as_sounds_is_said_as_if_written(make, say, word, ipa):
    british = (make("pyttsx3")[0], Voice(engine="pyttsx3", name="en-gb"))
    written, sounded = f"Then, {word}, said Ann.", f"Then, /{ipa}/, said Ann."
    as_written, as_sounds = say(british, written), say(british, sounded)
    assert as_sounds.pcm.frames == pytest.approx(as_written.pcm.frames, rel=0.005)
    assert [sounded[m.offset : m.offset + m.length] for m in as_sounds.marks] == [
        "Then",
        ipa,
        "said",
        "Ann",
    ]
    assert [m.sample for m in as_sounds.marks] == pytest.approx(
        [m.sample for m in as_written.marks], abs=220
    )


def test_brackets_beside_a_word_given_as_sounds_stay_brackets(engine, say):
    plain = say(engine, "Ask [[him]], or /hɜː/.").pcm.frames
    assert plain == pytest.approx(say(engine, "Ask him, or her.").pcm.frames, rel=0.1)


@pytest.mark.parametrize(
    ("voice", "text", "what"),
    [("en-us", "Say /ʘa/ now.", "no sound for 'ʘ'"), ("de", "Sag /halo/ nun.", "English voices")],
)
def test_sounds_that_espeak_cannot_make_are_refused(make, say, voice, text, what):
    with pytest.raises(EngineError, match=what):
        say((make("pyttsx3")[0], Voice(engine="pyttsx3", name=voice)), text)


def test_rate_one_is_170_words_a_minute_and_too_slow_is_refused(engine, say):
    assert espeak.words_a_minute(1.0) == 170
    say(engine, SENTENCE, rate=0.48)
    with pytest.raises(EngineError, match=r"from 0\.47 to 4\.00"):
        say(engine, SENTENCE, rate=0.45)


@pytest.mark.parametrize(
    ("name", "language", "voice", "tag"),
    [
        ("", "en", "en-us", "en"),
        ("", "en-GB", "en-gb", "en-GB"),
        ("", "de-AT", "de", "de-AT"),
        ("", "pt_BR", "pt-br", "pt_BR"),
        ("", "zh", "cmn", "zh"),
        ("gmw/en-US", "en", "en-us", "en-US"),
        ("EN-GB", "en", "en-gb", "en-GB"),
        ("en-us+f3", "en", "en-us+f3", "en-US"),
    ],
)
def test_a_voice_is_found_by_name_or_language(engine, name, language, voice, tag):
    found = engine[0].voice(name, language)
    assert (found.name, found.language) == (voice, tag)


@pytest.mark.parametrize(("name", "near"), [("en-uss", "en-us"), ("en-us+f9", "en-us+f")])
def test_a_voice_misspelt_names_the_near_ones(engine, name, near):
    with pytest.raises(EngineError) as caught:
        engine[0].voice(name, "en")
    assert near in caught.value.hint


def test_another_library_speaks_under_another_fingerprint_and_a_missing_one_is_told(
    engine, say, monkeypatch, tmp_path
):
    speaker, voice = engine
    own, sound = speaker.fingerprint(voice), digest(say(engine, SENTENCE))
    library, data = espeak.library()
    monkeypatch.setenv("AUDIOBOOK_ESPEAK", str(tmp_path / "none.so"))
    with pytest.raises(EngineMissing, match="AUDIOBOOK_ESPEAK"):
        engines.load("pyttsx3")
    copy = tmp_path / "libespeak-ng.so.1"
    copy.write_bytes(library.read_bytes())
    monkeypatch.setenv("AUDIOBOOK_ESPEAK", str(copy))
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(data))
    other = engines.load("pyttsx3")
    assert other.fingerprint(voice) != own
    assert digest(say((other, voice), SENTENCE)) == sound


def test_the_systems_driver_speaks_in_a_process_of_its_own(monkeypatch):
    # Linux's driver stands in for those of macOS and Windows.
    library, data = espeak.library()
    monkeypatch.setenv("LD_LIBRARY_PATH", str(library.parent))
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(data))
    system = pyttsx3_system.System()
    voice = system.voice("", "de")
    assert voice.language == "de"
    speech = system.speak(
        Utterance(id="t1", written="", spoken="Guten <b>Tag</b>, [[Herr]] Nachbar.", voice=voice)
    )
    assert speech.pcm.rate == 22_050
    assert 0.8 < speech.pcm.frames / speech.pcm.rate < 5
    with pytest.raises(EngineError, match="tlh"):
        system.voice("", "tlh")
