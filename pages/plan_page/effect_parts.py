"""Did an action of the plan work? In a sentence, and its figures before and after in a table."""

from collections import Counter

import pandas as pd
import streamlit as st

from metrics.effect_amounts import figures_words
from metrics.effect_figures import Figures
from metrics.effect_verdict import Effect, Verdict
from metrics.effect_words import SAID, effect_short
from metrics.measure import Measure
from metrics.series import NONE
from pages import data, known
from pages.measure_sections import effects
from pages.parts import lower, plain
from plan.actions import PlanAction
from plan.area import as_drawn

Found = list[tuple[Measure, Effect]]
# What a reader should hear of first.
_ORDER: tuple[Verdict, ...] = (
    *("made worse", "worse since", "worked", "better since"),
    *("not clear", "no difference seen", "too early", "cannot tell"),
)
_ON: dict[Verdict, str] = {
    **SAID,
    "worked": "seems to have worked",
    "made worse": "seems to have made things worse",
    "not clear": "not clear either way",
    "cannot tell": "cannot be told",
}


def measures(action: PlanAction) -> list[Measure]:
    """The measures that an action should move, of those that there are."""
    every = data.all_measures()
    return [every[key] for key in action.measures if key in every]


def found(action: PlanAction) -> Found:
    """What each of its measures did since it began; nothing before it has a start, or without data."""
    drawn = as_drawn(action)
    if drawn is None:
        return []
    return [(m, e) for m in measures(action) if (e := effects.of(drawn, m, None))]


def in_short(actions: list[PlanAction]) -> str:
    """What came of each action that was begun, each named once, a line a verdict; "" where none was."""
    alike: dict[Verdict, list[str]] = {}
    mixed: dict[Verdict, list[str]] = {}
    for action in actions:
        if action.started is None or action.started > known.today():
            continue
        of = Counter(e.verdict for _, e in found(action)) or Counter(["cannot tell"])
        first, name = min(of, key=_ORDER.index), plain(action.short)
        if len(of) == 1:
            alike.setdefault(first, []).append(name)
        else:
            mixed.setdefault(first, []).append(f"{name}: {_on_how_many(of)}")
    told = []
    for verdict in _ORDER:
        if names := alike.get(verdict):
            told.append(f"{SAID[verdict]}: {'; '.join(names)}.")
        told += [f"{words}." for words in mixed.get(verdict, [])]
    return "  \n".join(told)


def _on_how_many(of: Counter[Verdict]) -> str:
    """What came of an action whose measures did not all do the same.

    >>> _on_how_many(Counter({"no difference seen": 1, "better since": 4}))
    'better since it began on 4 of its 5 measures, no difference seen on 1'
    """
    first, *rest = [f"{lower(_ON[v])} on {of[v]}" for v in _ORDER if of[v]]
    return ", ".join([f"{first} of its {of.total()} measures", *rest])


def worked(action: PlanAction, found: Found) -> str:
    """Did it work? Of one measure in full; of several, which did what, and the rest in the table."""
    if len(found) == 1:
        return f"**Did it work?** {_sentence(action, *found[0])}"
    by_words: dict[str, list[str]] = {}
    for measure, effect in found:
        by_words.setdefault(effect_short(measure, effect), []).append(lower(measure.title))
    if len(by_words) == 1:
        return f"**Did it work?** {plain(next(iter(by_words)))}."
    said = [f"- {plain(words)}: {plain(', '.join(of))}." for words, of in by_words.items()]
    return "**Did it work?**\n\n" + "\n".join(said)


def figures(action: PlanAction, found: Found) -> None:
    """The figures before and after, of the units with the action and of the others."""
    if len(found) > 1:
        lines = [f"- {plain(m.title)}: {_sentence(action, m, e)}" for m, e in found]
        st.markdown("\n".join(lines))
    rows = [row for m, e in found for row in _rows(action, m, e)]
    with st.container(key=f"keep-4-{action.key}"):
        st.table(pd.DataFrame(rows).style.hide(axis="index"), border="horizontal")
    for said in dict.fromkeys(words for m, e in found if (words := _beside(m, e))):
        st.caption(said)


def _beside(measure: Measure, effect: Effect) -> str:
    """Which units it is compared with, and that months of small numbers are left out."""
    told, short = [], data.area().short_names
    if effect.is_compared and effect.others:
        names = plain(", ".join(short.get(unit, unit) for unit in effect.others))
        told.append(
            f"The other units: {names}. A unit with an action of its own on the measure, or with too few months before or "
            "after that have enough cases, is not compared."
        )
    if effect.n_left_out:
        n = f"{effect.n_left_out:,} month{'' if effect.n_left_out == 1 else 's'} of a unit"
        if not effect.is_compared:
            n = f"{effect.n_left_out:,} month{'' if effect.n_left_out == 1 else 's'}"
        told.append(f"Left out: {n} with fewer than {effect.least} {measure.small_of}.")
    return " ".join(told)


def _sentence(action: PlanAction, measure: Measure, effect: Effect) -> str:
    drawn = as_drawn(action)
    assert drawn
    return plain(effects.sentence(drawn, measure, effect))


def _rows(action: PlanAction, measure: Measure, effect: Effect) -> list[dict[str, str]]:
    own = effects.whose(action.units) if effect.is_compared else "all units"
    groups = [(own[0].upper() + own[1:], effect.before, effect.after)]
    if effect.is_compared:
        others = f"{effect.n_others:,} other units"
        groups.append((others, effect.others_before, effect.others_after))
    return [
        {
            "Measure": plain(measure.title),
            "Units": plain(units),
            "Before": _figure(measure, before),
            "After": _figure(measure, after),
            "Months before": str(before.months) if before else NONE,
            "Months after": str(after.months) if after else NONE,
        }
        for units, before, after in groups
    ]


def _figure(measure: Measure, found: Figures | None) -> str:
    return plain(figures_words(measure, found)) if found else NONE
