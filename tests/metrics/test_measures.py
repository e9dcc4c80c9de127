"""Every measure's figure for a few rows that can be counted by eye."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pytest

from extracts.registry import EXTRACTS
from metrics.counts import counts
from metrics.ratios import letters_sent, returned
from metrics.registry import MEASURES
from metrics.reviews import review_score
from metrics.timeliness import timeliness

AS_OF = date(2026, 5, 29)  # a Friday


def may(day: int) -> date:
    return date(2026, 5, day)


def charging(received: date, decided: date | None = None, outcome: str = "Charge", **more) -> dict:
    usual = {"urn": "A", "submission": 1, "review_track": "28 day", "in_custody": False}
    row = {"received_on": received, "decided_on": decided, "outcome": decided and outcome}
    return usual | row | more


def duty(triggered: date, served: date | None = None, **more) -> dict:
    usual = {"urn": "A", "stage": "Initial", "in_custody": False}
    return usual | {"triggered_on": triggered, "served_on": served} | more


def letter(decided: date, sent: date | None = None, enhanced: str = "No") -> dict:
    return {"urn": "A", "decided_on": decided, "sent_on": sent, "enhanced": enhanced}


def answer(rating: str, kind: str = "IQA") -> dict:
    return {"review": "R", "rating": rating, "kind": kind, "reviewed_on": may(1)}


LETTERS = [
    letter(may(20), may(21), "Yes"),  # Wednesday to Thursday
    letter(may(22), may(26), "Yes"),  # Friday to Tuesday, Monday being a bank holiday
    letter(may(15), may(20), "Yes"),  # late: due on Monday 18 May
    letter(may(14), may(21)),  # 5 working days
    letter(may(14), may(22)),  # 6: late
    letter(may(15)),  # overdue since Friday 22 May
    letter(may(22)),  # due on Monday 1 June
    letter(may(1), None, "Unknown"),  # no standard
]


CASES = [
    charging(may(1), may(4), "Action plan", urn="A", police_due_on=may(12)),
    charging(may(12), may(15), urn="A", submission=2),
    charging(may(1), may(3), urn="B"),
    charging(may(1), may(5), "No further action", urn="C"),
    charging(may(1), may(5), "Returned at triage", urn="D", police_due_on=may(20)),
]


@dataclass(frozen=True)
class Example:
    """Rows of a measure's extract, the denominator and the figure that they come to."""

    rows: list[dict]
    out_of: int | None
    figure: float


EXAMPLES = {
    "charging_28_day": Example(
        [
            charging(may(1), date(2026, 5, 29)),  # on day 28, which is the data's own: not judged
            charging(date(2026, 4, 2), date(2026, 4, 30)),  # on day 28
            charging(date(2026, 4, 2), may(1)),  # on day 29
            charging(date(2026, 4, 2)),  # overdue
            # of other clocks: in custody, and on another track
            charging(date(2026, 4, 2), in_custody=True),
            charging(date(2026, 4, 2), review_track="5 day"),
        ],
        3,
        1 / 3,
    ),
    "charging_5_day": Example(
        [
            charging(may(1), may(6), review_track="5 day"),  # on day 5
            charging(may(1), may(6), review_track="5 day", in_custody=True),
            charging(may(1), may(7), review_track="5 day"),  # on day 6
            charging(may(1), may(2)),  # of another track
        ],
        3,
        2 / 3,
    ),
    "charging_waiting": Example(
        [
            charging(may(1)),
            charging(may(2), in_custody=True, review_track="Priority"),
            charging(may(1), may(2), "Action plan"),  # with the police
        ],
        None,
        2,
    ),
    "charging_returned": Example(CASES, 5, 1 / 5),
    "charging_end_to_end": Example(CASES, 2, (14 + 2) / 2),  # the median of two
    "police_response": Example(CASES, 2, 1 / 2),
    "disclosure_initial": Example(
        [
            duty(date(2026, 3, 1), date(2026, 4, 20), in_custody=True),  # on day 50
            duty(date(2026, 3, 1), date(2026, 4, 21), in_custody=True),  # on day 51
            duty(date(2026, 3, 1), may(10)),  # on bail, on day 70
            duty(may(1), may(21), due_on=may(20)),  # late by the court's date
            duty(may(1)),  # due in July
            duty(date(2026, 3, 1), stage="Continuing"),  # another measure's
        ],
        4,
        2 / 4,
    ),
    "disclosure_continuing": Example(
        [
            duty(may(1), may(20), stage="Continuing", due_on=may(20)),
            duty(may(1), stage="Continuing", due_on=may(20)),
            duty(may(1), may(2), stage="Continuing"),  # no due day, in no share
        ],
        2,
        1 / 2,
    ),
    "letters_enhanced": Example(LETTERS, 3, 2 / 3),
    "letters_other": Example(LETTERS, 3, 1 / 3),
    "letters_on_time": Example(LETTERS, 6, 3 / 6),
    "letters_sent": Example(LETTERS, 6, 5 / 6),
    "letters_quality": Example(
        [
            answer("Fully met", "Letter sample"),
            answer("Not met", "Letter sample"),
            answer("Not met"),
        ],
        2,
        (2 + 0) / (2 * 2),
    ),
    "review_score": Example(
        [
            answer("Fully met"),
            answer("Partially met", "Mini-inspection"),
            answer("Not applicable"),
            answer("Not met", "Letter sample"),
        ],
        2,
        (2 + 1) / (2 * 2),
    ),
}


def test_every_measure_has_an_example():
    assert set(EXAMPLES) == set(MEASURES)


@pytest.mark.parametrize("key", MEASURES)
def test_the_figure_of_a_measure_counted_by_eye(key):
    measure, example = MEASURES[key], EXAMPLES[key]
    schema = EXTRACTS[measure.extract].schema()
    usual = dict.fromkeys(schema.names) | {"unit": "A Unit", "casework_type": "RASSO"}
    table = pa.Table.from_pylist([usual | row for row in example.rows], schema)
    rows = table.select(measure.columns())
    of = {"period": "all", "as_of": AS_OF, "small_number": 1}

    if measure.kinds:
        found = review_score(rows, kinds=measure.kinds, **of)
    elif measure.clock is None:
        found = returned(rows, **of)
    else:
        counted = counts(measure.prepare(rows, as_of=AS_OF), measure.clock, as_of=AS_OF)
        sent = measure.headline == "sent_share"
        found = letters_sent(counted, **of) if sent else timeliness(counted, **of)

    (only,) = found.to_dict("records")
    assert only[measure.headline] == example.figure
    assert (only[measure.denominator] if measure.denominator else None) == example.out_of
