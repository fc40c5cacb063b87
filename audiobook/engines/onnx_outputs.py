"""Outputs of an ONNX model, changed in its bytes.

Voices know how long each phoneme lasts, but do not tell.  The tensor that says
so is made an output here, or the only one, without the onnx package, and word
times and exact rates come of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiobook.errors import EngineError

# Field numbers of onnx.proto, version 1.
MODEL_GRAPH = 7
GRAPH_NODE, GRAPH_WEIGHTS, GRAPH_OUTPUT = 1, 5, 12
NODE_INPUT, NODE_OUTPUT, NODE_OPERATION, NODE_ATTRIBUTE = 1, 2, 4, 5
ATTRIBUTE_GRAPH = 6
WEIGHTS_NAME = 8
VALUE_NAME = 1
FIXED = {1: 8, 5: 4}  # bytes of protobuf's fixed wire types
VARINT, DELIMITED = 0, 2


def output_of(model: bytes, operation: str) -> str:
    """Find the output of the model's only node of an operation; "" where there is not just one."""
    found = []
    for node in _of(_graph(model), GRAPH_NODE):
        if operation in _texts(node, NODE_OPERATION):
            found += _texts(node, NODE_OUTPUT)[:1]
    return found[0] if len(found) == 1 else ""


def with_output(model: bytes, name: str) -> bytes:
    """Make a tensor one more output of the model, after its own.

    A protobuf message goes on after its end: fields that follow are merged into it (protobuf
    encoding guide, "Last One Wins").
    """
    return model + _field(MODEL_GRAPH, _output(name)) if name else model


def with_only_output(model: bytes, name: str) -> bytes:
    """Make a tensor the model's only output, and leave out all that it does not depend on.

    The runtime would compute the rest all the same.
    """
    graph = _graph(model)
    wanted = {name}
    kept: list[memoryview] = []
    for node in reversed(_of(graph, GRAPH_NODE)):  # they stand in the order of their running
        if wanted.intersection(_texts(node, NODE_OUTPUT)):
            wanted.update(_inputs(node))
            kept.append(node)
    parts = [_field(GRAPH_NODE, node) for node in reversed(kept)]
    for number, content in _fields(graph):
        if number == GRAPH_WEIGHTS and not wanted.intersection(_texts(content, WEIGHTS_NAME)):
            continue
        if number not in (GRAPH_NODE, GRAPH_OUTPUT):
            parts.append(_field(number, content))
    others = [_field(number, part) for number, part in _fields(model) if number != MODEL_GRAPH]
    return b"".join((*others, _field(MODEL_GRAPH, b"".join((*parts, _output(name))))))


def session_of(model: bytes, path: Path, engine: str) -> Any:
    """Load a model on one thread: workers are one a core.

    Raises EngineError, naming the file, for what is not a model or for another kind of machine.
    """
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as refusals

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            model, sess_options=options, providers=["CPUExecutionProvider"]
        )
    except (
        refusals.Fail,
        refusals.InvalidArgument,
        refusals.InvalidGraph,
        refusals.InvalidProtobuf,
        refusals.NotImplemented,
        refusals.RuntimeException,
    ) as err:
        raise unreadable(path, engine) from err


def unreadable(path: Path, engine: str) -> EngineError:
    """Make the error for a file that holds no voice."""
    return EngineError(
        f"{engine} cannot read the voice {path}",
        "fetch the file again: it is not whole, or not a model of this engine",
        engine=engine,
    )


class Recorder:
    """A session with an added output, as its package expects it: the output is kept aside."""

    def __init__(self, session: Any, name: str, path: Path) -> None:
        self._session = session
        self._name = name
        self._model_path = str(path)  # a session made of bytes has none; kokoro-onnx asks for it
        self.last: Any = None  # the added output of the last run, flat; None without one

    def run(self, outputs: Any, feeds: dict[str, Any], options: Any = None) -> list[Any]:
        """Run the model and leave the added output out of what it gives back."""
        given: list[Any] = self._session.run(outputs, feeds, options)
        self.last = given.pop().reshape(-1) if self._name else None
        return given

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)


def _graph(model: bytes) -> memoryview:
    return next(iter(_of(model, MODEL_GRAPH)), memoryview(b""))


def _of(message: bytes | memoryview, wanted: int) -> list[memoryview]:
    return [content for number, content in _fields(message) if number == wanted]


def _texts(message: bytes | memoryview, number: int) -> list[str]:
    return [bytes(content).decode() for content in _of(message, number)]


def _inputs(node: memoryview) -> Iterator[str]:
    """What a node depends on, and what the graphs within it do."""
    yield from _texts(node, NODE_INPUT)
    for attribute in _of(node, NODE_ATTRIBUTE):
        for graph in _of(attribute, ATTRIBUTE_GRAPH):
            for inner in _of(graph, GRAPH_NODE):
                yield from _inputs(inner)


def _output(name: str) -> bytes:
    return _field(GRAPH_OUTPUT, _field(VALUE_NAME, name.encode()))


def _fields(message: bytes | memoryview) -> Iterator[tuple[int, memoryview]]:
    """The fields of a message: (number, content), a varint's number made negative.

    Models have no fields of a fixed width on these levels.
    """
    view = memoryview(message)
    at = 0
    while at < len(view):
        tag, at = _varint(view, at)
        number, wire = tag >> 3, tag & 7
        if wire == DELIMITED:
            length, at = _varint(view, at)
            yield number, view[at : at + length]
            at += length
        elif wire == VARINT:
            start = at
            _, at = _varint(view, at)
            yield -number, view[start:at]
        else:
            at += FIXED.get(wire, len(view))  # no message at all: what follows is not read


def _field(number: int, content: bytes | memoryview) -> bytes:
    """Write a field; a negative number is one that held a varint."""
    if number < 0:
        return _written(-number << 3 | VARINT) + bytes(content)
    return b"".join((_written(number << 3 | DELIMITED), _written(len(content)), content))


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = view[at] if at < len(view) else 0
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7


def _written(value: int) -> bytes:
    """A varint.

    >>> _written(300).hex()
    'ac02'
    """
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
