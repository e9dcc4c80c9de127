"""The improvement plan as tables of texts: how actions stand, and what shows that they worked."""

from collections.abc import Mapping

from metrics.effect_words import SAID
from packs.content import ActionLine, EffectLine, Pack
from packs.making.months import next_month
from packs.words.findings import actions_finding, in_order, state_words
from packs.words.month_tables import Table
from packs.words.sheet_words import NONE, day_words

# What was found of an effect, what is clearest first.
_ORDER = (
    *("worked", "made worse", "better since", "worse since", "not clear"),
    *("no difference seen", "too early", "cannot tell"),
)
_PLACES = {verdict: at for at, verdict in enumerate(_ORDER)}


def actions(pack: Pack) -> Table:
    """The improvement plan, what is overdue first; below, what is known of each effect."""
    titles = {row.key: row.title for row in pack.rows}
    ordered = in_order(pack.actions)
    rows = tuple(
        (
            state_words(a.state, pack.month),
            a.what,
            a.owner,
            ", ".join(a.units) or "Every unit",
            day_words(a.due),
            "\n".join(_did_it_work(a, titles)) or NONE,
        )
        for a in ordered
    )
    return Table(
        title=actions_finding(pack),
        header=(state_head(pack), "What", "Owner", "Units", "Due", "Did it work?"),
        rows=rows,
        widths=(1.5, 3.5, 2.3, 2, 1.3, 4.4),
        below=() if rows else ("No action has been entered in the improvement plan.",),
    )


def state_head(pack: Pack) -> str:
    """The heading of how actions stand, with the day that it is as at."""
    return f"State at {day_words(next_month(pack.month))}"


def evidence(pack: Pack) -> Table:
    """What is known of the effects of each action that has any, whole; what was found first."""
    titles = {row.key: row.title for row in pack.rows}
    found = [
        (
            _PLACES.get(one.verdict, 0),
            (a.what, measures, one.sentence),
        )
        for a in in_order(pack.actions)
        for measures, one in _effects(a, titles)
    ]
    return Table(
        title="Did the actions work? What the figures show",
        header=("Action", "Measure", "What the figures show"),
        rows=tuple(cells for _, cells in sorted(found, key=lambda row: row[0])),
        widths=(3, 2.6, 8),
    )


def _did_it_work(action: ActionLine, titles: Mapping[str, str]) -> list[str]:
    """What was found of each measure in a word or two, those found alike together."""
    alike: dict[str, list[str]] = {}
    for effect in action.effects:
        title = titles.get(effect.measure, effect.measure)
        alike.setdefault(effect_found(effect), []).append(title)
    return [f"{said}: {'; '.join(found)}" for said, found in alike.items()]


def effect_found(effect: EffectLine) -> str:
    """What was found of an effect, in a few words."""
    return SAID.get(effect.verdict, effect.verdict)


def effect_words(action: ActionLine, titles: Mapping[str, str]) -> list[str]:
    """What is known of the effects of an action, measures together of which the same is said.

    titles: of the measures, by key.
    """
    return [f"{measures}. {one.sentence}" for measures, one in _effects(action, titles)]


def _effects(action: ActionLine, titles: Mapping[str, str]) -> list[tuple[str, EffectLine]]:
    """The measures of an action of which the same is said, by their titles, and one of them."""
    alike: dict[str, list[EffectLine]] = {}
    for effect in action.effects:
        alike.setdefault(effect.sentence, []).append(effect)
    return [
        ("; ".join(titles.get(e.measure, e.measure) for e in found), found[0])
        for found in alike.values()
    ]
