"""Issuing the Board's pack on its page: what was seen and nothing else, and no text is lost."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from extracts.area import load_area
from packs.errors import PackError
from packs.issuing.issued import issue, issued
from packs.issuing.issued import opened as opened_pack
from pages.board_page import keeping
from plan.commentary import commentary
from tests.packs.small_store import add_late
from tests.pages.board_screen import matrix, said
from tests.pages.test_board import TITLE, pack_of
from tests.pages.test_board_keeping import SAVE, press, secretary
from tests.pages.test_board_papers import MONTH, TODAY, late

__all__ = ["secretary"]  # a fixture

AT = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
ISSUE = "Issue the pack of October 2026"


@pytest.mark.usefixtures("secretary")
def test_issuing_says_what_it_does_first_and_a_second_needs_a_reason(two_units, opened):
    at = opened("board.py")
    press(at, "Issue this pack …")
    assert issued(two_units) == []
    text = said(at)
    assert "It becomes pack **2026-10/1** of October 2026, issued by secretary@" in text.replace(
        "\u2060", ""
    )
    assert "**It can never be altered or taken back**" in text
    press(at, "Leave it")
    press(at, "Issue this pack …")
    press(at, "Issue the pack of October 2026")

    (one,) = issued(two_units)
    assert (one.name, one.by, one.reason) == ("2026-10/1", "secretary@example.org", "")
    assert at.selectbox(key="pack").value == "2026-10/1"
    assert "Issued as pack 2026-10/1" in said(at)
    _, kept = opened_pack(two_units, MONTH, 1)
    assert kept.row("charging_28_day").area.figure == "63% (15 of 24)"

    late(two_units)
    at = opened("board.py")
    press(at, "Issue this pack …")
    press(at, "Issue the pack of October 2026")
    assert "give its reason" in at.main.error[0].value
    assert len(issued(two_units)) == 1
    at.text_input[0].set_value("Late charging extract").run()
    press(at, "Issue the pack of October 2026")
    assert [(i.name, i.reason) for i in issued(two_units)] == [
        ("2026-10/1", ""),
        ("2026-10/2", "Late charging extract"),
    ]
    assert "Correction\\: Late charging extract" in said(at)


@pytest.mark.usefixtures("secretary")
def test_data_that_came_since_the_page_was_drawn_is_not_issued_unseen(two_units, opened):
    pack = pack_of(Path(two_units.address), MONTH, TODAY)
    late(two_units)

    with pytest.raises(PackError, match="nothing was issued"):
        keeping.issue_pack(pack, "")
    assert issued(two_units) == []


@pytest.mark.usefixtures("secretary")
def test_data_published_while_the_form_is_open_is_said_and_the_reason_is_kept(two_units, opened):
    issue(two_units, pack_of(Path(two_units.address), MONTH, TODAY), load_area(), who="A", now=AT)
    at = opened("board.py")
    press(at, "Issue this pack …")
    at.text_input[0].set_value("A reason that took some thought").run()
    late(two_units)
    press(at, ISSUE)

    (error,) = at.main.error
    assert error.value.startswith("Data was published, ")
    assert "so nothing was issued" in error.value
    assert matrix(at)[TITLE][0] == "59% (16 of 27)"  # as the words say, the page shows it
    assert at.text_input[0].value == "A reason that took some thought"
    assert len(issued(two_units)) == 1
    (button,) = [b for b in at.button if b.label == ISSUE]
    assert button.disabled  # until somebody says that it was looked at

    press(at, "I have looked through it")
    assert not at.main.error
    press(at, ISSUE)
    assert [i.reason for i in issued(two_units)] == ["", "A reason that took some thought"]


@pytest.mark.usefixtures("secretary")
def test_data_published_in_the_last_moment_is_said_too(two_units, opened, monkeypatch):
    at = opened("board.py")
    press(at, "Issue this pack …")
    real = keeping.data.look_again
    monkeypatch.setattr(
        keeping.data, "look_again", lambda: (add_late(Path(two_units.address)), real())
    )
    press(at, ISSUE)

    assert [e.value for e in at.main.error] == [keeping.CHANGED]
    assert issued(two_units) == []
    assert matrix(at)[TITLE][0] == "59% (16 of 27)"


@pytest.mark.usefixtures("secretary")
def test_who_is_second_to_issue_the_same_hears_that_it_is_there(two_units, opened):
    at = opened("board.py")
    press(at, "Issue this pack …")
    issue(two_units, pack_of(Path(two_units.address), MONTH, TODAY), load_area(), who="A", now=AT)
    press(at, ISSUE)

    (error,) = at.main.error
    assert error.value.startswith("This very pack is 2026-10/1, issued by A")
    assert len(issued(two_units)) == 1


@pytest.mark.usefixtures("secretary")
def test_a_text_that_is_too_long_stays_and_is_told_of(two_units, opened):
    issue(two_units, pack_of(Path(two_units.address), MONTH, TODAY), load_area(), who="A", now=AT)
    at = opened("board.py")
    press(at, "Issue this pack …")
    at.text_area[0].set_value("x" * 1_200).run()
    at.text_input[0].set_value("y" * 501).run()

    text = said(at)
    assert "It has 1,200 characters; the most is 1,000: shorten it." in text
    assert "It has 501 characters; the most is 500: shorten it." in text
    press(at, SAVE)
    assert "Nothing was saved" in at.main.error[0].value
    assert (at.text_area[0].value, at.text_input[0].value) == ("x" * 1_200, "y" * 501)
    (drop,) = [b.label for b in at.button if b.label.endswith(" as it was")]
    press(at, drop)
    press(at, ISSUE)
    assert "Nothing was issued" in at.main.error[0].value
    assert (at.text_area[0].value, at.text_input[0].value) == ("", "y" * 501)
    assert commentary(two_units, MONTH) == {}
    assert len(issued(two_units)) == 1
