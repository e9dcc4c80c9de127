import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from extracts.working_days import add_working_days
from metrics.backlog import AGE_BANDS, backlog
from metrics.counts import counts
from tests.metrics import slow
from tests.metrics.example import AS_OF, BYS, DAYS, EXAMPLE, SEVEN


def test_the_backlog_as_counted_by_eye():
    found = backlog(counts(slow.table(EXAMPLE), SEVEN, as_of=AS_OF), as_of=AS_OF)

    (first,) = found.to_dict("records")
    assert first == {
        "open": 3,
        "overdue": 1,
        "due_today": 1,
        "due_soon": 1,  # on Monday 18 May, up to Friday 22 May
        "oldest_open_days": 14,  # since 1 May
        "oldest_overdue_days": 7,  # since 8 May
        "age_0_5": 1,  # 4 days
        "age_6_14": 2,  # 7 and 14 days
        "age_15_21": 0,
        "age_22_28": 0,
        "age_29_plus": 0,
    }


@settings(max_examples=60)
@given(rows=slow.rows(), by=BYS, as_of=DAYS, limit=st.sampled_from(sorted(slow.LIMITS)))
def test_the_backlog_is_that_of_a_walk_row_by_row(rows, by, as_of, limit):
    clock = slow.clock(slow.LIMITS[limit])

    found = backlog(counts(slow.table(rows), clock, as_of=as_of), as_of=as_of, by=by)

    some = slow.cases(rows, clock, as_of)
    soon = add_working_days(as_of, 5)
    expected = []
    for group in sorted({tuple(getattr(c, b) for b in by) for c in some}):
        mine = [c for c in some if tuple(getattr(c, b) for b in by) == group]
        left = [c for c in mine if not c.backwards and c.is_open(as_of)]
        ages = [(as_of - c.start).days for c in left]
        over = [(as_of - c.due).days for c in left if c.is_overdue(as_of)]
        figure = {
            "open": len(left),
            "overdue": len(over),
            "due_today": sum(c.due == as_of for c in left),
            "due_soon": sum(bool(c.due) and as_of < c.due <= soon for c in left),
            "oldest_open_days": max(ages, default=None),
            "oldest_overdue_days": max(over, default=None),
            "age_0_5": sum(age <= 5 for age in ages),
            "age_6_14": sum(6 <= age <= 14 for age in ages),
            "age_15_21": sum(15 <= age <= 21 for age in ages),
            "age_22_28": sum(22 <= age <= 28 for age in ages),
            "age_29_plus": sum(age >= 29 for age in ages),
        }
        expected.append(dict(zip(by, group, strict=True)) | figure)
    ours = [{k: None if pd.isna(v) else v for k, v in r.items()} for r in found.to_dict("records")]
    assert ours == expected


def test_the_age_bands_begin_where_their_names_say():
    assert [int(name.split("_")[1]) for name in AGE_BANDS] == list(AGE_BANDS.values())
