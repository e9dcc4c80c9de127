"""A column of dates: the one format that it is read by, and refusal where days may be swapped.

One format is chosen for a whole column, because a column that mixes formats has usually been
through a spreadsheet that swapped some days and months.
"""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from extracts.dates import DAY_FIRST, FORMATS, MONTH_FIRST, DayFormat, fault, without_time
from extracts.errors import AmbiguousDates, brief

_MOST_TRIED = 20_000  # days to choose a format by: more than there are in 50 years
_AFTER_12TH = 0.6  # of the days of a year
_RARE = 0.01  # our own bound: what comes by chance less often than that is no chance


def choose_format(days: Sequence[str], title: str) -> DayFormat:
    """The day-first format that fits most of the distinct texts of a column.

    Raises AmbiguousDates where a month-first format fits more of them, or where a spreadsheet has
    swapped the day and the month of some.
    """
    days = days[:_MOST_TRIED]
    fits = {f.name: sum(map(f.fits, days)) for f in FORMATS.values()}
    best = max(DAY_FIRST, key=lambda f: fits[f.name])
    month_first = max(MONTH_FIRST, key=lambda f: fits[f.name])
    if fits[month_first.name] > fits[best.name]:
        example = next(d for d in days if month_first.fits(d) and not best.fits(d))
        known = (
            f'{title} is written month first, as in "{example}". Day and month would be swapped '
            "without notice, so the file is refused: export it again with dates as dd/mm/yyyy, or "
        )
        raise AmbiguousDates(
            f"{known}use a layout that says {month_first.name}.",
            f"{known}say below what its columns are, with these dates as {month_first.name}.",
        )
    check_not_swapped(days, title)
    return best


def check_not_swapped(days: Sequence[str], title: str) -> None:
    """Raise AmbiguousDates where a spreadsheet has read as days what it could, in the wrong order.

    It leaves as text what is no day in its own order: all of them after the 12th.
    """
    real = [d for text in days if (d := FORMATS["yyyy-mm-dd"].day(text))]
    if not real or any(d.day > 12 for d in real):
        return
    for written, set_to, by_chance in (
        ("dd/mm/yyyy", "month first", _AFTER_12TH),
        ("mm/dd/yyyy", "day first", 1.0),
    ):
        as_text = [d for text in days if (d := FORMATS[written].day(text))]
        is_rare = (1 - _AFTER_12TH) ** len(real) * by_chance ** len(as_text) < _RARE
        if as_text and is_rare and all(d.day > 12 for d in as_text):
            example = next(text for text in days if FORMATS[written].fits(text))
            raise AmbiguousDates(
                f"{title} mixes days such as {real[0]}, none after the 12th of a month, with days "
                f"such as {brief(example)}, all after it. A spreadsheet set to {set_to} does "
                "that, and swaps day and month of the former, so the file is refused: export it "
                "again, and do not save it from a spreadsheet."
            )


def check_order(texts: pa.Array, title: str, chosen: DayFormat) -> None:
    """Refuse a column that a layout reads month first where most of it is day first, or reversed.

    texts: distinct, trimmed. Raises AmbiguousDates.
    """
    part, _, rest = chosen.name.partition("/")
    other = FORMATS.get(f"{rest[:2]}/{part}{rest[2:]}")
    days = without_time(texts).unique().to_pylist()[:_MOST_TRIED]
    if not other or sum(map(other.fits, days)) <= sum(map(chosen.fits, days)):
        return
    example = next(d for d in days if other.fits(d) and not chosen.fits(d))
    order = "month" if other.month_first else "day"
    known = (
        f'{title} is written {order} first, as in "{example}", and the layout says {chosen.name}. '
        "Day and month would be swapped without notice, so the file is refused: export it again "
        f"as {chosen.name}, or "
    )
    raise AmbiguousDates(
        f"{known}give a layout that says {other.name}.",
        f"{known}say below anew what its columns are, with these dates as {other.name}.",
    )


def parse_days(
    texts: pa.Array, title: str, chosen: DayFormat | None = None
) -> tuple[pa.Array, dict[int, str]]:
    """Days (date32, null where wrong) of distinct texts, and the fault of each that is wrong."""
    days = pc.dictionary_encode(without_time(texts))
    distinct = days.dictionary.to_pylist()
    chosen = chosen or choose_format(distinct, title)
    values = pa.array([chosen.day(d) for d in distinct], pa.date32()).take(days.indices)
    wrong = pc.indices_nonzero(pc.is_null(values)).to_pylist()
    return values, {i: fault(texts[i].as_py(), title, chosen) for i in wrong}
