"""Is the heading row found, and how its cells are parted?"""

import pytest

from extracts.errors import UnreadableFile
from extracts.layouts import Layout
from extracts.reading.headings import Heading, column_letters, find_heading, known_words
from extracts.registry import EXTRACTS

WORDS = {"urn", "unit", "datereceived", "custody"}


def found(text, words=WORDS):
    return find_heading(text.encode(), words)


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")],
)
def test_columns_have_the_letters_of_a_spreadsheet(column, letters):
    assert column_letters(column) == letters


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_parts_the_headings(delimiter):
    heading = found(delimiter.join(["URN", "Unit", "Other, or; not"]).replace("\n", "") + "\n")
    assert heading.delimiter == delimiter
    assert heading.cells[:2] == ("URN", "Unit")


def test_rows_begin_after_the_headings_in_bytes():
    text = "Café — report\r\n\r\nURN,Unit\r\n1,x\r\n"
    heading = found(text)
    assert heading.row == 3
    assert text.encode()[heading.data_starts :] == b"1,x\r\n"


def test_a_row_of_values_is_not_taken_for_headings():
    # "Custody" is also a heading, and Unit the value of a title.
    heading = found("Report of the Unit,,\nRef,Office,Held\n1,x,Custody\n2,y,Custody\n")
    assert heading.row == 2
    assert heading.cells == ("Ref", "Office", "Held")


def test_headings_nobody_knows_are_the_first_row_about_as_wide_as_the_widest():
    heading = found("Run by,MIS\n\nA,B,C,D,,F\n1,2,3,4,5,6\n")
    assert heading.row == 3
    assert heading.filled == frozenset(range(6))


def test_only_the_first_rows_are_looked_at():
    assert found("title\n" * 39 + "URN,Unit\n").row == 40
    assert found("title\n" * 40 + "URN,Unit\n").row == 1


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("URN,Unit\n1,x\n", ("URN", "Unit")),
        ("URN,Unit,,\n1,x\n", ("URN", "Unit")),
        ("URN,Unit\n1,x,\n2,y,\n", ("URN", "Unit", "")),
        ("URN,Unit\n1,x,,\n2,y,,\n3,z\n", ("URN", "Unit", "", "")),
        ("URN,Unit\n1,x,y\n", ("URN", "Unit")),
        ("URN,,Unit\n1,,x\n", ("URN", "", "Unit")),
        ("URN,Unit,Other\n1,x\n2,y\n", ("URN", "Unit", "Other")),
        ("URN,Unit,\n", ("URN", "Unit", "")),
        ("URN,Unit,\n\n\n", ("URN", "Unit", "")),
    ],
)
def test_the_headings_are_as_wide_as_the_rows_but_for_blanks(text, cells):
    assert found(text).cells == cells


def test_a_cell_longer_than_the_library_takes_does_not_hide_the_headings():
    assert found("URN,Unit\n1," + "x" * 200_000 + "\n2,y\n").cells == ("URN", "Unit")
    assert found("x" * 200_000 + "\nURN,Unit\n", set()).row == 1


def test_a_heading_is_shown_on_one_line():
    heading = Heading(cells=(" Date \n received", "x" * 300), row=1, delimiter=",", data_starts=0)
    assert heading.shown(0) == "Date received"
    assert len(heading.shown(1)) == 100


@pytest.mark.parametrize(
    "text", ['"Report\nURN,Unit\n1,x\n', 'URN,"Unit\n1,x\n', '"' + "x\n" * 150_000]
)
def test_a_mark_that_is_never_closed_is_told(text):
    with pytest.raises(
        UnreadableFile, match=r"^The quotation mark opened in row 1 is never closed"
    ):
        found(text)


def test_a_closed_cell_on_several_lines_at_the_end_is_not_one():
    assert found('A,B\n1,"x\ny"\n', set()).cells == ("A", "B")


def test_a_file_may_have_a_thousand_columns_and_no_more():
    assert len(found("URN,Unit," + ",".join(map(str, range(998)))).cells) == 1000
    with pytest.raises(UnreadableFile, match=r"has 1,001 columns; the most is 1,000"):
        found("URN,Unit," + ",".join(map(str, range(999))))


def test_knows_the_words_of_extracts_and_layouts():
    layout = Layout(name="L", extract="charging", columns={"My Ref.": "urn"})
    words = known_words([EXTRACTS["reviews"]], [layout])
    assert {"questionset", "myref", "casetype"} <= words
    assert "reviewtrack" not in words
