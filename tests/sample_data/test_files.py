"""Are they files as a case management system would send them?"""

import re
from itertools import pairwise

import pandas as pd
import pytest

from extracts.area import DEFAULT, load_area
from extracts.extract import Needs, NotBefore
from extracts.kinds import Choice, Date, Whole, YesNo
from extracts.registry import EXTRACTS, SAMPLE_PREFIX
from sample_data import stories
from tests.sample_data.conftest import as_days

DAYS = {
    "charging": ("13", "16", "17", "18", "19", "20"),
    "disclosure": ("13", "16", "18", "19", "20"),  # Tuesday 17 never came
    "victim_letters": ("13", "16", "17", "18"),  # the newest is two working days old
    "reviews": ("13", "20"),  # once a week
}
BANDS = {  # rows in the history
    "charging": (40_000, 48_000),
    "disclosure": (14_000, 20_000),
    "victim_letters": (8_000, 11_000),
    "reviews": (18_000, 25_000),
}
SETTLED = {"urn", "unit", "casework_type", "review_track", "in_custody", "enhanced", "decision"}


def test_each_extract_has_its_files(files):
    assert files.keys() == EXTRACTS.keys()
    for key, days in DAYS.items():
        assert [f"{day:%Y-%m-%d}" for day in files[key]] == [f"2026-11-{d}" for d in days]


def test_all_of_it_is_small(folder):
    assert sum(path.stat().st_size for path in folder.glob("*.csv*")) < 3_000_000


def test_the_units_are_those_of_the_area():
    assert [u.name for u in stories.UNITS] == [u.name for u in load_area(DEFAULT).units]
    assert sum(u.share for u in stories.UNITS) == pytest.approx(1)


@pytest.mark.parametrize("key", EXTRACTS)
class TestEveryFile:
    def test_has_the_declared_columns(self, files, key):
        for rows in files[key].values():
            assert list(rows.columns) == [f.title for f in EXTRACTS[key].fields]

    def test_has_a_believable_size(self, files, key):
        low, high = BANDS[key]
        assert low <= len(next(iter(files[key].values()))) <= high

    def test_is_known_as_sample_data(self, files, key):
        for rows in files[key].values():
            assert rows[EXTRACTS[key].fields[0].title].str.startswith(SAMPLE_PREFIX).all()

    def test_tells_of_nothing_after_its_own_day(self, files, key):
        for day, rows in files[key].items():
            for field in EXTRACTS[key].fields:
                if isinstance(field, Date) and field.event:
                    assert not (as_days(rows[field.title], errors="coerce") > day).any(), field.name

    def test_has_no_other_faults_than_those_planted(self, files, faults, key):
        found = {
            (key, day): rows.index[_faulty(rows, EXTRACTS[key])].tolist()
            for day, rows in files[key].items()
        }
        planted = {at: [row] for at, row in faults.items() if at[0] == key}
        assert {at: rows for at, rows in found.items() if rows} == planted


@pytest.mark.parametrize("key", ["charging", "disclosure", "victim_letters"])
class TestDailyFile:
    def test_has_the_whole_open_caseload(self, files, faults, key):
        for before, after in _pairs(files, key):
            opened = _by_key(before, key)
            opened = opened[opened[EXTRACTS[key].closes] == ""]
            assert opened.index.isin(_by_key(after, key).index).all()

    def test_has_beside_it_only_what_is_new_or_changed(self, files, faults, key):
        known = None
        for day, rows in files[key].items():
            now = _by_key(_faultless(rows, faults, key, day), key)
            if known is not None:
                then = known.reindex(now.index)
                shut = now[EXTRACTS[key].closes] != ""
                assert (now != then).any(axis=1)[shut].all()
                assert len(now[shut]) > 0
            known = now if known is None else now.combine_first(known)

    def test_says_nothing_else_of_a_case_than_before(self, files, faults, key):
        kept = [f.name for f in EXTRACTS[key].fields if f.name in SETTLED | {EXTRACTS[key].opens}]
        days = [d for d in files[key] if d.day != 13]
        good = [_by_key(_faultless(files[key][d], faults, key, d), key)[kept] for d in days]
        good.append(_by_key(files[key][pd.Timestamp("2026-11-13")], key)[kept])
        every = pd.concat(good)
        assert (every.groupby(level=0).nunique() == 1).all(axis=None)

    def test_corrects_a_fault_at_once_but_for_the_last(self, files, faults, key):
        days = list(files[key])
        for (_, day), row in ((at, row) for at, row in faults.items() if at[0] == key):
            case = _by_key(files[key][day], key).index[row]
            if day == days[-1]:
                assert (key, day) == ("victim_letters", pd.Timestamp("2026-11-18"))
                continue
            after = days[days.index(day) + 1]
            again = _by_key(_faultless(files[key][after], faults, key, after), key)
            assert case in again.index or (key, day.day) == ("victim_letters", 17)


def test_the_readme_counts_the_rows_and_names_the_faulty_ones(folder, files, faults):
    text = (folder / "README.md").read_text("utf-8")
    for key, days in files.items():
        for day, rows in days.items():
            assert re.search(rf"`{key}_(to_)?{day:%Y-%m-%d}\.csv(\.gz)?` \| {len(rows):,} \|", text)
    assert len(faults) == 5
    for (key, day), row in faults.items():
        assert f"`{key}_{day:%Y-%m-%d}.csv` | {row + 2} | {files[key][day]['URN'][row]} |" in text


def test_no_file_came_on_a_day_without_work(files):
    for key in EXTRACTS:
        assert all(day.day_of_week < 5 for day in files[key])


def test_charging_receives_about_67_submissions_a_working_day(latest):
    received = latest["charging"]["received_on"]
    assert 65 <= len(received) / len(pd.bdate_range("2024-05-01", "2026-11-20")) <= 70
    assert (received.dt.day_of_week > 4).mean() < 0.05


def _faulty(rows: pd.DataFrame, extract) -> pd.Series:
    wrong = rows.duplicated([extract[k].title for k in extract.keys])
    days = {}
    for field in extract.fields:
        texts = rows[field.title]
        full = texts != ""
        if not field.blank:
            wrong |= ~full
        if isinstance(field, Date):
            days[field.name] = as_days(texts, errors="coerce")
            wrong |= full & days[field.name].isna()
        elif isinstance(field, Choice):
            wrong |= full & ~texts.isin(field.values)
        elif isinstance(field, YesNo):
            wrong |= full & ~texts.isin(["Yes", "No"])
        elif isinstance(field, Whole):
            wrong |= full & ~texts.str.fullmatch(r"\d+")
    for rule in extract.rules:
        if isinstance(rule, NotBefore):
            wrong |= days[rule.later] < days[rule.earlier]
        elif isinstance(rule, Needs):
            wrong |= (rows[extract[rule.field].title] != "") & (
                rows[extract[rule.other].title] == ""
            )
    return wrong


def _faultless(rows, faults, key, day):
    return rows.drop(index=faults[key, day]) if (key, day) in faults else rows


def _by_key(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    extract = EXTRACTS[key]
    rows = rows.rename(columns={f.title: f.name for f in extract.fields})
    return rows.set_index(rows[extract.keys[0]].str.cat(rows[list(extract.keys[1:])], sep=" "))


def _pairs(files, key):
    rows = list(files[key].values())
    return pairwise(rows)
