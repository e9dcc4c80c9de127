import pytest

from access.hosts import host_of, is_loopback


@pytest.mark.parametrize(
    "name", ["localhost", "LocalHost.", "127.0.0.1", "127.9.9.9", "::1", "[::1]"]
)
def test_names_of_this_computer(name):
    assert is_loopback(name)


@pytest.mark.parametrize(
    "name",
    ["", "*", "0.0.0.0", "::", "10.0.0.1", "example.org", "localhost.example.org",
     "127.0.0.1.nip.io", "unix:///run/x", "127.1", "2130706433"],
)  # fmt: skip
def test_names_of_others(name):
    assert not is_loopback(name)


@pytest.mark.parametrize(
    ("header", "host"),
    [
        ("127.0.0.1:8501", "127.0.0.1"),
        ("[::1]:80", "::1"),
        ("Example.ORG", "example.org"),
        ("", ""),
        ("localhost@evil.example", ""),
        ("localhost/evil", ""),
        ("localhost?x", ""),
        ("localhost:x", ""),
        ("[::1", ""),
        (":8501", ""),
    ],
)
def test_the_host_of_a_header(header, host):
    assert host_of(header) == host
