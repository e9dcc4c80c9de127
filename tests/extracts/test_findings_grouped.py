import pytest

from extracts.export import to_csv
from extracts.findings_grouped import grouped, to_correct
from extracts.layouts import Layout
from extracts.read import read
from tests.extracts.hostile import CHARGING, TODAY, many, read_it, workbook
from tests.extracts.hostile import csv_of as csv_file
from tests.extracts.small import (
    HEADINGS,
    OPENED,
    SMALL,
    csv_of,
    day,
    read_small,
    reading_of,
    thing,
)

BEFORE = OPENED.replace(year=2025)  # a thing closed then was closed before it was opened


def lines(reading):
    return [tuple(line) for line in grouped(reading).itertuples(index=False)]


def test_findings_of_one_rule_are_one_line_the_most_frequent_first():
    rows = [
        thing("A", "puce"),
        thing("B"),
        thing("C", "mauve"),
        thing("D", closed=BEFORE),
        thing("E", "puce"),
        thing("F", "lilac"),
        thing("G", "ochre"),
    ]
    assert lines(reading_of(rows, day(1))) == [
        (
            "Colour",
            'Colour should be one of "red", "blue", "green".',
            5,
            "Yes",
            "2, 4 and 6",
            '"puce", "mauve" and "lilac"',
        ),
        (
            "Date closed",
            "It is closed before it was opened; correct one of the dates.",
            1,
            "Yes",
            "5",
            '"01/01/2025"',
        ),
    ]


# Two faults of each rule, which differ in all that a message quotes of a row.
@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        (({"Submission": "x"}, {"Submission": "0"}), "should be a whole number from 1 to 99."),
        (({"Submission": "x; it is y"}, {"Submission": '"; z'}), "should be a whole number"),
        (
            ({"Unit": "a" * 101}, {"Unit": "b" * 1200}),
            "Unit is … characters long; the most is 100.",
        ),
        (({"URN": "-06AA1"}, {"URN": "06AA2."}), 'URN is "…", which begins or ends with a mark'),
        (({"URN": "=A1"}, {"URN": '=B2&", "'}), 'URN is "…", a formula without its result;'),
        (({"URN": "#N/A"}, {"URN": "#REF!"}), 'URN is "…", the error of a formula;'),
        (({"URN": "1.2E+15"}, {"URN": "3E+11"}), 'URN is "…", a number that a spreadsheet has'),
        (({"Unit": "a\ufffd"}, {"Unit": "\ufffdb"}), 'Unit is "…": a character was lost'),
        (({"Outcome": "N/A"}, {"Outcome": "none"}), 'have a layout read "…" as blank.'),
        (({"Unit": "tbc"}, {"Unit": "nil"}), 'Unit is "…", which is no value; write the value.'),
        (
            ({"Date received": "31/02/2026"}, {"Date received": "30/02/2026"}),
            'Date received is "…", which is not a day of the calendar; correct it.',
        ),
        (
            ({"Date received": "soon"}, {"Date received": "later"}),
            'Date received is "…", which is not a date; write it as dd/mm/yyyy.',
        ),
        (
            ({"Date received": "2026-11-02"}, {"Date received": "2026-11-01"}),
            'Date received is "…", written as yyyy-mm-dd while the column is dd/mm/yyyy.',
        ),
        (
            ({"Date received": "46000"}, {"Date received": "46001"}),
            'Date received is "…", a day number of Excel;',
        ),
        (
            ({"Date received": "01/01/1999"}, {"Date received": "02/03/1987"}),
            "Date received is …, before 2000; correct the year.",
        ),
        (
            ({"Date decided": "01/12/2026"}, {"Date decided": "02/12/2026"}),
            "Date decided is …, later than the extract's own day (20/11/2026)",
        ),
        (({"Submission": ""}, {"Submission": ""}), "Submission is blank; fill it with a whole"),
    ],
)
def test_messages_of_one_rule_differ_only_in_what_they_quote(changes, rule):
    # Good ones, so that the format of a column is known.
    rows = [row | {"Date received": f"0{n}/10/2026"} for n, row in enumerate(many(8), 1)]
    for n, change in enumerate(changes):
        rows.append(CHARGING | {"URN": f"06AA000000{n}"} | change)
    reading = read_it(csv_file(rows), extract_day=TODAY)
    (line,) = lines(reading)
    assert rule in line[1]
    assert line[2] == 2


def test_rows_that_name_each_other_are_one_line():
    rows = [thing("A"), thing("A", "blue"), *(thing("B", c) for c in ("red", "blue", "green"))]
    (line,) = lines(reading_of(rows, day(1)))
    assert line[1:3] == (
        "Other rows have the same thing, and they differ; keep the right one.",
        5,
    )


def test_rows_of_a_wrong_width_are_one_line():
    data = csv_of([("A",), ("B", "red", OPENED), thing("C")])
    (line,) = lines(read_small(data, day(1)))
    assert line[0] == "the file"
    assert line[1].startswith("The row has … cells under 4 headings.")
    assert line[2:] == (2, "Yes", "2 and 3", "")


def test_unknown_units_are_one_line():
    rows = [
        CHARGING | {"URN": f"06AA000000{i}", "Unit": unit}
        for i, unit in enumerate(("Mars", 'the "Moon" (far)'))
    ]
    (line,) = lines(read_it(csv_file(rows), extract_day=TODAY))
    assert line[1] == (
        '"…" is not a unit of CPS North West; what is accepted is kept under that name. If it is '
        "another name of a unit, add it to the Area's settings."
    )
    assert line[2:4] == (2, "No")
    assert line[5] == '"Mars" and "the "Moon" (far)"'


def test_what_may_be_meant_stands_beside_each_value():
    units = ("Mars", "Cumbria Magistrates Hubb", "Lancs Crwn", "Cumbria Magistrates Hubb")
    rows = [
        CHARGING | {"URN": f"06AA000000{i}", "Unit": unit, "Outcome": "NFAA" if i == 3 else "NFA"}
        for i, unit in enumerate(units)
    ]
    found = {line[0]: line for line in lines(read_it(csv_file(rows), extract_day=TODAY))}
    assert found["Unit"][4:] == (
        "2, 3 and 4",
        '"Mars", "Cumbria Magistrates Hubb" (did you mean "Cumbria Magistrates Hub"?) and '
        '"Lancs Crwn" (did you mean "Lancashire Crown Court Unit"?)',
    )
    assert found["Outcome"][4:] == ("5", '"NFAA" (did you mean "No further action"?)')


def test_findings_of_the_whole_file_have_no_row():
    (line,) = lines(read_small(csv_of([]), day(1)))
    assert line[0] == "the file"
    assert line[4:] == ("", "")


def test_findings_of_the_headings_have_no_row_and_no_value():
    data = csv_of([(*thing("A"), "x"), (*thing("B"), "")], headings=(*HEADINGS, "Notes"))
    (line,) = lines(read_small(data, day(1)))
    assert line == (
        "Notes",
        "This column is not part of the extract; it is not kept.",
        1,
        "No",
        "",
        "",
    )


def test_what_is_said_of_the_whole_file_keeps_its_value():
    book = workbook({"Things": [HEADINGS, thing("A")], "Old": [["x"]]})
    (line,) = lines(read_small(book, day(1)))
    assert line[0] == "the file"
    assert line[4:] == ("", '"Old"')


def test_headings_that_come_again_have_a_row_and_no_value():
    (line,) = lines(read_small(csv_of([thing("A"), HEADINGS, thing("B")]), day(1)))
    assert line[4:] == ("3", "")


def test_a_blank_cell_is_told_as_blank():
    (line,) = lines(read_small(csv_of([thing("A"), thing("")]), day(1)))
    assert line[4:] == ("3", "blank")


def test_there_may_be_none():
    nothing = grouped(reading_of([thing("A")], day(1)))
    assert len(nothing) == 0
    assert list(nothing.columns) == list(grouped(reading_of([("A",)], day(1))).columns)


# To correct.


def test_rejected_rows_are_as_they_came_with_what_to_do():
    rows = [thing("A"), ("B", "puce", OPENED, BEFORE), ("C", "mauve", "soon", "")]
    assert to_correct(reading_of(rows, day(1))).to_dict("records") == [
        {
            "Row": 3,
            "Thing": "B",
            "Colour": "puce",
            "Date opened": "2026-01-01",
            "Date closed": "2025-01-01",
            "What to do": 'Colour should be one of "red", "blue", "green"; it is "puce".',
        },
        {
            "Row": 4,
            "Thing": "C",
            "Colour": "mauve",
            "Date opened": "soon",
            "Date closed": "",
            "What to do": (
                'Colour should be one of "red", "blue", "green"; it is "mauve". '
                'Date opened is "soon", which is not a date; write it as yyyy-mm-dd.'
            ),
        },
    ]


def with_layout(rows, headings, layout):
    data = csv_of(rows, headings)
    return read(data, name="x.csv", today=day(1), layout=layout, extracts={"small": SMALL})


def test_they_stand_under_the_headings_of_the_file():
    headings = ("THING", "colour_", "Date  opened", "closed")
    layout = Layout(name="theirs", extract="small", columns={"closed": "closed_on"})
    reading = with_layout([thing("A", "puce")], headings, layout)
    columns = ["Row", "THING", "colour_", "Date opened", "closed", "What to do"]
    assert list(to_correct(reading).columns) == columns


def test_a_row_of_a_wrong_width_has_no_cells():
    reading = read_small(csv_of([("A",), thing("B", "puce")]), day(1))
    first, second = to_correct(reading).to_dict("records")
    assert (first["Row"], first["Thing"], first["Colour"]) == (2, "", "")
    assert first["What to do"].startswith("The row has 1 cell under 4 headings.")
    assert second["Thing"] == "B"
    alone = to_correct(read_small(csv_of([("A",), thing("B")]), day(1)))
    assert list(alone.columns) == ["Row", *(f.title for f in SMALL.fields), "What to do"]


def test_headings_of_the_file_are_not_taken_for_ours():
    layout = Layout(name="theirs", extract="small", columns={"Row": "thing"})
    headings = ("Row", *(f.title for f in SMALL.fields[1:]))
    reading = with_layout([thing("A", "puce")], headings, layout)
    (line,) = to_correct(reading).to_dict("records")
    assert (line["Row *"], line["Row"]) == (2, "A")


def test_nothing_rejected_is_nothing_to_correct():
    assert len(to_correct(reading_of([thing("A")], day(1)))) == 0


def test_as_a_file_it_is_safe_in_a_spreadsheet():
    reading = reading_of([thing("A", '=HYPERLINK("x")')], day(1))
    text = to_csv(to_correct(reading)).decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text
