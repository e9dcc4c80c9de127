"""What the Board's papers say of the Area: read from [board], or refused in words."""

# ruff: noqa: E501 - a case is a line, so that they can be compared

import pytest

from extracts.area import load_area
from extracts.board_settings import BoardSettings
from extracts.errors import AreaError


@pytest.fixture
def area(tmp_path):
    def read(text):
        path = tmp_path / "area.toml"
        path.write_text(f'name = "North"\n{text}', "utf-8")
        return load_area(path)

    return read


def test_the_settings_are_read(area):
    found = area(
        '[board]\npre_charge_role = "Head of pre-charge"\nclassification = "OFFICIAL-SENSITIVE"\n'
        '[[units]]\nname = "Hub"\nshort = "Hub"\npre_charge_role = "Senior District Prosecutor"\n'
    )
    assert found.board == BoardSettings(
        pre_charge_role="Head of pre-charge", classification="OFFICIAL-SENSITIVE"
    )
    assert found.units[0].pre_charge_role == "Senior District Prosecutor"


def test_without_them_our_assumptions_hold(area):
    assert area("").board == BoardSettings()
    assert BoardSettings().classification == "OFFICIAL"


def test_the_area_beside_the_program_says_what_holds_without_it(monkeypatch):
    monkeypatch.delenv("DASHBOARD_AREA", raising=False)
    assert load_area().board == BoardSettings()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("board = 3", r"board should be a table: \[board\] and its settings"),
        ('[board]\nclasification = "X"', 'not known: "clasification". Did you mean "classification"?'),
        ('[board]\nzzz = "X"', "Its settings are pre_charge_role and classification"),
        ("[board]\nsmall_number = 3", "which is the Area's. Put small_number above"),
        ("[board]\nclassification = 1", '"classification" wrong: it should be a text of at most 60 letters'),
        ('[board]\nclassification = ""', '"classification" wrong'),
        ('[board]\nclassification = " X"', "without spaces around it"),
        (f'[board]\npre_charge_role = "{"x" * 61}"', '"pre_charge_role" wrong'),
        ('[board]\npre_charge_role = "a\\nb"', "on one line"),
        ('[[units]]\nname = "Hub"\nshort = "Hub"\npre_charge_role = ""', r"unit 1 \(Hub\) should have a text of at most 60 letters for its pre_charge_role"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_words(area, text, why):
    with pytest.raises(AreaError, match=why):
        area(text)
