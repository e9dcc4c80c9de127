"""What has changed since a pack was issued: late data, verdicts, the plan, the words."""

from collections.abc import Iterator
from datetime import date

from packs.content import ActionLine, DataLine, Pack, Row
from packs.issuing.late_figures import Difference, figures, lines, pairs


def since(issued: Pack, now: Pack) -> list[Difference]:
    """What differs between a pack as it was issued and the same month as it is known now.

    Figures first, those of the pack's own month before older ones. What is overdue at the data's
    own day is not among them: it is of another day, not late.
    """
    assert issued.month == now.month, "packs of two months have nothing to compare"
    rows = pairs({r.key: r for r in issued.rows}, {r.key: r for r in now.rows})
    late = [d for before, after in rows for d in figures(before, after)]
    late.sort(key=lambda d: d.month or date.min, reverse=True)
    return [
        *late,
        *(d for before, after in rows for d in _judged(before, after)),
        *_plan(issued.actions, now.actions),
        *_data(issued.data, now.data),
    ]


def _judged(before: Row | None, after: Row | None) -> Iterator[Difference]:
    """What is said of a measure that is said otherwise: its target, verdicts and commentary."""
    row = after or before
    assert row is not None
    if not before or not after:
        return
    for what, was, is_now in (
        ("target", before.target, after.target),
        ("usual range", before.usual_range, after.usual_range),
        ("verdict", before.change, after.change),
    ):
        if was != is_now:
            yield _said(row, "Area", what, was, is_now)
    for old, new in pairs(lines(before), lines(after)):
        if old and new and old.unit and old.variation != new.variation:
            yield _said(row, new.name, "verdict", old.variation, new.variation)
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
        kind="judgement",
        measure=row.title,
        unit=unit,
        of=what,
        before=was,
        after=is_now,
        says=f"{row.title}, {unit}, {what}: was {was}, now {is_now}.",
    )


def _plan(before: tuple[ActionLine, ...], after: tuple[ActionLine, ...]) -> Iterator[Difference]:
    for old, new in pairs({a.key: a for a in before}, {a.key: a for a in after}):
        action = new or old
        assert action is not None
        was, is_now = (_action(a) if a else "not in the plan" for a in (old, new))
        if was != is_now:
            yield Difference(
                kind="plan",
                of=action.what,
                before=was,
                after=is_now,
                says=f"The plan: {action.what.rstrip('.')}: was {was}; now {is_now}.",
            )


def _action(action: ActionLine) -> str:
    days = [
        f"{word} {day:%-d %b %Y}"
        for word, day in (
            ("due", action.due),
            ("started", action.started),
            ("done", action.done),
        )
        if day and (word, action.state) != ("done", "done")
    ]
    state = f"done on {action.done:%-d %b %Y}" if action.done else action.state
    effects = [f"{e.measure}: {e.verdict}" for e in action.effects]
    return ", ".join([state, action.owner, *days, *effects])


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
