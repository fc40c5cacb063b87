"""Words spelt alike and said in two ways: "read" in the past, "lead" the metal.

Only where the words beside them leave no doubt; espeak says both in the present.
"""

from __future__ import annotations

import re

from audiobook.wording.rules import Dialect, Rule, rule

# After these a verb stands in its plain form: "did he read", "let her read".
_PLAIN_FORM = re.compile(
    r"\b(?:did|didn[’']t|does|doesn[’']t|do|don[’']t|can|can[’']t|cannot|could|couldn[’']t|will"
    r"|won[’']t|would|wouldn[’']t|shall|should|shouldn[’']t|may|might|must|let|lets|make|makes"
    r"|made|help|helped|see|saw|hear|heard|watch|watched|have|had|has|to|that|if|lest|and"
    r"|insist\w*|ask\w*|suggest\w*)\b",
    re.IGNORECASE,
)
_WHO = r"(?:[Hh]e|[Ss]he)"
_ADVERB = r"(?:\w+ly |then |also |once |just |only |never |always |often |first )?"
_READABLE = (
    r"(?: (?:the|a|an|it|them|his|her|their|its|this|these|those|out|aloud|on|in|from|through|over"
    r"|about|what|every|each|all|one|two|three|no|nothing|some|and)\b|[.,;:—])"
)
_METAL = (
    "pipes?|bullets?|balls?|weights?|roofs?|shot|coffins?|paint|poisoning|sheets?|seals?|soldiers?"
    "|lining|slugs?|pellets?|plates?|foil|pencils?|crystal|mines?|ore|bars?|type|apron|acetate"
)


def _read(match: re.Match[str], dialect: Dialect) -> str | None:
    before = match.string[max(0, match.start() - 30) : match.start()]
    clause = re.split(r"[.,;:!?—“”\"]", before)[-1]
    return None if _PLAIN_FORM.search(clause) else "red"


def _lead(match: re.Match[str], dialect: Dialect) -> str:
    return "led"


RULES: tuple[Rule, ...] = (
    rule("read", rf"\b{_WHO} {_ADVERB}(?P<verb>read)(?={_READABLE})", _read, group="verb"),
    rule(
        "lead",
        rf"(?<!\w)(?P<metal>lead)(?= (?:{_METAL})\b)|(?<=\bof )(?P<of>lead)(?=[.,;:!?]| and\b)",
        _lead,
    ),
)
