"""Upload: what is said of each file before it is published, and what came of it."""

import io
from datetime import date

import openpyxl
import pytest

from access.roles import Person
from extracts.area import load_area
from extracts.intake import publish as publish_reading
from extracts.read import read
from extracts.registry import EXTRACTS
from extracts.store import Store
from pages import signed_in
from tests.pages.made import NOW, put
from tests.pages.uploading import (
    button,
    counts,
    drop,
    file_of,
    is_said,
    publish,
    said,
    tables,
    words,
)

CHARGING = EXTRACTS["charging"]
OPEN = {"received_on": "02/10/2026"}
DECIDED = OPEN | {"decided_on": "20/10/2026", "outcome": "Charge"}


def case(n: int, **values: str) -> dict[str, str]:
    return {"urn": f"00SA{n:07}", **OPEN, **values}


@pytest.fixture
def store(own_store):
    """Three open cases and a decided one, to Wed 18 Nov 2026."""
    put(
        own_store,
        "charging",
        "2026-11-18",
        case(0),
        case(1),
        case(2),
        DECIDED | {"urn": "00SA0000003"},
    )
    return Store(own_store)


@pytest.fixture
def upload(store, opened):
    return opened("upload.py")


def test_the_page_says_what_to_do_before_anything_is_dropped(upload):
    assert words(upload)[-2:] == ["1 Files", said(upload, "Nothing is published until you say so")]
    assert not upload.main.button
    assert upload.main.file_uploader[0].label.startswith("Drop extracts here")


def test_a_good_file_is_recognised_checked_and_published(upload, store):
    data = file_of(
        "charging",
        case(0),
        case(1, decided_on="19/11/2026", outcome="Charge"),
        case(7),
        case(7),
        case(8, in_custody="perhaps"),
    )
    drop(upload, ("charging_2026-11-20.csv", data))

    assert said(
        upload, "**Charging, 5 rows, to Fri 20 Nov 2026** (from the file's name)"
    ).startswith(r":blue[✓] **charging\_2026-11-20.csv**")
    assert counts(upload) == {
        "New": "1",
        "Changed": "1",
        "Unchanged": "1",
        "Repeated": "1",
        "Rejected": "1",
    }
    assert said(upload, "rows in the file").endswith(
        "= 3 accepted (new, changed or unchanged) + 1 rejected + 1 repeated."
    )
    assert said(upload, "What changes").endswith("Date decided in 1; Outcome in 1.")
    assert [list(line) for line in upload.main.dataframe[0].value.itertuples(index=False)] == [
        ["00SA0000001", "1", "Date decided", "blank", "19/11/2026"],
        ["00SA0000001", "1", "Outcome", "blank", "Charge"],
    ]
    findings, _ = tables(upload)
    assert [line[:5] for line in findings[1]] == [
        ['In custody should be "Yes" or "No".', "1", "In custody", "6", '"perhaps"']
    ]
    assert len(store.history(CHARGING)) == 1  # nothing is written before
    # More is rejected than the Area lets the inbox leave out, so somebody is asked.
    assert is_said(upload, "1 row of 5 (20.0%) cannot be accepted")
    assert upload.button(key="publish").disabled
    upload.main.checkbox[0].check().run()

    upload.text_input(key="note").set_value(" as agreed ")
    publish(upload)

    (_, p) = store.history(CHARGING)
    assert (p.n_new, p.n_changed, p.n_unchanged, p.n_repeated, p.n_rejected) == (1, 1, 1, 1, 1)
    assert (p.who, p.note, p.file) == (
        signed_in.person().name,
        "as agreed",
        "charging_2026-11-20.csv",
    )
    assert said(upload, "was published").startswith(
        r":blue[✓] **charging\_2026-11-20.csv** was published as **Charging no. 2**: "
        "1 new, 1 changed, 1 unchanged, 1 rejected."
    )
    assert not is_said(upload, "not what step 2 said")
    assert [link.proto.label for link in upload.main.get("page_link")] == [
        "See Today",
        "Undo in History",
    ]
    assert upload.main.file_uploader[0].value == []
    assert not upload.session_state["upload"].files


def test_the_figures_are_told_as_they_are_and_as_they_would_be(upload):
    # Of the four cases, received on 2 October, all fell due on 30 October; one was decided in time.
    data = file_of("charging", case(0, decided_on="29/10/2026", outcome="Charge"))
    drop(upload, ("charging_2026-11-20.csv", data))

    (headings, lines) = tables(upload)[-1]
    assert headings == ["Measure", "Figure", "Now", "Would be", "By the day alone"]
    now, then = "25% (1 of 4)", "**50% (2 of 4)**"
    assert lines[:4] == [
        ["Today\\: Charging", "Overdue submissions", "3", "**2**", "3"],
        ["Today\\: Charging", "On time, last 28 days", now, then, now],
        ["Charging decisions in 28 days", "October 2026", now, then, now],
        ["Charging decisions in 28 days", "Overdue now", "3", "**2**", "3"],
    ]
    assert said(upload, "Would be:") == (
        "Now: as at Wed 18 Nov 2026. Would be: as at Fri 20 Nov 2026, with this file. "
        "By the day alone: as at Fri 20 Nov 2026, without this file; what the file itself "
        "changes is bold."
    )


def test_what_the_day_does_alone_is_not_told_as_what_a_file_does(own_store, opened):
    # Received on 21 October: due by 18 November, so overdue from the 19th on.
    put(own_store, "charging", "2026-11-18", case(0, received_on="21/10/2026"))
    upload = opened("upload.py")
    drop(upload, ("charging_2026-11-20.csv", file_of("charging")))

    (_, lines) = tables(upload)[-1]
    assert lines[0] == ["Today\\: Charging", "Overdue submissions", "0", "1", "1"]
    assert not any("**" in cell for line in lines for cell in line)

    drop(upload, ("charging_2026-11-18.csv", file_of("charging", case(1))))
    assert tables(upload)[-1][0] == ["Measure", "Figure", "Now", "Would be"]


def test_a_file_that_may_not_be_published_has_no_figures(upload):
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(5, in_custody="?"))))

    assert is_said(upload, "of which none can be accepted")
    assert not is_said(upload, "headline figures")


def test_a_file_that_cannot_be_read_does_not_hold_back_the_others(upload, store):
    drop(
        upload,
        ("minutes.pdf", b"%PDF-1.7 and so on"),
        ("empty.csv", b""),
        ("*bold* [x](y).csv", b"no table at all"),
        ("charging_2026-11-20.csv", file_of("charging", case(5))),
    )

    assert "This is a PDF document" in said(upload, "**minutes.pdf** cannot be read as it is.")
    assert "empty" in said(upload, "**empty.csv** cannot be read as it is.")
    assert is_said(upload, r"**\*bold\* \[x\](y).csv** cannot be read as it is.")
    assert r"minutes.pdf, empty.csv and \*bold\* \[x\](y).csv" in said(
        upload, "Not to be published"
    )

    publish(upload)

    assert [p.n_new for p in store.history(CHARGING)] == [4, 1]
    assert is_said(upload, "Charging no. 2")


def test_the_own_day_of_a_file_can_be_corrected(upload, store):
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(5))))
    day = next(t for t in upload.main.text_input if t.label.startswith("The extract's own day"))

    day.set_value("31/11/2026").run()
    assert is_said(upload, "The extract's own day should be a day such as 20/11/2026")
    assert is_said(upload, "to Fri 20 Nov 2026")
    day.set_value("19/11/2026").run()
    assert is_said(upload, "to Thu 19 Nov 2026** (as given)")
    publish(upload)

    assert store.history(CHARGING)[-1].extract_day == date(2026, 11, 19)


def workbook(**sheets: bytes) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, data in sheets.items():
        sheet = book.create_sheet(name)
        for line in data.decode().splitlines():
            sheet.append(line.split(","))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_sheet_of_a_workbook_can_be_chosen(upload):
    data = workbook(
        Notes=b"made by,somebody\n",
        Charging=file_of("charging", case(5)),
        More=file_of("charging", case(6), case(7)),
    )
    drop(upload, ("book 20.11.2026.xlsx", data))
    assert is_said(upload, "cannot be read as it is")

    sheet = next(s for s in upload.main.selectbox if s.label == "Sheet of the workbook")
    assert sheet.options == ["The first sheet", "Notes", "Charging", "More"]
    sheet.set_value("More").run()
    assert is_said(upload, "**Charging, 2 rows, to Fri 20 Nov 2026**")
    sheet = next(s for s in upload.main.selectbox if s.label == "Sheet of the workbook")
    sheet.set_value("Charging").run()
    assert is_said(upload, "**Charging, 1 row, to Fri 20 Nov 2026**")


def test_a_note_that_is_too_long_stays_and_says_so(upload):
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(7))))
    upload.text_input(key="note").set_value("x" * 600).run()

    assert said(upload, "It has 600 characters; the most is 500: shorten it.")
    assert upload.text_input(key="note").value == "x" * 600
    assert upload.button(key="publish").disabled
    upload.text_input(key="note").set_value("x" * 500).run()
    assert not upload.button(key="publish").disabled


def test_a_full_file_withdraws_only_the_number_that_was_confirmed(upload, store):
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(0))))
    assert is_said(upload, "2 open cases are not in it; they stay as they are.")

    mode = upload.main.radio[0]
    mode.set_value(mode.options[1]).run()
    assert is_said(upload, "**2 open cases are not in it and would be withdrawn:**")
    assert set(upload.main.dataframe[0].value["URN"]) == {"00SA0000001", "00SA0000002"}
    assert upload.button(key="publish").disabled
    number = next(t for t in upload.main.text_input if "Write that number" in t.label)
    number.set_value("3").run()
    assert upload.button(key="publish").disabled
    number.set_value("2").run()
    assert not upload.button(key="publish").disabled
    publish(upload)

    p = store.history(CHARGING)[-1]
    assert (p.mode, p.n_withdrawn) == ("full", 2)
    assert store.current(CHARGING).num_rows == 2
    assert is_said(upload, "2 withdrawn")


def test_a_full_file_older_than_the_newest_is_refused_and_may_be_published_as_changes(
    upload, store
):
    drop(upload, ("charging_2026-11-17.csv", file_of("charging", case(9))))
    upload.main.radio[0].set_value(upload.main.radio[0].options[1]).run()

    assert is_said(upload, "so it cannot say which cases are gone")
    assert not any(b.key == "publish" for b in upload.main.button)
    upload.main.radio[0].set_value(upload.main.radio[0].options[0]).run()
    publish(upload)
    assert store.history(CHARGING)[-1].extract_day == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("charging_2026-11-20.csv", []),
        ("charging_2036-11-20.csv", [case(5)]),
        ("charging_2026-11-20.csv", [case(5), case(6, in_custody="?")]),
    ],
    ids=["no rows", "a day to come", "too many rejected"],
)
def test_a_file_of_grave_doubt_waits_until_somebody_says_that_it_is_right(
    upload, store, name, rows
):
    before = len(store.history(CHARGING))
    drop(upload, (name, file_of("charging", *rows)))
    assert upload.button(key="publish").disabled

    upload.main.checkbox[0].check().run()
    publish(upload)

    assert len(store.history(CHARGING)) == before + 1


def test_what_the_area_has_the_inbox_refuse_is_asked_about(upload, store, own_store):
    for day in ("2026-11-16", "2026-11-17"):
        put(own_store, "charging", day, *(case(n) for n in range(4)))
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(0))))
    assert is_said(upload, "It has 1 row; usually it has about 4")
    assert upload.button(key="publish").disabled

    upload.main.checkbox[0].check().run()
    publish(upload)

    assert len(store.history(CHARGING)) == 4


def test_a_late_file_holds_up_nobody(upload, store):
    drop(upload, ("charging_2026-11-17.csv", file_of("charging", case(0))))
    assert is_said(upload, "older than the newest extract")
    assert not upload.main.checkbox
    publish(upload)
    assert len(store.history(CHARGING)) == 2


def test_a_file_without_a_column_whose_values_are_known_is_asked_about(upload, store, own_store):
    put(own_store, "charging", "2026-11-18", case(4, accepted_on="05/10/2026"))
    headings = {f.name: f.title for f in CHARGING.fields if f.name != "accepted_on"}
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(4), headings=headings)))

    assert said(upload, "The file has no column Date accepted").endswith("empty 1 known value.")
    assert upload.button(key="publish").disabled
    upload.main.checkbox[0].check().run()
    publish(upload)
    assert len(store.history(CHARGING)) == 3


def test_the_number_to_withdraw_is_told_to_be_wrong(upload):
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(0))))
    upload.main.radio[0].set_value(upload.main.radio[0].options[1]).run()
    number = next(t for t in upload.main.text_input if "Write that number" in t.label)
    number.set_value("3").run()
    assert is_said(upload, "That is not the number: it withdraws 2.")


def test_a_file_of_which_no_row_is_right_cannot_be_published(upload):
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(5, in_custody="?"))))

    assert is_said(upload, "of which none can be accepted")
    assert not is_said(upload, "3 Publish")
    assert counts(upload)["Rejected"] == "1"


def test_a_file_that_is_published_already_says_so(upload, store, opened):
    data = file_of("charging", case(5))
    drop(upload, ("charging_2026-11-20.csv", data))
    publish(upload)

    again = drop(opened("upload.py"), ("the same 20.11.2026.csv", data))

    assert "**Charging no. 2**" in said(again, "This very file is already published")
    assert not is_said(again, "3 Publish")


def publish_elsewhere(store: Store, data: bytes) -> None:
    """What another analyst does meanwhile."""
    reading = read(data, name="charging_2026-11-20.csv", today=date(2026, 11, 20), area=load_area())
    publish_reading(store, reading, who="Another analyst", now=NOW)


def test_the_second_of_two_who_publish_sees_what_really_happened(upload, store):
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(5), case(6))))
    assert counts(upload)["New"] == "2"
    publish_elsewhere(store, file_of("charging", case(6), case(5)))

    publish(upload)

    told = said(upload, "was published as **Charging no. 3**: 0 new, 0 changed, 2 unchanged.")
    assert "not what step 2 said (2 new, 0 changed, 0 unchanged)" in told


def test_the_second_of_two_with_one_file_hears_that_it_is_there(upload, store):
    data = file_of("charging", case(5))
    drop(upload, ("charging_2026-11-20.csv", data))
    publish_elsewhere(store, data)

    publish(upload)

    assert "**Charging no. 2**, by Another analyst" in said(upload, "was already there")
    assert len(store.history(CHARGING)) == 2


def test_a_full_file_that_would_now_withdraw_others_is_not_published(upload, store):
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(0))))
    upload.main.radio[0].set_value(upload.main.radio[0].options[1]).run()
    next(t for t in upload.main.text_input if "Write that" in t.label).set_value("2").run()
    publish_elsewhere(store, file_of("charging", case(5)))

    publish(upload)

    told = said(upload, "was not published")
    assert "it would withdraw 3 open rows" in told
    assert "--" not in told
    assert len(store.history(CHARGING)) == 2


def test_several_files_are_published_in_the_order_of_their_days(upload, store):
    drop(
        upload,
        ("charging_2026-11-20.csv", file_of("charging", case(1, decided_on="20/11/2026"))),
        ("charging_2026-11-19.csv", file_of("charging", case(5))),
        (
            "letters 20.11.2026.csv",
            file_of("victim_letters", {"urn": "00SA0000001", "decided_on": "18/11/2026"}),
        ),
    )
    assert is_said(upload, "Several files are of one extract.")
    assert button(upload, "Publish 3 files")
    publish(upload)

    days = [p.extract_day for p in store.history(CHARGING)]
    assert days == [date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)]
    assert len(store.history(EXTRACTS["victim_letters"])) == 1


def test_what_came_of_a_file_goes_when_the_next_is_dropped(upload):
    drop(upload, ("charging_2026-11-19.csv", file_of("charging", case(5))))
    publish(upload)
    assert is_said(upload, "What happened")

    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(6))))

    assert not is_said(upload, "What happened")
    assert is_said(upload, "to Fri 20 Nov 2026")


def test_a_file_that_is_taken_away_is_forgotten(upload):
    drop(upload, ("charging_2026-11-19.csv", file_of("charging", case(5))))
    drop(upload)

    assert not upload.session_state["upload"].files
    assert not is_said(upload, "2 Check")


def test_what_is_published_is_shown_at_once(upload, opened):
    before = int(opened().metric[0].value)
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", case(5), case(6))))
    publish(upload)

    assert int(upload.switch_page("today.py").run().metric[0].value) == before + 2


def test_the_rows_to_correct_are_given_as_they_came(upload, downloads):
    rows = [case(5, in_custody="perhaps"), case(6), case(7, unit="=1+1", review_track="9 day")]
    drop(upload, ("charging_2026-11-20.csv", file_of("charging", *rows)))
    correct, every = upload.main.get("download_button")

    name, text = downloads.of(correct)
    lines = text.splitlines()
    assert name == "to correct, charging_2026-11-20.csv"
    assert lines[0] == (
        "\ufeffRow,URN,Submission,Unit,Casework type,Review track,In custody,Date received,"
        "Date accepted,Date decided,Outcome,Police due date,Same prosecutor,What to do"
    )
    assert lines[1].startswith(
        "2,00SA0000005,1,Cumbria Magistrates Hub,Magistrates',28 day,perhaps,"
    )
    assert lines[2].startswith("4,00SA0000007,1,'=1+1,")  # a spreadsheet runs nothing of it
    assert "Review track should be one of" in lines[2]
    assert len(lines) == 3
    assert len(downloads.of(every)[1].splitlines()) > 3


def test_nobody_without_the_role_sees_the_page_or_gets_anything(store, opened, monkeypatch):
    monkeypatch.setattr(signed_in, "local_person", lambda: Person("A manager", "manager"))

    at = opened("upload.py")

    assert "publishing and undoing is for analysts and administrators" in at.main.error[0].value
    assert not at.main.file_uploader
