"""The server's door: who is let in, what is served, and under which policy."""

from __future__ import annotations

import http.client
import json
import threading

import pytest

from audiobook.model import Pcm
from audiobook.serving.desk import Line
from audiobook.serving.server import Server

TOKEN = "a-token"
PAGE = (
    '<head><meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; '
    "script-src 'sha256-x'; media-src 'self' file: blob:\"></head><body>text</body>"
)


class FakeDesk:
    """Answers as a desk does, without a book."""

    def __init__(self, folder):
        self.page = folder / "index.html"
        self.page.write_text(PAGE, encoding="utf-8")
        self.sound = folder / "small.m4a"
        self.sound.write_bytes(bytes(range(100)))
        self.accepted = []

    def sounds(self):
        return {"player/small book.m4a": self.sound}

    def line(self, id):
        return Line(id=id, written="w", spoken="s", pause_kind="sentence", pause_s=0.35)

    def hear(self, change):
        return Pcm(samples=bytes(20), rate=8000)

    def accept(self, change):
        self.accepted.append(change)
        return ()


@pytest.fixture
def desk(tmp_path):
    return FakeDesk(tmp_path)


@pytest.fixture
def ask(desk):
    server = Server(desk, token=TOKEN)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    port = int(server.address.split(":")[2].split("/")[0])

    def make(path, *, body=None, token=TOKEN, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            told = {"Host": f"127.0.0.1:{port}"}
            if body is not None:
                told |= {"Origin": f"http://127.0.0.1:{port}", "Content-Type": "application/json"}
            told |= {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(
                "GET" if body is None else "POST", f"/{token}/{path}", body=body, headers=told
            )
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    yield make
    server.close()
    thread.join(timeout=5)


def test_the_page_carries_one_more_script_under_a_policy_in_the_header(ask):
    status, headers, body = ask("")
    assert status == 200
    assert b'<script src="proof.js"></script>\n</body>' in body
    assert b"http-equiv" not in body
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self' 'sha256-x'" in policy
    assert "connect-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "file:" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("token", ["", "wrong", "a-tokeN"])
def test_without_the_token_nothing_is_served(ask, token):
    assert ask("", token=token)[0] == 403


def test_another_host_name_is_refused(ask):
    assert ask("", Host="evil.example:80")[0] == 403


def test_a_change_from_another_page_is_refused(ask, desk):
    body = json.dumps({"id": "c01t1"})
    assert ask("accept", body=body, Origin="http://evil.example")[0] == 403
    assert ask("accept", body=body, Origin="null")[0] == 403
    assert ask("accept", body=body, Content_Type="text/plain")[0] == 403
    assert desk.accepted == []


def test_a_change_from_our_own_page_is_taken(ask, desk):
    status, _, _ = ask("accept", body=json.dumps({"id": "c01t1", "written": "New."}))
    assert status == 200
    assert [(c.id, c.written) for c in desk.accepted] == [("c01t1", "New.")]


@pytest.mark.parametrize(
    "body", ["", "[]", "{", '{"id": 1}', '{"id": "x", "pause_s": "long"}', "9" * 70_000]
)
def test_what_is_no_change_is_refused(ask, desk, body):
    assert ask("accept", body=body)[0] in (400, 409, 413)
    assert desk.accepted == []


def test_a_sentence_is_heard_as_a_wav(ask):
    status, headers, body = ask("hear", body=json.dumps({"id": "c01t1"}))
    assert (status, headers["Content-Type"]) == (200, "audio/wav")
    assert body[:4] == b"RIFF"


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("bytes=10-19", (10, 20)), ("bytes=90-", (90, 100)), ("bytes=-5", (95, 100))],
)
def test_a_part_of_the_sound_is_served(ask, asked, expected):
    status, headers, body = ask("player/small%20book.m4a", Range=asked)
    assert status == 206
    assert body == bytes(range(*expected))
    assert headers["Content-Range"] == f"bytes {expected[0]}-{expected[1] - 1}/100"


@pytest.mark.parametrize("path", ["../index.html", "player/..%2fbook.json", "book.json", "x"])
def test_no_other_file_is_served(ask, path):
    assert ask(path)[0] in (403, 404)
