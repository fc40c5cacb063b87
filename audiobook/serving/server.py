"""The server of the proof-listening page: loopback only, with a token in the address.

A desk comes in.  Every request must name our own host (or a page of elsewhere
could reach us by a name that it owns) and bear the token; a change must come
from our own page, as JSON.  The story can never run: the page's policy says so.
"""

from __future__ import annotations

import hmac
import io
import json
import re
import threading
import urllib.parse
import wave
from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any

from audiobook.errors import AudiobookError
from audiobook.model import Pcm
from audiobook.serving.desk import Change, Desk

HOST = "127.0.0.1"
LONGEST = 64_000  # bytes of a request
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


class Server:
    """Serves one desk until it is closed."""

    def __init__(self, desk: Desk, *, token: str, port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one.  AudiobookError where it is taken."""
        lock = threading.Lock()

        class Handler(_Handler):
            pass

        Handler.desk, Handler.token, Handler.lock = desk, token, lock
        try:
            self._http = ThreadingHTTPServer((HOST, port), Handler)
        except OSError as err:
            raise AudiobookError(
                f"cannot listen on port {port}: {err.strerror}", "name another with --port"
            ) from err
        self._http.daemon_threads = True
        Handler.port = self._http.server_port
        self.address = f"http://{HOST}:{Handler.port}/{token}/"

    def run(self) -> None:
        """Answer until `close` is called or Ctrl-C is pressed."""
        self._http.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        """Stop answering and give the port back."""
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    desk: Desk
    token: str
    port: int
    lock: threading.Lock
    protocol_version = "HTTP/1.1"
    server_version = "audiobook"
    sys_version = ""

    def do_GET(self) -> None:
        path = self._admitted()
        if path is None:
            return
        name, _, query = path.partition("?")
        if name == "":
            self._page()
        elif name == "proof.js":
            self._send(_script(), "text/javascript; charset=utf-8")
        elif name == "sentence":
            id = urllib.parse.parse_qs(query).get("id", [""])[0]
            self._answer(lambda: asdict(self.desk.line(id)))
        elif urllib.parse.unquote(name) in self.desk.sounds():
            self._sound(self.desk.sounds()[urllib.parse.unquote(name)])
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        path = self._admitted()
        if path is None:
            return
        asked = self._asked()
        if asked is None:
            return
        with self.lock:
            if path == "hear":
                self._answer(lambda: _wav(self.desk.hear(_change(asked))))
            elif path == "accept":
                self._answer(
                    lambda: {"files": [file.name for file in self.desk.accept(_change(asked))]}
                )
            elif path == "rebuild":
                self._answer(lambda: self.desk.rebuild().as_dict())
            else:
                self._refuse(HTTPStatus.NOT_FOUND)

    def _admitted(self) -> str | None:
        """The path behind the token, for a request that names us and bears it."""
        if self.headers.get("Host") not in (f"{HOST}:{self.port}", f"localhost:{self.port}"):
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        token, slash, path = self.path.removeprefix("/").partition("/")
        if not slash or not hmac.compare_digest(token.encode(), self.token.encode()):
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        return path

    def _asked(self) -> dict[str, Any] | None:
        """The body of a change, which only our own page may ask for."""
        own = f"http://{self.headers.get('Host')}"
        size = self.headers.get("Content-Length", "")
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip()
        if self.headers.get("Origin") != own or kind != "application/json":
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        if not size.isdigit() or int(size) > LONGEST:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        try:
            asked = json.loads(self.rfile.read(int(size)))
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            self._refuse(HTTPStatus.BAD_REQUEST)
            return None
        return asked

    def _page(self) -> None:
        try:
            html = self.desk.page.read_text(encoding="utf-8")
        except OSError:
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        found = _META.search(html)
        policy = found[1].replace("&#39;", "'") if found else "default-src 'none'"
        # The page's own policy, and for this one script more: ours, and what it asks of us.
        policy = policy.replace("script-src ", "script-src 'self' ", 1).replace(" file:", "")
        policy += "; connect-src 'self'; frame-ancestors 'none'"
        html = _META.sub("", html, count=1)
        head, body, rest = html.rpartition("</body>")
        html = f'{head}<script src="proof.js"></script>\n{body}{rest}'
        self._send(html.encode(), "text/html; charset=utf-8", policy=policy)

    def _sound(self, path: Path) -> None:
        """A sound file, whole or the part that is asked for: browsers seek by parts."""
        size = path.stat().st_size
        found = _RANGE.fullmatch(self.headers.get("Range", ""))
        first = int(found[1]) if found and found[1] else 0
        last = min(int(found[2]), size - 1) if found and found[2] else size - 1
        if found and not found[1] and found[2]:
            first, last = max(0, size - int(found[2])), size - 1
        if first > last:
            self._refuse(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            return
        self.send_response(HTTPStatus.PARTIAL_CONTENT if found else HTTPStatus.OK)
        if found:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.send_header("Accept-Ranges", "bytes")
        self._headers(last - first + 1, "audio/mp4")
        with path.open("rb") as file:
            file.seek(first)
            left = last - first + 1
            try:
                while left and (chunk := file.read(min(left, 1 << 16))):
                    self.wfile.write(chunk)
                    left -= len(chunk)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the browser has heard enough

    def _answer(self, make: Callable[[], bytes | dict[str, Any]]) -> None:
        try:
            made = make()
        except AudiobookError as err:
            told = json.dumps({"error": err.message, "hint": err.hint})
            self._send(told.encode(), "application/json", status=HTTPStatus.CONFLICT)
            return
        if isinstance(made, bytes):
            self._send(made, "audio/wav")
        else:
            self._send(json.dumps(made).encode(), "application/json")

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True  # what it still sends is not read
        self._send(status.phrase.encode(), "text/plain; charset=utf-8", status=status)

    def _send(
        self, body: bytes, kind: str, *, status: HTTPStatus = HTTPStatus.OK, policy: str = ""
    ) -> None:
        self.send_response(status)
        self._headers(len(body), kind, policy)
        self.wfile.write(body)

    def _headers(self, length: int, kind: str, policy: str = "") -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.send_header("Content-Security-Policy", policy or "default-src 'none'; sandbox")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the address holds the token."""


def _change(asked: dict[str, Any]) -> Change:
    """Read a change as a stranger's word: texts of a sane length, a number."""
    texts = {name: asked.get(name) or "" for name in ("id", "written", "word", "like")}
    pause = asked.get("pause_s")
    if not all(isinstance(text, str) and len(text) < 20_000 for text in texts.values()):
        raise AudiobookError("that is not a change", "load the page again")
    if pause is not None and (isinstance(pause, bool) or not isinstance(pause, int | float)):
        raise AudiobookError("a pause is a number of seconds", "for example 0.5")
    return Change(**texts, pause_s=pause)


def _wav(pcm: Pcm) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(pcm.rate)
        sound.writeframes(pcm.samples)
    return file.getvalue()


def _script() -> bytes:
    return resources.files("audiobook.serving").joinpath("proof.js").read_bytes()
