"""Every line of the table is said as the table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.wording import spoken

TABLE = Path(__file__).parents[1] / "cases" / "wording" / "english.tsv"


def lines():
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#\t") and not line.startswith("# kind"):
            kind, written, said = line.split("\t")
            yield pytest.param(written, said, id=f"{kind}: {written}")


@pytest.mark.parametrize(("written", "said"), list(lines()))
def test_a_line_is_said_as_a_narrator_would(written, said):
    assert spoken(written) == said
