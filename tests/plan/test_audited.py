from dataclasses import replace

from extracts.area import load_area
from extracts.store import Store
from plan.audited import plan_lines
from plan.commentary import write
from plan.known import known
from plan.steps import set_step, withdraw_step
from tests.plan.made import NOW, action, day, saved


def test_a_store_without_a_plan_has_no_lines(own_store):
    assert plan_lines(Store(own_store)) == []


def test_every_revision_is_a_line_with_who_when_and_what(own_store):
    store, area = Store(own_store), load_area()
    first = saved(store, action())
    saved(store, replace(first, owner="Deputy"), who="Ben", minutes=5)
    step = set_step(
        store, measure="review_score", starts_on=day("2026-03-01"), reason="New form.",
        area=area, known=known(area), who="Cara", now=NOW,
    )  # fmt: skip
    withdraw_step(store, step.key, reason="A slip.", who="Dan", now=NOW)
    for text, based_on in (("Words", 0), ("Other words", 1), ("", 2)):
        write(
            store, month=day("2026-10-01"), measure="review_score", text=text, drafted="",
            based_on=based_on, who="Eve", now=NOW,
        )  # fmt: skip

    lines = [tuple(line.values()) for line in plan_lines(store)]

    at, later = "2026-11-20T09:30:00+00:00", "2026-11-20T09:35:00+00:00"
    changed = 'Training (training): Owner from "Head of legal quality" to "Deputy"'
    of_step = "review_score, every unit, from 01/03/2026"
    assert lines == [
        (at, "Ann", "plan", "Training (training): new"),
        (later, "Ben", "plan", changed),
        (at, "Cara", "step change", f"{of_step}: set. New form."),
        (at, "Dan", "step change", f"{of_step}: withdrawn. A slip."),
        (at, "Eve", "commentary", "review_score, 2026-10: written"),
        (at, "Eve", "commentary", "review_score, 2026-10: changed"),
        (at, "Eve", "commentary", "review_score, 2026-10: taken back"),
    ]
