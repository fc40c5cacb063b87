"""The house has floors: a room imports from its own floor's room or from below."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "audiobook"
WORDS = {"model", "errors", "clock", "cores", "files", "headwords", "programs"}
TEXT = {"reading", "cleaning", "structuring", "wording"}
BELOW_CONDUCTOR = (
    WORDS | TEXT | {"settings", "scripting", "engines", "mixing", "speaking", "publishing"}
)
MAY_IMPORT = {
    **dict.fromkeys((*WORDS, "settings", *TEXT, "engines", "mixing"), WORDS),
    "scripting": WORDS | {"settings", "wording"},
    "speaking": WORDS | {"engines", "mixing"},
    "publishing": WORDS | {"mixing"},
    "pipeline": BELOW_CONDUCTOR,
    "checking": BELOW_CONDUCTOR | {"pipeline"},
    "serving": BELOW_CONDUCTOR | {"pipeline"},
    "cli": WORDS | {"settings", "pipeline", "checking", "serving"},
}
ONE_ROOM = {
    "click": "cli",
    "rich": "cli",
    "pydub": "mixing/joining.py",
    "pyttsx3": "engines/pyttsx3",
    "subprocess": "programs.py",
    "lxml": "reading",
    "ftfy": "cleaning",
    "mutagen": "publishing",
    "PIL": "publishing",
    "distributed": "speaking",
    "faster_whisper": "checking",
    "tomlkit": "settings",
    "num2words": "wording",
    "sentencex": "structuring",
    "imageio_ffmpeg": "mixing",
    "espeakng_loader": "engines",
}


def imports():
    for path in sorted(PACKAGE.rglob("*.py")):
        inside = path.relative_to(PACKAGE)
        room = inside.parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            else:
                continue
            for name in names:
                yield inside, room, node.lineno, name


def is_room(name):
    return (PACKAGE / name).exists() or (PACKAGE / f"{name}.py").exists()


def test_a_room_imports_only_from_below():
    wrong = []
    for inside, room, line, name in imports():
        parts = name.split(".")
        if parts[0] != "audiobook" or len(parts) < 2 or room in ("__init__", "__main__"):
            continue
        if parts[1] == "__version__":
            continue
        if parts[1] != room and parts[1] not in MAY_IMPORT.get(room, set()):
            if (
                room == "cli"
                and not (PACKAGE / parts[1]).exists()
                and not (PACKAGE / f"{parts[1]}.py").exists()
            ):
                continue  # a name of the public API
            wrong.append(f"{inside}:{line}: {room} imports {name}")
    assert wrong == []


def test_a_dependency_has_one_importing_room():
    wrong = [
        f"{inside}:{line}: {name} belongs to {ONE_ROOM[name.split('.')[0]]}"
        for inside, _, line, name in imports()
        if name.split(".")[0] in ONE_ROOM
        and not inside.as_posix().startswith(ONE_ROOM[name.split(".")[0]])
    ]
    assert wrong == []
