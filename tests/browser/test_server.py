import re
from contextlib import closing
from http.client import HTTPConnection
from urllib.request import urlopen

import pytest

from tests.browser.serving import serving


@pytest.mark.parametrize("path", ["/", "/upload", "/healthz", "/_stcore/health", "/favicon.png"])
def test_every_answer_has_the_security_headers(dashboard, path):
    with urlopen(dashboard("empty").address + path) as answer:
        headers = answer.headers
    assert "script-src 'self' 'sha256-" in headers["Content-Security-Policy"]
    assert "unsafe-eval" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_health_check_answers(dashboard):
    with urlopen(f"{dashboard('empty').address}/healthz") as answer:
        assert (answer.status, answer.read()) == (200, b"ok")


def test_a_server_ends_without_a_complaint(built_store, tmp_path):
    with serving(built_store("empty"), tmp_path) as server:
        pass
    log = server.log.read_text("utf-8")
    assert "You can now view" in log
    assert not re.search("leaked|Traceback", log)


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1", "http://127.0.0.1", 101),
        ("elsewhere.example", "http://elsewhere.example", 403),  # a name made to lead here
        ("127.0.0.1", "http://elsewhere.example", 403),  # a script in somebody's other tab
    ],
)
def test_only_the_dashboards_own_pages_may_connect(dashboard, host, origin, status):
    connection = HTTPConnection(dashboard("empty").address.removeprefix("http://"), timeout=10)
    with closing(connection):
        connection.request(
            "GET",
            "/_stcore/stream",
            headers={
                "Host": f"{host}:{connection.port}",
                "Origin": f"{origin}:{connection.port}",
                "Connection": "Upgrade",
                "Upgrade": "websocket",
                "Sec-WebSocket-Version": "13",
                "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
            },
        )
        assert connection.getresponse().status == status
