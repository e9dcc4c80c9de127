"""What the Board was told in an issued pack, and is otherwise now: the headline, and the plan."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher

from packs.content import ActionLine, Pack
from packs.issuing.late_figures import Difference, pairs
from packs.making.minute import MIND
from packs.words.findings import headline, state_words
from packs.words.plan_tables import effect_found
from packs.words.sheet_words import day_words

_NOTHING = "nothing"  # where a sentence was not there, or is there no more


def headlines(issued: Pack, now: Pack) -> Iterator[Difference]:
    """The title, and each sentence of the minute that is other but for that of the data."""
    if headline(issued) != headline(now):
        yield _headline("The headline", headline(issued), headline(now))
    before, after = (_minute(pack) for pack in (issued, now))
    for how, i, to_i, k, to_k in SequenceMatcher(None, before, after, False).get_opcodes():
        if how == "equal":
            continue
        for at in range(max(to_i - i, to_k - k)):
            was = before[i + at] if i + at < to_i else _NOTHING
            is_now = after[k + at] if k + at < to_k else _NOTHING
            yield _headline("In one minute", was, is_now)


def _minute(pack: Pack) -> list[str]:
    return [said for said in pack.in_one_minute if not said.startswith(MIND)]


def _headline(of: str, was: str, is_now: str) -> Difference:
    lead = "The headline is another now" if of == "The headline" else "In one minute"
    return Difference(
        kind="headline",
        of=of,
        before=was,
        after=is_now,
        says=f"{lead}: was “{was.rstrip('.')}”, now “{is_now.rstrip('.')}”.",
    )


def plan(
    before: Sequence[ActionLine],
    after: Sequence[ActionLine],
    titles: Mapping[str, str],
    month: date,
) -> Iterator[Difference]:
    """Actions that stand otherwise. titles: of the measures by key; month: of the packs."""
    for old, new in pairs({a.key: a for a in before}, {a.key: a for a in after}):
        action = new or old
        assert action is not None
        was, is_now = (_action(a, titles, month) if a else "not in the plan" for a in (old, new))
        if was != is_now:
            yield Difference(
                kind="plan",
                of=action.what,
                before=was,
                after=is_now,
                says=f"The plan: {action.what.rstrip('.')}: was {was}; now {is_now}.",
            )


def _action(action: ActionLine, titles: Mapping[str, str], month: date) -> str:
    days = [
        f"{word} {day_words(day)}"
        for word, day in (("due", action.due), ("started", action.started))
        if day
    ]
    state = state_words(action.state, month).lower() if action.state != "due this month" else ""
    state = f"done on {day_words(action.done)}" if action.done else state
    effects = [f"{titles.get(e.measure, e.measure)}: {effect_found(e)}" for e in action.effects]
    return ", ".join(filter(None, [state, action.owner, *days, *effects]))
