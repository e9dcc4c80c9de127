"""What figures are judged by is data: the same rows are equal, and none can be changed."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from extracts.judgement import Action, LeftOut, StepChange, Target

DAY = date(2026, 4, 1)
ROWS = (
    Target(measure="m", value=0.8, starts_on=DAY, source="The Board."),
    StepChange(measure="m", starts_on=DAY, reason="A new system.", set_by="The Board"),
    LeftOut(measure="m", month=DAY, reason="A strike.", set_by="The Board"),
    Action(title="Training", short="Training", issue=1, measures=("m",), started=DAY),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: type(row).__name__)
def test_a_row_is_a_value(row):
    assert len({row, type(row)(**vars(row))}) == 1
    with pytest.raises(FrozenInstanceError):
        row.illustrative = True


def test_a_row_is_of_every_unit_and_real_until_it_says_otherwise():
    target, step, left_out, action = ROWS
    assert (target.unit, step.unit, left_out.unit, action.units) == (None, None, None, ())
    assert not target.illustrative
    assert not action.illustrative
