"""What the plan says is on the pages at once, and an open page says that it was changed."""

from datetime import date

import pytest

from extracts.area import load_area
from extracts.registry import EXTRACTS
from extracts.store import Store
from pages import data, newer, planned
from plan.actions import PlanAction, actions_in
from plan.known import known
from plan.steps import set_step, withdraw_step
from tests.pages.made import NOW, plan

TRAINING = PlanAction(
    what="Training for everybody",
    short="Training",
    issue=1,
    owner="Head of legal quality",
    started=date(2026, 2, 9),
)


def test_the_area_of_the_pages_is_that_of_the_file_and_of_the_plan(own_store):
    assert data.area() == data.settings() == load_area()
    version = data.versions()["plan"]
    plan(own_store, TRAINING)
    data.look_again()
    assert [a.short for a in data.area().actions] == ["Training"]
    assert data.area() is data.area()  # read once
    assert data.versions()["plan"] > version
    assert [a.what for a in actions_in(planned.plan(data.store())).copy()] == [TRAINING.what]


def test_what_is_kept_is_made_again_when_the_plan_changes(own_store):
    made = []

    def look():
        return data.kept("a test", str(own_store), make=lambda: made.append(1) or len(made))

    assert (look(), look()) == (1, 1)
    plan(own_store, TRAINING)
    data.look_again()
    assert (look(), look()) == (2, 2)


def test_a_step_change_holds_on_pages_until_it_is_withdrawn(own_store):
    store = Store(own_store)
    step = set_step(
        store, measure="review_score", starts_on=date(2026, 3, 1), reason="New form.",
        area=load_area(), known=known(load_area()), who="A test", now=NOW,
    )  # fmt: skip
    data.look_again()
    assert data.area().step_changes == (step.as_judged(),)
    withdraw_step(store, step.key, reason="A slip.", who="A test", now=NOW)
    data.look_again()
    assert data.area().step_changes == ()


@pytest.mark.parametrize(
    ("changed", "words", "button"),
    [
        ("plan", "The improvement plan has been changed.", "Plan changed: refresh"),
        ("charging", "New data has been published.", "New data: refresh"),
    ],
)
def test_an_open_page_says_what_has_changed(changed, words, button, opened, monkeypatch):
    state = dict.fromkeys([*EXTRACTS, "plan"], 1)
    monkeypatch.setattr(newer.data, "versions", lambda: dict(state))
    notice = newer._notice
    monkeypatch.setattr(newer, "_notice", lambda: (state.update({changed: 2}), notice()))
    at = opened("how_it_is_counted.py")
    assert f'<p role="status" aria-live="polite">{words}</p>' in [h.body for h in at.get("html")]
    assert button in [b.label for b in at.button]
