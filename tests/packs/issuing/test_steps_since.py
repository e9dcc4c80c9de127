"""Step changes set or withdrawn since a pack was issued are named: who, when, since when, why."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from extracts.area import load_area
from extracts.judgement import StepChange
from extracts.store import Store
from packs.issuing.issued import issue, settings_of
from packs.issuing.since import since
from packs.issuing.steps_since import steps_since
from plan.area import with_plan
from plan.known import known
from plan.steps import set_step, steps, withdraw_step
from tests.packs.issuing.test_since import MONTH, STEADY, matrix

AREA = load_area()
AT = datetime(2026, 11, 10, 10, 15, tzinfo=UTC)
LATER = datetime(2026, 11, 12, 8, 5, tzinfo=UTC)
TITLE = "Charging decisions in 28 days"


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path)


def put(store, day=date(2026, 2, 1), at=AT, **more):
    return set_step(
        store, measure="charging_28_day", starts_on=day, reason="A new team.", area=AREA,
        known=known(AREA), who="Ann", now=at, **more,
    )  # fmt: skip


def issued(store):
    """A pack of one measure, issued with the step changes there are now."""
    pack = matrix(**{"": STEADY})
    issue(store, pack, with_plan(AREA, store), who="A secretary", now=AT)
    return pack


def found(store, pack, area=AREA):
    settings = settings_of(store, MONTH, 1)
    return steps_since(settings, with_plan(area, store), steps(store), pack)


def test_one_that_was_set_since_is_named_with_its_reason_after_the_headline(store):
    pack = issued(store)
    assert found(store, pack) == []
    put(store, at=LATER)
    put(store, unit="Western Magistrates Unit", at=LATER)
    every, western = found(store, pack)
    assert every.says == (
        f"A step change of {TITLE}, all units, from 1 Feb 2026 was set by Ann at 08:05 on "
        "12 November 2026: A new team."
    )
    assert (western.unit, western.before) == ("Western Magistrates", "none")
    now = replace(pack, rows=(replace(pack.rows[0], worse_units=("A",)),))
    kinds = [d.kind for d in since(pack, now, [every])]
    assert kinds == ["headline", "step"]


def test_one_that_was_withdrawn_since_is_named_with_why(store):
    step = put(store)
    pack = issued(store)
    assert found(store, pack) == []
    withdraw_step(store, step.key, reason="It was not new", who="Bob", now=LATER)
    (gone,) = found(store, pack)
    assert gone.says == (
        f"The step change of {TITLE}, all units, from 1 Feb 2026 was withdrawn by Bob at 08:05 on "
        "12 November 2026: It was not new."
    )
    assert gone.before == "set: A new team."


def test_those_of_the_areas_file_are_compared_too(store):
    pack = issued(store)
    of_file = StepChange(
        measure="charging_28_day", starts_on=date(2026, 3, 1), reason="New form", set_by="The head"
    )
    (found_one,) = found(store, pack, replace(AREA, step_changes=(of_file,)))
    assert found_one.after == "set by The head in the Area’s settings: New form"


def test_one_of_after_the_packs_month_and_one_taken_back_since_are_no_cause(store):
    pack = issued(store)
    put(store, day=date(2026, 11, 1))
    step = put(store)
    withdraw_step(store, step.key, reason="It was not new", who="Bob", now=LATER)
    assert found(store, pack) == []
