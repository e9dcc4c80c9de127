"""What has changed since a pack was issued: headline, steps, verdicts, late data, plan, words."""

from collections.abc import Iterator, Sequence
from datetime import date

from packs.content import DataLine, Pack, Row
from packs.issuing.late_figures import AREA, Difference, figures, lines, overdue, pairs
from packs.issuing.since_told import headlines, plan
from packs.words.month_tables import verdict


def since(issued: Pack, now: Pack, steps: Sequence[Difference] = ()) -> list[Difference]:
    """What differs between a pack as it was issued and the same month as it is known now.

    What the Board would be told first comes first: the headline, then step changes (why lines may
    be judged otherwise), verdicts (of the Area, of units), then figures (of the pack's month, those
    of the Area before those of units; then of older months), targets and usual ranges, the plan,
    what was written, and the data. steps: of steps_since(), which no pack holds.
    """
    assert issued.month == now.month, "packs of two months have nothing to compare"
    rows = pairs({r.key: r for r in issued.rows}, {r.key: r for r in now.rows})
    judged = [d for before, after in rows for d in _judged(before, after)]
    late = [d for before, after in rows for d in figures(before, after)]
    late += overdue(issued, now)
    late.sort(key=lambda d: (-_months(d.month), d.unit != AREA))
    titles = {row.key: row.title for row in (*issued.rows, *now.rows)}
    return [
        *headlines(issued, now),
        *steps,
        *sorted((d for d in judged if d.kind == "verdict"), key=lambda d: d.unit != AREA),
        *late,
        *(d for d in judged if d.kind == "judgement"),
        *plan(issued.actions, now.actions, titles, now.month),
        *(d for d in judged if d.kind == "words"),
        *_data(issued.data, now.data),
    ]


def _months(month: date | None) -> int:
    return month.year * 12 + month.month if month else 0


def _judged(before: Row | None, after: Row | None) -> Iterator[Difference]:
    """What is said of a measure that is said otherwise: its target, verdicts and commentary."""
    row = after or before
    assert row is not None
    if not before or not after:
        return
    for what, was, is_now in (
        ("verdict", before.change, after.change),
        ("target", before.target, after.target),
        ("usual range", before.usual_range, after.usual_range),
    ):
        if was != is_now:
            yield _said(row, AREA, what, was, is_now)
    for old, new in pairs(lines(before), lines(after)):
        if old and new and old.unit and verdict(old) != verdict(new):
            yield _said(row, new.name, "verdict", verdict(old), verdict(new))
    if before.commentary != after.commentary:
        was, is_now = before.commentary or "none", after.commentary or "none"
        yield Difference(
            kind="words",
            measure=row.title,
            of="commentary",
            before=was,
            after=is_now,
            says=f"The commentary on {row.title} is another now: {is_now}",
        )


def _said(row: Row, unit: str, what: str, was: str, is_now: str) -> Difference:
    return Difference(
        kind="verdict" if what == "verdict" else "judgement",
        measure=row.title,
        unit=unit,
        of=what,
        before=was,
        after=is_now,
        says=f"{row.title}, {unit}, {what}: was “{was}”, now “{is_now}”.",
    )


def _data(before: tuple[DataLine, ...], after: tuple[DataLine, ...]) -> Iterator[Difference]:
    for old, new in pairs({d.extract: d for d in before}, {d.extract: d for d in after}):
        if old and new and old.says != new.says:
            yield Difference(
                kind="data",
                of=new.title,
                before=old.says,
                after=new.says,
                says=f"{new.title}, the data: was “{old.says}” Now “{new.says}”",
            )
