"""Engines to test with: what is installed, and small voices built here."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from audiobook import engines
from audiobook.errors import EngineError, EngineMissing
from audiobook.model import Prosody, Utterance

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def kokoro_files(tmp_path_factory):
    """A model with Kokoro's signature that hums 0.1 s a token, and two voices."""
    onnx = pytest.importorskip("onnx")
    np = pytest.importorskip("numpy")
    folder = tmp_path_factory.mktemp("kokoro")
    helper, kind = onnx.helper, onnx.TensorProto
    hum = (0.3 * np.sin(np.arange(2400) * 2 * np.pi * 200 / 24000)).astype(np.float32)
    constants = {
        "hum": hum,
        "one": np.array([1], np.int64),
        "zero": np.array([0], np.int64),
        "full": np.array([2400.0], np.float32),
        "low": np.array(1.0, np.float32),
        "nought": np.array([0.0], np.float32),
    }
    nodes = [
        ("Add", ["one", "one"], ["two"]),
        ("Shape", ["tokens"], ["shape"]),
        ("Slice", ["shape", "one", "two"], ["count"]),
        # The length of each token, in samples, is 2400 / speed; "Clip" as in the real model.
        ("Div", ["full", "speed"], ["each"]),
        ("Tile", ["each", "count"], ["lengths"]),
        ("Clip", ["lengths", "low"], ["length"]),
        ("Slice", ["length", "zero", "one"], ["first"]),
        ("Cast", ["first"], ["whole"], {"to": kind.INT64}),
        ("Concat", ["hum", "hum"], ["hums"], {"axis": 0}),
        ("Slice", ["hums", "zero", "whole"], ["beep"]),
        ("Tile", ["beep", "count"], ["sound"]),
        ("ReduceSum", ["style"], ["used"], {"keepdims": 0}),
        ("Mul", ["used", "nought"], ["silent"]),
        ("Add", ["sound", "silent"], ["audio"]),
    ]
    graph = helper.make_graph(
        [helper.make_node(*node[:3], **dict(*node[3:])) for node in nodes],
        "hum",
        [
            helper.make_tensor_value_info("tokens", kind.INT64, [1, "n"]),
            helper.make_tensor_value_info("style", kind.FLOAT, [1, 256]),
            helper.make_tensor_value_info("speed", kind.FLOAT, [1]),
        ],
        [helper.make_tensor_value_info("audio", kind.FLOAT, ["samples"])],
        [onnx.numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    onnx.save(model, folder / "kokoro-tiny.onnx")
    style = np.zeros((510, 1, 256), np.float32)
    np.savez(folder / "voices-tiny.npz", af_one=style, bf_two=style)
    return folder / "kokoro-tiny.onnx", folder / "voices-tiny.npz"


@pytest.fixture(scope="session")
def piper_voice(tmp_path_factory):
    """A voice with piper's signature: each phoneme hums for six to eight frames of 128 samples."""
    onnx = pytest.importorskip("onnx")
    np = pytest.importorskip("numpy")
    phoneme_ids = pytest.importorskip("piper.phoneme_ids")
    folder = tmp_path_factory.mktemp("piper")
    helper, kind = onnx.helper, onnx.TensorProto
    hum = (0.3 * np.sin(np.arange(128 * 64) * 2 * np.pi * 200 / 22050)).astype(np.float32)
    constants = {
        "hum": hum,
        "one": np.array([1], np.int64),
        "two": np.array([2], np.int64),
        "zero": np.array([0], np.int64),
        "frames": np.array([5.3], np.float32),
        "each": np.array([0.013], np.float32),
        "hop": np.array([128.0], np.float32),
        "shape": np.array([1, 1, 1, -1], np.int64),
        "nought": np.array([0.0], np.float32),
    }
    nodes = [
        ("Slice", ["scales", "one", "two"], ["length"]),
        ("Cast", ["input"], ["ids"], {"to": kind.FLOAT}),
        ("Mul", ["ids", "each"], ["more"]),
        ("Add", ["frames", "more"], ["natural"]),
        ("Mul", ["natural", "length"], ["lengths"]),
        ("Ceil", ["lengths"], ["w_ceil"]),
        ("ReduceSum", ["w_ceil"], ["total"], {"keepdims": 0}),
        ("Mul", ["total", "hop"], ["wanted"]),
        ("Cast", ["wanted"], ["count"], {"to": kind.INT64}),
        ("Shape", ["input"], ["size"]),
        ("Slice", ["size", "one", "two"], ["ids_count"]),
        ("Tile", ["hum", "ids_count"], ["long"]),
        ("Slice", ["long", "zero", "count"], ["sound"]),
        ("Cast", ["input_lengths"], ["given"], {"to": kind.FLOAT}),
        ("Mul", ["given", "nought"], ["silent"]),
        ("Add", ["sound", "silent"], ["heard"]),
        ("Reshape", ["heard", "shape"], ["output"]),
    ]
    graph = helper.make_graph(
        [helper.make_node(*node[:3], **dict(*node[3:])) for node in nodes],
        "hum",
        [
            helper.make_tensor_value_info("input", kind.INT64, [1, "n"]),
            helper.make_tensor_value_info("input_lengths", kind.INT64, [1]),
            helper.make_tensor_value_info("scales", kind.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", kind.FLOAT, [1, 1, 1, "samples"])],
        [onnx.numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    path = folder / "en_GB-hum-low.onnx"
    onnx.save(model, path)
    config = {
        "audio": {"sample_rate": 22050},
        "espeak": {"voice": "en-gb-x-rp"},
        "language": {"code": "en_GB"},
        "phoneme_type": "espeak",
        "phoneme_id_map": phoneme_ids.DEFAULT_PHONEME_ID_MAP,
        "num_symbols": 256,
        "num_speakers": 1,
        "speaker_id_map": {},
        "hop_length": 128,
    }
    path.with_name(path.name + ".json").write_text(json.dumps(config), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def make(request):
    """Make an engine afresh by name ("piper:VOICE" too), with files of ours where it needs some."""

    def fresh(name):
        options = ()
        try:
            if name == "kokoro":
                engines.load(name)
                model, voices = request.getfixturevalue("kokoro_files")
                options = (("model", str(model)), ("voices", str(voices)))
            elif name == "command":
                program = (
                    sys.executable,
                    str(HERE / "beeper.py"),
                    "{text_file}",
                    "{wav}",
                    "{speed}",
                )
                options = (("program", program), ("rate", "16000"))
            kind, _, voice = name.partition(":")
            engine = engines.load(kind, options)
            if name == "piper":
                voice = str(request.getfixturevalue("piper_voice"))
            return engine, engine.voice(voice, "en")
        except EngineMissing as err:
            pytest.skip(f"{err.message}: {err.hint}")
        except EngineError as err:
            pytest.skip(f"{err.message}: {err.hint}")

    return fresh


@pytest.fixture(scope="session")
def say():
    """Say a text with an engine and its voice; keywords are the prosody."""

    def said(engine, text, **prosody):
        speaker, voice = engine
        return speaker.speak(
            Utterance(
                id="c01s01p001t1",
                written=text,
                spoken=text,
                voice=voice,
                prosody=Prosody(**prosody),
            )
        )

    return said
