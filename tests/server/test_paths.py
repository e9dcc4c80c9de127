import pytest
from streamlit import config

from server.paths import path_of


@pytest.mark.parametrize(
    ("base", "path", "within"),
    [
        ("", "/unit", "/unit"),
        ("", "//media/x", "/media/x"),
        ("", "/", "/"),
        (None, "/unit/", "/unit"),
        ("area", "/area/media/x", "/media/x"),
        ("/area/", "/area", "/"),
        ("area", "/areas/media", "/areas/media"),
        ("area", "/media/x", "/media/x"),
    ],
)
def test_the_path_within_the_dashboard(base, path, within, monkeypatch):
    monkeypatch.setattr(config, "get_option", lambda name: base)
    assert path_of({"path": path}) == within
