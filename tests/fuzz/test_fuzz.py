"""A short fuzz run: every reader, the cleaner, the wording, the settings, the manuscript."""

from __future__ import annotations

import pytest

from tests.fuzz.mutation import mutations
from tests.fuzz.targets import TARGETS, attempt


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_no_input_does_harm(name):
    tried = [attempt(TARGETS[name], data) for data in mutations(name, 40, seed=7)]
    assert len(tried) == 40
