"""Keeping the Board's papers on its page: commentary, issuing, and for whom."""

from datetime import UTC, datetime

import pytest

from access.roles import NotAllowed, Person
from packs.issuing.issued import issued
from pages import signed_in
from pages.board_page import keeping, pack_source
from plan.commentary import commentary, write
from tests.pages.board_screen import matrix, said
from tests.pages.test_board import TITLE
from tests.pages.test_board_papers import MONTH

AT = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
SAVE, TAKE_BACK = "Save the commentary", "Take the commentary back"


def press(at, label: str):
    (button,) = [b for b in at.button if b.label == label]
    return button.click().run()


@pytest.fixture
def secretary(monkeypatch) -> None:
    person = Person("secretary@example.org", "secretary")
    monkeypatch.setattr(signed_in, "person", lambda: person)


@pytest.mark.usefixtures("two_units", "secretary")
def test_a_commentary_is_kept_shown_as_edited_and_taken_back(two_units, opened):
    at = opened("board.py")
    at.selectbox(key="board comment on").set_value(TITLE).run()
    at.text_area[0].set_value("Two *prosecutors* <b>left</b>.").run()
    press(at, SAVE)

    words = matrix(at)[TITLE][-1]
    assert words.startswith("Two *prosecutors* <b>left</b>. ")
    assert "Written by secretary@example.org, " in words
    assert "Two \\*prosecutors\\* \\<b\\>left\\</b\\>." in said(at)
    kept = commentary(two_units, MONTH)["charging_28_day"]
    assert (kept.text, kept.who) == ("Two *prosecutors* <b>left</b>.", "secretary@example.org")
    assert kept.drafted.startswith("In October 2026, 63% of the submissions")

    press(at, TAKE_BACK)
    assert "Written by" not in matrix(at)[TITLE][-1]
    assert at.text_area[0].value == ""
    assert commentary(two_units, MONTH) == {}


@pytest.mark.usefixtures("secretary")
def test_what_is_written_on_one_measure_is_kept_while_another_is_looked_at(two_units, opened):
    at = opened("board.py")
    first = at.selectbox(key="board comment on").value
    at.text_area[0].set_value("Half a sentence").run()
    at.selectbox(key="board comment on").set_value(TITLE).run()
    assert at.text_area[0].value == ""
    at.selectbox(key="board comment on").set_value(first).run()

    assert at.text_area[0].value == "Half a sentence"
    assert commentary(two_units, MONTH) == {}


@pytest.mark.usefixtures("secretary")
def test_two_commentaries_on_one_measure_are_a_conflict_in_words(two_units, opened):
    at = opened("board.py")
    at.selectbox(key="board comment on").set_value(TITLE).run()
    write(two_units, month=MONTH, measure="charging_28_day", text="Theirs", drafted="D", based_on=0,
          who="Another", now=AT)  # fmt: skip
    at.text_area[0].set_value("Mine").run()
    press(at, SAVE)

    (error,) = [e.value for e in at.main.error]
    assert "The commentary was changed while you were editing it" in error
    assert 'Another changed it from blank to "Theirs"' in error
    assert at.text_area[0].value == "Mine"
    assert commentary(two_units, MONTH)["charging_28_day"].text == "Theirs"
    press(at, SAVE)  # having read what the other wrote
    assert commentary(two_units, MONTH)["charging_28_day"].text == "Mine"


@pytest.mark.usefixtures("secretary")
def test_a_commentary_that_names_a_case_is_refused(two_units, opened):
    at = opened("board.py")
    at.text_area[0].set_value("As in 06AA0000126, delays").run()
    press(at, SAVE)

    assert len(at.main.error) == 1
    assert commentary(two_units, MONTH) == {}


@pytest.mark.parametrize("role", ["viewer", "manager", "analyst", None])
def test_nothing_is_written_for_who_does_not_keep_the_papers(two_units, role, monkeypatch):
    monkeypatch.setattr(signed_in, "person", lambda: Person("a@example.org", role))

    with pytest.raises(NotAllowed):
        keeping.comment(MONTH, "charging_28_day", "Mine", drafted="D", based_on=0)
    with pytest.raises(NotAllowed):
        keeping.issue_pack(pack_source.pack(MONTH), "")
    assert commentary(two_units, MONTH) == {}
    assert issued(two_units) == []
