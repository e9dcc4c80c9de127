"""How the Board page is laid out: the key of its icons, its table of roles, and a phone's order."""

from pathlib import Path

import pytest

from pages import shared
from tests.pages.board_screen import html_table, key, matrix, said
from tests.pages.screen import walk
from tests.pages.test_board import OVERDUE, TITLE

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("two_units")
def test_the_icons_are_explained_above_the_first_matrix(opened):
    at = opened("board.py")

    changes, targets = key(at)
    assert changes[0] == [
        *("Change:", "worse than it was", "no change beyond chance"),
        *("too few to judge", "an arrow: higher or lower than usual"),
    ]
    assert targets[0] == ["Target, as things are:", "may or may not reach it"]
    worse, *_ = changes[1]
    assert b"<rect" in worse
    assert [len(pictures) for _, pictures in (changes, targets)] == [3, 1]
    kinds = [e.type for e in walk(at.main) if e.type in ("header", "html")]
    assert kinds[1:4] == ["header", "html", "html"]  # the issue, the key and the matrix


@pytest.mark.usefixtures("two_units")
def test_roles_that_differ_stand_in_the_table(opened, area_file):
    settings = (ROOT / "area.toml").read_text(encoding="utf-8")
    name = 'name = "Western Magistrates Unit"\n'
    assert name in settings
    area_file(settings.replace(name, f'{name}pre_charge_role = "Head of *Western*"\n'))

    at = opened("board.py")

    head, *rows = html_table(at, OVERDUE)
    assert head == ["Unit", TITLE, "Charging decisions in 5 days", OVERDUE, "Overseen by"]
    assert {row[0]: row[-1] for row in rows}["Western Magistrates"] == r"Head of \*Western\*"
    assert "Overseen in every unit" not in said(at)


@pytest.mark.usefixtures("two_units")
@pytest.mark.parametrize("is_phone", [True, False])
def test_on_a_phone_the_minute_stands_before_the_choice(is_phone, opened, monkeypatch):
    monkeypatch.setattr(shared, "is_phone", lambda: is_phone)

    at = opened("board.py")

    order = [e.value if e.type == "header" else e.type for e in walk(at.main)]
    assert (order.index("In one minute") < order.index("selectbox")) == is_phone
    assert order.index("selectbox") < order.index(at.main.header[1].value)
    assert matrix(at)[TITLE][0] == "63% (15 of 24)"
