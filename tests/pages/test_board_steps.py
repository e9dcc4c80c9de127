"""Beside an issued pack, the step change that is the reason for other verdicts stands with them."""

from datetime import UTC, date, datetime

import pytest

from extracts.area import load_area
from pages import data
from plan.known import known
from plan.steps import set_step
from tests.pages.board_screen import said
from tests.pages.test_board import TITLE
from tests.pages.test_board_papers import PAPER, paper

__all__ = ["paper"]  # a fixture


@pytest.mark.usefixtures("paper")
def test_a_step_change_set_since_is_said_before_the_verdicts_that_it_changed(two_units, opened):
    area = load_area()
    set_step(
        two_units, measure="charging_28_day", starts_on=date(2026, 2, 1), reason="A new team",
        area=area, known=known(area), who="Ann",
        now=datetime(2026, 11, 12, 8, 5, tzinfo=UTC),
    )  # fmt: skip
    data.look_again()
    text = said(opened("board.py", pack=PAPER)).replace("\\", "")
    step, verdict = (
        text.index(words)
        for words in (
            f"- A step change of {TITLE}, all units, from 1 Feb 2026 was set by Ann at 08:05 on 12 "
            "November 2026: A new team.",
            f"- {TITLE}, Area, verdict: was",
        )
    )
    assert step < verdict
