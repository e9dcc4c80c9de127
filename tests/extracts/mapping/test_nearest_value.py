"""Is the value offered that a person would have meant, and none where it is not clear?"""

import pytest

from extracts.area import load_area
from extracts.mapping.nearest_value import nearest_value
from extracts.registry import EXTRACTS

UNITS = {w: u.name for u in load_area().units for w in (u.name, u.short, *u.aliases)}


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("Cumbrai Magistrates Hub", "Cumbria Magistrates Hub"),
        ("Cumbria Mags", "Cumbria Magistrates Hub"),
        ("Magistrates Court - Cumbria", "Cumbria Magistrates Hub"),
        ("CPS Lancs Crown", "Lancashire Crown Court Unit"),
        ("GMCCU", "Greater Manchester Crown Court Unit"),
        ("Southern", "Southern Magistrates Unit"),
        ("RASO", "North West Area RASSO Unit"),
        ("Crown Court", ""),
        ("Manchester", ""),
        ("Complex Case Unit", ""),
        ("CHICAGO PD", ""),
        ("--", ""),
        ("", ""),
    ],
)
def test_units(written, unit):
    assert nearest_value(written, UNITS) == unit


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("casework_type", "Mags", "Magistrates'"),
        ("casework_type", "Crown Ct", "Crown Court"),
        ("casework_type", "Felony", ""),
        ("review_track", "28-day track", "28 day"),
        ("outcome", "No further actoin", "No further action"),
        ("outcome", "Pending", ""),
    ],
)
def test_values(field, written, value):
    of = EXTRACTS["charging"][field]
    assert nearest_value(written, {**of.spellings} | {v: v for v in of.values}) == value


def test_nothing_is_near_where_nothing_is_known():
    assert nearest_value("a", {}) == ""
    assert nearest_value("a", {"-": "x"}) == ""


def test_a_value_as_near_as_another_is_not_offered():
    assert nearest_value("colour redd", {"colour reda": "a", "colour redb": "b"}) == ""
