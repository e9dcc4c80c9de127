"""What is typed on the Board page and not saved is told of beside issuing, and never lost."""

import pytest

from packs.issuing.issued import issued
from packs.issuing.issued import opened as opened_pack
from plan.commentary import commentary, write
from tests.pages.board_screen import said
from tests.pages.test_board import TITLE
from tests.pages.test_board_issuing import AT, ISSUE
from tests.pages.test_board_keeping import SAVE, press, secretary
from tests.pages.test_board_papers import MONTH

__all__ = ["secretary"]  # a fixture

pytestmark = pytest.mark.usefixtures("secretary")
TOLD = "Your text on charging decisions in 28 days is not saved."
OTHER = "Charging decisions in 5 days"


def comment_on(at, title: str, text: str):
    at.selectbox(key="board comment on").set_value(title).run()
    at.text_area[0].set_value(text).run()


def is_closed(at) -> bool:
    """Whether the button that issues cannot be pressed."""
    (button,) = [b for b in at.button if b.label == ISSUE]
    return button.disabled


def test_a_text_that_is_not_saved_stops_the_issue_until_it_is_saved(two_units, opened):
    at = opened("board.py")
    press(at, "Issue this pack …")
    at.selectbox(key="board comment on").set_value(TITLE).run()
    assert not is_closed(at)
    at.text_area[0].set_value("Two prosecutors left.")
    press(at, ISSUE)  # a click brings along what was typed last
    assert issued(two_units) == []
    assert TOLD in said(at)
    assert is_closed(at)

    press(at, SAVE)
    press(at, "I have looked through it")
    assert "is not saved" not in said(at)
    press(at, ISSUE)
    _, kept = opened_pack(two_units, MONTH, 1)
    assert kept.row("charging_28_day").commentary == "Two prosecutors left."


def test_a_text_typed_for_another_measure_before_counts_and_can_be_dropped(two_units, opened):
    at = opened("board.py")
    comment_on(at, TITLE, "Half a sentence")
    comment_on(at, OTHER, "  ")  # blank is what stands
    press(at, "Issue this pack …")
    assert said(at).count("is not saved") == 1
    assert TOLD in said(at)

    press(at, "Leave charging decisions in 28 days as it was")
    assert "is not saved" not in said(at)
    at.selectbox(key="board comment on").set_value(TITLE).run()
    assert at.text_area[0].value == ""
    assert not is_closed(at)
    press(at, ISSUE)
    assert len(issued(two_units)) == 1
    assert commentary(two_units, MONTH) == {}


def test_what_others_wrote_meanwhile_is_not_a_text_of_this_writer(two_units, opened):
    at = opened("board.py")
    at.selectbox(key="board comment on").set_value(TITLE).run()
    write(two_units, month=MONTH, measure="charging_28_day", text="Theirs", drafted="D", based_on=0,
          who="Another", now=AT)  # fmt: skip
    press(at, "Issue this pack …")
    assert "is not saved" not in said(at)


def test_a_text_is_still_in_its_box_after_an_issued_pack_was_looked_at(two_units, opened):
    at = opened("board.py")
    press(at, "Issue this pack …")
    press(at, ISSUE)
    at.selectbox(key="pack").set_value("As known now").run()
    comment_on(at, TITLE, "Half a sentence")
    at.selectbox(key="pack").set_value("2026-10/1").run()
    at.selectbox(key="pack").set_value("As known now").run()
    at.selectbox(key="board comment on").set_value(TITLE).run()
    assert at.text_area[0].value == "Half a sentence"
