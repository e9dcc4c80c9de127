"""Does `fresh` say what is late, and end so that monitoring knows?"""

from datetime import date

import pytest

from extracts.errors import DashboardError
from extracts.registry import EXTRACTS
from tests.extracts.commands.test_group import row, run, write


@pytest.fixture
def area(tmp_path, monkeypatch):
    (tmp_path / "area.toml").write_text(
        'name = "N"\nextract_lag_working_days = 1\ndaily_extracts = ["charging"]\n'
    )
    monkeypatch.setenv("DASHBOARD_AREA", str(tmp_path / "area.toml"))


def load(tmp_path, *days):
    for n, day in enumerate(days):
        assert run("load", write(tmp_path / f"charging_{day}.csv", row(n))).exit_code == 0


def test_a_fresh_one_ends_with_0(area, tmp_path):
    load(tmp_path, "2026-11-19", "2026-11-20")
    done = run("fresh", "--as-of", "2026-11-23")  # Monday
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "charging: fresh, to Fri 20 Nov 2026, 1 working day behind",
        *(f"{key}: none yet" for key in EXTRACTS if key != "charging"),
    ]


def test_a_late_one_ends_with_1(area, tmp_path):
    load(tmp_path, "2026-11-20")
    done = run("fresh", "--as-of", "2026-11-24")
    assert done.exit_code == 1
    assert done.stdout.startswith("charging: late, to Fri 20 Nov 2026, 2 working days behind\n")


def test_one_that_never_came_ends_with_1(area):
    done = run("fresh")
    assert done.exit_code == 1
    assert done.stdout.startswith("charging: missing, none was ever published\n")


def test_a_day_that_never_came_is_said_and_is_not_late(area, tmp_path):
    load(tmp_path, "2026-11-17", "2026-11-20")
    done = run("fresh", "--as-of", "2026-11-20")
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "charging: fresh, to Fri 20 Nov 2026, 0 working days behind; no extract of Thu 19 Nov and "
        "Wed 18 Nov\n"
    )


def test_one_that_is_not_daily_is_never_late(tmp_path, monkeypatch):
    (tmp_path / "area.toml").write_text('name = "N"\n')
    monkeypatch.setenv("DASHBOARD_AREA", str(tmp_path / "area.toml"))
    load(tmp_path, "2026-11-02")
    done = run("fresh", "--as-of", "2026-11-20")
    assert done.exit_code == 0
    assert done.stdout.startswith(
        "charging: not expected daily, to Mon 02 Nov 2026, 14 working days behind\n"
    )


def test_one_that_was_undone_does_not_count(area, tmp_path):
    load(tmp_path, "2026-11-20")
    run("undo", "charging")
    assert run("fresh", "--as-of", "2026-11-20").exit_code == 1


def test_today_is_asked_about_unless_a_day_is_given(area, tmp_path):
    load(tmp_path, f"{date.today()}")
    assert run("fresh").exit_code == 0


def test_a_store_that_cannot_be_read_ends_with_1_and_words(area, tmp_path):
    done = run("fresh", "--store", write(tmp_path / "a.csv"))
    assert done.exit_code == 1
    assert "should be a folder" in done.stderr
    assert not isinstance(done.exception, DashboardError)
