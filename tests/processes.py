"""The processes of a session, as Linux tells of them in /proc."""

from __future__ import annotations

from pathlib import Path


def processes_of(session: int) -> list[int]:
    """The processes of a session that are still alive."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            stat = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(stat[3]) == session and stat[0] != "Z":
            found.append(int(path.name))
    return found


def command_of(pid: int) -> bytes:
    """What a process was started with; nothing where it has ended meanwhile."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
