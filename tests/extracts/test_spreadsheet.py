"""Workbooks that leave the dashboard: what Excel sees when it opens them, read back by openpyxl."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

from extracts.spreadsheet import to_xlsx


def sheet_of(table: pd.DataFrame, sheet: str = "Figures", **formats: str):
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(table, sheet=sheet, formats=formats)))
    (only,) = book.worksheets
    return only


def column(values, **formats: str) -> list[tuple]:
    """Each cell below the heading: its value, and how it is written."""
    table = values if isinstance(values, pd.DataFrame) else pd.DataFrame({"x": values})
    head, *cells = next(sheet_of(table, **formats).iter_cols())
    assert head.value == "x"
    return [(c.value, c.number_format) for c in cells]


TEXTS = ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "http://example.test", "007"]
TEXTS += ["1e9", "{=A1}", "internal:Sheet1!A1", "Ünïté ⚖️ £5", "two\nlines", "a & <b>"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_a_text(text):
    data = to_xlsx(pd.DataFrame({"=1+1": [text]}), sheet="x", formats={})
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets

    assert [(c.value, c.data_type, c.hyperlink) for (c,) in sheet.iter_rows()] == [
        ("=1+1", "s", None),
        (text, "s", None),
    ]
    inside = zipfile.ZipFile(io.BytesIO(data))
    assert b"<f>" not in inside.read("xl/worksheets/sheet1.xml")
    assert not [name for name in inside.namelist() if "rels/sheet" in name]


@pytest.mark.parametrize(
    "days",
    [
        pd.to_datetime(["2026-11-02", None], format="%Y-%m-%d"),
        [date(2026, 11, 2), None],
        pd.array([date(2026, 11, 2), None], pd.ArrowDtype(pa.date32())),
    ],
)
def test_days_are_days_and_a_blank_is_empty(days):
    assert column(days) == [(datetime(2026, 11, 2), "dd/mm/yyyy"), (None, "dd/mm/yyyy")]


def test_numbers_are_numbers_with_the_format_that_is_wanted():
    assert column([0.745, float("nan"), -0.5], x="0.0%") == [
        *((0.745, "0.0%"), (None, "0.0%"), (-0.5, "0.0%")),
    ]
    assert column([24.5, 25.0], x="0.0") == [(24.5, "0.0"), (25, "0.0")]
    assert column([0.25]) == [(0.25, "General")]


@pytest.mark.parametrize("kind", ["int64", "Int64", "Int32"])
def test_whole_numbers_have_their_thousands_parted(kind):
    assert column(pd.array([12345, -3], kind)) == [(12345, "#,##0"), (-3, "#,##0")]


def test_a_whole_number_that_is_missing_is_empty():
    assert column(pd.array([1, None], "Int64")) == [(1, "#,##0"), (None, "#,##0")]


@pytest.mark.parametrize("kind", ["bool", "boolean"])
def test_what_is_so_or_not_is_said_in_words(kind):
    assert column(pd.array([True, False], kind)) == [("Yes", "General"), ("No", "General")]


@pytest.mark.parametrize(
    "texts",
    [["a", None], pd.array(["a", None], "str"), pd.Categorical(["a", None])],
)
def test_texts_of_every_type_have_empty_blanks(texts):
    assert column(texts) == [("a", "General"), (None, "General")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Charging decisions in 28 days", "Charging decisions in 28 days"),
        (
            "Letters to victims with enhanced rights on time",
            "Letters to victims with enhance",
        ),
        ("A/B: [x] *y* \\z?", "A B   x   y   z"),
        ("'quoted'", "quoted"),
        ("Thirty letters and one, at end' and more", "Thirty letters and one, at end"),
        ("/'?", "Figures"),
        ("", "Figures"),
    ],
)
def test_a_name_that_excel_would_refuse_is_cut_and_cleaned(name, found):
    assert sheet_of(pd.DataFrame({"x": [1]}), sheet=name).title == found


def test_headings_are_bold_and_stay_in_sight():
    sheet = sheet_of(pd.DataFrame({"A heading": [1, 2], 3: ["x", "y"]}))

    assert [(c.value, c.font.bold, c.alignment.wrap_text) for c in sheet[1]] == [
        ("A heading", True, True),
        ("3", True, True),
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")


def test_a_column_is_as_wide_as_what_it_holds_but_not_wider_than_a_page():
    table = pd.DataFrame(
        {
            "n": [1],
            "A considerably": [1],
            "Unit": ["Cumbria Crown Court Hub"],
            "Kind": pd.Categorical(["Magistrates'"]),
            "Says": pd.array(["x" * 99], "str"),
        }
    )

    widths = [round(d.width) for d in sheet_of(table).column_dimensions.values()]

    # letters and two more; Excel adds a little of its own
    assert widths == [13, 15, 26, 15, 41]


def test_a_table_without_rows_has_its_headings():
    sheet = sheet_of(pd.DataFrame(columns=["a", "b"]))

    assert [[c.value for c in line] for line in sheet.iter_rows()] == [["a", "b"]]
    assert sheet.auto_filter.ref == "A1:B1"


def test_a_table_of_nothing_is_an_empty_sheet():
    sheet = sheet_of(pd.DataFrame())

    assert (sheet.max_row, sheet["A1"].value, sheet.auto_filter.ref) == (1, None, None)


def test_the_table_itself_stays_as_it_was():
    table = pd.DataFrame({"=x": ["=1"], "day": [date(2026, 11, 2)]})
    before = table.copy()

    to_xlsx(table, sheet="x", formats={})

    pd.testing.assert_frame_equal(table, before)
