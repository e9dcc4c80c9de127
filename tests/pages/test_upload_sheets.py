"""Workbooks on the Upload page: which sheet is read, and what a person is told to do about it."""

import pytest

from extracts.errors import AmbiguousDates, DashboardError
from extracts.publications import live
from extracts.read import read
from extracts.refusals import Unconfirmed, check_may_publish
from extracts.registry import EXTRACTS
from extracts.store import Store
from tests.extracts.hostile import CHARGING, TODAY, cells_of, many, workbook
from tests.pages.made import put
from tests.pages.test_upload_mapping import HEADINGS, choice, foreign, mapped
from tests.pages.uploading import button, drop, file_of, is_said, publish, said, tables, words

COVER = [["Charging report"], ["Run by", "MIS"]]
CASES = cells_of(many(3))
NAME = "book 20.11.2026.xlsx"
ON_COMMAND_LINE = ("give a layout", "use a layout", "with a layout", "name another", "Name the one")


def sheet_box(at):
    return choice(at, "Sheet of the workbook")


def is_mapped(at) -> bool:
    return is_said(at, "Say what its columns are")


def test_behind_a_cover_the_only_extract_is_read_and_it_is_said(opened, own_store):
    at = drop(opened("upload.py"), (NAME, workbook({"Cover": COVER, "Data": CASES})))

    assert said(at, "is no extract") == (
        r":blue[■] **book 20.11.2026.xlsx**: The first sheet, \"Cover\", is no extract; "
        r"\"Data\" has the headings of Charging. So that sheet is read; choose another below if it "
        "is not the right one."
    ).replace(r"\"", '"')
    assert is_said(at, "**Charging, 3 rows, to Fri 20 Nov 2026**")
    assert sheet_box(at).value == "Data"
    assert not is_mapped(at)
    assert Store(own_store).history(EXTRACTS["charging"]) == []  # only step 3 writes

    publish(at)
    assert [p.n_new for p in Store(own_store).history(EXTRACTS["charging"])] == [3]


def test_who_wants_the_first_sheet_all_the_same_gets_it_and_may_go_back(opened):
    at = drop(opened("upload.py"), (NAME, workbook({"Cover": COVER, "Data": CASES})))

    sheet_box(at).set_value("The first sheet").run()
    assert is_said(at, 'cannot be read as it is. The first sheet, "Cover", is no extract')
    assert not is_said(at, "So that sheet is read")
    assert not is_mapped(at)
    sheet_box(at).set_value("Data").run()
    assert is_said(at, "**Charging, 3 rows")


def test_an_empty_first_sheet_is_passed_over_too(opened):
    at = drop(opened("upload.py"), (NAME, workbook({"Cover": [], "Data": CASES})))

    assert is_said(at, 'The first sheet, "Cover", is empty; "Data" has the headings of Charging.')
    assert is_said(at, "**Charging, 3 rows")


def test_of_several_sheets_that_fit_the_person_chooses(opened):
    book = workbook({"Cover": COVER, "Mags": CASES, "Crown": CASES[:2]})
    at = drop(opened("upload.py"), (NAME, book))

    fits = '"Mags" and "Crown" have the headings of Charging. Choose the one to read, below.'
    assert is_said(at, fits)
    assert not is_mapped(at)
    assert sheet_box(at).options == ["The first sheet", "Cover", "Mags", "Crown"]
    sheet_box(at).set_value("Crown").run()
    assert is_said(at, "**Charging, 1 row,")


def test_a_cover_can_be_mapped_by_hand_where_that_is_what_is_wanted(opened):
    book = workbook({"Cover": COVER, "Mags": CASES, "Crown": CASES})
    at = drop(opened("upload.py"), (NAME, book))

    next(t for t in at.main.toggle if t.label.startswith("Say what its columns")).set_value(
        True
    ).run()
    assert is_mapped(at)


def test_a_sheet_that_is_nearly_an_extract_is_not_passed_over(opened):
    slip = [["Date recieved" if h == "Date received" else h for h in CASES[0]], *CASES[1:]]
    at = drop(opened("upload.py"), (NAME, workbook({"November": slip, "October": CASES})))

    assert '"October" has the headings of Charging' in said(at, "cannot be read as it is")
    assert sheet_box(at).value == "The first sheet"


def test_a_sheet_of_a_system_that_was_mapped_once_is_found_behind_its_cover(opened, own_store):
    publish(mapped(drop(opened("upload.py"), ("export 20.11.2026.csv", foreign()))))

    cells = [line.split(",") for line in foreign().decode().splitlines()]
    book = workbook({"Notes": COVER, "Cases": cells})
    at = drop(opened("upload.py"), ("export 23.11.2026.xlsx", book))
    assert is_said(at, '"Cases" has the headings of the layout "Case system".')
    assert is_said(at, "by the layout “Case system”")


US = file_of(
    "charging",
    *({"received_on": f"{n:02}/{n + 12:02}/2025", "urn": f"00SA{n:07}"} for n in range(1, 13)),
)
LACKING = {f.name: f.title for f in EXTRACTS["charging"].fields if f.name != "outcome"}
PLACES = "choose another below if the table is in it"
DATES = "say below what its columns are, with these dates as mm/dd/yyyy."


@pytest.mark.parametrize(
    ("name", "data", "do"),
    [
        ("a.csv", b"Name,Colour\nMoss,Green\n", "Say below what each column is."),
        ("a.csv", file_of("charging", {}, headings=LACKING), "or say below what each column is."),
        (NAME, workbook({"Cover": COVER, "Data": COVER}), PLACES),
        (NAME, workbook({"Cover": [], "Data": COVER}), "Choose the one to read, below."),
        ("a.csv", US, DATES),
    ],
)
def test_a_person_is_told_what_to_do_on_the_page(name, data, do, opened):
    at = drop(opened("upload.py"), (name, data))

    refused = said(at, "cannot be read as it is")
    assert do in refused
    assert not [w for w in ON_COMMAND_LINE if any(w in said_ for said_ in words(at))]


def test_the_command_line_keeps_its_own_words():
    with pytest.raises(AmbiguousDates) as why:
        read(US, name="a.csv", today=TODAY)
    assert str(why.value).endswith("or use a layout that says mm/dd/yyyy.")
    unconfirmed = Unconfirmed(2)
    assert "publish it as changes" in str(unconfirmed)
    assert "publish it as changes" not in unconfirmed.on_screen


def test_a_full_file_that_may_not_be_published_says_which_choice_is_meant(opened, own_store):
    put(own_store, "charging", "2026-11-18", {"received_on": "02/10/2026"})
    data = file_of("charging", {"received_on": "02/10/2026"})
    old = read(data, name="charging_2026-11-17.csv", today=TODAY)
    with pytest.raises(DashboardError) as why:
        check_may_publish(old, live(Store(own_store).history(EXTRACTS["charging"])), full=True)
    assert str(why.value).endswith("Publish it as changes.")

    at = drop(opened("upload.py"), ("charging_2026-11-17.csv", data))
    choice_of = next(r for r in at.main.radio if r.label == "What the file holds")
    choice_of.set_value(choice_of.options[1]).run()
    assert is_said(at, "so it cannot say which cases are gone. Say above that it holds some cases.")


def test_where_a_finding_speaks_of_a_layout_it_is_said_where_to_make_one(opened):
    at = drop(opened("upload.py"), ("a 20.11.2026.csv", file_of("charging", {"outcome": "N/A"})))
    assert is_said(at, "What a layout is to say, you say in step 1")


def test_a_column_that_is_not_declared_has_no_row_and_no_value(opened):
    rows = cells_of([{**CHARGING, "Notes": "x"}])
    at = drop(opened("upload.py"), (NAME, workbook({"Data": rows})))
    (line,) = tables(at)[0][1]
    assert line[2:5] == ["Notes", "", ""]


def test_every_input_that_is_needed_says_so(opened):
    at = drop(opened("upload.py"), ("export 20.11.2026.csv", foreign()))
    choice(at, "What it is").set_value("charging").run()

    assert [t.label for t in at.main.text_input if t.label.startswith("A name for")] == [
        "A name for this layout, such as the system that the file comes from (needed)"
    ]
    choice(at, "URN").set_value("The same in every row").run()
    choice(at, "Date received").set_value("The same in every row").run()
    choice(at, "Police due date").set_value("The same in every row").run()
    alike = sorted(t.label for t in at.main.text_input if t.label.startswith("In every row"))
    assert alike == ["In every row", "In every row (needed)", "In every row (needed)"]
    by_title = {f.title: f for f in EXTRACTS["charging"].fields}
    labels = [s.label for s in at.main.selectbox if s.label.removesuffix(" (needed)") in by_title]
    assert len(labels) == len(by_title)
    for label in labels:
        field = by_title[label.removesuffix(" (needed)")]
        assert label.endswith(" (needed)") == (not field.absent), label
    assert HEADINGS["urn"] == "Case No"
    button(at, "Read it with this layout").click().run()
    assert is_said(at, "The layout has no name. Give it one")
