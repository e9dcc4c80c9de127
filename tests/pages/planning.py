"""How a test writes the improvement plan on its page, and what it reads there."""

import time
from datetime import date

from streamlit.testing.v1 import AppTest

from extracts.store import Store
from plan.actions import PlanAction, actions
from tests.pages.conftest import FRAME, WITHIN
from tests.pages.screen import walk

PAGE = "improvement_plan.py"
TRAINING = PlanAction(
    what="Training for everybody",
    short="Training",
    issue=1,
    owner="Head of legal quality",
    measures=("review_score",),
    due=date(2027, 1, 29),
)


def signed_in(quick, role: str, name: str = "ann@example.org", **address: str) -> AppTest:
    """The page as somebody with a role has it."""
    at = quick(AppTest.from_file(FRAME, default_timeout=WITHIN)).switch_page(PAGE)
    at.user = {
        "is_logged_in": True, "iat": time.time(), "email": name, "email_verified": True,
        "roles": [role],
    }  # fmt: skip
    at.query_params.update(address)
    at.run()
    assert not at.exception
    return at


def press(at: AppTest, key: str) -> AppTest:
    """Press a button and see that the page shows no error of the program's own."""
    at.button(key=key).click().run()
    assert not at.exception, at.exception[0].message
    return at


def write(at: AppTest, **fields: object) -> AppTest:
    """Fill in fields of the form, by their names."""
    for name, value in fields.items():
        kind = {"issue": "selectbox", "units": "pills", "measures": "pills"}
        kind |= {"notes": "text_area", "evidence": "text_area"}
        getattr(at, kind.get(name, "text_input"))(key=f"plan {name}").set_value(value)
    return at


def typed(at: AppTest) -> dict[str, object]:
    """What is in the fields of the form."""
    every = [*at.text_input, *at.text_area, *at.pills, *at.selectbox]
    return {
        e.key.removeprefix("plan "): e.value for e in every if (e.key or "").startswith("plan ")
    }


def kept(store) -> dict[str, PlanAction]:
    """The actions of the store, by their short names."""
    return {a.short: a for a in actions(Store(store))}


def words(at: AppTest) -> str:
    """Everything that is said in sentences."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "success", "warning")
    return "\n".join(e.value for e in walk(at.main) if e.type in kinds)
