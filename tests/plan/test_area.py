"""The Area with the plan: which actions are drawn and which step changes hold."""

from dataclasses import replace

import pytest

from extracts.area import Area
from extracts.judgement import Action, StepChange
from extracts.store import Store
from plan.area import with_plan
from plan.log import TABLE
from plan.steps import set_step, withdraw_step
from tests.plan.made import KNOWN, NOW, action, day, saved

OF_FILE = StepChange(
    measure="review_score", starts_on=day("2025-01-01"), reason="New form.", set_by="The Board"
)
AREA = Area(name="N", step_changes=(OF_FILE,))


@pytest.fixture
def store(own_store):
    return Store(own_store)


def test_without_a_plan_it_is_the_area_of_the_file(store):
    assert with_plan(AREA, store) == AREA


def test_actions_with_a_start_are_those_of_the_area(store):
    saved(
        store,
        action(
            measures=("review_score",),
            units=("Cumbria Hub",),
            started=day("2026-02-01"),
            sample=True,
        ),
    )
    saved(store, action(short="Not begun"))
    gone = saved(store, action(short="Gone", started=day("2026-02-01")))
    saved(store, replace(gone, withdrawn=True))
    assert with_plan(AREA, store).actions == (
        Action(
            title="Training for everybody",
            short="Training",
            issue=1,
            measures=("review_score",),
            started=day("2026-02-01"),
            units=("Cumbria Hub",),
            illustrative=True,
        ),
    )


def test_step_changes_of_the_file_and_those_that_hold_are_those_of_the_area(store):
    def put(starts_on):
        return set_step(
            store, measure="review_score", starts_on=starts_on, reason="Why.", area=AREA,
            known=KNOWN, who="Ann", now=NOW,
        )  # fmt: skip

    kept, gone = put(day("2026-01-01")), put(day("2026-02-01"))
    before = store.version_of(TABLE)
    withdraw_step(store, gone.key, reason="A slip.", who="Ann", now=NOW)
    assert with_plan(AREA, store).step_changes == (OF_FILE, kept.as_judged())
    then = with_plan(AREA, store, before)
    assert then.step_changes == (OF_FILE, kept.as_judged(), gone.as_judged())
