"""Whatever is dropped on Upload: words, or a check whose rows add up and that then comes true.

HYPOTHESIS_PROFILE=long tries 5,000 files; it takes up to an hour, so give pytest
-o faulthandler_timeout=0 with it.
"""

import itertools
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extracts.errors import DashboardError
from extracts.registry import EXTRACTS
from pages import data
from pages.upload_page import mapping, publishing
from pages.upload_page.checked import Checked, Choices, Refused
from pages.upload_page.publishing import ToPublish
from tests.extracts.hostile import VALID, gzipped, text_of, xlsx_of, zipped_as
from tests.extracts.reading.test_fuzz_reading import TEXTS, TIMES, valid, written

CASES = 25 if TIMES == 1 else 5_000
PER_STORE = 25  # so that what was published before is met, and no history grows long
NAMES = (
    "charging_2026-11-20.csv",
    "../../x.csv",
    "=1+1.xlsx",
    "a\nb <b>*c*</b>.csv",
    "31.02.2026",
    "",
)
DAYS = (None, None, date(2026, 11, 20), date(2000, 1, 1), date(2099, 12, 31))
HEADS = {"URN": "Case No", "Unit": "Office", "Date received": "Recd", "Outcome": "Result"}


@st.composite
def foreign(draw):
    """A file of an extract under other headings, and now and then other values."""
    rows = draw(valid(draw(st.sampled_from(sorted(VALID)))))
    renamed = [{HEADS.get(k, f"{k} x"): v for k, v in row.items()} for row in rows]
    return text_of(renamed).encode(errors="replace")


@st.composite
def workbooks(draw):
    rows = draw(valid())
    plain = [{k: v.replace("\x00", "").replace("\x07", "") for k, v in r.items()} for r in rows]
    return xlsx_of(plain)


FILES = st.one_of(
    written(),
    written(),
    valid().map(lambda rows: text_of(rows).encode(errors="replace")),
    foreign(),
    workbooks(),
    written().map(gzipped),
    written().map(lambda d: zipped_as({"a.csv": d})),
    st.binary(max_size=300),
)


@pytest.fixture
def fresh_stores(tmp_path, monkeypatch):
    """Another store after so many cases."""
    number = itertools.count()

    def turn():
        folder = tmp_path / f"store {next(number) // PER_STORE}"
        monkeypatch.setenv("DASHBOARD_STORE", str(folder))
        data.look_again()

    return turn


def check(content: bytes, name: str, choices: Choices) -> Checked | Refused:
    found = publishing.check(content, name, choices).result()
    if isinstance(found, Refused):
        assert found.message.strip().endswith((".", "?")), found.message
        return found
    assert found.n_rows == found.n_accepted + found.n_rejected + found.n_repeated
    assert found.n_accepted == found.n_new + found.n_changed + found.n_unchanged
    assert found.findings["Findings"].sum() == found.n_findings
    return found


def map_by_hand(pick: Random, content: bytes, name: str) -> Choices | None:
    """What is suggested, or something else, as a layout; None where it cannot be."""
    try:
        suggestion = mapping.suggest(content, name, None)
        extract = pick.choice([r.extract.key for r in suggestion.ranked])
        places = [None, *(c.position for c in suggestion.columns)]
        columns = {
            f.field.name: pick.choice([f.position, pick.choice(places)])
            for f in suggestion.fields[extract]
        }
        met = mapping.mapped(suggestion, extract, columns)
        values = {
            n: {u.written: pick.choice(c.allowed) for u in c.unread if c.allowed}
            for n, c in met.items()
        }
        dates = {n: pick.choice(c.forms).name for n, c in met.items() if c.forms}
        is_everywhere = columns.get("unit", 0) is None and pick.random() < 0.5
        constants = {"unit": pick.choice(TEXTS)} if is_everywhere else {}
        return Choices(
            layout=mapping.draft(
                suggestion, pick.choice(("Ours", " ", "x" * 90)), extract, columns,
                values, constants, dates,
            )
        )  # fmt: skip
    except DashboardError:
        return None


@settings(
    max_examples=CASES,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
@given(FILES, st.sampled_from(NAMES), st.sampled_from(DAYS), st.booleans(), st.integers(0))
def test_whatever_is_dropped(fresh_stores, content, name, day, full, seed):
    # What is asked later depends on what is published already, which Hypothesis cannot repeat.
    pick = Random(seed)
    fresh_stores()
    choices = Choices(extract_day=day, full=full)
    found = check(content, name, choices)
    if isinstance(found, Refused) and found.may_be_mapped:
        choices = map_by_hand(pick, content, name) or choices
        found = check(content, name, choices)
    if isinstance(found, Refused):
        return
    before = data.store().history(EXTRACTS[found.extract])
    confirmed = pick.choice((found.n_withdrawn, found.n_withdrawn + 1))
    file = ToPublish(data=content, name=name, choices=choices, withdraw=confirmed)
    (outcome,) = publishing.publish([file], "a *note*").result()
    after = data.store().history(EXTRACTS[found.extract])
    if outcome.publication and not outcome.was_already:
        p = after[-1]
        assert len(after) == len(before) + 1
        assert (p.n_new, p.n_changed, p.n_unchanged) == (
            found.n_new,
            found.n_changed,
            found.n_unchanged,
        )
        assert (p.n_rejected, p.n_withdrawn) == (found.n_rejected, found.n_withdrawn)
        assert check(content, name, choices).same is not None
    else:
        assert after == before
        assert outcome.was_already or outcome.why.endswith("."), outcome
        assert outcome.was_already == (found.same is not None)
    correct = publishing.corrections(content, name, choices)().decode("utf-8-sig")
    assert (len(correct.splitlines()) > 1) == (found.n_rejected > 0)
    assert publishing.findings(content, name, choices)()


@settings(max_examples=CASES)
@given(st.one_of(st.text(max_size=30), st.sampled_from(TEXTS)))
def test_whatever_is_written_for_a_day(written_day):
    try:
        day = publishing.own_day(written_day)
    except DashboardError:
        return
    assert day is None or date(2000, 1, 1) <= day <= date(2099, 12, 31)
