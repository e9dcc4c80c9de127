"""Actions and what they may name, made for tests."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from plan.actions import PlanAction
from plan.changes import save_action
from plan.known import Known

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
KNOWN = Known(
    units={"cumbriahub": "Cumbria Hub", "cumbria": "Cumbria Hub", "lancsunit": "Lancs Unit"},
    measures={"charging_28_day": "Charging decisions in 28 days", "review_score": "Review score"},
    issues={1: "Legal decision quality", 2: "Charging and disclosure", 3: "Victim letters"},
)


def action(**given) -> PlanAction:
    """A usual action, with what is given."""
    usual = {
        "what": "Training for everybody",
        "short": "Training",
        "issue": 1,
        "owner": "Head of legal quality",
    }
    return PlanAction(**usual | given)


def actions(words: SearchStrategy[str], **given: SearchStrategy) -> SearchStrategy[PlanAction]:
    """Any action. words: of its texts; given: strategies of the fields that have their own."""
    days = st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31))
    texts = dict.fromkeys(("what", "short", "owner", "notes", "evidence"), words)
    dates = dict.fromkeys(("agreed", "due", "started", "done"), days)
    marks = dict.fromkeys(("sample", "withdrawn"), st.booleans())
    return st.builds(PlanAction, **{"issue": st.integers(1, 3), **texts, **dates, **marks, **given})


def saved(store, made, *, who="Ann", minutes=0):
    """An action as it is after it was saved."""
    now = NOW + timedelta(minutes=minutes)
    return save_action(store, made, known=KNOWN, who=who, now=now, today=TODAY)


def day(text: str) -> date:
    return date.fromisoformat(text)
