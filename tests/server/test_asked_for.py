import pytest

from server.asked_for import LONGEST, asked_for, safe

HOST = "dashboard.example.org"
EVIL = [
    "", "unit", "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example",
    "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/unit\r\nSet-Cookie: a=b",
    "/é", " /unit", "/unit ", "/auth/login", "/auth/logout?x=1", "/oauth2callback?error=x",
    "/base/oauth2callback", "/" + "a" * LONGEST,
]  # fmt: skip


@pytest.mark.parametrize("target", EVIL)
def test_whatever_leads_elsewhere_leads_to_the_start(target):
    assert safe(target) == "/"


@pytest.mark.parametrize(
    "target",
    ["/", "/unit", "/unit?unit=A+Unit&period=12+months", "/base/unit?x=%2F%2Fevil",
     "/%2F/evil.example", "/unit?next=https://evil.example"],
)  # fmt: skip
def test_a_page_of_this_server_is_kept_as_it_is(target):
    assert safe(target) == target


@pytest.mark.parametrize(
    ("referer", "asked"),
    [
        (f"https://{HOST}/unit?unit=A+Unit", "/unit?unit=A+Unit"),
        (f"http://{HOST}/unit#part", "/unit"),
        (f"https://{HOST}", "/"),
        (f"https://{HOST}//evil.example", "/"),
        (f"https://{HOST}:8443/unit", "/"),
        (f"https://{HOST}.evil.example/unit", "/"),
        (f"https://{HOST}@evil.example/unit", "/"),
        (f"https://a@{HOST}/unit", "/"),
        (f"ftp://{HOST}/unit", "/"),
        ("https://[bad/unit", "/"),
        ("", "/"),
    ],
)
def test_only_a_page_of_this_very_host_was_asked_for(referer, asked):
    assert asked_for(referer, HOST) == asked
