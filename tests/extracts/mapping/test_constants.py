"""Is a value offered for every row only where there is reason to?"""

from dataclasses import replace

import pytest

from extracts.area import AreaUnit
from extracts.mapping.suggest import suggest
from tests.extracts.foreign import columns_of, days, made_for, of_field, references, turned
from tests.extracts.hostile import AREA

COLUMNS = {"Ref": references(20), "Received": days(20)}


def constant(field, columns=COLUMNS, extract="charging", **options):
    return of_field(made_for(columns, **options), extract, field).constant


@pytest.mark.parametrize(
    ("file", "unit"),
    [
        ("Cumbria MC 20-11-2026.csv", "Cumbria Magistrates Hub"),
        ("charging_cumbria_mags_20261120.csv", "Cumbria Magistrates Hub"),
        ("Cumbria MC and Lancs CC.csv", None),
        ("account.csv", None),
        ("Lancs CCs.csv", None),
        ("", None),
    ],
)
def test_the_unit_is_that_of_the_file_s_name(file, unit):
    assert constant("unit", name=file) == unit


def test_the_longest_name_goes_before_one_within_it():
    area = replace(AREA, units=(*AREA.units, AreaUnit(name="Cumbria", short="Cumbria")))
    made = suggest(columns_of(COLUMNS), area=area, name="Cumbria MC.csv")
    assert of_field(made, "charging", "unit").constant == "Cumbria Magistrates Hub"


def test_each_case_comes_once_where_its_reference_does_not_repeat():
    assert constant("submission") == "1"
    assert constant("submission", {"Ref": turned(references(5), 20), "In": days(20)}) is None
    assert constant("submission", {"In": days(20)}) is None
    assert constant("defendant", extract="disclosure") is None


def test_what_may_be_blank_is_but_the_day_that_closes_a_row():
    assert constant("outcome") == ""
    assert constant("decided_on") is None
    assert constant("accepted_on") is None
    assert constant("casework_type") is None
    assert constant("received_on") is None
