"""A Dask cluster speaks as this machine would: a real scheduler and two workers on loopback."""

from __future__ import annotations

import collections
import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from audiobook.engines import load
from audiobook.errors import AudiobookError, EngineError
from audiobook.model import Meta, Script, Utterance, Voice
from audiobook.speaking import ClipStore, Crew, narrate

Client = pytest.importorskip("distributed", reason="needs the extra `cluster`").Client
pytestmark = [pytest.mark.cluster, pytest.mark.slow]
TONE = Voice(engine="tone", name="middle", language="en")
RATE = 22_050


class Cluster:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder):
        self._folder = folder
        self._file = folder / "scheduler.json"
        self.processes = [self._start("scheduler", "--host", "127.0.0.1", "--port", "0")]

    @property
    def address(self):
        deadline = time.monotonic() + 30
        while True:
            try:
                return json.loads(self._file.read_text())["address"]
            except (FileNotFoundError, ValueError):
                assert time.monotonic() < deadline
                time.sleep(0.05)

    def add_worker(self, nanny="--no-nanny", **environment):
        worker = self._start("worker", "--nthreads", "1", nanny, **environment)
        self.processes.append(worker)
        return worker

    def _start(self, kind, *options, **environment):
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *options]
        with (self._folder / f"{kind}.log").open("ab") as log:
            return subprocess.Popen(
                [*command, "--scheduler-file", str(self._file)],
                stdout=log,
                stderr=log,
                env=os.environ | environment,
                cwd=self._folder,
            )

    def end(self):
        for process in self.processes[::-1]:
            process.terminate()  # a nanny that is killed would leave its worker behind
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def cluster(tmp_path, fragile):
    folder = tmp_path / "cluster"
    folder.mkdir()
    cluster = Cluster(folder)
    yield cluster
    cluster.end()


@pytest.fixture
def store(tmp_path):
    return ClipStore(tmp_path / "clips")


def content(store):
    return {path.name: path.read_bytes() for path in store.folder.rglob("*.wav")}


def speak(script, store, fragile, *, prints=None, **options):
    return narrate(
        script,
        store=store,
        fingerprints=prints or collections.defaultdict(lambda: "fragile 1"),
        rate=RATE,
        options=fragile.options,
        jobs=2,
        **options,
    )


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    cluster, store, fragile, story, tmp_path
):
    for _ in range(2):
        cluster.add_worker()
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=30)
    script = story(*[f"slow sentence {number}" for number in range(40)])
    killed = []

    def kill(event):
        if len(fragile.calls) > 10 and not killed:
            killed.append(fragile.calls[-1][0])
            os.kill(killed[0], signal.SIGKILL)

    narration = speak(script, store, fragile, cluster=cluster.address, on_event=kill)
    assert narration.spoken == 40
    assert killed
    assert len({pid for pid, _ in fragile.calls}) == 2
    assert fragile.calls[-1][0] != killed[0]
    at_home = ClipStore(tmp_path / "home")
    speak(script, at_home, fragile)
    assert content(store) == content(at_home)


def test_a_sentence_that_fails_on_a_cluster_is_named_and_the_others_are_kept(
    cluster, store, fragile, story
):
    cluster.add_worker()
    with pytest.raises(EngineError, match="1 of 4 sentences") as caught:
        speak(story("One", "refuse", "Two", "Three"), store, fragile, cluster=cluster.address)
    assert "c01s01p001t2 ('refuse'): it will not say that" in caught.value.message
    assert store.size()[0] == 3


def test_a_worker_that_hangs_is_replaced(cluster, store, fragile, story):
    cluster.add_worker("--nanny")
    with Crew(jobs=1, cluster=cluster.address, patience_s=1.0) as crew:
        narration = speak(story("One", "hang-once", "Two"), store, fragile, crew=crew)
    assert narration.spoken == 3
    assert len({pid for pid, _ in fragile.calls}) == 2
    os.kill(int((fragile.folder / "child").read_text()), signal.SIGKILL)


def test_a_worker_with_another_version_of_the_engine_is_an_error(cluster, store, fragile, story):
    cluster.add_worker(FRAGILE_VERSION="2")
    with pytest.raises(EngineError, match="expected 'fragile 1', found 'fragile 2'"):
        speak(story("One"), store, fragile, cluster=cluster.address)
    assert store.size()[0] == 0


def test_a_cluster_without_workers_is_one_clear_error(cluster, store, fragile, story):
    with pytest.raises(AudiobookError, match="has no workers") as caught:
        speak(story("One"), store, fragile, cluster=cluster.address)
    assert "dask worker" in caught.value.hint


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("???", "no Dask scheduler answers at [?]{3}: missing port"),
        ("localhost", "missing port"),
        ("foo://here:8786", "unknown address scheme 'foo'"),
        ("tls://127.0.0.1:8786", "needs certificates"),
    ],
)
def test_what_is_no_address_is_one_clear_error_and_no_traceback(address, what):
    program = """
import sys
from audiobook.errors import AudiobookError
from audiobook.speaking import Crew
try:
    Crew(jobs=1, cluster=sys.argv[1]).idle_lane()
except AudiobookError as err:
    print(err.message)
"""
    command = [sys.executable, "-c", program, address]
    done = subprocess.run(command, capture_output=True, text=True)
    assert re.search(what, done.stdout)
    assert done.stderr == ""  # where a half-made client would speak


def test_an_address_where_nobody_answers_is_one_clear_error(store, fragile, story):
    with pytest.raises(AudiobookError, match="no Dask scheduler answers at"):
        speak(story("One"), store, fragile, cluster="not an address")


def test_tone_speaks_on_a_cluster(cluster, store, fragile):
    cluster.add_worker()
    steps = tuple(
        Utterance(id=f"t{n}", written="", spoken=f"Sentence {n}", voice=TONE) for n in range(30)
    )
    prints = {TONE: load("tone").fingerprint(TONE)}
    script = Script(meta=Meta(title="One"), steps=steps)
    narration = speak(script, store, fragile, prints=prints, cluster=cluster.address)
    assert narration.spoken == 30
    again = speak(script, store, fragile, prints=prints, cluster="tcp://127.0.0.1:1")
    assert (again.spoken, again.reused) == (0, 30)


def test_a_scheduler_that_goes_away_is_one_clear_error(cluster, store, fragile, story):
    cluster.add_worker()
    script = story(*[f"slow sentence {number}" for number in range(200)])

    def kill(event):
        if len(fragile.calls) > 5:
            cluster.processes[0].kill()

    before = time.monotonic()
    with pytest.raises(AudiobookError, match="is gone"):
        speak(script, store, fragile, cluster=cluster.address, on_event=kill)
    assert time.monotonic() - before < 60
    assert 0 < store.size()[0] < 200
