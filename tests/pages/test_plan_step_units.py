"""The preview of a step change names the units of which something else would be said."""

from datetime import date

from extracts.area import load_area
from extracts.store import Store
from packs.making.board import board
from packs.making.store_source import StoreSource
from plan.area import with_plan
from tests.pages.planning import PAGE, press, words
from tests.pages.test_plan_steps import MEASURE, PART, ask


def test_the_preview_names_each_unit_whose_verdict_changes_and_so_it_comes(two_units, opened):
    """Nine months from February to October are too few; the thirteenth is over in March 2027."""
    at = ask(opened(PAGE, **PART), "01/02/2026", "A new team")
    said = words(at)
    until = "not judged until it has 13 months, in March 2027 at the earliest"
    western, cumbria = (
        next(line for line in said.splitlines() if line.startswith(f"- {name}: **"))
        for name in ("Western Magistrates", "Cumbria Magistrates")
    )
    assert western.startswith("- Western Magistrates: **worse, ")
    assert western.endswith(f" → {until}**")
    assert cumbria.endswith(f" → {until}**")
    assert said.index(western) < said.index(cumbria) < said.index("judged anew too.")

    def judged() -> dict[str, str]:
        store = Store(two_units.address)
        area = with_plan(load_area(), store)
        pack = board(StoreSource(store, area), area, date(2026, 10, 1), today=date(2026, 11, 20))
        return {u.name: u.variation for u in pack.row(MEASURE).units}

    assert judged()["Western Magistrates"] == "concern"
    press(at, "step-set")
    assert judged() == {"Western Magistrates": "not judged", "Cumbria Magistrates": "not judged"}

    at.text_input(key="step withdrawn reason").set_value("It was not new.")
    press(at, "step-withdraw-look")
    back = next(m for m in words(at).splitlines() if m.startswith("- Western Magistrates: **"))
    assert back.startswith("- Western Magistrates: **not judged → worse, ")


def test_a_step_change_that_changes_no_units_verdict_says_so(two_units, opened):
    at = ask(opened(PAGE, **PART), "01/05/2024", "The first month of all")
    assert "No unit’s verdict changes." in words(at)
