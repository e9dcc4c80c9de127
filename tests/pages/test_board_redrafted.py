"""A draft says of commentary written before late data that its sentence has changed since."""

import pytest

from pages.board_page import redrafted
from tests.pages.board_screen import matrix, said
from tests.pages.test_board import TITLE
from tests.pages.test_board_keeping import SAVE, press, secretary
from tests.pages.test_board_papers import PAPER, late

__all__ = ["secretary"]  # a fixture

pytestmark = pytest.mark.usefixtures("secretary")
IN_ISSUING = "**Commentary on charging decisions in 28 days:** the drafted sentence has changed"


def comment_on(at, title: str):
    at.selectbox(key="board comment on").set_value(title).run()
    at.text_area[0].set_value("Two prosecutors left.").run()
    press(at, SAVE)


def test_it_is_said_beside_the_commentary_and_at_issuing_until_it_is_written_anew(
    two_units, opened
):
    at = opened("board.py")
    comment_on(at, TITLE)
    comment_on(at, "Victim letters on time")  # of which there is no data, so nothing comes late
    press(at, "Issue this pack …")
    assert redrafted.SAYS not in said(at)
    assert redrafted.SAYS not in matrix(at)[TITLE][-1]
    press(at, "Issue the pack of October 2026")

    late(two_units)
    at = opened("board.py")
    assert redrafted.SAYS in matrix(at)[TITLE][-1]
    assert redrafted.SAYS not in matrix(at)["Victim letters on time"][-1]
    at.selectbox(key="board comment on").set_value(TITLE).run()
    assert f"**{redrafted.SAYS}** Is it still right?" in said(at)
    press(at, "Issue this pack …")
    assert IN_ISSUING in said(at)
    assert redrafted.SAYS not in said(opened("board.py", pack=PAPER))  # issued as it was

    at.text_area[0].set_value("Two prosecutors left, and late cases came.").run()
    press(at, SAVE)
    assert redrafted.SAYS not in said(at)
    assert IN_ISSUING not in said(at)
