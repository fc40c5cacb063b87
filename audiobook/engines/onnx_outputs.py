"""One more output for an ONNX model, added to its bytes.

Voices know how long each phoneme lasts, but do not tell.  The tensor that says
so is made an output here, without the onnx package, and word times come of it.
"""

from __future__ import annotations

from typing import Any

FARTHEST = 512  # bytes between a node's output and its operation: two names


def with_output_of(model: bytes, operation: str) -> tuple[bytes, str]:
    """Make the output of the model's only node of an operation an output of the model.

    Returns the model and the output's name; the model as it was, and "", where there is not
    exactly one such node.  A protobuf message goes on after its end: fields that follow are
    merged into it (protobuf encoding guide, "Last One Wins").
    """
    # NodeProto, onnx.proto: output = 2, name = 3, op_type = 4; all strings.
    end = b"\x22" + bytes((len(operation),)) + operation.encode()
    names = {_output_before(model, at) for at in _places(model, end)} - {b""}
    if len(names) != 1:
        return model, ""
    name = names.pop()
    output = name
    for field in (1, 12, 7):  # ValueInfoProto.name, GraphProto.output, ModelProto.graph
        output = bytes((field << 3 | 2, len(output))) + output
    return model + output, name.decode()


def _places(model: bytes, pattern: bytes) -> tuple[int, ...]:
    found: list[int] = []
    at = model.find(pattern)
    while at >= 0:
        found.append(at)
        at = model.find(pattern, at + 1)
    return tuple(found)


def _output_before(model: bytes, end: int) -> bytes:
    """The output of the node whose operation stands at `end`; b"" where it is no node."""
    piece = model[max(0, end - FARTHEST) : end]
    at = piece.rfind(b"\x12")
    while at >= 0:
        length = piece[at + 1] if at + 1 < len(piece) else 0
        name, rest = piece[at + 2 : at + 2 + length], piece[at + 2 + length :]
        is_named = len(rest) > 1 and rest[0] == 0x1A and rest[1] == len(rest) - 2
        # An output's name that needs two bytes for its length, past 100, is not met.
        if 0 < len(name) == length < 100 and name.isascii() and (not rest or is_named):
            return name
        at = piece.rfind(b"\x12", 0, at)
    return b""


class Recorder:
    """A session with an added output, as its package expects it: the output is kept aside."""

    def __init__(self, session: Any, name: str) -> None:
        self._session = session
        self._name = name
        self.last: Any = None  # the added output of the last run, flat; None without one

    def run(self, outputs: Any, feeds: dict[str, Any], options: Any = None) -> list[Any]:
        """Run the model and leave the added output out of what it gives back."""
        given: list[Any] = self._session.run(outputs, feeds, options)
        self.last = given.pop().reshape(-1) if self._name else None
        return given

    def __getattr__(self, name: str) -> Any:
        return getattr(self._session, name)
