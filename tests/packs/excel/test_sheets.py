"""The workbook read back: every figure with what it is made of, and nothing that runs."""

import io

import openpyxl
import pytest

from packs.excel.sheets import to_xlsx
from tests.packs import made

PACK, WORST = made.pack(), made.worst()


def opened(pack, issued=made.ISSUED):
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(pack, issued)))


@pytest.fixture(scope="module")
def book():
    return opened(PACK)


def table(sheet):
    """The rows under the header, which stands where the panes are frozen; by heading."""
    top = int(sheet.freeze_panes[1:]) - 1
    header = [c.value for c in sheet[top]]
    rows = sheet.iter_rows(min_row=top + 1, values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_each_measure_has_every_month_of_the_area_and_of_each_unit(book):
    for row in PACK.rows:
        rows = table(book[row.title[:31]])
        expected = [
            (line.unit or "Area", p.value, p.part, p.whole, p.mean, p.lower, p.upper, p.target)
            for line in (row.area, *row.units)
            for p in line.points
        ]
        kept = ("Unit", "Figure", "Of which", "Of all", "Average", "Usual from", "Usual to")
        found = [tuple(r[k] for k in (*kept, "Target")) for r in rows if r["Month"]]
        assert found == [pytest.approx(e) for e in expected]
        months = [r["Month"].date() for r in rows if r["Month"]]
        assert months == [p.period for line in (row.area, *row.units) for p in line.points]
        (without,) = [r["Unit"] for r in rows if not r["Month"]]
        assert without == row.units[-1].unit


def test_the_matrix_has_the_newest_figure_of_each_measure_as_a_number(book):
    rows = table(book["Matrix"])
    for found, row in zip(rows, PACK.rows, strict=True):
        newest = row.area.points[-1]
        assert found["Measure"] == row.title
        assert found["Figure"] == pytest.approx(newest.value)
        assert (found["Of which"], found["Of all"]) == (newest.part, newest.whole)
        assert found["In words"] == row.sentence
    assert rows[3]["Written by"] == "Written by Board secretary, 3 Nov 2026."
    assert rows[3]["Drafted from the figures"] == PACK.rows[3].drafted
    assert {(r["Written by"], r["Drafted from the figures"]) for r in rows[:3]} == {(None, None)}
    for found, row in zip(rows, PACK.rows, strict=True):
        newest = row.area.points[-1]
        compared = newest.target is not None and row.better != "neither"
        is_at = (newest.value >= newest.target) == (row.better == "higher") if compared else None
        assert found["At target"] == {True: "yes", False: "no", None: None}[is_at]
        assert found["On the month before"] == row.on_month_before


def test_a_score_can_be_made_again_of_its_points_and_its_reviews_are_there():
    row = made.row(0, n_units=0, n_months=2)
    points = tuple(
        made.replace(p, value=20 / 24, part=None, whole=12, reviews=4, points=20)
        for p in row.area.points
    )
    row = made.replace(row, area=made.replace(row.area, points=points))
    for found in table(opened(made.replace(PACK, rows=(row,)))["Review score"]):
        assert (found["Reviews"], found["Of all"]) == (4, 12)
        assert found["Points"] / found["Points there could be"] == pytest.approx(found["Figure"])


def test_measures_that_are_no_scores_have_no_columns_of_points(book):
    assert "Points" not in table(book["Charging within 28 days"])[0]


def test_shares_are_shown_as_per_cent_days_and_counts_as_numbers(book):
    formats = [row[3].number_format for row in book["Matrix"].iter_rows(min_row=5)]
    kinds = {"share": "0.0%", "days": "#,##0.0", "count": "#,##0"}
    assert formats == [kinds[row.shown_as] for row in PACK.rows]


def test_the_standing_item_has_figures_with_their_denominators(book):
    row = PACK.rows[2]
    for found, unit, line in zip(table(book["Standing item"]), PACK.standing, row.units,
                                 strict=True):  # fmt: skip
        assert (found["Unit"], found["Overseen by"]) == (unit.unit, unit.overseer)
        assert found["Overdue at 31 Oct 2026"] == unit.overdue
        if line.points:
            assert found[row.title] == pytest.approx(line.points[-1].value)
            assert found[f"{row.title}: of all"] == line.points[-1].whole
        mark = "■ worse · " if line.name in row.worse_units else ""
        assert found[f"{row.title}: in words"] == mark + unit.figures[row.key]


def test_actions_and_data_are_whole(book):
    actions = table(book["Actions"])
    assert len(actions) == len(PACK.actions)
    assert [a["State at 1 Nov 2026"] for a in actions[:4]] == ["Overdue"] * 4
    assert sum(a["Did it work?"] == "Too early to tell" for a in actions) == 4
    data = table(book["Data"])
    assert [(d["Came in the month"], d["Expected"], d["Rows"]) for d in data] == [
        (22, 22, 8450),
        (20, 22, 8450),
        (3, None, 8450),
    ]


def test_every_sheet_is_labelled_on_screen_and_in_print(book):
    for sheet in book.worksheets:
        assert sheet.oddHeader.center.text == "OFFICIAL"
        assert "Pack 2026-10/2" in sheet.oddFooter.left.text
        assert "Sample data" in sheet.oddFooter.left.text
        assert sheet.oddFooter.right.text == "page &P of &N"
        assert sheet.page_setup.orientation == "landscape"
    first = book.worksheets[0]
    assert first["A1"].value == "2 of 12 measures are worse than they were"
    assert "Pack 2026-10/2, issued 10 Nov 2026 by A. Secretary" in first["A2"].value


def test_a_draft_says_so():
    drafted = opened(made.pack(n_measures=1, n_units=1), None)
    assert all("Draft, not issued" in s.oddFooter.left.text for s in drafted.worksheets)
    about = {r["What"]: r["In this workbook"] for r in table(drafted["About"])}
    assert about["Pack"] == "Draft, not issued"
    assert about["Versions of the store's tables"] == "charging 12 and plan 3"


def test_nothing_in_it_runs():
    book = opened(WORST, None)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", cell.value
                assert cell.hyperlink is None
    said = {c.value for row in book["Matrix"].iter_rows() for c in row}
    assert WORST.rows[2].commentary in said


def test_titles_that_are_alike_have_sheets_of_their_own():
    row = made.row(2, n_units=1)
    rows = tuple(made.replace(row, title=t) for t in ("About", "matrix", "A" * 40, "A" * 41))
    names = opened(made.replace(PACK, rows=rows)).sheetnames
    assert len({n.casefold() for n in names}) == len(names) == 6 + 4
    assert all(len(n) <= 31 for n in names)


@pytest.mark.parametrize("pack", [made.empty(), made.pack(n_measures=1, n_units=0, n_months=1)])
def test_nothing_and_little_can_be_written(pack):
    assert opened(pack, None).sheetnames[0] == "In one minute"
