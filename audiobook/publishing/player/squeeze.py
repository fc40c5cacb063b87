"""Leave out of the page's script and style sheet what is there for people only.

Source text comes in, the same code comes out on fewer bytes: comments, indentation
and idle signs go, nothing is renamed and nothing moved.  Strings, templates (none
inside another) and patterns, each on one line, stay as they are.
"""

from __future__ import annotations

import re

_KEPT = r"""
    (?P<kept>
        "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*' | `(?:\\.|[^`\\])*`
        | (?:(?<=[(!])|(?<=[=,:?&|][ ]))/(?![*/])(?:\\.|\[(?:\\.|[^]\\])*]|[^/\\\n])+/
    )"""
_SCRIPT = re.compile(
    _KEPT
    + r"""
    | [ ]*//[^\n]*                                       # a comment
    | ;(?:\s|//[^\n]*+)*(?=})                            # the last semicolon of a block
    | (?:(?<=[(])|(?<=[,=:?>][ ]))\((?P<only>\w+)\)(?=[ ]=>) # (one) => as one =>
    | (?<![\w.])0(?=\.\d)                                # 0.5 as .5
    | [ ]*(?P<mark>[=(){}\[\],;:?<>&|*!%^])[ ]*
    | (?<![-+])[ ]?(?P<sum>[-+/])[ ](?![-+])             # "a - -b" keeps its spaces
    """,
    re.VERBOSE,
)
_STYLE = re.compile(
    r"""
    (?<==)"(?P<word>[a-z]+)"(?=])                        # [dir="rtl"] as [dir=rtl]
    | (?P<kept>"[^"]*")
    | /\*.*?\*/
    | ;?\s*(?P<end>})\s*
    | \s*(?P<mark>[{;,>])\s*
    | (?<=:)\s+
    """,
    re.VERBOSE | re.DOTALL,
)
_DECLARED = re.compile(r"^((const|let)\b.*);\n\2\b ?", re.MULTILINE)  # const a;const b: const a,b
_BREAK = re.compile(r"(?<=[\[({,;:?=>&|])\n|\n(?=[\])}.?:&|])")  # where none can end a statement


def script(code: str) -> str:
    """Shorten a script.

    >>> script('if (a + b) {\\n  say("a, b"); // both\\n}\\nparts = text.split(/ = /g);')
    'if(a+b){say("a, b")}\\nparts=text.split(/ = /g);'
    """
    plain = _SCRIPT.sub(_meant, code)
    lines = (line.strip() for line in plain.splitlines())
    short, merged = "\n".join(line for line in lines if line), 1
    while merged:
        short, merged = _DECLARED.subn(r"\1,", short)
    return _BREAK.sub("", short)


def style(sheet: str) -> str:
    """Shorten a style sheet.

    >>> style('/* Ink */\\na > b :hover {\\n  top: calc(1px + 2em);\\n}\\nq { content: "; "; }')
    'a>b :hover{top:calc(1px + 2em)}q{content:"; "}'
    """
    plain = _STYLE.sub(_meant, sheet)
    return re.sub(r"\s*\n\s*", " ", plain).strip()


def _meant(found: re.Match[str]) -> str:
    return found[found.lastgroup] if found.lastgroup else ""
