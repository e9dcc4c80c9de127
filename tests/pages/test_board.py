"""What the Board page shows, beside the pack that packs makes of the store by itself."""

from datetime import date
from pathlib import Path

import pytest

from access.roles import Person
from extracts.area import load_area
from extracts.store import Store
from packs.content import Pack
from packs.making.board import board
from packs.making.store_source import StoreSource
from packs.words.worked import worked_lines
from pages import signed_in
from plan.area import with_plan
from tests.browser.stores import STORES
from tests.packs import small_store
from tests.pages.board_screen import OCTOBER, charts, html_table, icons, matrix, said
from tests.pages.made import put

TITLE = "Charging decisions in 28 days"
OVERDUE = "Overdue at 31 Oct 2026"


def pack_of(folder: Path, month: date, today: date) -> Pack:
    """The pack as the command makes it."""
    store = Store(folder)
    area = with_plan(load_area(), store)
    return board(StoreSource(store, area), area, month, today=today)


@pytest.mark.usefixtures("two_units")
def test_the_figures_are_those_counted_by_hand(opened):
    at = opened("board.py")

    assert matrix(at)[TITLE][:2] == ["63% (15 of 24)", "80%"]
    assert icons(at)[TITLE] == [
        "Worse: lower than usual",
        "May or may not reach the target as things are",
    ]
    assert matrix(at)[TITLE][-1].endswith("Worse than it was: Western Magistrates.")
    area, units, *_ = charts(at)
    assert area.lines[0].values[-6:] == [round(n / 24, 4) for n in (15, 14, 15, 14, 15, 14)][::-1]
    assert {line.name: line.figure[-3:] for line in units.lines} == {
        "Western Magistrates": "33%",
        "Cumbria Magistrates": "92%",
    }
    (head, *rows) = html_table(at, OVERDUE)
    assert head == ["Unit", TITLE, "Charging decisions in 5 days", OVERDUE]
    assert {row[0]: row[1] for row in rows if row[1] != "–"} == {
        "Western Magistrates": "■ worse · 33% (4 of 12)",
        "Cumbria Magistrates": "92% (11 of 12)",
    }
    assert "than the unit was, by more than chance" in said(at)
    assert "Overseen in every unit by: Legal manager for pre-charge work." in said(at)


@pytest.mark.usefixtures("two_units")
def test_what_is_getting_worse_is_said_first_and_drawn_without_a_click(opened):
    at = opened("board.py")

    bold = [e.value for e in at.main.markdown if e.value.startswith("**Worse than ")]
    assert bold == [at.main.markdown[1].value]
    assert "charging decisions in 28 days" in bold[0]
    drawn = [e.value for e in at.main.subheader if e.value in matrix(at)]
    assert drawn == [TITLE, "From first submission to charge"]
    assert len(charts(at)) == 4


@pytest.mark.usefixtures("two_units")
def test_a_box_that_a_link_opens_is_drawn_and_one_that_it_closes_is_not(opened):
    at = opened("board.py", chart_charging_5_day="true", chart_charging_28_day="false")

    headings = [e.value for e in at.main.subheader]
    assert "Charging decisions in 5 days" in headings
    assert TITLE not in headings


@pytest.mark.usefixtures("sample")
def test_the_page_shows_what_the_pack_says(opened, built_store):
    at = opened("board.py")

    pack = pack_of(built_store("sample"), date(2026, 10, 1), date(2026, 11, 20))
    cells = matrix(at)
    assert list(cells) == [row.title for row in pack.rows]
    for row in pack.rows:
        figure, target, compared, usual, words = cells[row.title]
        assert (figure, target, usual) == (row.area.figure, row.target, row.usual_range)
        assert compared == f"{row.on_month_before}\n{row.on_year_before}"
        assert words.startswith(row.change)
    units = {unit.name: unit for unit in pack.standing}
    _, *rows = html_table(at, OVERDUE)
    assert [row[0] for row in rows] == list(units)
    for name, on_28, on_5, overdue in rows:
        figures = units[name].figures
        for key, shown in zip(pack.standing_measures, (on_28, on_5), strict=True):
            assert shown.endswith(figures[key])
            assert shown.startswith("■ worse · ") == (name in pack.row(key).worse_units)
        assert int(overdue) == units[name].overdue
    text = said(at).replace("\\", "")
    for sentence in (*pack.in_one_minute, *(line.says for line in pack.data)):
        assert sentence in text
    for verdict, names in worked_lines(pack.actions):
        assert f"- **{verdict}:** {names}." in text
    for action in pack.actions:
        if action.state in ("overdue", "due this month"):
            assert f"**{action.what}** ({action.owner}" in text
            assert all(effect.sentence in text for effect in action.effects)
    worse = [r for r in pack.rows if r.area.variation == "concern" or r.worse_units]
    assert len(charts(at)) == 2 * min(len(worse), 3)


@pytest.mark.usefixtures("sample")
def test_the_label_and_the_classification_stand_at_the_top(opened):
    at = opened("board.py")

    strip = at.main.markdown[0].value
    assert strip.startswith(f"**{OCTOBER}** · CPS North West, Area Strategic Board · OFFICIAL · ")
    assert "data to Fri 20 Nov 2026 · **Draft, not issued**" in strip
    assert "[Sample data\\: every case is made up]" in strip


@pytest.mark.usefixtures("two_units")
def test_the_months_are_those_that_a_pack_can_be_made_of(opened):
    box = opened("board.py").selectbox(key="month")

    assert box.value == OCTOBER
    assert box.options[:2] == [OCTOBER, "September 2026"]
    assert box.options[-1] == "April 2024"  # in which the first were received and decided
    assert len(box.options) == 31


@pytest.mark.usefixtures("two_units")
def test_a_link_to_a_month_or_a_pack_that_is_not_there_says_so(opened):
    at = opened("board.py", month="November 2026", pack="2026-10/7")

    assert at.selectbox(key="month").value == OCTOBER
    told = [e.value for e in at.main.markdown if "The link asks for" in e.value]
    assert any("November 2026" in words for words in told)
    assert any("2026-10/7" in words for words in told)
    assert any(words.endswith('; this shows "October 2026".') for words in told)
    assert any(words.endswith('; this shows "As known now".') for words in told)


@pytest.mark.usefixtures("two_units")
def test_a_month_before_a_unit_slid_has_other_figures(opened):
    at = opened("board.py", month="April 2026")

    assert matrix(at)[TITLE][0] == "88% (21 of 24)"
    assert "none is worse than it was" in said(at)


@pytest.mark.parametrize("name", [name for name in STORES if name != "sample"])
def test_a_store_of_little_or_nothing_is_words(name, opened, own_store):
    STORES[name](own_store)

    at = opened("board.py")

    assert not at.error
    if name == "empty":
        assert "There is no data yet" in said(at)
    else:
        assert "No month is over yet in the data" in said(at)


def test_one_case_in_a_month_is_a_pack_of_dashes(own_store, opened):
    put(own_store, "charging", "2026-11-20", {"received_on": "02/10/2026"})

    at = opened("board.py")

    assert "No measure has enough months to be judged" in said(at)
    assert matrix(at)["Waiting for a charging decision"][0] == "1 submission"
    assert matrix(at)["Review score"][:4] == ["–", "–", "–\n–", "–"]


def test_one_unit_alone_has_no_small_charts(own_store, opened):
    rows = [r for month in small_store.MONTHS for r in small_store.submissions(
        small_store.UNITS[0], month, 10, 2)]  # fmt: skip
    put(own_store, "charging", "2026-11-20", *rows)

    at = opened("board.py", chart_charging_28_day="true")

    assert len(charts(at)) == 1


@pytest.mark.usefixtures("two_units")
@pytest.mark.parametrize("role", ["viewer", "manager", "analyst"])
def test_who_does_not_keep_the_papers_sees_neither_commentary_nor_issuing(
    role, opened, monkeypatch
):
    monkeypatch.setattr(signed_in, "person", lambda: Person("a@example.org", role))

    at = opened("board.py")

    assert not at.error
    assert not at.button
    assert not at.text_area
    assert [b.label for b in at.main.get("download_button")] == ["PowerPoint", "PDF", "Excel"]
