"""Links to a month and a pack of the Board page, and what a pack says of its corrections."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extracts.area import load_area
from extracts.store import Store
from packs.issuing.issued import issue
from tests.pages.board_screen import notices, said
from tests.pages.test_board import pack_of

OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
TODAY = date(2026, 11, 20)
REASON = 'Late <b>data</b> & "more".'


def chosen(at) -> tuple[str, str]:
    return at.selectbox(key="month").value, at.selectbox(key="pack").value


@pytest.fixture(scope="module")
def with_packs(built_store, tmp_path_factory) -> Path:
    """September's pack; October's, and two corrections of that, the day after each other."""
    folder = tmp_path_factory.mktemp("packs") / "store"
    shutil.copytree(built_store("two units"), folder)
    store = Store(folder)

    def issued(pack, day: int, reason: str = "") -> None:
        at = datetime(2026, 11, day, 10, 15, tzinfo=UTC)
        issue(store, pack, load_area(), who="a.secretary@example.org", now=at, reason=reason)

    issued(pack_of(folder, SEPTEMBER, TODAY), 9)
    october = pack_of(folder, OCTOBER, TODAY)
    issued(october, 10)
    issued(replace(october, in_one_minute=("Second.",)), 11, REASON)
    issued(replace(october, in_one_minute=("Third.",)), 12, "Once more")
    return folder


@pytest.fixture
def packs(with_packs, monkeypatch) -> None:
    """The pages show them."""
    monkeypatch.setenv("DASHBOARD_STORE", str(with_packs))


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"pack": "2026-10/1"}, ("October 2026", "2026-10/1")),
        ({"pack": "2026-09/1"}, ("September 2026", "2026-09/1")),  # not of the newest month
        ({"month": "2026-09", "pack": "2026-09/1"}, ("September 2026", "2026-09/1")),
        ({"month": "October 2026", "pack": "2026-09/1"}, ("September 2026", "2026-09/1")),
        ({"pack": "2026-09/1, issued Mon 9 Nov 2026"}, ("September 2026", "2026-09/1")),
        ({"month": "2026-09"}, ("September 2026", "As known now")),
        ({"month": "September 2026"}, ("September 2026", "As known now")),
    ],
)
def test_a_link_finds_its_month_and_its_pack_in_every_form(asked, shown, opened):
    at = opened("board.py", **asked)

    assert chosen(at) == shown
    assert "The link asks for" not in said(at)


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize(
    ("asked", "shown", "words"),
    [
        ({"pack": "2026-09/7"}, "September 2026", 'pack "2026-09/7", which is not here'),
        ({"month": "2026-13"}, "October 2026", 'month "2026-13", which is not here'),
        ({"month": "2020-01"}, "October 2026", 'month "January 2020", which is not here'),
        ({"pack": "nonsense"}, "October 2026", 'pack "nonsense", which is not here'),
    ],
)
def test_a_link_to_what_is_not_there_says_so_and_shows_the_month_as_known_now(
    asked, shown, words, opened
):
    at = opened("board.py", **asked)

    assert chosen(at) == (shown, "As known now")
    assert words in said(at)


@pytest.mark.usefixtures("packs")
def test_another_month_can_be_chosen_after_a_link_to_a_pack(opened):
    at = opened("board.py", pack="2026-10/1")
    at.selectbox(key="month").set_value("September 2026").run()

    assert chosen(at) == ("September 2026", "As known now")


@pytest.mark.usefixtures("packs")
def test_a_pack_that_was_corrected_says_by_which_when_and_why_and_leads_there(opened):
    third, second = notices(opened("board.py", pack="2026-10/1"))

    assert second == (
        f"■ Corrected by 2026-10/2, issued on Wed 11 Nov 2026: {REASON} Open 2026-10/2",
        "?month=2026-10&pack=2026-10/2",
    )
    assert third[0].startswith("■ Corrected by 2026-10/3, issued on Thu 12 Nov 2026: Once more.")
    assert [words[:26] for words, _ in notices(opened("board.py", pack="2026-10/2"))] == [
        "■ Corrected by 2026-10/3, "
    ]


@pytest.mark.usefixtures("packs")
@pytest.mark.parametrize("asked", [{"pack": "2026-10/3"}, {"pack": "2026-09/1"}, {}])
def test_what_nothing_corrects_has_no_such_words(asked, opened):
    assert notices(opened("board.py", **asked)) == []
