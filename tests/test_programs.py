"""Programs are run to their end, and what went wrong is one line."""

from __future__ import annotations

import sys

import pytest

from audiobook.errors import SoundError
from audiobook.programs import run


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_input_goes_in_and_output_comes_back():
    echo = "import sys; sys.stdout.write(sys.stdin.read().upper())"
    assert run(python(echo), stdin=(b"one ", b"two")) == b"ONE TWO"


def test_the_last_line_that_a_failing_program_said_is_told():
    with pytest.raises(SoundError, match="ended with status 3: no such tune") as caught:
        run(python("import sys; print('a'); print('no such tune', file=sys.stderr); sys.exit(3)"))
    assert "--verbose" in caught.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_a_killed_program_is_said_to_be_killed():
    with pytest.raises(SoundError, match=r"was killed by signal 9$") as caught:
        run(python("import os; os.kill(os.getpid(), 9)"))
    assert "run the same command again" in caught.value.hint


def test_a_program_that_hangs_is_stopped_and_named():
    with pytest.raises(SoundError, match=r"did not finish in 0"):
        run(python("import time; time.sleep(60)"), timeout_s=0.2)


def test_a_missing_program_is_named():
    with pytest.raises(SoundError, match="cannot run no-such-program") as caught:
        run(["no-such-program"])
    assert "doctor" in caught.value.hint
