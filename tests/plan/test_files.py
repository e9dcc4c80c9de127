"""The plan as a file: does it come back as it was, and is what is wrong with one said in words?"""

# ruff: noqa: E501 - a case is a line, so that they can be compared

import csv
import io
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from extracts.errors import UnreadableFile
from extracts.export import neutral
from plan.actions import texts
from plan.files import PlanFileRefused, lines, to_file
from plan.merge import tidy
from tests.plan.made import KNOWN, action, actions, day

HOSTILE = st.sampled_from(
    [
        "=1+1",
        "'=1+1",
        "''=x",
        "@x",
        "-3",
        "+4",
        "a,b",
        'a"b',
        "a;b",
        "a\nb",
        "é",
        "'a",
        "\t=x",
        "\uff1dx",
        "yes",
    ]
)
WORDS = (HOSTILE | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)).map(
    lambda text: tidy({"": text})[""]
)


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


UNITS = st.lists(st.sampled_from(["Cumbria Hub", "Lancs Unit"]), unique=True).map(tuple)
MEASURES = st.lists(st.sampled_from([*KNOWN.measures]), unique=True).map(tuple)


@given(actions(WORDS, key=st.just("a-key"), units=UNITS, measures=MEASURES))
def test_an_action_comes_back_as_it_was_and_runs_nothing(made):
    data = to_file([made])
    (line,) = lines(data, "plan.csv", KNOWN)
    assert line.faults == ()
    assert line.key == "a-key"
    assert tidy(line.fields) == tidy(texts(made))
    assert all(neutral(cell) == cell for row in cells(data) for cell in row)


def test_a_file_is_as_a_spreadsheet_takes_it():
    made = action(
        key="k",
        units=("Cumbria Hub", "Lancs Unit"),
        due=day("2026-12-01"),
        notes="=x",
        sample=True,
        revision=3,
    )
    assert to_file([made]).decode("utf-8") == (
        "\ufeffKey,What,Short name,Issue,Owner,Units,Measures,Agreed,Due,Started,Done,Notes,Evidence,Sample,Withdrawn,Revision\r\n"
        "k,Training for everybody,Training,1,Head of legal quality,Cumbria Hub; Lancs Unit,,,01/12/2026,,,'=x,,Yes,,3\r\n"
    )
    assert cells(to_file([])) == [cells(to_file([made]))[0]]


def test_a_file_of_another_spreadsheet_is_read():
    text = "Short name;DUE;units\r\n\r\nTraining;1 Dec 2026;CUMBRIA\r\n"
    for data in (text.encode("cp1252"), text.encode("utf-16"), text.replace(";", "\t").encode()):
        (line,) = lines(data, "plan.csv", KNOWN)
        assert line.row == 3  # a blank row has a number, too
        assert line.fields == {"short": "Training", "due": "2026-12-01", "units": "Cumbria Hub"}


def test_days_are_read_day_first_and_measures_by_title_or_key():
    (line,) = lines(
        b"Key,Due,Measures,Sample\nk,03/02/2026,Review score;charging_28_day,no\n", "p", KNOWN
    )
    assert line.fields == {
        "due": "2026-02-03",
        "measures": "review_score; charging_28_day",
        "sample": "",
    }


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Key,Due\nk,31/02/2026", ('Due is "31/02/2026", which is not a day: write it as dd/mm/yyyy.',)),
        ("Key,Done\nk,soon", ('Done is "soon", which is not a day: write it as dd/mm/yyyy.',)),
        ("Key,Issue\nk,two", ('Issue is "two": write the number of an improvement issue, as 2.',)),
        ("Key,Revision\nk,new", ('Revision is "new": leave it as it was exported, or blank.',)),
        ("Key,Withdrawn\nk,maybe", ('Withdrawn is "maybe": write Yes, or leave it blank.',)),
        ("Key,Owner\nA Key,x", ('Key is "A Key": write it as "a-key", or leave it blank.',)),
        ("Key,Owner\nk,Head, of all", ("It has more cells than headings: put a text with a comma in quotes.",)),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_value_is_said_in_words(text, faults):
    (line,) = lines(text.encode(), "plan.csv", KNOWN)
    assert line.faults == faults


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Short name,Ownr\nx,y", 'plan.csv: nothing of it was taken. The heading "Ownr" is none of the plan\'s. Did you mean "Owner"?'),
        (b"Short name,Zzzzzz\nx,y", 'The heading "Zzzzzz" is none of the plan\'s. They are Key, What, Short name, Issue, '),
        (b"Aaaaaa,Bbbbbb,Ownr\nx,y,z", 'The heading "Ownr" is none of the plan\'s. Did you mean "Owner"? The headings "Aaaaaa" and "Bbbbbb" are none of the plan\'s. They are Key, What, '),
        (b",".join(b"Qqqq%d" % n for n in range(30)) + b"\n1", '"Qqqq9" and 20 more are none of the plan\'s. They are Key, '),
        (b"Key,Due,due\nx,,", "The heading Due is there twice."),
        (b"What,Owner\nx,y", "It has neither Key nor Short name, so its actions cannot be told apart."),
        (b"\n,\n", "It has no headings."),
        (b"Key\n" + b"k\n" * 2001, "It has 2,001 rows; the most is 2,000."),
        (b"Key\n" + b"k" * (5 << 20), "It is larger than 5 MB."),
        (b'Key\n"' + b"k" * 200_000 + b'"\n', "Its rows cannot be told apart: field larger than field limit (131072)."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_plan_is_refused_in_words(data, words):
    with pytest.raises(PlanFileRefused) as why:
        lines(data, "plan.csv", KNOWN)
    assert words in str(why.value)


def test_the_headings_of_the_plan_are_listed_once():
    with pytest.raises(PlanFileRefused) as why:
        lines(b"Aaaaaa,Bbbbbb,Cccccc,Dddddd\n1,2,3,4", "plan.csv", KNOWN)
    assert str(why.value).count("Short name, Issue") == 1


def test_a_row_says_of_which_revision_it_was_made_or_nothing():
    found = lines(b"Key,Revision\na,2\nb,\nc,x\n", "plan.csv", KNOWN)
    assert [line.revision for line in found] == [2, 0, 0]
    assert all("revision" not in line.fields for line in found)
    assert lines(b"Key\na\n", "plan.csv", KNOWN)[0].revision == 0


def workbook(*sheets: list[list[object]]) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        as_day = book.add_format({"num_format": "dd/mm/yyyy"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    sheet.write(at, column, cell, *([as_day] if isinstance(cell, date) else []))
    return kept.getvalue()


def test_a_workbook_is_read_as_the_file_is():
    rows = [["Short name", "Issue", "Due", "Revision"], ["Training", 1, day("2026-12-01"), 2]]
    (line,) = lines(workbook(rows, [["Of the other sheet"]]), "plan.xlsx", KNOWN)
    assert line.fields == {"short": "Training", "issue": "1", "due": "2026-12-01"}
    assert (line.row, line.revision, line.faults) == (2, 2, ())


def test_a_workbook_with_the_plan_on_another_sheet_says_which_was_read():
    plan = [["Short name"], ["Training"]]
    with pytest.raises(PlanFileRefused, match='the first sheet is read, "Sheet1"'):
        lines(workbook([["Nothing"], ["x"]], plan), "plan.xlsx", KNOWN)
    with pytest.raises(UnreadableFile, match='"Sheet1" is empty: put the plan on the first sheet'):
        lines(workbook([], plan), "plan.xlsx", KNOWN)


def test_what_is_no_table_is_refused_in_words():
    with pytest.raises(UnreadableFile, match=r"a PDF document, .* Export the plan as CSV or"):
        lines(b"%PDF-1.7", "plan.csv", KNOWN)
