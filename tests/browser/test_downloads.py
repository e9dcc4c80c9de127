"""A file that a page gives holds what the page says."""

import csv
import re
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from extracts.registry import EXTRACTS
from tests.browser.screen import main, open_all, visit

MARK = b"\xef\xbb\xbf"  # a spreadsheet then reads a file as UTF-8


def download(page: Page, button: str) -> tuple[str, list[str], list[dict[str, str]]]:
    """What a button gives: the file's name, its headings and its rows."""
    with page.expect_download() as given:
        page.get_by_role("button", name=button).click()
    path = Path(given.value.path())
    assert path.read_bytes().startswith(MARK)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return given.value.suggested_filename, list(rows.fieldnames or []), list(rows)


def number(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize(
    ("query", "name", "key", "due"),
    [
        ("", "charging_28_day_overdue_2026-11-20.csv", "charging", "before"),
        (
            "?cases=Letters+to+victims+with+enhanced+rights+on+time&list=Open&unit=North+West+Area+RASSO+Unit",
            "letters_enhanced_open_2026-11-18.csv",
            "victim_letters",
            "any",
        ),
    ],
)
def test_the_cases_behind_a_number_come_as_a_file(dashboard, watched_page, query, name, key, due):
    visit(watched_page, f"{dashboard('sample').address}/{query}")
    says = main(watched_page).inner_text()
    button = re.search(r"Download ([\d,]+) rows? as CSV", says)
    shown = re.search(r"([\d,]+) \w+, as at \w{3} (\d\d \w{3} \d{4})", says)
    assert button
    assert shown
    given, headings, rows = download(watched_page, button[0])
    assert given == name
    assert len(rows) == number(button[1]) == number(shown[1]) > 0
    keys = [field.title for field in EXTRACTS[key].fields if field.name in EXTRACTS[key].keys]
    assert headings[: len(keys)] == keys
    assert len({tuple(row[k] for k in keys) for row in rows}) == len(rows)
    if due == "before":
        day = datetime.strptime(shown[2], "%d %b %Y")
        over = [(day - datetime.strptime(row["Due"], "%d/%m/%Y")).days for row in rows]
        assert over == [int(row["Days past due"]) for row in rows]
        assert over == sorted(over, reverse=True)
        assert over[-1] > 0
    else:
        assert {row["Unit"] for row in rows} == {"North West Area RASSO Unit"}


def test_every_figure_comes_as_a_file(dashboard, watched_page):
    visit(watched_page, f"{dashboard('sample').address}/victim_letters")
    sentence = r"In (\w+ \d{4}), (\d+)% of the letters .* on time \(([\d,]+) of ([\d,]+)\)"
    shown = re.search(sentence, main(watched_page).inner_text())
    assert shown
    open_all(watched_page)
    name, headings, rows = download(watched_page, "Download every figure as CSV")
    assert name == "letters_on_time_2026-11-18.csv"
    assert headings[:2] == ["Unit", "Period"]
    month = f"{datetime.strptime(shown[1], '%B %Y'):%d/%m/%Y}"
    of_month = [row for row in rows if row["Period"] == month]
    of_units = [row for row in of_month if row["Unit"] != "All units"]
    part = sum(int(row["Fell due on time"]) for row in of_units)
    whole = sum(int(row["Fell due"]) for row in of_units)
    (together,) = (row for row in of_month if row["Unit"] == "All units")
    assert (int(together["Fell due on time"]), int(together["Fell due"])) == (part, whole)
    assert (part, whole) == (number(shown[3]), number(shown[4]))
    assert (200 * part + whole) // (2 * whole) == int(shown[2])


def test_every_figure_comes_as_a_workbook(dashboard, watched_page):
    visit(watched_page, f"{dashboard('sample').address}/victim_letters")
    open_all(watched_page)
    _, headings, rows = download(watched_page, "Download every figure as CSV")
    with watched_page.expect_download() as given:
        watched_page.get_by_role("button", name="Download every figure as Excel").click()
    assert given.value.suggested_filename == "letters_on_time_2026-11-18.xlsx"
    sheet = load_workbook(BytesIO(Path(given.value.path()).read_bytes())).active
    assert [cell.value for cell in sheet[1]] == headings
    assert sheet.max_row == len(rows) + 1
    due = headings.index("Fell due") + 1
    assert [sheet.cell(n, due).value for n in range(2, sheet.max_row + 1)] == [
        int(row["Fell due"]) for row in rows
    ]


def test_every_extract_has_a_template(dashboard, watched_page):
    visit(watched_page, f"{dashboard('empty').address}/how_it_is_counted")
    open_all(watched_page)
    for extract in EXTRACTS.values():
        name, headings, rows = download(watched_page, f"Template for {extract.title.lower()}")
        assert name == f"{extract.key}.csv"
        assert headings == [field.title for field in extract.fields]
        assert rows == []
