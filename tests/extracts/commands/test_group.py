import csv
import io
import os
import pty
import runpy
import shutil
import subprocess
import sys
import termios
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extracts.commands import options as command_options
from extracts.commands.group import extracts
from extracts.errors import StoreError
from extracts.extract import Extract
from extracts.fields import Field
from extracts.intake import publish
from extracts.kinds import Choice
from extracts.registry import EXTRACTS
from extracts.store import Store
from tests.browser.serving import ROOT
from tests.extracts.hostile import workbook

CHARGING = EXTRACTS["charging"]
HEADINGS = [f.title for f in CHARGING.fields]


def row(number, decided="", outcome="", **cells) -> dict[str, object]:
    """A charging case by heading."""
    given = {
        "URN": f"06AA{number:07}",
        "Submission": 1,
        "Unit": "Cumbria Magistrates Hub",
        "Casework type": "Crown Court",
        "Review track": "28 day",
        "In custody": "No",
        "Date received": "02/11/2026",
        "Date decided": decided,
        "Outcome": outcome,
    }
    return given | cells


DECIDED_BEFORE = row(9, "01/11/2026", "Charge")
UNKNOWN_TRACK = row(8, **{"Review track": "21 day"})


def write(path: Path, *rows: dict[str, object], more: tuple[str, ...] = ()) -> Path:
    """A file with these rows."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [*HEADINGS, *more], restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(*words: object) -> Result:
    """A command, in this process."""
    done = CliRunner().invoke(extracts, [str(w) for w in words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def apart(*words: object, **how) -> subprocess.CompletedProcess[str]:
    """A command, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "extracts", *map(str, words)],
        cwd=ROOT, text=True, encoding="utf-8", capture_output=True, check=False, **how,
    )  # fmt: skip


def powerless(*words: object) -> subprocess.CompletedProcess[str]:
    """A command by somebody whom the permissions of files bind, as they do not bind root."""
    drop = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    if drop and shutil.which("setpriv") is None:
        pytest.skip("root reads and writes whatever the permissions are")
    return subprocess.run(
        [*drop, sys.executable, "-m", "extracts", *map(str, words)],
        cwd=ROOT, text=True, encoding="utf-8", capture_output=True, check=False,
    )  # fmt: skip


def urns(store: Path | None = None) -> list[str]:
    """The cases that the store holds."""
    return sorted(Store(store).current(CHARGING, ["urn"])["urn"].to_pylist())


@pytest.fixture
def good(tmp_path):
    return write(tmp_path / "charging_2026-11-20.csv", row(1), row(2, "19/11/2026", "Charge"))


@pytest.fixture
def faulty(tmp_path):
    return write(tmp_path / "charging_2026-11-19.csv", row(3), DECIDED_BEFORE, UNKNOWN_TRACK)


@pytest.fixture
def refused(tmp_path):
    (tmp_path / "other_2026-11-18.csv").write_text("Name,Telephone\nx,1\n")
    return tmp_path / "other_2026-11-18.csv"


# load


def test_a_good_file_is_published_in_three_lines(good):
    done = run("load", good, "--who", "Ann")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "charging_2026-11-20.csv: Charging, 2 rows, UTF-8, to Fri 20 Nov 2026 (from the file's "
        "name)",
        "  accepted 2 · rejected 0 · repeated 0 · findings 0",
        "  published as Charging no. 1: new 2 · changed 0 · unchanged 0 · withdrawn 0 · open but "
        "not in the file 0",
    ]
    assert done.stderr == ""
    assert urns() == ["06AA0000001", "06AA0000002"]


def test_a_file_with_findings_is_published_and_says_them(faulty):
    done = run("load", faulty)
    assert done.exit_code == 2
    assert "accepted 1 · rejected 2 · repeated 0 · findings 2" in done.stdout
    assert "  row 3, Date decided: The decision is dated before the submission" in done.stdout
    assert '  row 4, Review track: Review track should be one of "28 day"' in done.stdout
    assert urns() == ["06AA0000003"]


def test_a_refused_file_is_said_on_the_other_stream(refused):
    done = run("load", refused)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("other_2026-11-18.csv: refused. The headings in row 1 are not")


def test_a_refused_file_leaves_every_byte_of_the_store_as_it_was(refused, good, own_store):
    def content():
        return {p: p.read_bytes() for p in own_store.rglob("*") if p.is_file()}

    run("load", good)
    before = content()
    nothing_right = write(refused.with_name("charging_2026-11-21.csv"), DECIDED_BEFORE)
    for path in (refused, nothing_right):
        assert run("load", path).exit_code == 1
    assert content() == before


@pytest.mark.parametrize(
    ("kinds", "code", "summary"),
    [
        (["good"], 0, None),
        (["good", "faulty"], 2, "2 files: 2 published."),
        (["good", "refused"], 1, "2 files: 1 refused and 1 published."),
        (["good", "faulty", "refused"], 1, "3 files: 1 refused and 2 published."),
        (["refused"], 1, None),
    ],
)
def test_a_folder_of_several_ends_with_the_worst(request, tmp_path, kinds, code, summary):
    for kind in kinds:
        request.getfixturevalue(kind)
    (tmp_path / "notes.docx").write_text("no extract")
    done = run("load", tmp_path)
    assert done.exit_code == code
    last = done.stdout.splitlines()[-1] if done.stdout else None
    assert (last == summary) if summary else not (last or "").endswith(" published.")


def test_the_oldest_file_comes_first(good, faulty, tmp_path):
    lines = run("load", tmp_path).stdout.splitlines()
    assert [line.split(":")[0] for line in lines if line.startswith("charging")] == [
        "charging_2026-11-19.csv", "charging_2026-11-20.csv"
    ]  # fmt: skip


def test_the_same_file_again_publishes_nothing_and_says_so(good):
    run("load", good, "--who", "Ann")
    done = run("load", good)
    assert done.exit_code == 0
    assert "nothing to publish: this very file is Charging no. 1, of " in done.stdout
    assert "UTC by Ann; to publish it anew, undo that first" in done.stdout


def test_a_faulty_file_again_ends_well_as_nothing_was_published(faulty, good, tmp_path):
    run("load", tmp_path)
    done = run("load", tmp_path)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "2 files: 2 already there."


def test_if_empty_loads_into_an_empty_store_only(good, faulty):
    assert run("load", "--if-empty", good).exit_code == 0
    done = run("load", "--if-empty", faulty)
    assert done.exit_code == 0
    assert done.stdout == "The store has publications already; nothing is loaded.\n"
    assert len(urns()) == 2


def test_the_extracts_own_day_may_be_given(good):
    done = run("load", good, "--as-of", "2026-11-21")
    assert "to Sat 21 Nov 2026 (as given)" in done.stdout
    assert Store().history(CHARGING)[0].extract_day.isoformat() == "2026-11-21"


def test_the_extract_may_be_given(good):
    done = run("load", good, "--extract", "disclosure")
    assert done.exit_code == 1
    assert "Disclosure" in done.stderr


def test_a_layout_maps_other_headings_and_is_kept_for_the_next_file(tmp_path, good):
    layout = tmp_path / "layout.toml"
    layout.write_text('name = "theirs"\nextract = "charging"\n[columns]\n"Case no" = "urn"\n')
    for name in ("first", "second"):
        text = good.read_text("utf-8").replace("URN", "Case no")
        (tmp_path / f"{name}.csv").write_text(text.replace("06AA0", f"06{name[:2].upper()}0"))
    done = run("load", tmp_path / "first.csv", "--layout", layout, "--as-of", "2026-11-20")
    assert (done.exit_code, "UTF-8, layout theirs, to" in done.stdout) == (0, True)
    done = run("load", tmp_path / "second.csv", "--as-of", "2026-11-20")
    assert (done.exit_code, "layout theirs" in done.stdout) == (0, True)
    assert len(urns()) == 4


LAYOUT = (
    'name = "{}"\nextract = "charging"\n[columns]\n"Case no" = "urn"\n[values.review_track]\n{}'
)


@pytest.fixture
def corrected(tmp_path, good):
    """A file that was published with a layout, and a corrected layout for it."""
    text = good.read_text("utf-8").replace("URN", "Case no").replace("28 day", "slow", 1)
    (tmp_path / "theirs.csv").write_text(text)
    (tmp_path / "first.toml").write_text(LAYOUT.format("first", ""))
    (tmp_path / "second.toml").write_text(LAYOUT.format("second", '"slow" = "28 day"\n'))
    words = [tmp_path / "theirs.csv", "--as-of", "2026-11-20", "--layout"]
    assert run("load", *words, tmp_path / "first.toml", "--who", "Ann").exit_code == 2
    return [*words, tmp_path / "second.toml"]


def test_a_corrected_layout_is_not_said_to_be_applied_to_a_file_that_is_there(corrected):
    done = run("load", *corrected)
    assert done.exit_code == 0
    first, fared, why, what_now = done.stdout.splitlines()
    assert first == "theirs.csv: published before"
    assert fared == "  accepted 1 · rejected 1 · repeated 0 · findings 1"
    assert why.startswith("  nothing to publish: this very file is Charging no. 1, of ")
    assert what_now == (
        '  the layout "second" is not applied to it, nor kept for the next file: undo Charging '
        "no. 1, then load the file with that layout"
    )
    assert run("undo", "charging").exit_code == 0
    assert "accepted 2 · rejected 0" in run("load", *corrected).stdout
    assert run("load", *corrected).stdout.count("\n") == 3


def test_check_tells_what_a_corrected_layout_reads_and_that_it_is_not_applied(corrected):
    lines = run("check", *corrected).stdout.splitlines()
    assert lines[1] == "  accepted 2 · rejected 0 · repeated 0 · findings 0"
    assert lines[3].startswith('  the layout "second" is not applied to it, nor kept')


def test_the_same_layout_again_needs_no_word(tmp_path, corrected):
    assert "not applied" not in run("load", *corrected[:-1], tmp_path / "first.toml").stdout


def test_a_layout_that_is_not_there_is_said_in_words(good):
    done = run("load", good, "--layout", "nowhere.toml")
    assert done.exit_code == 1
    assert done.stderr == (
        "Refused: The layout nowhere.toml cannot be read: No such file or directory.\n"
    )


def test_a_sheet_of_a_workbook_may_be_named(tmp_path):
    cases = [HEADINGS, [row(1).get(h, "") for h in HEADINGS]]
    book = workbook({"Notes": [["Not here"]], "Cases": cases})
    (tmp_path / "charging_2026-11-20.xlsx").write_bytes(book)
    done = run("load", tmp_path / "charging_2026-11-20.xlsx")
    assert done.exit_code == 1
    assert done.stderr.endswith(
        'The first sheet, "Notes", is no extract; "Cases" has the headings of Charging. To read '
        'it, add --sheet "Cases".\n'
    )
    done = run("load", tmp_path / "charging_2026-11-20.xlsx", "--sheet", "Cases")
    assert "published as Charging no. 1: new 1" in done.stdout


def test_an_empty_sheet_before_others_says_how_to_name_another(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(workbook({"Empty": [[""]], "Cases": [["x"]]}))
    done = run("check", tmp_path / "a.xlsx")
    assert done.stderr.endswith("Name the one to read. To name it, add --sheet NAME.\n")


def test_of_several_sheets_with_known_headings_each_is_named(tmp_path):
    book = workbook({"Notes": [["Not here"]], "Mags": [HEADINGS], "Crown": [HEADINGS]})
    (tmp_path / "a.xlsx").write_bytes(book)
    done = run("check", tmp_path / "a.xlsx")
    assert done.stderr.endswith(
        'is no extract; "Mags" and "Crown" have the headings of Charging. To name it, add --sheet '
        "NAME.\n"
    )


def test_a_full_extract_asks_for_the_number_it_withdraws(tmp_path, good):
    run("load", good)
    full = write(tmp_path / "charging_2026-11-21.csv", row(5))
    done = run("load", full, "--full")
    assert done.exit_code == 1
    assert "As a full extract, it would withdraw 1 open row" in done.stderr
    assert done.stderr.endswith(
        " To confirm it, add --withdraw 1; for changes, leave out --full.\n"
    )
    done = run("load", full, "--full", "--withdraw", 1)
    assert done.exit_code == 0
    assert "withdrawn 1 · open but not in the file 1" in done.stdout
    assert urns() == ["06AA0000002", "06AA0000005"]


@pytest.mark.parametrize("words", [["--withdraw", 1], ["--full", "--withdraw", 1, "again"]])
def test_the_number_withdrawn_is_confirmed_for_one_full_file(tmp_path, good, words):
    again = write(tmp_path / "charging_2026-11-21.csv", row(5))
    words = [again if w == "again" else w for w in words]
    done = run("load", good, *words)
    assert done.exit_code == 1
    assert "--withdraw confirms what one file with --full would withdraw." in done.stderr
    assert urns() == []


def test_a_note_and_a_name_go_into_the_history(good):
    run("load", good, "--who", "Ann", "--note", "sent late")
    assert "  Ann  charging_2026-11-20.csv, of" in run("history").stdout
    assert "(sent late)" in run("history").stdout


def test_nobody_by_name_is_unknown(good, monkeypatch):
    def nobody():
        raise KeyError("uid not found: 1234")

    monkeypatch.setattr("getpass.getuser", nobody)
    run("load", good)
    assert Store().history(CHARGING)[0].who == "unknown"
    assert command_options._user() == "unknown"


def test_an_interruption_before_the_file_is_written_says_that_nothing_is_published(
    good, monkeypatch
):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("extracts.commands.load.publish", stop)
    done = run("load", good)
    assert done.exit_code == 1
    assert "Stopped. Of charging_2026-11-20.csv nothing is published." in done.stderr


def test_an_interruption_while_the_file_is_read_says_that_nothing_is_published(good, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("extracts.commands.load.read_file", stop)
    done = run("load", good)
    assert done.exit_code == 1
    assert done.stderr == "Stopped. Of charging_2026-11-20.csv nothing is published.\n"


def test_an_interruption_that_comes_too_late_says_that_the_file_is_published(good, monkeypatch):
    def stop(*given, **how):
        publish(*given, **how)
        raise KeyboardInterrupt

    monkeypatch.setattr("extracts.commands.load.publish", stop)
    done = run("load", good)
    assert done.exit_code == 1
    assert done.stderr == (
        "Stopped. charging_2026-11-20.csv is published, as Charging no. 1; nothing after it was "
        "loaded.\n"
    )


def test_an_interruption_of_a_store_that_cannot_be_read_says_where_to_look(good, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    def unread(*_):
        raise StoreError("It cannot be read.")

    monkeypatch.setattr("extracts.commands.load.publish", stop)
    monkeypatch.setattr(Store, "history", unread)
    done = run("load", good)
    assert done.exit_code == 1
    assert done.stderr == "Stopped. What was published, python -m extracts history says.\n"


def test_an_interruption_of_another_command_says_where_to_look(good, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("extracts.commands.group.undo_publication", stop)
    done = run("undo", "charging")
    assert done.exit_code == 1
    assert "Stopped. What was published, python -m extracts history says." in done.stderr


@pytest.mark.parametrize("command", ["load", "check"])
def test_a_path_that_is_not_there_is_said_in_words(command, tmp_path):
    done = run(command, tmp_path / "november.csv")
    assert done.exit_code == 1
    assert done.stderr.startswith("Refused: There is no file or folder ")


@pytest.mark.parametrize("command", ["load", "check"])
def test_a_folder_without_an_extract_is_said_in_words(command, tmp_path):
    (tmp_path / "notes.docx").write_text("x")
    done = run(command, tmp_path)
    assert done.exit_code == 1
    assert "has no file ending in" in done.stderr


@pytest.mark.parametrize("command", ["load", "check"])
def test_what_is_passed_over_in_a_folder_is_said(command, good, tmp_path):
    others = ("notes.docx", "charging_2026-11-19.CSV.bak", "reviews_2026-11-20")
    for name in others:
        (tmp_path / name).write_text("x")
    done = run(command, tmp_path)
    assert done.exit_code == 0
    assert done.stderr == (
        "Passed over: charging_2026-11-19.CSV.bak, reviews_2026-11-20 and notes.docx. Of a folder, "
        "files are taken that end in .csv, .tsv, .txt, .gz, .zip, .xlsx or .xlsm.\n"
    )
    assert run(command, good).stderr == ""


def test_of_many_that_are_passed_over_some_are_named(good, tmp_path):
    for n in range(1200):
        (tmp_path / f"{n}.docx").write_text("x")
    assert " and 1,195 more. Of a folder" in run("check", tmp_path).stderr


def test_a_workbook_with_macros_is_taken(tmp_path):
    cases = [HEADINGS, [row(1).get(h, "") for h in HEADINGS]]
    (tmp_path / "charging_2026-11-20.xlsm").write_bytes(workbook({"Cases": cases}))
    done = run("load", tmp_path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert urns() == ["06AA0000001"]


@pytest.mark.parametrize("whole", [True, False])
def test_a_link_to_nothing_is_refused_by_itself(good, tmp_path, whole):
    (tmp_path / "broken.csv").symlink_to("nowhere.csv")
    done = run("load", *([tmp_path] if whole else [tmp_path / "broken.csv", good]))
    assert done.exit_code == 1
    assert done.stderr == (
        "broken.csv: refused. It is a link to nowhere.csv, which is not there.\n"
    )
    assert len(urns()) == 2


def test_a_name_that_is_too_long_is_said_in_words():
    done = run("load", "x" * 300 + ".csv")
    assert done.exit_code == 1
    assert done.stderr.endswith("x.csv: refused. It cannot be opened: File name too long.\n")


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_folder_that_may_not_be_opened_is_said_in_words(good, what):
    inside = write(good.parent / "shut" / "charging_2026-11-19.csv", row(7))
    inside.parent.chmod(0)
    done = powerless(
        "load", good.parent if what == "folder" else inside, "--store", good.parent / "s"
    )
    inside.parent.chmod(0o700)
    assert done.returncode == 1
    name = "shut" if what == "folder" else inside.name
    assert done.stderr == f"{name}: refused. It cannot be opened: Permission denied.\n"
    assert ("published as Charging no. 1" in done.stdout) == (what == "folder")


@pytest.mark.parametrize("day", ["9999-12-31", "1999-12-31", "0001-01-01"])
def test_a_day_of_another_century_is_refused_in_words(good, day):
    done = run("load", good, "--as-of", day)
    assert done.exit_code == 1
    assert f"'{day}' should be a day from 2000-01-01 to 2099-12-31." in done.stderr


def test_a_file_that_goes_away_is_said_in_words(good, tmp_path, monkeypatch):
    lost = write(tmp_path / "charging_2026-11-18.csv", row(7))

    read_bytes = Path.read_bytes

    def read(path):
        if path == lost:
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    done = run("load", tmp_path)
    assert done.exit_code == 1
    assert (
        "charging_2026-11-18.csv: refused. It cannot be opened: Permission denied." in done.stderr
    )
    assert "1 refused and 1 published" in done.stdout


def test_a_store_that_takes_nothing_is_said_in_words(good, tmp_path):
    (tmp_path / "file").write_text("x")
    done = run("load", good, "--store", tmp_path / "file")
    assert done.exit_code == 1
    assert done.stderr.startswith("Refused: The store's address ")
    assert "should be a folder, but " in done.stderr


# check


def test_check_says_what_would_change_and_publishes_nothing(good, own_store):
    done = run("check", good)
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == (
        "  would be: new 2 · changed 0 · unchanged 0 · open but not in the file 0"
    )
    assert not own_store.exists()


def test_check_says_which_known_values_would_be_emptied(tmp_path):
    lacks = "Police due date"
    rows = [row(n, **{lacks: "30/11/2026", "Date accepted": "03/11/2026"}) for n in range(5)]
    run("load", write(tmp_path / "charging_2026-11-18.csv", *rows))
    later = tmp_path / "charging_2026-11-19.csv"
    with later.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, [h for h in HEADINGS if h != lacks], restval="")
        writer.writeheader()
        writer.writerows(row(n) for n in range(5))
    assert run("check", later).stdout.splitlines()[-3:] == [
        "  would be: new 0 · changed 5 · unchanged 0 · open but not in the file 0",
        "  The file has no column Police due date: publishing it would empty 5 known values.",
        "  Date accepted is blank in 5 of the 5 rows of which it is known: publishing it would "
        "empty them.",
    ]


def test_check_says_that_the_file_is_there_already(good):
    run("load", good)
    assert "nothing to publish: this very file is Charging no. 1" in run("check", good).stdout


def test_check_ends_with_the_worst(good, faulty, refused, tmp_path):
    assert run("check", good).exit_code == 0
    assert run("check", good, faulty).exit_code == 2
    done = run("check", tmp_path)
    assert done.exit_code == 1
    assert "other_2026-11-18.csv: refused. The headings" in done.stderr


@pytest.mark.parametrize("command", ["load", "check"])
def test_a_file_of_which_no_row_can_be_accepted_is_refused_with_its_findings(command, tmp_path):
    path = write(tmp_path / "charging_2026-11-20.csv", DECIDED_BEFORE, UNKNOWN_TRACK)
    done = run(command, path)
    assert (done.exit_code, done.stdout) == (1, "")
    first, *findings = done.stderr.splitlines()
    assert first == (
        "charging_2026-11-20.csv: refused. It has 2 rows, of which none can be accepted. Correct "
        "what the findings say, or check that it is the right file."
    )
    assert [line.split(":")[0] for line in findings] == [
        "  row 2, Date decided", "  row 3, Review track"
    ]  # fmt: skip


def test_the_findings_of_a_file_that_would_be_refused_are_written(tmp_path):
    path = write(tmp_path / "charging_2026-11-20.csv", DECIDED_BEFORE)
    run("check", path, "--findings", tmp_path / "findings.csv")
    (found,) = findings_in(tmp_path / "findings.csv")
    assert (found["Row"], found["Heading"]) == ("2", "Date decided")


def test_many_findings_are_cut_short_on_the_screen(tmp_path):
    rows = [row(100 + n, "01/11/2026", "Charge") for n in range(25)]
    done = run("check", write(tmp_path / "charging_2026-11-20.csv", row(1), *rows))
    assert done.stdout.count("  row ") == 20
    assert done.stdout.splitlines()[-1] == (
        "  and 5 more; 'check --findings FILE' writes all of them to a file"
    )


def test_a_finding_of_the_whole_file_has_no_row(tmp_path):
    done = run("check", write(tmp_path / "charging_2026-11-20.csv"))
    assert "  the file: The file has headings for Charging but no rows." in done.stdout


def findings_in(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_findings_go_to_a_file(faulty, good, tmp_path):
    to = tmp_path / "new folder" / "findings.csv"
    done = run("check", faulty, good, "--findings", to)
    assert done.stdout.splitlines()[-1] == f"Findings written to {to}."
    first, second = findings_in(to)
    assert first["File"] == "charging_2026-11-19.csv"
    assert (first["Row"], first["Heading"], first["Row left out"]) == ("3", "Date decided", "yes")
    assert second["Value"] == "21 day"
    assert second["What to do"].startswith("Review track should be")


def test_a_file_of_findings_is_written_though_there_are_none(good, refused, tmp_path):
    to = tmp_path / "findings.csv"
    run("check", good, refused, "--findings", to)
    assert findings_in(to) == []
    assert to.read_bytes().startswith(b"\xef\xbb\xbfFile,Row,Heading,Value,What to do,Row left out")


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_a_spreadsheet_runs_nothing_of_what_a_file_holds(tmp_path, begins):
    cell = f"{begins}HYPERLINK(1)"
    path = write(tmp_path / "charging_2026-11-20.csv", row(1), row(2, **{"Review track": cell}))
    run("check", path, "--findings", tmp_path / "findings.csv")
    (found,) = findings_in(tmp_path / "findings.csv")
    assert found["Value"] == f"'{cell}"


def test_a_file_of_findings_that_cannot_be_written_is_said_in_words(good, tmp_path):
    (tmp_path / "file").write_text("x")
    done = run("check", good, "--findings", tmp_path / "file" / "findings.csv")
    assert done.exit_code == 1
    assert done.stderr.startswith(
        f"Refused: {tmp_path / 'file' / 'findings.csv'} cannot be written"
    )


# history and undo


def test_history_of_an_empty_store(own_store):
    assert run("history").stdout.splitlines() == [
        *(f"{e.title}: nothing published" for e in EXTRACTS.values()),
        f"The store is {own_store}.",
    ]


def test_history_of_an_empty_extract_names_the_store(good, own_store):
    run("load", good)
    done = run("history", "reviews")
    assert done.stdout == f"Reviews: nothing published\nThe store is {own_store}.\n"
    assert "The store is" not in run("history").stdout


def test_history_of_a_store_that_cannot_be_is_refused():
    done = run("history", "--store", "foo://bar")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith('Refused: The store\'s address "foo://bar" begins with foo://')


def test_history_is_told_newest_first(good, faulty, tmp_path):
    run("load", faulty, good, "--who", "Ann")
    run("undo", "charging", "--who", "Bob", "--note", "wrong file")
    first, *lines = run("history", "charging").stdout.splitlines()
    assert first == "Charging: 1 publication holds"
    assert [line.split()[1] for line in lines] == ["3", "2", "1"]
    assert lines[0].endswith("UTC  Bob  undid no. 2  (wrong file)")
    assert lines[1].endswith(
        "Ann  charging_2026-11-20.csv, of Fri 20 Nov 2026: new 2, changed 0, unchanged 0, "
        "rejected 0  [undone]"
    )
    assert lines[2].endswith("new 1, changed 0, unchanged 0, rejected 2")


def test_history_tells_full_extracts_and_sample_data(tmp_path, good):
    run("load", good)
    full = write(tmp_path / "charging_2026-11-21.csv", row(5, URN="00SA0000005"))
    run("load", full, "--full", "--withdraw", 1)
    lines = run("history", "charging").stdout.splitlines()
    assert lines[0] == "Charging: 2 publications hold"
    assert "of Sat 21 Nov 2026, as a full extract: new 1" in lines[1]
    assert lines[1].endswith("rejected 0, withdrawn 1  [sample data]")


def test_an_undo_says_what_it_took_back(good, faulty):
    run("load", faulty, good)
    done = run("undo", "charging", 1, "--and-later")
    assert done.exit_code == 0
    assert done.stdout == (
        "Charging: took back no. 1 (charging_2026-11-19.csv) and no. 2 (charging_2026-11-20.csv). "
        "The undo is no. 3; the files may be published again.\n"
    )
    assert urns() == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["disclosure"], "Disclosure has no publication to undo."),
        (
            ["charging", 7],
            "Charging has no publication no. 7 to undo; the last that hold are no. 1",
        ),
        (["charging", 1], "Charging no. 1 was followed by no. 2, which built on it."),
    ],
)
def test_an_undo_that_cannot_be_is_said_in_words(good, faulty, words, why):
    run("load", faulty, good)
    done = run("undo", *words)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Refused: {why}")
    assert len(urns()) == 3


def test_an_undo_that_others_followed_names_the_option(good, faulty):
    run("load", faulty, good)
    done = run("undo", "charging", 1)
    assert done.stderr.endswith(" To take them back with it, add --and-later.\n")


# template


def filled(extract: Extract) -> list[str]:
    return [example(field) for field in extract.fields]


def example(field: Field) -> str:
    if isinstance(field, Choice):
        return field.values[0]
    return field.example or "06AA0000126"


@pytest.mark.parametrize("extract", EXTRACTS.values(), ids=list(EXTRACTS))
def test_a_template_filled_with_examples_loads(extract, tmp_path):
    line = run("template", extract.key).stdout
    path = tmp_path / f"{extract.key}_2026-11-20.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write(line)
        csv.writer(out).writerow(filled(extract))
    done = run("load", path)
    assert f"published as {extract.title} no. 1: new 1" in done.stdout
    assert done.exit_code == 0


def test_templates_go_to_a_folder(tmp_path):
    done = run("template", "--to", tmp_path / "new")
    paths = [tmp_path / "new" / f"{key}.csv" for key in EXTRACTS]
    assert done.stdout.splitlines() == [str(p) for p in paths]
    assert paths[0].read_bytes().startswith(b"\xef\xbb\xbfURN,Submission,")
    assert paths[0].read_bytes().endswith(b"\r\n")
    assert run("template", "charging", "--to", tmp_path / "one").exit_code == 0
    assert [p.name for p in (tmp_path / "one").iterdir()] == ["charging.csv"]


def test_a_template_of_nothing_says_what_to_name(tmp_path):
    done = run("template")
    assert done.exit_code == 1
    assert "Name an extract, or give --to FOLDER for all of them." in done.stderr


# options


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["laod"],
        ["load"],
        ["load", "--ful", "x.csv"],
        ["load", "x.csv", "--as-of", "20/11/2026"],
        ["load", "x.csv", "--extract", "chargin"],
        ["undo"],
        ["undo", "charging", "0"],
    ],
)
def test_a_slip_in_the_words_never_ends_as_if_something_were_published(words):
    done = run(*words)
    assert done.exit_code == 1
    assert "Usage:" in done.stderr


@pytest.mark.parametrize("command", ["", *extracts.commands])
def test_every_command_has_help(command):
    done = run(*([command] if command else []), "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.stdout


def test_the_module_runs_the_commands(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["extracts", "template", "charging"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("extracts", run_name="__main__")
    assert ended.value.code == 0
    import_module("extracts.__main__")  # which by itself runs nothing
    assert capsys.readouterr().out.startswith("URN,Submission,")


def test_an_interruption_before_the_commands_are_there_is_said_in_words(monkeypatch):
    class Stop:
        def find_spec(self, name, *_):
            if name == "extracts.commands.group":
                raise KeyboardInterrupt

    for name in ("extracts.commands.group", "extracts.__main__"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr("sys.meta_path", [Stop(), *sys.meta_path])
    with pytest.raises(SystemExit, match=r"^Stopped\. Nothing was done\.$"):
        runpy.run_module("extracts", run_name="__main__")


# In a process of its own.


@pytest.mark.parametrize(("kind", "code"), [("good", 0), ("refused", 1), ("faulty", 2)])
def test_the_exit_code_is_that_of_the_process(request, kind, code, own_store):
    done = apart("load", request.getfixturevalue(kind))
    assert done.returncode == code
    assert (done.stderr == "") == (code != 1)
    assert "Traceback" not in done.stderr


def test_a_pipe_gets_the_words_and_no_bar(good, faulty):
    done = apart("load", good, faulty)
    assert done.stdout.splitlines()[-1] == "2 files: 2 published."
    assert done.stderr == ""


def test_a_terminal_gets_a_bar_that_does_not_come_into_the_words(good, faulty, refused, own_store):
    screen, of_process = pty.openpty()
    termios.tcsetwinsize(of_process, (40, 120))
    process = subprocess.Popen(
        [sys.executable, "-m", "extracts", "load", good, faulty, refused],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=of_process, text=True, encoding="utf-8",
    )  # fmt: skip
    os.close(of_process)
    shown = b""
    while True:
        try:
            part = os.read(screen, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not part:
            break
        shown += part
    os.close(screen)
    words = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert words.splitlines()[-1] == "3 files: 1 refused and 2 published."
    assert not {"\r", "%", "|"} & set(words)
    bar = shown.decode()
    assert "charging_2026-11-20.csv: " in bar
    assert "100%" in bar
    assert "other_2026-11-18.csv: refused." in bar


@pytest.fixture
def shut(own_store):
    """Take a permission from every folder of the store; it is given back at the end."""
    folders = []

    def take(permission: int) -> None:
        folders.extend(p for p in (own_store, *own_store.rglob("*")) if p.is_dir())
        for folder in reversed(folders):
            folder.chmod(0o700 & ~permission)

    yield take
    for folder in folders:
        folder.chmod(0o700)


@pytest.mark.parametrize("command", ["load", "undo"])
def test_a_store_that_may_not_be_written_is_said_in_words_alone(good, own_store, shut, command):
    run("load", good)
    shut(0o200)
    after = write(good.with_name("charging_2026-11-21.csv"), row(7))
    done = powerless(command, after if command == "load" else "charging")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()  # and no thread of the library's panics
    assert "Charging cannot be written to the store" in line
    assert "the account that runs this may not write there" in line


@pytest.mark.parametrize("command", [["history"], ["check"], ["load"]])
def test_a_store_that_may_not_be_read_is_not_called_empty_or_damaged(good, shut, command):
    run("load", good)
    shut(0o700)
    done = powerless(*command, *([] if command == ["history"] else [good]))
    assert (done.returncode, done.stdout) == (1, "")
    assert "the account that runs this may not read it" in done.stderr
    assert "backup" not in done.stderr


def test_the_program_ends_without_a_complaint_though_a_table_is_damaged(good, own_store):
    apart("load", good)
    for path in own_store.rglob("_kind=row/*.parquet"):
        path.write_text("junk")
    done = apart("load", write(good.with_name("charging_2026-11-21.csv"), row(1)))
    assert done.returncode == 1
    assert "refused. The store cannot read Charging" in done.stderr
    assert "Traceback" not in done.stderr
    assert "leaked" not in done.stderr
