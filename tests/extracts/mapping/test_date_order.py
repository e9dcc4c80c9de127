"""Are columns of dates told apart by what the extract declares of them?"""

from extracts.registry import EXTRACTS
from tests.extracts.foreign import by_heading, days, made_for, of_field, references, turned

N = 60


def blanked(values, every):
    return [v if i % every else "" for i, v in enumerate(values)]


def dates(columns, extract):
    found = by_heading(made_for(columns), extract)
    return {n: h for n, h in found.items() if h and n.endswith("_on")}


def test_what_closes_a_row_is_not_before_what_opens_it():
    columns = {"C": days(N), "B": days(N, after=5), "A": days(N, after=-5)}
    found = dates(columns, "charging")
    order = {"A": 0, "C": 1, "B": 2}
    assert order[found["received_on"]] < order[found["decided_on"]]


def test_an_outcome_goes_with_the_day_it_was_decided():
    columns = {
        "A": days(N, after=2),
        "B": blanked(days(N, after=9), 3),
        "C": days(N),
        "D": blanked(turned(["NFA", "Charged"], N), 3),
    }
    assert dates(columns, "charging") == {"received_on": "C", "decided_on": "B"}


def test_what_is_yet_to_come_ends_later_than_what_has_happened():
    columns = {"A": days(N, after=90), "B": days(N, after=5), "C": days(N)}
    assert dates(columns, "disclosure") == {"triggered_on": "C", "served_on": "B", "due_on": "A"}


def test_one_date_out_of_order_gives_way_to_none():
    columns = {"Date received": days(N), "Z": days(N, after=-30)}
    assert dates(columns, "charging") == {"received_on": "Date received"}


def test_the_order_is_said_where_there_are_rows_to_tell_it():
    columns = {"Received": days(N), "Decided": [*days(N - 3, after=5), *days(3)]}
    decided = of_field(made_for(columns), "charging", "decided_on")
    assert decided.why.endswith("dates, in 95% of rows not before Date received.")
    few = {"Received": days(5), "Decided": days(5, after=5), "Ref": references(5)}
    assert of_field(made_for(few), "charging", "decided_on").why.endswith("its values are dates.")


def test_an_extract_without_a_closing_day_has_its_dates():
    assert EXTRACTS["reviews"].closes is None
    assert dates({"Score": ["PM"] * N, "Marked": days(N)}, "reviews") == {"reviewed_on": "Marked"}
