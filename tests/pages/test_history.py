"""The History page: what was published, what an undo would do, what came and what still waits."""

import gzip
import re
from datetime import date
from pathlib import Path

import pytest

from access.audit import audit_log
from access.roles import NotAllowed
from extracts.intake import undo
from extracts.purge import purge
from extracts.registry import EXTRACTS
from extracts.store import Store
from pages import data
from pages.history_page import undoing
from tests.pages.made import NOW, put
from tests.pages.screen_history import Calendar, publications, tables, words

CHARGING = EXTRACTS["charging"]
SAMPLE_DATA = Path(__file__).parents[2] / "sample_data"
WAIT = {"received_on": "02/10/2026"}  # due on 30 October, so overdue in November


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("key", EXTRACTS)
def test_every_publication_of_the_sample_is_listed_the_newest_first(key, opened, downloads):
    files = sorted(SAMPLE_DATA.glob(f"{key}_*.csv*"), key=_day, reverse=True)
    at = opened("history.py", extract=EXTRACTS[key].title)

    found = publications(at)

    assert [line[0] for line in found] == [str(n) for n in range(len(files), 0, -1)]
    for line, file in zip(found, files, strict=True):
        assert line[1] == f"{file.name.replace('_', chr(92) + '_')}, sample data"
        assert line[2] == f"{_day(file):%a %d %b %Y}"
        n = _rows(file)
        accepted, of = re.match(r"([\d,]+) of ([\d,]+) rows", line[4]).groups()
        left_out = re.findall(r"(\d+) (?:rejected|repeated)", line[4])
        assert int(of.replace(",", "")) == n
        assert int(accepted.replace(",", "")) + sum(map(int, left_out)) == n
        told = sum(int(c.replace(",", "")) for c in re.findall(r"\d[\d,]*(?= \w)", line[5]))
        assert told == int(accepted.replace(",", ""))  # new, changed and unchanged
    assert f"**{len(files)} entries**, of which {len(files)} hold." in words(at)


def _day(file: Path) -> date:
    return date.fromisoformat(re.search(r"\d{4}-\d\d-\d\d", file.name)[0])


def _rows(file: Path) -> int:
    text = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    return text.count(b"\n") - 1


@pytest.mark.usefixtures("sample")
def test_the_calendar_of_the_sample_has_the_gap_that_was_planted(opened):
    at = opened("history.py", extract="Disclosure")

    days = Calendar.of(at)

    assert len(days) == 30
    assert {n: d for n, d in days.items() if d[0] in ("✓", "■")} == {
        13: ("✓", "received, no. 1"),
        16: ("✓", "received, no. 2"),
        17: ("■", "missing"),
        18: ("✓", "received, no. 3"),
        19: ("✓", "received, no. 4"),
        20: ("✓", "received, no. 5"),
    }
    assert (days[14], days[12], days[23]) == (("", "weekend"), ("", ""), ("…", "not due yet"))
    assert (
        "Disclosure is expected every working day; **1 day is missing** since the first, of Fri "
        "13 Nov 2026: Tue 17 Nov 2026." in words(at)
    )


@pytest.mark.usefixtures("sample")
def test_reviews_are_never_expected(opened):
    at = opened("history.py", extract="Reviews")

    assert {n for n, d in Calendar.of(at).items() if d[0]} == {13, 20}
    assert "Reviews comes when it is made: no day is expected, so none is missing." in words(at)


def test_an_empty_store_has_nothing_to_show(opened):
    at = opened("history.py")

    assert "Nothing was ever published of Charging." in words(at)
    assert "No row was ever rejected." in words(at)
    assert not at.button


def test_an_undo_is_looked_at_then_confirmed_and_today_is_as_before(own_store, opened):
    put(own_store, "charging", "2026-11-19", WAIT)
    put(own_store, "charging", "2026-11-20", WAIT, WAIT | {"urn": "00SAB"})
    assert opened().main.markdown[1].value.startswith("**2 submissions are overdue**")
    before = Store(own_store).version(CHARGING)

    at = opened("history.py")
    at.button(key="undo-look").click().run()

    said = words(at)
    assert "**Charging no. 2** (charging.csv) is taken back." in said
    assert (
        "- **1** row disappears\n- The data would be to **Thu 19 Nov 2026** instead of Fri 20"
        in said
    )
    headings, figures = tables(at)["Measure"]
    assert headings == ["Measure", "Figure", "Now", "After the undo"]
    assert ["Charging decisions in 28 days", "Overdue now", "2", "1"] in figures
    assert Store(own_store).version(CHARGING) == before  # nothing is done yet

    at.text_input[0].set_value("=wrong *file*")
    at.button(key="undo-confirm").click().run()

    (done,) = at.success
    assert done.value.startswith(r"Charging\: took back no. 2 (charging.csv)")
    assert r"The undo is no. 3" in done.value
    assert "on the Upload page" in done.value
    assert [line[1] for line in publications(at)] == [
        "Undo of no. 2",
        "charging.csv, sample data, **undone by no. 3**",
        "charging.csv, sample data",
    ]
    assert publications(at)[0][6] == r"=wrong \*file\*"
    assert opened().main.markdown[1].value.startswith("**1 submission is overdue**")
    log = audit_log(Store(own_store)).set_index("what")
    assert "took back no. 2" in log.loc["undo", "detail"]


def test_an_undo_can_be_left_alone(own_store, opened):
    put(own_store, "charging", "2026-11-20", WAIT)
    at = opened("history.py")
    at.button(key="undo-look").click().run()
    at.button(key="undo-leave").click().run()

    assert [b.key for b in at.button] == ["undo-look"]
    assert len(Store(own_store).history(CHARGING)) == 1


def test_later_publications_go_with_it_and_are_named(own_store, opened):
    put(own_store, "charging", "2026-11-18", WAIT)
    put(
        own_store,
        "charging",
        "2026-11-19",
        WAIT | {"decided_on": "18/11/2026", "outcome": "Charge"},
    )
    put(own_store, "charging", "2026-11-20", WAIT | {"urn": "00SAB"})
    at = opened("history.py", charging_no="No. 2")
    at.button(key="undo-look").click().run()

    said = words(at)
    assert "and with it **1 later publication**, built on it: no. 3 (charging.csv)." in said
    assert "- **1** row goes back to an earlier state: Date decided in 1 and Outcome in 1" in said
    assert "1 later file would have to be published again; keep it at hand." in said
    assert at.button(key="undo-confirm").label == "Undo no. 2 and 1 later one"

    at.button(key="undo-confirm").click().run()
    assert Store(own_store).history(CHARGING)[-1].undoes == (2, 3)


def test_somebody_who_published_in_between_is_told_of_and_nothing_is_taken_back(own_store, opened):
    put(own_store, "charging", "2026-11-19", WAIT)
    at = opened("history.py")
    at.button(key="undo-look").click().run()
    put(own_store, "charging", "2026-11-20", WAIT, WAIT | {"urn": "00SAB"})
    at.text_input[0].set_value("a long reason")
    at.button(key="undo-confirm").click().run()

    (why,) = at.error
    assert r"Charging has changed since you looked\: no. 2 (charging.csv) by A test" in why.value
    assert "Look again at what the undo would do now" in why.value
    assert [p.is_undo for p in Store(own_store).history(CHARGING)] == [False, False]

    at.selectbox(key="charging_no").set_value("No. 1").run()
    at.button(key="undo-look").click().run()
    assert not at.error
    assert "**1 later publication**" in words(at)
    assert at.text_input[0].value == "a long reason"  # nothing that was written is lost


def test_a_note_that_is_too_long_stays_and_says_so(own_store, opened):
    put(own_store, "charging", "2026-11-20", WAIT)
    at = opened("history.py")
    at.button(key="undo-look").click().run()
    at.text_input[0].set_value("x" * 600).run()

    assert "It has 600 characters; the most is 500: shorten it." in words(at)
    assert at.text_input[0].value == "x" * 600
    assert at.button(key="undo-confirm").disabled


def test_what_cannot_be_taken_back_says_why(own_store, opened):
    put(own_store, "charging", "2026-11-19", WAIT)
    undo(Store(own_store), CHARGING, who="Ann", now=NOW)

    for number, why in (
        ("No. 2", "An undo cannot be taken back itself"),
        ("No. 1", "It was taken back already."),
    ):
        at = opened("history.py", charging_no=number)
        assert why in words(at)
        assert not [b for b in at.button if b.key == "undo-look"]


def test_a_purge_is_an_entry_that_cannot_be_taken_back(own_store, opened):
    finished = {"received_on": "02/01/2020", "decided_on": "03/01/2020", "outcome": "Charge"}
    put(own_store, "charging", "2026-11-19", finished, WAIT | {"urn": "00SAB"})
    purge(Store(own_store), [CHARGING], date(2021, 1, 1), confirm=1, who="Ann", now=NOW, wait=0)

    at = opened("history.py")
    assert publications(at)[0][1] == "Purge of what was finished before Fri 01 Jan 2021"
    assert "1 case and 0 rejected rows removed for good" in words(at)
    at = opened("history.py", charging_no="No. 1")
    assert "a purge came after it" in words(at)


def test_older_entries_are_a_page_away(own_store, opened):
    for n in range(1, 24):
        put(own_store, "charging", "2026-11-20", WAIT | {"urn": f"00SA{n:04}"})

    first = publications(opened("history.py"))
    second = publications(opened("history.py", charging_page="2"))

    assert [line[0] for line in first] == [str(n) for n in range(23, 3, -1)]
    assert [line[0] for line in second] == ["3", "2", "1"]


def test_a_link_that_names_what_is_not_there_says_so(own_store, opened):
    put(own_store, "charging", "2026-11-20", WAIT)

    at = opened("history.py", charging_no="No. 7", charging_month="May 1999")

    said = words(at)
    assert 'The link asks for entry "No. 7", which is not here; this shows "No. 1".' in said
    assert 'The link asks for month "May 1999", which is not here' in said


def test_names_from_files_and_people_are_no_markdown(own_store, opened):
    put(own_store, "charging", "2026-11-20", WAIT)
    undo(Store(own_store), CHARGING, who="[a](x) <b>", now=NOW, note="![](http://x)")

    cells = publications(opened("history.py"))[0]
    assert cells[3].endswith(r", by \[a\](x) \<b\>")
    assert cells[6] == "!\\[\\](http\u2060\\://x)"


REJECTED = {"received_on": "02/10/2026", "decided_on": "02/01/2026", "outcome": "Charge"}


def test_rejected_rows_wait_by_unit_and_can_be_sent(own_store, opened, downloads):
    rasso = {"unit": "RASSO", "casework_type": "RASSO"}
    put(
        own_store,
        "charging",
        "2026-11-19",
        REJECTED | {"urn": "00SA1"},
        REJECTED | {"urn": "00SA2"} | rasso,
        WAIT | {"urn": ""},
        WAIT | {"urn": "00SA3"},
        rejected=3,
    )
    at = opened("history.py")

    headings, cells = tables(at)["Unit"]
    assert headings == [
        *("Unit", "Rows", "Since", "Charging", "Disclosure", "Victim letters", "Reviews"),
        "Case not readable",
    ]
    thursday = "Thu 19 Nov 2026"
    assert cells == [
        ["Cumbria Magistrates Hub", "2", thursday, "1", "0", "0", "0", "1"],
        ["North West Area RASSO Unit", "1", thursday, "1", "0", "0", "0", "0"],
    ]
    assert "**2 rows** of cases that no later file has brought since and **1 row** whose" in words(
        at
    )
    buttons = {e.label: e for e in at.get("download_button")}
    name, csv_text = downloads.of(buttons["Download 2 rows of charging as CSV"])
    assert name == "waiting_charging.csv"
    assert csv_text.splitlines()[0].startswith("\ufeffExtract,Unit,File,Extract's own day,Row,")
    assert "00SA1" in csv_text
    assert "00SA3" not in csv_text
    name, csv_text = downloads.of(buttons["Download 1 row of charging without a case"])
    assert (name, "URN is blank" in csv_text) == ("unread_charging.csv", True)
    assert audit_log(Store(own_store))["what"].tolist().count("download of cases") == 2

    at.selectbox(key="rows_of").set_value("North West Area RASSO Unit").run()
    (frame,) = at.dataframe
    assert frame.value["Unit"].tolist() == ["North West Area RASSO Unit"]

    put(
        own_store,
        "charging",
        "2026-11-20",
        WAIT | {"urn": "00SA1"},
        WAIT | {"urn": "00SA2"} | rasso,
    )
    data.look_again()
    assert "**1 row** whose case cannot be read" in words(opened("history.py"))
    assert "of cases that" not in words(opened("history.py"))


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_who_may_not_publish_sees_nothing_of_it(role, own_store, opened, monkeypatch):
    put(
        own_store,
        "charging",
        "2026-11-19",
        REJECTED | {"urn": "00SA77777"},
        WAIT | {"urn": "00SA3"},
        rejected=1,
    )
    monkeypatch.setenv("DASHBOARD_WITHOUT_SIGN_IN", role)

    at = opened("history.py")

    (why,) = at.error
    assert f"Your role is {role}; uploading, publishing and undoing is for analysts" in why.value
    assert not words(at)
    assert not tables(at)
    assert not at.dataframe
    assert not at.get("download_button")


@pytest.mark.parametrize("role", ["analyst", "administrator"])
def test_who_may_publish_sees_it(role, own_store, opened, monkeypatch):
    put(own_store, "charging", "2026-11-20", WAIT)
    monkeypatch.setenv("DASHBOARD_WITHOUT_SIGN_IN", role)

    at = opened("history.py")

    assert not at.error
    assert len(publications(at)) == 1


def test_the_functions_of_the_page_ask_who_it_is(own_store, monkeypatch):
    put(own_store, "charging", "2026-11-20", WAIT)
    looked = undoing.look(CHARGING, 1, lambda share, words: None)
    monkeypatch.setenv("DASHBOARD_WITHOUT_SIGN_IN", "manager")

    for call in (
        lambda: undoing.look(CHARGING, 1, lambda share, words: None),
        lambda: undoing.undo(CHARGING, looked, ""),
        lambda: undoing.waiting_rows(CHARGING),
        lambda: undoing.waiting_by_unit(),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert len(Store(own_store).history(CHARGING)) == 1


def test_all_of_the_history_is_a_file(own_store, opened, downloads):
    put(own_store, "charging", "2026-11-20", WAIT)

    at = opened("history.py")

    (button,) = [e for e in at.get("download_button") if "entr" in e.label]
    name, text = downloads.of(button)
    assert (button.label, name) == ("Download 1 entry as CSV", "history_charging.csv")
    assert len(text.splitlines()) == 2
