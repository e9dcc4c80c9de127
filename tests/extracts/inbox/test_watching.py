"""The inbox as a whole: what comes into a folder is published, moved, told of; nothing is lost."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from extracts.area import Area
from extracts.inbox import take as inbox_take
from extracts.inbox.settings import InboxRules
from extracts.intake import publish
from extracts.layouts import layout_from
from extracts.registry import EXTRACTS
from extracts.saved_layouts import save_layout
from extracts.store import Store
from tests.extracts.hostile import AREA, CHARGING, read_it, workbook
from tests.extracts.hostile import csv_of as csv_file
from tests.extracts.inboxes import MORNING, Desk
from tests.extracts.small import HEADINGS, csv_of, day, put, thing

FRIDAY, SATURDAY = "small_2026-11-20.csv", "small_2026-11-21.csv"
WRONG_COLOUR = ("X", "pink", "2026-01-01", None)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


# what is taken


def test_a_good_file_is_published_and_moved_with_a_report(desk):
    desk.drop(FRIDAY, thing("A"), thing("B", "blue"))
    found = desk.settle()
    assert desk.held() == {thing("A"), thing("B", "blue")}
    assert [t.name for t in found.taken] == [FRIDAY]
    assert (desk.names(), desk.names("done")) == ([], [FRIDAY, f"{FRIDAY}.report.txt"])
    assert desk.said() == [
        f"{FRIDAY}: published as Small no. 1: new 2 · changed 0 · unchanged 0 · withdrawn 0 · open "
        f"but not in the file 0, 0 rows rejected, 0 findings. Moved to done/{FRIDAY}."
    ]
    (made,) = desk.history()
    assert (made.who, made.file, made.at, made.extract_day) == ("inbox", FRIDAY, MORNING, day(20))


def test_every_line_begins_with_its_time(desk):
    desk.drop(FRIDAY)
    desk.settle()
    assert [line.split(" ")[0] for line in desk.lines] == ["2026-11-30T07:00:00Z"]


def test_nothing_is_taken_before_it_is_still(desk):
    path = desk.drop(FRIDAY, thing("A"))
    assert desk.round().arriving == {path}
    path.write_bytes(csv_of([thing("A"), thing("B")]))
    assert desk.round(after=10).taken == []
    assert desk.history() == []
    desk.round(after=10)
    assert desk.held() == {thing("A"), thing("B")}


def test_the_oldest_is_taken_first_by_name_or_by_content(desk):
    desk.drop("b_2026-11-21.csv", thing("A", "red"))
    desk.drop("a_2026-11-19.csv", thing("A", "green"))
    # Without a day in its name: it is of the newest event in it.
    desk.drop("z.csv", thing("A", "blue"), ("C", "red", day(1), day(20)))
    desk.settle()
    assert [p.file for p in desk.history()] == ["a_2026-11-19.csv", "z.csv", "b_2026-11-21.csv"]
    assert {name: colour for name, colour, *_ in desk.held()} == {"A": "red", "C": "red"}


def test_a_file_whose_day_cannot_be_told_comes_first_and_is_refused(desk, monkeypatch):
    monkeypatch.setattr("extracts.inbox.order.MOST_BYTES", 500)
    desk.drop(FRIDAY)
    desk.drop("broken.csv", data=b"\x00\x01")
    desk.drop("large.csv", data=b"x" * 501)
    assert [t.name for t in desk.settle().taken] == ["broken.csv", "large.csv", FRIDAY]


def test_a_day_inside_is_looked_for_once(desk, monkeypatch):
    looks = []
    real = inbox_take.read_file
    monkeypatch.setattr(
        "extracts.inbox.order.read_file", lambda *a, **k: looks.append(k["name"]) or real(*a, **k)
    )
    monkeypatch.setattr(
        "extracts.inbox.watching.take",
        lambda *_, name, **__: (_ for _ in ()).throw(inbox_take.Waits(name)),
    )
    desk.drop("a.csv")
    desk.drop("b.csv")
    desk.settle()
    desk.round(after=100)
    assert looks == ["a.csv", "b.csv"]


def test_a_file_with_a_few_findings_is_published_and_its_rows_are_listed(desk):
    desk.drop(FRIDAY, *[thing(str(n)) for n in range(39)], WRONG_COLOUR)
    (taken,) = desk.settle().taken
    assert taken.has_findings
    assert len(desk.held()) == 39
    assert desk.names("done") == [FRIDAY, f"{FRIDAY}.findings.csv", f"{FRIDAY}.report.txt"]
    rows = (desk.folder / "done" / f"{FRIDAY}.findings.csv").read_text("utf-8-sig").splitlines()
    assert rows[0] == "Row,Thing,Colour,Date opened,Date closed,What to do"
    assert rows[1].startswith("41,X,pink,2026-01-01,,")
    assert len(rows) == 2
    report = desk.report(FRIDAY)
    assert "accepted 39 · rejected 1 · repeated 0 · findings 1" in report
    assert "* Colour: " in report
    assert '(1 time, as in row 41: "pink"; left out)' in report


def test_a_file_with_too_many_findings_is_refused_and_says_what_to_do(desk):
    desk.drop(FRIDAY, thing("A"), WRONG_COLOUR)
    (taken,) = desk.settle().taken
    assert taken.is_refused
    assert desk.history() == []
    assert desk.names("refused") == [FRIDAY, f"{FRIDAY}.findings.csv", f"{FRIDAY}.report.txt"]
    (said,) = desk.said()
    why = (
        "1 row of 2 (50.0%) cannot be accepted; the Area lets 5.0% be left out without a question."
    )
    assert said == f"{FRIDAY}: refused. {why} Moved to refused/{FRIDAY}."
    report = desk.report(FRIDAY, "refused")
    assert report.startswith(f"{FRIDAY} was REFUSED: nothing of it is published.\n")
    assert f"* {why}" in report
    assert "* Correct the rows that the list of findings names" in report


def test_the_share_is_the_areas(tmp_path):
    desk = Desk(tmp_path, most_rejected_share=0.5)
    desk.drop(FRIDAY, thing("A"), WRONG_COLOUR)
    desk.settle()
    assert desk.held() == {thing("A")}


def test_the_areas_rules_hold_from_the_next_look_on(desk):
    desk.drop(FRIDAY, thing("A"), WRONG_COLOUR)
    desk.round()
    desk.area = Area(name="North", inbox=InboxRules(most_rejected_share=1, still_seconds=1))
    desk.round(after=1)
    assert desk.held() == {thing("A")}


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.csv", b"Name,Telephone\nx,1\n", "The headings in row 1 are not"),
        ("a.csv", b"\x00\x01\x02", ""),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ".xls"),
        ("a.csv.gz", b"\x1f\x8b cut short", "damaged or was cut short"),
        ("empty.csv", b"", ""),
    ],
)
def test_what_is_no_extract_is_refused_with_words(desk, name, data, words):
    desk.drop(name, data=data)
    desk.round()
    desk.round(after=60)
    assert desk.names("refused") == [name, f"{name}.report.txt"]
    assert words in desk.report(name, "refused")
    assert "What to do next" in desk.report(name, "refused")


def test_a_file_that_is_too_large_is_not_even_read(desk, monkeypatch):
    monkeypatch.setattr("extracts.inbox.watching.MOST_BYTES", 2**20)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    path = desk.drop("large.csv")
    os.truncate(path, 3 * 2**20)
    desk.settle()
    assert "The file has 3 MB; the most is 1 MB." in desk.report("large.csv", "refused")


def test_two_large_files_of_one_name_each_keep_their_report(desk, monkeypatch):
    monkeypatch.setattr("extracts.inbox.watching.MOST_BYTES", 1)
    for _ in range(2):
        desk.drop("large.csv")
        desk.settle()
    (desk.folder / "refused" / "large.csv").unlink()
    desk.drop("large.csv")
    desk.settle()
    assert desk.names("refused") == [
        "large (2).csv", "large (2).csv.report.txt", "large (3).csv", "large (3).csv.report.txt",
        "large.csv.report.txt",
    ]  # fmt: skip


# doubts


def usual_days(desk, n=3, rows=40):
    for d in range(2, 2 + n):
        put(
            desk.store,
            day(d),
            *[thing(f"{d} {i}") for i in range(rows)],
            name=f"small_{day(d)}.csv",
        )


def test_a_doubt_that_the_area_refuses_is_refused(desk):
    usual_days(desk)
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    assert len(desk.history()) == 3
    report = desk.report(FRIDAY, "refused")
    assert "* It has 1 row; usually it has about 40" in report
    assert "* Look whether the export was whole, and export again if not" in report
    assert "publish it on the Upload page" in report


def of_units(*units):
    """A charging file of a case of each unit, without a column for the police's day."""
    rows = [CHARGING | {"URN": f"06AA{i:07}", "Unit": u} for i, u in enumerate(units)]
    return csv_file([{k: v for k, v in row.items() if k != "Date accepted"} for row in rows])


def charging_desk(tmp_path, **rules):
    """A desk in whose store are three daily files of six cases of Cumbria and six of Lancashire."""
    desk = Desk(tmp_path, extracts=EXTRACTS, **rules)
    desk.area = replace(desk.area, units=AREA.units)
    rows = [CHARGING | {"URN": f"06AA{i:07}", "Unit": AREA.units[i % 2].name} for i in range(12)]
    for d in (16, 17, 18):
        reading = read_it(csv_file(rows), extract_day=day(d), name=f"{d}.csv")
        publish(desk.store, reading, who="Ann", now=MORNING)
    return desk


def test_a_file_without_a_column_of_known_values_is_refused_and_says_what_to_do(tmp_path):
    desk = charging_desk(tmp_path)
    name = "charging_2026-11-20.csv"
    cumbria, lancashire = (unit.name for unit in AREA.units)
    desk.drop(name, data=of_units(*[cumbria, lancashire] * 6))
    (taken,) = desk.settle().taken
    assert taken.is_refused
    why = "The file has no column Date accepted: publishing it would empty 12 known values."
    assert why in [reason.why for reason in taken.reasons]
    report = desk.report(name, "refused")
    assert f"* {why}" in report
    assert "* Export the file again with that column" in report


def test_where_the_area_lets_it_pass_a_column_that_is_missing_is_told(tmp_path):
    desk = charging_desk(tmp_path, refuse_doubts=())
    name = "charging_2026-11-20.csv"
    desk.drop(name, data=of_units(AREA.units[0].name))
    (taken,) = desk.settle().taken
    assert not taken.is_refused
    assert "* The file has no column Date accepted: publishing it would" in desk.report(name)


def test_a_unit_that_is_missing_may_be_written_otherwise(tmp_path):
    desk = charging_desk(tmp_path, refuse_doubts=("unit_missing",))
    first, second = "charging_2026-11-20.csv", "charging_2026-11-21.csv"
    cumbria, lancashire = (unit.name for unit in AREA.units)
    desk.drop(first, data=of_units(*[f"{cumbria}b", lancashire] * 6))
    desk.drop(second, data=of_units(*[lancashire] * 12))
    desk.settle()
    report = desk.report(first, "refused")
    assert (
        "* The unit may be written otherwise in this file: its findings name those that" in report
    )
    assert '"Cumbria Magistrates Hubb" (did you mean "Cumbria Magistrates Hub"?)' in report
    assert "It has no rows of Cumbria" in desk.report(second, "refused")
    assert "written otherwise" not in desk.report(second, "refused")


def test_a_doubt_that_the_area_lets_pass_is_told_and_published(tmp_path):
    desk = Desk(tmp_path, refuse_doubts=())
    usual_days(desk)
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    assert len(desk.history()) == 4
    assert "What was doubtful, and published all the same\n" in desk.report(FRIDAY)
    assert "* It has 1 row; usually it has about 40" in desk.report(FRIDAY)


def test_a_late_file_is_published_and_told(desk):
    put(desk.store, day(25), thing("A"))
    desk.drop(FRIDAY, thing("A", "blue"))
    desk.settle()
    assert len(desk.history()) == 2
    assert desk.held() == {thing("A")}
    assert "older than the newest extract (25/11/2026)" in desk.report(FRIDAY)


def test_a_file_of_tomorrow_is_refused(desk):
    desk.drop("small_2026-12-01.csv")
    desk.settle()
    assert desk.history() == []
    assert "Give the file the day up to which" in desk.report("small_2026-12-01.csv", "refused")


def test_several_reasons_are_all_in_the_report(desk):
    desk.drop("small_2026-12-01.csv", WRONG_COLOUR, thing("A"))
    desk.settle()
    assert "And 1 more reason, in its report." in desk.said()[0]
    report = desk.report("small_2026-12-01.csv", "refused")
    assert report.count("publish it on the Upload page") == 2
    assert report.count("\n* 1 row of 2") == 1


# full extracts


def test_a_full_extract_withdraws_nothing_unless_the_area_says_so(tmp_path):
    desk = Desk(tmp_path, full_extracts=("small",))
    put(desk.store, day(19), thing("A"), thing("B"))
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    assert desk.held() == {thing("A"), thing("B")}
    assert "would withdraw 1 open row that it does not hold" in desk.report(FRIDAY, "refused")
    assert "as a full extract, and confirm their number" in desk.report(FRIDAY, "refused")


def test_a_full_extract_withdraws_as_many_as_the_area_says(tmp_path):
    desk = Desk(tmp_path, full_extracts=("small",), most_withdrawn=1)
    put(desk.store, day(19), thing("A"), thing("B"))
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    assert desk.held() == {thing("A")}
    assert desk.history()[-1].mode == "full"
    assert "withdrawn 1" in desk.report(FRIDAY)


def test_other_extracts_are_changes_and_withdraw_nothing(desk):
    put(desk.store, day(19), thing("A"), thing("B"))
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    assert desk.held() == {thing("A"), thing("B")}
    assert desk.history()[-1].mode == "changes"


def test_a_full_extract_that_is_older_than_the_newest_is_refused(tmp_path):
    desk = Desk(tmp_path, full_extracts=("small",))
    put(desk.store, day(25), thing("A"))
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    assert "so it cannot say which cases are gone" in desk.report(FRIDAY, "refused")


def test_somebody_who_publishes_meanwhile_changes_what_is_withdrawn_and_is_heeded(
    tmp_path, monkeypatch
):
    desk = Desk(tmp_path, full_extracts=("small",), most_withdrawn=1)
    put(desk.store, day(18), thing("A"), thing("B"))
    first = iter([True])

    def busy(store, reading, **how):
        if next(first, False):
            put(Store(store.address), day(19), thing("C"))
        return publish(store, reading, **how)

    monkeypatch.setattr(inbox_take, "publish", busy)
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    assert desk.held() == {thing("A"), thing("B"), thing("C")}
    assert "would withdraw 2 open rows" in desk.report(FRIDAY, "refused")


def test_somebody_who_publishes_a_newer_one_meanwhile_is_heeded(tmp_path, monkeypatch):
    desk = Desk(tmp_path, full_extracts=("small",))

    def busy(store, reading, **how):
        put(Store(store.address), day(25), thing("C"))
        return publish(store, reading, **how)

    monkeypatch.setattr(inbox_take, "publish", busy)
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    assert desk.held() == {thing("C")}
    assert "older than the newest extract" in desk.report(FRIDAY, "refused")


def test_somebody_who_always_publishes_meanwhile_is_no_end(tmp_path, monkeypatch):
    desk = Desk(tmp_path, full_extracts=("small",), most_withdrawn=1)
    monkeypatch.setattr("extracts.keeping.turns.MOST", 2)

    def busy(*_, **__):
        raise inbox_take.Unconfirmed(3)

    monkeypatch.setattr(inbox_take, "publish", busy)
    path = desk.drop(FRIDAY)
    assert desk.settle().kept == {path}
    assert desk.said() == [
        f"{FRIDAY}: kept in the folder. Others are publishing Small all the time."
    ]


# unknown headings

FOREIGN = b"Ding,Farbe,Auf,Zu\nA,red,2026-01-01,\n"
LAYOUT = {
    "name": "theirs",
    "extract": "small",
    "columns": {"Ding": "thing", "Farbe": "colour", "Auf": "opened_on", "Zu": "closed_on"},
}


def learn_layout(desk):
    from extracts.layouts import fingerprint
    from extracts.reading.headings import find_heading

    mark = fingerprint(find_heading(FOREIGN, []).cells)
    layout = layout_from(LAYOUT, desk.extracts)
    save_layout(desk.store, mark, layout, who="Ann", now=MORNING)


def test_unknown_headings_may_wait_for_a_layout(tmp_path):
    desk = Desk(tmp_path, unknown_headings="wait")
    path = desk.drop(FRIDAY, data=FOREIGN)
    assert desk.settle().kept == {path}
    assert desk.round(after=1000).kept == {path}
    (said,) = desk.said()  # once
    assert said.startswith(f"{FRIDAY}: kept, as it waits for a layout. The headings in row 1")
    learn_layout(desk)
    desk.round(after=1000)
    assert desk.held() == {thing("A")}
    assert "layout theirs" in desk.report(FRIDAY)


def test_a_shape_that_is_known_needs_nothing(desk):
    learn_layout(desk)
    desk.drop(FRIDAY, data=FOREIGN)
    desk.settle()
    assert desk.held() == {thing("A")}


def test_unknown_headings_are_refused_with_where_to_map_them(desk):
    desk.drop(FRIDAY, data=FOREIGN)
    desk.settle()
    assert "Open the file on the Upload page and say which column" in desk.report(FRIDAY, "refused")


@pytest.mark.parametrize("rule", ["refuse", "wait"])
def test_a_workbook_behind_a_cover_is_refused_and_says_which_sheet(rule, tmp_path):
    desk = Desk(tmp_path, unknown_headings=rule)  # it waits for no layout: the sheet has one
    book = workbook({"Cover": [["A report"]], "Data": [HEADINGS, ("A", "red", "01/01/2026", "")]})
    desk.drop("small_2026-11-20.xlsx", data=book)
    desk.settle()
    report = desk.report("small_2026-11-20.xlsx", "refused")
    assert '* The first sheet, "Cover", is no extract; "Data" has the headings of Small.' in report
    assert "* Publish the file on the Upload page, where its sheet can be chosen." in report


# names


def test_a_name_that_is_taken_gets_a_number(desk):
    for n, colour in enumerate(("red", "blue", "green")):
        desk.drop(FRIDAY, thing("A", colour), thing(f"B{n}"))
        desk.settle()
    numbered = ["small_2026-11-20 (2).csv", "small_2026-11-20 (3).csv", FRIDAY]
    assert desk.names("done") == sorted([*numbered, *(f"{n}.report.txt" for n in numbered)])
    texts = {(desk.folder / "done" / n).read_bytes() for n in numbered}
    assert len(texts) == 3


def test_a_report_of_another_file_is_not_overwritten(desk):
    desk.drop(FRIDAY, thing("A"))
    desk.settle()
    (desk.folder / "done" / FRIDAY).unlink()
    before = desk.report(FRIDAY)
    desk.drop(FRIDAY, thing("B"))
    desk.settle()
    assert desk.report(FRIDAY) == before
    assert "small_2026-11-20 (2).csv" in desk.names("done")


def test_a_name_with_a_line_break_is_one_line_of_the_log(desk):
    desk.drop("two\nlines\x07.csv", data=b"x")
    desk.settle()
    (line,) = desk.lines
    assert "\n" not in line
    assert "two lines?.csv: refused." in line


def test_other_things_in_the_folder_are_told_once(desk):
    (desk.folder / "sub").mkdir()
    (desk.folder / "link.csv").symlink_to("/etc/hostname")
    desk.drop(FRIDAY)
    desk.settle()
    desk.round(after=100)
    said = desk.said()
    assert [line.split(",")[0].split(";")[0] for line in said[:2]] == [
        "link.csv: passed over: it is a link", "sub: passed over: it is a folder"
    ]  # fmt: skip
    assert len(said) == 3
    assert (desk.folder / "link.csv").is_symlink()
