from datetime import date

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.clocks import CalendarDays, Where
from metrics.counts import counts
from metrics.events import COLUMNS, EVENTS, STATES
from tests.metrics import slow
from tests.metrics.engines import ENGINES, as_counter
from tests.metrics.example import AS_OF, row


@settings(max_examples=25)
@given(data=st.data(), rows=slow.rows())
def test_neither_the_order_of_rows_nor_the_engine_changes_the_frame(data, rows):
    clock = slow.clock(slow.LIMITS["date or by value"], Where("track", blank=False))
    expected = counts(slow.table(rows), clock, as_of=AS_OF)

    other = slow.table(data.draw(st.permutations(rows)))

    for engine in ENGINES.values():
        pd.testing.assert_frame_equal(counts(engine(other), clock, as_of=AS_OF), expected)


@settings(max_examples=25)
@given(
    rows=slow.rows(),
    where=st.sampled_from(
        [
            (Where("in_custody", one_of=(False,)),),
            (Where("track", one_of=("1 day", "5 days")), Where("in_custody", one_of=(True,))),
            (Where("due_on", blank=True),),
        ]
    ),
)
def test_only_the_rows_asked_for_are_counted(rows, where):
    clock = slow.clock(CalendarDays(7), *where)

    for engine in ENGINES.values():
        found = counts(engine(slow.table(rows)), clock, as_of=AS_OF)
        assert as_counter(found) == slow.counts(rows, clock, AS_OF)


def test_the_frame_has_the_same_form_with_and_without_rows():
    clock = slow.clock(CalendarDays(7))
    for rows in ([], [row(date(2026, 5, 1))]):
        for engine in ENGINES.values():
            found = counts(engine(slow.table(rows)), clock, as_of=AS_OF)

            assert tuple(found.columns) == COLUMNS
            assert [str(t) for t in found.dtypes] == [
                *["category"] * 3,
                "datetime64[s]",
                "Int32",
                "category",
                "int64",
            ]
            assert tuple(found["event"].cat.categories) == EVENTS
            assert tuple(found["state"].cat.categories) == STATES


@pytest.mark.parametrize(
    "kind", [pa.string_view(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())]
)
def test_text_of_every_kind_is_counted_alike(kind):
    table = slow.table([row(date(2026, 5, 1)), row(date(2026, 5, 2), track=None)])
    clock = slow.clock(slow.LIMITS["by value"], Where("track", one_of=("1 day",)))
    other = table
    for name in ("unit", "casework_type", "track"):
        at = table.schema.get_field_index(name)
        if pa.types.is_dictionary(kind):
            column = table[name].dictionary_encode()
        else:
            column = table[name].cast(kind)
        other = other.set_column(at, name, column)

    expected = counts(table, clock, as_of=AS_OF)
    pd.testing.assert_frame_equal(counts(other, clock, as_of=AS_OF), expected)
