"""Files that leave the dashboard: what a spreadsheet sees when it opens them."""

import csv
import io
from datetime import date, datetime

import pandas as pd
import pyarrow as pa
import pytest

from extracts.export import neutral, to_csv


def lines(table: pd.DataFrame) -> list[list[str]]:
    text = to_csv(table).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "text",
    [
        *["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "=cmd|' /C calc'!A0"],
        *["\n=1+1", " =1", "\xa0=1", "\v=1", "\u200b=1", "\ufeff+1", "\uff1d1+1"],
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(text):
    assert neutral(text) == f"'{text}"
    assert lines(pd.DataFrame({"x": [text], "y": ["z"]}))[1] == [f"'{text}", "z"]


@pytest.mark.parametrize("value", ["GM", "a=b", "5-day", "", " a", 3, -3, 2.5, None, True])
def test_anything_else_stays_as_it_is(value):
    assert neutral(value) is value


def test_a_heading_is_made_harmless_too():
    assert lines(pd.DataFrame({"=1+1": [1], 2: [3]})) == [["'=1+1", "2"], ["1", "3"]]


def test_numbers_stay_numbers_below_nought_too():
    table = pd.DataFrame(
        {
            "whole": [-3, 0],
            "blank": pd.array([-1, None], "Int64"),
            "part": [-0.5, float("nan")],
            "flag": [True, False],
            "perhaps": pd.array([True, None], "boolean"),
        }
    )

    assert lines(table)[1:] == [["-3", "-1", "-0.5", "Yes", "Yes"], ["0", "", "", "No", ""]]


@pytest.mark.parametrize(
    "days",
    [
        [date(2026, 11, 2), None],
        pd.to_datetime(["2026-11-02", None], format="%Y-%m-%d"),
        pd.array([date(2026, 11, 2), None], pd.ArrowDtype(pa.date32())),
        [datetime(2026, 11, 2, 9, 30), pd.NaT],
    ],
)
def test_days_are_as_they_are_written_here_and_a_blank_is_empty(days):
    assert lines(pd.DataFrame({"day": days, "n": [1, 2]}))[1:] == [["02/11/2026", "1"], ["", "2"]]


@pytest.mark.parametrize(
    "texts",
    [
        ["a", None],
        pd.array(["a", None], "str"),
        pd.array(["a", pd.NA], "string"),
        pd.array(["a", None], pd.ArrowDtype(pa.string())),
        pd.Categorical(["a", None]),
    ],
)
def test_texts_of_every_type_have_empty_blanks(texts):
    assert lines(pd.DataFrame({"x": texts, "n": [1, 2]}))[1:] == [["a", "1"], ["", "2"]]


def test_quotes_commas_lines_and_letters_of_every_kind_come_back():
    texts = ['"quoted"', "a,b", "two\nlines", "Ünïté ⚖️ £5"]

    assert [line[0] for line in lines(pd.DataFrame({"x": texts}))[1:]] == texts


def test_the_file_says_that_it_is_utf_8():
    assert to_csv(pd.DataFrame({"x": ["£"]})).startswith(b"\xef\xbb\xbf")


def test_the_table_itself_stays_as_it_was():
    table = pd.DataFrame({"=x": ["=1"], "day": [date(2026, 11, 2)]})
    before = table.copy()

    to_csv(table)

    pd.testing.assert_frame_equal(table, before)


def test_a_table_without_rows_has_its_headings():
    assert lines(pd.DataFrame(columns=["a", "b"])) == [["a", "b"]]
